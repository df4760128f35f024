package calendar

import (
	"fmt"
	"time"
)

// Day is a civil day (ngày) without a zone: the number of days since
// 1970-01-01 in the proleptic Gregorian calendar.
type Day int32

// FromYMD gives the day of a year, month (1–12) and day of month. Months and
// days outside their range roll over, as in [time.Date].
func FromYMD(year, month, day int) Day {
	month--
	year += floorDiv(month, 12)
	month -= 12 * floorDiv(month, 12)
	// Count years from March, so that the leap day ends the year and the
	// months before it follow one formula.
	month -= 2
	if month < 0 {
		month += 12
		year--
	}
	era := floorDiv(year, 400)
	ofEra := year - 400*era
	ofYear := (153*month+2)/5 + day - 1
	return Day(146097*era + 365*ofEra + ofEra/4 - ofEra/100 + ofYear - 719468)
}

// YMD gives year, month (1–12) and day of month.
func (d Day) YMD() (year, month, day int) {
	n := int(d) + 719468
	era := floorDiv(n, 146097)
	ofEra := n - 146097*era
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*ofYear + 2) / 153
	day = ofYear - (153*m+2)/5 + 1
	month = m + 3
	year = yearOfEra + 400*era
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// Weekday gives the day of the week; 1970-01-01 was a Thursday.
func (d Day) Weekday() time.Weekday {
	n := (int(d) + int(time.Thursday)) % 7
	if n < 0 {
		n += 7
	}
	return time.Weekday(n)
}

// String gives YYYY-MM-DD.
func (d Day) String() string {
	y, m, day := d.YMD()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Parse reads YYYY-MM-DD, years 0001 to 9999. It refuses days that no calendar
// has, such as 2026-02-29.
func Parse(s string) (Day, error) {
	bad := fmt.Errorf("%q is not a day: write YYYY-MM-DD, for example 2026-09-02", s)
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, bad
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 || year == 0 || month < 1 || month > 12 || day < 1 {
		return 0, bad
	}
	d := FromYMD(year, month, day)
	if y, m, dd := d.YMD(); y != year || m != month || dd != day {
		return 0, bad
	}
	return d, nil
}

// digits reads a run of decimal digits and nothing else.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, len(s) > 0
}

// floorDiv divides rounding down, so that days before 1970 count rightly.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
