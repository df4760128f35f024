package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// LayPaper lays a paper with its first version (đưa tài liệu vào).
func (a *App) LayPaper(ctx context.Context, by Actor, in LayPaperIn) (Receipt, error) {
	return withFile(ctx, a, by, in.Upload, in.Checked, &in.File, func(by Actor) (Receipt, error) { return do(ctx, a, by, a.layPaper(), in) })
}

func (a *App) layPaper() command[LayPaperIn, committee.LayPaperState] {
	return command[LayPaperIn, committee.LayPaperState]{
		bodies: locks[LayPaperIn]{find: bodyOfPlace},
		load:   a.loadLaying,
		ask: func(k *call, st committee.LayPaperState, in LayPaperIn) question {
			q := question{act: committee.ActLayPaper, body: k.body, in: in.In}
			k.relatePlace(&q, st, in.Item)
			return q
		},
		decide: func(k *call, st committee.LayPaperState, in LayPaperIn) ([]committee.Event, error) {
			return k.kept(in.File)(committee.LayPaper(st, committee.LayPaperIn{
				Body: k.body, In: in.In, Title: string(in.Title), Kind: in.Kind, Meeting: in.Meeting, Item: in.Item, Round: in.Round, Topic: in.Topic,
				Sight: in.Sight, Secrecy: in.Secrecy, Note: string(in.Note), File: in.File.domain(), By: k.seat(), Person: k.by.Person,
			}, k.env))
		},
		ref: func(_ LayPaperIn, ev []committee.Event) ref {
			return ref{"paper", madeID(ev, func(e committee.PaperLaid) committee.PaperID { return e.ID })}
		},
		sight: paperSight,
	}
}

// bodyOfPlace finds the body before which a paper is laid.
func bodyOfPlace(tx *store.Tx, in LayPaperIn) ([]committee.BodyKey, error) {
	switch {
	case in.Meeting != "":
		return bodyOfMeeting(tx, in.Meeting)
	case in.Round != "":
		body, ok, err := tx.RoundBody(in.Round)
		if err == nil && !ok {
			err = committee.Missing("round.unknown", string(in.Round))
		}
		return []committee.BodyKey{body}, err
	case in.Topic != "":
		body, ok, err := tx.TopicBody(in.Topic)
		if err == nil && !ok {
			err = committee.Missing("topic.unknown", string(in.Topic))
		}
		return []committee.BodyKey{body}, err
	}
	return []committee.BodyKey{in.Body}, nil
}

func (a *App) loadLaying(tx *store.Tx, k *call, in LayPaperIn) (st committee.LayPaperState, err error) {
	if in.Body != "" && in.Body != k.body {
		return st, committee.Wrong("body", "paper.other-body", string(in.Body))
	}
	if st.Body, err = some(k.body, tx.Body); err != nil {
		return st, err
	}
	if k.reg != nil {
		for _, l := range k.reg.Links(k.on) {
			st.Parts = append(st.Parts, l.Key)
		}
	}
	if st.Meeting, err = some(in.Meeting, tx.Meeting); err != nil {
		return st, err
	}
	if st.Round, err = some(in.Round, tx.Round); err != nil {
		return st, err
	}
	if st.Meeting != nil {
		if err := k.onItem(*st.Meeting, in.Item); err != nil {
			return st, err
		}
	}
	if in.Topic != "" {
		t, err := topicFor(tx, k.view, in.Topic)
		if err != nil {
			return st, err
		}
		st.Topic = &t
	}
	if in.Meeting != "" || in.Round != "" || in.Topic != "" {
		st.Papers, err = tx.Papers(store.PaperFilter{Meeting: in.Meeting, Round: in.Round, Topic: in.Topic})
	}
	return st, err
}

// relatePlace says how the actor stands to the place where a paper is laid: to
// the meeting and who leads its item; to who opened or drafts the round; or, for
// one of a working space, as who takes part there; for a paper that is only
// prepared, to the body.
func (k *call) relatePlace(q *question, st committee.LayPaperState, item committee.ItemID) {
	switch {
	case st.Meeting != nil:
		q.in, q.chair, q.meeting = st.Meeting.In, st.Meeting.Chair, st.Meeting.ID
		k.relateMeeting(q, *st.Meeting)
		k.presents(q, itemOf(*st.Meeting, item).Lead)
	case st.Round != nil:
		q.in = st.Round.In
		k.relateSecretary(q)
		k.presents(q, st.Round.Opener)
		k.presents(q, st.Round.Drafter.Seat)
	case st.Topic != nil:
		if mine := k.askers(committee.Round{Body: st.Topic.Body, Asked: st.Topic.Parties}); len(mine) > 0 {
			q.relation.Presents, q.relation.Standing = true, mine[0].standing
		}
	default:
		k.relateSecretary(q)
		list, err := k.view.in(k.body)
		if i := slices.IndexFunc(list, func(s committee.Standing) bool { return s.Kind == committee.BySeat }); err == nil && i >= 0 {
			k.presents(q, committee.SeatID(list[i].ID))
		}
	}
}

// relateSecretary notes that the actor is a secretary of the body.
func (k *call) relateSecretary(q *question) {
	list, err := k.view.in(k.body)
	for i := range list {
		if err == nil && list[i].Role == committee.RoleSecretary && !q.relation.AssistsChair {
			q.relation.AssistsChair, q.relation.Standing = true, &list[i]
		}
	}
}

