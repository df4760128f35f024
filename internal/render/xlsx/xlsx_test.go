package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nghisu/internal/render/paper"
)

func TestRender(t *testing.T) {
	long := strings.Repeat("ế", mostInCell+5)
	table := paper.Table{
		Columns: []paper.Column{{Title: "STT", Share: 1}, {Title: "Ý kiến", Share: 4}},
		Rows:    [][]string{{"1", "=HYPERLINK(\"x\")"}, {"2", long}, {"3"}},
	}
	data, err := Render("Tổng hợp", []string{"BẢNG TỔNG HỢP", "Hạn: 20/4/2026"}, table)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"A1": "BẢNG TỔNG HỢP", "A2": "Hạn: 20/4/2026", "B4": "Ý kiến", "A5": "1", "B5": "=HYPERLINK(\"x\")", "B7": ""} {
		if got, _ := f.GetCellValue("Tổng hợp", cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if formula, _ := f.GetCellFormula("Tổng hợp", "B5"); formula != "" {
		t.Errorf("what somebody wrote became a formula: %s", formula)
	}
	if got, _ := f.GetCellValue("Tổng hợp", "B6"); len([]rune(got)) != mostInCell || !strings.HasSuffix(got, "…") {
		t.Errorf("a text longer than a cell may be: %d signs", len([]rune(got)))
	}
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got, _ := excelize.ColumnNumberToName(n + 1); column(n) != want || got != want {
			t.Errorf("column %d is %s, %s", n, column(n), got)
		}
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'Tổng hợp'!$4:$4" {
		t.Errorf("on every printed page: %v", names)
	}
	panes, err := f.GetPanes("Tổng hợp")
	if err != nil || !panes.Freeze || panes.YSplit != 4 || panes.TopLeftCell != "A5" {
		t.Errorf("kept in sight: %+v, %v", panes, err)
	}
	if style, err := f.GetCellStyle("Tổng hợp", "A4"); err != nil || style != 2 {
		t.Errorf("the head's style: %d, %v", style, err)
	}
	if width, err := f.GetColWidth("Tổng hợp", "B"); err != nil || width != wide*4/5 {
		t.Errorf("a column is %v wide, %v", width, err)
	}
	again, err := Render("Tổng hợp", []string{"BẢNG TỔNG HỢP", "Hạn: 20/4/2026"}, table)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same table gives other bytes (%v)", err)
	}
}
