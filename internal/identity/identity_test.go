package identity

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"nghisu/internal/committee"
)

func code(err error) string {
	var f *committee.Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestHashMatches(t *testing.T) {
	ctx := context.Background()
	hash, err := Hash(ctx, "mùa thu Hà Nội")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(hash, "Nội") || Stale(hash) {
		t.Errorf("hash %q", hash)
	}
	other, err := Hash(ctx, "mùa thu Hà Nội")
	if err != nil || other == hash {
		t.Errorf("two hashes of one password are alike: %v", err)
	}
	for _, c := range []struct {
		password, hash string
		want           bool
	}{
		{"mùa thu Hà Nội", hash, true},
		{"mùa thu Hà Nộ", hash, false},
		{"", hash, false},
		{"", "", false},
		{"mùa thu Hà Nội", "", false},
	} {
		got, err := Matches(ctx, c.password, c.hash)
		if err != nil || got != c.want {
			t.Errorf("Matches(%q, %q) = %v, %v", c.password, c.hash, got, err)
		}
	}
	if _, err := Matches(ctx, "x", "no hash at all"); err == nil {
		t.Error("a damaged hash was taken")
	}
}

// TestDummyCostsTheSame proves that an unknown name is checked at today's cost,
// so that time does not tell which names exist.
func TestDummyCostsTheSame(t *testing.T) {
	if Stale(dummy) {
		t.Error("the dummy hash has another cost than new ones")
	}
}

func TestHashingIsBounded(t *testing.T) {
	if !hashing.TryAcquire(2) {
		t.Fatal("the gate is not free")
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, err := Matches(ctx, "x", ""); !errors.Is(err, context.Canceled) {
				t.Errorf("a third password was hashed at once: %v", err)
			}
		}()
	}
	cancel()
	wg.Wait()
	hashing.Release(2)
}

func TestCheckPassword(t *testing.T) {
	for password, want := range map[string]string{
		"ngắn thôi":              "password.short",
		"đủ mười ký":             "",
		"cầu Long Biên 1902":     "",
		strings.Repeat("ạ", 201): "password.long",
		"van.phong.tinh":         "password.is-login",
		"VanPhongTinh":           "password.is-login",
		"1234567890":             "password.common",
		"Matkhau@123":            "password.common",
		"aaaaaaaaaaaa":           "password.common",
		"abababababab":           "password.common",
		"mnopqrstuvwx":           "password.common",
		"hai\x00 dòng chữ dài":   "password.form",
		"không \xff phải chữ":    "password.form",
		"4827-luat-thu-do-2024":  "",
		"mật khẩu này ai mà nhớ": "",
	} {
		if got := code(CheckPassword("new", "van.phong.tinh", password)); got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
	if n := len(strings.Fields(common)); n < 100 {
		t.Errorf("%d common passwords, want 100 at least", n)
	}
}

func TestLogin(t *testing.T) {
	for in, want := range map[string]string{
		" Van.Thu01 ": "van.thu01", "ab": "", "a b c": "", "đỗ": "", ".abc": "", "a@b.vn": "a@b.vn",
		strings.Repeat("a", 65): "",
	} {
		got, err := Login("login", in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Login(%q) = %q, %v", in, got, err)
		}
	}
}

func TestSecrets(t *testing.T) {
	a, hash := NewToken()
	b, _ := NewToken()
	s, _ := NewSession()
	if a == b || !IsToken(a) || IsToken(s) || !IsSession(s) || IsSession(a) || IsToken(a+"x") || IsToken("nghisu_") || IsSession("") {
		t.Errorf("%q %q %q", a, b, s)
	}
	if HashSecret(a) != hash || len(hash) != 64 || strings.Contains(hash, a) {
		t.Errorf("hash %q", hash)
	}
	p := NewPassword()
	if CheckPassword("password", "ai.do", p) != nil || p == NewPassword() || len(p) != 23 || strings.Count(p, "-") != 3 {
		t.Errorf("password %q", p)
	}
}

func TestBrake(t *testing.T) {
	last := time.Date(2026, 4, 15, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		failures int
		after    time.Duration
		want     time.Duration
	}{
		{0, 0, 0},
		{4, 0, 0},
		{5, 0, time.Minute},
		{5, 20 * time.Second, 40 * time.Second},
		{5, time.Minute, 0},
		{6, 0, 2 * time.Minute},
		{8, 0, 8 * time.Minute},
		{9, 0, 15 * time.Minute},
		{1000000, 0, 15 * time.Minute},
		{1000000, 15 * time.Minute, 0},
		{7, 2 * time.Hour, 0},
		{5, -time.Hour, time.Minute},
	} {
		if got := ByLogin.Wait(c.failures, last, last.Add(c.after)); got != c.want {
			t.Errorf("%d failures, %v later: wait %v, want %v", c.failures, c.after, got, c.want)
		}
	}
}

func TestAddressKey(t *testing.T) {
	for in, want := range map[string]string{
		"10.1.2.3": "from 10.1.2.3", "2001:db8:1:2:3:4:5:6": "from 2001:db8:1:2::/64", "2001:db8:1:2::9": "from 2001:db8:1:2::/64", "::1": "from ::1", "": "from ",
	} {
		if got := AddressKey(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if _, err := Login("login", AddressKey("10.1.2.3")); err == nil {
		t.Error("an address can be taken for a name")
	}
}
