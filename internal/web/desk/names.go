package desk

import (
	"errors"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// names are the words for the marks in a record: who sits in a seat (ghế), what
// an agency (đơn vị), a post (chức vụ), a person, a meeting or a task is called.
// The record itself holds marks alone, so that a name that changes breaks no
// proof.
type names map[string]string

// namesOf gathers the names that the books know for the marks of an act, as the
// day of the act had them. A mark without a name stands as it is.
func namesOf(c *ui.Call, a app.ActPage) (names, error) {
	p, n := c.Page, names{}
	all := lines(a.Input)
	for _, e := range a.Events {
		all = append(all, lines(e.Data)...)
	}
	days := daysIn(p, a, all)
	bodies, err := c.App.Bodies(c.Ctx(), c.By, days[0])
	if err != nil {
		return nil, err
	}
	for _, b := range bodies {
		n[string(b.Key)] = p.Say(b.Name)
	}
	for _, day := range days {
		if err := n.office(c, day); err != nil {
			return nil, err
		}
		if a.Record.Body == "" {
			continue
		}
		seats, err := c.App.RosterOn(c.Ctx(), c.By, a.Record.Body, day)
		if err != nil {
			return nil, err
		}
		for _, s := range seats {
			n.add(string(s.Seat), ui.SeatName(p, s))
		}
	}
	if err := n.things(c, all); err != nil {
		return nil, err
	}
	return n, n.people(c, all)
}

// daysIn are the days on which the names of a record are looked up: the day of
// the act, the day before it, and the days that its decision names.
func daysIn(p *ui.Page, a app.ActPage, all []line) []charter.Date {
	day := p.DayOf(a.Record.At)
	days := []charter.Date{day, day - 1}
	for _, l := range all {
		if d, err := charter.ParseDate(l.Value); err == nil && l.key() == "effect" && d != day && len(days) == 2 {
			days = append(days, d, d-1)
		}
	}
	return days
}

// add names a mark, unless it has a name already.
func (n names) add(mark, name string) {
	if _, ok := n[mark]; !ok && mark != "" && name != "" {
		n[mark] = name
	}
}

// office names the agencies and posts of a day.
func (n names) office(c *ui.Call, day charter.Date) error {
	tree, err := c.App.Agencies(c.Ctx(), c.By, day)
	for _, g := range tree {
		n.add(string(g.Agency.ID), c.Page.Say(g.Agency.Name))
		for _, post := range g.Posts {
			n.add(string(post.Post.ID), c.Page.Say(post.Post.Title))
		}
	}
	return err
}

// things names the meetings with their items, the rounds with their questions,
// the papers and the tasks. What the reader may
// not see keeps its mark.
func (n names) things(c *ui.Call, all []line) error {
	for _, l := range all {
		if n[l.Value] != "" || !isMark(l.Value) {
			continue
		}
		switch l.key() {
		case "meeting":
			m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(l.Value))
			if hidden(err) {
				continue
			}
			if err != nil {
				return err
			}
			n.add(l.Value, meetingName(c.Page, m.Line)+", "+c.Page.Stamp(m.Line.Start))
			for _, x := range m.Meeting.Agenda {
				n.add(string(x.ID), x.Title)
			}
		case "paper":
			x, err := c.App.Paper(c.Ctx(), c.By, committee.PaperID(l.Value))
			if hidden(err) {
				continue
			}
			if err != nil {
				return err
			}
			n.add(l.Value, x.Line.Paper.Title)
		case "vote":
			x, err := c.App.Vote(c.Ctx(), c.By, committee.VoteID(l.Value))
			if hidden(err) {
				continue
			}
			if err != nil {
				return err
			}
			n.add(l.Value, x.Vote.Motion)
		case "round":
			r, err := c.App.Round(c.Ctx(), c.By, committee.RoundID(l.Value))
			if hidden(err) {
				continue
			}
			if err != nil {
				return err
			}
			c.Page.NameVeiled(&r)
			n.add(l.Value, r.Line.Title)
			for _, q := range r.Round.Questions {
				n.add(string(q.ID), q.Text)
			}
		case "task":
			t, err := c.App.Task(c.Ctx(), c.By, committee.TaskID(l.Value))
			if hidden(err) {
				continue
			}
			if err != nil {
				return err
			}
			n.add(l.Value, t.Line.Title)
		}
	}
	return nil
}

// people names persons, where the record holds the mark of one.
func (n names) people(c *ui.Call, all []line) error {
	for _, l := range all {
		if key := l.key(); n[l.Value] == "" && isMark(l.Value) && (key == "person" || key == "ref" || key == "assistant" || key == "holder") {
			list, err := c.App.People(c.Ctx(), c.By, "")
			for _, x := range list {
				n.add(string(x.ID), x.Name)
			}
			return err
		}
	}
	return nil
}

// hidden reports whether an answer is that the reader sees nothing there.
func hidden(err error) bool {
	var fault *committee.Fault
	return errors.As(err, &fault)
}

// isMark reports whether a value has the form of an id of the books.
func isMark(s string) bool {
	return len(s) == 36 && strings.Count(s, "-") == 4 && strings.Trim(s, "0123456789abcdef-") == ""
}
