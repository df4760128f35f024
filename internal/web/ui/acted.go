package ui

import "time"

// The fields of the time of an act, named as the application names it.
const (
	actedField = "acted-at"
	actedDay   = "acted-at.day"
	actedHour  = "acted-at.hour"
	actedPaper = "acted-at.paper"
)

// Acted reads when an act took place that is entered afterwards; zero: now.
func (f *Form) Acted() time.Time {
	if f.Str(actedDay) == "" && f.Str(actedHour) == "" {
		return time.Time{}
	}
	f.Call(actedDay, f.page.T("acted.day"))
	f.Call(actedHour, f.page.T("acted.hour"))
	return f.Time(actedDay, actedHour)
}

// Paper reads the number and day of the paper from which an act is entered afterwards.
func (f *Form) Paper() string { return f.Str(actedPaper) }

// SetActed puts a time into the fields of the time of an act.
func (f *Form) SetActed(t time.Time) {
	f.Values.Set(actedDay, f.page.Input(f.page.DayOf(t)))
	f.Values.Set(actedHour, f.page.Clock(t))
}

// actedFact repeats the time of an act that is entered afterwards.
func (p *Page) actedFact(f *Form) []Fact {
	if at := f.Acted(); !at.IsZero() {
		out := []Fact{{Label: p.T("acted.legend"), Value: p.T("acted.both", p.Stamp(at), p.Stamp(p.Now))}}
		if paper := f.Paper(); paper != "" {
			out = append(out, Fact{Label: p.T("acted.paper"), Value: paper})
		}
		return out
	}
	return nil
}
