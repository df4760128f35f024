package room

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/qr"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// sittingOf loads the sitting of the address.
func sittingOf(c *ui.Call) (app.SittingPage, error) {
	c.Page.Section = "meetings"
	s, err := c.App.Sitting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return s, err
	}
	c.Page.In(app.BodyLine{Key: s.Line.Body, Name: s.Line.BodyName})
	return s, nil
}

// memberPage is the page of who attends: I am here, I ask for the floor, what I
// say beforehand, the item in hand and its papers.
func memberPage(c *ui.Call) error {
	s, err := sittingOf(c)
	if err != nil {
		return err
	}
	papers, err := c.App.Papers(c.Ctx(), c.By, app.PaperFilter{Meeting: s.Line.ID})
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Density, p.Live, p.Slim = name(p, s), "thoang", s.Running, true
	return c.Render(http.StatusOK, memberView(p, s, papers))
}

// chairPage is the console of who presides.
func chairPage(c *ui.Call) error {
	s, err := sittingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	half, err := halfOf(c, s)
	if err != nil {
		return err
	}
	p.Title, p.Density = p.T("room.chair-title", name(p, s)), "thoang"
	p.Live, p.Writing = s.Running, half != nil
	return c.RenderBare(http.StatusOK, chairView(p, s, half))
}

// halfOf is the half-written sentence on the item in hand, for whoever may conclude.
// Nil: nothing is in hand, or it is not the reader's to conclude.
func halfOf(c *ui.Call, s app.SittingPage) (*concluding.Sentence, error) {
	if !s.Concludes || !s.Running || s.Sitting.Current() == "" {
		return nil, nil
	}
	m, err := c.App.Meeting(c.Ctx(), c.By, s.Line.ID)
	if err != nil {
		return nil, err
	}
	half, err := concluding.Of(c, m)
	if err != nil {
		return nil, err
	}
	half.Next = justDone(c.Page, "item.take-up")
	return half, nil
}

// justDone reports whether the page follows on an act of its reader.
func justDone(p *ui.Page, act charter.Act) bool { return p.Done != nil && p.Done.Act.Act == act }

// speaker words what was concluded.
func speaker(s app.SittingPage) drafting.Speaker {
	return drafting.Speaker{Units: s.Units, Seats: s.Seats}
}

// wallPage is what hangs on the wall: nothing to press, to be read from afar.
func wallPage(c *ui.Call) error {
	c.Page.Section = "meetings"
	s, err := c.App.Wall(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Live = p.T("room.wall-title", name(p, s)), s.Running
	return c.RenderBare(http.StatusOK, wallView(p, s))
}

// codePage is where the code of the room leads.
func codePage(c *ui.Call) error {
	s, err := sittingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Density, p.Slim = p.T("room.code-title"), "thoang", true
	return c.Render(http.StatusOK, codeView(p, s, c.Query("ma")))
}

// codeImage draws the code of the room: a QR code that leads to [codePage].
func codeImage(c *ui.Call) error {
	id := committee.MeetingID(c.Arg("id"))
	code, err := c.App.PresenceCode(c.Ctx(), c.By, id)
	if err != nil {
		return err
	}
	drawing, err := qr.SVG(c.Origin() + ui.RoomPath(id, "co-mat") + "?ma=" + url.QueryEscape(code))
	if err != nil {
		return err
	}
	c.W.Header().Set("Content-Type", "image/svg+xml")
	_, err = c.W.Write(drawing)
	return err
}

// name is what a meeting is called.
func name(p *ui.Page, s app.SittingPage) string {
	if s.Line.Title != "" {
		return s.Line.Title
	}
	return p.T("meeting." + string(s.Line.Kind))
}

// seatName names a seat with its holder.
func seatName(p *ui.Page, s app.SittingPage, id committee.SeatID) string {
	if l, ok := s.Name(id); ok {
		return ui.SeatName(p, l)
	}
	return string(id)
}

// clock writes a length of time as it runs: 06:14, 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// seconds is a length of time for the page's script.
func seconds(d time.Duration) string { return strconv.Itoa(int(d.Seconds())) }

// minutes says how long something took or is to take.
func minutes(p *ui.Page, d time.Duration) string {
	return p.T("room.minutes", p.Int(int(d.Round(time.Minute).Minutes())))
}

// title is what an item is called; the wall names no confidential one.
func title(p *ui.Page, x committee.Item) string {
	if x.Closed && x.Title == "" {
		return p.T("room.closed-item")
	}
	return x.Title
}

// say is what a change is told by to who cannot see it.
func say(p *ui.Page, s app.SittingPage) string {
	out := p.T("room.no-item")
	if x, ok := s.Item(s.Sitting.Current()); ok {
		out = p.T("room.now-item", x.Number, title(p, x))
	}
	if x, ok := s.Item(s.Sitting.Current()); ok && len(x.Conclusions) > 0 {
		out += ". " + p.T("room.concluded") + ": " + ui.Bind(speaker(s).Sentence(x.Conclusions[len(x.Conclusions)-1]))
	}
	if x, speaks := s.Sitting.Speaker(); speaks {
		out += ". " + p.T("room.speaks", seatName(p, s, x.Seat))
	}
	return out + ". " + ui.QuorumWords(p, s.Quorum)
}

// papersOf are the papers on an item that the reader sees and that stand.
func papersOf(list []app.PaperLine, id committee.ItemID) []app.PaperLine {
	var out []app.PaperLine
	for _, l := range list {
		if l.Paper.Item == id && !l.Paper.Withdrawn {
			out = append(out, l)
		}
	}
	return out
}

// flags names who wants to speak on an item, as a sentence; empty: nobody.
func flags(p *ui.Page, s app.SittingPage, id committee.ItemID) string {
	out := ""
	for _, seat := range s.Sitting.Flagged(id) {
		if out != "" {
			out += "; "
		}
		out += seatName(p, s, seat)
	}
	return out
}

// agreed counts the seats that have no objection to an item.
func agreed(s app.SittingPage, id committee.ItemID) (n int) {
	for _, x := range s.Sitting.Priors {
		if x.Item == id && x.Say == committee.NoObjection {
			n++
		}
	}
	return n
}

// firstMain is the class of a button that is the one to press, or is not.
func firstMain(main bool, more string) string {
	if main {
		return more + "main"
	}
	return more
}
