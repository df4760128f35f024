package calendar

import (
	"testing"
	"time"
)

func mustDay(t testing.TB, s string) Day {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDayAgreesWithTime(t *testing.T) {
	for d := FromYMD(1, 1, 1); d <= FromYMD(9999, 12, 31); d += 17 {
		want := time.Unix(int64(d)*86400, 0).UTC()
		y, m, day := d.YMD()
		if y != want.Year() || m != int(want.Month()) || day != want.Day() || d.Weekday() != want.Weekday() {
			t.Fatalf("%d: %d-%d-%d %s, want %s", d, y, m, day, d.Weekday(), want)
		}
		if FromYMD(y, m, day) != d {
			t.Fatalf("%s: FromYMD gives %d, want %d", d, FromYMD(y, m, day), d)
		}
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%s: parsed back as %d, %v", d, back, err)
		}
	}
	for _, c := range [][3]int{{2026, 14, 1}, {2026, 0, 31}, {2026, -11, 1}, {2024, 2, 30}, {-4, 2, 29}} {
		want := time.Date(c[0], time.Month(c[1]), c[2], 0, 0, 0, 0, time.UTC).Unix() / 86400
		if got := FromYMD(c[0], c[1], c[2]); int64(got) != want {
			t.Errorf("%v rolls over to %d, want %d", c, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-00",
		"2026-01-32", "0000-01-01", "2026/01/01", "20260101", "2026-01-01 ", "+026-01-01", "2026-0a-01",
	} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q is read as %s", s, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2026-09-02")
	f.Add("2026-02-29")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := Parse(s); err == nil && d.String() != s {
			t.Errorf("%q is read as %s", s, d)
		}
	})
}
