package paper

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Drawable brings a text into composed letters, as typefaces have them, and takes
// out what cannot be drawn.
func Drawable(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\u00a0':
			return ' '
		case r < ' ' || r >= '\u200b' && r <= '\u200f' || r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff':
			return -1 // directions and widths that are not seen
		case r > 0xffff:
			return '□' // no typeface of documents has it
		}
		return r
	}, s))
}
