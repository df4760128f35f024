package charter

import "strings"

// Text is a wording in Vietnamese and, where the file gives one, in English.
type Text struct {
	VI string // Vietnamese wording, never empty in a sound file
	EN string // English wording, or empty
}

// In returns the wording in the language asked for ("vi" or "en"), falling
// back to the one that exists.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	if t.VI == "" {
		return t.EN
	}
	return t.VI
}

// IsZero reports whether there is no wording at all.
func (t Text) IsZero() bool { return t.VI == "" && t.EN == "" }

// Unstated reports whether the text is the word "unstated": the regulation
// leaves the point open (quy chế không nêu).
func (t Text) Unstated() bool { return strings.TrimSpace(t.VI) == unstated }

// unstated is the word by which a charter file says that the text leaves a
// parameter open. It is never a default value.
const unstated = "unstated"

// Tri is a parameter that a text may affirm, deny, leave open, or never touch.
type Tri uint8

// The values of a [Tri].
const (
	Absent   Tri = iota // the file says nothing
	Yes                 // true
	No                  // false
	Unstated            // the text leaves it open
)

// String gives the word of the charter file: "", "true", "false", "unstated".
func (t Tri) String() string {
	return [...]string{"", "true", "false", unstated}[t]
}
