package app

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// SenderProof is what is known of a letter's sender.
type SenderProof string

// The proofs: the signature of the sender's own domain holds; there is none; there
// is one and it does not hold.
const (
	ProofPass SenderProof = "pass"
	ProofNone SenderProof = "none"
	ProofFail SenderProof = "fail"
)

// The kinds of letters that come in.
const (
	InAnswer     = "answer"     // an opinion in a round
	InProgress   = "progress"   // how a task stands
	InCalendar   = "calendar"   // the answer of a calendar to an invitation
	InOther      = "other"      // to an address of ours, and neither
	InStranger   = "stranger"   // to no address that was made here and holds
	InAuto       = "auto"       // sent by a machine
	InBounce     = "bounce"     // says that a letter did not arrive
	InSecret     = "secret"     // bears a mark of state secrets: what it says is not kept
	InUnreadable = "unreadable" // cannot be taken apart
)

// Incoming is a letter that came in, taken apart; what it says is no proof.
type Incoming struct {
	Digest     string // of what it says: the same letter is read once
	Source     string // imap, pipe
	From, Name string
	Subject    string
	Text       string // written anew
	Files      []string
	Sent       time.Time // as it says; zero: it does not
	Received   time.Time
	Proof      SenderProof
	Kind       string
	Letter     string        // id of the letter whose address for answers it came to
	Why        string        // code of what stands against taking it; empty: nothing yet
	Slips      []SlipIn      // of an answer, without revisions
	Progress   *TaskActIn    // of a report
	Calendar   *CalendarSaid // of a calendar
	Attached   []AttachedFile
}

// Errand is what an address for answers was made for.
type Errand struct {
	Letter string // id of the first letter with it
	Thing  string // round, task, meeting
	Object string
	Party  string // who was written to
	About  string // for whom
	Until  time.Time
	Round  *committee.Round // without slips
	Task   *committee.Task
}

// ErrandOf finds what the address for answers of a short name was made for; false
// when it was made for nothing here. Whether the address itself is ours is for who
// holds the key.
func (a *App) ErrandOf(ctx context.Context, office committee.OfficeID, ref uint64) (out Errand, ok bool, err error) {
	if ref == 0 || ref>>63 != 0 {
		return out, false, nil
	}
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		var l store.Letter
		if l, ok, err = tx.LetterOf(int64(ref)); err != nil || !ok {
			return err
		}
		out, ok, err = errandOf(tx, l)
		return err
	})
	return out, ok, err
}

func errandOf(tx *store.Tx, l store.Letter) (out Errand, ok bool, err error) {
	out = Errand{Letter: l.ID, Object: l.Object, Party: l.Party, About: l.About, Until: timeOf(l.RefUntil)}
	switch l.Kind {
	case LetterInvitation:
		out.Thing, ok = "meeting", true
	case LetterRound, LetterRoundReminder, LetterRoundOverdue:
		out.Thing = "round"
		if out.Round, err = some(committee.RoundID(l.Object), tx.RoundFrame); out.Round != nil {
			ok = true
		}
	case LetterTask, LetterTaskReminder, LetterTaskOverdue:
		out.Thing = "task"
		out.Task, err = some(committee.TaskID(l.Object), tx.Task)
		ok = out.Task != nil
	}
	return out, ok, err
}

// Holder is for whom an address for answers is signed.
func (e Errand) Holder() string { return holderOf(e.Party, e.About) }

// Holder is for whom the letter's address for answers is signed.
func (l Letter) Holder() string { return holderOf(l.Party, l.About) }

func holderOf(party, about string) string {
	if about == "" {
		return party
	}
	return party + "|" + about
}

// TakeIn takes a letter in, once: whatever it says is done in one transaction with
// the note that it was read. It becomes an act where its sender is proved; where
// that is weak, its sender is asked to confirm it; all else lies in the tray and
// changes nothing.
func (a *App) TakeIn(ctx context.Context, office committee.OfficeID, in Incoming) (IncomingLine, error) {
	in.Source, in.From, in.Name, in.Subject, in.Text = legible(in.Source), legible(in.From), legible(in.Name), legible(in.Subject), legible(in.Text)
	in.Digest, in.Kind, in.Why, in.Letter = legible(in.Digest), legible(in.Kind), legible(in.Why), legible(in.Letter)
	row, seen, err := a.readIn(ctx, office, in)
	if err != nil {
		return IncomingLine{}, err
	}
	if !seen {
		if secret, err := a.keepAttached(ctx, office, in.Attached, &row); err != nil {
			return IncomingLine{}, err
		} else if secret {
			in, row = in.sealed(), sealedRow(row)
		}
		if row, err = a.takeIn(ctx, office, in, row); store.IsDuplicate(err) {
			row, _, err = a.readIn(ctx, office, in) // another node was faster
		}
	}
	return incomingLine(row), err
}

