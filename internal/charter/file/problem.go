package file

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The codes of what can be wrong with a charter file. A code that begins with
// E is an error; one that begins with W is a warning.
const (
	CodeSyntax      = "E01" // not YAML, key twice, anchor, tag, alias, unreadable characters
	CodeVersion     = "E02" // unknown format version
	CodeKey         = "E03" // unknown key
	CodeMissing     = "E04" // something needed is missing
	CodeValue       = "E05" // bad value
	CodeTwice       = "E06" // rule id, clause, document or subject twice
	CodeSubject     = "E07" // unknown subject in unstated
	CodeUnknown     = "E08" // unknown role, act, sub-body, document, address
	CodeKind        = "E09" // no kind, or two kinds
	CodeRoles       = "E10" // too many roles
	CodeLender      = "E11" // delegates what the lender does not hold
	CodeStray       = "E12" // stray key in a text
	CodeDeclared    = "E13" // declared twice, or two values for one seat
	CodeCycle       = "E14" // a role, term, sub-body or fallback that leads back to itself
	CodeCount       = "E15" // a count that cannot be met
	CodeReused      = "E16" // rule id used again after it ended
	CodeTwoTexts    = "E17" // two texts in force at once
	CodeDates       = "E18" // dates in the wrong order
	CodeTwoRules    = "E19" // two rules for the same matter
	CodeUnreachable = "E20" // in names a sub-body that does not exist on any of the rule's days

	CodeSilent = "W01" // subject neither ruled nor unstated
	CodeBoth   = "W02" // subject both ruled and unstated
)

// Problem is one thing wrong with a charter file (lỗi), where and what to do.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // from 1
	Col     int    `json:"col"`  // from 1, in characters
	Code    string `json:"code"`
	Clause  string `json:"clause"` // address, e.g. quy-che/4.2, or empty
	Rule    string `json:"rule"`   // rule id, or empty
	Message string `json:"message"`
	Hint    string `json:"hint"`

	messageVI, hintVI string
}

// Warning reports whether the file is sound all the same.
func (p Problem) Warning() bool { return strings.HasPrefix(p.Code, "W") }

// Words gives what is wrong and what to do in a language, "vi" or "en".
func (p Problem) Words(lang string) (message, hint string) {
	if lang == "vi" && p.messageVI != "" {
		return p.messageVI, p.hintVI
	}
	return p.Message, p.Hint
}

// In gives the line for people in a language, "vi" or "en":
// file:line:col: code: clause, rule: what (hint).
func (p Problem) In(lang string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s: ", p.File, p.Line, p.Col, p.Code)
	switch {
	case p.Clause != "" && p.Rule != "":
		b.WriteString(p.Clause + ", " + p.Rule + ": ")
	case p.Clause != "" || p.Rule != "":
		b.WriteString(p.Clause + p.Rule + ": ")
	}
	message, hint := p.Words(lang)
	b.WriteString(message)
	if hint != "" {
		b.WriteString(" (" + hint + ")")
	}
	return b.String()
}

// String gives the English line.
func (p Problem) String() string { return p.In("en") }

// Problems is everything wrong with a file, in the order of its lines.
type Problems []Problem

// Errors reports whether any of them is an error, not a warning.
func (ps Problems) Errors() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Warning() })
}

// Error gives every line, so that Problems serves as an error.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sorted orders by place, then code, and drops what is said twice of a place.
func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Code, b.Code))
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Line == b.Line && a.Col == b.Col && a.Code == b.Code && a.Message == b.Message
	})
}

// say is one wording in both languages.
type say struct{ en, vi string }

// sayf formats both wordings with the same arguments.
func sayf(en, vi string, args ...any) say {
	if len(args) == 0 {
		return say{en, vi}
	}
	return say{fmt.Sprintf(en, args...), fmt.Sprintf(vi, args...)}
}

// pos is a place in the file, from 1.
type pos struct{ line, col int }

// orUnstated is the hint where the regulation may simply not say.
var orUnstated = say{"or write unstated if the text leaves it open", "hoặc ghi unstated nếu văn bản không nêu"}
