package mail

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/render/ics"
)

// outgoing is a letter as an office sends it.
func outgoing(t *testing.T) Outgoing {
	t.Helper()
	at := time.Date(2026, 4, 20, 1, 0, 0, 0, time.UTC)
	cal, err := ics.Invitation(ics.Request, ics.Event{
		UID: "018f@nghi-su", Sequence: 7, Stamp: at, Start: at.Add(24 * time.Hour), End: at.Add(26 * time.Hour), Summary: `Phiên họp "quý I"; mở rộng`,
		Organiser: netmail.Address{Name: "Ban Chỉ đạo", Address: "tra-loi@vp.example"},
		Attendees: []ics.Attendee{{Address: netmail.Address{Name: "Ủy viên 1", Address: "uy-vien@so.example"}, Role: ics.Required, Answer: ics.Waiting}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return Outgoing{
		ID: "018f-1@vp.example", Date: at, From: netmail.Address{Name: "Văn phòng UBND tỉnh", Address: "vp@vp.example"},
		To: netmail.Address{Name: `Nguyễn Thị "Ánh", Phó Giám đốc`, Address: "uy-vien@so.example"}, ReplyTo: "tra-loi+abc@vp.example",
		Subject: "Giấy mời: " + strings.Repeat("Phiên họp Ban Chỉ đạo chuyển đổi số ", 8) + "hết",
		Text:    "Kính gửi: Ủy viên\n.một dòng bắt đầu bằng dấu chấm\nFrom đầu dòng\n" + strings.Repeat("dài ", 400) + "\n", Calendar: cal, Method: "REQUEST",
		Files: []File{{Name: "giay-moi.pdf", Type: "application/pdf", Data: bytes.Repeat([]byte("%PDF-1.7\r\n\x00."), 5000)}},
	}
}

func bytesOf(t *testing.T, o Outgoing) []byte {
	t.Helper()
	data, err := o.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestBytes proves that what is written is what a reader of ours and Python's
// find, in lines that every server carries.
func TestBytes(t *testing.T) {
	o := outgoing(t)
	data := bytesOf(t, o)
	for i, l := range strings.Split(string(data), "\r\n") {
		if len(l) > 998 || strings.ContainsAny(l, "\r\n") || strings.ContainsFunc(l, func(r rune) bool { return r > 0x7e }) {
			t.Fatalf("line %d: %d bytes: %.80q", i+1, len(l), l)
		}
	}
	m := read(t, string(data))
	if m.Subject != o.Subject || m.From.Name != o.From.Name || m.To[0].Name != o.To.Name || m.ID != "<"+o.ID+">" || !m.Date.Equal(o.Date) || !m.Auto {
		t.Errorf("%+v", m)
	}
	if m.Text != strings.TrimSpace(o.Text) {
		t.Errorf("text %.200q", m.Text)
	}
	if len(m.Files) != 1 || !bytes.Equal(m.Files[0].Data, o.Files[0].Data) || !bytes.Equal(m.Calendar, o.Calendar) {
		t.Errorf("%d files, calendar %d bytes, want %d", len(m.Files), len(m.Calendar), len(o.Calendar))
	}
	got := python(t, readScript, data)
	want := strings.Join([]string{
		o.Subject, o.To.Name + "|" + o.To.Address, o.ReplyTo, "auto-generated", "multipart/mixed multipart/alternative text/plain text/calendar application/pdf",
		"REQUEST REQUEST 018f@nghi-su 7 mailto:tra-loi@vp.example mailto:uy-vien@so.example 2026-04-21 01:00:00+00:00",
	}, "\n")
	if got != want {
		t.Errorf("Python reads\n%s\nwant\n%s", got, want)
	}
}

// readScript takes a message apart by Python's library and its calendar by
// icalendar.
const readScript = `
import sys, email, email.policy, icalendar
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(m["subject"])
print(m["to"].addresses[0].display_name + "|" + m["to"].addresses[0].addr_spec)
print(m["reply-to"])
print(m["auto-submitted"])
print(" ".join(p.get_content_type() for p in m.walk()))
for p in m.walk():
    if p.get_content_type() == "text/calendar":
        c = icalendar.Calendar.from_ical(p.get_payload(decode=True))
        e = c.walk("VEVENT")[0]
        print(p.get_param("method"), c["METHOD"], e["UID"], e["SEQUENCE"], e["ORGANIZER"], e["ATTENDEE"], e["DTSTART"].dt)
`

// TestHeadersHoldTheirLine proves that no name, subject or address makes a header
// line of its own.
func TestHeadersHoldTheirLine(t *testing.T) {
	for _, evil := range []string{
		"x\r\nBcc: all@x.vn", "x\nBcc: all@x.vn", "x\rBcc: all@x.vn", "x\u2028Bcc: a@x.vn", "x\x00y", "=?utf-8?q?x=0D=0ABcc:_a@x.vn?=", "\r\n\r\nthân thư", "a\u202eb",
		strings.Repeat("rất dài ", 400) + "\r\nBcc: x@x.vn",
	} {
		o := outgoing(t)
		o.Subject, o.From.Name, o.To.Name, o.Files[0].Name = evil, evil, evil, evil
		data := bytesOf(t, o)
		raw, err := netmail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%q: %v", evil, err)
		}
		for field := range raw.Header {
			switch field {
			case "From", "To", "Subject", "Date", "Message-Id", "Reply-To", "Mime-Version", "Content-Type", "Auto-Submitted", "X-Auto-Response-Suppress":
			default:
				t.Errorf("%q makes a field %s", evil, field)
			}
		}
		if m := read(t, string(data)); len(m.To) != 1 || m.To[0].Address != o.To.Address || m.Text != strings.TrimSpace(o.Text) {
			t.Errorf("%q: to %v, text %.60q", evil, m.To, m.Text)
		}
		for _, change := range []func(*Outgoing){
			func(o *Outgoing) { o.To.Address = "a@x.vn" + evil }, func(o *Outgoing) { o.ReplyTo = "a@x.vn\r\nBcc: b@x.vn" }, func(o *Outgoing) { o.From.Address = "a@x.vn, b@x.vn" },
		} {
			bad := outgoing(t)
			change(&bad)
			if _, err := bad.Bytes(); err == nil {
				t.Errorf("%q: an address was taken that is none", evil)
			}
		}
	}
}

// TestExim proves that Exim takes our letters and hands over what was sent, and
// that its refusals are understood.
func TestExim(t *testing.T) {
	s, arrived := exim(t)
	o := outgoing(t)
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))
	signed, err := (Signer{Domain: "vp.example", Selector: "s1", Key: key}).Sign(bytesOf(t, o))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Send(context.Background(), o.From.Address, o.To.Address, signed); err != nil {
		t.Fatal(err)
	}
	got := arrived("uy-vien")
	m := read(t, string(got))
	if m.Subject != o.Subject || m.Text != strings.TrimSpace(o.Text) || len(m.Files) != 1 || !bytes.Equal(m.Files[0].Data, o.Files[0].Data) || !bytes.Equal(m.Calendar, o.Calendar) {
		t.Errorf("arrived: %q, text %.80q, %d files", m.Subject, m.Text, len(m.Files))
	}
	if said := python(t, dkimScript, got, record("ed25519", key.Public().(ed25519.PublicKey))); said != "True" { //nolint:forcetypeassert // of an Ed25519 key
		t.Errorf("the signature did not survive the way: %s", said)
	}
	for to, want := range map[string]app.Outcome{"nobody@so.example": app.Declined, "busy@so.example": app.Deferred} {
		if err := s.Send(context.Background(), o.From.Address, to, signed); outcome(err) != want {
			t.Errorf("%s: %v", to, err)
		}
	}
}

// TestOutcomes proves what is made of each way to fail, over each kind of
// connection.
func TestOutcomes(t *testing.T) {
	o := outgoing(t)
	message := bytesOf(t, o)
	for name, c := range map[string]struct {
		peer     *peer // nil: one that takes everything
		security Security
		server   func(*Server)
		want     app.Outcome
		taken    int
	}{
		"taken":             {security: Plain, want: app.Delivered, taken: 1},
		"taken by STARTTLS": {security: StartTLS, want: app.Delivered, taken: 1},
		"taken by TLS":      {security: TLS, want: app.Delivered, taken: 1},
		"signed in":         {peer: &peer{password: "bí mật"}, security: StartTLS, server: func(s *Server) { s.User, s.Password = "vp", "bí mật" }, want: app.Delivered, taken: 1},
		"wrong password":    {peer: &peer{password: "bí mật"}, security: StartTLS, server: func(s *Server) { s.User, s.Password = "vp", "x" }, want: app.Deferred},
		"password in clear": {peer: &peer{password: "bí mật"}, security: Plain, server: func(s *Server) { s.User, s.Password = "vp", "bí mật" }, want: app.Deferred},
		"no STARTTLS":       {security: Plain, server: func(s *Server) { s.Security = StartTLS }, want: app.Deferred},
		"not trusted":       {security: StartTLS, server: func(s *Server) { s.Config = nil }, want: app.Deferred},
		"nobody listens":    {security: Plain, server: func(s *Server) { s.Address = "127.0.0.1:1" }, want: app.Deferred},
		"sender refused":    {peer: &peer{mailErr: answer(550, "no")}, security: Plain, want: app.Declined},
		"receiver refused":  {peer: &peer{rcptErr: answer(550, "no such mailbox")}, security: Plain, want: app.Declined},
		"receiver busy":     {peer: &peer{rcptErr: answer(450, "later")}, security: Plain, want: app.Deferred},
		"content refused":   {peer: &peer{dataErr: answer(554, "spam")}, security: Plain, want: app.Declined},
		"content put off":   {peer: &peer{dataErr: answer(451, "greylisted")}, security: Plain, want: app.Deferred},
		"cut after the end": {peer: &peer{hangUp: true}, security: Plain, want: app.Unsure, taken: 1},
	} {
		if c.peer == nil {
			c.peer = &peer{}
		}
		s := startPeer(t, c.peer, c.security)
		if c.server != nil {
			c.server(&s)
		}
		err := s.Send(context.Background(), o.From.Address, o.To.Address, message)
		if outcome(err) != c.want || c.peer.count() != c.taken {
			t.Errorf("%s: %v: outcome %d, %d taken; want %d, %d", name, err, outcome(err), c.peer.count(), c.want, c.taken)
		}
		if c.taken == 1 && !bytes.Equal(bytes.TrimSpace(c.peer.taken[0]), bytes.TrimSpace(message)) {
			t.Errorf("%s: what was taken is not what was sent", name)
		}
	}
	if err := (Server{Address: "127.0.0.1:1"}).Send(context.Background(), "a@x.vn", "b@x.vn>\r\nRCPT TO:<c@x.vn", message); outcome(err) != app.Declined {
		t.Errorf("an address that is a command: %v", err)
	}
}

// dkimScript verifies a signature by dkimpy, with the record given it as DNS would.
const dkimScript = `
import sys, dkim
record = sys.argv[1].encode()
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: record))
`

func record(kind string, key any) string {
	b, ok := key.(ed25519.PublicKey)
	if !ok {
		b, _ = x509.MarshalPKIXPublicKey(key)
	}
	return "v=DKIM1; k=" + kind + "; p=" + base64.StdEncoding.EncodeToString(b)
}

// TestSignature proves that another implementation verifies our signatures, and
// finds every change.
func TestSignature(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for kind, key := range map[string]crypto.Signer{"rsa": rsaKey, "ed25519": edKey} {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadKey(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
		if err != nil {
			t.Fatal(err)
		}
		data, err := (Signer{Domain: "vp.example", Selector: "s1", Key: again}).Sign(bytesOf(t, outgoing(t)))
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			data []byte
			want string
		}{
			"as sent":          {data, "True"},
			"other word":       {bytes.Replace(data, []byte("application/pdf"), []byte("application/pdx"), 1), "False"},
			"other subject":    {bytes.Replace(data, []byte("\r\nSubject:"), []byte("\r\nSubject: x"), 1), "False"},
			"a second sender":  {append([]byte("From: boss@vp.example\r\n"), data...), "False"},
			"another in reply": {append([]byte("In-Reply-To: <x@y>\r\n"), data...), "False"},
		} {
			if said := python(t, dkimScript, c.data, record(kind, key.Public())); said != c.want {
				t.Errorf("%s, %s: %s", kind, name, said)
			}
		}
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "no key": []byte("x"), "a short one": pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(short)}),
		"broken": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")}),
	} {
		if _, err := ReadKey(data); err == nil {
			t.Errorf("%s was taken as a key", name)
		}
	}
}