// presents notes that the actor answers for a matter through a seat. Who presides
// or assists acts as that.
func (k *call) presents(q *question, seat committee.SeatID) {
	s := k.standingOf(k.body, seat)
	if s == nil {
		return
	}
	if !q.relation.Presents && !q.relation.Chair && !q.relation.AssistsChair {
		q.relation.Standing = s
	}
	q.relation.Presents = true
}

// paperCommand is the part that every act on one paper shares.
func paperCommand[In any](a *App, act charter.Act, id func(In) committee.PaperID, decide func(k *call, st committee.PaperNow, in In) ([]committee.Event, error)) command[In, committee.PaperNow] {
	return command[In, committee.PaperNow]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) {
			p, ok, err := tx.Paper(id(in))
			if err == nil && !ok {
				err = committee.Missing("paper.unknown", string(id(in)))
			}
			return []committee.BodyKey{p.Body}, err
		}},
		load: func(tx *store.Tx, k *call, in In) (st committee.PaperNow, err error) {
			p, err := a.paperFor(tx, k.view, id(in), seesLine)
			if err != nil {
				return st, err
			}
			st.Paper = &p
			if st.Meeting, err = some(p.Meeting, tx.Meeting); err != nil {
				return st, err
			}
			if st.Topic, err = some(p.Topic, tx.Topic); err != nil {
				return st, err
			}
			st.Changed, err = changed(tx, p.Body, "paper", string(p.ID))
			return st, err
		},
		ask: func(k *call, st committee.PaperNow, _ In) question {
			q := question{act: act, body: st.Paper.Body, in: st.Paper.In}
			k.relatePaper(&q, st)
			return q
		},
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"paper", string(id(in))} },
		sight:  paperSight,
	}
}

// relatePaper says how the actor stands to a paper: to the place where it lies,
// or as the one who laid it.
func (k *call) relatePaper(q *question, st committee.PaperNow) {
	p := *st.Paper
	if st.Topic != nil {
		k.relateTopicPaper(q, p, *st.Topic)
		return
	}
	if st.Meeting != nil {
		k.relatePlace(q, committee.LayPaperState{Meeting: st.Meeting}, p.Item)
	} else {
		k.relateSecretary(q)
	}
	k.presents(q, p.By)
	if p.Person == k.by.Person && p.By == "" && p.Person != "" {
		q.relation.Presents = true
	}
}

// relateTopicPaper says how the actor stands to a paper of a working space: as the
// one who laid it and still takes part, or as who keeps the space in order.
func (k *call) relateTopicPaper(q *question, p committee.Paper, t committee.Topic) {
	if host := k.hostsTopic(string(q.act), t); host.relation.Hosts {
		q.relation.Presents, q.relation.Standing = true, host.relation.Standing
	}
	for _, x := range k.askers(committee.Round{Body: t.Body, Asked: t.Parties}) {
		if p.Person == k.by.Person || p.By != "" && p.By == x.Seat {
			q.relation.Presents, q.relation.Standing = true, x.standing
			return
		}
	}
}

// AddVersion adds a version to a paper, with what changed (phiên bản mới).
func (a *App) AddVersion(ctx context.Context, by Actor, in AddVersionIn) (Receipt, error) {
	c := paperCommand(a, committee.ActVersionPaper, func(in AddVersionIn) committee.PaperID { return in.Paper },
		func(k *call, st committee.PaperNow, in AddVersionIn) ([]committee.Event, error) {
			return k.kept(in.File)(committee.AddVersion(st, committee.AddVersionIn{
				Paper: in.Paper, After: in.After, Note: string(in.Note), Secrecy: in.Secrecy, File: in.File.domain(),
				By: k.seat(), Person: k.by.Person, Seen: in.Seen,
			}, k.env))
		})
	return withFile(ctx, a, by, in.Upload, in.Checked, &in.File, func(by Actor) (Receipt, error) { return do(ctx, a, by, c, in) })
}

// WithdrawPaper takes a paper back (rút tài liệu).
func (a *App) WithdrawPaper(ctx context.Context, by Actor, in WithdrawPaperIn) (Receipt, error) {
	c := paperCommand(a, committee.ActWithdrawPaper, func(in WithdrawPaperIn) committee.PaperID { return in.Paper },
		func(k *call, st committee.PaperNow, in WithdrawPaperIn) ([]committee.Event, error) {
			return committee.WithdrawPaper(st, committee.WithdrawPaperIn{Paper: in.Paper, Reason: string(in.Reason), Seen: in.Seen}, k.env)
		})
	return do(ctx, a, by, c, in)
}

// ShowPaper says anew who may read a paper (đổi phạm vi xem).
func (a *App) ShowPaper(ctx context.Context, by Actor, in ShowPaperIn) (Receipt, error) {
	c := paperCommand(a, committee.ActShowPaper, func(in ShowPaperIn) committee.PaperID { return in.Paper },
		func(k *call, st committee.PaperNow, in ShowPaperIn) ([]committee.Event, error) {
			return committee.ShowPaper(st, committee.ShowPaperIn{Paper: in.Paper, Sight: in.Sight, Seen: in.Seen}, k.env)
		})
	return do(ctx, a, by, c, in)
}
