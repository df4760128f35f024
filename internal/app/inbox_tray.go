package app

import (
	"context"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// trayMost is how many letters of a state are listed.
const trayMost = 200

// Tray lists the letters that came in and stand in a state (khay thư): all of them
// to who keeps the books, to others those about what they keep the papers of.
func (a *App) Tray(ctx context.Context, by Actor, state string) (out []IncomingLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		list, err := tx.IncomingIn(state, trayMost)
		if err != nil {
			return err
		}
		for _, row := range list {
			may, err := a.trayMay(tx, v, row)
			if err != nil {
				return err
			}
			if !may {
				continue
			}
			x, err := a.trayLine(tx, v, row)
			if err != nil {
				return err
			}
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

// TrayLetter is one letter that came in. One that the reader may not read does not
// exist for the reader.
func (a *App) TrayLetter(ctx context.Context, by Actor, id string) (out IncomingLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		row, err := a.trayRow(tx, v, id)
		if err != nil {
			return err
		}
		out, err = a.trayLine(tx, v, row)
		return err
	})
	return out, err
}

func (a *App) trayRow(tx *store.Tx, v *view, id string) (store.Incoming, error) {
	row, ok, err := tx.Incoming(id)
	if err != nil || !ok {
		return row, orMissing(err, committee.Missing("inbox.unknown", id))
	}
	may, err := a.trayMay(tx, v, row)
	if err == nil && !may {
		err = committee.Missing("inbox.unknown", id)
	}
	return row, err
}

func (a *App) trayLine(tx *store.Tx, v *view, row store.Incoming) (IncomingLine, error) {
	x := incomingLine(row)
	var err error
	if err := fillWhat(tx, row, &x); err != nil {
		return x, err
	}
	if row.Party != "" {
		if x.Party, err = nameOf(tx, row.Party); err != nil {
			return x, err
		}
	}
	if p := partyOfKey(row.About); p.Seat != "" || p.Agency != "" {
		name, err := a.partyName(tx, p, v.on)
		if err != nil {
			return x, err
		}
		x.Party = name.VI
	}
	files, err := letterFiles(tx, row.ID)
	if err != nil {
		return x, err
	}
	x.Kept = files[row.ID]
	names, err := tx.Names([]committee.PersonID{row.DoneBy})
	x.DoneBy = names[row.DoneBy]
	return x, err
}

// fillSaid words what an answer says.
func fillSaid(tx *store.Tx, x *IncomingLine) error {
	if x.Answer.Round == "" {
		return nil
	}
	r, err := some(x.Answer.Round, tx.RoundFrame)
	if err != nil || r == nil {
		return err
	}
	hidden, err := veilsFrom(tx, *r, x.By)
	if err != nil {
		return err
	}
	for _, s := range x.Answer.Slips {
		q := r.Question(s.Question)
		if q == nil {
			continue
		}
		if hidden {
			q.Text = ""
		}
		o, _ := q.Option(s.Position)
		x.Said = append(x.Said, SaidLine{Question: q.Text, Position: o.Side, Label: o.Label, Reason: string(s.Reason), Comments: s.Comments})
	}
	return nil
}

// trayMay reports whether somebody reads a letter that came in: who keeps the
// books; of a round who reads every slip; of a meeting who may invite to it; of a
// task who gave it out. A letter about nothing is the keeper's alone.
func (a *App) trayMay(tx *store.Tx, v *view, row store.Incoming) (bool, error) {
	if v.keeper {
		return true, nil
	}
	switch row.Thing {
	case "round":
		r, err := some(committee.RoundID(row.Object), tx.RoundHead)
		if err != nil || r == nil {
			return false, err
		}
		if level, err := v.sightOfRound(*r); err != nil || level < store.InsideRound {
			return false, err
		}
		k, err := v.callOn(r.Body)
		return err == nil && k.readsSlips(*r), err
	case "meeting":
		m, err := some(committee.MeetingID(row.Object), tx.Meeting)
		if err != nil || m == nil {
			return false, err
		}
		k, err := v.callOn(m.Body)
		if err != nil {
			return false, err
		}
		_, fault := a.rule(k, k.inviteQuestion(*m))
		return fault == nil, nil
	case "task":
		t, err := some(committee.TaskID(row.Object), tx.Task)
		if err != nil || t == nil {
			return false, err
		}
		k, err := v.callOn(t.Body)
		if err != nil {
			return false, err
		}
		q := question{act: "task.accept", body: t.Body}
		k.relateTask(&q, *t)
		return q.relation.Assigner, nil
	}
	return false, nil
}

// PlaceIn says to what a letter in the tray belongs: to a meeting or a task, where
// it is entered by hand; or to a round, in which the answer of a party is written
// down from it.
type PlaceIn struct {
	ID     string
	Thing  string // round, meeting, task; empty: it is put aside
	Object string
	By     PartyIn  // of a round: whose answer it is
	Slips  []SlipIn // of a round
	Note   string
}

// PlaceLetter places a letter of the tray, or puts it aside (xếp thư).
func (a *App) PlaceLetter(ctx context.Context, by Actor, in PlaceIn) error {
	if f := soundText("note", in.Note, true); f != nil {
		return f
	}
	var row store.Incoming
	err := a.read(ctx, by, func(tx *store.Tx, v *view) (err error) {
		if row, err = a.trayRow(tx, v, in.ID); err != nil {
			return err
		}
		if row.State != store.IncomingTray && row.State != store.IncomingWaiting && row.State != store.IncomingAside {
			return committee.Clash("inbox.done")
		}
		switch in.Thing {
		case "":
		case "round":
			_, _, err = headFor(tx, v, committee.RoundID(in.Object))
		case "meeting":
			_, err = a.meetingFor(tx, v, committee.MeetingID(in.Object))
		case "task":
			_, err = a.taskFor(tx, v, committee.TaskID(in.Object))
		default:
			err = committee.Wrong("thing", "inbox.thing", in.Thing)
		}
		return err
	})
	if err != nil {
		return err
	}
	if in.Thing == "round" {
		return a.placeInRound(ctx, by, in, row)
	}
	now := a.now().UnixMicro()
	settled := store.Incoming{
		DoneBy: by.Person, DoneAt: now, Note: in.Note, Thing: row.Thing, Object: row.Object, Why: row.Why, WhyArgs: row.WhyArgs,
	}
	to := store.IncomingAside
	if in.Thing != "" {
		settled.Thing, settled.Object, to = in.Thing, in.Object, store.IncomingPlaced
	}
	return unreadable(a.writeJob(ctx, by.Office, func(tx *store.Tx) error {
		ok, err := tx.SettleIncoming(row.ID, row.State, to, settled)
		if err == nil && !ok {
			err = committee.Clash("inbox.done")
		}
		return err
	}))
}

// placeInRound writes the answer down from the letter: an act of whoever places it,
// in the name of the party, who confirms or changes it later.
func (a *App) placeInRound(ctx context.Context, by Actor, in PlaceIn, row store.Incoming) error {
	c := a.recordCommand()
	c.sight = func(k *call, events []committee.Event) error {
		ok, err := k.tx.SettleIncoming(row.ID, row.State, store.IncomingPlaced, store.Incoming{
			Act: k.act, DoneBy: by.Person, DoneAt: k.env.Entered.UnixMicro(), Note: in.Note, Thing: "round", Object: in.Object,
			About: committee.Party(in.By).Key(),
		})
		if err == nil && !ok {
			err = committee.Clash("inbox.done")
		}
		return err
	}
	_, err := do(ctx, a, by, c, RecordSlipsIn{Round: committee.RoundID(in.Object), By: in.By, How: "mail", Slips: in.Slips})
	return err
}

// MailboxLine is a mailbox from which letters are read, as it may be shown.
type MailboxLine struct {
	Place  string // server, user and folder
	Looked time.Time
	Failed string
	// Try looks into it now and gives how many letters lie there.
	Try func(ctx context.Context) (int, error)
}

// ReadLetters says from where letters come in. It is called once, before the
// application serves; without it they come by "nghisu mail deliver" alone.
func (a *App) ReadLetters(m MailboxLine) { a.mailbox = &m }

// Mailbox tells from where letters come in, for who keeps the books; nil: from
// nowhere.
func (a *App) Mailbox(ctx context.Context, by Actor) (out *MailboxLine, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil || a.mailbox == nil {
			return err
		}
		shown := *a.mailbox
		m, _, err := tx.Mailbox(shown.Place)
		shown.Looked, shown.Failed = timeOf(m.Looked), m.Failed
		out = &shown
		return err
	})
	return out, err
}

