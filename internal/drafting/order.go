package drafting

import (
	"fmt"
	"slices"
	"time"

	"nghisu/internal/committee"
)

// open are the matters that everybody who is called may know of: what is sent to all
// names no confidential one, whoever draws it up. The numbers stay those of the
// whole agenda.
func (o Occasion) open() []committee.Item {
	return slices.DeleteFunc(o.agenda(), func(x committee.Item) bool { return x.Closed })
}

// Open are the matters that everybody who is called may know of.
func (o Occasion) Open() []committee.Item { return o.open() }

// section is the heading of the section that begins with the i-th of some items;
// empty: none does.
func (o Occasion) section(items []committee.Item, i int) string {
	m := o.Meeting.Meeting
	s := items[i].Section
	if s == 0 || s > len(m.Sections) || i > 0 && items[i-1].Section == s {
		return ""
	}
	if n := m.SectionNumber(s); n != "" {
		return n + ". " + m.Sections[s-1]
	}
	return m.Sections[s-1]
}

// hours are when an item is expected, to stand before its words: "8h10 - 8h55: ";
// empty where the durations are open.
func (o Occasion) hours(x committee.Item) string {
	if x.Begins.IsZero() || x.Ends.IsZero() {
		return ""
	}
	return o.clock(x.Begins) + " - " + o.clock(x.Ends) + ": "
}

// presents is who presents an item, as an agenda names them: the office of a seat, or
// who was named.
func (o Occasion) presents(x committee.Item) string {
	if x.Presenter != "" {
		return x.Presenter
	}
	if s, ok := o.seat(x.Lead); ok {
		return s.Title.VI
	}
	return ""
}

// clock writes a time of day as agendas do: "8h05".
func (o Occasion) clock(t time.Time) string {
	t = o.local(t)
	return fmt.Sprintf("%dh%02d", t.Hour(), t.Minute())
}

// Number is the number of an item as the agenda has it.
func (o Occasion) Number(x committee.Item) string { return x.Number }
