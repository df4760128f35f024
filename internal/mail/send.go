package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"nghisu/internal/app"
)

// Security is how the way to the mail server is kept from others.
type Security string

// The ways. Without either a password is never sent.
const (
	StartTLS Security = "starttls" // a plain beginning that must turn into TLS
	TLS      Security = "tls"      // TLS from the first byte
	Plain    Security = "none"     // a server on the same machine
)

// Server is the mail server that takes what the office sends (máy chủ gửi thư).
type Server struct {
	Address  string // host and port
	Security Security
	User     string // empty: it signs in as nobody
	Password string
	Name     string // by which this machine greets; empty: localhost
	Config   *tls.Config
}

// sendTime bounds handing over one message.
const sendTime = 90 * time.Second

// failure is why a message was not handed over, and what to make of it.
type failure struct {
	how app.Outcome
	err error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// outcome says how handing over ended.
func outcome(err error) app.Outcome {
	var f *failure
	switch {
	case err == nil:
		return app.Delivered
	case errors.As(err, &f):
		return f.how
	}
	return app.Deferred
}

// judge says what an answer means: 5yz is for good, anything else for now (RFC
// 5321, section 4.2.1).
func judge(err error) error {
	if err == nil {
		return nil
	}
	var answer *textproto.Error
	if errors.As(err, &answer) && answer.Code >= 500 {
		return &failure{app.Declined, err}
	}
	return &failure{app.Deferred, err}
}

// Send hands a message over to the server. A server that was given the whole of it
// and did not answer may have taken it: that is [app.Unsure], and nothing else is.
func (s Server) Send(ctx context.Context, from, to string, message []byte) error {
	if !bare(from) || !bare(to) {
		return &failure{app.Declined, fmt.Errorf("not an address: %q", to)}
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	c, err := s.open(ctx)
	if err != nil {
		return judge(err)
	}
	defer func() { _ = c.Close() }()
	if err := c.Mail(from); err != nil {
		return judge(err)
	}
	if err := c.Rcpt(to); err != nil {
		return judge(err)
	}
	w, err := c.Data()
	if err != nil {
		return judge(err)
	}
	if _, err := w.Write(message); err != nil {
		return &failure{app.Deferred, err} // without its end no server takes it
	}
	if err := w.Close(); err != nil {
		var answer *textproto.Error
		if !errors.As(err, &answer) {
			return &failure{app.Unsure, err}
		}
		return judge(err)
	}
	_ = c.Quit() // it was taken, whatever is said at parting
	return nil
}

// open connects, turns to TLS and signs in. Whoever is refused here is so by a
// setting of the office, not by the letter: it is tried again.
func (s Server) open(ctx context.Context) (*smtp.Client, error) {
	host, _, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, err
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.Address)
	if err != nil {
		return nil, err
	}
	if end, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(end)
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.Config != nil {
		config = s.Config.Clone()
	}
	config.ServerName = host
	if s.Security == TLS {
		conn = tls.Client(conn, config)
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		_ = conn.Close()
		return nil, setting(err)
	}
	if err := s.greet(c, config, host); err != nil {
		_ = c.Close()
		return nil, setting(err)
	}
	return c, nil
}

func (s Server) greet(c *smtp.Client, config *tls.Config, host string) error {
	name := s.Name
	if name == "" {
		name = "localhost"
	}
	if err := c.Hello(name); err != nil {
		return err
	}
	c.SkipSMTPUTF8(true)
	if s.Security == StartTLS {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return errors.New("the mail server offers no STARTTLS")
		}
		if err := c.StartTLS(config); err != nil {
			return err
		}
	}
	if s.User == "" {
		return nil
	}
	if s.Security == Plain {
		return errors.New("a password is not sent without TLS")
	}
	return c.Auth(smtp.PlainAuth("", s.User, s.Password, host, false))
}

// setting makes an error one of the office's settings: a code that says "for good"
// is about them and not about the letter.
func setting(err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return fmt.Errorf("%d %s", answer.Code, answer.Msg)
	}
	return err
}
