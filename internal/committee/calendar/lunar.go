package calendar

import (
	"fmt"
	"math"
)

// LunarDate is a day of the Vietnamese lunar calendar (âm lịch).
type LunarDate struct {
	Year  int  // the lunar year, numbered as the solar year in which it begins
	Month int  // 1 (tháng Giêng) to 12 (tháng Chạp)
	Day   int  // 1 (mùng 1) to 30
	Leap  bool // the intercalary month (tháng nhuận) that follows Month
}

// String gives day/month/year as Vietnamese almanacs print it, with "nhuận"
// after an intercalary month.
func (l LunarDate) String() string {
	leap := ""
	if l.Leap {
		leap = " nhuận"
	}
	return fmt.Sprintf("%d/%d%s/%d", l.Day, l.Month, leap, l.Year)
}

// The years for which the lunar calendar is answered. Outside them the
// polynomials of the lunar theory drift and nobody has published tables to
// compare with.
const (
	LunarFirstYear = 1900 // first solar year [Lunar] answers
	LunarLastYear  = 2199 // last solar year [Lunar] answers
)

// Lunar gives the lunar date of a day. It is computed, for the meridian of
// Vietnam (UTC+7), from the instants of new moon and the longitude of the sun;
// tables made for UTC+8 differ in some years (Tết 2007 and 2030). Before 1968 the
// calendar printed in Viet Nam followed other meridians; the answer there is the
// present rule carried back. It reports false outside LunarFirstYear to LunarLastYear.
func Lunar(d Day) (LunarDate, bool) {
	year, _, _ := d.YMD()
	if year < LunarFirstYear || year > LunarLastYear {
		return LunarDate{}, false
	}
	s := suiOf(year)
	if d >= s.end {
		s = suiOf(year + 1)
	}
	for i := len(s.months) - 1; i >= 0; i-- {
		if m := s.months[i]; d >= m.start {
			return LunarDate{Year: m.year, Month: m.number, Day: int(d-m.start) + 1, Leap: m.leap}, true
		}
	}
	return LunarDate{}, false
}

// FromLunar gives the day of a lunar date. It reports false for a date that
// the calendar does not have (day 30 of a short month, a leap month in a year
// without one) and outside LunarFirstYear to LunarLastYear.
func FromLunar(l LunarDate) (Day, bool) {
	if l.Year < LunarFirstYear || l.Year > LunarLastYear || l.Day < 1 || l.Day > 30 {
		return 0, false
	}
	s := suiOf(l.Year)
	if l.Month >= 11 {
		s = suiOf(l.Year + 1)
	}
	for i, m := range s.months {
		if m.number != l.Month || m.leap != l.Leap {
			continue
		}
		end := s.end
		if i+1 < len(s.months) {
			end = s.months[i+1].start
		}
		if d := m.start + Day(l.Day-1); d < end {
			return d, true
		}
	}
	return 0, false
}

// lunarMonth is one month: the day of its new moon, and its name.
type lunarMonth struct {
	start        Day
	year, number int
	leap         bool
}

// sui is the run of months from the one holding a winter solstice (always
// month 11) to the next such month, which is not part of it.
type sui struct {
	months []lunarMonth
	end    Day
}

// suiOf gives the sui that ends with the solstice month of the solar year:
// months 11 and 12 of the year before, then months 1 to 10 of the year.
func suiOf(year int) sui {
	first, next := solsticeMoon(year-1), solsticeMoon(year)
	count := next - first // 12, or 13 in a leap sui
	s := sui{end: moonDay(next)}
	number, y, leapDone := 11, year-1, count == 12
	for i := range count {
		m := lunarMonth{start: moonDay(first + i), year: y, number: number}
		if !leapDone && i > 0 && solarSector(m.start) == solarSector(moonDay(first+i+1)) {
			// The first month in which the sun enters no new sign repeats the
			// number of the month before it.
			leapDone = true
			m.leap = true
			m.number, m.year = s.months[i-1].number, s.months[i-1].year
			s.months = append(s.months, m)
			continue
		}
		s.months = append(s.months, m)
		if number++; number > 12 {
			number, y = 1, year
		}
	}
	return s
}

