package ui_test

import (
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// Choices are found by what somebody types: with or without marks, by the beginnings
// of their words.
func TestTyped(t *testing.T) {
	typed := ui.NewTyped([]ui.Option{
		{Value: "nv", Text: "—\u00a0Sở Nội vụ"},
		{Value: "tc", Text: "Sở Tài chính"},
		{Value: "tn", Text: "Sở Tài nguyên và Môi trường"},
		{Value: "s", Text: "Sở"},
		{Value: "pho", Text: "Phó Trưởng ban, Phó Chủ tịch 1"},
	}, []ui.Option{{Value: "far", Text: "Sở Nội vụ thành phố B"}, {Value: "far2", Text: "Sở Y tế thành phố B"}})
	for words, want := range map[string]string{
		"Sở Nội vụ": "nv", "so noi vu": "nv", "noi": "nv", "s tai ch": "tc", "so tai": "tc tn", "moi truong": "tn", "Sở": "s",
		"tai so": "", "nv": "nv", "pho 1": "pho", "Không Ai": "", "": "", "ài": "",
		"so noi vu thanh pho": "far", "y te": "far2", "Sở Nội vụ thành phố B": "far",
	} {
		var got []string
		for _, o := range typed.Find(words) {
			got = append(got, o.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", words, got, want)
		}
	}
	p := uitest.Page("vi")
	f := ui.NewForm(p, url.Values{"many": {"noi; so tai c ;; moi truong"}, "bad": {"so tai; la"}})
	if got := strings.Join(typed.Many(f, "many"), " "); got != "nv tc tn" || len(f.Faults) > 0 {
		t.Errorf("many: %s %v", got, f.Faults)
	}
	if typed.Many(f, "bad"); !strings.Contains(f.Fault("bad"), "Sở Tài chính; Sở Tài nguyên") {
		t.Errorf("of several it says %q", f.Fault("bad"))
	}
	if typed.One(f, "none", "la"); !strings.Contains(f.Fault("none"), "la") {
		t.Errorf("of none it says %q", f.Fault("none"))
	}
	if typed.Word("nv") != "Sở Nội vụ" || typed.Word("x") != "x" {
		t.Errorf("words: %q %q", typed.Word("nv"), typed.Word("x"))
	}
}

// A day to come is read as people say it.
func TestParseSoon(t *testing.T) {
	today := charter.NewDate(2026, 11, 22)
	after := func(d charter.Date, n int) charter.Date { return d + charter.Date(2*n) }
	for words, want := range map[string]string{
		"30/6/2027": "2027-06-30", "30/6": "2027-06-30", "22/11": "2026-11-22", "31/12": "2026-12-31", "cuối tháng": "2026-11-30", "Cuoi thang": "2026-11-30",
		"5 nlv": "2026-12-02", "5nlv": "2026-12-02", "5 ngày làm việc": "2026-12-02", "2026-12-01": "2026-12-01",
	} {
		if d, ok := ui.ParseSoon(words, today, after); !ok || d.String() != want {
			t.Errorf("%q: %s %t, want %s", words, d, ok, want)
		}
	}
	for _, words := range []string{"31/2", "x", "0 nlv", "nlv", "9999999 nlv", "30", "30/6/27", ""} {
		if d, ok := ui.ParseSoon(words, today, after); ok {
			t.Errorf("%q: %s", words, d)
		}
	}
}
