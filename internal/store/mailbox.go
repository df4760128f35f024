package store

import "nghisu/internal/committee"

// Incoming is a letter that came in (thư đến), with what was made of it.
type Incoming struct {
	ID         string
	Digest     string // of what it says; a letter that comes twice has the same
	Source     string // imap, pipe
	Sender     string // as the letter says; no proof
	SenderName string
	Subject    string
	Words      string // what was written anew
	Files      []string
	Sent       int64 // as the letter says, microseconds UTC as all below
	Received   int64
	Taken      int64
	Proof      string // of the sender's domain: pass, none, fail
	Letter     string // id of the letter that it answers; empty: none of ours
	Thing      string // round, task, meeting
	Object     string // its id
	Party      string // who was asked by that letter
	About      string // for whom, when that is another
	Kind       string // answer, progress, calendar, auto, bounce, stranger …
	Says       string // what it asks for, in JSON
	Why        string // code of what stands against it
	WhyArgs    []string
	State      string
	Act        committee.ActID // by which it counted
	Code       string          // digest of the secret by which it is confirmed
	CodeUntil  int64
	DoneBy     committee.PersonID // who placed it or put it aside
	DoneAt     int64
	Note       string
	Kept       []IncomingFile // what came attached; read by [Tx.IncomingFiles]
}

// IncomingFile is what came attached to a letter (tệp kèm thư).
type IncomingFile struct {
	Letter  string
	N       int // from 1
	Name    string
	SHA256  string // empty: not kept
	Media   string
	Size    int64
	Remarks []string
	Why     string // code of why it was not kept
	WhyArgs []string
}

// The states of a letter that came in.
const (
	IncomingCounted = "counted" // it became an act
	IncomingWaiting = "waiting" // its sender was asked to confirm it
	IncomingTray    = "tray"    // somebody has to look at it
	IncomingPlaced  = "placed"  // somebody said what it belongs to
	IncomingAside   = "aside"   // somebody, or the machine, put it aside
)

const incomingColumns = `select id, digest, source, sender, sender_name, subject, words, files, sent_at, received_at, taken_at, proof,
	letter, thing, object, party, about, kind, says, why, why_args, state, act, code, code_until, done_by, done_at, note from incoming where office = $1`

func scanIncoming(x *Incoming) []any {
	return []any{
		&x.ID, &x.Digest, &x.Source, &x.Sender, &x.SenderName, &x.Subject, &x.Words,
		jsonList[string]{&x.Files},
		&x.Sent, &x.Received, &x.Taken, &x.Proof,
		&x.Letter, &x.Thing, &x.Object, &x.Party, &x.About, &x.Kind, &x.Says, &x.Why,
		jsonList[string]{&x.WhyArgs},
		&x.State, &x.Act, &x.Code, &x.CodeUntil,
		&x.DoneBy, &x.DoneAt, &x.Note,
	}
}

// AddIncoming keeps a letter that came in. One that says the same is a duplicate.
func (tx *Tx) AddIncoming(x Incoming) error {
	files, err := words(x.Files)
	if err != nil {
		return err
	}
	args, err := words(x.WhyArgs)
	if err != nil {
		return err
	}
	_, err = tx.exec(`insert into incoming (office, id, digest, source, sender, sender_name, subject, words, files, sent_at, received_at, taken_at, proof,
		letter, thing, object, party, about, kind, says, why, why_args, state, act, code, code_until, done_by, done_at, note)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, '', 0, '', 0, $25)`,
		x.ID, x.Digest, x.Source, x.Sender, x.SenderName, x.Subject, x.Words, files, x.Sent, x.Received, x.Taken, x.Proof,
		x.Letter, x.Thing, x.Object, x.Party, x.About, x.Kind, x.Says, x.Why, args, x.State, x.Act, x.Note)
	if err != nil {
		return err
	}
	rows := make([][]any, len(x.Kept))
	for i, f := range x.Kept {
		remarks, err := words(f.Remarks)
		if err != nil {
			return err
		}
		args, err := words(f.WhyArgs)
		if err != nil {
			return err
		}
		rows[i] = []any{x.ID, i + 1, f.Name, f.SHA256, f.Media, f.Size, remarks, f.Why, args}
	}
	return tx.insert("incoming_file (office, incoming, n, name, sha256, media, size, remarks, why, why_args)", rows)
}

