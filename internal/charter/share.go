package charter

// needed gives the least whole number that reaches the share of a base: 3/4 of
// 7 is 6, 2/3 of 7 is 5, more than half of 4 is 3. Only integers are used. The
// base is not looked at when the share is a plain number.
func (s Share) needed(base int) int {
	switch {
	case s.Cmp == AllOf:
		return base
	case s.Den == 0 && s.Cmp == MoreThan:
		return s.Num + 1
	case s.Den == 0:
		return s.Num
	case s.Cmp == MoreThan:
		return s.Num*base/s.Den + 1
	}
	return (s.Num*base + s.Den - 1) / s.Den
}

// most gives the greatest whole number that keeps to the share as a limit: a
// third of 16 is 5.
func (s Share) most(base int) int {
	switch {
	case s.Cmp == AllOf:
		return base
	case s.Den == 0:
		return s.Num
	}
	return s.Num * base / s.Den
}

// open reports whether the text leaves the share, or the base that its
// fraction is taken of, open.
func (s Share) open() bool {
	return s.Unstated || s.IsZero() || s.fraction() && (s.Base == "" || s.Base == BaseUnstated)
}

// fraction reports whether the share depends on a base.
func (s Share) fraction() bool { return s.Den != 0 || s.Cmp == AllOf }

// baseKeys names the fact that gives each base.
var baseKeys = map[Base]string{
	BaseAllMembers: "members", BaseSeats: "seats", BasePresent: "present",
	BaseEntitled: "entitled", BaseInvited: "invited", BaseSlips: "slips",
}

// base gives the number that a share is taken of, from the facts; the seats
// that nobody gives are those that the charter sets. When it is not known, the
// fact that would tell it is named.
func (s Share) base(f facts, seats Count) (n int, missing string) {
	switch {
	case !s.fraction():
		return 0, ""
	case s.Base == BaseNumber:
		return s.Of, ""
	case s.Base == BaseVotesCast:
		yes, ok := f.number("for")
		if !ok {
			return 0, "for"
		}
		no, ok := f.number("against")
		if !ok {
			return 0, "against"
		}
		return yes + no, ""
	}
	key := baseKeys[s.Base]
	if n, ok := f.number(key); ok {
		return n, ""
	}
	if s.Base == BaseSeats && seats.Exact() {
		return seats.Min, ""
	}
	return 0, key
}
