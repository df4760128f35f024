package body

import (
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// kinds are the kinds of meeting, in the order in which they are offered.
var kinds = []committee.MeetingKind{committee.Regular, committee.Extraordinary, committee.Expanded, committee.Session}

// conveneAct is the act that a kind of meeting asks for.
func conveneAct(k committee.MeetingKind) charter.Act {
	switch k {
	case committee.Extraordinary:
		return "meeting.convene-extraordinary"
	case committee.Expanded:
		return "meeting.convene-expanded"
	case committee.Session:
		return "meeting.convene-session"
	case committee.Regular:
	}
	return "meeting.convene"
}

// newMeetingPath is the form that convenes a meeting of a kind.
func newMeetingPath(key committee.BodyKey, k committee.MeetingKind) string {
	return ui.BodyPath(key, "phien-hop", "moi") + "?kind=" + url.QueryEscape(string(k))
}

// meetingsPage lists the meetings of a body and the proposals to meet.
func meetingsPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	list, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{
		Body: b.Line.Key, State: committee.MeetingState(c.Query("trang-thai")), Cursor: c.Query("sau"), Limit: 50,
	})
	if err != nil {
		return err
	}
	proposals, err := c.App.Proposals(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("nav.meetings")
	return c.Render(http.StatusOK, meetingsView(p, b, list, proposals, committee.MeetingState(c.Query("trang-thai"))))
}

// stateChips are the filters by state.
func stateChips(p *ui.Page, here committee.MeetingState) []ui.Link {
	out := []ui.Link{{Text: p.T("list.all-states"), Href: p.With("trang-thai", "", "sau", ""), Here: here == ""}}
	for _, s := range []committee.MeetingState{committee.Convened, committee.Postponed, committee.Held, committee.Concluded, committee.Cancelled} {
		out = append(out, ui.Link{Text: p.T("state." + string(s)), Href: p.With("trang-thai", string(s), "sau", ""), Here: s == here})
	}
	return out
}

// none reports that a reader may call no kind of meeting of a body, nor ask for one.
func none(offers []app.Offer) bool {
	for _, k := range kinds {
		if o := offer(offers, conveneAct(k)); o == nil || o.Allowed {
			return false
		}
	}
	o := offer(offers, "meeting.propose")
	return o != nil && !o.Allowed
}

// meetingName is a meeting's title, or its kind.
func meetingName(p *ui.Page, m app.MeetingLine) string {
	if m.Title != "" {
		return ui.Bind(m.Title)
	}
	return p.T("meeting." + string(m.Kind))
}
