package register

// Options say what a verification may trust.
type Options struct {
	// TrustedKeys are verifier keys known from elsewhere than the register
	// itself. Without any, the keys in the register are used; then the report
	// says KeyTrusted false, and only shows that the register agrees with itself.
	TrustedKeys []string
	// Older are signed checkpoints kept from earlier, on paper or in the mail.
	// The log must continue each of them.
	Older [][]byte
}

// Code names what a verification found.
type Code string

// What a verification can find.
const (
	Sound           Code = ""           // nothing wrong
	BadHeader       Code = "header"     // the file's first line is wrong
	BadLine         Code = "line"       // a line breaks the format
	BadOrder        Code = "order"      // an entry is missing, doubled or out of place
	BadHash         Code = "hash"       // a leaf is not what was hashed
	BadStoredHash   Code = "stored"     // a stored inner hash is wrong; the leaves are not
	BadLeaf         Code = "leaf"       // a leaf is no act of this office
	BadContent      Code = "content"    // a text is not the one that was sealed
	BadSequence     Code = "sequence"   // a body's sequence has a gap or a repetition
	BadCheckpoint   Code = "checkpoint" // a checkpoint is not signed by a trusted key, or not one
	BadRoot         Code = "root"       // the leaves do not give the root that was signed
	BadOlder        Code = "older"      // the log does not continue an older checkpoint
	BadEnd          Code = "end"        // the file or the log ends too early
	BadTrailing     Code = "trailing"   // something stands after the last line
	BadVerification Code = "options"    // the verification was asked for wrongly
)

// Reason tells what is wrong, for people.
type Reason struct {
	Code Code   `json:"code"`
	Vi   string `json:"vi"`
	En   string `json:"en"`
}

// Gap is a place where a body's sequence does not go on by one: an act was
// taken out before it was folded, or put in twice.
type Gap struct {
	Body  string `json:"body"`
	After int64  `json:"after"` // last number before
	Next  int64  `json:"next"`  // number found
	Entry int64  `json:"entry"` // entry where it was found
}

// Report is the outcome of a verification.
type Report struct {
	OK      bool   `json:"ok"`
	Entries int64  `json:"entries"` // entries read
	Root    string `json:"root"`    // root over them, base64
	// FirstBad is the first entry, from 0, that is not as recorded; nil when
	// nothing is wrong or the fault is in no entry.
	FirstBad *int64 `json:"first_bad"`
	// Until bounds the fault when leaf and stored hashes were changed together,
	// so that no single entry can be named: some entry from FirstBad up to
	// Until−1 is bad, and every one before FirstBad is as recorded. Otherwise
	// it is FirstBad+1.
	Until      *int64 `json:"until,omitempty"`
	Reason     Reason `json:"reason"`
	KeyTrusted bool   `json:"key_trusted"`
	// Checkpoints counts the checkpoints that were checked, older ones included.
	Checkpoints int   `json:"checkpoints"`
	Gaps        []Gap `json:"gaps"`
	// Erased lists contents that are gone, ErasedWithoutAct those of them for
	// which the log holds no act of erasure (see [ErasureEvent]).
	Erased           []string `json:"erased"`
	ErasedWithoutAct []string `json:"erased_without_act"`
}

// ErasureEvent is the type of the event by which an act erases contents. Its
// data is {"contents":["id",…]}.
const ErasureEvent = "content.erased"
