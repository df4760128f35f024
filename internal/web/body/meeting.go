package body

import (
	"net/http"
	"slices"
	"strconv"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// meetingOf loads the meeting of the address and puts the page under its body.
func meetingOf(c *ui.Call) (app.MeetingPage, error) {
	m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return m, err
	}
	return m, c.Under("meetings", m.Line.Body, c.Page.DayOf(m.Line.Start))
}

// meetingPage is one sitting: agenda, who is called and who came, positions,
// conclusions, the acts on record.
func meetingPage(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	units, err := unitsCalled(c, m)
	if err != nil {
		return err
	}
	x := &telling{speaker: drafting.Speaker{Seats: m.Seats}, zone: c.Zone, origin: c.Origin()}
	if len(concluding.Conclusions(m)) > 0 {
		if x.speaker.Units, err = unitNames(c, c.Page.DayOf(m.Line.Start), vietnamese); err != nil {
			return err
		}
	}
	p := c.Page
	p.Title = meetingName(p, m.Line)
	return c.Render(http.StatusOK, meetingView(p, m, units, x))
}

// unitsCalled names the agencies that are called to a sitting, as they were
// called on its day.
func unitsCalled(c *ui.Call, m app.MeetingPage) (map[committee.AgencyID]string, error) {
	if !slices.ContainsFunc(m.Meeting.Invitees, func(x committee.Invitee) bool { return x.Agency != "" }) {
		return nil, nil
	}
	return unitNames(c, c.Page.DayOf(m.Line.Start), c.Page.Say)
}

// vietnamese is a name as documents have it.
func vietnamese(t charter.Text) string { return t.VI }

// unitNames names the agencies of a day.
func unitNames(c *ui.Call, day charter.Date, say func(charter.Text) string) (map[committee.AgencyID]string, error) {
	out := map[committee.AgencyID]string{}
	tree, err := c.App.Agencies(c.Ctx(), c.By, day)
	for _, g := range tree {
		out[g.Agency.ID] = say(g.Agency.Name)
	}
	return out, err
}

// agenda are the matters of a sitting. What was said of the sitting as a whole
// stands on none of them.
func agenda(m app.MeetingPage) []committee.Item {
	var out []committee.Item
	for _, x := range m.Meeting.Agenda {
		if x.ID != "" {
			out = append(out, x)
		}
	}
	return out
}

// attendant is one seat of the sitting and how it took part.
type attendant struct {
	Seat    app.SeatLine
	Present string
}

// attendants are the seats of a sitting in the order of the decision: those
// called and who came besides, or the whole roster while nobody has been called.
func attendants(m app.MeetingPage) []attendant {
	called := map[committee.SeatID]committee.Invitee{}
	for _, x := range m.Meeting.Invitees {
		if x.Seat != "" {
			called[x.Seat] = x
		}
	}
	chosen := slices.ContainsFunc(m.Meeting.Chosen(), func(x committee.Invitee) bool { return x.Seat != "" })
	var out []attendant
	for _, s := range m.Seats {
		if s.In != m.Meeting.In && m.Meeting.In != "" || m.Meeting.In == "" && s.In != "" && called[s.Seat].Seat == "" {
			continue
		}
		x, ok := called[s.Seat]
		if chosen && !ok {
			continue
		}
		out = append(out, attendant{Seat: s, Present: x.Present})
	}
	return out
}

// guests are those called who hold no seat.
func guests(m app.MeetingPage, agencies map[committee.AgencyID]string) []string {
	var out []string
	for _, x := range m.Meeting.Invitees {
		switch {
		case x.Name != "":
			out = append(out, x.Name)
		case x.Agency != "":
			name := agencies[x.Agency]
			if name == "" {
				name = string(x.Agency)
			}
			out = append(out, name)
		}
	}
	return out
}

// hows are the ways of taking part.
var hows = []string{"present", "online", "substitute", "excused", "absent"}

// howCounts counts the attendants by how they took part; "" are those of whom
// nothing is on record.
func howCounts(list []attendant) map[string]int {
	n := map[string]int{}
	for _, a := range list {
		n[a.Present]++
	}
	return n
}

// there counts those who take part.
func there(n map[string]int) int { return n["present"] + n["online"] + n["substitute"] }

// itemDone reports whether an item has a conclusion.
func itemDone(x committee.Item) bool { return len(x.Conclusions) > 0 }

// openWords says what a verdict leaves open.
func openWords(p *ui.Page, v charter.Verdict) string {
	s := ""
	for _, u := range v.Unstated {
		key := "unstated." + u
		word := p.T(key)
		if word == "["+key+"]" {
			continue
		}
		if s != "" {
			s += "; "
		}
		s += word
	}
	return s
}

// meetingLede is the line under a meeting's name: when, where, who presides.
func meetingLede(p *ui.Page, m app.MeetingLine) string {
	s := p.Hours(m.Start, m.End) + ", " + p.LongDay(p.DayOf(m.Start))
	if m.Place != "" {
		s += ", " + m.Place
	}
	if m.Mode != "" && m.Mode != "in-person" {
		s += " (" + p.T("mode."+m.Mode) + ")"
	}
	s += "."
	if m.Chair != "" {
		s += " " + p.T("meeting.presides", m.Chair)
	}
	return s
}

// itemPath leads to an act on one item.
func itemPath(m app.MeetingPage, act string, id committee.ItemID) string {
	return meetingAct(m.Line.ID, act) + "?muc=" + string(id)
}

// meetingAct is the address of an act on a meeting.
func meetingAct(id committee.MeetingID, act string) string { return ui.MeetingPath(id) + "/" + act }

// mark is the short sign of an attendant in the picture: the first letters of
// the role, or the number among the members.
func mark(a attendant, n int) string {
	switch a.Seat.Role {
	case "head":
		return "T"
	case "deputy", "standing-deputy":
		return "P"
	}
	return strconv.Itoa(n)
}

// itemWays are the acts on the first item still open.
func itemWays(p *ui.Page, m app.MeetingPage) []way {
	i := slices.IndexFunc(agenda(m), func(x committee.Item) bool { return !itemDone(x) })
	if i < 0 {
		return nil
	}
	id := agenda(m)[i].ID
	return []way{
		{act: "opinion.record", word: p.T("do.positions"), href: itemPath(m, "y-kien", id)},
		{act: "vote.open", word: p.T("do.vote"), href: itemPath(m, "bieu-quyet", id)},
		{act: "meeting.conclude", word: p.T("do.conclude"), href: itemPath(m, "ket-luan", id)},
	}
}
