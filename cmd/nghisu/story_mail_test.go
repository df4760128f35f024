package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"

	"nghisu/internal/mail"
)

// sink is a mail server that keeps what it takes.
type sink struct {
	mu    sync.Mutex
	taken []arrived
}

// arrived is a letter that a sink took.
type arrived struct {
	to   string
	data []byte
}

func (k *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &sinking{k: k}, nil }

type sinking struct {
	k  *sink
	to string
}

func (s *sinking) Mail(string, *smtp.MailOptions) error { return nil }

func (s *sinking) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return nil }

func (s *sinking) Reset()        {}
func (s *sinking) Logout() error { return nil }

func (s *sinking) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	s.k.mu.Lock()
	defer s.k.mu.Unlock()
	s.k.taken = append(s.k.taken, arrived{s.to, data})
	return err
}

// post serves the same books on, with a mail server that keeps what it takes.
func (s *story) post(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 0, 0, "post")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	s.ts.Check(err)
	s.sink = &sink{}
	server := smtp.NewServer(s.sink)
	server.Domain = "thu.example"
	go func() { _ = server.Serve(l) }()
	s.ts.Defer(func() { _ = server.Close() })
	s.mailFlags = []string{"--smtp", l.Addr().String(), "--smtptls", "none", "--mailfrom", "vp@vp.example", "--mailreply", "vp.example", "--site", "https://vp.example"}
	s.ts.Check(s.now.stop())
	s.start(s.now.dir, func(dir string) []string { return append(bookArgs(dir), s.mailFlags...) })
}

// client is the browser of a log-in; of nobody when it is "-".
func (s *story) client(login string) *http.Client {
	if s.jars[login] != nil {
		return s.jars[login]
	}
	jar, err := cookiejar.New(nil)
	s.ts.Check(err)
	c := &http.Client{Jar: jar, Timeout: 30 * time.Second}
	s.jars[login] = c
	if login == "-" {
		return c
	}
	a, err := c.PostForm(s.now.base+"/dang-nhap", url.Values{"login": {login}, "password": {password}})
	s.ts.Check(err)
	_ = a.Body.Close()
	if a.StatusCode >= 400 || strings.HasSuffix(a.Request.URL.Path, "/dang-nhap") {
		s.fail("%s cannot sign in: %s", login, a.Status)
	}
	return c
}

// form sends a form as a person signed in, or as nobody.
func (s *story) form(neg bool, args []string) {
	s.need(args, 2, -1, "form LOGIN PATH NAME=VALUE…")
	values := url.Values{}
	for _, x := range args[2:] {
		name, value, _ := strings.Cut(x, "=")
		values.Add(name, s.fill(value))
	}
	a, err := s.client(args[0]).PostForm(s.now.base+s.fill(args[1]), values)
	s.ts.Check(err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	s.ts.Check(err)
	s.status = a.StatusCode
	fmt.Fprintln(s.ts.Stdout(), plainPage(text))
	if bad := s.status >= 400; bad != neg {
		s.fail("POST %s answered %d", args[1], s.status)
	}
}

var (
	answerTo  = regexp.MustCompile(`(?m)^Reply-To: <?([^>\r\n]+)>?`)
	confirmAt = regexp.MustCompile(`https://vp\.example(/xac-nhan-thu/\S+)`)
)

// letter waits for a letter to an address whose subject holds some words.
func (s *story) letter(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, -1, "letter ADDRESS WORDS…")
	words := strings.Join(args[1:], " ")
	for range 900 { // the half minute of the letters, and more
		s.sink.mu.Lock()
		list := append([]arrived{}, s.sink.taken...)
		s.sink.mu.Unlock()
		for i := len(list) - 1; i >= 0; i-- {
			m, err := mail.Read(bytes.NewReader(list[i].data))
			s.ts.Check(err)
			if list[i].to != args[0] || !strings.Contains(m.Subject, words) {
				continue
			}
			fmt.Fprintln(s.ts.Stdout(), m.Text)
			if at := answerTo.FindSubmatch(list[i].data); at != nil {
				s.ts.Setenv("REPLY", string(at[1]))
			}
			if at := confirmAt.FindStringSubmatch(m.Text); at != nil {
				s.ts.Setenv("CONFIRM", at[1])
			}
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.fail("no letter to %s with “%s” in its subject", args[0], words)
}

// deliver hands a letter to the program as a mail server does.
func (s *story) deliver(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 1, 1, "deliver FILE")
	cmd := exec.Command("nghisu", append([]string{"mail", "deliver", "--db", s.ts.Getenv("DB")}, s.mailFlags...)...)
	cmd.Stdin = strings.NewReader(s.fill(s.ts.ReadFile(args[0])))
	cmd.Env = os.Environ()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		s.fail("mail deliver ended with %d: %s", exit.ExitCode(), out)
	}
	s.ts.Check(err)
}
