package app

import (
	"context"
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// OpenTopic opens a working space (mở chuyên đề). Whoever sits in the body, or leads
// an agency of it, may: nothing is decided there.
func (a *App) OpenTopic(ctx context.Context, by Actor, in OpenTopicIn) (Receipt, error) {
	return do(ctx, a, by, command[OpenTopicIn, committee.TopicRoster]{
		bodies: ofBody(func(in OpenTopicIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in OpenTopicIn) (committee.TopicRoster, error) {
			return k.topicRoster(in.Body, in.TopicIn)
		},
		ask: func(k *call, _ committee.TopicRoster, in OpenTopicIn) question {
			return k.backlogQuestion(committee.ActOpenTopic, in.Body, "", "topic")
		},
		decide: func(k *call, st committee.TopicRoster, in OpenTopicIn) ([]committee.Event, error) {
			x := in.domain(in.Body)
			host, err := k.partyOfCapacity()
			if err != nil {
				return nil, err
			}
			x.Host = host
			return committee.OpenTopic(st, x, k.env)
		},
		ref: func(_ OpenTopicIn, ev []committee.Event) ref {
			return ref{"topic", madeID(ev, func(e committee.TopicOpened) committee.TopicID { return e.ID })}
		},
		sight: topicSight,
	}, in)
}

func (in TopicIn) domain(body committee.BodyKey) committee.OpenTopicIn {
	x := committee.OpenTopicIn{Body: body, Title: string(in.Title), About: string(in.About), Wide: in.Wide, Links: in.Links}
	for _, p := range in.Parties {
		x.Parties = append(x.Parties, committee.Party(p))
	}
	return x
}

// partyOfCapacity is the party that the allowed capacity stands for: the seat, or
// the agency of the post.
func (k *call) partyOfCapacity() (committee.Party, error) {
	if k.capa == nil || k.capa.Kind != committee.ByPost {
		return committee.Party{Seat: k.seat()}, nil
	}
	post, err := k.post(committee.PostID(k.capa.ID))
	if err != nil || post == nil {
		return committee.Party{}, err
	}
	return committee.Party{Agency: post.Agency}, nil
}

// topicRoster loads what naming the parties of a working space needs, and asks that
// the actor sees what it is to lead to.
func (k *call) topicRoster(body committee.BodyKey, in TopicIn) (st committee.TopicRoster, err error) {
	if st.Body, err = k.view.body(body); err != nil {
		return st, err
	}
	if st.Seats, err = k.seats(body); err != nil {
		return st, err
	}
	if st.Agencies, err = k.allAgencies(); err != nil {
		return st, err
	}
	for _, p := range in.Parties {
		x, err := some(p.Person, k.tx.Person)
		if err != nil {
			return st, err
		}
		if x != nil {
			st.People = append(st.People, *x)
		}
	}
	for i, l := range in.Links {
		at, _, err := k.a.linked(k.tx, k.view, l)
		if err != nil {
			return st, err
		}
		if at != body {
			return st, &committee.Fault{Kind: committee.NotFound, Code: "topic.link-unknown", Field: "links." + itoa(i+1), Args: []string{l.Ref}}
		}
	}
	return st, nil
}

// topicCommand is the part that every act on one working space shares.
func topicCommand[In any](a *App, id func(In) committee.TopicID, lists func(In) TopicIn, ask func(k *call, t committee.Topic, in In) (question, error),
	decide func(k *call, st committee.TopicNow, in In) ([]committee.Event, error),
) command[In, topicNow] {
	return command[In, topicNow]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) {
			body, ok, err := tx.TopicBody(id(in))
			if err == nil && !ok {
				err = committee.Missing("topic.unknown", string(id(in)))
			}
			return []committee.BodyKey{body}, err
		}},
		load: func(tx *store.Tx, k *call, in In) (st topicNow, err error) {
			t, err := topicFor(tx, k.view, id(in))
			if err != nil {
				return st, err
			}
			st.Topic = &t
			if st.TopicRoster, err = k.topicRoster(t.Body, lists(in)); err != nil {
				return st, err
			}
			st.question, err = ask(k, t, in)
			return st, err
		},
		ask:    func(_ *call, st topicNow, _ In) question { return st.question },
		decide: func(k *call, st topicNow, in In) ([]committee.Event, error) { return decide(k, st.TopicNow, in) },
		ref:    func(in In, _ []committee.Event) ref { return ref{"topic", string(id(in))} },
		sight:  topicSight,
	}
}

// topicNow is a working space with what is asked of the act on it.
type topicNow struct {
	committee.TopicNow
	question question
}

// hostsTopic asks for what keeps a working space in order: it belongs to who opened
// it, and to the body's secretary.
func (k *call) hostsTopic(name string, t committee.Topic) question {
	q := question{act: actName(name), body: t.Body}
	if s := k.standingAs(t.Body, t.Host); s != nil {
		q.relation.Hosts, q.relation.Standing = true, s
		return q
	}
	list, err := k.in(t.Body)
	for i := range list {
		if err == nil && list[i].Role == committee.RoleSecretary {
			q.relation.Hosts, q.relation.Standing = true, &list[i]
			break
		}
	}
	return q
}

