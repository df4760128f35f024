package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The bounds of a table that is read.
const (
	mostBytes = 5 << 20
	mostRows  = 2000
	mostCells = 50 // of a row
)

// ErrTable tells that no table can be read.
var ErrTable = errors.New("not a table that can be read")

// Read reads a table: the first sheet of a spreadsheet, comma-separated values, or
// cells as a spreadsheet gives them to be pasted. Formulas come as the values that
// were kept with them. Empty rows stay, so that a row is found by its number.
func Read(data []byte) ([][]string, error) {
	var rows [][]string
	var err error
	switch {
	case len(data) > mostBytes:
		return nil, fmt.Errorf("%w: larger than %d bytes", ErrTable, mostBytes)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		rows, err = sheet(data)
	case !utf8.Valid(data):
		return nil, fmt.Errorf("%w: neither a spreadsheet nor text in UTF-8", ErrTable)
	default:
		rows, err = separated(string(bytes.TrimPrefix(data, []byte("\ufeff"))))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if len(rows) > mostRows {
		return nil, fmt.Errorf("%w: more than %d rows", ErrTable, mostRows)
	}
	for i, r := range rows {
		if len(r) > mostCells {
			return nil, fmt.Errorf("%w: row %d has more than %d cells", ErrTable, i+1, mostCells)
		}
		for j := range r {
			r[j] = strings.Join(strings.Fields(r[j]), " ")
		}
	}
	return rows, nil
}

// mostXML is how much one part of a spreadsheet may unpack to.
const mostXML = 64 << 20

// The parts of a spreadsheet that are read (ECMA-376, part 1, section 18).
type (
	workbook struct {
		Sheets []struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	words struct {
		Text string `xml:"t"`
		Runs []struct {
			Text string `xml:"t"`
		} `xml:"r"`
	}
	shared struct {
		List []words `xml:"si"`
	}
	cells struct {
		Rows []struct {
			N     int `xml:"r,attr"`
			Cells []struct {
				At     string `xml:"r,attr"`
				Kind   string `xml:"t,attr"`
				Value  string `xml:"v"`
				Inline words  `xml:"is"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
)

func (w words) text() string {
	out := w.Text
	for _, r := range w.Runs {
		out += r.Text
	}
	return out
}

// sheet reads the first sheet of a spreadsheet. The library that writes them reads
// too, and would make the program larger by more than this.
func sheet(data []byte) ([][]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	part := func(name string, into any) error {
		f, err := z.Open(strings.TrimPrefix(path.Clean(name), "/"))
		if err != nil {
			return err
		}
		defer f.Close()
		return xml.NewDecoder(io.LimitReader(f, mostXML)).Decode(into)
	}
	var book workbook
	var rels relations
	if err := errors.Join(part("xl/workbook.xml", &book), part("xl/_rels/workbook.xml.rels", &rels)); err != nil {
		return nil, err
	}
	at := ""
	for _, r := range rels.List {
		if len(book.Sheets) > 0 && r.ID == book.Sheets[0].ID {
			if at = r.Target; !strings.HasPrefix(at, "/") {
				at = "xl/" + at
			}
		}
	}
	var texts shared
	if err := part("xl/sharedStrings.xml", &texts); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var table cells
	if err := part(at, &table); err != nil {
		return nil, err
	}
	var out [][]string
	for _, r := range table.Rows {
		for r.N > len(out)+1 && len(out) <= mostRows {
			out = append(out, nil)
		}
		var row []string
		for _, c := range r.Cells {
			for n := columnOf(c.At); n > len(row) && len(row) <= mostCells; {
				row = append(row, "")
			}
			value := c.Value
			switch c.Kind {
			case "s":
				n, err := strconv.Atoi(value)
				if err != nil || n < 0 || n >= len(texts.List) {
					return nil, fmt.Errorf("cell %s: no text %q", c.At, value)
				}
				value = texts.List[n].text()
			case "inlineStr":
				value = c.Inline.text()
			}
			row = append(row, value)
		}
		if out = append(out, row); len(out) > mostRows {
			break
		}
	}
	return out, nil
}

// columnOf is the place of a cell in its row, from 0: of C7 it is 2. A cell that
// does not say it comes next.
func columnOf(at string) (n int) {
	for _, r := range at {
		if r < 'A' || r > 'Z' || n > mostCells {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return max(n-1, 0)
}

// separated reads a text of rows. What parts its cells is told by the first row
// that has any: a tab before a semicolon before a comma.
func separated(text string) ([][]string, error) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	comma := ','
	for _, sign := range []rune{'\t', ';'} {
		if strings.ContainsRune(text, sign) {
			comma = sign
			break
		}
	}
	var out [][]string
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") { // a cell has one line: rows are found by their number
		if i > mostRows {
			break
		}
		if strings.TrimSpace(line) == "" {
			out = append(out, nil)
			continue
		}
		r := csv.NewReader(strings.NewReader(line))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = comma, -1, true, comma != '\t'
		cells, err := r.Read()
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
		out = append(out, cells)
	}
	return out, nil
}
