package calendar

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// freeWeekdays lists the weekdays of a year that are free, as "M-D".
func freeWeekdays(c *Calendar, year int) string {
	var out []string
	for d := FromYMD(year, 1, 1); d <= FromYMD(year, 12, 31); d++ {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday && !c.IsWorkday(d) {
			_, m, day := d.YMD()
			out = append(out, fmt.Sprintf("%d/%d", day, m))
		}
	}
	return strings.Join(out, " ")
}

// The free weekdays of years, worked out by hand from the law, the default
// placings and the notices of the year.
func TestFreeWeekdays(t *testing.T) {
	c := Vietnam()
	for _, y := range []struct {
		year int
		want string
	}{
		{2011, "3/1 2/2 3/2 4/2 7/2 12/4 2/5 3/5 2/9"},
		{2014, "1/1 29/1 30/1 31/1 3/2 4/2 9/4 30/4 1/5 2/9"},
		{2017, "2/1 26/1 27/1 30/1 31/1 1/2 6/4 1/5 2/5 4/9"},
		{2020, "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9"},
		{2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9"},
		{2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9"},
		{2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9"},
		{2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9"},
		{2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9"},
		{2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11"},
		{2027, "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11"},
		{2028, "3/1 24/1 25/1 26/1 27/1 28/1 4/4 1/5 2/5 1/9 4/9 24/11"},
		{2029, "1/1 12/2 13/2 14/2 15/2 16/2 23/4 30/4 1/5 3/9 4/9 26/11"},
		{2030, "1/1 31/1 1/2 4/2 5/2 6/2 12/4 30/4 1/5 2/9 3/9 25/11"},
	} {
		if got := freeWeekdays(c, y.year); got != y.want {
			t.Errorf("%d:\n got %s\nwant %s", y.year, got, y.want)
		}
	}
}

func TestHolidaySaysWhyAndHowSure(t *testing.T) {
	c := Vietnam()
	for _, h := range []struct {
		day       string
		key       string
		kind      Kind
		certainty Certainty
	}{
		{"2026-01-01", "tet-duong-lich", Regular, ByLaw},
		{"2026-01-02", "", Swapped, Decided},
		{"2026-02-16", "tet-nguyen-dan", Regular, Decided},
		{"2026-04-26", "gio-to", Regular, ByLaw}, // a Sunday, still named
		{"2026-04-27", "gio-to", Substitute, ByLaw},
		{"2026-08-31", "", Swapped, Reported},
		{"2026-09-01", "quoc-khanh", Regular, Reported},
		{"2026-11-24", "van-hoa", Regular, ByLaw},
		{"2027-02-04", "tet-nguyen-dan", Regular, Computed},
		{"2027-02-06", "tet-nguyen-dan", Regular, ByLaw}, // mùng 1
		{"2027-02-09", "tet-nguyen-dan", Substitute, Computed},
		{"2027-09-02", "quoc-khanh", Regular, ByLaw},
		{"2027-09-03", "quoc-khanh", Regular, Computed},
		{"2029-09-04", "quoc-khanh", Substitute, Computed},
		{"2029-11-26", "van-hoa", Substitute, ByLaw},
	} {
		got, ok := c.Holiday(mustDay(t, h.day))
		if !ok || got.Key != h.key || got.Kind != h.kind || got.Certainty != h.certainty {
			t.Errorf("%s is %+v (%v), want %v", h.day, got, ok, h)
		}
		if got.Name == "" || got.NameEn == "" || got.Source == "" {
			t.Errorf("%s: a name or the source is missing: %+v", h.day, got)
		}
		if got.Decided() != (h.certainty != Computed) {
			t.Errorf("%s: Decided is %v for %s", h.day, got.Decided(), got.Certainty)
		}
	}
	if _, ok := c.Holiday(mustDay(t, "2026-03-07")); ok {
		t.Error("a plain Saturday is a holiday")
	}
	for _, s := range []string{"2026-01-10", "2026-08-22", "2025-04-26", "2024-05-04"} {
		d := mustDay(t, s)
		if h, ok := c.MakeUp(d); !ok || !c.IsWorkday(d) || h.Name == "" {
			t.Errorf("%s is not a make-up day: %+v", s, h)
		}
	}
	if _, ok := c.MakeUp(mustDay(t, "2026-01-17")); ok {
		t.Error("a plain Saturday is a make-up day")
	}
}

func TestCountingExamples(t *testing.T) {
	c := Vietnam()
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-03-02", 1, "2026-03-03"},
		{"2026-03-06", 1, "2026-03-09"},
		{"2026-03-07", 1, "2026-03-09"},
		{"2026-03-09", -3, "2026-03-04"},
		{"2026-03-08", -1, "2026-03-06"},
		{"2026-02-13", 1, "2026-02-23"}, // over Tết
		{"2026-02-23", -1, "2026-02-13"},
		{"2026-01-08", 2, "2026-01-10"}, // a Saturday worked instead of 2 January
		{"2026-08-28", 1, "2026-09-03"}, // over National Day
		{"2026-04-24", 3, "2026-05-04"}, // 27, 30 April and 1 May are free
		{"2026-03-07", 0, "2026-03-07"},
	} {
		if got := c.AddWorkdays(mustDay(t, x.from), x.n); got.String() != x.want {
			t.Errorf("%s %+d working days is %s, want %s", x.from, x.n, got, x.want)
		}
	}
	for _, x := range [][2]string{{"2026-02-14", "2026-02-23"}, {"2026-02-13", "2026-02-13"}, {"2026-01-10", "2026-01-10"}, {"2026-09-01", "2026-09-03"}} {
		if got := c.Next(mustDay(t, x[0])); got.String() != x[1] {
			t.Errorf("Next(%s) is %s, want %s", x[0], got, x[1])
		}
	}
	if got := c.Between(mustDay(t, "2026-02-13"), mustDay(t, "2026-02-24")); got != 2 {
		t.Errorf("working days left over Tết: %d, want 2", got)
	}
	if got := c.Between(mustDay(t, "2026-03-09"), mustDay(t, "2026-03-05")); got != -2 {
		t.Errorf("working days overdue: %d, want -2", got)
	}
}

// naive counts by walking day by day.
func naive(c *Calendar, from Day, n int) Day {
	step := Day(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		from += step
		if c.IsWorkday(from) {
			n--
		}
	}
	return from
}

func TestCountingProperties(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	sixDay, err := Read("version T\nyears 2020 2030\nrest Sun\nholiday x | x | x\nsolar x 2020- 01-01\n")
	if err != nil {
		t.Fatal(err)
	}
	own := Vietnam().With([]Override{{Day: FromYMD(2050, 1, 3), Free: true}, {Day: FromYMD(1950, 1, 7)}})
	for _, c := range []*Calendar{Vietnam(), sixDay, own} {
		lo, hi := FromYMD(1940, 1, 1), FromYMD(2060, 1, 1)
		for range 3000 {
			d := lo + Day(rnd.IntN(int(hi-lo)))
			n := rnd.IntN(600) - 300
			got := c.AddWorkdays(d, n)
			if want := naive(c, d, n); got != want {
				t.Fatalf("%s %+d is %s, walking gives %s", d, n, got, want)
			}
			if n != 0 && !c.IsWorkday(got) {
				t.Fatalf("%s %+d is %s, not a working day", d, n, got)
			}
			if back := c.Between(d, got); back != n {
				t.Fatalf("Between(%s, %s) is %d, want %d", d, got, back, n)
			}
			if next := c.AddWorkdays(d, n+1); next <= got && n != -1 && n != 0 {
				t.Fatalf("%s: %+d gives %s but %+d gives %s", d, n, got, n+1, next)
			}
			if c.AddWorkdays(d+1, n) < got {
				t.Fatalf("%s %+d lies after the same count from the next day", d, n)
			}
			if w := c.Next(d); w < d || !c.IsWorkday(w) || c.Between(d, w) > 1 {
				t.Fatalf("Next(%s) is %s", d, w)
			}
			// The count over two stretches is the sum of both.
			e := d + Day(rnd.IntN(900))
			f := e + Day(rnd.IntN(900))
			if c.Between(d, f) != c.Between(d, e)+c.Between(e, f) {
				t.Fatalf("%s %s %s: counts do not add up", d, e, f)
			}
		}
	}
}

func TestYearRange(t *testing.T) {
	c := Vietnam()
	first, last := c.Years()
	if first > 2011 || last < 2030 {
		t.Errorf("the set speaks for %d to %d, want at least 2011 to 2030", first, last)
	}
	if c.Covers(FromYMD(first, 1, 1)-1) || !c.Covers(FromYMD(first, 1, 1)) || !c.Covers(FromYMD(last, 12, 31)) || c.Covers(FromYMD(last, 12, 31)+1) {
		t.Error("Covers does not follow Years")
	}
	if c.Version() == "" {
		t.Error("no version")
	}
	for y := first; y <= last; y++ {
		n := 0
		for d, h := range c.free {
			if yy, _, _ := d.YMD(); yy == y && h.Kind != Swapped && !c.rest[d.Weekday()] {
				n++
			}
		}
		// Holidays on rest days are made good, so the count is the law's, less
		// one when two holidays fall on one day.
		want := map[bool]int{true: 9, false: 10}[y < 2014]
		if y >= 2021 {
			want = 11
		}
		if y >= 2026 {
			want = 12
		}
		if n != want {
			t.Errorf("%d has %d free weekdays, the law gives %d", y, n, want)
		}
	}
	if !c.IsWorkday(FromYMD(last+1, 1, 1)) == (FromYMD(last+1, 1, 1).Weekday()%6 != 0) {
		t.Error("outside its years the set must know rest days only")
	}
	if got := c.AddWorkdays(math.MaxInt32-3, 100); got != math.MaxInt32 {
		t.Errorf("the end of Day: %d", got)
	}
	if got := c.AddWorkdays(0, math.MinInt); got != math.MinInt32 {
		t.Errorf("the beginning of Day: %d", got)
	}
}

func TestWith(t *testing.T) {
	base := Vietnam()
	sat, mon, tet := FromYMD(2026, 3, 7), FromYMD(2026, 3, 9), FromYMD(2026, 2, 17)
	c := base.With([]Override{
		{Day: sat, Name: "Làm việc sáng thứ Bảy", NameEn: "Saturday worked", Source: "UBND xã"},
		{Day: mon, Free: true, Name: "Ngày truyền thống", NameEn: "Founding day", Source: "HĐND tỉnh"},
		{Day: tet, Name: "Trực Tết", NameEn: "Tết duty"},
	})
	if !c.IsWorkday(sat) || c.IsWorkday(mon) || !c.IsWorkday(tet) {
		t.Error("own days do not hold")
	}
	if h, ok := c.Holiday(mon); !ok || h.Certainty != Local || h.Kind != Own || !h.Decided() || h.Source != "HĐND tỉnh" {
		t.Errorf("own holiday: %+v", h)
	}
	if h, ok := c.MakeUp(sat); !ok || h.Name != "Làm việc sáng thứ Bảy" {
		t.Errorf("own working day: %+v", h)
	}
	if base.IsWorkday(sat) || !base.IsWorkday(mon) || base.IsWorkday(tet) {
		t.Error("With changed the calendar it was called on")
	}
	again := c.With([]Override{{Day: mon}, {Day: sat, Free: true}})
	if !again.IsWorkday(mon) || again.IsWorkday(sat) {
		t.Error("the later override does not hold")
	}
	if got := c.AddWorkdays(FromYMD(2026, 3, 6), 2); got != FromYMD(2026, 3, 10) {
		t.Errorf("counting over own days gives %s", got)
	}
}

func TestReadRefuses(t *testing.T) {
	head := "version T\nyears 2020 2030\nrest Sat Sun\nholiday a | một | one\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", `"version"`},
		{"keyword", head + "sollar a 2020- 01-01", "line 5: unknown keyword"},
		{"words", head + "solar a 2020-", "line 5"},
		{"unnamed", head + "solar b 2020- 01-01", `"b"`},
		{"years", "version T\nyears 2030 2020", "line 2"},
		{"far years", "version T\nyears 1800 2020", "line 2"},
		{"no work", "version T\nyears 2020 2030\nrest Mon Tue Wed Thu Fri Sat Sun", "no working day"},
		{"weekday", head + "rest Samedi", "line 5"},
		{"month", head + "solar a 2020- 13-01", "line 5"},
		{"run", head + "solar a 2020 01-01", "line 5"},
		{"lunar", head + "lunar a 2020- 01-31", "no day 31/1"},
		{"tet", head + "tet a 2020- 2-3", "line 5"},
		{"tet other", head + "tet a 2020- 2+3 Mon", "line 5"},
		{"side", head + "beside a 2020- 09-02 left", "line 5"},
		{"certainty", head + "swap 2026-01-02 2026-01-10 maybe", "line 5"},
		{"swap order", head + "swap 2026-01-10 2026-01-02 decided", "weekday"},
		{"place long", head + "place a 2026 2026-01-01 2026-03-01 decided", "line 5"},
		{"place twice", head + "place a 2026 2026-01-01 2026-01-01 decided\nplace a 2026 2026-01-02 2026-01-02 decided", "twice"},
		{"place outside", head + "place a 2019 2019-01-01 2019-01-01 decided", "outside"},
		{"names", head + "holiday b | hai", "line 5"},
		{"named twice", head + "holiday a | hai | two", "twice"},
		{"bar", head + "| x", "line 5"},
	} {
		if _, err := Read(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want it to say %s", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(vietnamText)
	f.Add("version T\nyears 2026 2026\nrest Sun\nholiday a | một | one\ntet a 2020- 2+3 Mon:1+4\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Read(text)
		if err != nil {
			return
		}
		d := FromYMD(c.first, 6, 1)
		if got := c.Between(d, c.AddWorkdays(d, 25)); got != 25 {
			t.Errorf("25 working days count as %d", got)
		}
	})
}

func ExampleCalendar_AddWorkdays() {
	sent, _ := Parse("2026-02-13")
	fmt.Println("five working days from", sent, "end on", Vietnam().AddWorkdays(sent, 5))
	// Output: five working days from 2026-02-13 end on 2026-02-27
}

func BenchmarkAddWorkdays(b *testing.B) {
	c, d := Vietnam(), FromYMD(2026, 1, 5)
	for b.Loop() {
		c.AddWorkdays(d, 15)
	}
}

func BenchmarkIsWorkday(b *testing.B) {
	c, d := Vietnam(), FromYMD(2026, 9, 2)
	for b.Loop() {
		c.IsWorkday(d)
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(vietnamText); err != nil {
			b.Fatal(err)
		}
	}
}
