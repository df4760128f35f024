package app

import (
	"context"
	"strconv"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// LetterJob is the job that hands one letter to the mail server; its key begins
// with the letter's id.
const LetterJob = "letter"

// LetterInvitation is the kind of letter that tells of a meeting.
const LetterInvitation = "invitation"

// Letter is a letter on its way, as who writes it out needs it.
type Letter struct {
	ID       string
	Meeting  committee.MeetingID
	Version  int64
	Cancels  bool
	Changed  bool   // the party was written to about this meeting before
	First    string // id of the first letter about it that they were sent; empty: this one
	Party    string // kind and id of who is written to
	Name     string
	Address  string
	Sender   Actor // who sent it: it says no more than they may see
	Ref      uint64
	RefUntil time.Time
	Created  time.Time
}

// TakeLetter takes a letter that waits, to be handed over now; false when it is
// not to be sent: taken back, sent already, or overtaken by a change of what it
// tells of. One that was being handed over when a node died may have arrived: it
// is not sent again, and says so.
func (a *App) TakeLetter(ctx context.Context, office committee.OfficeID, id string) (out Letter, ok bool, err error) {
	now := a.now().UnixMicro()
	err = a.writeJob(ctx, office, func(tx *store.Tx) error {
		ok = false
		l, found, err := tx.Letter(id)
		if err != nil || !found {
			return err
		}
		if l.State == store.LetterSending {
			_, err = tx.MoveLetter(id, store.LetterSending, store.LetterUnsure, "", now)
			return err
		}
		m, found, err := tx.Meeting(committee.MeetingID(l.Object))
		if err != nil || !found || l.State != store.LetterWaiting {
			return err
		}
		sent, err := tx.Invitations(m.ID)
		if err != nil {
			return err
		}
		out = Letter{
			ID: id, Meeting: m.ID, Version: l.Version, Party: l.Party, Name: l.Name, Address: l.Address,
			Sender: Actor{Office: office, Person: l.Sender, Via: "job"}, Ref: uint64(l.Ref),
			RefUntil: time.UnixMicro(l.RefUntil).UTC(), Created: time.UnixMicro(l.Created).UTC(),
		}
		for _, x := range sent {
			if string(x.ID) != l.Sending {
				out.Changed = out.Changed || !x.Recalled && toldOf(x, l.Party) && x.At.Before(out.Created)
				continue
			}
			if out.Cancels = x.Cancels; x.Stale(m) {
				_, err = tx.MoveLetter(id, store.LetterWaiting, store.LetterOvertaken, "", now)
				return err
			}
		}
		first, _, err := tx.LetterTo(l.Kind, l.Object, l.Party)
		if err != nil {
			return err
		}
		if first.State == store.LetterSent {
			out.First = first.ID
		}
		ok, err = tx.MoveLetter(id, store.LetterWaiting, store.LetterSending, "", 0)
		return err
	})
	return out, ok, err
}

// toldOf reports whether a sending went to a party.
func toldOf(x committee.Invitation, party string) bool {
	for _, t := range x.To {
		if partyOf(t) == party {
			return true
		}
	}
	return false
}

// partyOf names who is written to, as letters keep it.
func partyOf(t committee.Addressee) string {
	if t.Agency != "" {
		return store.MailAgency + "/" + string(t.Agency)
	}
	return store.MailPerson + "/" + string(t.Person)
}

// Outcome is how handing a letter over ended.
type Outcome int

// The outcomes.
const (
	Delivered Outcome = iota // the mail server took it
	Declined                 // it will never take it
	Deferred                 // it may take it later
	Unsure                   // it was given everything and did not answer
)

// LetterDone notes how handing a letter over ended; attempt is the job's, whose
// last makes what was deferred a failure. It says whether to try again.
func (a *App) LetterDone(ctx context.Context, office committee.OfficeID, id string, attempt int, how Outcome, why string) (again bool, err error) {
	now := a.now().UnixMicro()
	to := map[Outcome]string{Delivered: store.LetterSent, Declined: store.LetterFailed, Deferred: store.LetterWaiting, Unsure: store.LetterUnsure}[how]
	if how == Deferred && attempt >= store.MaxJobAttempts {
		to = store.LetterFailed
	}
	done := now
	if to == store.LetterWaiting {
		again, done = true, 0
	}
	err = a.writeJob(ctx, office, func(tx *store.Tx) error {
		_, err := tx.MoveLetter(id, store.LetterSending, to, why, done)
		return err
	})
	return again, err
}

// RetryLetter sends a letter that failed, or of which nobody knows whether it
// arrived, once more: a person has looked and said so.
func (a *App) RetryLetter(ctx context.Context, by Actor, id string) error {
	if a.outgoing == nil {
		return committee.Clash("mail.none")
	}
	now := a.now().UnixMicro()
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		l, ok, err := tx.Letter(id)
		if err != nil || !ok {
			return orMissing(err, committee.Missing("letter.unknown", id))
		}
		if l.State != store.LetterFailed && l.State != store.LetterUnsure {
			return committee.Clash("letter.not-failed")
		}
		known, err := addressesOf(tx)
		if err != nil {
			return err
		}
		if now := known[l.Party]; now != "" && now != l.Address {
			if err := tx.ReaddressLetter(id, now); err != nil {
				return err
			}
		}
		if _, err := tx.MoveLetter(id, l.State, store.LetterWaiting, "", 0); err != nil {
			return err
		}
		_, err = tx.EnqueueJob(LetterJob, id+"/"+strconv.Itoa(l.Attempts), []byte(id), now)
		return err
	})
}
