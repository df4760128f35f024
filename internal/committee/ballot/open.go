package ballot

import (
	"slices"
	"strings"
)

// Sealed is a ballot as it is kept until the close: one row a seat, overwritten
// when the voter changes it.
type Sealed struct {
	Seat string
	Data []byte
}

// Result is what a question's ballots say: the multiset that goes on record.
type Result struct {
	Cast    []Ballot // in the order of their words, which is no order of voters
	Void    []string // seats whose row could not be opened, sorted
	Warning Warning
}

// Warning tells how the result itself gives votes away.
type Warning string

// The warnings.
const (
	NoWarning Warning = ""
	Few       Warning = "few"   // fewer than five voted
	Alike     Warning = "alike" // all voted the same
)

// few is the number of ballots below which a result tells much of each.
const few = 5

// Open opens all ballots of a question with both tellers' keys. A row that cannot
// be opened is void and spoils no other. When no row at all can be opened the
// keys are not those of the question: [ErrHalf].
func Open(q Question, rows []Sealed, first, second Half) (Result, error) {
	var out Result
	for _, s := range rows {
		b, err := open(q, s, first, second)
		if err != nil {
			out.Void = append(out.Void, s.Seat)
			continue
		}
		out.Cast = append(out.Cast, b)
	}
	if len(rows) > 0 && len(out.Cast) == 0 {
		return Result{}, ErrHalf
	}
	slices.Sort(out.Void)
	slices.SortFunc(out.Cast, func(a, b Ballot) int {
		if c := strings.Compare(a.Check, b.Check); c != 0 {
			return c
		}
		return a.Choice - b.Choice
	})
	out.Warning = warning(out.Cast)
	return out, nil
}

func warning(cast []Ballot) Warning {
	if len(cast) == 0 {
		return NoWarning
	}
	if !slices.ContainsFunc(cast, func(b Ballot) bool { return b.Choice != cast[0].Choice }) {
		return Alike
	}
	if len(cast) < few {
		return Few
	}
	return NoWarning
}

// Count gives how many ballots each answer has.
func (r Result) Count(q Question) []int {
	out := make([]int, q.Choices)
	for _, b := range r.Cast {
		out[b.Choice]++
	}
	return out
}
