package committee

import "nghisu/internal/charter"

// FillKind says how a seat is filled.
type FillKind string

// The ways to fill a seat.
const (
	FillPerson   FillKind = "person"   // a named person
	FillPost     FillKind = "post"     // whoever holds a post
	FillDelegate FillKind = "delegate" // whom an agency names
	FillSeat     FillKind = "seat"     // whoever holds another seat
	FillVacant   FillKind = "vacant"   // nobody yet
)

// Fill is how a seat is filled, and by what.
type Fill struct {
	Kind FillKind
	Ref  string // person, post, agency or seat id, by Kind; empty when vacant
}

// Seat is a place in a body (ghế thành viên).
type Seat struct {
	ID       SeatID
	Body     BodyKey
	In       string // sub-body key of the charter; empty: the body itself
	Role     charter.Role
	Title    charter.Text // as the decision words it; empty: the role's title
	Order    int          // order in the decision, 1 first
	Fill     Fill
	Regime   string // part-time (kiêm nhiệm), full-time (chuyên trách) or empty
	Fields   []string
	Places   []string
	From     charter.Date // first day
	To       charter.Date // last day; zero: still
	Opened   DecisionID
	Closed   DecisionID
	Delegate PersonID // for FillDelegate, whom the agency has named on the day asked
}

// Naming says whom an agency sends to a seat that it fills, for a period.
type Naming struct {
	Seat     SeatID
	Person   PersonID
	From, To charter.Date // zero end: until another is named
}

// Holder is who sits in a seat on a day: a person, or nobody and why.
type Holder struct {
	Seat   SeatID
	Person PersonID // empty: vacant
	Name   string
	Post   PostID // the post through which, when by post
	Since  charter.Date
	Why    Vacancy // why nobody sits; empty when somebody does
}

// Vacancy says why a seat has no holder.
type Vacancy string

// The reasons for an empty seat (khuyết).
const (
	VacantSeat  Vacancy = "vacant"      // the decision left it open
	VacantPost  Vacancy = "post-vacant" // nobody holds the post
	VacantAgent Vacancy = "not-named"   // the agency has named nobody yet
	VacantOther Vacancy = "seat-vacant" // the seat that fills it is empty or has ended
	VacantCycle Vacancy = "cycle"       // the seats fill one another in a circle
)

// SeatOpened begins a seat.
type SeatOpened struct {
	ID       SeatID       `json:"id"`
	Body     BodyKey      `json:"body"`
	In       string       `json:"in,omitempty"`
	Role     charter.Role `json:"role"`
	VI       string       `json:"vi,omitempty"`
	EN       string       `json:"en,omitempty"`
	Order    int          `json:"order"`
	Fill     FillKind     `json:"fill"`
	Ref      string       `json:"ref,omitempty"`
	Regime   string       `json:"regime,omitempty"`
	Fields   []string     `json:"fields,omitempty"`
	Places   []string     `json:"places,omitempty"`
	From     charter.Date `json:"from"`
	Decision DecisionID   `json:"decision"`
}

// SeatEnded ends a seat.
type SeatEnded struct {
	ID       SeatID       `json:"id"`
	Body     BodyKey      `json:"body"`
	To       charter.Date `json:"to"` // last day
	Decision DecisionID   `json:"decision"`
}

// DelegateNamed says whom an agency sends to a seat that it fills.
type DelegateNamed struct {
	Seat   SeatID       `json:"seat"`
	Body   BodyKey      `json:"body"`
	Person PersonID     `json:"person"`
	From   charter.Date `json:"from"`
}

// PortfolioAssigned gives a seat its fields and localities (lĩnh vực, địa bàn).
type PortfolioAssigned struct {
	Seat   SeatID       `json:"seat"`
	Body   BodyKey      `json:"body"`
	Fields []string     `json:"fields,omitempty"`
	Places []string     `json:"places,omitempty"`
	From   charter.Date `json:"from"`
}

// EventName implements [Event].
func (SeatOpened) EventName() string { return "seat.opened/1" }

// EventName implements [Event].
func (SeatEnded) EventName() string { return "seat.ended/1" }

// EventName implements [Event].
func (DelegateNamed) EventName() string { return "delegate.named/1" }

// EventName implements [Event].
func (PortfolioAssigned) EventName() string { return "portfolio.assigned/1" }

var seatEvents = []eventKind{
	kindOf[SeatOpened](),
	kindOf[SeatEnded](),
	kindOf[DelegateNamed](),
	kindOf[PortfolioAssigned](),
}

// Name gives the words for a seat: its title, or its role.
func (s Seat) Name() string {
	if t := s.Title.In("vi"); t != "" {
		return t
	}
	return string(s.Role)
}

// Live reports whether the seat exists on a day.
func (s Seat) Live(on charter.Date) bool {
	return charter.Period{From: s.From, To: s.To}.Holds(on)
}
