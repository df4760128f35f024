package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// roster is a body's seats on a day with everything that names them.
type roster struct {
	seats   []committee.Seat
	holders map[committee.SeatID]committee.Holder
	lines   []SeatLine
}

// line finds a seat's line.
func (r roster) line(id committee.SeatID) (SeatLine, bool) {
	i := slices.IndexFunc(r.lines, func(l SeatLine) bool { return l.Seat == id })
	if i < 0 {
		return SeatLine{}, false
	}
	return r.lines[i], true
}

// rosterOn loads who sits in a body on a day.
func (a *App) rosterOn(tx *store.Tx, body committee.BodyKey, on charter.Date) (roster, error) {
	seats, err := tx.Seats(body, on)
	if err != nil {
		return roster{}, err
	}
	list, err := tx.Holders(body, on)
	if err != nil {
		return roster{}, err
	}
	r := roster{seats: seats, holders: map[committee.SeatID]committee.Holder{}}
	for _, h := range list {
		r.holders[h.Seat] = h
	}
	r.lines, err = a.seatLines(tx, seats, r.holders, on)
	return r, err
}

// seatLines words seats for a reader.
func (a *App) seatLines(tx *store.Tx, seats []committee.Seat, holders map[committee.SeatID]committee.Holder, on charter.Date) ([]SeatLine, error) {
	var reg *charter.Regulation
	names := map[committee.DecisionID]string{}
	out := make([]SeatLine, 0, len(seats))
	for _, s := range seats {
		if reg == nil {
			var err error
			if reg, err = a.regulation(tx, s.Body, on); err != nil {
				return nil, err
			}
		}
		h := holders[s.ID]
		l := SeatLine{
			Seat: s.ID, In: s.In, Role: s.Role, Title: s.Title, Order: s.Order, Fill: s.Fill.Kind, Ref: s.Fill.Ref,
			Person: h.Person, Holder: h.Name, Regime: s.Regime, Fields: s.Fields, Places: s.Places, From: s.From, To: s.To,
		}
		if l.Title.IsZero() {
			l.Title = charter.Text{VI: string(s.Role), EN: string(s.Role)}
			if reg != nil {
				l.Title = reg.RoleTitle(s.Role, on)
			}
		}
		var err error
		if l.Through, err = through(tx, s); err != nil {
			return nil, err
		}
		if _, ok := names[s.Opened]; !ok {
			names[s.Opened] = ""
			d, err := some(s.Opened, tx.Decision)
			if err != nil {
				return nil, err
			}
			if d != nil {
				names[s.Opened] = d.Number
				if d.Number == "" {
					names[s.Opened] = d.Title
				}
			}
		}
		l.Decision = names[s.Opened]
		out = append(out, l)
	}
	return out, nil
}

// through names the post, agency or seat by which a seat is filled.
func through(tx *store.Tx, s committee.Seat) (charter.Text, error) {
	switch s.Fill.Kind {
	case committee.FillPost:
		p, err := some(committee.PostID(s.Fill.Ref), tx.Post)
		if err != nil || p == nil {
			return charter.Text{}, err
		}
		return p.Title, nil
	case committee.FillDelegate:
		g, err := some(committee.AgencyID(s.Fill.Ref), tx.Agency)
		if err != nil || g == nil {
			return charter.Text{}, err
		}
		return g.Name, nil
	case committee.FillSeat:
		o, err := some(committee.SeatID(s.Fill.Ref), tx.Seat)
		if err != nil || o == nil {
			return charter.Text{}, err
		}
		return o.Title, nil
	default:
		return charter.Text{}, nil
	}
}

// RosterOn says who sat in a body on a day.
func (a *App) RosterOn(ctx context.Context, by Actor, key committee.BodyKey, on charter.Date) (out []SeatLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		r, err := a.rosterOn(tx, key, dayOr(on, v.on))
		out = r.lines
		return err
	})
	return out, err
}

// needBody reads a body or says that there is none.
func needBody(tx *store.Tx, key committee.BodyKey) (committee.Body, error) {
	b, ok, err := tx.Body(key)
	if err == nil && !ok {
		err = committee.Missing("body.unknown", string(key))
	}
	return b, err
}

func dayOr(on, today charter.Date) charter.Date {
	if on == 0 {
		return today
	}
	return on
}

// rosterRows holds the seats of the body itself against its charter, role by
// role, and in all.
func (a *App) rosterRows(reg *charter.Regulation, seats []committee.Seat, on charter.Date) (rows []RosterRow, total RosterRow) {
	count := map[charter.Role]int{}
	for _, s := range seats {
		if s.In == "" {
			count[s.Role]++
			total.Have++
		}
	}
	if reg == nil {
		return nil, total
	}
	for _, r := range reg.Roles(on) {
		n := count[r.Role]
		if r.Outside || len(r.In) > 0 || (!r.Declared && n == 0) || !r.Declared && !r.Count.Set && n == 0 {
			continue
		}
		row := RosterRow{Role: r.Role, Title: r.Title, Have: n, Need: r.Count.String(), OK: counted(r.Count, n)}
		if r.Cite.Address != "" {
			c := ClausesOf([]charter.Cite{r.Cite}, "vi")[0]
			row.Cite = &c
		}
		if r.Role == "all-members" {
			continue
		}
		rows = append(rows, row)
	}
	if id, cite, ok := reg.Identity(on); ok {
		total.Need, total.OK = id.Members.String(), counted(id.Members, total.Have)
		if cite.Address != "" {
			c := ClausesOf([]charter.Cite{cite}, "vi")[0]
			total.Cite = &c
		}
	}
	return rows, total
}

// counted holds a number against a count; open when the count is.
func counted(c charter.Count, n int) charter.Tri {
	switch {
	case !c.Set || c.Unstated:
		return charter.Absent
	case n >= c.Min && (c.Max < 0 || n <= c.Max):
		return charter.Yes
	default:
		return charter.No
	}
}