// IncomingFiles lists what came attached to some letters.
func (tx *Tx) IncomingFiles(letters []string) ([]IncomingFile, error) {
	if len(letters) == 0 {
		return nil, nil
	}
	var q statement
	q.add("select incoming, n, name, sha256, media, size, remarks, why, why_args from incoming_file where office = $1 and ")
	in(&q, "incoming", letters)
	q.add(" order by incoming, n")
	return list(tx, func(f *IncomingFile) []any {
		return []any{&f.Letter, &f.N, &f.Name, &f.SHA256, &f.Media, &f.Size, jsonList[string]{&f.Remarks}, &f.Why, jsonList[string]{&f.WhyArgs}}
	}, q.text.String(), q.args...)
}

// IncomingOn lists the letters on a thing that became an act or were placed there,
// the oldest first.
func (tx *Tx) IncomingOn(thing, object string) ([]Incoming, error) {
	return list(tx, scanIncoming, incomingColumns+" and thing = $2 and object = $3 and state in ('counted', 'placed') order by taken_at, id limit 1000", thing, object)
}

// Incoming gives one letter that came in.
func (tx *Tx) Incoming(id string) (Incoming, bool, error) {
	return one(tx, scanIncoming, incomingColumns+" and id = $2", id)
}

// IncomingLike gives the letter that came in and says what a digest says.
func (tx *Tx) IncomingLike(digest string) (Incoming, bool, error) {
	return one(tx, scanIncoming, incomingColumns+" and digest = $2", digest)
}

// IncomingBy gives the letter that a secret confirms, by the secret's digest.
func (tx *Tx) IncomingBy(code string) (Incoming, bool, error) {
	return one(tx, scanIncoming, incomingColumns+" and code = $2 and code <> ''", code)
}

// IncomingIn lists the letters that came in and stand in a state, the newest first.
func (tx *Tx) IncomingIn(state string, limit int) ([]Incoming, error) {
	return list(tx, scanIncoming, incomingColumns+" and state = $2 order by taken_at desc, id desc limit $3", state, pageSize(limit))
}

// SettleIncoming brings a letter that came in from one state into another and says
// whether it was in the first; by and note say who did so and why, act what it
// became.
func (tx *Tx) SettleIncoming(id, from, to string, x Incoming) (bool, error) {
	args, err := words(x.WhyArgs)
	if err != nil {
		return false, err
	}
	n, err := tx.update(`update incoming set state = $1, why = $2, why_args = $3, act = $4, done_by = $5, done_at = $6, note = $7, thing = $8, object = $9,
		about = case when $10 = '' then about else $10 end where office = $11 and id = $12 and state = $13`,
		to, x.Why, args, x.Act, x.DoneBy, x.DoneAt, x.Note, x.Thing, x.Object, x.About, tx.office, id, from)
	return n > 0, err
}

// CodeIncoming keeps the digest of the secret that confirms a letter.
func (tx *Tx) CodeIncoming(id, code string, until int64) error {
	return tx.change("incoming letter "+id, "update incoming set code = $1, code_until = $2 where office = $3 and id = $4", code, until, tx.office, id)
}

// Mailbox is how far the letters of a mailbox have been read.
type Mailbox struct {
	Place    string // server, user and folder
	Validity int64  // under which its numbers hold (RFC 3501: UIDVALIDITY)
	UID      int64  // the last one read
	Looked   int64  // when, microseconds UTC
	Failed   string // why it could not be read; empty: it could
}

// Mailbox gives how far a mailbox has been read.
func (tx *Tx) Mailbox(place string) (Mailbox, bool, error) {
	return one(tx, func(m *Mailbox) []any { return []any{&m.Place, &m.Validity, &m.UID, &m.Looked, &m.Failed} },
		"select place, validity, uid, looked_at, failed from mailbox where office = $1 and place = $2", place)
}

// PutMailbox keeps how far a mailbox has been read.
func (tx *Tx) PutMailbox(m Mailbox) error {
	_, err := tx.exec(`insert into mailbox (office, place, validity, uid, looked_at, failed) values ($1, $2, $3, $4, $5, $6)
		on conflict (office, place) do update set validity = excluded.validity, uid = excluded.uid, looked_at = excluded.looked_at, failed = excluded.failed`,
		m.Place, m.Validity, m.UID, m.Looked, m.Failed)
	return err
}
