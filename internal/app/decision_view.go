package app

import (
	"context"
	"errors"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Decisions lists the decisions of a body, oldest first.
func (a *App) Decisions(ctx context.Context, by Actor, key committee.BodyKey) (out []DecisionLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, _ *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		out, err = a.decisionLines(tx, key)
		return err
	})
	return out, err
}

func (a *App) decisionLines(tx *store.Tx, key committee.BodyKey) ([]DecisionLine, error) {
	all, err := tx.Decisions(key)
	if err != nil {
		return nil, err
	}
	seats, err := tx.SeatsAll(key)
	if err != nil {
		return nil, err
	}
	opened, closed := map[committee.DecisionID]int{}, map[committee.DecisionID]int{}
	for _, s := range seats {
		opened[s.Opened]++
		if s.Closed != "" {
			closed[s.Closed]++
		}
	}
	out := make([]DecisionLine, len(all))
	for i, d := range all {
		out[i] = decisionLine(d)
		out[i].Opened, out[i].Closed = opened[d.ID], closed[d.ID]
	}
	return out, nil
}

func decisionLine(d committee.Decision) DecisionLine {
	return DecisionLine{
		ID: d.ID, Body: d.Body, Kind: d.Kind, Number: d.Number, Title: d.Title, Date: d.Date, Effect: d.Effect,
		SignedBy: d.SignedBy, Corrects: d.Corrects,
	}
}

// Decision is one decision with what it opened, closed and changed.
func (a *App) Decision(ctx context.Context, by Actor, id committee.DecisionID) (out DecisionPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		d, ok, err := tx.Decision(id)
		if err == nil && !ok {
			err = committee.Missing("decision.unknown", string(id))
		}
		if err != nil {
			return err
		}
		out.Line = decisionLine(d)
		opened, closed, err := tx.SeatsBy(id)
		if err != nil {
			return err
		}
		day := d.Effect
		var before, after []committee.Seated
		if out.Closed, before, err = a.seated(tx, d.Body, closed, day-1); err != nil {
			return err
		}
		if out.Opened, after, err = a.seated(tx, d.Body, opened, day); err != nil {
			return err
		}
		out.Line.Opened, out.Line.Closed = len(opened), len(closed)
		out.Diff = committee.DiffRosters(before, after)
		seen, err := v.maySeeRegister(d.Body)
		if err != nil || !seen {
			return err
		}
		acts, _, err := tx.Acts(store.ActFilter{Body: d.Body, Office: d.Body == "", RefKind: "roster", Ref: string(d.Body), Limit: 200})
		if err != nil {
			return err
		}
		out.Act, err = a.actOfDecision(tx, acts, id)
		return err
	})
	return out, err
}

// actOfDecision finds the act whose events recorded a decision.
func (a *App) actOfDecision(tx *store.Tx, acts []store.ActRow, id committee.DecisionID) (*ActRecord, error) {
	for _, x := range acts {
		act, err := opened(tx, x)
		if err != nil {
			return nil, err
		}
		for _, e := range act.Events {
			if e.Type != "decision.recorded" {
				continue
			}
			ev, err := committee.DecodeEvent("decision.recorded/1", e.Data)
			if err != nil {
				return nil, err
			}
			if d, ok := ev.(committee.DecisionRecorded); ok && d.ID == id {
				r, err := a.records(tx, []store.ActRow{x})
				if err != nil {
					return nil, err
				}
				return &r[0], nil
			}
		}
	}
	return nil, nil
}

// seated words some seats with who sat in them on a day.
func (a *App) seated(tx *store.Tx, body committee.BodyKey, seats []committee.Seat, on charter.Date) ([]SeatLine, []committee.Seated, error) {
	list, err := tx.Holders(body, on)
	if err != nil {
		return nil, nil, err
	}
	holders := map[committee.SeatID]committee.Holder{}
	for _, h := range list {
		holders[h.Seat] = h
	}
	lines, err := a.seatLines(tx, seats, holders, on)
	pairs := make([]committee.Seated, len(seats))
	for i, s := range seats {
		pairs[i] = committee.Seated{Seat: s, Holder: holders[s.ID]}
		if pairs[i].Seat.Title.IsZero() && i < len(lines) {
			pairs[i].Seat.Title = lines[i].Title
		}
	}
	return lines, pairs, err
}

