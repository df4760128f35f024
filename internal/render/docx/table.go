package docx

import (
	"fmt"
	"strings"

	"nghisu/internal/render/paper"
)

// columns is a table without rules; rows are lists of cells, each of paragraphs.
func columns(widths []float64, rows ...[]string) string {
	var b strings.Builder
	b.WriteString(grid(widths, ""))
	for _, r := range rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, cell := range r {
			b.WriteString(cellOf(widths[i], cell))
		}
		b.WriteString(`</w:tr>`)
	}
	return b.String() + `</w:tbl>`
}

// grid begins a table of fixed columns.
func grid(widths []float64, edges string) string {
	total := 0
	cols := ""
	for _, w := range widths {
		total += dxa(w)
		cols += fmt.Sprintf(`<w:gridCol w:w="%d"/>`, dxa(w))
	}
	pad := 0
	if edges != "" {
		pad = dxa(1.5)
	}
	return fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>`+
		`<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>%s</w:tblGrid>`,
		total, pad, edges, pad, pad, cols)
}

// cellOf is one cell; a cell must end with a paragraph.
func cellOf(width float64, paragraphs string) string {
	if paragraphs == "" {
		paragraphs = par{}.wrap("")
	}
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, dxa(width), paragraphs)
}

// table is a ruled table; its head stands again on every page.
func table(t paper.Table) string {
	edges := ""
	for _, e := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		edges += `<w:` + e + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
	}
	total := 0.0
	for _, c := range t.Columns {
		total += c.Share
	}
	var widths []float64
	for _, c := range t.Columns {
		widths = append(widths, c.Share/total*paper.Inner)
	}
	var b strings.Builder
	b.WriteString(grid(widths, `<w:tblBorders>`+edges+`</w:tblBorders>`))
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		b.WriteString(cellOf(widths[i], par{align: "center", before: 3, after: 3}.wrap(face{size: paper.SizeTable, bold: true}.run(c.Title))))
	}
	b.WriteString(`</w:tr>`)
	for _, row := range t.Rows {
		b.WriteString(`<w:tr>`)
		for i, c := range t.Columns {
			text, align := "", "left"
			if i < len(row) {
				text = row[i]
			}
			if c.Centre {
				align = "center"
			}
			b.WriteString(cellOf(widths[i], par{align: align, before: 3, after: 3}.wrap(face{size: paper.SizeTable}.run(text))))
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	return b.String() + par{after: paper.Gap, line: 40}.wrap("")
}
