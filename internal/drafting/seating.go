package drafting

import (
	"nghisu/internal/committee"
)

// Spot is where a place lies in a room: across and down, from 0 to 1.
type Spot struct{ X, Y float64 }

// Spots sets so many places in a shape. The first is at the head, in the middle; the
// next ones follow by turns at its right and its left, as it looks into the room.
func Spots(shape committee.SeatingShape, n int) []Spot {
	if n == 0 {
		return nil
	}
	top := min(n, headPlaces(shape, n))
	out := make([]Spot, 0, n)
	for i := range top {
		out = append(out, Spot{0.5 + turn(i)*0.15, 0.08})
	}
	rest := n - top
	if shape == committee.ShapeRows {
		const wide = 6
		rows := (rest + wide - 1) / wide
		for i := range rest {
			out = append(out, Spot{0.5 - (turn(i%wide)+0.5)*0.15, 0.35 + 0.6*float64(i/wide)/float64(max(rows-1, 1))})
		}
		return out
	}
	side := 0.12
	if shape == committee.ShapeTable {
		side = 0.3
	}
	deep := (rest + 1) / 2
	for i := range rest {
		x := side
		if i%2 == 1 {
			x = 1 - side
		}
		out = append(out, Spot{x, 0.26 + 0.7*float64(i/2)/float64(max(deep-1, 1))})
	}
	return out
}

// headPlaces are how many sit at the head: an odd number, so that one has the middle.
func headPlaces(shape committee.SeatingShape, n int) int {
	switch {
	case shape == committee.ShapeTable || n < 6:
		return 1
	case n < 16:
		return 3
	}
	return 5
}

// turn is how many places the i-th lies from the middle: to its right, which is the
// left of who looks at it, first.
func turn(i int) float64 {
	if i%2 == 1 {
		return -float64(i/2 + 1)
	}
	return float64(i / 2)
}

// Plate is who sits in a place, in the words of documents.
type Plate struct{ Name, Title string }

// Plate names who sits in a place: the holder of a seat and the title in the body, or
// whoever an agency sends, or a guest.
func (o Occasion) Plate(p committee.InviteeEntry) Plate {
	switch {
	case p.Seat != "":
		s, _ := o.seat(p.Seat)
		if s.Holder == "" {
			return Plate{Name: s.Title.VI}
		}
		return Plate{Name: s.Holder, Title: s.Title.VI}
	case p.Agency != "":
		if x := o.answer(committee.Party{Agency: p.Agency}); x != nil && len(x.People) > 0 {
			return Plate{Name: x.People[0].Name, Title: join(x.People[0].Title, o.Units[p.Agency])}
		}
		return Plate{Name: o.unit(p.Agency)}
	}
	return Plate{Name: string(p.Name)}
}
