package app

import (
	"cmp"
	"slices"

	"nghisu/internal/store"
)

// Trail is the history of a thing as its page shows it, oldest first (việc đã ghi):
// its newest acts, for a round that ten thousand answer has a history that nobody
// reads on a page. The register has them all.
type Trail struct {
	Acts    []ActRecord
	Earlier bool // there are older ones
}

// trailLength is how many acts a page shows.
const trailLength = 100

// trail reads the newest acts that one of some filters lets through. No act may pass
// two of them.
func (a *App) trail(tx *store.Tx, filters ...store.ActFilter) (out Trail, err error) {
	var acts []store.ActRow
	for _, f := range filters {
		f.Limit = trailLength
		page, next, err := tx.Acts(f)
		if err != nil {
			return out, err
		}
		acts, out.Earlier = append(acts, page...), out.Earlier || next != ""
	}
	slices.SortFunc(acts, func(x, y store.ActRow) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.ID, y.ID)) })
	if more := len(acts) - trailLength; more > 0 {
		acts, out.Earlier = acts[more:], true
	}
	out.Acts, err = a.records(tx, acts)
	return out, err
}
