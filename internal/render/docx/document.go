package docx

import (
	"fmt"
	"strings"

	"nghisu/internal/render/paper"
)

// motto is the width of the second line of the state's name in its size.
const motto = 55.7

// document is the text itself.
func document(p paper.Paper) string {
	var b strings.Builder
	b.WriteString(head + `<w:document ` + space + `><w:body>`)
	b.WriteString(headTable(p))
	b.WriteString(title(p))
	b.WriteString(addressees(p))
	for _, g := range p.GroundLines() {
		b.WriteString(block(paper.Block{Text: []paper.Run{{Text: g, Italic: true}}}))
	}
	for _, x := range p.Closed() {
		b.WriteString(block(x))
	}
	b.WriteString(end(p))
	fmt.Fprintf(&b, `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="first" r:id="rId3"/>`+
		`<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="%d" w:h="%d"/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/><w:titlePg/></w:sectPr>`,
		dxa(paper.Width), dxa(paper.Height), dxa(paper.Top), dxa(paper.Right), dxa(paper.Bottom), dxa(paper.Left), dxa(12), dxa(8))
	b.WriteString(`</w:body></w:document>`)
	return b.String()
}

// headTable is the head of page 1: two columns without rules.
func headTable(p paper.Paper) string {
	issuer := face{size: paper.SizeIssuer, bold: true}
	var l, r strings.Builder
	centre := par{align: "center"}
	if p.Parent != "" {
		l.WriteString(centre.wrap(face{size: paper.SizeIssuer}.run(strings.ToUpper(p.Parent))))
	}
	l.WriteString(centre.wrap(issuer.run(strings.ToUpper(p.Issuer))))
	l.WriteString(rule(paper.HeadLeft, min(about(strings.ToUpper(p.Issuer), issuer), paper.HeadLeft)*0.42))
	r.WriteString(centre.wrap(face{size: paper.SizeState, bold: true}.run(paper.State)))
	r.WriteString(centre.wrap(face{size: paper.SizeMotto, bold: true}.run(paper.Motto)))
	r.WriteString(rule(paper.HeadRight, motto))

	gap := par{align: "center", before: paper.HeadGap / 25.4 * 72}
	number := gap.wrap(face{size: paper.SizeNumber}.run(p.NumberLine()))
	if p.Kind == "" && p.Subject != "" {
		number += par{align: "center", before: paper.Gap}.wrap(face{size: paper.SizeLetter}.run("V/v " + p.Subject))
	}
	number += box(p.Urgency, true) + box(p.Mark, false)
	day := gap.wrap(face{size: paper.SizeDay, italic: true}.run(p.DayLine()))
	return columns([]float64{paper.HeadLeft, paper.HeadRight}, []string{l.String(), r.String()}, []string{number, day})
}

// box is a mark in a box.
func box(text string, red bool) string {
	if text == "" {
		return ""
	}
	colour := "000000"
	if red {
		colour = "DC0000"
	}
	f := face{size: paper.SizeMark, bold: true, red: red}
	wide := about(strings.ToUpper(text), f) + 8
	side := (paper.HeadLeft - wide) / 2
	edges := ""
	for _, e := range []string{"top", "left", "bottom", "right"} {
		edges += `<w:` + e + ` w:val="single" w:sz="6" w:space="3" w:color="` + colour + `"/>`
	}
	return par{align: "center", left: side, right: side, before: 8, border: `<w:pBdr>` + edges + `</w:pBdr>`}.wrap(f.run(strings.ToUpper(text)))
}

// title is component 5a.
func title(p paper.Paper) string {
	if p.Kind == "" {
		return par{after: 10, line: 120}.wrap("")
	}
	out := par{align: "center", before: 14, keep: true}.wrap(face{size: paper.SizeKind, bold: true}.run(strings.ToUpper(p.Kind)))
	if p.Subject == "" {
		return out
	}
	f := face{size: paper.SizeSubject, bold: true}
	out += par{align: "center", left: 10, right: 10, keep: true}.wrap(f.run(p.Subject))
	out += rule(paper.Inner, min(about(p.Subject, f), paper.Inner-20)*0.42)
	return out + par{after: 6, line: 60}.wrap("")
}

// addressees is component 9a.
func addressees(p paper.Paper) string {
	f := face{size: paper.SizeBody}
	if len(p.To) == 1 {
		return par{align: "center", after: 10}.wrap(f.run("Kính gửi: " + p.To[0]))
	}
	out := ""
	for i, a := range p.Addressees() {
		if i == 0 {
			out += par{left: paper.Inner * 0.2, keep: true}.wrap(f.run("Kính gửi:"))
		}
		out += par{left: paper.Inner * 0.32}.wrap(f.run(a))
	}
	return out
}

// block is a paragraph or a table of the text.
func block(b paper.Block) string {
	if b.Table != nil {
		return table(*b.Table)
	}
	p := par{align: "both", first: paper.Indent, after: paper.Gap}
	switch b.Style {
	case paper.Heading:
		p.align, p.keep = "left", true
	case paper.Centre:
		p.align, p.first = "center", 0
	}
	runs := ""
	for _, r := range b.Text {
		runs += face{size: paper.SizeBody, bold: r.Bold, italic: r.Italic}.run(r.Text)
	}
	return p.wrap(runs)
}
