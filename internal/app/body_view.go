package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Bodies lists the bodies of the office on a day; every signed-in reader of the
// office may see which bodies there are and who sits in them.
func (a *App) Bodies(ctx context.Context, by Actor, on charter.Date) (out []BodyLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		day := dayOr(on, v.on)
		all, err := tx.Bodies(0)
		if err != nil {
			return err
		}
		for _, b := range all {
			if (b.From != 0 && b.From > day) || (b.To != 0 && b.To < day) {
				continue
			}
			l, _, _, err := a.bodyLine(tx, b, day)
			if err != nil {
				return err
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}

// bodyLine words a body on a day, with its charter and seats.
func (a *App) bodyLine(tx *store.Tx, b committee.Body, on charter.Date) (BodyLine, *charter.Regulation, []committee.Seat, error) {
	l := BodyLine{Key: b.Key, Name: b.Name, From: b.From, To: b.To, Dissolved: b.Dissolved, ReEnacted: b.ReEnacted}
	reg, err := a.regulation(tx, b.Key, on)
	if err != nil {
		return l, nil, nil, err
	}
	seats, err := tx.Seats(b.Key, on)
	if err != nil {
		return l, nil, nil, err
	}
	holders, err := tx.Holders(b.Key, on)
	if err != nil {
		return l, nil, nil, err
	}
	for _, h := range holders {
		i := slices.IndexFunc(seats, func(s committee.Seat) bool { return s.ID == h.Seat })
		if i >= 0 && seats[i].In == "" && h.Person != "" {
			l.Members++
		}
	}
	if g, err := some(b.Host, tx.Agency); err != nil {
		return l, nil, nil, err
	} else if g != nil {
		l.Host = g.Name
	}
	if reg != nil {
		l.Draft, l.Reconstructed = reg.Charter().Draft, reg.Charter().Reconstructed
		if id, _, ok := reg.Identity(on); ok {
			l.Level, l.Short = id.Level, id.Short
			if !id.Name.IsZero() {
				l.Name = id.Name // tên gọi, as the text of the day has it
			}
			if l.Host.IsZero() {
				l.Host = id.Host
			}
		}
		rows, total := a.rosterRows(reg, seats, on)
		l.Breach = total.OK == charter.No
		for _, r := range rows {
			l.Breach = l.Breach || r.OK == charter.No
		}
		for _, x := range alsoOf(reg, on) {
			l.Breach = l.Breach || x.Broken(seats, holders)
		}
	}
	return l, reg, seats, nil
}

// Body is a body on a day: who sits, what the charter asks, what changed when.
func (a *App) Body(ctx context.Context, by Actor, key committee.BodyKey, on charter.Date) (out BodyPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		b, err := needBody(tx, key)
		if err != nil {
			return err
		}
		out.On = dayOr(on, v.on)
		var reg *charter.Regulation
		if out.Line, reg, _, err = a.bodyLine(tx, b, out.On); err != nil {
			return err
		}
		r, err := a.rosterOn(tx, key, out.On)
		if err != nil {
			return err
		}
		out.fill(a, reg, r)
		if reg != nil {
			out.Identity, _, _ = reg.Identity(out.On)
			out.Subs = subBodies(reg, r, out.On)
			for i := range out.Subs {
				part := out.Subs[i].Key
				out.Subs[i].Offers, err = a.offers(v, key, []question{
					{act: "meeting.convene", body: key, in: part}, {act: "task.assign", body: key, in: part},
				})
				if err != nil {
					return err
				}
			}
		}
		if out.Decisions, err = a.decisionLines(tx, key); err != nil {
			return err
		}
		versions, err := a.charterLines(tx, key)
		if err != nil {
			return err
		}
		for _, x := range versions {
			if (charter.Period{From: x.From, To: x.To}).Holds(out.On) {
				out.Version = x
			}
		}
		out.Turns = turns(out.Decisions, versions)
		out.markNew()
		if out.Changed, err = tx.Seq(key); err != nil {
			return err
		}
		k, err := v.callOn(key)
		if err != nil {
			return err
		}
		out.Offers, err = a.offers(v, key, []question{
			k.roundQuestion("round.open", opens, committee.Round{Body: key}),
			{act: "meeting.convene", body: key},
			{act: "meeting.convene-extraordinary", body: key},
			{act: "meeting.convene-expanded", body: key},
			{act: "meeting.convene-session", body: key},
			{act: "meeting.propose", body: key},
			reconstituting(key, reg, "", out.On),
			{act: "seat.appoint", body: key, recorded: true},
			{act: "seat.end", body: key, recorded: true},
			{act: "task.assign", body: key},
			{act: "charter.promulgate", body: key, recorded: true},
			{act: "power.delegate", body: key, relation: committee.Relation{Lender: v.sits(key)}},
			{act: "clause.invoke", body: key, relation: committee.Relation{Seated: v.sits(key)}},
		})
		return err
	})
	return out, err
}

