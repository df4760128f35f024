package committee

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nghisu/internal/charter"
)

// The longest words that the books take, in runes.
const (
	TitleLimit = 500
	NoteLimit  = 5000
	nameLimit  = 300
	listLimit  = 60 // entries of a list of fields, localities, invitees' groups
)

// check gathers the first fault of an input. A decide function asks it one
// thing after another and hands out its events through [check.events], so that
// nothing is decided on an input that failed.
type check struct {
	fault *Fault
}

// fail keeps a fault unless an earlier one is kept.
func (c *check) fail(f *Fault) {
	if c.fault == nil {
		c.fault = f
	}
}

// ok reports whether nothing has failed.
func (c *check) ok() bool { return c.fault == nil }

// events answers a decide function: the events, or the first fault.
func (c *check) events(e ...Event) ([]Event, error) {
	if c.fault != nil {
		return nil, c.fault
	}
	return e, nil
}

// line takes a text of one line: trimmed, no control characters, at most limit
// runes.
func (c *check) line(field, s string, limit int, need bool) string {
	return c.text(field, s, limit, need, false)
}

// title takes a title (trích yếu, tên việc).
func (c *check) title(field, s string, need bool) Prose {
	return Prose(c.line(field, s, TitleLimit, need))
}

// note takes a text of many lines: reasons, conclusions, notes.
func (c *check) note(field, s string, need bool) Prose {
	return Prose(c.text(field, s, NoteLimit, need, true))
}

// name takes a name in Vietnamese, which is needed, and English.
func (c *check) name(field string, t charter.Text, need bool) charter.Text {
	return charter.Text{
		VI: c.line(field, t.VI, nameLimit, need),
		EN: c.line(field+"_en", t.EN, nameLimit, false),
	}
}

func (c *check) text(field, s string, limit int, need, lines bool) string {
	if !utf8.ValidString(s) {
		c.fail(Wrong(field, "text.not-utf8"))
		return ""
	}
	if lines {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	s = strings.TrimSpace(s)
	if s == "" {
		if need {
			c.fail(Wrong(field, "text.empty"))
		}
		return ""
	}
	if n := utf8.RuneCountInString(s); n > limit {
		c.fail(Wrong(field, "text.too-long", strconv.Itoa(limit), strconv.Itoa(n)))
		return ""
	}
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			// They make a text read otherwise than it is stored.
			c.fail(Wrong(field, "text.bidirectional", fmt.Sprintf("U+%04X", r)))
		case r == '\u2028' || r == '\u2029' || r == '\ufeff':
			c.fail(Wrong(field, "text.control", fmt.Sprintf("U+%04X", r)))
		case unicode.IsControl(r) && !(lines && (r == '\n' || r == '\t')):
			c.fail(Wrong(field, "text.control", fmt.Sprintf("U+%04X", r)))
		}
	}
	return s
}

// words takes a list of short texts, each once, in the order given.
func (c *check) words(field string, list []string) []string {
	if len(list) > listLimit {
		c.fail(Wrong(field, "list.too-long", strconv.Itoa(listLimit), strconv.Itoa(len(list))))
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for i, s := range list {
		at := field + "." + strconv.Itoa(i+1)
		s = c.line(at, s, nameLimit, true)
		if seen[s] {
			c.fail(Wrong(at, "list.twice", s))
		}
		seen[s] = true
		out = append(out, s)
	}
	return out
}

// key takes a word of lower-case letters, digits and single hyphens.
func (c *check) key(field, s string) {
	if !isKey(s) {
		c.fail(Wrong(field, "key.form", s))
	}
}

// isKey reports whether a word has the form of a key: lower-case letters and
// digits, parted by single hyphens, at most 64 of them.
func isKey(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for i := range len(s) {
		b := s[i]
		if b != '-' && (b < 'a' || b > 'z') && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}

// day asks for a date.
func (c *check) day(field string, d charter.Date) {
	if d == 0 {
		c.fail(Wrong(field, "date.empty"))
	}
}

// ordered asks that a period does not end before it starts; open ends pass.
func (c *check) ordered(field string, from, to charter.Date) {
	if from != 0 && to != 0 && to < from {
		c.fail(Wrong(field, "date.ends-before-start", from.String(), to.String()))
	}
}

// within asks that a day lies in the life of something, named in the fault.
func (c *check) within(field string, d, from, to charter.Date, what string) {
	if d != 0 && !(charter.Period{From: from, To: to}).Holds(d) {
		c.fail(Wrong(field, "date.outside-life", what, from.String(), to.String()))
	}
}

// seen guards against two tabs acting on one thing: the second one is told what
// changed since it looked, and by whom. Seen 0 means that the caller did not
// look first.
func (c *check) seen(seen int64, last Change) {
	if seen != 0 && seen < last.Seq {
		c.fail(Clash("changed.meanwhile", last.What, last.Who))
	}
}

// Change is the last change of the thing that a command acts on.
type Change struct {
	Seq  int64  // sequence of the body, or of the office, at which it changed
	What string // the act's words, for the message
	Who  string // display name of the actor
}

// overlap reports whether two periods of days, both ends included and zero
// open, have a day in common.
func overlap(aFrom, aTo, bFrom, bTo charter.Date) bool {
	return (aTo == 0 || bFrom == 0 || bFrom <= aTo) && (bTo == 0 || aFrom == 0 || aFrom <= bTo)
}

// refuse makes a [Refused] fault for what a clause or the order of things
// forbids to this person.
func refuse(field, code string, args ...string) *Fault {
	return &Fault{Kind: Refused, Code: code, Field: field, Args: args}
}
