package charter

// Fact is one thing known of a situation: a key of the format's table of facts
// and one value. A key may repeat.
type Fact struct {
	Key, Value string
}

// Reason says why a [Ruling] is as it is.
type Reason string

// The reasons, the first that fits being given.
const (
	ReasonNotInForce Reason = "not-in-force" // no clause is in force that day
	ReasonForbidden  Reason = "forbidden"
	ReasonGranted    Reason = "granted"
	ReasonStep       Reason = "step"
	ReasonMissing    Reason = "missing"
	ReasonNotHolder  Reason = "not-holder"
	ReasonUnstated   Reason = "unstated"
)

// Cite is a clause that spoke: where it stands and which rule of it.
type Cite struct {
	Address  string // as in the file: quy-che/5.2.a
	Document string // document key
	Rule     string // rule id
	Place    Place  // article, clause and point, for "Điều 5 khoản 2 điểm a"
	Text     Text   // wording in force
}

// Place is where a clause stands in its document.
type Place struct {
	Article, Clause, Point string
}

// In writes the place in a language: "Điều 5 khoản 2 điểm a", or in English
// "Điều 5 khoản 2 điểm a (Art. 5, cl. 2, pt. a)".
func (p Place) In(lang string) string {
	s, e := "Điều "+p.Article, "Art. "+p.Article
	if p.Clause != "" {
		s, e = s+" khoản "+p.Clause, e+", cl. "+p.Clause
	}
	if p.Point != "" {
		s, e = s+" điểm "+p.Point, e+", pt. "+p.Point
	}
	if lang == "en" {
		return s + " (" + e + ")"
	}
	return s
}

// Ruling is the answer to "may I?" (kết luận về thẩm quyền).
type Ruling struct {
	Allowed       bool
	Reason        Reason
	Clauses       []Cite
	WhoCould      []Role   // roles that grants in force name for that object
	Missing       []string // "fact=value|value": what this seat lacks
	Needs         []string // facts that a ruling on the act may ask for
	Inferred      bool
	Reconstructed bool
	Draft         bool
	Undated       bool
	Role          Role         // the seat that is recorded
	Seats         []SeatRuling // every seat asked about, by rank
}

// SeatRuling is the answer for one seat of the person.
type SeatRuling struct {
	Role    Role
	Allowed bool
	Reason  Reason
	Missing []string
	Clauses []Cite
}

// Obligation is one instance of a duty, or one sitting that a series owes.
type Obligation struct {
	Rule    string // rule id
	Kind    Kind   // duty or series
	What    Text   // the deliverable, or the title of the series
	Series  string // key of the series; empty for a duty
	Who     []string
	Due     Approx
	Period  Period // the period that it covers; zero when none
	Clauses []Cite
}

// Verdict is roster, quorum, tally, notice, attendance, round or steps held
// against the text. OK is Yes, No, or Absent for null: the charter or the
// facts leave it open.
type Verdict struct {
	OK       Tri
	Need     any // by subject: see the format's description; JSON-ready
	Have     any
	Unstated []string
	Missing  []string
	Then     string // who decides next: role or rule id
	Clauses  []Cite
	// Off is by how many seats a roster strays from the counts that the text
	// states, so that two of them can be told nearer and farther; 0 for others.
	Off int
}
