package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// peer is a mail server that keeps what it takes and fails as it is told.
type peer struct {
	mu       sync.Mutex
	taken    [][]byte
	to       []string
	mailErr  error
	rcptErr  error
	dataErr  error
	hangUp   bool // closes the connection when it has the whole message
	password string
}

// startPeer runs a peer on loopback; tlsToo offers STARTTLS, and signing in.
func startPeer(t *testing.T, p *peer, security Security) Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cert, pool := selfSigned(t)
	s := smtp.NewServer(p)
	s.Domain = "peer.example"
	s.MaxMessageBytes = 8 << 20
	out := Server{Address: l.Addr().String(), Security: security, Config: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	switch security {
	case StartTLS:
		s.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	case TLS:
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12})
	}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	return out
}

// selfSigned is a certificate for loopback and the pool that trusts it.
func selfSigned(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	x := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, x, x, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func (p *peer) NewSession(c *smtp.Conn) (smtp.Session, error) { return &talk{p: p, c: c}, nil }

// talk is one connection to a peer.
type talk struct {
	p  *peer
	c  *smtp.Conn
	to string
	in bool
}

func (t *talk) AuthMechanisms() []string {
	if t.p.password == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (t *talk) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if t.p.password == "" || user != "vp" || password != t.p.password {
			return errors.New("sai mật khẩu")
		}
		t.in = true
		return nil
	}), nil
}

func (t *talk) Mail(string, *smtp.MailOptions) error {
	if t.p.password != "" && !t.in {
		return smtp.ErrAuthRequired
	}
	return t.p.mailErr
}
func (t *talk) Rcpt(to string, _ *smtp.RcptOptions) error { t.to = to; return t.p.rcptErr }
func (t *talk) Reset()                                    {}
func (t *talk) Logout() error                             { return nil }

func (t *talk) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	t.p.mu.Lock()
	defer t.p.mu.Unlock()
	if t.p.dataErr != nil {
		return t.p.dataErr
	}
	t.p.taken, t.p.to = append(t.p.taken, data), append(t.p.to, t.to)
	if t.p.hangUp {
		_ = t.c.Conn().Close()
	}
	return nil
}

func (p *peer) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.taken)
}

func answer(code int, words string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 0, 0}, Message: words}
}

// exim runs Exim, of Debian, on loopback: each connection by a process of its own,
// which delivers into one file.
func exim(t *testing.T) (Server, func(to string) []byte) {
	t.Helper()
	path, err := exec.LookPath("exim4")
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/exim4") // not on everybody's path
	}
	if err != nil {
		t.Fatal("exim4 is missing: run scripts/setup.sh")
	}
	// Exim leaves root behind: it needs a way to its files as who it becomes.
	dir, err := os.MkdirTemp("/tmp", "nghisu-exim-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil { //nolint:gosec // a directory of the test alone
		t.Fatal(err)
	}
	conf := filepath.Join(dir, "exim.conf")
	text := fmt.Sprintf(`spool_directory = %[1]s/spool
log_file_path = %[1]s/%%s.log
primary_hostname = exim.example
keep_environment =
dkim_verify_signers =
acl_smtp_rcpt = rcpt
acl_smtp_data = data
message_size_limit = 20M
begin acl
rcpt:
  deny message = 5.1.1 no such mailbox
       local_parts = nobody
  defer message = 4.2.1 try later
       local_parts = busy
  accept
data:
  deny message = header is malformed
       !verify = header_syntax
  accept
begin routers
all:
  driver = accept
  transport = file
begin transports
file:
  driver = appendfile
  file = %[1]s/uy-vien
  user = %[2]s
  check_string =
  escape_string =
`, dir, eximUser(t))
	if err := os.WriteFile(conf, []byte(text), 0o644); err != nil { //nolint:gosec // Exim reads it as somebody else
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				file, err := conn.(*net.TCPConn).File() //nolint:forcetypeassert // it was accepted from TCP
				if err != nil {
					return
				}
				defer func() { _ = file.Close() }()
				c := exec.Command(path, "-C", conf, "-bs", "-odi", "-oMa", "127.0.0.1")
				c.Stdin, c.Stdout, c.Stderr = file, file, os.Stderr
				_ = c.Run()
			}()
		}
	}()
	return Server{Address: l.Addr().String(), Security: Plain}, func(to string) []byte {
		t.Helper()
		for range 100 {
			if data, err := os.ReadFile(filepath.Join(dir, to)); err == nil && len(data) > 0 {
				_, message, _ := bytes.Cut(data, []byte("\n")) // the line of the mailbox
				return message
			}
			time.Sleep(50 * time.Millisecond)
		}
		logs, _ := filepath.Glob(filepath.Join(dir, "*.log"))
		for _, f := range logs {
			said, _ := os.ReadFile(f)
			t.Logf("%s", said)
		}
		t.Fatalf("nothing arrived for %s", to)
		return nil
	}
}

// eximUser is who Exim may deliver as: never root.
func eximUser(t *testing.T) string {
	t.Helper()
	if os.Getuid() == 0 {
		return "Debian-exim"
	}
	out, err := exec.Command("id", "-un").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// python runs a script of Debian's Python with a message on its standard input.
func python(t *testing.T, script string, message []byte, args ...string) string {
	t.Helper()
	c := exec.CommandContext(context.Background(), "/usr/bin/python3", append([]string{"-c", script}, args...)...)
	c.Stdin = bytes.NewReader(message)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}