// TryMailbox looks into the mailbox and gives how many letters lie there; what the
// server refuses is a fault in its own words.
func (a *App) TryMailbox(ctx context.Context, by Actor) (int, error) {
	m, err := a.Mailbox(ctx, by)
	if err != nil {
		return 0, err
	}
	if m == nil || m.Try == nil {
		return 0, committee.Clash("inbox.none")
	}
	n, err := m.Try(ctx)
	if err != nil {
		return 0, committee.Wrong("mailbox", "inbox.try-failed", err.Error())
	}
	return n, nil
}

// Bookmark is how far a mailbox has been read: a number under which its own
// numbers hold, and the last of them (RFC 3501, section 2.3.1.1).
type Bookmark struct{ Validity, UID uint32 }

// MailboxRead gives how far a mailbox has been read.
func (a *App) MailboxRead(ctx context.Context, office committee.OfficeID, place string) (b Bookmark, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		m, _, err := tx.Mailbox(place)
		b = Bookmark{uint32(m.Validity), uint32(m.UID)}
		return err
	})
	return b, unreadable(err)
}

// NoteMailbox keeps how far a mailbox has been read, and why it could not be.
func (a *App) NoteMailbox(ctx context.Context, office committee.OfficeID, place string, b Bookmark, why string) error {
	now := a.now().UnixMicro()
	return unreadable(a.writeJob(ctx, office, func(tx *store.Tx) error {
		return tx.PutMailbox(store.Mailbox{Place: place, Validity: int64(b.Validity), UID: int64(b.UID), Looked: now, Failed: why})
	}))
}
