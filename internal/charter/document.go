package charter

// Charter is what one charter file says, before it is compiled: the text in
// order, each rule beside its clause. It is built by charter/file.
type Charter struct {
	Key           string // key of the body
	Title         Text
	Draft         bool // status draft; rulings say so
	Reconstructed bool // wording and numbering are not the official text (dựng lại)
	Note          Text
	Sources       []string
	Unstated      []Subject // subjects on which the whole text is silent
	Documents     []Document
	Amendments    []Amendment
}

// Document is an instrument (văn bản): the regulation or one that a rule cites.
type Document struct {
	Key      string
	Kind     string // regulation, draft-regulation, decision, decree …
	Title    Text
	Number   string // number, "unstated" or empty
	Date     Approx // day of signature
	SignedBy Text
	Effect   Approx // first day in force
	Ends     Approx // first day no longer in force
	URL      string
	Official bool
	Note     Text
	Articles []Article
}

// Article is a Điều, with clauses or with text of its own.
type Article struct {
	Number  string
	Part    string // heading of the part or chapter that begins here
	Title   Text
	Text    Text
	Rows    []string
	Was     string // former address, when renumbered
	Rules   []Rule
	Points  []Point
	Clauses []Clause
}

// Clause is a khoản: text, rules beside it, points.
type Clause struct {
	Number string
	Text   Text
	Rows   []string
	Was    string
	Rules  []Rule
	Points []Point
}

// Point is a điểm of a clause or of an article.
type Point struct {
	Letter string
	Text   Text
	Rows   []string
	Was    string
	Rules  []Rule
}

// Amendment is the changes that one document makes to others, in order.
type Amendment struct {
	By      string // key of the amending document
	Effect  Approx // day, if not the document's
	Changes []Change
}

// ChangeKind says what a [Change] does.
type ChangeKind uint8

// The kinds of change: thay thế, bổ sung, bãi bỏ.
const (
	Replace ChangeKind = iota + 1
	Insert
	Repeal
)

// Change replaces, inserts or repeals one article, clause or point. What the
// address names decides which of the fields count: an article has Title, Part,
// Text, Clauses, Points; a clause Text, Points; a point Text.
type Change struct {
	Kind    ChangeKind
	Address string // as in the file: quy-che/4.2a
	Part    string
	Title   Text
	Text    Text
	Rows    []string
	Was     string
	Rules   []Rule
	Points  []Point
	Clauses []Clause
}

// Subject is a matter on which a whole text may be silent.
type Subject string

// The subjects that the checker asks for (W01).
const (
	SubjectComposition    Subject = "composition"
	SubjectTerm           Subject = "term"
	SubjectRegime         Subject = "regime"
	SubjectCadence        Subject = "cadence"
	SubjectExtraordinary  Subject = "extraordinary"
	SubjectAttendees      Subject = "attendees"
	SubjectChair          Subject = "chair"
	SubjectNotice         Subject = "notice"
	SubjectQuorum         Subject = "quorum"
	SubjectDecision       Subject = "decision"
	SubjectTie            Subject = "tie"
	SubjectAbsence        Subject = "absence"
	SubjectSubstitute     Subject = "substitute"
	SubjectWrittenOpinion Subject = "written-opinion"
	SubjectSilence        Subject = "silence"
	SubjectSignature      Subject = "signature"
	SubjectSeal           Subject = "seal"
	SubjectFunding        Subject = "funding"
	SubjectReporting      Subject = "reporting"
	SubjectAmendment      Subject = "amendment"
	SubjectEffect         Subject = "effect"
	SubjectEnd            Subject = "end"
	SubjectOtherwise      Subject = "otherwise"
	SubjectConvene        Subject = "convene"
)
