package docx

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/render/paper"
)

// escape brings a text into composed letters and XML.
func escape(s string) string {
	s = norm.NFC.String(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, s))
	var b strings.Builder
	// A builder takes everything.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// dxa gives twentieths of a point for millimetres.
func dxa(mm float64) int { return int(math.Round(mm / 25.4 * 1440)) }

// sizeOf sets the size, in half points.
func sizeOf(points float64) string {
	n := int(math.Round(points * 2))
	return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, n, n)
}

// type of a run.
type face struct {
	size         float64
	bold, italic bool
	red          bool
}

func (f face) props() string {
	var b strings.Builder
	if f.bold {
		b.WriteString(`<w:b/>`)
	}
	if f.italic {
		b.WriteString(`<w:i/>`)
	}
	if f.red {
		b.WriteString(`<w:color w:val="DC0000"/>`)
	}
	b.WriteString(sizeOf(f.size))
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

// run is a piece of text.
func (f face) run(text string) string {
	if text == "" {
		return ""
	}
	return `<w:r>` + f.props() + `<w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

// par is how a paragraph is set. Measures are millimetres, gaps points.
type par struct {
	align         string // left, center, right, both
	first         float64
	left, right   float64
	before, after float64
	keep          bool // not parted from the next
	border        string
	line          int // exact height in twentieths of a point; 0: single
}

// wrap makes a paragraph of runs.
func (p par) wrap(runs string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr>`)
	if p.keep {
		b.WriteString(`<w:keepNext/><w:keepLines/>`)
	}
	b.WriteString(p.border)
	line := `w:line="240" w:lineRule="auto"`
	if p.line > 0 {
		line = fmt.Sprintf(`w:line="%d" w:lineRule="exact"`, p.line)
	}
	fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="%d" %s/>`, int(p.before*20), int(p.after*20), line)
	if p.left != 0 || p.right != 0 || p.first != 0 {
		fmt.Fprintf(&b, `<w:ind w:left="%d" w:right="%d" w:firstLine="%d"/>`, dxa(p.left), dxa(p.right), dxa(p.first))
	}
	if p.align != "" {
		b.WriteString(`<w:jc w:val="` + p.align + `"/>`)
	}
	b.WriteString(`</w:pPr>` + runs + `</w:p>`)
	return b.String()
}

// rule is a line of a width in the middle of a column: the upper border of a
// paragraph that is as narrow as the line.
func rule(column, width float64) string {
	side := (column - width) / 2
	return par{left: side, right: side, before: 2, line: 40, border: `<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>`}.wrap(
		`<w:r><w:rPr>` + sizeOf(1) + `</w:rPr></w:r>`)
}

// about is roughly how wide a text is: no typeface is at hand here, and the rule
// under an issuer may be a third to a half of it.
func about(text string, f face) float64 {
	wide := 0.0
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == ' ' || strings.ContainsRune("iIl.,:;-", r):
			wide += 0.3
		case strings.ToLower(string(r)) != string(r):
			wide += 0.72
		default:
			wide += 0.5
		}
	}
	return wide * paper.MM(f.size)
}
