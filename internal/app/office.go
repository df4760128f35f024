package app

import (
	"context"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// office asks the inherent rule for an act of the office itself: no charter
// speaks of it, its keeper may.
func office(act charter.Act) question { return question{act: act, office: true} }

// FoundOffice begins an office in a store that does not keep it yet, with its
// first keeper of the books, who is the actor of the act.
func (a *App) FoundOffice(ctx context.Context, by Actor, in OfficeIn) (Receipt, error) {
	return do(ctx, a, by, command[OfficeIn, committee.FoundOfficeState]{
		load: func(tx *store.Tx, _ *call, in OfficeIn) (st committee.FoundOfficeState, err error) {
			// An office whose zone nobody knows could not tell what day it is.
			if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "Local" {
				return st, committee.Wrong("zone", "office.zone-form", in.Zone)
			}
			_, st.Exists, err = tx.OfficeInfo()
			return st, err
		},
		ask: func(_ *call, _ committee.FoundOfficeState, _ OfficeIn) question {
			q := office("office.found")
			q.relation.Founding = true
			return q
		},
		decide: func(k *call, st committee.FoundOfficeState, in OfficeIn) ([]committee.Event, error) {
			return committee.FoundOffice(st, committee.FoundOfficeIn{
				Office: k.by.Office, Name: charter.Text{VI: in.VI, EN: in.EN}, Zone: in.Zone, Keeper: string(in.Keeper), From: in.From,
			}, k.env)
		},
		ref: func(_ OfficeIn, ev []committee.Event) ref {
			return ref{"person", madeID(ev, func(e committee.PersonRecorded) committee.PersonID { return e.ID })}
		},
	}, in)
}

// RecordAgency adds an agency to the tree.
func (a *App) RecordAgency(ctx context.Context, by Actor, in AgencyIn) (Receipt, error) {
	return do(ctx, a, by, command[AgencyIn, committee.RecordAgencyState]{
		load: func(tx *store.Tx, _ *call, in AgencyIn) (st committee.RecordAgencyState, err error) {
			if st.Parent, err = some(in.Parent, tx.Agency); err != nil {
				return st, err
			}
			all, err := tx.Agencies()
			if err != nil {
				return st, err
			}
			byID := map[committee.AgencyID]committee.Agency{}
			for _, x := range all {
				byID[x.ID] = x
				if (in.Code != "" && x.Code == in.Code) || (x.Name.VI == in.VI && x.Parent == in.Parent) {
					st.Same = append(st.Same, x)
				}
			}
			for id := in.Parent; id != ""; id = byID[id].Parent {
				if id != in.Parent {
					st.Above = append(st.Above, byID[id])
				}
				if len(st.Above) > len(all) {
					break
				}
			}
			return st, nil
		},
		ask: func(*call, committee.RecordAgencyState, AgencyIn) question { return office("agency.record") },
		decide: func(k *call, st committee.RecordAgencyState, in AgencyIn) ([]committee.Event, error) {
			return committee.RecordAgency(st, committee.RecordAgencyIn{
				Parent: in.Parent, Kind: in.Kind, Code: in.Code, Name: charter.Text{VI: in.VI, EN: in.EN}, Short: in.Short, From: in.From,
			}, k.env)
		},
		ref: func(_ AgencyIn, ev []committee.Event) ref {
			return ref{"agency", madeID(ev, func(e committee.AgencyRecorded) committee.AgencyID { return e.ID })}
		},
	}, in)
}

// EndAgency ends an agency on its last day; what it held passes to its
// successor.
func (a *App) EndAgency(ctx context.Context, by Actor, in EndAgencyIn) (Receipt, error) {
	return do(ctx, a, by, command[EndAgencyIn, committee.EndAgencyState]{
		load: func(tx *store.Tx, _ *call, in EndAgencyIn) (st committee.EndAgencyState, err error) {
			if st.Agency, err = some(in.ID, tx.Agency); err != nil {
				return st, err
			}
			if st.Successor, err = some(in.Successor, tx.Agency); err != nil {
				return st, err
			}
			all, err := tx.Agencies()
			if err != nil {
				return st, err
			}
			next := map[committee.AgencyID]committee.Agency{}
			for _, x := range all {
				next[x.ID] = x
				if x.Parent == in.ID && (x.To == 0 || x.To > in.To) {
					st.Children = append(st.Children, x)
				}
			}
			if st.Successor != nil {
				for id := st.Successor.Successor; id != "" && len(st.After) <= len(all); id = next[id].Successor {
					st.After = append(st.After, next[id])
				}
			}
			posts, err := tx.Posts(in.ID)
			if err != nil {
				return st, err
			}
			for _, p := range posts {
				if p.To != 0 && p.To <= in.To {
					continue
				}
				st.Posts = append(st.Posts, p)
				h, err := tx.Holdings(p.ID)
				if err != nil {
					return st, err
				}
				for _, x := range h {
					if x.To == 0 || x.To > in.To {
						st.Holdings = append(st.Holdings, x)
					}
				}
			}
			bodies, err := tx.Bodies(in.To + 1)
			if err != nil {
				return st, err
			}
			for _, b := range bodies {
				if b.Host == in.ID || b.Standing == in.ID || b.Superior == in.ID {
					st.Bodies = append(st.Bodies, b)
				}
			}
			st.Open, _, err = tx.Tasks(store.TaskFilter{Lead: in.ID, States: []committee.TaskState{committee.TaskOpen, committee.TaskSubmitted}, Limit: 500})
			return st, err
		},
		ask: func(*call, committee.EndAgencyState, EndAgencyIn) question { return office("agency.end") },
		decide: func(k *call, st committee.EndAgencyState, in EndAgencyIn) ([]committee.Event, error) {
			return committee.EndAgency(st, committee.EndAgencyIn{ID: in.ID, To: in.To, Successor: in.Successor}, k.env)
		},
		ref: func(in EndAgencyIn, _ []committee.Event) ref { return ref{"agency", string(in.ID)} },
	}, in)
}

// RecordPost adds a post to an agency.
func (a *App) RecordPost(ctx context.Context, by Actor, in PostIn) (Receipt, error) {
	return do(ctx, a, by, command[PostIn, committee.RecordPostState]{
		load: func(tx *store.Tx, _ *call, in PostIn) (st committee.RecordPostState, err error) {
			if st.Agency, err = some(in.Agency, tx.Agency); err != nil {
				return st, err
			}
			posts, err := tx.Posts(in.Agency)
			for _, p := range posts {
				if p.Leads && p.Agency == in.Agency {
					st.Leaders = append(st.Leaders, p)
				}
			}
			return st, err
		},
		ask: func(*call, committee.RecordPostState, PostIn) question { return office("post.record") },
		decide: func(k *call, st committee.RecordPostState, in PostIn) ([]committee.Event, error) {
			return committee.RecordPost(st, committee.RecordPostIn{
				Agency: in.Agency, Kind: in.Kind, Title: charter.Text{VI: in.VI, EN: in.EN}, Leads: in.Leads, From: in.From,
			}, k.env)
		},
		ref: func(_ PostIn, ev []committee.Event) ref {
			return ref{"post", madeID(ev, func(e committee.PostRecorded) committee.PostID { return e.ID })}
		},
	}, in)
}

// RecordPerson adds a person.
func (a *App) RecordPerson(ctx context.Context, by Actor, in PersonIn) (Receipt, error) {
	return do(ctx, a, by, command[PersonIn, committee.RecordPersonState]{
		load: func(*store.Tx, *call, PersonIn) (committee.RecordPersonState, error) {
			return committee.RecordPersonState{}, nil
		},
		ask: func(*call, committee.RecordPersonState, PersonIn) question { return office("person.record") },
		decide: func(k *call, st committee.RecordPersonState, in PersonIn) ([]committee.Event, error) {
			return committee.RecordPerson(st, committee.RecordPersonIn{Name: string(in.Name)}, k.env)
		},
		ref: func(_ PersonIn, ev []committee.Event) ref {
			return ref{"person", madeID(ev, func(e committee.PersonRecorded) committee.PersonID { return e.ID })}
		},
	}, in)
}

// TakePost puts a person in a post; the holder until then leaves it the day
// before.
func (a *App) TakePost(ctx context.Context, by Actor, in TakePostIn) (Receipt, error) {
	return do(ctx, a, by, command[TakePostIn, committee.TakePostState]{
		bodies: locks[TakePostIn]{find: takingOver},
		load: func(tx *store.Tx, k *call, in TakePostIn) (st committee.TakePostState, err error) {
			if st.Post, err = some(in.Post, tx.Post); err != nil {
				return st, err
			}
			if st.Person, err = some(in.Person, tx.Person); err != nil {
				return st, err
			}
			if st.Holdings, err = tx.Holdings(in.Post); err != nil {
				return st, err
			}
			if err := k.answering(&st, in); err != nil {
				return st, err
			}
			st.Paper, err = paperState(tx, in.Decision, "")
			return st, err
		},
		ask: func(*call, committee.TakePostState, TakePostIn) question { return office("posting.make") },
		decide: func(k *call, st committee.TakePostState, in TakePostIn) ([]committee.Event, error) {
			return committee.TakePost(st, committee.TakePostIn{
				Post: in.Post, Person: in.Person, From: in.From, To: in.To, Paper: paperIn(in.Decision, "", committee.DecidePosting),
			}, k.env)
		},
		ref: func(in TakePostIn, _ []committee.Event) ref { return ref{"post", string(in.Post)} },
	}, in)
}

// NameAssistant lets a person act for a leader, or ends it.
func (a *App) NameAssistant(ctx context.Context, by Actor, in AssistantIn) (Receipt, error) {
	return do(ctx, a, by, command[AssistantIn, committee.NameAssistantState]{
		load: func(tx *store.Tx, k *call, in AssistantIn) (st committee.NameAssistantState, err error) {
			if st.Assistant, err = some(in.Assistant, tx.Person); err != nil {
				return st, err
			}
			switch in.Kind {
			case committee.BySeat:
				st.Seat, err = some(committee.SeatID(in.ID), tx.Seat)
			case committee.ByPost:
				st.Post, err = some(committee.PostID(in.ID), tx.Post)
			}
			if err != nil {
				return st, err
			}
			all, err := tx.Assistances(in.Assistant, in.Day)
			for _, x := range all {
				if x.Capacity == (committee.Capacity{Kind: in.Kind, ID: in.ID}) {
					st.Now = append(st.Now, x)
				}
			}
			return st, err
		},
		ask: func(k *call, st committee.NameAssistantState, _ AssistantIn) question {
			q := office("assistant.name")
			q.relation.Leader = k.leads(st)
			return q
		},
		decide: func(k *call, st committee.NameAssistantState, in AssistantIn) ([]committee.Event, error) {
			x := committee.NameAssistantIn{Assistant: in.Assistant, Capacity: committee.Capacity{Kind: in.Kind, ID: in.ID}, Day: in.Day}
			if in.Release {
				return committee.ReleaseAssistant(st, x, k.env)
			}
			return committee.NameAssistant(st, x, k.env)
		},
		ref: func(in AssistantIn, _ []committee.Event) ref { return ref{"person", string(in.Assistant)} },
	}, in)
}

// leads reports whether the actor is the leader whose assistant is named.
func (k *call) leads(st committee.NameAssistantState) bool {
	if st.Post != nil {
		posts, err := k.tx.PostsOf(k.by.Person, k.on)
		for _, p := range posts {
			if err == nil && p.ID == st.Post.ID {
				return true
			}
		}
	}
	if st.Seat != nil {
		seats, err := k.tx.SeatsOf(k.by.Person, k.on)
		for _, s := range seats {
			if err == nil && s.ID == st.Seat.ID {
				return true
			}
		}
	}
	return false
}

// NameKeeper makes a person keeper of the office's books, or ends it.
func (a *App) NameKeeper(ctx context.Context, by Actor, in KeeperIn) (Receipt, error) {
	return do(ctx, a, by, command[KeeperIn, committee.NameKeeperState]{
		load: func(tx *store.Tx, _ *call, in KeeperIn) (st committee.NameKeeperState, err error) {
			if st.Person, err = some(in.Person, tx.Person); err != nil {
				return st, err
			}
			st.Keepers, err = tx.KeepersAll()
			return st, err
		},
		ask: func(*call, committee.NameKeeperState, KeeperIn) question { return office("keeper.name") },
		decide: func(k *call, st committee.NameKeeperState, in KeeperIn) ([]committee.Event, error) {
			x := committee.NameKeeperIn{Person: in.Person, Day: in.Day}
			if in.Release {
				return committee.ReleaseKeeper(st, x, k.env)
			}
			return committee.NameKeeper(st, x, k.env)
		},
		ref: func(in KeeperIn, _ []committee.Event) ref { return ref{"person", string(in.Person)} },
	}, in)
}
