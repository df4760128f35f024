package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"os"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/cli"
	"nghisu/internal/mail"
)

// boxSettings say from where letters come in. The password is in a file of its own.
type boxSettings struct {
	server, tls        string // host:port; tls, starttls or none
	user, passwordFile string
	folder             string
}

func (b *boxSettings) flags(fs *flag.FlagSet) {
	fs.StringVar(&b.server, "imap", "", "")
	fs.StringVar(&b.tls, "imaptls", string(mail.TLS), "")
	fs.StringVar(&b.user, "imapuser", "", "")
	fs.StringVar(&b.passwordFile, "imappass", "", "")
	fs.StringVar(&b.folder, "imapfolder", "INBOX", "")
}

// check refuses settings that cannot be meant.
func (b *boxSettings) check() error {
	wrong := func(what, why string) error { return cli.Wrong(what, why, "nghisu help") }
	switch mail.Security(b.tls) {
	case mail.StartTLS, mail.TLS, mail.Plain:
	default:
		return wrong("--imaptls "+b.tls, "tls, starttls, none")
	}
	if b.server == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(b.server)
	switch {
	case err != nil:
		return wrong("--imap "+b.server, "mail.example.gov.vn:993")
	case b.tls == string(mail.Plain) && host != "localhost" && !loopback(host):
		return wrong("--imaptls none", "only for a mail server on this machine")
	case b.user == "" || b.passwordFile == "":
		return wrong("--imap "+b.server, "--imapuser NAME --imappass FILE")
	}
	return nil
}

// openBox gives the mailbox of the settings, and shows it to the application; nil
// when none is set.
func openBox(a *app.App, b boxSettings) (*mail.Mailbox, error) {
	if b.server == "" {
		return nil, nil
	}
	secret, err := os.ReadFile(b.passwordFile)
	if err != nil {
		return nil, cli.Wrong("--imappass", err.Error(), "nghisu help")
	}
	m := mail.Mailbox{
		Address: b.server, Security: mail.Security(b.tls), User: b.user, Password: string(bytes.TrimRight(secret, "\r\n")), Folder: b.folder,
	}
	a.ReadLetters(app.MailboxLine{Place: m.Place(), Try: m.Count})
	return &m, nil
}

// inboxOf takes in the letters of an office; whoever signed an address for answers
// opens it.
func inboxOf(s settings) (*mail.Inbox, error) {
	desk, err := replyDesk(s)
	return &mail.Inbox{Desk: desk, Now: time.Now}, err
}

// tooLarge bounds what is read of a letter from standard input.
const tooLarge = 64 << 20

// deliver takes one letter in that a mail server hands over on standard input. What
// fails for a while is so said that the server tries again (sysexits: EX_TEMPFAIL).
func (p *program) deliver(ctx context.Context, args []string, in io.Reader) error {
	s, err := readSettings("mail deliver", args)
	if err != nil {
		return err
	}
	if err := exists(s.db); err != nil {
		return err
	}
	raw, err := io.ReadAll(io.LimitReader(in, tooLarge))
	if err != nil {
		return cli.Again(err)
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return cli.Wrong("mail deliver", "no letter on standard input", "nghisu mail deliver < letter")
	}
	a, done, err := p.books(ctx, s)
	if err != nil {
		return cli.Again(err)
	}
	office, err := chosen(ctx, a, s.office)
	if err != nil {
		return errors.Join(err, done())
	}
	if _, err = openPost(ctx, a, office, s); err == nil { // its answers leave by the server
		var b *mail.Inbox
		if b, err = inboxOf(s); err == nil {
			_, err = b.Take(ctx, a, office, raw, a.Now(), "pipe")
		}
	}
	if err = errors.Join(err, done()); err != nil {
		return cli.Again(err)
	}
	return nil
}