// sealed is a letter without what it says: a mark of state secrets was found on it.
func (in Incoming) sealed() Incoming {
	in.Kind, in.Why, in.Subject, in.Text = InSecret, "inbox.secret", "", ""
	in.Files, in.Attached, in.Slips, in.Progress, in.Calendar = nil, nil, nil, nil, nil
	return in
}

func sealedRow(row store.Incoming) store.Incoming {
	row.Kind, row.Why, row.Subject, row.Words, row.Files, row.Kept = InSecret, "inbox.secret", "", "", nil, nil
	return row
}

// legible takes out of a stranger's text what no database keeps.
func legible(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
}

// readIn says how a letter is to be kept, from the letter of ours that it answers;
// true when it was read before.
func (a *App) readIn(ctx context.Context, office committee.OfficeID, in Incoming) (row store.Incoming, seen bool, err error) {
	now := a.now()
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		if row, seen, err = tx.IncomingLike(in.Digest); err != nil || seen {
			return err
		}
		row = store.Incoming{
			Digest: in.Digest, Source: in.Source, Sender: in.From, SenderName: in.Name, Subject: in.Subject, Words: in.Text, Files: in.Files,
			Sent: micros(in.Sent), Received: micros(in.Received), Taken: now.UnixMicro(), Proof: string(in.Proof), Kind: in.Kind, Why: in.Why,
			State: store.IncomingTray,
		}
		if in.Kind == InAuto {
			row.State = store.IncomingAside
		}
		l, ok, err := tx.Letter(in.Letter)
		if err != nil || !ok {
			return err
		}
		e, ok, err := errandOf(tx, l)
		if err != nil || !ok {
			return err
		}
		row.Letter, row.Thing, row.Object, row.Party, row.About = l.ID, e.Thing, e.Object, e.Party, e.About
		return nil
	})
	return row, seen, err
}

func (a *App) takeIn(ctx context.Context, office committee.OfficeID, in Incoming, row store.Incoming) (store.Incoming, error) {
	var says any
	switch {
	case in.Calendar != nil:
		row.Kind, says = InCalendar, *in.Calendar
	case in.Kind == InAnswer && row.Thing == "round" && len(in.Slips) > 0:
		says = AnswerRoundIn{Round: committee.RoundID(row.Object), By: PartyIn(partyOfKey(row.About)), Slips: in.Slips}
	case in.Kind == InProgress && row.Thing == "task" && in.Progress != nil:
		says = *in.Progress
	default:
		return a.toTray(ctx, office, row)
	}
	row.Says = mustJSON(says)
	sure, err := a.surely(ctx, office, in, row)
	if err != nil {
		return row, err
	}
	if !sure {
		// What could not be done anyway is said at once and not first confirmed.
		err = a.carryOut(ctx, office, row, true)
		if err == nil {
			row.State = store.IncomingWaiting
			return a.keepIn(ctx, office, row, LetterConfirm)
		}
	} else if err = a.carryOut(ctx, office, row, false); err == nil {
		again, _, err := a.readIn(ctx, office, in)
		return again, err
	}
	var fault *committee.Fault
	if !errors.As(err, &fault) || fault.Kind == committee.Busy {
		return row, err
	}
	row.Why, row.WhyArgs, row.Note = fault.Code, fault.Args, clausesIn(fault)
	return a.toTray(ctx, office, row)
}

// clausesIn names the clauses by which something was refused.
func clausesIn(f *committee.Fault) string {
	var cites []charter.Cite
	switch {
	case f.Ruling != nil:
		cites = f.Ruling.Clauses
	case f.Verdict != nil:
		cites = f.Verdict.Clauses
	}
	var refs []string
	for _, c := range ClausesOf(cites, "vi") {
		refs = append(refs, c.Ref)
	}
	return strings.Join(refs, "; ")
}

// surely reports whether a letter needs no confirming: its sender's domain signed
// it, and it comes from where the party is written to. The address for answers,
// which only the party knows, has been proved before.
func (a *App) surely(ctx context.Context, office committee.OfficeID, in Incoming, row store.Incoming) (sure bool, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		known, err := addressesOf(tx)
		sure = in.Proof == ProofPass && known[row.Party] != "" && strings.EqualFold(known[row.Party], in.From)
		return err
	})
	return sure, err
}

// toTray lays a letter where somebody looks at it. Who answered to an address of
// ours is told that nothing was recorded, and why; a machine and a stranger are
// told nothing.
func (a *App) toTray(ctx context.Context, office committee.OfficeID, row store.Incoming) (store.Incoming, error) {
	reply := ""
	told := row.Kind == InAnswer || row.Kind == InProgress || (row.Kind == InSecret || row.Kind == InCalendar) && row.Letter != ""
	if told && row.Why != "" && row.Why != otherGuest {
		reply = LetterRefused
	}
	return a.keepIn(ctx, office, row, reply)
}

// keepIn keeps a letter with the one that answers it.
func (a *App) keepIn(ctx context.Context, office committee.OfficeID, row store.Incoming, reply string) (store.Incoming, error) {
	now := a.now()
	err := a.writeJob(ctx, office, func(tx *store.Tx) error {
		row.ID = tx.NewID()
		if err := tx.AddIncoming(row); err != nil {
			return err
		}
		return a.replyTo(tx, row, reply, now)
	})
	return row, err
}

