package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes text comparable for searching: lower case without Vietnamese
// marks, đ as d. Both sides of a comparison are folded, on either engine.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(norm.NFC.String(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// matches adds that a folded column holds every word of q.
func matches(s *statement, column, q string) {
	for _, w := range strings.Fields(Fold(q)) {
		w = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(w)
		s.add(" and "+column+` like ? escape '\'`, "%"+w+"%")
	}
}
