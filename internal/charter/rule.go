package charter

// Kind is one of the eighteen kinds of rule, plus forbid, the negative form of
// power. The word is the first key of the rule in the file.
type Kind string

// The kinds of rule, in the order of the format's description.
const (
	KindBody       Kind = "body"
	KindRole       Kind = "role"
	KindSeat       Kind = "seat"
	KindPower      Kind = "power"
	KindForbid     Kind = "forbid"
	KindDelegation Kind = "delegation"
	KindSeries     Kind = "series"
	KindNotice     Kind = "notice"
	KindQuorum     Kind = "quorum"
	KindDecision   Kind = "decision"
	KindAttendance Kind = "attendance"
	KindRound      Kind = "round"
	KindDuty       Kind = "duty"
	KindSignature  Kind = "signature"
	KindResource   Kind = "resource"
	KindLink       Kind = "link"
	KindLifecycle  Kind = "lifecycle"
	KindStep       Kind = "step"
	KindTerm       Kind = "term"
)

// Force says what the program does with a rule.
type Force uint8

// The forces. Enforced is the default.
const (
	Enforced Force = iota // the program refuses
	Reminder              // the program warns
	Record                // the program keeps the text and who invoked it
)

// Rule is one machine-checked rule of a clause.
type Rule struct {
	ID       string
	Spec     Spec     // what the rule says; its dynamic type is its kind
	Valid    Validity // days on which it holds; else those of its clause
	In       []string // sub-body keys; empty: the body itself
	Force    Force
	Unless   []string // circumstances in which it does not hold
	Rows     []string // requirement rows that it serves
	Inferred bool     // basis: inferred
	Note     Text
	Line     int // line of the file, 0 when not from a file
	Col      int
}

// Validity is valid: {from, to} of a rule; partial dates are allowed.
type Validity struct {
	From, To Approx
}

// Spec is what a rule says; one type for each kind.
type Spec interface {
	Kind() Kind
}

// Role is the key of a role: one of the contract's or one that a file declares.
type Role string

// Act is the key of an act, e.g. meeting.convene.
type Act string

// AnyAct stands for every act in a forbid rule.
const AnyAct Act = "any"

// Holders names who holds a power: any one of them alone.
type Holders struct {
	Unstated bool // the text leaves it open
	Any      []Holder
}

// IsZero reports whether the file says nothing.
func (h Holders) IsZero() bool { return !h.Unstated && len(h.Any) == 0 }

// Holder is a role, or so many members or such a share of them acting together.
type Holder struct {
	Role    Role
	Members int   // {members: 3}
	Share   Share // {share: at least 1/5 of all-members}
	From    Role  // of this role; empty: of all members
}

// Condition is one fact that a rule asks for: any one of the values will do.
type Condition struct {
	Key    string
	Values []string // words, "true"/"false", integers in decimal
}

// Occupant says who can hold a seat.
type Occupant struct {
	Person     Text
	Posts      []string
	Agency     Text
	DelegateOf Text
	Rank       Text
}

// BodySpec is the identity of the body (kiểu 1).
type BodySpec struct {
	Body                                                       string
	Name, Short, Host, Superior, FoundedBy, Replaces, Quarters Text
	Level, Nature                                              string
	Members                                                    Count
}

// RoleSpec declares a role (kiểu 2).
type RoleSpec struct {
	Role    Role
	Title   Text
	Rank    int
	Count   Count
	Holder  Occupant
	Vote    string // full, none, unstated or empty
	Regime  string // part-time, full-time, unstated or empty
	CapBy   string // trait of cap: {by, at-most}
	CapAt   Share  // limit of the cap; Cmp is zero
	Is      []Role
	Outside Text // "true", or a named post outside the body
	Task    Text
}

// SeatSpec is what holds for the seats of a role (kiểu 3).
type SeatSpec struct {
	Roles                            []Role
	Who                              Occupant
	Count                            Count
	NamedIn, Field, Place, Allowance Text
	Term                             Span
	Regime                           string
	LapseAfter                       int
	LapseOf                          Text
	AlsoRole                         Role   // also: {role, in}: one person, two seats
	AlsoIn                           string // sub-body key
	FilledBy                         []Param
}

// Param is a parameter that the program keeps and shows but does not reckon
// with, by its path in the file.
type Param struct {
	Key   string
	Value string
}

// PowerSpec says who may do an act (kiểu 4).
type PowerSpec struct {
	Acts              []Act
	By                Holders
	Together          Tri
	OnProposalOf      Holders
	OnAuthorisationOf Holders
	Objects           []string
	When              []Condition
}

// ForbidSpec is a prohibition; it beats every power (kiểu 4).
type ForbidSpec struct {
	Acts    []Act // or AnyAct
	For     Holders
	Objects []string
	When    []Condition
}

// DelegationSpec is a power that may be lent (kiểu 5, ủy quyền).
type DelegationSpec struct {
	Acts       []Act
	From, To   Holders
	Trigger    []string // written, assigned, absent, standing
	Scope      Text
	Redelegate Tri
}

// SeriesSpec is a cadence of meetings (kiểu 6, họp định kỳ).
type SeriesSpec struct {
	Series    string
	Every     Span
	Months    []int
	BeforeDay int
	AtLeast   Tri
	Form      string
	Inputs    []Param
	With      []string
	Place     Text
}

