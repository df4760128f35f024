package body

import (
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/charter"
)

// way is the way to an act, as a page offers it.
type way struct {
	act              charter.Act
	word, icon, href string
	main             bool
}

// foreign are the ways that are offered and are not the reader's.
func foreign(offers []app.Offer, ways []way) []way {
	return slices.DeleteFunc(ways, func(x way) bool {
		o := offer(offers, x.act)
		return o == nil || o.Allowed
	})
}
