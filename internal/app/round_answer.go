package app

import (
	"context"
	"errors"
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// answering is the state of [App.AnswerRound] and [App.ConfirmSlips].
type answering struct {
	committee.RoundNow
	by asker
}

// answered is which questions of a round are answered, and for which party.
type answered struct {
	round     committee.RoundID
	by        PartyIn
	questions []committee.QuestionID
}

func (in AnswerRoundIn) answered() answered {
	x := answered{round: in.Round, by: in.By}
	for _, s := range in.Slips {
		x.questions = append(x.questions, s.Question)
	}
	return x
}

func (in ConfirmSlipsIn) answered() answered {
	x := answered{round: in.Round, by: in.By}
	for _, s := range in.Slips {
		x.questions = append(x.questions, s.Question)
	}
	return x
}

// answerCommand is the part that a party's own acts on its slips share. It reads
// what concerns the party and nothing of the others: of ten thousand slips the
// last is given as quickly as the first.
func answerCommand[In any](a *App, of func(In) answered, decide func(k *call, st answering, in In) ([]committee.Event, error)) command[In, answering] {
	return command[In, answering]{
		bodies: locks[In]{
			recall: func(office committee.OfficeID, in In) []committee.BodyKey {
				return a.recallsRound(office, of(in).round)
			},
			find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return a.locksRound(tx, of(in).round) },
		},
		load:   func(tx *store.Tx, k *call, in In) (answering, error) { return a.loadAnswering(tx, k, of(in)) },
		ask:    func(k *call, st answering, _ In) question { return k.answerQuestion(*st.Round, st.by) },
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"round", string(of(in).round)} },
	}
}

func (a *App) loadAnswering(tx *store.Tx, k *call, x answered) (st answering, err error) {
	f, err := a.roundAnswered(tx, x.round)
	if err != nil {
		return st, err
	}
	r := f.Round
	if by := committee.Party(x.by); f.asked[by] {
		r.Asked = []committee.Party{by}
	}
	if st.by, err = k.asksAs(r, x.by); err != nil {
		// Whoever is asked knows of the round. To others a round that they do not see
		// does not exist.
		if level, unseen := k.sightOfRound(r); level == 0 {
			err = errors.Join(unseen, committee.Missing("round.unknown", string(r.ID)))
		}
		return st, err
	}
	if err = k.unveiledTo(r); err != nil {
		return st, err
	}
	if r, err = a.roundBefore(tx, f, st.by.Party, x.questions); err != nil {
		return st, err
	}
	st.Round = &r
	if st.Seats, err = k.seats(r.Body); err != nil {
		return st, err
	}
	if k.on > r.Deadline { // the refusal names who may give more time
		st.Extends, err = a.seatName(tx, r.Opener, k.on)
	}
	return st, err
}

// AnswerRound takes the slips of who is asked, or of who acts for it (trả lời
// lấy ý kiến).
func (a *App) AnswerRound(ctx context.Context, by Actor, in AnswerRoundIn) (Receipt, error) {
	out, err := a.GiveSlips(ctx, by, in)
	return out.Receipt, err
}

// SlipsGiven is a round as it asks one party, with its slips on the questions that an
// act has answered, as they stand after it.
type SlipsGiven struct {
	Receipt
	Round committee.Round
}

// GiveSlips is [App.AnswerRound] for who wants the slips back. They are what the act
// has written: only an answer that was taken before is read.
func (a *App) GiveSlips(ctx context.Context, by Actor, in AnswerRoundIn) (out SlipsGiven, err error) {
	out.Receipt, err = do(ctx, a, by, answerCommand(a, AnswerRoundIn.answered,
		func(k *call, st answering, in AnswerRoundIn) ([]committee.Event, error) {
			events, err := committee.AnswerRound(st.RoundNow, committee.AnswerRoundIn{Round: in.Round, By: st.by.Party, Answers: answersIn(in.Slips), Version: in.Version, Filled: in.Filled.claim()}, k.env)
			out.Round = st.Round.Answered(events...)
			return events, err
		}), in)
	if err != nil || out.Round.ID != "" {
		return out, err
	}
	out.Round, err = a.SlipsOf(ctx, by, in.Round, in.By)
	if f, ok := errors.AsType[*committee.Fault](err); ok && f.Kind == committee.NotFound {
		out.Round, err = committee.Round{ID: in.Round, Asked: []committee.Party{committee.Party(in.By)}}, nil
	}
	out.Round.Slips = slices.DeleteFunc(out.Round.Slips, func(s committee.Slip) bool {
		return !slices.Contains(in.answered().questions, s.Question)
	})
	return out, err
}

