package calendar

import (
	"math"
	"testing"
)

func TestLunarVectors(t *testing.T) {
	for _, c := range []struct {
		solar string
		lunar LunarDate
	}{
		{"2025-01-29", LunarDate{Year: 2025, Month: 1, Day: 1}},
		{"2026-02-17", LunarDate{Year: 2026, Month: 1, Day: 1}},
		{"2027-02-06", LunarDate{Year: 2027, Month: 1, Day: 1}},
		{"2028-01-26", LunarDate{Year: 2028, Month: 1, Day: 1}},
		{"2029-02-13", LunarDate{Year: 2029, Month: 1, Day: 1}},
		{"2030-02-02", LunarDate{Year: 2030, Month: 1, Day: 1}}, // China: 3 February
		{"2031-01-23", LunarDate{Year: 2031, Month: 1, Day: 1}},
		{"2032-02-11", LunarDate{Year: 2032, Month: 1, Day: 1}},
		{"2007-02-17", LunarDate{Year: 2007, Month: 1, Day: 1}}, // China: 18 February
		{"1985-01-21", LunarDate{Year: 1985, Month: 1, Day: 1}}, // China: 20 February
		{"1968-01-29", LunarDate{Year: 1968, Month: 1, Day: 1}}, // China: 30 January
		{"2025-04-07", LunarDate{Year: 2025, Month: 3, Day: 10}},
		{"2026-04-26", LunarDate{Year: 2026, Month: 3, Day: 10}},
		{"2027-04-16", LunarDate{Year: 2027, Month: 3, Day: 10}},
		{"2028-04-04", LunarDate{Year: 2028, Month: 3, Day: 10}},
		{"2029-04-23", LunarDate{Year: 2029, Month: 3, Day: 10}},
		{"2030-04-12", LunarDate{Year: 2030, Month: 3, Day: 10}},
		{"2025-07-25", LunarDate{Year: 2025, Month: 6, Day: 1, Leap: true}},
		{"2023-03-22", LunarDate{Year: 2023, Month: 2, Day: 1, Leap: true}},
		{"2033-12-22", LunarDate{Year: 2033, Month: 11, Day: 1, Leap: true}},
		{"2024-02-09", LunarDate{Year: 2023, Month: 12, Day: 30}},
		{"2025-01-28", LunarDate{Year: 2024, Month: 12, Day: 29}},
	} {
		d := mustDay(t, c.solar)
		if got, ok := Lunar(d); !ok || got != c.lunar {
			t.Errorf("%s is lunar %s, want %s", c.solar, got, c.lunar)
		}
		if got, ok := FromLunar(c.lunar); !ok || got != d {
			t.Errorf("lunar %s is %s, want %s", c.lunar, got, c.solar)
		}
	}
}