// ArrangeTopic sets a working space in order (sửa chuyên đề).
func (a *App) ArrangeTopic(ctx context.Context, by Actor, in ArrangeTopicIn) (Receipt, error) {
	return do(ctx, a, by, topicCommand(a, func(in ArrangeTopicIn) committee.TopicID { return in.Topic }, func(in ArrangeTopicIn) TopicIn { return in.TopicIn },
		func(k *call, t committee.Topic, _ ArrangeTopicIn) (question, error) {
			return k.hostsTopic(committee.ActArrangeTopic, t), nil
		},
		func(k *call, st committee.TopicNow, in ArrangeTopicIn) ([]committee.Event, error) {
			return committee.ArrangeTopic(st, in.Topic, in.domain(st.Topic.Body), k.env)
		}), in)
}

// CloseTopic ends a working space with what came of it (kết thúc chuyên đề).
func (a *App) CloseTopic(ctx context.Context, by Actor, in CloseTopicIn) (Receipt, error) {
	return do(ctx, a, by, topicCommand(a, func(in CloseTopicIn) committee.TopicID { return in.Topic }, func(CloseTopicIn) TopicIn { return TopicIn{} },
		func(k *call, t committee.Topic, _ CloseTopicIn) (question, error) {
			return k.hostsTopic(committee.ActCloseTopic, t), nil
		},
		func(k *call, st committee.TopicNow, in CloseTopicIn) ([]committee.Event, error) {
			return committee.CloseTopic(st, in.Topic, string(in.Result), k.env)
		}), in)
}

// MakeRemark says something in a working space (trao đổi).
func (a *App) MakeRemark(ctx context.Context, by Actor, in RemarkIn) (Receipt, error) {
	var said asker
	return do(ctx, a, by, topicCommand(a, func(in RemarkIn) committee.TopicID { return in.Topic }, func(RemarkIn) TopicIn { return TopicIn{} },
		func(k *call, t committee.Topic, in RemarkIn) (q question, err error) {
			if said, err = k.asksAs(committee.Round{Body: t.Body, Asked: t.Parties}, in.By); err != nil {
				return q, topicFault(err)
			}
			return k.takesPart(committee.ActRemark, t, said), nil
		},
		func(k *call, st committee.TopicNow, in RemarkIn) ([]committee.Event, error) {
			x := committee.RemarkIn{Topic: in.Topic, To: in.To, By: said.Party, Person: k.by.Person, Text: string(in.Text)}
			for _, p := range in.Mentions {
				x.Mentions = append(x.Mentions, committee.Party(p))
			}
			return committee.MakeRemark(st, x, k.env)
		}), in)
}

// takesPart asks for an act of who takes part in a working space. What is said there
// is no act of the body: taking part is enough.
func (k *call) takesPart(name string, t committee.Topic, by asker) question {
	q := question{act: actName(name), body: t.Body, office: true}
	q.relation.Asked, q.relation.Standing = by.standing != nil, by.standing
	return q
}

// WithdrawRemark takes a remark back (rút ý kiến).
func (a *App) WithdrawRemark(ctx context.Context, by Actor, in WithdrawRemarkIn) (Receipt, error) {
	hosts := false
	return do(ctx, a, by, topicCommand(a, func(in WithdrawRemarkIn) committee.TopicID { return in.Topic }, func(WithdrawRemarkIn) TopicIn { return TopicIn{} },
		func(k *call, t committee.Topic, in WithdrawRemarkIn) (question, error) {
			q := k.hostsTopic(committee.ActWithdraw, t)
			hosts = q.relation.Hosts
			r := t.Remark(in.Remark)
			if r == nil || r.Person != k.by.Person {
				return q, nil
			}
			mine := k.askers(committee.Round{Body: t.Body, Asked: []committee.Party{r.By}})
			if len(mine) == 0 { // who no longer takes part still takes back
				mine = []asker{{Party: r.By, standing: &committee.Standing{Capacity: committee.Capacity{Kind: committee.ByNone}, Person: k.by.Person}}}
			}
			return k.takesPart(committee.ActWithdraw, t, mine[0]), nil
		},
		func(k *call, st committee.TopicNow, in WithdrawRemarkIn) ([]committee.Event, error) {
			return committee.WithdrawRemark(st, committee.WithdrawIn{
				Topic: in.Topic, Remark: in.Remark, Person: k.by.Person, Hosts: hosts, Reason: string(in.Reason),
			}, k.env)
		}), in)
}

// topicSight lets those see a working space who take part, and its body where it is
// open to it.
func topicSight(k *call, events []committee.Event) error {
	for _, e := range events {
		var id committee.TopicID
		var parties []committee.PartyEntry
		lines := []store.Audience{}
		switch x := e.(type) {
		case committee.TopicOpened:
			id, parties = x.ID, slices.Concat([]committee.PartyEntry{x.Host}, x.Parties)
			lines = wideLine(x.Wide, x.Body)
		case committee.TopicArranged:
			t, _, err := k.tx.Topic(x.Topic)
			if err != nil {
				return err
			}
			id, parties = x.Topic, slices.Concat([]committee.PartyEntry{committee.PartyEntry(t.Host)}, x.Parties)
			lines = wideLine(x.Wide, x.Body)
		default:
			continue
		}
		for _, p := range parties {
			l := audienceOf(committee.Party(p))
			l.Level = store.InsideTopic
			if !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
		if err := k.tx.ReplaceAudience("topic", string(id), lines); err != nil {
			return err
		}
	}
	return nil
}

func wideLine(wide bool, body committee.BodyKey) []store.Audience {
	if !wide {
		return nil
	}
	return []store.Audience{{Who: store.ToBody, ID: string(body), Level: store.InsideTopic - 1}}
}
