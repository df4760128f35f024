package app

import (
	"context"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// confirmTime is how long a letter can be confirmed after it was asked for.
const confirmTime = 14 * 24 * time.Hour

// newCode makes the secret by which a letter is confirmed, and its digest.
func newCode() (secret, hash string) { return identity.NewSession() }

// LetterIn is the letter by which something was said, as the record keeps it: when
// it was sent as it says, when it came, and what was known of its sender.
type LetterIn struct {
	ID       string      `json:"id"` // digest of what it says
	Sent     time.Time   `json:"sent,omitzero"`
	Received time.Time   `json:"received"`
	Proof    SenderProof `json:"proof"`
	// Confirmed says that the sender stood by it when asked.
	Confirmed bool `json:"confirmed,omitempty"`
}

// AnswerByLetterIn is an answer to a round that came by letter.
type AnswerByLetterIn struct {
	Answer AnswerRoundIn `json:"answer"`
	Letter LetterIn      `json:"letter"`
}

// ReportByLetterIn is a report on a task that came by letter.
type ReportByLetterIn struct {
	Report TaskActIn `json:"report"`
	Letter LetterIn  `json:"letter"`
}

// carryOut does what a letter asks for, as an act of who wrote it, and notes in the
// same transaction that it was read. Dry, it only asks whether that could be done.
func (a *App) carryOut(ctx context.Context, office committee.OfficeID, row store.Incoming, dry bool) error {
	letter := LetterIn{ID: row.Digest, Sent: timeOf(row.Sent), Received: timeOf(row.Received), Proof: SenderProof(row.Proof), Confirmed: row.State == store.IncomingWaiting}
	var invited AnswerIn
	if row.Kind == InCalendar { // whether it answers anything is asked before who answers
		said, _ := readSaid[CalendarSaid](row.Says)
		var err error
		if invited, err = a.calendarAnswer(ctx, office, row, said); err != nil {
			return err
		}
	}
	by, agency, err := a.writerOf(ctx, office, row)
	if err != nil {
		return err
	}
	by.Dry = dry
	switch {
	case row.Kind == InCalendar:
		_, err = do(ctx, a, by, a.byCalendar(row), AnswerByCalendarIn{Answer: invited, Letter: letter})
	case row.Thing == "round":
		in, ok := readSaid[AnswerRoundIn](row.Says)
		if !ok {
			return committee.Clash("inbox.unclear")
		}
		_, err = do(ctx, a, by, a.answerByLetter(row, agency), AnswerByLetterIn{Answer: in, Letter: letter})
	case row.Thing == "task":
		in, ok := readSaid[TaskActIn](row.Says)
		if !ok {
			return committee.Clash("inbox.unclear")
		}
		_, err = do(ctx, a, by, a.reportByLetter(row), ReportByLetterIn{Report: in, Letter: letter})
	default:
		err = committee.Clash("inbox.unclear")
	}
	return err
}

// writerOf is who acts by a letter: the person written to; for an agency's mailbox
// whoever leads the agency, in whose name the mailbox speaks.
func (a *App) writerOf(ctx context.Context, office committee.OfficeID, row store.Incoming) (by Actor, agency bool, err error) {
	by = Actor{Office: office, Via: "mail"}
	kind, id, _ := cutParty(row.Party)
	if kind != store.MailAgency {
		by.Person = committee.PersonID(id)
		return by, false, nil
	}
	err = a.read(ctx, by, func(_ *store.Tx, v *view) error {
		heir, err := v.heir(committee.AgencyID(id))
		if err != nil {
			return err
		}
		of, err := v.staffOf(heir)
		if err != nil {
			return err
		}
		for _, p := range of.posts {
			for _, h := range of.holdings {
				if p.Leads && h.Post == p.ID && h.From <= v.on && (h.To == 0 || h.To >= v.on) {
					by.Person, by.Capacity = h.Person, &committee.Capacity{Kind: committee.ByPost, ID: string(p.ID)}
					return nil
				}
			}
		}
		return committee.Clash("inbox.no-leader")
	})
	return by, true, err
}

// answerByLetter is the command by which an answer to a round comes by letter. One
// from an agency's mailbox is written down as such: its leader confirms it later.
// An answer given since the letter was sent is not replaced by it.
func (a *App) answerByLetter(row store.Incoming, agency bool) command[AnswerByLetterIn, answering] {
	c := answerCommand(a, func(in AnswerByLetterIn) answered { return in.Answer.answered() },
		func(k *call, st answering, in AnswerByLetterIn) ([]committee.Event, error) {
			x := committee.AnswerRoundIn{Round: in.Answer.Round, By: st.by.Party, Answers: answersIn(in.Answer.Slips)}
			if agency {
				x.How = "mail"
			}
			for i := range x.Answers {
				old := st.Round.Slip(x.Answers[i].Question, st.by.Party)
				if old == nil {
					continue
				}
				if x.Answers[i].Revision = old.Revision; old.At.After(in.Letter.Received) {
					return nil, committee.Clash("slip.newer")
				}
			}
			return committee.AnswerRound(st.RoundNow, x, k.env)
		})
	c.sight = a.noteLetter(row)
	return c
}

// reportByLetter is the command by which a report on a task comes by letter.
func (a *App) reportByLetter(row store.Incoming) command[ReportByLetterIn, committee.SubassignTaskState] {
	plain := a.taskCommand()
	return command[ReportByLetterIn, committee.SubassignTaskState]{
		bodies: locks[ReportByLetterIn]{find: func(tx *store.Tx, in ReportByLetterIn) ([]committee.BodyKey, error) {
			return plain.bodies.find(tx, in.Report)
		}},
		load: func(tx *store.Tx, k *call, in ReportByLetterIn) (committee.SubassignTaskState, error) {
			return plain.load(tx, k, in.Report)
		},
		ask: func(k *call, st committee.SubassignTaskState, in ReportByLetterIn) question {
			return plain.ask(k, st, in.Report)
		},
		decide: func(k *call, st committee.SubassignTaskState, in ReportByLetterIn) ([]committee.Event, error) {
			if in.Report.Progress < 0 { // not said: as it was
				in.Report.Progress = st.Task.Progress
			}
			return plain.decide(k, st, in.Report)
		},
		ref:   func(in ReportByLetterIn, ev []committee.Event) ref { return plain.ref(in.Report, ev) },
		sight: a.noteLetter(row),
	}
}

// noteLetter notes, in the transaction of the act, that a letter was read and what
// it became, and writes its acknowledgement.
func (a *App) noteLetter(row store.Incoming) func(k *call, events []committee.Event) error {
	return func(k *call, _ []committee.Event) error {
		row, now := row, k.env.Entered
		if row.ID != "" { // it waited to be confirmed, or lay in the tray
			ok, err := k.tx.SettleIncoming(row.ID, row.State, store.IncomingCounted, store.Incoming{
				Act: k.act, DoneBy: k.by.Person, DoneAt: now.UnixMicro(), Thing: row.Thing, Object: row.Object,
			})
			if err == nil && !ok {
				err = committee.Clash("inbox.done")
			}
			if err != nil {
				return err
			}
			return a.replyTo(k.tx, row, LetterTaken, now)
		}
		row.ID, row.State, row.Act = k.tx.NewID(), store.IncomingCounted, k.act
		if err := k.tx.AddIncoming(row); err != nil {
			return err
		}
		return a.replyTo(k.tx, row, LetterTaken, now)
	}
}

// LetterToConfirm shows the letter that a secret confirms; who knows it reads the
// letters of that address.
func (a *App) LetterToConfirm(ctx context.Context, office committee.OfficeID, secret string) (out IncomingLine, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		row, err := a.toConfirm(tx, secret)
		if err != nil {
			return err
		}
		out = incomingLine(row)
		return fillWhat(tx, row, &out)
	})
	return out, err
}

func (a *App) toConfirm(tx *store.Tx, secret string) (store.Incoming, error) {
	nowhere := committee.Missing("inbox.code")
	if !identity.IsSession(secret) {
		return store.Incoming{}, nowhere
	}
	row, ok, err := tx.IncomingBy(identity.HashSecret(secret))
	switch {
	case err != nil || !ok || a.now().UnixMicro() >= row.CodeUntil:
		return row, orMissing(err, nowhere)
	case row.State == store.IncomingCounted:
		return row, committee.Clash("inbox.done")
	case row.State != store.IncomingWaiting:
		return row, nowhere
	}
	return row, nil
}

// ConfirmLetter stands by the letter that a secret confirms: it counts from now on
// (xác nhận thư).
func (a *App) ConfirmLetter(ctx context.Context, office committee.OfficeID, secret string) error {
	var row store.Incoming
	err := a.store.Read(ctx, office, func(tx *store.Tx) (err error) {
		row, err = a.toConfirm(tx, secret)
		return err
	})
	if err != nil {
		return err
	}
	return a.carryOut(ctx, office, row, false)
}
