package xlsx_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/render/paper"
	"nghisu/internal/render/xlsx"
)

// TestRead proves that a table is read alike from a spreadsheet, from separated
// values and from what is pasted, and that what is none is refused.
func TestRead(t *testing.T) {
	written, err := xlsx.Render("Danh sách", nil, paper.Table{
		Columns: []paper.Column{{Title: "Họ tên", Share: 1}, {Title: "Đơn vị", Share: 1}}, Rows: [][]string{{"Ủy viên 3", "Sở 1, phòng 2"}, {"", ""}, {"=1+1", "x"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data string
		want []string
	}{
		"a spreadsheet": {string(written), []string{"Họ tên|Đơn vị", "Ủy viên 3|Sở 1, phòng 2", "", "=1+1|x"}},
		"pasted":        {"Họ tên\tĐơn vị\r\nỦy viên 3\tSở 1, phòng 2\r\n\r\n=1+1\tx\r\n", []string{"Họ tên|Đơn vị", "Ủy viên 3|Sở 1, phòng 2", "", "=1+1|x"}},
		"commas":        {"\ufeffHọ tên,Đơn vị\n Ủy viên  3 ,\"Sở 1, phòng 2\"\n", []string{"Họ tên|Đơn vị", "Ủy viên 3|Sở 1, phòng 2"}},
		"semicolons":    {"Họ tên;Đơn vị\nỦy viên 3;Sở 1, phòng 2", []string{"Họ tên|Đơn vị", "Ủy viên 3|Sở 1, phòng 2"}},
		"one column":    {"Ủy viên 3\nỦy viên 4", []string{"Ủy viên 3", "Ủy viên 4"}},
	} {
		rows, err := xlsx.Read([]byte(c.data))
		var got []string
		for _, r := range rows {
			got = append(got, strings.TrimRight(strings.Join(r, "|"), "|"))
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for name, data := range map[string]string{
		"another archive": "PK\x03\x04 rác", "bytes": "\xff\xfe\x00", "too long": strings.Repeat("x\n", 2002), "too wide": strings.Repeat("x,", 60), "too large": strings.Repeat("x", 6<<20),
	} {
		if _, err := xlsx.Read([]byte(data)); !errors.Is(err, xlsx.ErrTable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
