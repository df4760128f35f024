package charter

import (
	"fmt"
	"time"
)

// Date is a civil day (ngày) without a zone, counted in days since 1970-01-01.
// The zero value means "no date".
type Date int32

// NewDate gives the day of a year, month and day of the proleptic Gregorian
// calendar. Values out of range roll over as in [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf gives the civil day of an instant in the instant's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads YYYY-MM-DD. It refuses days that no calendar has.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date (YYYY-MM-DD)", s)
	}
	return DateOf(t), nil
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == 0 }

// Time gives midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Split gives year, month and day.
func (d Date) Split() (year int, month time.Month, day int) { return d.Time().Date() }

// String gives YYYY-MM-DD, or the empty string for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; the empty string is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// AddMonths moves by whole months; a day that the month lacks becomes its last.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Split()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	if last := first.AddDate(0, 1, -1).Day(); day > last {
		day = last
	}
	return NewDate(first.Year(), first.Month(), day)
}

// Approx is a date known exactly, only by its month or a part of it, or left
// open by the text. Days From to To, both included, are what is known.
type Approx struct {
	From, To Date // equal for an exact day; both zero when unknown
	Unstated bool // the text leaves the day open
}

// Exact reports whether a single day is known.
func (a Approx) Exact() bool { return a.From != 0 && a.From == a.To }

// IsZero reports whether nothing at all is said.
func (a Approx) IsZero() bool { return a == Approx{} }

// Day makes an exact [Approx].
func Day(d Date) Approx { return Approx{From: d, To: d} }

// Period is a stretch of days, both included. A zero end is open.
type Period struct {
	From, To Date
}

// Holds reports whether a day lies in the period.
func (p Period) Holds(d Date) bool {
	return (p.From == 0 || d >= p.From) && (p.To == 0 || d <= p.To)
}
