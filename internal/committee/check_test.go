package committee

import (
	"strings"
	"testing"
)

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name, in, want, code string
		lines                bool
	}{
		{"plain", "  Kế hoạch năm 2022  ", "Kế hoạch năm 2022", "", false},
		{"empty", " \t ", "", "text.empty", false},
		{"longest", strings.Repeat("ế", TitleLimit), strings.Repeat("ế", TitleLimit), "", false},
		{"too long", strings.Repeat("ế", TitleLimit+1), "", "text.too-long", false},
		{"two lines in a title", "a\nb", "", "text.control", false},
		{"two lines in a note", "a\r\nb", "a\nb", "", true},
		{"null", "a\x00b", "", "text.control", true},
		{"override", "Quyết định \u202e31/DQ", "", "text.bidirectional", false},
		{"isolate", "a\u2066b", "", "text.bidirectional", true},
		{"mark", "a\u200fb", "", "text.bidirectional", true},
		{"line separator", "a\u2028b", "", "text.control", false},
		{"not UTF-8", "a\xffb", "", "text.not-utf8", false},
	} {
		var k check
		got := string(k.title("title", c.in, true))
		if c.lines {
			k = check{}
			got = string(k.note("title", c.in, true))
		}
		if k.fault == nil && c.code != "" || k.fault != nil && k.fault.Code != c.code {
			t.Errorf("%s: fault %v, want %q", c.name, k.fault, c.code)
		}
		if k.fault == nil && got != c.want {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestKeys(t *testing.T) {
	for key, want := range map[string]bool{
		"ban-chi-dao-nghe-an": true, "g1": true, "": false, "-a": false, "a-": false, "a--b": false, "Ban": false,
		"bàn": false, "a b": false, strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
	} {
		if isKey(key) != want {
			t.Errorf("isKey(%q) = %v", key, !want)
		}
	}
}

// Two tabs act on one thing: the second is told what changed, and who did it.
func TestChangedMeanwhile(t *testing.T) {
	last := Change{Seq: 12, What: "Hoãn phiên họp", Who: "Ủy viên 3"}
	for seen, want := range map[int64]bool{0: false, 11: true, 12: false, 13: false} {
		var c check
		c.seen(seen, last)
		if (c.fault != nil) != want {
			t.Errorf("seen %d: %v", seen, c.fault)
		}
		if c.fault != nil {
			same(t, "fault", *c.fault, Fault{Kind: Conflict, Code: "changed.meanwhile", Args: []string{"Hoãn phiên họp", "Ủy viên 3"}})
		}
	}
}

func TestOverlap(t *testing.T) {
	a, b, c, d := day("2021-01-01"), day("2021-06-30"), day("2021-07-01"), day("2021-12-31")
	if overlap(a, b, c, d) || overlap(c, d, a, b) {
		t.Error("neighbours overlap")
	}
	if !overlap(a, 0, c, d) || !overlap(0, 0, 0, 0) || !overlap(a, c, c, d) || overlap(0, b, c, 0) {
		t.Error("open ends")
	}
}
