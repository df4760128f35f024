package body

import (
	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// slipsGiven are the slips that a party has given.
func slipsGiven(r app.RoundPage, by committee.Party) (out []committee.Slip) {
	for _, s := range r.Round.Slips {
		if s.By == by {
			out = append(out, s)
		}
	}
	return out
}
