package app

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// LetterJob is the job that hands one letter to the mail server; its key begins
// with the letter's id.
const LetterJob = "letter"

// The kinds of letters.
const (
	LetterInvitation    = "invitation"       // tells of a meeting
	LetterRound         = "round.request"    // asks for an opinion, or tells of a new text
	LetterRoundReminder = "round.reminder"   // before the last day
	LetterRoundOverdue  = "round.overdue"    // after it, to the one asked and the staff
	LetterTask          = "task.request"     // tells of a task given out
	LetterTaskReminder  = "task.reminder"    // before it is due
	LetterTaskOverdue   = "task.overdue"     // after it
	LetterDigest        = "digest"           // what awaits somebody, in the morning
	LetterLeave         = "absence.ruled"    // leave for an absence was given or refused
	LetterTaken         = "incoming.taken"   // an answer by letter is on record
	LetterRefused       = "incoming.refused" // it is not, and why
	LetterConfirm       = "incoming.confirm" // it waits for its sender to stand by it
)

// LetterKinds lists the kinds of letters.
func LetterKinds() []string {
	return []string{
		LetterInvitation, LetterRound, LetterRoundReminder, LetterRoundOverdue, LetterTask, LetterTaskReminder, LetterTaskOverdue, LetterDigest,
		LetterLeave, LetterTaken, LetterRefused, LetterConfirm,
	}
}

// Letter is a letter on its way, as who writes it out needs it.
type Letter struct {
	ID       string
	Kind     string
	Meeting  committee.MeetingID // of an invitation
	Version  int64
	Sending  string // the sending of invitations that it is part of
	Cancels  bool
	Dropped  bool   // it says to the party alone that it is no longer called
	Changed  bool   // the party was written to about this thing before
	First    string // id of the first letter about it that they were sent; empty: this one
	Party    string // kind and id of who is written to
	About    string // the party for whom it is meant, in one word; see [committee.Party.Key]
	Name     string
	Address  string
	Sender   Actor // who sent it: it says no more than they may see
	Ref      uint64
	RefUntil time.Time
	Created  time.Time
	BodyName charter.Text     // of the body whose round or task it is
	For      string           // name of the party for whom it is meant, when that is another
	Round    *committee.Round // without slips
	Task     *committee.Task
	Leave    *LeaveSaid    // what became of an absence
	Incoming *IncomingLine // the letter that it answers
	Code     string        // the secret that confirms it
}

// Thing is what an address for answers is made for: kind and id; empty when the
// letter asks for none.
func (l Letter) Thing() string {
	switch {
	case l.Meeting != "":
		return "meeting/" + string(l.Meeting)
	case l.Round != nil:
		return "round/" + string(l.Round.ID)
	case l.Task != nil:
		return "task/" + string(l.Task.ID)
	}
	return ""
}

// replyTime is how long people can answer to the address of a letter.
const replyTime = 366 * 24 * time.Hour

// writeLetter keeps a letter and the job that sends it after a pause, unless the
// same was written before. All letters on a thing to a party have one address for
// answers: a calendar takes a change from who invited alone, and people answer to
// any of them.
func writeLetter(tx *store.Tx, l store.Letter, now time.Time, pause time.Duration) (bool, error) {
	before, err := tx.LettersOn(l.Object, l.Party, l.About)
	if err != nil {
		return false, err
	}
	for _, x := range before {
		if x.Kind == l.Kind && x.Version == l.Version && x.State != store.LetterRecalled {
			return false, nil
		}
	}
	l.ID, l.Created, l.RefUntil = tx.NewID(), now.UnixMicro(), now.Add(replyTime).UnixMicro()
	if len(before) > 0 {
		l.Ref, l.RefUntil = before[0].Ref, before[0].RefUntil
	} else {
		var b [8]byte
		_, _ = rand.Read(b[:]) // never fails: it ends the process instead
		l.Ref = int64(binary.BigEndian.Uint64(b[:]) >> 1)
	}
	if err := tx.AddLetter(l); err != nil {
		return false, err
	}
	_, err = tx.EnqueueJob(LetterJob, l.ID, []byte(l.ID), now.Add(pause).UnixMicro())
	return true, err
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
		if l.State != store.LetterWaiting {
			return nil
		}
		out = Letter{
			ID: id, Kind: l.Kind, Version: l.Version, Sending: l.Sending, Party: l.Party, About: l.About, Name: l.Name, Address: l.Address,
			Sender: Actor{Office: office, Person: l.Sender, Via: "job"}, Ref: uint64(l.Ref),
			RefUntil: time.UnixMicro(l.RefUntil).UTC(), Created: time.UnixMicro(l.Created).UTC(),
		}
		stands, err := a.fillLetter(tx, l, &out)
		if err != nil {
			return err
		}
		if !stands {
			_, err = tx.MoveLetter(id, store.LetterWaiting, store.LetterOvertaken, "", now)
			return err
		}
		if err := goesOnFrom(tx, l, &out); err != nil {
			return err
		}
		ok, err = tx.MoveLetter(id, store.LetterWaiting, store.LetterSending, "", 0)
		return err
	})
	return out, ok, err
}

// fillLetter reads what a letter tells of, and whether that is so still.
func (a *App) fillLetter(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	switch l.Kind {
	case LetterInvitation:
		return fillInvitation(tx, l, out)
	case LetterRound, LetterRoundReminder, LetterRoundOverdue:
		return a.fillRound(tx, l, out)
	case LetterTask, LetterTaskReminder, LetterTaskOverdue:
		return a.fillTask(tx, l, out)
	case LetterDigest:
		on, err := a.today(tx, a.now())
		return int64(on) == l.Version, err
	case LetterLeave:
		return a.fillLeave(tx, l, out)
	case LetterTaken, LetterRefused, LetterConfirm:
		return a.fillAnswer(tx, l, out)
	}
	return false, nil
}

func fillInvitation(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	x, m, found, err := tx.InvitedTo(committee.InvitationID(l.Sending))
	if err != nil || !found {
		return false, err
	}
	out.Meeting, out.Cancels, out.Dropped = m.ID, x.Cancels, x.Dropped
	before, err := tx.LettersOn(l.Object, l.Party, l.About)
	for _, b := range before {
		out.Changed = out.Changed || b.Kind == l.Kind && b.Sending != l.Sending && b.State != store.LetterRecalled && b.Created < l.Created
	}
	return !x.Stale(m), err
}

// goesOnFrom finds the letter on the same thing that the party was sent first.
func goesOnFrom(tx *store.Tx, l store.Letter, out *Letter) error {
	before, err := tx.LettersOn(l.Object, l.Party, l.About)
	if len(before) > 0 && before[0].ID != l.ID && before[0].State == store.LetterSent {
		out.First = before[0].ID
	}
	return err
}

// partyOf names who is written to, as letters keep it.
func partyOf(t committee.Addressee) string {
	return partyKey(t.Person, t.Agency)
}

// cutParty takes a party of letters apart.
func cutParty(party string) (kind, id string, ok bool) { return strings.Cut(party, "/") }

// partyKey names a person or an agency, as letters keep it.
func partyKey(person committee.PersonID, agency committee.AgencyID) string {
	if agency != "" {
		return store.MailAgency + "/" + string(agency)
	}
	return store.MailPerson + "/" + string(person)
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
