package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Digest is what a person is told in the morning (thư tổng hợp đầu ngày).
type Digest struct {
	On      charter.Date
	Decide  []DeskItem    // waits for a decision of this person
	Answer  []DeskItem    // opinion rounds to answer
	Today   []MeetingLine // by their start
	Week    []MeetingLine // later in the week
	Overdue []DeskItem    // tasks of this person
	Called  []DeskItem    // working spaces in which this person is mentioned, one line each
}

// Empty reports whether there is nothing to tell.
func (d Digest) Empty() bool {
	return len(d.Decide)+len(d.Answer)+len(d.Today)+len(d.Week)+len(d.Overdue)+len(d.Called) == 0
}

// Digest tells what the reader is told in the morning: no more than the desk.
func (a *App) Digest(ctx context.Context, by Actor) (out Digest, err error) {
	desk, err := a.Desk(ctx, by)
	if err != nil {
		return out, err
	}
	out.On = desk.On
	for _, x := range desk.Await {
		switch x.Kind {
		case "round":
			out.Answer = append(out.Answer, x)
		case "task":
			if x.Due != 0 && x.Due < desk.On {
				out.Overdue = append(out.Overdue, x)
			}
		case "topic":
			out.Called = append(out.Called, x)
		case "duty": // of the body, not of one person
		default:
			out.Decide = append(out.Decide, x)
		}
	}
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		for _, m := range desk.Meetings {
			switch day := a.dayOf(tx, m.Start); {
			case m.State != committee.Convened && m.State != committee.Postponed:
			case day == desk.On:
				out.Today = append(out.Today, m)
			case day <= MondayOf(desk.On)+6:
				out.Week = append(out.Week, m)
			}
		}
		return nil
	})
	return out, err
}

// WriteDigests writes to each person who has something due what awaits this
// morning: once a day, on working days, and to nobody who wants none.
func (a *App) WriteDigests(ctx context.Context, office committee.OfficeID) (n int, err error) {
	now := a.now()
	var on charter.Date
	var people []store.MailAddress
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		var err error
		if on, err = a.today(tx, now); err != nil || a.outgoing == nil || !a.isWorkday(on) || !a.within(tx, now, digestAt, digestTo) {
			return err
		}
		wishes, err := tx.MailWishes()
		if err != nil {
			return err
		}
		all, err := tx.MailAddresses()
		for _, x := range all {
			none := func(w store.MailWish) bool { return string(w.Person) == x.ID && !w.Digest }
			if x.Kind == store.MailPerson && !slices.ContainsFunc(wishes, none) {
				people = append(people, x)
			}
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, x := range people {
		by := Actor{Office: office, Person: committee.PersonID(x.ID), Via: "job"}
		d, err := a.Digest(ctx, by)
		if err != nil {
			return n, err
		}
		if d.Empty() {
			continue
		}
		err = a.writeJob(ctx, office, func(tx *store.Tx) error {
			party := partyKey(by.Person, "")
			name, err := nameOf(tx, party)
			if err != nil {
				return err
			}
			l := store.Letter{Kind: LetterDigest, Object: x.ID, Version: int64(on), Party: party, Name: name, Address: x.Address, Sender: by.Person}
			wrote, err := writeLetter(tx, l, now, 0)
			if wrote {
				n++
			}
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