// PreviewReconstitute shows a kiện toàn before it is done: who enters, leaves,
// changes role; the composition held against the charter; the ground, or the
// refusal.
func (a *App) PreviewReconstitute(ctx context.Context, by Actor, in ReconstituteIn) (out Preview, err error) {
	by.Dry = true
	receipt, err := a.Reconstitute(ctx, by, in)
	if f, ok := errors.AsType[*committee.Fault](err); ok {
		out.Fault, err = f, nil
	}
	if err != nil {
		return out, err
	}
	out.Ground = receipt.Ground
	err = a.read(ctx, by, func(tx *store.Tx, _ *view) error {
		if _, err := needBody(tx, in.Body); err != nil {
			return err
		}
		effect := in.Decision.Effect
		old, err := a.rosterOn(tx, in.Body, effect-1)
		if err != nil {
			return err
		}
		out.Old = old.lines
		var before []committee.Seated
		for i, s := range old.seats {
			s.Title = old.lines[i].Title
			before = append(before, committee.Seated{Seat: s, Holder: old.holders[s.ID]})
		}
		fresh := newSeats(in)
		holdings, err := tx.HoldingsOn(effect)
		if err != nil {
			return err
		}
		namings := namingsOf(in, fresh, old)
		list, ferr := committee.HoldersOn(fresh, holdings, namings, effect)
		if f, ok := errors.AsType[*committee.Fault](ferr); ok && out.Fault == nil {
			out.Fault = f
		}
		var ids []committee.PersonID
		for _, h := range list {
			ids = append(ids, h.Person)
		}
		names, err := tx.Names(ids)
		if err != nil {
			return err
		}
		holders := map[committee.SeatID]committee.Holder{}
		for _, h := range list {
			h.Name = names[h.Person]
			holders[h.Seat] = h
		}
		if out.New, err = a.seatLines(tx, fresh, holders, effect); err != nil {
			return err
		}
		var after []committee.Seated
		for i, s := range fresh {
			s.Title = out.New[i].Title
			after = append(after, committee.Seated{Seat: s, Holder: holders[s.ID]})
		}
		out.Diff = committee.DiffRosters(before, after)
		reg, err := a.regulation(tx, in.Body, effect)
		if err != nil {
			return err
		}
		out.Rows, _ = a.rosterRows(reg, fresh, effect)
		if v, err := a.newRoster(tx, in); err != nil {
			return err
		} else if v != nil {
			out.Verdict = *v
		}
		return nil
	})
	return out, err
}

// newSeats are the seats as a kiện toàn would open them, under passing ids.
func newSeats(in ReconstituteIn) []committee.Seat {
	out := make([]committee.Seat, len(in.Seats))
	for i, l := range in.Seats {
		fill := committee.Fill{Kind: l.Fill, Ref: l.Ref}
		out[i] = committee.Seat{
			ID: committee.SeatID("#" + itoa(i+1)), Body: in.Body, In: l.In, Role: l.Role, Title: charter.Text{VI: l.VI, EN: l.EN},
			Order: i + 1, Fill: fill, Regime: l.Regime, Fields: l.Fields, Places: l.Places, From: in.Decision.Effect,
		}
	}
	return out
}

// namingsOf carries an agency's delegate over to its new seat, unless the
// decision names another.
func namingsOf(in ReconstituteIn, fresh []committee.Seat, old roster) []committee.Naming {
	var out []committee.Naming
	for i, s := range fresh {
		if s.Fill.Kind != committee.FillDelegate {
			continue
		}
		person := in.Seats[i].Delegate
		for _, o := range old.seats {
			if person == "" && o.Fill == s.Fill && o.Role == s.Role && o.In == s.In {
				person = old.holders[o.ID].Person
			}
		}
		if person != "" {
			out = append(out, committee.Naming{Seat: s.ID, Person: person, From: s.From})
		}
	}
	return out
}
