package mail

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/ics"
	"nghisu/internal/upload"
)

// mostWords is how much of what a letter says is kept, in runes; the letter itself
// stays in the mailbox.
const mostWords = 20_000

// mostNames bounds the files of a letter that are named.
const mostNames = 20

// Inbox takes in the letters that come to an office (thư đến).
type Inbox struct {
	Desk   *Desk // whose addresses are answered to; nil: none are made
	Lookup func(ctx context.Context, domain string) ([]string, error)
	Now    func() time.Time
}

// Take takes one letter in, once, whatever it is; only what the office's own books
// refuse to keep is an error. Received is when it came into the mailbox.
func (b *Inbox) Take(ctx context.Context, a *app.App, office committee.OfficeID, raw []byte, received time.Time, source string) (app.IncomingLine, error) {
	in := app.Incoming{Digest: digest(raw), Source: source, Received: received, Proof: app.ProofNone, Kind: app.InUnreadable}
	m, err := Read(bytes.NewReader(raw))
	if err != nil {
		in.Why = "inbox.unreadable"
		return a.TakeIn(ctx, office, in)
	}
	in.From, in.Name, in.Subject = short(m.From.Address, 254), short(m.From.Name, 200), short(m.Subject, 300)
	if in.Sent = m.Date; in.Sent.Year() < 1990 || in.Sent.Year() > 2200 {
		in.Sent = time.Time{}
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, oneLine(f.Name))
		if len(in.Files) < mostNames {
			in.Files = append(in.Files, short(f.Name, 200))
			in.Attached = append(in.Attached, app.AttachedFile{Name: short(f.Name, 200), Data: f.Data})
		}
	}
	in.Text = clip(Reply(m.Text), mostWords)
	in.Kind = app.InStranger
	errand, named, err := b.errand(ctx, a, office, m)
	if err != nil {
		return app.IncomingLine{}, err
	}
	if errand != nil {
		in.Letter, in.Kind = errand.Letter, app.InOther
	}
	// A letter with such a mark is on no list but as one that came.
	if mark := upload.MarkOn(m.Text, append(names, m.Subject)...); mark != "" {
		in.Kind, in.Why, in.Subject, in.Text, in.Files, in.Attached = app.InSecret, "inbox.secret", "", "", nil, nil
		return a.TakeIn(ctx, office, in)
	}
	// Calendars mark what a person pressed as sent by a machine.
	switch calendar := b.calendar(m, errand, &in); {
	case calendar:
	case m.Bounce:
		in.Kind, in.Text = app.InBounce, clip(m.Text, mostWords)
		return a.TakeIn(ctx, office, in)
	case m.Auto:
		in.Kind = app.InAuto
		return a.TakeIn(ctx, office, in)
	}
	if errand != nil && in.Calendar == nil {
		b.read(&in, *errand)
	}
	// An address that stands in no signed field may have been added on the way.
	if in.Proof = b.prove(ctx, raw, in.From); in.Proof == app.ProofPass && errand != nil && !named {
		in.Proof = app.ProofNone
	}
	return a.TakeIn(ctx, office, in)
}

// errand finds what the address for answers to which a letter came was made for;
// nil when there is none that holds, or more than one. Named says that the address
// stands in To.
func (b *Inbox) errand(ctx context.Context, a *app.App, office committee.OfficeID, m Message) (found *app.Errand, named bool, err error) {
	if b.Desk == nil {
		return nil, false, nil
	}
	for i, to := range m.To {
		ref, ok := b.Desk.Ref(to.Address)
		if !ok {
			continue
		}
		e, ok, err := a.ErrandOf(ctx, office, ref)
		if err != nil {
			return nil, false, err
		}
		if !ok || b.Desk.Open(to.Address, Errand{Thing: e.Thing + "/" + e.Object, Party: e.Holder(), Expiry: e.Until}, b.Now()) != nil {
			continue
		}
		if found != nil && found.Letter != e.Letter {
			return nil, false, nil
		}
		if found == nil {
			found, named = &e, i < m.Named
		}
	}
	return found, named, nil
}

// read reads what a letter says on what it was asked.
func (b *Inbox) read(in *app.Incoming, e app.Errand) {
	switch {
	case e.Round != nil:
		in.Kind = app.InAnswer
		in.Slips, in.Why = Slips(in.Text, *e.Round)
	case e.Task != nil:
		in.Kind = app.InProgress
		in.Progress, in.Why = Progress(in.Text, e.Task.ID)
	}
}

// calendar reads the answer of a calendar program; false when there is none.
func (b *Inbox) calendar(m Message, e *app.Errand, in *app.Incoming) bool {
	if m.Calendar == nil {
		return false
	}
	said, err := ics.ReadReply(m.Calendar)
	if err != nil {
		return false
	}
	in.Kind = app.InCalendar
	in.Calendar = &app.CalendarSaid{
		Answer: strings.ToLower(cmp.Or(string(said.Answer), "counter")), Version: said.Sequence, Comment: clip(oneLine(said.Comment), 500),
		From: said.From, Delegate: short(said.Delegate, 200), Start: said.Start.UTC(),
	}
	if e != nil && e.Thing == "meeting" && !strings.HasPrefix(said.UID, e.Object) {
		in.Letter = "" // it answers something else than what the address was made for
	}
	return true
}

// digest is of what a letter says, and of nothing that the way adds to it: a letter
// that comes by two ways, or is read twice, has the same.
func digest(raw []byte) string {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	h := sha256.New()
	head, body, ok := bytes.Cut(raw, []byte("\n\n"))
	m, err := mail.ReadMessage(bytes.NewReader(append(bytes.Clone(head), "\n\n"...)))
	if !ok || err != nil {
		h.Write(raw)
		return hex.EncodeToString(h.Sum(nil))
	}
	for _, f := range []string{"Message-Id", "Date", "From", "To", "Cc", "Subject", "Content-Type"} {
		h.Write([]byte(f + "\x00" + strings.Join(m.Header[f], "\x00") + "\x00"))
	}
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// short brings a text onto one line of a length.
func short(s string, most int) string { return clip(oneLine(s), most) }

// clip cuts a text to a length in runes.
func clip(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}
