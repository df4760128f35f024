package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// maxChain is how many seats may stand between a seat and the one through which
// it is filled in the end.
const maxChain = 4

// Holders says who sits in each seat of a body on a day, in the order of
// [Tx.Seats]; why nobody does, when a seat is empty.
func (tx *Tx) Holders(body committee.BodyKey, on charter.Date) ([]committee.Holder, error) {
	rows, err := tx.seats(body, on)
	if err != nil {
		return nil, err
	}
	return tx.holders(rows, on)
}

// HoldersOf says who sits in some seats on a day, in whatever body; seats that
// do not exist that day are left out.
func (tx *Tx) HoldersOf(ids []committee.SeatID, on charter.Date) ([]committee.Holder, error) {
	rows, err := tx.seatsByID(ids, on)
	if err != nil {
		return nil, err
	}
	return tx.holders(rows, on)
}

func (tx *Tx) holders(rows []seatRow, on charter.Date) ([]committee.Holder, error) {
	seats := map[committee.SeatID]seatRow{}
	for _, r := range rows {
		seats[r.ID] = r
	}
	missing := func(of []seatRow) (ids []committee.SeatID) {
		for _, r := range of {
			if ref := committee.SeatID(r.Fill.Ref); r.Fill.Kind == committee.FillSeat && ref != "" {
				if _, known := seats[ref]; !known {
					ids = append(ids, ref)
				}
			}
		}
		return ids
	}
	next := rows
	for range maxChain {
		ids := missing(next)
		if len(ids) == 0 {
			break
		}
		var err error
		if next, err = tx.seatsByID(ids, on); err != nil {
			return nil, err
		}
		for _, r := range next {
			seats[r.ID] = r
		}
	}
	posts, err := tx.holdingsAt(seats, on)
	if err != nil {
		return nil, err
	}
	out := make([]committee.Holder, len(rows))
	var people []committee.PersonID
	for i, r := range rows {
		out[i] = resolve(seats, posts, r, maxChain)
		if out[i].Person != "" {
			people = append(people, out[i].Person)
		}
	}
	names, err := tx.Names(people)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Name = names[out[i].Person]
	}
	return out, nil
}

// holdingsAt reads who holds the posts that fill some of the seats.
func (tx *Tx) holdingsAt(seats map[committee.SeatID]seatRow, on charter.Date) (map[committee.PostID]committee.Holding, error) {
	var ids []committee.PostID
	for _, r := range seats {
		if r.Fill.Kind == committee.FillPost && r.Fill.Ref != "" {
			ids = append(ids, committee.PostID(r.Fill.Ref))
		}
	}
	held := map[committee.PostID]committee.Holding{}
	if len(ids) == 0 {
		return held, nil
	}
	var q statement
	q.add("select post, person, from_day, to_day from holding where office = $1 and from_day <= ? and (to_day = 0 or to_day >= ?) and ", on, on)
	in(&q, "post", ids)
	q.add(" order by post, from_day, person")
	all, err := list(tx, scanHolding, q.text.String(), q.args...)
	for _, h := range all {
		held[h.Post] = h // the newest, should two overlap
	}
	return held, err
}

// resolve follows a seat to a person. chain is how many further seats it may pass.
func resolve(seats map[committee.SeatID]seatRow, posts map[committee.PostID]committee.Holding, r seatRow, chain int) committee.Holder {
	h := committee.Holder{Seat: r.ID, Since: r.From}
	switch r.Fill.Kind {
	case committee.FillPerson:
		if h.Person = committee.PersonID(r.Fill.Ref); h.Person == "" {
			h.Why = committee.VacantSeat
		}
	case committee.FillPost:
		held, ok := posts[committee.PostID(r.Fill.Ref)]
		if !ok {
			h.Why = committee.VacantPost
			break
		}
		h.Person, h.Post, h.Since = held.Person, held.Post, max(r.From, held.From)
	case committee.FillDelegate:
		if r.Delegate == "" {
			h.Why = committee.VacantAgent
			break
		}
		h.Person, h.Since = r.Delegate, max(r.From, r.named)
	case committee.FillSeat:
		other, ok := seats[committee.SeatID(r.Fill.Ref)]
		switch {
		case !ok:
			h.Why = committee.VacantOther
		case chain == 0:
			h.Why = committee.VacantCycle
		default:
			through := resolve(seats, posts, other, chain-1)
			h.Person, h.Post, h.Since = through.Person, through.Post, max(r.From, through.Since)
			if h.Why = through.Why; h.Why != "" && h.Why != committee.VacantCycle {
				h.Why = committee.VacantOther
			}
		}
	default:
		h.Why = committee.VacantSeat
	}
	if h.Person == "" {
		h.Since, h.Post = 0, ""
	}
	return h
}