// replyTo writes the letter that answers one that came in, to the party's known
// address: never to where the letter says that it is from.
func (a *App) replyTo(tx *store.Tx, row store.Incoming, kind string, now time.Time) error {
	if kind == "" || a.outgoing == nil || row.Party == "" {
		return nil
	}
	known, err := addressesOf(tx)
	if err != nil {
		return err
	}
	to, ok, err := readerAt(tx, known, row.Party, row.About)
	if err != nil || !ok {
		return err
	}
	_, err = writeLetter(tx, to.letter(kind, row.ID, 1, to.person()), now, 0)
	return err
}

// fillAnswer reads the letter that a letter of ours answers. A request to confirm
// carries a secret made now: only its digest is kept.
func (a *App) fillAnswer(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	row, ok, err := tx.Incoming(l.Object)
	if err != nil || !ok {
		return false, err
	}
	line := incomingLine(row)
	if err := fillWhat(tx, row, &line); err != nil {
		return false, err
	}
	files, err := letterFiles(tx, row.ID)
	if err != nil {
		return false, err
	}
	line.Kept = files[row.ID]
	out.Incoming = &line
	if l.Kind != LetterConfirm {
		return true, nil
	}
	if row.State != store.IncomingWaiting {
		return false, nil
	}
	secret, hash := newCode()
	out.Code = secret
	return true, tx.CodeIncoming(row.ID, hash, a.now().Add(confirmTime).UnixMicro())
}

// fillWhat names the thing that a letter is about, and words what the letter says on
// it: of a round that is veiled from its party, neither title nor questions.
func fillWhat(tx *store.Tx, row store.Incoming, x *IncomingLine) error {
	switch row.Thing {
	case "round":
		r, err := some(committee.RoundID(row.Object), tx.RoundHead)
		if err != nil {
			return err
		}
		if r != nil {
			if x.Veiled, err = veilsFrom(tx, *r, partyOfKey(row.About)); err != nil {
				return err
			}
			if !x.Veiled {
				x.What = r.Title
			}
		}
	case "task":
		t, err := some(committee.TaskID(row.Object), tx.Task)
		if err != nil {
			return err
		}
		if t != nil {
			x.What = t.Title
		}
	case "meeting":
		m, err := some(committee.MeetingID(row.Object), tx.Meeting)
		if err != nil {
			return err
		}
		if m != nil {
			x.What = m.Title
		}
	}
	return fillSaid(tx, x)
}

// IncomingLine is a letter that came in, as it is shown.
type IncomingLine struct {
	ID, Kind, State string
	From, Name      string
	Subject, Text   string
	Files           []string     // the names of all that came attached
	Kept            []LetterFile // what of it was kept, or why it was not
	Sent, Received  time.Time
	Proof           SenderProof
	Thing, Object   string
	What            string // title of the thing
	Veiled          bool   // a round that is veiled from its party: no title, no questions
	Party           string // name of who was asked
	By              committee.Party
	Fault           *committee.Fault
	Answer          AnswerRoundIn // of a round; without one: zero, as the two below
	Said            []SaidLine    // what the answer says on each question
	Progress        TaskActIn
	Calendar        CalendarSaid
	Act             committee.ActID
	DoneBy          string
	Done            time.Time
	Note            string
}

// SaidLine is what a letter says on one question of a round.
type SaidLine struct {
	Question string // empty where the round is veiled
	Position committee.Position
	Label    string // of a position of the round's own; empty: one of the usual three
	Reason   string
	Comments []CommentIn
}

func incomingLine(row store.Incoming) IncomingLine {
	out := IncomingLine{
		ID: row.ID, Kind: row.Kind, State: row.State, From: row.Sender, Name: row.SenderName, Subject: row.Subject, Text: row.Words, Files: row.Files,
		Sent: timeOf(row.Sent), Received: timeOf(row.Received), Proof: SenderProof(row.Proof), Thing: row.Thing, Object: row.Object, By: partyOfKey(row.About), Act: row.Act,
		Done: timeOf(row.DoneAt), Note: row.Note,
	}
	if row.Why != "" {
		out.Fault = &committee.Fault{Kind: committee.Conflict, Code: row.Why, Args: row.WhyArgs}
	}
	// What is stored was written here; a row that does not read back shows its text.
	switch row.Kind {
	case InAnswer:
		out.Answer, _ = readSaid[AnswerRoundIn](row.Says)
	case InProgress:
		out.Progress, _ = readSaid[TaskActIn](row.Says)
	case InCalendar:
		out.Calendar, _ = readSaid[CalendarSaid](row.Says)
	}
	return out
}

func readSaid[T any](text string) (x T, ok bool) {
	ok = text != "" && json.Unmarshal([]byte(text), &x) == nil
	return x, ok
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}
