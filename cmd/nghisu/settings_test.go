package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSettings proves that a flag wins over the environment, and that over the
// file.
func TestSettings(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "nghisu.conf")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# máy chủ\n\ndb = sqlite:/var/lib/nghisu/so.db\naddr=127.0.0.1:1\noffice=a\nsecure=true\nproxy=10.0.0.0/8, 192.0.2.1\n")
	t.Setenv("NGHISU_ADDR", "127.0.0.1:2")
	t.Setenv("NGHISU_OFFICE", "b")
	s, err := readSettings("serve", []string{"--config", file, "--office", "c"})
	if err != nil {
		t.Fatal(err)
	}
	if s.db != "sqlite:/var/lib/nghisu/so.db" || s.addr != "127.0.0.1:2" || s.office != "c" || !s.secure || len(s.proxies) != 2 || s.log != "text" || s.keys != "/var/lib/nghisu/keys" || s.files != "/var/lib/nghisu/files" {
		t.Errorf("%+v", s)
	}
	for text, want := range map[string]string{
		"addr.=x":   ":1: addr.",
		"\nnothing": ":2: nothing",
		"secure=so": ":1: secure",
		"config=x":  ":1: config",
	} {
		write(text)
		if _, err := readSettings("serve", []string{"--config", file}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, args := range [][]string{
		{"--adr", "x"}, {"more"}, {"--log", "xml"}, {"--proxy", "10.0.0.300"}, {"--secure=so"}, {"--config", filepath.Join(dir, "none")},
	} {
		if _, err := readSettings("serve", args); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: %v", args, err)
		}
	}
	t.Setenv("NGHISU_SECURE", "so")
	if _, err := readSettings("serve", nil); err == nil || !strings.Contains(err.Error(), "NGHISU_SECURE") {
		t.Errorf("%v", err)
	}
}

// TestBehind proves that only a trusted proxy is believed.
func TestBehind(t *testing.T) {
	s, err := readSettings("serve", []string{"--proxy", "10.0.0.0/8,::1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, header, want string }{
		{"203.0.113.9:5", "198.51.100.7", "203.0.113.9:5"},
		{"10.0.0.1:5", "198.51.100.7", "198.51.100.7:0"},
		{"[::1]:5", "198.51.100.7, 10.0.0.2", "198.51.100.7:0"},
		{"10.0.0.1:5", "1.2.3.4, 198.51.100.7, 10.0.0.2", "198.51.100.7:0"},
		{"10.0.0.1:5", "", "10.0.0.1:5"},
		{"10.0.0.1:5", "nonsense", "10.0.0.1:5"},
		{"10.0.0.1:5", "2001:db8::7", "[2001:db8::7]:0"},
	} {
		got := ""
		h := behind(s.proxies, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }))
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.from
		if c.header != "" {
			r.Header.Set("X-Forwarded-For", c.header)
		}
		h.ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s with %q: %s, want %s", c.from, c.header, got, c.want)
		}
	}
}

// TestMailSettings proves that settings of mail that cannot be meant are refused,
// and that a password is in a file alone.
func TestMailSettings(t *testing.T) {
	good := []string{"--smtp", "mail.x.vn:587", "--mailfrom", "vp@x.vn"}
	for _, args := range [][]string{nil, {"--mailreply", "x.vn"}, {"--smtptls", "tls", "--smtpuser", "vp", "--smtppass", "/run/secret"}, {"--smtp", "127.0.0.1:25", "--smtptls", "none"}} {
		s, err := readSettings("serve", append(append([]string(nil), good...), args...))
		if err != nil || s.mail.from != "vp@x.vn" || s.mail.selector != "nghisu" {
			t.Errorf("%v: %+v, %v", args, s.mail, err)
		}
	}
	for _, args := range [][]string{
		{"--smtp", "mail.x.vn"}, {"--mailfrom", "Văn phòng <vp@x.vn>"}, {"--mailfrom", ""}, {"--smtptls", "ssl"}, {"--smtptls", "none"},
	} {
		if _, err := readSettings("serve", append(append([]string(nil), good...), args...)); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// TestReplyKey proves that the key of addresses for answers is made once and kept
// from others.
func TestReplyKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	one, err := replyKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	two, err := replyKey(dir)
	if err != nil || len(one) != 32 || string(one) != string(two) {
		t.Errorf("%x, then %x: %v", one, two, err)
	}
	if info, err := os.Stat(filepath.Join(dir, "reply.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "reply.key"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := replyKey(dir); err == nil {
		t.Error("a broken key is taken")
	}
}
