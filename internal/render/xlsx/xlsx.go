package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nghisu/internal/render/paper"
)

// wide is the width of a table in the spreadsheet's own measure, about an A4 page
// laid on its side.
const wide = 130

// mostInCell is how many signs a cell may hold (ECMA-376 implementations).
const mostInCell = 32767

// made is the instant that every file gives as its making, so that equal tables
// give equal bytes.
var made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// Render writes a table under the lines of its heading, the first of them in bold.
func Render(sheet string, heading []string, t paper.Table) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	top := len(heading) + 1 // the row of the table's head
	if len(heading) > 0 {
		top++
	}
	for _, part := range []struct {
		name string
		text []byte
	}{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"docProps/core.xml", core(sheet)},
		{"xl/workbook.xml", book(sheet, top)},
		{"xl/_rels/workbook.xml.rels", []byte(workbookRels)},
		{"xl/styles.xml", []byte(styles)},
		{"xl/worksheets/sheet1.xml", worksheet(heading, t, top)},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: made})
		if err == nil {
			_, err = w.Write(part.text)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// worksheet is the one sheet: heading, table, how it lies on paper.
func worksheet(heading []string, t paper.Table, top int) []byte {
	var w rows
	w.WriteString(xmlHead + `<worksheet xmlns="` + mainSpace + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	w.WriteString(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="` + strconv.Itoa(top) + `" topLeftCell="A` + strconv.Itoa(top+1) +
		`" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	total := 0.0
	for _, c := range t.Columns {
		total += c.Share
	}
	if len(t.Columns) > 0 {
		w.WriteString("<cols>")
		for i, c := range t.Columns {
			n := strconv.Itoa(i + 1)
			w.WriteString(`<col min="` + n + `" max="` + n + `" width="` + strconv.FormatFloat(c.Share/total*wide, 'f', 2, 64) + `" customWidth="1"/>`)
		}
		w.WriteString("</cols>")
	}
	w.WriteString("<sheetData>")
	for i, s := range heading {
		style := plainStyle
		if i == 0 {
			style = titleStyle
		}
		w.row(i+1, style, []string{s}, 1)
	}
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Title
	}
	w.row(top, headStyle, head, len(head))
	for i, r := range t.Rows {
		w.row(top+1+i, bodyStyle, r, len(head))
	}
	w.WriteString(`</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`)
	return w.Bytes()
}

// rows is a sheet as it is written.
type rows struct{ bytes.Buffer }

// row writes so many cells of one style; a cell without a text stays empty.
func (w *rows) row(n int, style string, texts []string, cells int) {
	at := strconv.Itoa(n)
	w.WriteString(`<row r="` + at + `">`)
	for i := range cells {
		w.WriteString(`<c r="` + column(i) + at + `" s="` + style + `"`)
		if i >= len(texts) || texts[i] == "" {
			w.WriteString("/>")
			continue
		}
		w.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
		w.text(fitting(texts[i]))
		w.WriteString("</t></is></c>")
	}
	w.WriteString("</row>")
}

// text writes words; what XML cannot hold becomes a mark that says so.
func (w *rows) text(s string) {
	_ = xml.EscapeText(&w.Buffer, []byte(s)) // a buffer takes everything
}

// fitting cuts what a cell cannot hold, and shows that it was cut.
func fitting(s string) string {
	if utf8.RuneCountInString(s) <= mostInCell {
		return s
	}
	return string([]rune(s)[:mostInCell-1]) + "…"
}

// column is the name of a column counted from 0: A, B, …, Z, AA.
func column(i int) string {
	name := string(rune('A' + i%26))
	if i >= 26 {
		return column(i/26-1) + name
	}
	return name
}

// book names the sheet and the row that stands on every printed page.
func book(sheet string, top int) []byte {
	var w rows
	w.WriteString(xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="`)
	w.text(sheet)
	row := strconv.Itoa(top)
	w.WriteString(`" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">`)
	w.text("'" + strings.ReplaceAll(sheet, "'", "''") + "'!$" + row + ":$" + row)
	w.WriteString(`</definedName></definedNames></workbook>`)
	return w.Bytes()
}

// core tells what the file is called.
func core(title string) []byte {
	var w rows
	w.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	w.text(title)
	w.WriteString(`</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>`)
	return w.Bytes()
}
