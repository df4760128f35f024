package ui

import (
	"net/url"
	"testing"
	"time"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func TestParseDay(t *testing.T) {
	want := charter.NewDate(2026, 4, 15)
	for _, s := range []string{"15/4/2026", "15/04/2026", "15-4-2026", "15.4.2026", "15 4 2026", "2026-04-15"} {
		if d, ok := ParseDay(s); !ok || d != want {
			t.Errorf("%q: %s, %v", s, d, ok)
		}
	}
	for _, s := range []string{"", "31/2/2026", "15/4/26", "4/15/2026", "15/4", "mai", "0/0/0000", "15/4/2026/1", "-1/4/2026"} {
		if d, ok := ParseDay(s); ok {
			t.Errorf("%q is read as %s", s, d)
		}
	}
}

func TestFormFields(t *testing.T) {
	p := pageIn(catalogue.VI)
	f := NewForm(p, url.Values{
		"n": {"12"}, "bad": {"12x"}, "list": {" a ", "", "b"}, "text": {" một\r\nhai "}, "lines": {"một\n\n hai "},
		"day": {"15/4/2026"}, "hour": {"16h30"}, "late": {"25:00"}, "seen": {"7"}, "capacity": {"seat:ghe-1"}, "wrong": {"32/1/2026"},
	})
	if f.Int("n") != 12 || f.Int("none") != 0 || f.Fault("n") != "" {
		t.Error("whole numbers")
	}
	if f.Int("bad"); f.Fault("bad") == "" {
		t.Error("12x passes as a number")
	}
	if got := f.List("list"); len(got) != 2 || got[0] != "a" {
		t.Errorf("list %v", got)
	}
	if got := f.Prose("text"); got != "một\nhai" {
		t.Errorf("prose %q", got)
	}
	if got := f.Lines("lines"); len(got) != 2 || got[1] != "hai" {
		t.Errorf("lines %v", got)
	}
	if got := f.Time("day", "hour"); !got.Equal(time.Date(2026, 4, 15, 9, 30, 0, 0, time.UTC)) {
		t.Errorf("instant %s", got)
	}
	if f.Time("day", "late"); f.Fault("late") == "" {
		t.Error("25:00 passes as a time")
	}
	if f.Time("day", "nothing"); f.Fault("nothing") == "" {
		t.Error("a day without a time passes as an instant")
	}
	if !f.Time("nothing2", "nothing3").IsZero() || f.Fault("nothing2") != "" {
		t.Error("no day and no time is a fault")
	}
	if f.Date("wrong"); f.Fault("wrong") == "" {
		t.Error("32/1 passes as a day")
	}
	if f.Seen() != 7 || *f.Capacity() != (committee.Capacity{Kind: committee.BySeat, ID: "ghe-1"}) {
		t.Errorf("seen %d, capacity %v", f.Seen(), f.Capacity())
	}
	n := len(f.Faults)
	if f.Fail("wrong", "text.empty"); len(f.Faults) != n {
		t.Error("a field has two faults: its control could name only one")
	}
}

func TestTake(t *testing.T) {
	p := pageIn(catalogue.EN)
	for _, c := range []struct {
		fault *committee.Fault
		taken bool
	}{
		{committee.Wrong("title", "text.empty"), true},
		{&committee.Fault{Kind: committee.NotFound, Code: "agency.unknown", Field: "lead"}, true},
		{&committee.Fault{Kind: committee.Conflict, Code: "account.exists", Field: "login"}, true},
		{committee.Missing("task.unknown"), false},
		{committee.Clash("changed.meanwhile"), false},
		{&committee.Fault{Kind: committee.Refused, Code: "roster.count", Field: "seats"}, false},
	} {
		f := NewForm(p, nil)
		if got := f.Take(c.fault); got != c.taken || (len(f.Faults) == 1) != c.taken {
			t.Errorf("%v: taken %v, want %v", c.fault, got, c.taken)
		}
	}
}

// TestNamesOfFields holds that a fault calls a field as its form does, in rows too.
func TestNamesOfFields(t *testing.T) {
	f := NewForm(pageIn(catalogue.VI), url.Values{"start": {"31/2/2026"}, "start_hour": {"25"}})
	f.Call("start", "Ngày họp mới")
	f.Call("places", "Chỗ ngồi")
	f.Time("start", "start_hour")
	f.Fail("places.2", "seating.twice")
	f.settle()
	for field, want := range map[string]string{
		"start":      "Ngày họp mới: “31/2/2026” không phải là ngày. Viết như 15/4/2026.",
		"start_hour": "Từ giờ: “25” không phải là giờ. Viết như 16:30.",
		"places.2":   "Chỗ ngồi, dòng\u00a02: một người không ngồi hai chỗ.",
	} {
		if got := f.Fault(field); got != want {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
}

func TestParseHour(t *testing.T) {
	for s, want := range map[string][2]int{"16:30": {16, 30}, "16h30": {16, 30}, "16h": {16, 0}, "8": {8, 0}, "8.05": {8, 5}, "16 giờ 30 phút": {16, 30}} {
		if h, m, ok := parseHour(s); !ok || [2]int{h, m} != want {
			t.Errorf("%q: %d:%d, %v", s, h, m, ok)
		}
	}
	for _, s := range []string{"", "24:00", "16:60", "chiều", "-1:00", "1:2:3"} {
		if h, m, ok := parseHour(s); ok {
			t.Errorf("%q is read as %d:%d", s, h, m)
		}
	}
}
