package mail

import (
	"context"
	"log/slog"
	"time"

	"github.com/emersion/go-imap/v2"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// The pauses after a failure to read the mailbox: they double.
const (
	firstPause = 5 * time.Second
	lastPause  = 5 * time.Minute
)

// Watch takes in the letters of a mailbox as they arrive, until ctx ends. What
// fails is noted for the page of the mailbox and tried again.
func (b *Inbox) Watch(ctx context.Context, a *app.App, office committee.OfficeID, m Mailbox, log *slog.Logger) {
	pause := firstPause
	for ctx.Err() == nil {
		err := b.watch(ctx, a, office, m, func() { pause = firstPause })
		if ctx.Err() != nil {
			return
		}
		log.Error("mailbox", "place", m.Place(), "err", err)
		if at, e := a.MailboxRead(ctx, office, m.Place()); e == nil {
			_ = a.NoteMailbox(ctx, office, m.Place(), at, short(err.Error(), 500))
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, lastPause)
	}
}

// watch reads what has arrived and waits for more, over one connection.
func (b *Inbox) watch(ctx context.Context, a *app.App, office committee.OfficeID, m Mailbox, well func()) error {
	s, err := m.open(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	defer context.AfterFunc(ctx, s.close)()
	for {
		if err := b.catchUp(ctx, a, office, m, s); err != nil {
			return err
		}
		well()
		if err := s.wait(ctx); err != nil {
			return err
		}
	}
}

// Look takes in what has arrived in a mailbox, once.
func (b *Inbox) Look(ctx context.Context, a *app.App, office committee.OfficeID, m Mailbox) error {
	s, err := m.open(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	return b.catchUp(ctx, a, office, m, s)
}

// catchUp takes in the letters after the last one that was read, one by one. How
// far it came is kept after each; a letter read again after a crash, or because the
// mailbox was numbered anew, is known by what it says.
func (b *Inbox) catchUp(ctx context.Context, a *app.App, office committee.OfficeID, m Mailbox, s *session) error {
	timer := time.AfterFunc(fetchTime, s.close)
	defer timer.Stop()
	at, err := a.MailboxRead(ctx, office, m.Place())
	if err != nil {
		return err
	}
	if at.Validity != s.validity {
		at = app.Bookmark{Validity: s.validity}
	}
	list, err := s.newer(imap.UID(at.UID))
	if err != nil {
		return err
	}
	for _, uid := range list {
		timer.Reset(fetchTime)
		x, err := s.fetch(uid)
		if err != nil {
			return err
		}
		if x != nil {
			if _, err := b.Take(ctx, a, office, x.raw, x.at, "imap"); err != nil {
				return err
			}
		}
		at.UID = uint32(uid)
		if err := a.NoteMailbox(ctx, office, m.Place(), at, ""); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		return a.NoteMailbox(ctx, office, m.Place(), at, "")
	}
	return nil
}
