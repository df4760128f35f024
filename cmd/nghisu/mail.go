package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/cli"
	"nghisu/internal/committee"
	"nghisu/internal/mail"
)

// mailSettings say how letters leave. The password and the key are in files of
// their own, never in a setting.
type mailSettings struct {
	server, tls        string // host:port; starttls, tls or none
	user, passwordFile string
	from               string // the office's address; with server empty no letters leave
	reply              string // domain of the addresses for answers
	key, selector      string // file of the DKIM key, and its name in DNS
	links              string // where people find the pages
	box                boxSettings
}

// mailNames are the names of the settings of mail, for messages.
const mailNames = "smtp, smtptls, smtpuser, smtppass, mailfrom, mailreply, dkimkey, dkimselector, site, imap, imaptls, imapuser, imappass, imapfolder"

func (m *mailSettings) flags(fs *flag.FlagSet) {
	fs.StringVar(&m.server, "smtp", "", "")
	fs.StringVar(&m.tls, "smtptls", string(mail.StartTLS), "")
	fs.StringVar(&m.user, "smtpuser", "", "")
	fs.StringVar(&m.passwordFile, "smtppass", "", "")
	fs.StringVar(&m.from, "mailfrom", "", "")
	fs.StringVar(&m.reply, "mailreply", "", "")
	fs.StringVar(&m.key, "dkimkey", "", "")
	fs.StringVar(&m.selector, "dkimselector", "nghisu", "")
	fs.StringVar(&m.links, "site", "", "")
	m.box.flags(fs)
}

// check refuses settings that cannot be meant.
func (m *mailSettings) check() error {
	wrong := func(what, why string) error { return cli.Wrong(what, why, "nghisu help") }
	switch mail.Security(m.tls) {
	case mail.StartTLS, mail.TLS, mail.Plain:
	default:
		return wrong("--smtptls "+m.tls, "starttls, tls, none")
	}
	if err := m.box.check(); err != nil {
		return err
	}
	if m.server == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(m.server)
	if err != nil {
		return wrong("--smtp "+m.server, "mail.example.gov.vn:587")
	}
	if m.tls == string(mail.Plain) && host != "localhost" && !loopback(host) {
		return wrong("--smtptls none", "only for a mail server on this machine")
	}
	if a, err := netmail.ParseAddress(m.from); err != nil || a.Address != m.from {
		return wrong("--mailfrom "+m.from, "vanphong@example.gov.vn")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// openPost sets up the way by which letters leave, when a mail server is set.
func openPost(ctx context.Context, a *app.App, office committee.OfficeID, s settings) (*mail.Post, error) {
	m := s.mail
	if m.server == "" {
		return nil, nil
	}
	info, err := a.OfficeInfo(ctx, office)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(info.Zone)
	if err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(m.from, "@")
	p := &mail.Post{
		Server: mail.Server{Address: m.server, Security: mail.Security(m.tls), User: m.user, Name: domain},
		From:   m.from, Links: m.links, Zone: zone, Now: time.Now,
	}
	out := app.Outgoing{Server: m.server, TLS: m.tls, User: m.user, From: m.from, Reply: m.reply}
	if m.passwordFile != "" {
		secret, err := os.ReadFile(m.passwordFile)
		if err != nil {
			return nil, cli.Wrong("--smtppass", err.Error(), "nghisu help")
		}
		p.Server.Password = string(bytes.TrimRight(secret, "\r\n"))
	}
	if m.key != "" {
		data, err := os.ReadFile(m.key)
		if err != nil {
			return nil, cli.Wrong("--dkimkey", err.Error(), "nghisu help")
		}
		key, err := mail.ReadKey(data)
		if err != nil {
			return nil, cli.Wrong("--dkimkey "+m.key, err.Error(), "nghisu help")
		}
		p.Signer = &mail.Signer{Domain: domain, Selector: m.selector, Key: key}
		out.DKIM = m.selector + "._domainkey." + domain
	}
	if p.Desk, err = replyDesk(s); err != nil {
		return nil, err
	}
	out.Try = func(ctx context.Context, office committee.OfficeID, to string) error {
		info, err := a.OfficeInfo(ctx, office)
		if err != nil {
			return err
		}
		return p.Try(ctx, info.Name.VI, to)
	}
	a.SendLetters(out)
	return p, nil
}

// replyDesk makes and opens the addresses for answers; nil when none are made.
func replyDesk(s settings) (*mail.Desk, error) {
	if s.mail.reply == "" {
		return nil, nil
	}
	key, err := replyKey(s.keys)
	if err != nil {
		return nil, err
	}
	return &mail.Desk{Local: "tra-loi", Domain: strings.ToLower(s.mail.reply), Key: key}, nil
}

// replyKey reads the secret that signs addresses for answers, or makes and keeps
// it.
func replyKey(dir string) ([]byte, error) {
	path := filepath.Join(dir, "reply.key")
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		_, _ = rand.Read(key) // never fails: it ends the process instead
		if err = os.MkdirAll(dir, 0o700); err == nil {
			err = os.WriteFile(path, key, 0o600)
		}
	}
	if err == nil && len(key) != 32 {
		err = fmt.Errorf("%s holds no key", path)
	}
	return key, err
}
