package store

import "nghisu/internal/committee"

func (tx *Tx) invitationSent(e committee.InvitationSent) error { return tx.invited(e, false) }

// invitationWithdrawn keeps a sending that tells some that they are no longer
// called: to them the meeting is off.
func (tx *Tx) invitationWithdrawn(e committee.InvitationWithdrawn) error {
	return tx.invited(committee.InvitationSent{
		ID: e.ID, Meeting: e.Meeting, Body: e.Body, Version: e.Version, Start: e.Start, End: e.End, Title: e.Title, Place: e.Place, Mode: e.Mode,
		Cancels: true, To: e.To,
	}, true)
}

func (tx *Tx) invited(e committee.InvitationSent, dropped bool) error {
	if err := tx.put(`insert into invitation (office, id, meeting, version, start_at, end_at, title, place, mode, cancels, recalled, sent_at, dropped)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		e.ID, e.Meeting, e.Version, e.Start, e.End, e.Title, e.Place, e.Mode, e.Cancels, false, tx.at, dropped); err != nil {
		return err
	}
	rows := make([][]any, len(e.To))
	for i, a := range e.To {
		rows[i] = []any{e.ID, i + 1, a.Seat, a.Person, a.Agency}
	}
	return tx.insert("invitation_to (office, invitation, ord, seat, person, agency)", rows)
}

func (tx *Tx) invitationRecalled(e committee.InvitationRecalled) error {
	return tx.alter("invitation "+string(e.ID), "update invitation set recalled = $1 where office = $2 and id = $3", true, tx.office, e.ID)
}

// Invitations lists the sendings of invitations to a meeting, the oldest first.
func (tx *Tx) Invitations(meeting committee.MeetingID) ([]committee.Invitation, error) {
	out, err := list(tx, scanInvitation, invitationColumns+" and meeting = $2 order by sent_at, id", meeting)
	for i := range out {
		if err != nil {
			return nil, err
		}
		out[i].To, err = list(tx, func(a *committee.Addressee) []any { return []any{&a.Seat, &a.Person, &a.Agency} },
			"select seat, person, agency from invitation_to where office = $1 and invitation = $2 order by ord", out[i].ID)
	}
	return out, err
}

// InvitedTo gives one sending of invitations, without those to whom it went, and the
// meeting as it is now, without agenda, attendees and all that was said there: what
// one letter of many is held against.
func (tx *Tx) InvitedTo(id committee.InvitationID) (x committee.Invitation, m committee.Meeting, ok bool, err error) {
	x, ok, err = one(tx, scanInvitation, invitationColumns+" and id = $2", id)
	if err != nil || !ok {
		return x, m, ok, err
	}
	m, ok, err = one(tx, scanMeeting, meetingColumns+" and m.id = $2", x.Meeting)
	return x, m, ok, err
}

const invitationColumns = `select id, meeting, version, start_at, end_at, title, place, mode, cancels, recalled, sent_at, dropped from invitation
	where office = $1`

func scanInvitation(x *committee.Invitation) []any {
	return []any{&x.ID, &x.Meeting, &x.Version, instant{&x.Start}, instant{&x.End}, &x.Title, &x.Place, &x.Mode, &x.Cancels, &x.Recalled, instant{&x.At}, &x.Dropped}
}

// The kinds of those who have an address.
const (
	MailPerson = "person"
	MailAgency = "agency"
)

// MailAddress is where the letters to a person or an agency go (địa chỉ thư điện tử).
type MailAddress struct{ Kind, ID, Address string }

// MailAddresses lists every address of the office.
func (tx *Tx) MailAddresses() ([]MailAddress, error) {
	return list(tx, func(a *MailAddress) []any { return []any{&a.Kind, &a.ID, &a.Address} },
		"select kind, id, address from mail_address where office = $1 order by kind, id")
}

// PutMailAddress keeps an address; an empty one is forgotten.
func (tx *Tx) PutMailAddress(a MailAddress) error {
	if a.Address == "" {
		_, err := tx.exec("delete from mail_address where office = $1 and kind = $2 and id = $3", a.Kind, a.ID)
		return err
	}
	_, err := tx.exec(`insert into mail_address (office, kind, id, address) values ($1, $2, $3, $4)
		on conflict (office, kind, id) do update set address = excluded.address`, a.Kind, a.ID, a.Address)
	return err
}

// Letter is one letter to one party, with what became of it.
type Letter struct {
	ID       string
	Kind     string // what it is: invitation, round.request …
	Object   string // the thing that it tells of
	Version  int64
	Sending  string // the sending that it is part of
	Party    string // kind and id of who is written to
	About    string // the party for whom it is meant, when that is another: of the member whose staff are told
	Name     string // as the letter names them
	Address  string
	Sender   committee.PersonID
	Ref      int64 // short name of the address for answers, the same for all letters on one thing to one party
	RefUntil int64 // when that address lapses, microseconds UTC as the two below
	State    string
	Attempts int
	LastErr  string
	Created  int64
	Done     int64
}

// The states of a letter.
const (
	LetterWaiting   = "waiting"   // to be sent
	LetterSending   = "sending"   // being handed over now
	LetterSent      = "sent"      // the mail server took it
	LetterFailed    = "failed"    // refused, or tried in vain
	LetterUnsure    = "unsure"    // handed over, and no answer came: it may have arrived
	LetterRecalled  = "recalled"  // taken back
	LetterOvertaken = "overtaken" // what it would have said is not so any more
)

const letterColumns = `select id, kind, object, version, sending, party, name, address, sender, ref, ref_until, state, attempts, last_error,
	created_at, done_at, about from letter where office = $1`

func scanLetter(l *Letter) []any {
	return []any{
		&l.ID, &l.Kind, &l.Object, &l.Version, &l.Sending, &l.Party, &l.Name, &l.Address, &l.Sender, &l.Ref, &l.RefUntil, &l.State, &l.Attempts, &l.LastErr,
		&l.Created, &l.Done, &l.About,
	}
}

// AddLetter keeps a letter that is to be sent.
func (tx *Tx) AddLetter(l Letter) error {
	_, err := tx.exec(`insert into letter (office, id, kind, object, version, sending, party, name, address, sender, ref, ref_until, state, attempts, last_error, created_at, done_at, about)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', 0, '', $13, 0, $14)`,
		l.ID, l.Kind, l.Object, l.Version, l.Sending, l.Party, l.Name, l.Address, l.Sender, l.Ref, l.RefUntil, l.Created, l.About)
	return err
}

