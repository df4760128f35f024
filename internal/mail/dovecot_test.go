package mail

import (
	"context"
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"testing"
	"time"
)

// postbox is a mailbox of a real mail server, into which tests put letters.
type postbox struct {
	t   *testing.T
	dir string
	n   int
	uid int
	gid int
	Mailbox
}

// dovecot runs Dovecot, of Debian, on loopback over a directory of the test, with
// one mailbox; it listens with STARTTLS and with TLS from the first byte.
func dovecot(t *testing.T, security Security) *postbox {
	t.Helper()
	path, err := exec.LookPath("dovecot")
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/dovecot") // not on everybody's path
	}
	if err != nil {
		t.Fatal("dovecot is missing: run scripts/setup.sh")
	}
	dir, err := os.MkdirTemp("/tmp", "nghisu-dovecot-") // its sockets need a short name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // who Dovecot becomes has to reach it
		t.Fatal(err)
	}
	b := &postbox{t: t, dir: filepath.Join(dir, "mail"), uid: os.Getuid(), gid: os.Getgid()}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	internal, login := me.Username, me.Username
	if b.uid == 0 { // it never reads mail as root
		internal, login = "dovecot", "dovenull"
		who, err := user.Lookup("nobody")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Sscan(who.Uid, &b.uid)
		_, _ = fmt.Sscan(who.Gid, &b.gid)
	}
	for _, d := range []string{"", "new", "cur", "tmp"} {
		at := filepath.Join(b.dir, d)
		if err := os.MkdirAll(at, 0o700); err != nil {
			t.Fatal(err)
		}
		b.own(at)
	}
	cert, pool := selfSigned(t)
	key, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey.(*ecdsa.PrivateKey)) //nolint:forcetypeassert // it was made as one
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) string {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return at
	}
	certFile := write("cert.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}))
	keyFile := write("key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	plain, secure := freePort(t), freePort(t)
	group := ""
	if g, err := user.LookupGroupId(me.Gid); err == nil && os.Getuid() != 0 {
		group = "default_internal_group = " + g.Name
	}
	conf := write("dovecot.conf", fmt.Appendf(nil, `protocols = imap
listen = 127.0.0.1
base_dir = %[1]s/run
state_dir = %[1]s/state
log_path = %[1]s/log
default_internal_user = %[2]s
default_login_user = %[3]s
%[4]s
ssl = yes
ssl_cert = <%[5]s
ssl_key = <%[6]s
first_valid_uid = 1
mail_location = maildir:%[7]s
passdb {
  driver = static
  args = password=mật-khẩu
}
userdb {
  driver = static
  args = uid=%[8]d gid=%[9]d home=%[7]s
}
service imap-login {
  chroot =
  inet_listener imap {
    port = %[10]d
  }
  inet_listener imaps {
    port = %[11]d
  }
}
service anvil {
  chroot =
}
`, dir, internal, login, group, certFile, keyFile, b.dir, b.uid, b.gid, plain, secure))
	cmd := exec.Command(path, "-F", "-c", conf)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	port := plain
	if security == TLS {
		port = secure
	}
	b.Mailbox = Mailbox{
		Address: fmt.Sprintf("127.0.0.1:%d", port), Security: security, User: "van-thu", Password: "mật-khẩu",
		Config: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12},
	}
	for range 200 {
		if _, err = b.Count(context.Background()); err == nil {
			return b
		}
		time.Sleep(50 * time.Millisecond)
	}
	said, _ := os.ReadFile(filepath.Join(dir, "log"))
	t.Fatalf("dovecot does not answer: %v\n%s", err, said)
	return nil
}

func (b *postbox) own(path string) {
	if err := os.Chown(path, b.uid, b.gid); err != nil {
		b.t.Fatal(err)
	}
}

// put lays a letter into the mailbox, as a server that takes mail does.
func (b *postbox) put(letter string) {
	b.t.Helper()
	b.n++
	name := fmt.Sprintf("%d.M%dP%d.localhost", time.Now().Unix(), b.n, os.Getpid())
	at := filepath.Join(b.dir, "tmp", name)
	if err := os.WriteFile(at, []byte(letter), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.own(at)
	if err := os.Rename(at, filepath.Join(b.dir, "new", name)); err != nil {
		b.t.Fatal(err)
	}
}

// freePort is a port of the loopback that nothing listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // it listens on TCP
}
