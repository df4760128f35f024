package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Mailbox is where the letters to an office arrive (hộp thư nhận), read by IMAP
// (RFC 3501, RFC 9051).
type Mailbox struct {
	Address  string // host and port
	Security Security
	User     string
	Password string
	Folder   string // empty: INBOX
	Config   *tls.Config
}

// How a mailbox is read.
const (
	dialTime  = 30 * time.Second
	fetchTime = 5 * time.Minute
	pollEvery = time.Minute      // where the server does not tell of new letters
	lookEvery = 10 * time.Minute // where it does, for what it may have left out
)

// Place names a mailbox, as the office keeps how far it was read.
func (m Mailbox) Place() string { return m.User + "@" + m.Address + "/" + m.folder() }

func (m Mailbox) folder() string {
	if m.Folder == "" {
		return "INBOX"
	}
	return m.Folder
}

// session is one connection with the folder open.
type session struct {
	c        *imapclient.Client
	conn     net.Conn
	validity uint32
	count    uint32
	news     chan struct{} // something has arrived
}

// open connects, turns to TLS, signs in and opens the folder, to read only: the
// letters are the mailbox's, and stay as they are.
func (m Mailbox) open(ctx context.Context) (*session, error) {
	host, _, err := net.SplitHostPort(m.Address)
	if err != nil {
		return nil, err
	}
	if m.User == "" {
		return nil, errors.New("no user is set for the mailbox")
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if m.Config != nil {
		config = m.Config.Clone()
	}
	config.ServerName = host
	conn, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", m.Address)
	if err != nil {
		return nil, err
	}
	_ = conn.SetDeadline(time.Time{})
	s := &session{conn: conn, news: make(chan struct{}, 1)}
	options := &imapclient.Options{TLSConfig: config, UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				select {
				case s.news <- struct{}{}:
				default:
				}
			}
		},
	}}
	// A server that says nothing must not hold the reader for ever.
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	timer := time.AfterFunc(dialTime, func() { _ = conn.Close() })
	defer timer.Stop()
	if err := m.greet(s, conn, config, options); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (m Mailbox) greet(s *session, conn net.Conn, config *tls.Config, options *imapclient.Options) (err error) {
	switch m.Security {
	case TLS:
		s.c = imapclient.New(tls.Client(conn, config), options)
	case StartTLS:
		if s.c, err = imapclient.NewStartTLS(conn, options); err != nil {
			return err
		}
	default:
		if !loopback(conn) {
			return errors.New("a password is not sent without TLS")
		}
		s.c = imapclient.New(conn, options)
	}
	if err := s.c.Login(m.User, m.Password).Wait(); err != nil {
		return err
	}
	data, err := s.c.Select(m.folder(), &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return err
	}
	s.validity, s.count = data.UIDValidity, data.NumMessages
	return nil
}

// loopback reports whether a connection stays on this machine.
func loopback(conn net.Conn) bool {
	host, _, err := net.SplitHostPort(conn.RemoteAddr().String())
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

func (s *session) close() {
	if s.c != nil {
		_ = s.c.Close()
	}
	_ = s.conn.Close()
}

// Count looks into the mailbox and gives how many letters lie there.
func (m Mailbox) Count(ctx context.Context) (int, error) {
	s, err := m.open(ctx)
	if err != nil {
		return 0, err
	}
	defer s.close()
	return int(s.count), nil
}

// newer lists the letters after a number, the oldest first.
func (s *session) newer(uid imap.UID) ([]imap.UID, error) {
	var set imap.UIDSet
	set.AddRange(uid+1, 0) // to the last; a server then always names the last one
	data, err := s.c.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{set}}, nil).Wait()
	if err != nil {
		return nil, err
	}
	var out []imap.UID
	for _, n := range data.AllUIDs() {
		if n > uid {
			out = append(out, n)
		}
	}
	return out, nil
}

// arrived is one letter as the mailbox gives it.
type arrived struct {
	raw []byte
	at  time.Time // when it came into the mailbox
}

// fetch reads one letter, as far as a letter is read at all; nil when it is gone.
func (s *session) fetch(uid imap.UID) (*arrived, error) {
	cmd := s.c.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{
		UID: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	})
	var out *arrived
	for msg := cmd.Next(); msg != nil; msg = cmd.Next() {
		x := &arrived{}
		for item := msg.Next(); item != nil; item = msg.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataInternalDate:
				x.at = item.Time.UTC()
			case imapclient.FetchItemDataBodySection:
				if item.Literal == nil {
					continue
				}
				data, err := io.ReadAll(io.LimitReader(item.Literal, largest+1))
				if err != nil {
					return nil, errors.Join(err, cmd.Close())
				}
				_, _ = io.Copy(io.Discard, item.Literal)
				x.raw = data
			}
		}
		if x.raw != nil {
			out = x
		}
	}
	return out, cmd.Close()
}

// wait waits until something has arrived, or it is time to look.
func (s *session) wait(ctx context.Context) error {
	every := pollEvery
	idle := s.c.Caps().Has(imap.CapIdle)
	if idle {
		every = lookEvery
	}
	timer := time.NewTimer(every)
	defer timer.Stop()
	var cmd *imapclient.IdleCommand
	if idle {
		var err error
		if cmd, err = s.c.Idle(); err != nil {
			return err
		}
	}
	var err error
	select {
	case <-ctx.Done():
		err = ctx.Err()
	case <-s.c.Closed():
		err = errors.New("the mail server closed the connection")
	case <-s.news:
	case <-timer.C:
	}
	if cmd != nil {
		err = errors.Join(err, cmd.Close(), cmd.Wait())
	}
	if err != nil {
		return fmt.Errorf("waiting for letters: %w", err)
	}
	if !idle {
		return s.c.Noop().Wait()
	}
	return nil
}