// solsticeMoon gives the index of the new moon that begins month 11 of the
// solar year: the last one on or before the winter solstice (longitude 270°).
func solsticeMoon(year int) int {
	k := int(math.Floor(float64(FromYMD(year, 12, 31)-moonEpochDay) / synodicMonth))
	if moonDay(k+1) <= FromYMD(year, 12, 31) {
		k++
	}
	for moonDay(k) > FromYMD(year, 12, 31) || solarSector(moonDay(k)) >= 9 {
		k--
	}
	return k
}

const (
	synodicMonth = 29.530588853  // mean days from new moon to new moon
	moonEpochDay = Day(-25567)   // 1900-01-01, near new moon number 0
	julian1970   = 2440587.5     // Julian date of 1970-01-01 00:00 UT
	meridian     = 7.0 / 24      // UTC+7 as a fraction of a day
	degree       = math.Pi / 180 // radians in a degree
	j1900        = 2415020.75933 // mean new moon number 0, Julian date
	j2000        = 2451545.0     // epoch of the solar theory
	century      = 36525.0       // days in a Julian century
	moonCentury  = 1236.85       // mean new moons in a Julian century
	moonMean     = 29.53058868   // mean step of the lunar theory used
)

// moonDay gives the day, at UTC+7, on which new moon number k falls.
func moonDay(k int) Day {
	return Day(math.Floor(newMoon(float64(k)) - julian1970 + meridian))
}

// newMoon gives the Julian date (UT) of new moon number k, counted from
// January 1900: mean moon plus the main periodic terms of Meeus, Astronomical
// Formulae for Calculators (1982), chapter 32, good to about three minutes. It is
// the series behind the method in common use for the Vietnamese calendar; the
// test compares it with the longer series of 1991.
func newMoon(k float64) float64 {
	t := k / moonCentury
	t2, t3 := t*t, t*t*t
	mean := j1900 + moonMean*k + 0.0001178*t2 - 0.000000155*t3 +
		0.00033*math.Sin((166.56+132.87*t-0.009173*t2)*degree)
	sun := (359.2242 + 29.10535608*k - 0.0000333*t2 - 0.00000347*t3) * degree
	moon := (306.0253 + 385.81691806*k + 0.0107306*t2 + 0.00001236*t3) * degree
	node := (21.2964 + 390.67050646*k - 0.0016528*t2 - 0.00000239*t3) * degree
	wobble := 0.0
	for _, w := range [...]struct{ size, sun, moon, node float64 }{
		{0.1734 - 0.000393*t, 1, 0, 0},
		{0.0021, 2, 0, 0},
		{-0.4068, 0, 1, 0},
		{0.0161, 0, 2, 0},
		{-0.0004, 0, 3, 0},
		{0.0104, 0, 0, 2},
		{-0.0051, 1, 1, 0},
		{-0.0074, 1, -1, 0},
		{0.0004, 1, 0, 2},
		{-0.0004, -1, 0, 2},
		{-0.0006, 0, 1, 2},
		{0.0010, 0, -1, 2},
		{0.0005, 1, 2, 0},
	} {
		wobble += w.size * math.Sin(w.sun*sun+w.moon*moon+w.node*node)
	}
	return mean + wobble - clockDrift(t)
}

// clockDrift gives, in days, how far uniform time runs ahead of UT, t Julian
// centuries after 1900.
func clockDrift(t float64) float64 {
	return -0.000278 + 0.000265*t + 0.000262*t*t
}

// solarSector gives which twelfth of the ecliptic (0 begins at the March
// equinox) the sun is in when the day begins at UTC+7.
func solarSector(d Day) int {
	t := (float64(d) + julian1970 - meridian - j2000) / century
	anomaly := (357.52910 + 35999.05030*t - 0.0001559*t*t - 0.00000048*t*t*t) * degree
	longitude := 280.46645 + 36000.76983*t + 0.0003032*t*t +
		(1.914600-0.004817*t-0.000014*t*t)*math.Sin(anomaly) +
		(0.019993-0.000101*t)*math.Sin(2*anomaly) +
		0.000290*math.Sin(3*anomaly)
	longitude -= 360 * math.Floor(longitude/360)
	return int(longitude / 30)
}