// NoticeSpec is the notice before a sitting (kiểu 7).
type NoticeSpec struct {
	What   []string // invitation, agenda, papers
	Lead   Span
	Series []string
	Form   Text
	Fields []string
	Signer Text
	To     []string
}

// Required is a role that must be there for a quorum, and how many of it.
type Required struct {
	Role Role
	Min  int // at least 1
}

// QuorumSpec is a quorum (kiểu 8).
type QuorumSpec struct {
	Purposes []string // meet, vote
	Amount   Share
	Series   []string
	Required []Required
	Online   Tri // counts: who is counted
	Substitute,
	Written,
	Abstention Tri
	Otherwise Text
}

// Mode says how a class of matters is decided.
type Mode string

// The modes of decision.
const (
	ModeHead      Mode = "head"      // that person decides, votes are advice
	ModeChair     Mode = "chair"     // the sitting's chair concludes
	ModeVote      Mode = "vote"      // the count decides
	ModeConsensus Mode = "consensus" // nobody objects
	ModeAdvise    Mode = "advise"    // decides nothing
	ModeUnstated  Mode = "unstated"
)

// DecisionSpec is how a class of matters is decided (kiểu 9).
type DecisionSpec struct {
	Matters      []string // matter class, or any
	Mode         Mode
	By           Holders
	Pass         Threshold
	Ballot       string
	Tie          string // chair-side, casting-vote, fails, unstated
	Otherwise    Text   // rule id, role or unstated
	DiscussedFor Span
	Within       Span
	Written      string // counts, reference, unstated
}

// AttendanceSpec is attendance (kiểu 10).
type AttendanceSpec struct {
	Roles              []Role
	Must               Tri
	AbsenceUnstated    bool
	ReportTo, LeaveOf  Text
	SubstituteUnstated bool
	Allowed            Tri // substitute: {allowed, required, rank, counts, votes}
	RequiredSub        Tri
	Rank               Text
	Counts, Votes      Tri
	Written            Text
}

// RoundSpec is an opinion round without a room (kiểu 11, lấy ý kiến).
type RoundSpec struct {
	Matters    []string
	OpenBy     Holders
	Of         Holders
	When       []Condition
	Deadline   Span
	Silence    string
	Weight     string
	Capacity   string
	ConcludeBy Holders
}

// DueKind is the form of a [Due].
type DueKind uint8

// The forms of a due date.
const (
	DueOngoing DueKind = iota + 1
	DueOnDemand
	DueUnstated
	DueEvery  // every, with day, before-day or month-day
	DueMonths // months, before-day
	DueAfter  // within, after
	DueBefore // lead, before
	DueAt     // at
	DueDate   // date, or about with part
)

// DueRule is when an obligation falls due.
type DueRule struct {
	Kind      DueKind
	Span      Span // every, within or lead
	Day       int
	BeforeDay int
	Month     int // month-day: MM-DD
	MonthDay  int
	Months    []int
	Event     string
	Date      Approx
}

// DutySpec is an obligation (kiểu 12, nghĩa vụ). With Acts it grants them.
type DutySpec struct {
	Duty     Text
	Who      Holders
	To       []string
	Via      []string
	With     []string
	Due      DueRule
	Each     []string // kinds of agency; one instance each
	Acts     []Act
	Product  []Param
	Evidence Text
}

// SignatureSpec is who signs and with whose seal (kiểu 13).
type SignatureSpec struct {
	Documents []string
	Signer    Holders
	Together  bool
	Seal      string
	Form      string
	When      []Condition
}

// ResourceSpec is money and allowances (kiểu 14).
type ResourceSpec struct {
	Resource  string
	Source    []string
	Holder    []string
	Items     []string
	Allowance Text
	Estimate  Text
}

// Part is one element of a composition by rule (kiểu 15).
type Part struct {
	Seats      Role     // seats: ROLE
	ChosenBy   Role     // with chosen-by: ROLE
	HeadsOf    []string // heads-of: [KEY]
	DelegateOf string   // delegate-of: AGENCY
}

// LinkSpec is another body or agency (kiểu 15).
type LinkSpec struct {
	Link       string // standing-agency, helper, sub-body, superior, mirror-below, coordinates, host-agency
	Key        string
	Name       Text
	To         Text
	Head       Role
	ComposedOf []Part
	Members    Count
	Tasks      []string
	Kinds      []string
	Regime     string
	CreatedBy  Text
}

// LifecycleSpec is the life of the charter and of the body (kiểu 16).
type LifecycleSpec struct {
	Moment       string // effect, promulgation, amendment, review, end
	Day          Approx
	Replaces     Text
	By           Holders
	OnProposalOf Holders
	Pass         Share
	Approval     Holders
	When         Text
	Every        Span
	Until        Approx
}

// StepSpec is order of procedure: before the act something must stand on
// record, whoever acts (kiểu 17).
type StepSpec struct {
	Acts    []Act
	Needs   []Condition
	Result  Text
	Within  Span
	Lapse   Text
	Waiver  Holders
	For     Holders
	Objects []string
}

// TermSpec is a word of the text that stands for a set of roles (kiểu 18).
type TermSpec struct {
	Term   Role
	Title  Text
	AnyOf  []Role
	ReadBy Text
}