// Letter gives one letter.
func (tx *Tx) Letter(id string) (Letter, bool, error) {
	return one(tx, scanLetter, letterColumns+" and id = $2", id)
}

// LetterTo gives the first letter on a thing to a party.
func (tx *Tx) LetterTo(kind, object, party string) (Letter, bool, error) {
	return one(tx, scanLetter, letterColumns+" and kind = $2 and object = $3 and party = $4 order by created_at, id limit 1", kind, object, party)
}

// LettersOn lists the letters on a thing to a party about another, the oldest
// first, whatever their kind.
func (tx *Tx) LettersOn(object, party, about string) ([]Letter, error) {
	return list(tx, scanLetter, letterColumns+" and object = $2 and party = $3 and about = $4 order by created_at, id", object, party, about)
}

// LetterOf finds a letter by the short name of its address for answers; the first
// one of those that share it.
func (tx *Tx) LetterOf(ref int64) (Letter, bool, error) {
	return one(tx, scanLetter, letterColumns+" and ref = $2 and ref <> 0 order by created_at, id limit 1", ref)
}

// LetterFilter narrows a list of letters; a zero field narrows nothing.
type LetterFilter struct {
	Kind, Object, State string
	Limit               int // 0: 50
}

// Letters lists letters, the newest first.
func (tx *Tx) Letters(f LetterFilter) ([]Letter, error) {
	var q statement
	q.add(letterColumns)
	if f.Kind != "" {
		q.add(" and kind = ?", f.Kind)
	}
	if f.Object != "" {
		q.add(" and object = ?", f.Object)
	}
	if f.State != "" {
		q.add(" and state = ?", f.State)
	}
	q.add(" order by created_at desc, id desc limit ?", pageSize(f.Limit))
	return list(tx, scanLetter, q.text.String(), q.args...)
}

// MoveLetter brings a letter from one state into another and says whether it was
// in the first; a try is counted when it is being sent.
func (tx *Tx) MoveLetter(id, from, to, why string, at int64) (bool, error) {
	tries := 0
	if to == LetterSending {
		tries = 1
	}
	n, err := tx.update("update letter set state = $1, last_error = $2, done_at = $3, attempts = attempts + $4 where office = $5 and id = $6 and state = $7",
		to, why, at, tries, tx.office, id, from)
	return n > 0, err
}

// RecallLetters takes back the letters of a sending that wait.
func (tx *Tx) RecallLetters(sending string, at int64) error {
	_, err := tx.update("update letter set state = 'recalled', done_at = $1 where office = $2 and sending = $3 and state = 'waiting'", at, tx.office, sending)
	return err
}

// ReaddressLetter sends a letter elsewhere.
func (tx *Tx) ReaddressLetter(id, address string) error {
	return tx.change("letter "+id, "update letter set address = $1 where office = $2 and id = $3", address, tx.office, id)
}
