package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"nghisu/internal/render/paper"
)

// wide is the width of a table in the spreadsheet's own measure, about an A4 page
// laid on its side.
const wide = 130

// mostInCell is how many signs a cell may hold (ECMA-376 implementations).
const mostInCell = 32767

// Render writes a table under the lines of its heading, the first of them in bold.
func Render(sheet string, heading []string, t paper.Table) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := writer{file: f, sheet: sheet}
	w.try(f.SetSheetName("Sheet1", sheet))
	// The library would write the moment of making.
	w.try(f.SetDocProps(&excelize.DocProperties{Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z", Title: sheet, Language: "vi-VN"}))
	font := func(bold bool) *excelize.Font { return &excelize.Font{Family: "Times New Roman", Size: 12, Bold: bold} }
	var edges []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		edges = append(edges, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	cell := &excelize.Alignment{Vertical: "top", WrapText: true}
	title := w.style(&excelize.Style{Font: font(true)})
	plain := w.style(&excelize.Style{Font: font(false)})
	head := w.style(&excelize.Style{Font: font(true), Border: edges, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	body := w.style(&excelize.Style{Font: font(false), Border: edges, Alignment: cell, NumFmt: 49})

	for i, s := range heading {
		style := plain
		if i == 0 {
			style = title
		}
		w.set(1, i+1, s, style)
	}
	top := len(heading) + 1
	if len(heading) > 0 {
		top++
	}
	total := 0.0
	for _, c := range t.Columns {
		total += c.Share
	}
	for i, c := range t.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.try(f.SetColWidth(sheet, name, name, c.Share/total*wide))
		w.set(i+1, top, c.Title, head)
	}
	for n, row := range t.Rows {
		for i := range t.Columns {
			text := ""
			if i < len(row) {
				text = row[i]
			}
			w.set(i+1, top+1+n, text, body)
		}
	}
	w.page(top)
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// writer keeps the first thing that went wrong.
type writer struct {
	file  *excelize.File
	sheet string
	err   error
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) style(s *excelize.Style) int {
	id, err := w.file.NewStyle(s)
	w.try(err)
	return id
}

// set writes a text into a cell; one that is longer than a cell may be is cut and
// says so.
func (w *writer) set(column, row int, text string, style int) {
	at, err := excelize.CoordinatesToCellName(column, row)
	w.try(err)
	if utf8.RuneCountInString(text) > mostInCell {
		text = string([]rune(text)[:mostInCell-1]) + "…"
	}
	w.try(w.file.SetCellStr(w.sheet, at, text))
	w.try(w.file.SetCellStyle(w.sheet, at, at, style))
}

// page keeps the head of the table in sight and lays the sheet on its side.
func (w *writer) page(top int) {
	side, size, one, many := "landscape", 9, 1, 0
	w.try(w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Orientation: &side, Size: &size, FitToWidth: &one, FitToHeight: &many}))
	fit := true
	w.try(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	below, err := excelize.CoordinatesToCellName(1, top+1)
	w.try(err)
	w.try(w.file.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: top, TopLeftCell: below, ActivePane: "bottomLeft"}))
	row := strconv.Itoa(top)
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + w.sheet + "'!$" + row + ":$" + row, Scope: w.sheet}))
}