// ConfirmSlips stands by slips on the text as it now is, or by what was written
// down for the party.
func (a *App) ConfirmSlips(ctx context.Context, by Actor, in ConfirmSlipsIn) (Receipt, error) {
	return do(ctx, a, by, answerCommand(a, ConfirmSlipsIn.answered,
		func(k *call, st answering, in ConfirmSlipsIn) ([]committee.Event, error) {
			x := committee.ConfirmSlipsIn{Round: in.Round, By: st.by.Party}
			for _, s := range in.Slips {
				x.Slips = append(x.Slips, committee.ConfirmIn{Question: s.Question, Revision: s.Revision})
			}
			return committee.ConfirmSlips(st.RoundNow, x, k.env)
		}), in)
}

// RecordSlips writes down an answer that came by telephone, on paper or at a
// meeting, in the name of who gave it (ghi hộ ý kiến). The party confirms or
// changes it later.
func (a *App) RecordSlips(ctx context.Context, by Actor, in RecordSlipsIn) (Receipt, error) {
	return do(ctx, a, by, a.recordCommand(), in)
}

// recordCommand is the command behind [App.RecordSlips].
func (a *App) recordCommand() command[RecordSlipsIn, committee.RoundNow] {
	return roundCommand(func(in RecordSlipsIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, _ RecordSlipsIn) question { return k.recordsSlips(*st.Round) },
		func(k *call, st committee.RoundNow, in RecordSlipsIn) ([]committee.Event, error) {
			if in.How == "" {
				return nil, committee.Wrong("how", "slip.how")
			}
			return committee.AnswerRound(st, committee.AnswerRoundIn{
				Round: in.Round, By: committee.Party(in.By), How: in.How, Answers: answersIn(in.Slips),
			}, k.env)
		})
}

func answersIn(list []SlipIn) []committee.AnswerIn {
	var out []committee.AnswerIn
	for _, s := range list {
		x := committee.AnswerIn{Question: s.Question, Option: s.Position, Reason: string(s.Reason), Revision: s.Revision}
		for _, c := range s.Comments {
			x.Comments = append(x.Comments, committee.CommentIn{Address: c.Address, Place: string(c.Place), Text: string(c.Text)})
		}
		out = append(out, x)
	}
	return out
}

// AnswerComments is the drafter's answer to comments (tiếp thu, giải trình).
func (a *App) AnswerComments(ctx context.Context, by Actor, in AnswerCommentsIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in AnswerCommentsIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, in AnswerCommentsIn) question {
			var ids []committee.CommentID
			for _, x := range in.Replies {
				ids = append(ids, x.Comment)
			}
			return k.draftQuestion("comment.answer", *st.Round, k.charged(*st.Round, ids))
		},
		func(k *call, st committee.RoundNow, in AnswerCommentsIn) ([]committee.Event, error) {
			x := committee.AnswerCommentsIn{Round: in.Round, By: k.by.Person}
			for _, y := range in.Replies {
				x.Replies = append(x.Replies, committee.ReplyIn{Comment: y.Comment, Kind: y.Kind, Text: string(y.Text)})
			}
			return committee.AnswerComments(st, x, k.env)
		}), in)
}

// ChargeComments charges a seat with the answers to comments (giao trả lời).
func (a *App) ChargeComments(ctx context.Context, by Actor, in ChargeCommentsIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in ChargeCommentsIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, in ChargeCommentsIn) question {
			return k.draftQuestion("comment.charge", *st.Round, nil)
		},
		func(k *call, st committee.RoundNow, in ChargeCommentsIn) ([]committee.Event, error) {
			return committee.ChargeComments(st, committee.ChargeCommentsIn{Round: in.Round, Comments: in.Comments, To: in.To, Due: in.Due}, k.env)
		}), in)
}
