package body

import (
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// draftsOn are the opinion rounds on the draft of an item.
func draftsOn(m app.MeetingPage, item committee.ItemID) []app.RoundLine {
	return slices.DeleteFunc(slices.Clone(m.Drafts), func(l app.RoundLine) bool { return l.Item != item })
}

// mayConsult reports whether comments on the draft of an item may be asked for: it
// is open, and nobody asks for them yet.
func mayConsult(m app.MeetingPage, x committee.Item) bool {
	return m.MayConsult && !x.Closed && !itemDone(x) && len(draftsOn(m, x.ID)) == 0
}

// consultPath is the form that asks for comments on the draft of an item.
func consultPath(m app.MeetingPage, item committee.ItemID) string {
	return ui.BodyPath(m.Line.Body, "lay-y-kien", "moi") + "?phien=" + string(m.Line.ID) + "&muc=" + string(item)
}

// draftOf is the item of an agenda about which a new round is to be.
type draftOf struct {
	meeting app.MeetingPage
	item    committee.Item
}

// draftFor finds the item that the address names; nil when it names none.
func draftFor(c *ui.Call) (*draftOf, error) {
	id := committee.MeetingID(c.R.FormValue("phien"))
	if id == "" {
		return nil, nil
	}
	m, err := c.App.Meeting(c.Ctx(), c.By, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(m.Meeting.Agenda, func(x committee.Item) bool { return string(x.ID) == c.R.FormValue("muc") })
	if i < 0 {
		return nil, committee.Missing("item.unknown", c.R.FormValue("muc"))
	}
	return &draftOf{m, m.Meeting.Agenda[i]}, nil
}

// words name the item and its meeting; nothing for a round of its own.
func (d *draftOf) words(p *ui.Page) string {
	if d == nil {
		return ""
	}
	return d.item.Title + " · " + p.Stamp(d.meeting.Line.Start)
}

// begin gives the form what follows from the item: its words, its papers, who is
// called to the meeting, its day.
func (d *draftOf) begin(p *ui.Page, f *ui.Form) {
	set := func(name string, values ...string) {
		if !f.Has(name) && len(values) > 0 && values[0] != "" {
			f.Values[name] = values
		}
	}
	set("title", d.item.Title)
	set("questions", d.item.Title)
	var seats, agencies, papers []string
	for _, i := range d.meeting.Meeting.Chosen() {
		switch {
		case i.Seat != "":
			seats = append(seats, string(i.Seat))
		case i.Agency != "":
			agencies = append(agencies, string(i.Agency))
		}
	}
	for _, l := range papersOn(d.meeting, d.item.ID) {
		papers = append(papers, string(l.Paper.ID))
	}
	set("seats", seats...)
	set("agencies", agencies...)
	set("papers", papers...)
	set("chair", string(d.meeting.Meeting.Chair))
	if d.item.Lead != "" {
		set("drafter", "seat:"+string(d.item.Lead))
	}
	if day := p.DayOf(d.meeting.Meeting.Start); day >= p.Today() {
		set("deadline", p.Input(day))
	}
}
