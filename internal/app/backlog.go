package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// anyItem stands for a matter of no class: a power to propose that is limited to
// some classes says nothing of it.
const anyItem = "agenda-item"

// backlogQuestion asks for an act on what waits for an agenda of a body. Where the
// charter has no word for it, members and who leads an agency propose; the standing
// agency, the secretary and who may convene take up and keep.
func (k *call) backlogQuestion(act charter.Act, body committee.BodyKey, in, kind string) question {
	q := question{act: act, body: body, in: in, object: kind}
	if kind == "" {
		q.object = anyItem
	}
	list, err := k.in(body)
	if err != nil {
		return q
	}
	for i := range list {
		s := &list[i]
		if elsewhereOf(k.reg, s.In, in, k.on) {
			continue
		}
		// The ground is that of the standing that goes on record, the first that carries
		// the act.
		proposes := act == committee.ActPropose || act == committee.ActOpenTopic
		switch {
		case proposes && s.Kind == committee.BySeat:
			q.relation.Seated = true
		case proposes && s.Kind == committee.ByPost && s.Role != committee.RoleOutsider:
			q.relation.Leader = true
		case proposes:
			continue
		case s.Role == committee.RoleSecretary:
			q.relation.AssistsChair = true
		case s.Role == committee.RoleStanding:
			q.relation.Bureau = true
		case k.convenes(s, q):
			q.relation.Convener = true
		default:
			continue
		}
		q.relation.Standing = s
		return q
	}
	return q
}

// elsewhereOf is [elsewhere] where a charter may be missing.
func elsewhereOf(reg *charter.Regulation, seat, asked string, on charter.Date) bool {
	return reg != nil && elsewhere(reg, seat, asked, on)
}

// convenes reports whether the charter lets a standing convene a regular meeting.
func (k *call) convenes(s *committee.Standing, q question) bool {
	return k.reg != nil && k.reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: conveneActs[committee.Regular], On: k.on, Facts: question{in: q.in}.factsFor(k, nil)}).Allowed
}

// backlogOf loads what the acts on a body's backlog need.
func (a *App) backlogOf(tx *store.Tx, k *call, body committee.BodyKey) (st committee.ProposeItemState, err error) {
	if st.Body, err = some(body, tx.Body); err != nil {
		return st, err
	}
	if k.reg != nil {
		for _, l := range k.reg.Links(k.on) {
			st.Parts = append(st.Parts, l.Key)
		}
	}
	st.Open, err = tx.Matters(body)
	return st, err
}

// ProposeItem proposes a matter for an agenda, from a seat or for an agency (đề xuất
// nội dung).
func (a *App) ProposeItem(ctx context.Context, by Actor, in ProposeItemIn) (Receipt, error) {
	return do(ctx, a, by, command[ProposeItemIn, committee.ProposeItemState]{
		bodies: ofBody(func(in ProposeItemIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in ProposeItemIn) (committee.ProposeItemState, error) {
			return a.backlogOf(tx, k, in.Body)
		},
		ask: func(k *call, _ committee.ProposeItemState, in ProposeItemIn) question {
			return k.backlogQuestion(committee.ActPropose, in.Body, in.In, in.Kind)
		},
		decide: func(k *call, st committee.ProposeItemState, in ProposeItemIn) ([]committee.Event, error) {
			x := committee.ProposeItemIn{Body: in.Body, In: in.In, Title: string(in.Title), Kind: in.Kind, Note: string(in.Note), Person: k.by.Person}
			x.By.Seat = k.seat()
			if k.capa != nil && k.capa.Kind == committee.ByPost {
				post, err := some(committee.PostID(k.capa.ID), k.tx.Post)
				if err != nil {
					return nil, err
				}
				if post != nil {
					x.By.Agency = post.Agency
				}
			}
			return committee.ProposeItem(st, x, k.env)
		},
		ref: func(_ ProposeItemIn, ev []committee.Event) ref {
			return ref{"matter", madeID(ev, func(e committee.MatterProposed) committee.MatterID { return e.ID })}
		},
	}, in)
}

// JudgeItem takes a proposed matter up into the backlog, or refuses it with the
// reason (tiếp nhận nội dung đề xuất).
func (a *App) JudgeItem(ctx context.Context, by Actor, in JudgeItemIn) (Receipt, error) {
	return do(ctx, a, by, command[JudgeItemIn, committee.MatterNow]{
		bodies: locks[JudgeItemIn]{find: func(tx *store.Tx, in JudgeItemIn) ([]committee.BodyKey, error) {
			x, err := some(in.Matter, tx.Matter)
			if err == nil && x == nil {
				err = committee.Missing("matter.unknown", string(in.Matter))
			}
			if err != nil {
				return nil, err
			}
			return []committee.BodyKey{x.Body}, nil
		}},
		load: func(tx *store.Tx, _ *call, in JudgeItemIn) (st committee.MatterNow, err error) {
			st.Matter, err = some(in.Matter, tx.Matter)
			return st, err
		},
		ask: func(k *call, st committee.MatterNow, _ JudgeItemIn) question {
			return k.backlogQuestion(committee.ActAccept, st.Matter.Body, st.Matter.In, st.Matter.Kind)
		},
		decide: func(k *call, st committee.MatterNow, in JudgeItemIn) ([]committee.Event, error) {
			return committee.JudgeItem(st, committee.JudgeItemIn{Matter: in.Matter, Accept: in.Accept, Reason: string(in.Reason), Person: k.by.Person}, k.env)
		},
		ref: func(in JudgeItemIn, _ []committee.Event) ref { return ref{"matter", string(in.Matter)} },
	}, in)
}

// KeepMatter keeps a matter for a later agenda (đưa vào danh sách chờ).
func (a *App) KeepMatter(ctx context.Context, by Actor, in KeepMatterIn) (Receipt, error) {
	return do(ctx, a, by, command[KeepMatterIn, committee.KeepMatterState]{
		bodies: ofBody(func(in KeepMatterIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in KeepMatterIn) (st committee.KeepMatterState, err error) {
			if st.ProposeItemState, err = a.backlogOf(tx, k, in.Body); err != nil {
				return st, err
			}
			st.Seats, err = tx.Seats(in.Body, k.on)
			return st, err
		},
		ask: func(k *call, _ committee.KeepMatterState, in KeepMatterIn) question {
			return k.backlogQuestion(committee.ActKeep, in.Body, in.In, in.Kind)
		},
		decide: func(k *call, st committee.KeepMatterState, in KeepMatterIn) ([]committee.Event, error) {
			return committee.KeepMatter(st, committee.KeepMatterIn{
				Body: in.Body, In: in.In, Title: string(in.Title), Kind: in.Kind, Note: string(in.Note), Lead: in.Lead, Person: k.by.Person,
			}, k.env)
		},
		ref: func(_ KeepMatterIn, ev []committee.Event) ref {
			return ref{"matter", madeID(ev, func(e committee.MatterKept) committee.MatterID { return e.ID })}
		},
	}, in)
}

// Backlog lists what waits for an agenda of a body: all of it for those who read the
// body's register, else what the reader, or who the reader acts for, proposed.
func (a *App) Backlog(ctx context.Context, by Actor, body committee.BodyKey) (out Backlog, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, body); err != nil {
			return err
		}
		all, err := v.maySeeRegister(body)
		if err != nil {
			return err
		}
		matters, err := tx.Matters(body)
		if err != nil {
			return err
		}
		if !all {
			matters = slices.DeleteFunc(matters, func(x committee.Matter) bool { return !v.proposed(x) })
		}
		slices.SortStableFunc(matters, func(x, y committee.Matter) int {
			if x.State != y.State {
				return slices.Index(matterOrder, x.State) - slices.Index(matterOrder, y.State)
			}
			if x.State == committee.MatterWaiting || x.State == committee.MatterOffered {
				return x.At.Compare(y.At)
			}
			return y.At.Compare(x.At)
		})
		if out.Items, err = a.matterLines(tx, v, matters); err != nil {
			return err
		}
		k, err := v.callOn(body)
		if err != nil {
			return err
		}
		offers, err := a.offers(v, body, []question{
			k.backlogQuestion(committee.ActPropose, body, "", ""), k.backlogQuestion(committee.ActAccept, body, "", ""), k.backlogQuestion(committee.ActKeep, body, "", ""),
		})
		if err == nil {
			out.Propose, out.Accept, out.Keep = &offers[0], &offers[1], &offers[2]
		}
		return err
	})
	return out, err
}

