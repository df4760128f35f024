package desk

import (
	"cmp"
	"net/http"
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// shown is how many things one panel of the desk shows; the rest is one press
// away.
const shown = 7

func deskPage(c *ui.Call) error {
	d, err := c.App.Desk(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title = "desk", p.T("nav.desk")
	if leads(d.Me) {
		p.Density = "thoang"
	}
	p.Await = len(d.Await)
	return c.Render(http.StatusOK, deskView(p, d))
}

// leads reports whether a person decides rather than keeps: their desk is set
// wider.
func leads(me app.Me) bool {
	if me.Keeper {
		return false
	}
	for _, s := range me.Seats {
		switch s.Role {
		case "head", "deputy", "standing-deputy", "standing-member":
			return s.For == ""
		}
	}
	return false
}

// sorted parts what waits into decisions and work of one's own, the earliest day
// first, what has none last: what lies in the fold of a panel can wait longest.
func sorted(items []app.DeskItem) (decide, work []app.DeskItem) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b app.DeskItem) int {
		if (a.Due == 0) != (b.Due == 0) {
			return cmp.Compare(b.Due, a.Due)
		}
		return cmp.Compare(a.Due, b.Due)
	})
	for _, it := range items {
		switch it.Kind {
		case "task", "submit", "duty", "topic":
			work = append(work, it)
		default:
			decide = append(decide, it)
		}
	}
	return decide, work
}

// itemPath leads to where a thing is done.
func itemPath(it app.DeskItem) string {
	switch it.Kind {
	case "round":
		return ui.RoundPath(committee.RoundID(it.Ref), "tra-loi")
	case "ballot":
		return ui.VotePath(committee.VoteID(it.Ref), "phieu-kin")
	case "vote":
		return ui.VotePath(committee.VoteID(it.Ref), "bo-phieu")
	case "topic":
		return ui.TopicPath(committee.TopicID(it.Ref))
	case "answer":
		return ui.MeetingPath(committee.MeetingID(it.Ref)) + "/tra-loi"
	case "leave":
		return ui.MeetingPath(committee.MeetingID(it.Ref)) + "/cho-vang"
	case "conclude", "absence", "leave-given", "leave-refused":
		return ui.MeetingPath(committee.MeetingID(it.Ref))
	case "accept", "extension", "task", "submit":
		return ui.TaskPath(committee.TaskID(it.Ref))
	case "proposal":
		return ui.BodyPath(it.Body, "phien-hop")
	case "duty":
		return ui.BodyPath(it.Body, "nghia-vu")
	case "matter":
		return ui.BodyPath(it.Body, "viec-cho", it.Ref)
	case "matter-taken", "matter-refused":
		return ui.BodyPath(it.Body, "viec-cho")
	}
	return ui.BodyPath(it.Body)
}

// itemWord is the verb on the button of a thing.
func itemWord(p *ui.Page, it app.DeskItem) string {
	if slices.Contains(app.DeskKinds, it.Kind) {
		return p.T("desk.do." + it.Kind)
	}
	return p.T("desk.do.other")
}

// byDay parts meetings by their civil day, in order.
func byDay(p *ui.Page, list []app.MeetingLine) []dayOf[app.MeetingLine] {
	return grouped(list, func(m app.MeetingLine) charter.Date { return p.DayOf(m.Start) })
}

// dayOf is a day with what belongs to it.
type dayOf[T any] struct {
	Day   charter.Date
	Items []T
}

// grouped parts a list where the day changes.
func grouped[T any](list []T, day func(T) charter.Date) []dayOf[T] {
	var out []dayOf[T]
	for _, x := range list {
		d := day(x)
		if len(out) == 0 || out[len(out)-1].Day != d {
			out = append(out, dayOf[T]{Day: d})
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, x)
	}
	return out
}
