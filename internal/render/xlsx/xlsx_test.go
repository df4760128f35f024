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
	again, err := Render("Tổng hợp", []string{"BẢNG TỔNG HỢP", "Hạn: 20/4/2026"}, table)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same table gives other bytes (%v)", err)
	}
}
