package mail

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/mail"
	"strings"
	"sync"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
)

// Post is the way by which letters leave an office (bộ phận gửi thư).
type Post struct {
	Server Server
	From   string         // the office's address; its name is that of the office
	Desk   *Desk          // makes the addresses for answers; nil: none are made
	Signer *Signer        // nil: letters leave unsigned
	Links  string         // where people find the office's pages, as https://vp.example.gov.vn; empty: no links
	Zone   *time.Location // of the hours in letters
	Now    func() time.Time

	mu   sync.Mutex
	last drawn // the sending drawn last
}

// Deliver hands the letter of a job over, once. A letter that the server puts off
// is an error, so that the job comes back after a longer pause.
func (p *Post) Deliver(ctx context.Context, a *app.App, office committee.OfficeID, job app.Job) error {
	id, _, _ := strings.Cut(job.Key, "/")
	l, ok, err := a.TakeLetter(ctx, office, id)
	if err != nil || !ok {
		return err
	}
	sent := p.send(ctx, a, office, l)
	why := ""
	if sent != nil {
		why = oneLine(sent.Error())
	}
	// Whether it left is noted even when the program is being stopped.
	again, err := a.LetterDone(context.WithoutCancel(ctx), office, id, job.Attempt, outcome(sent), why)
	if err == nil && again {
		err = sent
	}
	return err
}

// send writes a letter out and hands it over.
func (p *Post) send(ctx context.Context, a *app.App, office committee.OfficeID, l app.Letter) error {
	info, err := a.OfficeInfo(ctx, office)
	if err != nil {
		return err
	}
	m, err := p.compose(ctx, a, l)
	if err != nil {
		return err
	}
	m.From = mail.Address{Name: info.Name.VI, Address: p.From}
	m.To = mail.Address{Name: l.Name, Address: l.Address}
	m.ID, m.Date = l.ID+"@"+domainOf(p.From), p.Now()
	if l.First != "" {
		m.InReplyTo = l.First + "@" + domainOf(p.From)
	}
	return p.hand(ctx, m)
}

// compose writes a letter out, as its kind is written.
func (p *Post) compose(ctx context.Context, a *app.App, l app.Letter) (Outgoing, error) {
	switch {
	case l.Round != nil:
		return p.roundLetter(l), nil
	case l.Task != nil:
		return p.taskLetter(l), nil
	case l.Leave != nil:
		return p.leaveLetter(l), nil
	case l.Incoming != nil:
		return p.answerLetter(l), nil
	case l.Kind == app.LetterDigest:
		return p.digestLetter(ctx, a, l)
	}
	return p.invitation(ctx, a, l)
}

// hand signs a message and gives it to the server.
func (p *Post) hand(ctx context.Context, m Outgoing) error {
	data, err := m.Bytes()
	if err != nil {
		return &failure{app.Declined, err}
	}
	if p.Signer != nil {
		if data, err = p.Signer.Sign(data); err != nil {
			return err
		}
	}
	return p.Server.Send(ctx, p.From, m.To.Address, data)
}

// Try sends a letter of trial.
func (p *Post) Try(ctx context.Context, name, to string) error {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the process instead
	return p.hand(ctx, Outgoing{
		ID: "thu-" + hex.EncodeToString(b[:]) + "@" + domainOf(p.From), Date: p.Now(),
		From: mail.Address{Name: name, Address: p.From}, To: mail.Address{Address: to},
		Subject: catalogue.T(catalogue.VI, "letter.try.subject", name), Text: catalogue.T(catalogue.VI, "letter.try.text", name),
	})
}

// answers is the address to which a party answers about a thing; empty when the
// office makes none.
func (p *Post) answers(l app.Letter) string {
	if p.Desk == nil {
		return ""
	}
	return p.Desk.Address(l.Ref, Errand{Thing: l.Thing(), Party: l.Holder(), Expiry: l.RefUntil})
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}
