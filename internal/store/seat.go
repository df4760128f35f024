package store

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) seatOpened(e committee.SeatOpened) error {
	fields, err := words(e.Fields)
	if err != nil {
		return err
	}
	places, err := words(e.Places)
	if err != nil {
		return err
	}
	err = tx.put(`insert into seat (office, id, body, in_body, role, title_vi, title_en, ord, fill, ref, regime, fields, places, from_day, to_day, opened, closed)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, '')`,
		e.ID, e.Body, e.In, e.Role, e.VI, e.EN, e.Order, e.Fill, e.Ref, e.Regime, fields, places, e.From, e.Decision)
	return err
}

func (tx *Tx) seatEnded(e committee.SeatEnded) error {
	return tx.alter("seat "+string(e.ID), "update seat set to_day = $1, closed = $2 where office = $3 and id = $4",
		e.To, e.Decision, tx.office, e.ID)
}

func (tx *Tx) delegateNamed(e committee.DelegateNamed) error {
	err := tx.put(`insert into seat_delegate (office, seat, from_day, person) values ($1, $2, $3, $4)
		on conflict (office, seat, from_day) do update set person = excluded.person`, e.Seat, e.From, e.Person)
	return err
}

func (tx *Tx) portfolioAssigned(e committee.PortfolioAssigned) error {
	fields, err := words(e.Fields)
	if err != nil {
		return err
	}
	places, err := words(e.Places)
	if err != nil {
		return err
	}
	err = tx.put(`insert into seat_portfolio (office, seat, from_day, fields, places) values ($1, $2, $3, $4, $5)
		on conflict (office, seat, from_day) do update set fields = excluded.fields, places = excluded.places`,
		e.Seat, e.From, fields, places)
	return err
}

// seatColumns reads seats as they are on the day $2: with the delegate named,
// the portfolio given and the seat put in another's place until then.
const seatColumns = `select s.id, s.body, s.in_body, s.role, s.title_vi, s.title_en, s.ord, s.fill,
	coalesce((select r.ref from seat_refill r where r.office = $1 and r.seat = s.id and r.from_day <= $2 order by r.from_day desc limit 1), s.ref),
	s.regime,
	coalesce((select p.fields from seat_portfolio p where p.office = $1 and p.seat = s.id and p.from_day <= $2 order by p.from_day desc limit 1), s.fields),
	coalesce((select p.places from seat_portfolio p where p.office = $1 and p.seat = s.id and p.from_day <= $2 order by p.from_day desc limit 1), s.places),
	s.from_day, s.to_day, s.opened, s.closed,
	coalesce((select d.person from seat_delegate d where d.office = $1 and d.seat = s.id and d.from_day <= $2 order by d.from_day desc limit 1), ''),
	coalesce((select d.from_day from seat_delegate d where d.office = $1 and d.seat = s.id and d.from_day <= $2 order by d.from_day desc limit 1), 0)
	from seat s where s.office = $1`

// seatRow is a seat with the day from which its delegate was named.
type seatRow struct {
	committee.Seat
	named charter.Date
}

func scanSeat(s *seatRow) []any {
	return []any{
		&s.ID, &s.Body, &s.In, &s.Role, &s.Title.VI, &s.Title.EN, &s.Order, &s.Fill.Kind, &s.Fill.Ref, &s.Regime,
		jsonList[string]{&s.Fields},
		jsonList[string]{&s.Places},
		&s.From, &s.To, &s.Opened, &s.Closed, &s.Delegate, &s.named,
	}
}

// plainSeats drops what only the store needs. A delegate counts for seats that
// an agency fills.
func plainSeats(rows []seatRow) []committee.Seat {
	if rows == nil {
		return nil
	}
	seats := make([]committee.Seat, len(rows))
	for i, r := range rows {
		seats[i] = r.Seat
		if r.Fill.Kind != committee.FillDelegate {
			seats[i].Delegate = ""
		}
	}
	return seats
}

const seatLives = " and s.from_day <= $2 and (s.to_day = 0 or s.to_day >= $2)"

// Seats lists the seats of a body on a day, with its sub-bodies', in order.
func (tx *Tx) Seats(body committee.BodyKey, on charter.Date) ([]committee.Seat, error) {
	rows, err := tx.seats(body, on)
	return plainSeats(rows), err
}

func (tx *Tx) seats(body committee.BodyKey, on charter.Date) ([]seatRow, error) {
	return list(tx, scanSeat, seatColumns+seatLives+" and s.body = $3 order by s.ord, s.id", on, body)
}

