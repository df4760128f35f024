package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/ics"
	"nghisu/internal/web/ui"
)

// Calendars to which the reader's own calendar program subscribes.
const (
	calendarsPath     = ui.MePath + "/lich"
	closeCalendarPath = calendarsPath + "/dong"
	feedPath          = "/lich/"
	ownCalendar       = "toi" // the choice of a form: what calls or binds the reader
)

func (s *server) calendarsPage(c *ui.Call) error {
	return s.drawCalendars(c, http.StatusOK, ui.NewForm(c.Page, url.Values{"body": {ownCalendar}}), "")
}

func (s *server) drawCalendars(c *ui.Call, status int, f *ui.Form, address string) error {
	list, err := s.App.Calendars(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Faulty = "me", p.T("calendar.title"), len(f.Faults) > 0
	bodies := []ui.Option{{Value: ownCalendar, Text: p.T("calendar.own")}}
	seen := map[committee.BodyKey]bool{}
	for _, m := range p.Me.Seats {
		if !seen[m.Body] {
			seen[m.Body] = true
			bodies = append(bodies, ui.Option{Value: string(m.Body), Text: p.Say(m.BodyName)})
		}
	}
	return c.Render(status, calendarsView(p, f, list, bodies, address))
}

// openCalendar makes an address. It is shown this once, so the answer is the page
// itself, as with keys for programs.
func (s *server) openCalendar(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	var in app.CalendarIn
	if body := f.Str("body"); body != ownCalendar {
		in.Body = committee.BodyKey(body)
	}
	secret, err := s.App.OpenCalendar(c.Ctx(), c.By, in)
	if err != nil {
		if !f.Take(err) {
			return err
		}
		return s.drawCalendars(c, http.StatusUnprocessableEntity, f, "")
	}
	return s.drawCalendars(c, http.StatusOK, ui.NewForm(c.Page, url.Values{"body": {ownCalendar}}), c.Origin()+feedPath+secret+".ics")
}

func (s *server) closeCalendar(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := s.App.CloseCalendar(c.Ctx(), c.By, f.Str("id")); err != nil {
		return err
	}
	return c.Redirect(calendarsPath)
}

// feed gives a calendar to a program that knows its address and nothing else. The
// address is a secret: no error tells it to the log, and none is a page.
func (s *server) feed(c *ui.Call) error {
	secret, _ := strings.CutSuffix(c.Arg("file"), ".ics")
	page, err := s.App.Calendar(c.Ctx(), s.Office, secret)
	var data []byte
	if err == nil {
		base := c.Origin()
		name, list := drafting.Desk{
			Lang: c.Page.Lang, Zone: s.Zone,
			Meeting: func(id committee.MeetingID) string { return base + ui.MeetingPath(id) },
			Task:    func(id committee.TaskID) string { return base + ui.TaskPath(id) },
			Round:   func(id committee.RoundID) string { return base + ui.RoundPath(id) },
			Duties:  func(body committee.BodyKey) string { return base + ui.BodyPath(body, "nghia-vu") },
		}.Calendar(page)
		data, err = ics.Feed(name, list)
	}
	var fault *committee.Fault
	switch {
	case errors.As(err, &fault) && fault.Kind == committee.NotFound:
		http.Error(c.W, c.Page.T("calendar.nowhere"), http.StatusNotFound)
		return nil
	case err != nil:
		s.Log.Error("calendar", "err", err)
		http.Error(c.W, c.Page.T("calendar.failed"), http.StatusServiceUnavailable)
		return nil
	}
	h := c.W.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Cache-Control", "private, max-age=900")
	_, err = c.W.Write(data)
	return err
}
