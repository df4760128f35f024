package app

import (
	"context"
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// rosterState loads what a change of a roster needs: the seats that live on its
// first day, the life of everything that the new lines name, what hangs.
func (a *App) rosterState(tx *store.Tx, k *call, body committee.BodyKey, lines []SeatIn, paper *DecisionIn, effect charter.Date) (st committee.RosterState, err error) {
	if st.Body, err = some(body, tx.Body); err != nil || st.Body == nil {
		return st, err
	}
	if st.Seats, err = seatsBeyond(tx, body, effect-1); err != nil {
		return st, err
	}
	reg, err := a.regulation(tx, body, effect)
	if err != nil {
		return st, err
	}
	if reg != nil {
		for _, l := range reg.Links(effect) {
			st.Parts = append(st.Parts, l.Key)
		}
		st.Regimes = map[charter.Role]string{}
		for _, r := range reg.Roles(effect) {
			st.Roles = append(st.Roles, r.Role)
			if r.Regime == "part-time" || r.Regime == "full-time" {
				st.Regimes[r.Role] = r.Regime
			}
		}
		st.Also = alsoOf(reg, effect)
	}
	if st.Fillings, err = fillings(tx, lines, st.Seats); err != nil {
		return st, err
	}
	if st.Holdings, err = tx.HoldingsOn(effect); err != nil {
		return st, err
	}
	if st.Namings, err = tx.Namings(body); err != nil {
		return st, err
	}
	if st.Open, err = k.hangings(st.Seats, effect); err != nil {
		return st, err
	}
	if st.Changed, err = changed(tx, body, "roster", string(body)); err != nil {
		return st, err
	}
	st.Paper, err = paperState(tx, paper, body)
	return st, err
}

// fillings looks up the life of everything that fills a line. A line that names
// another of the same roster ("#2") or a seat that lives is looked up too.
func fillings(tx *store.Tx, lines []SeatIn, seats []committee.Seat) (map[committee.Fill]charter.Period, error) {
	out := map[committee.Fill]charter.Period{}
	for _, l := range lines {
		if p, err := some(l.Delegate, tx.Person); err != nil {
			return nil, err
		} else if p != nil {
			out[committee.Fill{Kind: committee.FillPerson, Ref: string(p.ID)}] = charter.Period{}
		}
		f := committee.Fill{Kind: l.Fill, Ref: l.Ref}
		switch l.Fill {
		case committee.FillPerson:
			if _, ok, err := tx.Person(committee.PersonID(l.Ref)); err != nil {
				return nil, err
			} else if ok {
				out[f] = charter.Period{}
			}
		case committee.FillPost:
			if p, ok, err := tx.Post(committee.PostID(l.Ref)); err != nil {
				return nil, err
			} else if ok {
				out[f] = charter.Period{From: p.From, To: p.To}
			}
		case committee.FillDelegate:
			if g, ok, err := tx.Agency(committee.AgencyID(l.Ref)); err != nil {
				return nil, err
			} else if ok {
				out[f] = charter.Period{From: g.From, To: g.To}
			}
		case committee.FillSeat:
			if strings.HasPrefix(l.Ref, "#") {
				continue
			}
			for _, s := range seats {
				if string(s.ID) == l.Ref {
					out[f] = charter.Period{From: s.From, To: s.To}
				}
			}
		case committee.FillVacant:
		}
	}
	return out, nil
}

// seatIn turns a line of an input into the domain's.
func seatIn(l SeatIn) committee.SeatIn {
	return committee.SeatIn{
		In: l.In, Role: l.Role, Title: charter.Text{VI: l.VI, EN: l.EN}, Fill: committee.Fill{Kind: l.Fill, Ref: l.Ref},
		Regime: l.Regime, Fields: l.Fields, Places: l.Places, Delegate: l.Delegate,
	}
}

// Reconstitute replaces a body's roster by one decision (kiện toàn): the old
// seats end on the day before its effect and the new ones begin at it.
func (a *App) Reconstitute(ctx context.Context, by Actor, in ReconstituteIn) (Receipt, error) {
	return do(ctx, a, by, command[ReconstituteIn, committee.RosterState]{
		bodies: ofBody(func(in ReconstituteIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in ReconstituteIn) (committee.RosterState, error) {
			st, err := a.rosterState(tx, k, in.Body, in.Seats, &in.Decision, in.Decision.Effect)
			if err != nil || st.Body == nil {
				return st, err
			}
			st.Verdict, err = a.newRoster(tx, in)
			return st, err
		},
		ask: func(k *call, _ committee.RosterState, in ReconstituteIn) question {
			return reconstituting(in.Body, k.reg, partsOf(in)[0], k.on)
		},
		also: func(k *call, _ committee.RosterState, in ReconstituteIn) *committee.Fault {
			for _, part := range partsOf(in)[1:] {
				if _, f := a.ruleAs(k, reconstituting(in.Body, k.reg, part, k.on), k.capa); f != nil {
					return f
				}
			}
			return nil
		},
		decide: func(k *call, st committee.RosterState, in ReconstituteIn) ([]committee.Event, error) {
			x := committee.ReconstituteIn{
				Body: in.Body, Effect: in.Decision.Effect, Seen: in.Seen, Parts: in.Parts,
				Paper: paperIn(&in.Decision, in.Body, committee.DecideReconstitute),
			}
			for _, l := range in.Seats {
				x.Seats = append(x.Seats, seatIn(l))
			}
			return committee.Reconstitute(st, x, k.env)
		},
		ref: func(in ReconstituteIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}

// reconstituting asks for the power to replace the roster of one part of a body,
// "" being the body itself: a charter may give each to another. The object is
// the link's key, or the key under which the charter states the body.
func reconstituting(body committee.BodyKey, reg *charter.Regulation, part string, on charter.Date) question {
	q := question{act: "body.reconstitute", body: body, object: part, recorded: true}
	if part == "" && reg != nil {
		if id, _, ok := reg.Identity(on); ok {
			q.object = id.Body
		}
	}
	return q
}

// partsOf gives the parts whose rosters a kiện toàn replaces; at least one.
func partsOf(in ReconstituteIn) []string {
	parts := slices.Clone(in.Parts)
	if len(parts) == 0 {
		for _, l := range in.Seats {
			parts = append(parts, l.In)
		}
	}
	slices.Sort(parts)
	if parts = slices.Compact(parts); len(parts) == 0 {
		return []string{""}
	}
	return parts
}

// AppointSeat opens one seat beside those there are (cử thành viên).
func (a *App) AppointSeat(ctx context.Context, by Actor, in AppointIn) (Receipt, error) {
	return do(ctx, a, by, command[AppointIn, committee.RosterState]{
		bodies: ofBody(func(in AppointIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in AppointIn) (committee.RosterState, error) {
			st, err := a.rosterState(tx, k, in.Body, []SeatIn{in.Seat}, &in.Decision, in.Decision.Effect)
			if err != nil || st.Body == nil {
				return st, err
			}
			st.Verdict, err = a.changedRoster(tx, in.Body, in.Seat.In, st.Seats, in.Decision.Effect, func(now []committee.Seat) []committee.Seat {
				return append(now, committee.Seat{In: in.Seat.In, Role: in.Seat.Role})
			})
			return st, err
		},
		ask: func(_ *call, _ committee.RosterState, in AppointIn) question {
			return question{act: "seat.appoint", body: in.Body, in: in.Seat.In, object: string(in.Seat.Role), recorded: true}
		},
		decide: func(k *call, st committee.RosterState, in AppointIn) ([]committee.Event, error) {
			return committee.AppointSeat(st, committee.AppointSeatIn{
				Body: in.Body, Seat: seatIn(in.Seat), From: in.Decision.Effect, Paper: paperIn(&in.Decision, in.Body, committee.DecideAppoint),
			}, k.env)
		},
		ref: func(in AppointIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}

// EndSeat ends one seat (thôi tham gia).
func (a *App) EndSeat(ctx context.Context, by Actor, in EndSeatIn) (Receipt, error) {
	return do(ctx, a, by, command[EndSeatIn, committee.EndSeatState]{
		bodies: ofBody(func(in EndSeatIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in EndSeatIn) (st committee.EndSeatState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if st.Seat, err = some(in.Seat, tx.Seat); err != nil || st.Seat == nil {
				return st, err
			}
			if st.Heir, err = some(in.Heir, tx.Seat); err != nil {
				return st, err
			}
			if st.Open, err = k.hangings([]committee.Seat{*st.Seat}, in.To+1); err != nil {
				return st, err
			}
			all, err := seatsBeyond(tx, in.Body, in.To)
			if err != nil {
				return st, err
			}
			for _, s := range all {
				if s.Fill == (committee.Fill{Kind: committee.FillSeat, Ref: string(in.Seat)}) {
					st.Dependents = append(st.Dependents, s)
				}
			}
			st.Verdict, err = a.changedRoster(tx, in.Body, st.Seat.In, all, in.To+1, func(now []committee.Seat) []committee.Seat {
				return slices.DeleteFunc(now, func(s committee.Seat) bool { return s.ID == in.Seat })
			})
			if err != nil {
				return st, err
			}
			st.Paper, err = paperState(tx, &in.Decision, in.Body)
			return st, err
		},
		ask: func(_ *call, st committee.EndSeatState, in EndSeatIn) question {
			q := question{act: "seat.end", body: in.Body, recorded: true}
			if st.Seat != nil {
				q.in, q.object = st.Seat.In, string(st.Seat.Role)
			}
			return q
		},
		decide: func(k *call, st committee.EndSeatState, in EndSeatIn) ([]committee.Event, error) {
			return committee.EndSeat(st, committee.EndSeatIn{
				Body: in.Body, Seat: in.Seat, To: in.To, Heir: in.Heir, Paper: paperIn(&in.Decision, in.Body, committee.DecideEnd),
			}, k.env)
		},
		ref: func(in EndSeatIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}

// NameDelegate says whom an agency sends to its seat (cử đại diện).
func (a *App) NameDelegate(ctx context.Context, by Actor, in DelegateIn) (Receipt, error) {
	return do(ctx, a, by, command[DelegateIn, committee.NameDelegateState]{
		bodies: ofBody(func(in DelegateIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in DelegateIn) (st committee.NameDelegateState, err error) {
			if st.Seat, err = some(in.Seat, tx.Seat); err != nil || st.Seat == nil {
				return st, orMissing(err, committee.Missing("seat.unknown", string(in.Seat)))
			}
			if st.Person, err = some(in.Person, tx.Person); err != nil {
				return st, err
			}
			tree, err := tx.AgencyTree(in.From)
			if err != nil {
				return st, err
			}
			if st.Seat.Fill.Kind == committee.FillDelegate { // who took over from an agency sends its delegate
				heir, err := k.heir(committee.AgencyID(st.Seat.Fill.Ref))
				if err != nil {
					return st, err
				}
				st.Seat.Fill.Ref = string(heir)
			}
			st.Agencies = beneath(tree, committee.AgencyID(st.Seat.Fill.Ref))
			for _, g := range st.Agencies {
				posts, err := tx.Posts(g.ID)
				if err != nil {
					return st, err
				}
				st.Posts = append(st.Posts, posts...)
			}
			if st.Holdings, err = tx.HoldingsOf(in.Person); err != nil {
				return st, err
			}
			all, err := tx.Namings(in.Body)
			for _, n := range all {
				if n.Seat == in.Seat {
					st.Namings = append(st.Namings, n)
				}
			}
			return st, err
		},
		ask: func(k *call, st committee.NameDelegateState, in DelegateIn) question {
			q := question{act: "delegate.name", body: in.Body}
			if st.Seat != nil {
				q.relation.Leader = k.leadsAgency(committee.AgencyID(st.Seat.Fill.Ref))
			}
			return q
		},
		decide: func(k *call, st committee.NameDelegateState, in DelegateIn) ([]committee.Event, error) {
			return committee.NameDelegate(st, committee.NameDelegateIn{Body: in.Body, Seat: in.Seat, Person: in.Person, From: in.From}, k.env)
		},
		ref: func(in DelegateIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}

// leadsAgency reports whether the actor holds a leading post of an agency.
func (k *call) leadsAgency(id committee.AgencyID) bool {
	posts, err := k.tx.PostsOf(k.by.Person, k.on)
	for _, p := range posts {
		if err == nil && p.Leads && p.Agency == id {
			return true
		}
	}
	return false
}

// AssignPortfolio gives a seat its fields and localities (phân công lĩnh vực,
// địa bàn).
func (a *App) AssignPortfolio(ctx context.Context, by Actor, in PortfolioIn) (Receipt, error) {
	return do(ctx, a, by, command[PortfolioIn, committee.AssignPortfolioState]{
		bodies: ofBody(func(in PortfolioIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, _ *call, in PortfolioIn) (st committee.AssignPortfolioState, err error) {
			st.Seat, err = some(in.Seat, tx.Seat)
			return st, err
		},
		ask: func(_ *call, _ committee.AssignPortfolioState, in PortfolioIn) question {
			return question{act: "portfolio.assign", body: in.Body, object: "portfolio"}
		},
		decide: func(k *call, st committee.AssignPortfolioState, in PortfolioIn) ([]committee.Event, error) {
			return committee.AssignPortfolio(st, committee.AssignPortfolioIn{
				Body: in.Body, Seat: in.Seat, Fields: in.Fields, Places: in.Places, From: in.From,
			}, k.env)
		},
		ref: func(in PortfolioIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}