// SeatsAll lists every seat that a body ever had, as each was last, oldest first.
func (tx *Tx) SeatsAll(body committee.BodyKey) ([]committee.Seat, error) {
	rows, err := list(tx, scanSeat, seatColumns+" and s.body = $3 order by s.from_day, s.ord, s.id", lastDay, body)
	return plainSeats(rows), err
}

// SeatsBy lists the seats that a decision opened and those that it closed.
func (tx *Tx) SeatsBy(decision committee.DecisionID) (opened, closed []committee.Seat, err error) {
	rows, err := list(tx, scanSeat, seatColumns+" and (s.opened = $3 or s.closed = $3) order by s.ord, s.id", lastDay, decision)
	for _, s := range plainSeats(rows) {
		if s.Opened == decision {
			opened = append(opened, s)
		}
		if s.Closed == decision {
			closed = append(closed, s)
		}
	}
	return opened, closed, err
}

// Seat gives one seat as it was last.
func (tx *Tx) Seat(id committee.SeatID) (s committee.Seat, ok bool, err error) {
	row, ok, err := one(tx, scanSeat, seatColumns+" and s.id = $3", lastDay, id)
	if !ok || err != nil {
		return s, ok, err
	}
	return plainSeats([]seatRow{row})[0], true, nil
}

// SeatsNamed gives some seats as each was last, in no order.
func (tx *Tx) SeatsNamed(ids []committee.SeatID) (out []committee.Seat, err error) {
	for part := range slices.Chunk(ids, 500) {
		q := statement{args: []any{lastDay}}
		q.add(seatColumns + " and ")
		in(&q, "s.id", part)
		rows, err := list(tx, scanSeat, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, plainSeats(rows)...)
	}
	return out, nil
}

// Namings lists whom agencies sent to the seats of a body, oldest first.
func (tx *Tx) Namings(body committee.BodyKey) ([]committee.Naming, error) {
	all, err := list(tx, func(n *committee.Naming) []any { return []any{&n.Seat, &n.Person, &n.From} },
		`select d.seat, d.person, d.from_day from seat_delegate d join seat s on s.office = d.office and s.id = d.seat
		where d.office = $1 and s.body = $2 order by d.seat, d.from_day`, body)
	for i := range all {
		if i+1 < len(all) && all[i+1].Seat == all[i].Seat {
			all[i].To = all[i+1].From - 1
		}
	}
	return all, err
}

// SeatsOf lists the seats in which a person sits on a day, in every body: named,
// through a post, sent by an agency, or through another seat.
func (tx *Tx) SeatsOf(person committee.PersonID, on charter.Date) ([]committee.Seat, error) {
	q := statement{args: []any{on}}
	q.add(seatColumns + seatLives)
	q.add(` and (s.fill = 'person' and s.ref = ?
		or s.fill = 'post' and s.ref in (select h.post from holding h where h.office = s.office and h.person = ?
			and h.from_day <= ? and (h.to_day = 0 or h.to_day >= ?))
		or s.fill = 'delegate' and s.id in (select n.seat from seat_delegate n where n.office = s.office and n.person = ?))
		order by s.body, s.ord, s.id`, person, person, on, on, person)
	rows, err := list(tx, scanSeat, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	held := map[committee.SeatID]bool{}
	var out []seatRow
	keep := func(rows []seatRow) (fresh []committee.SeatID) {
		for _, r := range rows {
			if held[r.ID] || r.Fill.Kind == committee.FillDelegate && r.Delegate != person ||
				r.Fill.Kind == committee.FillSeat && !held[committee.SeatID(r.Fill.Ref)] {
				continue
			}
			held[r.ID] = true
			out = append(out, r)
			fresh = append(fresh, r.ID)
		}
		return fresh
	}
	fresh := keep(rows)
	for range maxChain {
		if len(fresh) == 0 {
			break
		}
		var q statement
		q.add("select s.id from seat s where s.office = $1 and s.fill = 'seat' and (")
		in(&q, "s.ref", fresh)
		q.add(" or s.id in (select r.seat from seat_refill r where r.office = $1 and ")
		in(&q, "r.ref", fresh)
		q.add("))")
		ids, err := list(tx, func(id *committee.SeatID) []any { return []any{id} }, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		if rows, err = tx.seatsByID(ids, on); err != nil {
			return nil, err
		}
		fresh = keep(rows)
	}
	return plainSeats(out), nil
}

// seatsByID reads seats that exist on a day.
func (tx *Tx) seatsByID(ids []committee.SeatID, on charter.Date) ([]seatRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	q := statement{args: []any{on}}
	q.add(seatColumns + seatLives + " and ")
	in(&q, "s.id", ids)
	q.add(" order by s.body, s.ord, s.id")
	return list(tx, scanSeat, q.text.String(), q.args...)
}
