package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/cli"
)

// TestOpenPost proves that letters leave as the settings say, that password and
// key come from files, and that neither can be read from the application.
func TestOpenPost(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	db := "sqlite:" + filepath.Join(dir, "so.db")
	if code, _, errs := tool("office", "found", "--db", db, "--office", "van-phong", "--name", "Văn phòng", "--keeper", "Người giữ sổ", "--login", "giu.so"); code != 0 {
		t.Fatal(errs)
	}
	st, err := openStore(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	a := app.New(st, app.NewKeyring(filepath.Join(dir, "keys")), nil, nil)
	keeper := app.Operator("van-phong")
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	secret, dkim := filepath.Join(dir, "secret"), filepath.Join(dir, "dkim.pem")
	err = errors.Join(os.WriteFile(secret, []byte("mật khẩu \n"), 0o600), os.WriteFile(dkim, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600))
	if err != nil {
		t.Fatal(err)
	}

	s := settings{db: db, keys: filepath.Join(dir, "keys")}
	if p, err := openPost(ctx, a, "van-phong", s); p != nil || err != nil {
		t.Errorf("without a server: %v, %v", p, err)
	}
	if out, err := a.Outgoing(ctx, keeper); out != nil || err != nil {
		t.Errorf("without a server: %v, %v", out, err)
	}
	s.mail = mailSettings{server: "127.0.0.1:1", tls: "none", from: "vp@x.vn", selector: "s1", user: "vp", passwordFile: filepath.Join(dir, "none")}
	if _, err := openPost(ctx, a, "van-phong", s); err == nil {
		t.Error("a password that is not there is passed over")
	}
	s.mail.passwordFile, s.mail.key = secret, secret
	if _, err := openPost(ctx, a, "van-phong", s); err == nil || strings.Contains(err.Error(), "mật") {
		t.Errorf("a key that is none: %v", err)
	}
	s.mail.key, s.mail.reply = dkim, "X.vn"
	p, err := openPost(ctx, a, "van-phong", s)
	if err != nil {
		t.Fatal(err)
	}
	if p.Server.Password != "mật khẩu " || p.Signer == nil || p.Signer.Domain != "x.vn" || p.Desk == nil || p.Desk.Domain != "x.vn" || p.Zone == nil {
		t.Errorf("%+v", p)
	}
	out, err := a.Outgoing(ctx, keeper)
	if err != nil || out == nil || out.DKIM != "s1._domainkey.x.vn" {
		t.Fatalf("%+v, %v", out, err)
	}
	if shown := fmt.Sprintf("%+v", *out); strings.Contains(shown, "mật") {
		t.Errorf("the password can be read: %s", shown)
	}
	if err := a.TryMail(ctx, keeper, "ai@x.vn"); err == nil || !strings.Contains(err.Error(), "mail.try-failed") {
		t.Errorf("nobody listens, and the trial says %v", err)
	}
}

// TestMailboxSettings proves that settings which cannot be meant are refused, that
// the password comes from a file, and how the end of a delivery is told.
func TestMailboxSettings(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("mật khẩu\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := boxSettings{server: "mail.tinh.example:993", tls: "tls", user: "van-thu", passwordFile: secret, folder: "INBOX"}
	for name, edit := range map[string]func(*boxSettings){
		"no port":         func(b *boxSettings) { b.server = "mail.tinh.example" },
		"no such way":     func(b *boxSettings) { b.tls = "ssl" },
		"plain elsewhere": func(b *boxSettings) { b.tls = "none" },
		"nobody":          func(b *boxSettings) { b.user = "" },
		"no password":     func(b *boxSettings) { b.passwordFile = "" },
	} {
		bad := good
		edit(&bad)
		if bad.check() == nil {
			t.Errorf("%s: %+v is taken", name, bad)
		}
	}
	if err := good.check(); err != nil {
		t.Error(err)
	}
	a := app.New(nil, nil, nil, nil)
	if m, err := openBox(a, good); err != nil || m.Password != "mật khẩu" || m.Place() != "van-thu@mail.tinh.example:993/INBOX" {
		t.Errorf("%+v %v", m, err)
	}
	good.passwordFile = filepath.Join(dir, "none")
	if _, err := openBox(a, good); err == nil {
		t.Error("a password that is not there is passed over")
	}
	if m, err := openBox(a, boxSettings{tls: "tls"}); m != nil || err != nil {
		t.Errorf("without a mailbox: %v %v", m, err)
	}
	if code, _, errs := tool("mail", "deliver", "--db", "sqlite:"+filepath.Join(dir, "none.db")); code != cli.WrongUse {
		t.Errorf("no books: %d %s", code, errs)
	}
}
