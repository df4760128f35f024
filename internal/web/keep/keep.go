package keep

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The addresses below the page of what is kept.
const (
	meetingPath = ui.KeptPath + "/phien-hop/{id}"
	roundPath   = ui.KeptPath + "/lay-y-kien/{id}"
	checkPath   = ui.KeptPath + "/kiem-tra"
	releasePath = ui.KeptPath + "/tra-may"
	removePath  = ui.KeptPath + "/xoa-may"
)

// Routes lists the page of what is kept, and what its scripts ask for.
func Routes(_ ui.Deps) []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: ui.KeptPath, Name: "kept", Handler: page, States: []string{"filled"}},
		{Method: http.MethodPost, Pattern: meetingPath, Name: "kept.meeting.send", Handler: keepMeeting},
		{Method: http.MethodPost, Pattern: roundPath, Name: "kept.round.send", Handler: keepRound},
		{Method: http.MethodPost, Pattern: checkPath, Name: "kept.check.send", Handler: check, Open: true},
		{Method: http.MethodPost, Pattern: releasePath, Name: "kept.release.send", Handler: release, Open: true},
		{Method: http.MethodPost, Pattern: removePath, Name: "kept.remove.send", Handler: remove},
	}
}

// page is what is kept on this device, which its script draws, and on which other
// devices the reader keeps something.
func page(c *ui.Call) error {
	list, err := c.App.Devices(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Section = p.T("keep.list"), "me"
	return c.Render(http.StatusOK, keptView(p, list))
}

// deviceIn registers the device that asks, unless it is known already as the
// reader's, and gives its secret.
func deviceIn(c *ui.Call) (string, error) {
	f, err := c.ReadForm()
	if err != nil {
		return "", err
	}
	if secret := f.Str("may"); secret != "" {
		who, err := c.App.CheckDevice(c.Ctx(), c.Office, secret)
		if err == nil && who == c.By.Person {
			return secret, nil
		}
		var fault *committee.Fault
		if err != nil && !errors.As(err, &fault) {
			return "", err
		}
	}
	return c.App.RegisterDevice(c.Ctx(), c.By, deviceName(c.R.UserAgent()))
}

// answered is what a device learns of the server's clock, or that its copies have to
// go.
type answered struct {
	Now   int64 `json:"now,omitempty"` // milliseconds since 1970
	Ended bool  `json:"ended,omitempty"`
}

// check tells a device whether its copies may stay.
func check(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	_, err = c.App.CheckDevice(c.Ctx(), c.Office, f.Str("may"))
	var fault *committee.Fault
	switch {
	case errors.As(err, &fault) && fault.Code == "device.ended":
		return c.JSON(http.StatusGone, answered{Ended: true})
	case err != nil:
		return err
	}
	return c.JSON(http.StatusOK, answered{Now: c.App.Now().UnixMilli()})
}

// release takes a device away that has wiped its copies.
func release(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := c.App.ReleaseDevice(c.Ctx(), c.Office, f.Str("may")); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, answered{Now: c.App.Now().UnixMilli()})
}

// remove takes another device of the reader's away.
func remove(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := c.App.RemoveDevice(c.Ctx(), c.By, f.Str("device")); err != nil {
		return err
	}
	return c.Redirect(ui.KeptPath + "#may-khac")
}

// keepMeeting lists what of a meeting is kept: its page, what the reader says
// beforehand, the answer to the invitation, papers, the pack, and the open rounds of
// its body that wait for the reader.
func keepMeeting(c *ui.Call) error {
	secret, err := deviceIn(c)
	if err != nil {
		return err
	}
	m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	l := newListing(c, secret)
	l.meeting(m)
	// The rounds that wait for the reader, of the body that meets.
	rounds, err := c.App.Rounds(c.Ctx(), c.By, app.RoundFilter{Body: m.Line.Body, Stage: stageOpen, Asked: true, Limit: 50})
	if err != nil {
		return err
	}
	for _, line := range rounds.Items {
		if err := l.waitingRound(line.ID); err != nil {
			return err
		}
	}
	return l.answer()
}

// keepRound lists what of a round is kept: its page, the slip, the papers.
func keepRound(c *ui.Call) error {
	secret, err := deviceIn(c)
	if err != nil {
		return err
	}
	r, err := c.App.Round(c.Ctx(), c.By, committee.RoundID(c.Arg("id")))
	if err != nil {
		return err
	}
	l := newListing(c, secret)
	p := c.Page
	p.NameVeiled(&r)
	l.Title, l.Href = r.Line.Title, ui.RoundPath(r.Line.ID)
	l.Line = p.Say(r.Line.BodyName) + " · " + p.T("keep.until", p.Day(r.Line.Deadline))
	if err := l.round(r); err != nil {
		return err
	}
	return l.answer()
}

// stageOpen is where a round stands that takes slips.
const stageOpen = app.RoundStage(committee.RoundOpen)

// keptDays is how long copies are read, in days.
const keptDays = int(app.KeptFor / (24 * time.Hour))

// deviceName shortens how a browser calls itself to what its owner knows it by.
func deviceName(agent string) string {
	name := ""
	for _, x := range [][2]string{{"iPad", "iPad"}, {"iPhone", "iPhone"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"}} {
		if name == "" && strings.Contains(agent, x[0]) {
			name = x[1]
		}
	}
	browser := ""
	for _, x := range [][2]string{{"Edg/", "Edge"}, {"CocCoc", "Cốc Cốc"}, {"coc_coc", "Cốc Cốc"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}} {
		if browser == "" && strings.Contains(agent, x[0]) {
			browser = x[1]
		}
	}
	return cmp.Or(strings.TrimSpace(browser+" "+name), "—")
}
