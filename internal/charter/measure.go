package charter

// Unit is the unit of a [Span].
type Unit uint8

// The units of a span (khoảng thời gian).
const (
	Hours Unit = iota + 1
	Days
	WorkingDays
	Weeks
	Months
	Quarters
	Years
)

// Span is a number of units of time, e.g. 5 working days (5 ngày làm việc).
type Span struct {
	N        int
	Unit     Unit
	Unstated bool
}

// IsZero reports whether the file says nothing.
func (s Span) IsZero() bool { return s == Span{} }

// Count is a number of seats: exactly n, n to m, at least n, or left open.
type Count struct {
	Min, Max int  // Max is -1 for "4+"
	Unstated bool // the text leaves it open
	Set      bool // the file says something
}

// Exact reports whether one number is meant.
func (c Count) Exact() bool { return c.Set && !c.Unstated && c.Min == c.Max }

// Comparator says how a share is reached.
type Comparator uint8

// The comparators: từ … trở lên, trên (quá), toàn thể.
const (
	AtLeast Comparator = iota + 1
	MoreThan
	AllOf
)

// Base is what a fraction is taken of.
type Base string

// The bases of a [Share].
const (
	BaseAllMembers Base = "all-members" // seats filled
	BaseSeats      Base = "seats"       // seats that the charter sets, vacant ones too
	BasePresent    Base = "present"
	BaseVotesCast  Base = "votes-cast" // for + against
	BaseEntitled   Base = "entitled"
	BaseInvited    Base = "invited"
	BaseSlips      Base = "slips"
	BaseNumber     Base = "number" // Share.Of holds it
	BaseUnstated   Base = "unstated"
)

// Share is a threshold (tỷ lệ): "at least 2/3 of all-members". A limit such as
// at-most has no comparator (Cmp zero).
type Share struct {
	Cmp      Comparator
	Num, Den int  // n is Num with Den 0; n% is Num with Den 100
	Base     Base // empty for a plain number without a base
	Of       int  // the number when Base is BaseNumber
	Unstated bool // the text leaves the threshold open
}

// IsZero reports whether the file says nothing.
func (s Share) IsZero() bool { return s == Share{} }

// Threshold is one share, or several of which any or all must be reached.
type Threshold struct {
	Any, All []Share // exactly one is set; a single share stands in All
}

// IsZero reports whether the file says nothing.
func (t Threshold) IsZero() bool { return len(t.Any) == 0 && len(t.All) == 0 }