// sits reports whether the reader holds a seat of a body.
func (v *view) sits(body committee.BodyKey) bool {
	k := call{view: v}
	return k.seated(body)
}

// fill fills the seats of the body itself and the roster table.
func (p *BodyPage) fill(a *App, reg *charter.Regulation, r roster) {
	for _, l := range r.lines {
		if l.In == "" {
			p.Seats = append(p.Seats, l)
		}
	}
	p.Roster, p.Total = a.rosterRows(reg, r.seats, p.On)
}

// markNew marks the seats that the last turn before the day opened.
func (p *BodyPage) markNew() {
	var last charter.Date
	for _, t := range p.Turns {
		if t.Kind == "roster" && t.Day <= p.On {
			last = max(last, t.Day)
		}
	}
	mark := func(list []SeatLine) {
		for i := range list {
			list[i].New = last != 0 && list[i].From == last
		}
	}
	mark(p.Seats)
	for i := range p.Subs {
		mark(p.Subs[i].Seats)
	}
}

// roleBook gives what composing a body by rule needs of the charter of a day.
func roleBook(reg *charter.Regulation, on charter.Date) committee.RoleBook {
	book := committee.RoleBook{Carries: map[charter.Role][]charter.Role{}, Heads: map[string]charter.Role{}}
	for _, x := range reg.Roles(on) {
		book.Carries[x.Role] = append(book.Carries[x.Role], x.Is...)
	}
	for _, x := range reg.Rules(on) {
		if t, ok := x.Rule.Spec.(charter.TermSpec); ok {
			for _, role := range t.AnyOf {
				book.Carries[role] = append(book.Carries[role], t.Term)
			}
		}
	}
	for _, l := range reg.Links(on) {
		book.Heads[l.Key] = l.Spec.Head
	}
	return book
}

// sittingIn gives the seats that sit in a sub-body: its own, or those of others
// that its composition takes in.
func sittingIn(l charter.BodyInfo, seats []committee.Seat, book committee.RoleBook) []committee.Seat {
	var own []committee.Seat
	var chosen []committee.SeatID
	for _, s := range seats {
		if s.In == l.Key {
			own, chosen = append(own, s), append(chosen, s.ID)
		}
	}
	if len(l.Spec.ComposedOf) == 0 {
		return own
	}
	return committee.Compose(l.Spec.ComposedOf, seats, chosen, book)
}

// partSeats gives the sub-bodies that a charter names, and the seats that sit in
// one of them.
func partSeats(reg *charter.Regulation, part string, seats []committee.Seat, on charter.Date) (parts []string, members []committee.Seat) {
	if reg == nil {
		return nil, nil
	}
	for _, l := range reg.Links(on) {
		parts = append(parts, l.Key)
		if l.Key == part {
			members = sittingIn(l, seats, roleBook(reg, on))
		}
	}
	return parts, members
}

// subBodies gives the sub-bodies of a charter with their seats; one composed by
// rule shows the seats of others.
func subBodies(reg *charter.Regulation, r roster, on charter.Date) []SubBody {
	book := roleBook(reg, on)
	var out []SubBody
	for _, l := range reg.Links(on) {
		s := SubBody{Key: l.Key, Name: l.Spec.Name, Link: l.Relation, Head: l.Spec.Head, Derived: len(l.Spec.ComposedOf) > 0}
		if l.Cite.Address != "" {
			s.Cite = ClausesOf([]charter.Cite{l.Cite}, "vi")[0]
		}
		for _, seat := range sittingIn(l, r.seats, book) {
			if line, ok := r.line(seat.ID); ok {
				s.Seats = append(s.Seats, line)
			}
		}
		out = append(out, s)
	}
	return out
}

// turns are the days on which the roster or the text changed, oldest first.
func turns(decisions []DecisionLine, versions []CharterLine) []Turn {
	var out []Turn
	for _, d := range decisions {
		if d.Effect == 0 || d.Opened+d.Closed == 0 {
			continue
		}
		label := d.Number
		if label == "" {
			label = d.Title
		}
		out = append(out, Turn{Day: d.Effect, Label: label, Kind: "roster"})
	}
	for _, v := range versions {
		if v.From != 0 {
			out = append(out, Turn{Day: v.From, Label: v.Title.VI, Kind: "charter"})
		}
	}
	slices.SortStableFunc(out, func(x, y Turn) int { return int(x.Day - y.Day) })
	return out
}

// offers asks, for the reader, what a page may offer.
func (a *App) offers(v *view, key committee.BodyKey, questions []question) ([]Offer, error) {
	reg, err := a.regulation(v.tx, key, v.on)
	if err != nil {
		return nil, err
	}
	out := make([]Offer, len(questions))
	for i, q := range questions {
		k := &call{view: v, body: key, reg: reg, env: committee.Env{Today: v.on}}
		ground, fault := a.rule(k, q)
		out[i] = Offer{Act: q.called(), Word: actText(q.called()), Allowed: fault == nil, Ground: ground, Fault: fault}
	}
	return out, nil
}