// matterOrder is the order of states in which a backlog is read.
var matterOrder = []committee.MatterState{committee.MatterOffered, committee.MatterWaiting, committee.MatterPlaced, committee.MatterRefused}

// proposed reports whether the reader, or who the reader acts for, proposed a matter.
func (v *view) proposed(x committee.Matter) bool {
	return x.By != (committee.Party{}) && (x.Person == v.by.Person || v.standingAs(x.Body, x.By) != nil)
}

func (a *App) matterLines(tx *store.Tx, v *view, list []committee.Matter) ([]MatterLine, error) {
	out := make([]MatterLine, len(list))
	for i, x := range list {
		l := MatterLine{Matter: x, Mine: v.proposed(x)}
		day := a.dayOf(tx, x.At)
		var err error
		if l.Proposer, err = a.proposerName(tx, x.By, day); err != nil {
			return nil, err
		}
		if l.LeadName, err = a.seatName(tx, x.Lead, v.on); err != nil {
			return nil, err
		}
		out[i] = l
	}
	return out, nil
}

// proposerName names who proposed a matter; empty where nobody did.
func (a *App) proposerName(tx *store.Tx, p committee.Party, on charter.Date) (string, error) {
	if p == (committee.Party{}) {
		return "", nil
	}
	name, err := a.partyName(tx, p, on)
	return name.VI, err
}

// toldFor is how long who proposed a matter is told what became of it.
const toldFor = 14 * 24 * time.Hour

// deskMatters adds the proposed matters that the reader takes up or refuses, and what
// became of the reader's own.
func (a *App) deskMatters(tx *store.Tx, v *view, out *Desk) error {
	bodies, err := tx.Bodies(v.on)
	if err != nil {
		return err
	}
	for _, b := range bodies {
		matters, err := tx.Matters(b.Key)
		if err != nil {
			return err
		}
		for _, x := range matters {
			item := DeskItem{Kind: "matter", What: x.Title, Body: b.Key, BodyName: b.Name, Ref: string(x.ID), Act: committee.ActAccept}
			if item.Who, err = a.proposerName(tx, x.By, v.on); err != nil {
				return err
			}
			told := !x.JudgedAt.IsZero() && a.now().Sub(x.JudgedAt) < toldFor && v.proposed(x)
			switch {
			case told && x.State == committee.MatterRefused:
				item.Kind, item.Who = "matter-refused", x.Reason
				out.Waiting = append(out.Waiting, item)
			case told:
				item.Kind, item.Who = "matter-taken", ""
				out.Waiting = append(out.Waiting, item)
			case x.State == committee.MatterOffered:
				k, err := v.callOn(b.Key)
				if err != nil {
					return err
				}
				offers, err := a.offers(v, b.Key, []question{k.backlogQuestion(committee.ActAccept, b.Key, x.In, x.Kind)})
				if err != nil {
					return err
				}
				if offers[0].Allowed {
					out.Await = append(out.Await, item)
				}
			}
		}
	}
	return nil
}