// Every day must follow its predecessor by the rules of a lunisolar calendar,
// and come back from its lunar date.
func TestLunarRunsOn(t *testing.T) {
	prev, _ := Lunar(FromYMD(LunarFirstYear, 1, 1))
	leapYear, leaps := 0, 0
	for d := FromYMD(LunarFirstYear, 1, 2); d <= FromYMD(LunarLastYear, 12, 31); d++ {
		l, ok := Lunar(d)
		if !ok {
			t.Fatalf("%s has no lunar date", d)
		}
		switch {
		case l.Day == prev.Day+1 && l.Month == prev.Month && l.Year == prev.Year && l.Leap == prev.Leap && l.Day <= 30:
		case l.Day == 1 && prev.Day >= 29 && l.Leap && !prev.Leap && l.Month == prev.Month && l.Year == prev.Year:
			if l.Year == leapYear {
				t.Errorf("%s: a second leap month in %d", d, l.Year)
			}
			leapYear = l.Year
			leaps++
		case l.Day == 1 && prev.Day >= 29 && !l.Leap && l.Month == prev.Month%12+1 && l.Year == prev.Year+btoi(l.Month == 1):
		default:
			t.Fatalf("%s is %s after %s", d, l, prev)
		}
		if l.Year >= LunarFirstYear && l.Year <= LunarLastYear && (l.Day == 1 || l.Day >= 29 || d%10 == 0) {
			if back, ok := FromLunar(l); !ok || back != d {
				t.Fatalf("%s is %s, which comes back as %s", d, l, back)
			}
		}
		prev = l
	}
	if leaps != 110 && leaps != 111 { // 7 in 19 years
		t.Errorf("%d leap months in 300 years", leaps)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestFromLunarRefuses(t *testing.T) {
	for _, l := range []LunarDate{
		{Year: 2024, Month: 12, Day: 30},           // a month of 29 days
		{Year: 2026, Month: 1, Day: 1, Leap: true}, // no leap month in 2026
		{Year: 2026, Month: 13, Day: 1},
		{Year: 2026, Month: 1, Day: 31},
		{Year: 2026, Month: 1, Day: 0},
		{Year: 1899, Month: 1, Day: 1},
		{Year: 2200, Month: 1, Day: 1},
	} {
		if d, ok := FromLunar(l); ok {
			t.Errorf("lunar %s is taken for %s", l, d)
		}
	}
	if _, ok := Lunar(FromYMD(1899, 12, 31)); ok {
		t.Error("1899 is answered")
	}
}

// fineNewMoon is the new moon by the longer series of Meeus, Astronomical
// Algorithms (1991), chapter 49, in Julian ephemeris days; k counts from 2000.
func fineNewMoon(k float64) float64 {
	t := k / 1236.85
	sin := func(deg float64) float64 { return math.Sin(deg * math.Pi / 180) }
	e := 1 - 0.002516*t - 0.0000074*t*t
	m := 2.5534 + 29.10535670*k - 0.0000014*t*t - 0.00000011*t*t*t
	p := 201.5643 + 385.81693528*k + 0.0107582*t*t + 0.00001238*t*t*t - 0.000000058*t*t*t*t
	f := 160.7108 + 390.67050284*k - 0.0016118*t*t - 0.00000227*t*t*t + 0.000000011*t*t*t*t
	o := 124.7746 - 1.56375588*k + 0.0020672*t*t + 0.00000215*t*t*t
	jde := 2451550.09766 + 29.530588861*k + 0.00015437*t*t - 0.000000150*t*t*t + 0.00000000073*t*t*t*t
	jde += -0.40720*sin(p) + 0.17241*e*sin(m) + 0.01608*sin(2*p) + 0.01039*sin(2*f) +
		0.00739*e*sin(p-m) - 0.00514*e*sin(p+m) + 0.00208*e*e*sin(2*m) - 0.00111*sin(p-2*f) -
		0.00057*sin(p+2*f) + 0.00056*e*sin(2*p+m) - 0.00042*sin(3*p) + 0.00042*e*sin(m+2*f) +
		0.00038*e*sin(m-2*f) - 0.00024*e*sin(2*p-m) - 0.00017*sin(o) - 0.00007*sin(p+2*m) +
		0.00004*sin(2*p-2*f) + 0.00004*sin(3*m) + 0.00003*sin(p+m-2*f) + 0.00003*sin(2*p+2*f) -
		0.00003*sin(p+m+2*f) + 0.00003*sin(p-m+2*f) - 0.00002*sin(p-m-2*f) - 0.00002*sin(3*p+m) + 0.00002*sin(4*p)
	for _, a := range [][3]float64{
		{325, 299.77, 0.107408},
		{165, 251.88, 0.016321},
		{164, 251.83, 26.651886},
		{126, 349.42, 36.412478},
		{110, 84.66, 18.206239},
		{62, 141.74, 53.303771},
		{60, 207.14, 2.453732},
		{56, 154.84, 7.306860},
		{47, 34.52, 27.261239},
		{42, 207.19, 0.121824},
		{40, 291.34, 1.844379},
		{37, 161.72, 24.198154},
		{35, 239.56, 25.513099},
		{23, 331.55, 3.592518},
	} {
		jde += a[0] * 1e-6 * sin(a[1]+a[2]*k)
	}
	return jde
}

// Two theories of the moon must agree to minutes, and on every day on which a
// month begins in the years the holiday set speaks for.
func TestNewMoonAgreesWithLongerSeries(t *testing.T) {
	worst := 0.0
	for year := 1990; year <= 2050; year++ {
		u := float64(year) - 2000
		drift := (62.92 + 0.32217*u + 0.005589*u*u) / 86400 // uniform time ahead of UT
		for k := int(float64(year-1900) * 12.3685); k < int(float64(year-1899)*12.3685); k++ {
			short := newMoon(float64(k))
			long := fineNewMoon(math.Round((short-2451550.09766)/29.530588861)) - drift
			worst = max(worst, math.Abs(short-long)*1440)
			if a, b := math.Floor(short+0.5+7.0/24), math.Floor(long+0.5+7.0/24); a != b {
				t.Errorf("new moon of %s: the two series fall on different days (%.5f, %.5f)", moonDay(k), short, long)
			}
		}
	}
	if worst > 5 {
		t.Errorf("the two series differ by %.1f minutes", worst)
	}
	t.Logf("largest difference %.2f minutes", worst)
}

func BenchmarkLunar(b *testing.B) {
	d := FromYMD(2026, 4, 26)
	for b.Loop() {
		Lunar(d)
	}
}
