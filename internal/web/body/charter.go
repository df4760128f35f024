package body

import (
	"net/http"
	"strconv"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// charterPage is the regulation of a day, each rule in words beside its clause.
func charterPage(c *ui.Call) error {
	b, err := bodyOf(c)
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	p := c.Page
	p.Density, p.Title = "", p.T("charter.title")
	return c.Render(http.StatusOK, charterView(p, b, t, NewSpeaker(p.Lang, t.Documents)))
}

// charterFile gives the file of a version as it was installed.
func charterFile(c *ui.Call) error {
	n, err := strconv.Atoi(c.Arg("version"))
	if err != nil || n < 1 {
		return committee.Missing("page.missing")
	}
	key := committee.BodyKey(c.Arg("key"))
	src, err := c.App.CharterSource(c.Ctx(), c.By, key, n)
	return giveFile(c, src, "application/yaml; charset=utf-8", string(key)+"-"+strconv.Itoa(n)+".yaml", err)
}

// charterLede says which text is in view.
func charterLede(p *ui.Page, t app.CharterPage) string {
	switch {
	case len(t.Documents) == 0 && len(t.Versions) == 0:
		return p.T("charter.absent")
	case len(t.Documents) == 0:
		return p.T("charter.not-in-force", p.Day(t.On))
	case t.Version.From == 0 || t.Undated:
		return p.T("charter.undated", p.Day(t.On))
	}
	return p.T("charter.lede", p.Day(t.Version.From), p.Day(t.On))
}

// charterBegins says from when a body without a text on a day has one.
func charterBegins(p *ui.Page, t app.CharterPage) string {
	var first charter.Date
	for _, v := range t.Versions {
		if v.From != 0 && (first == 0 || v.From < first) {
			first = v.From
		}
	}
	if first == 0 || first <= t.On {
		return p.T("charter.none-note")
	}
	return p.T("charter.begins", p.Day(first))
}

// piece is one clause or point of the text as the page shows it.
type piece struct {
	address string
	label   string // "1.", "a)"
	text    charter.Text
	rules   []charter.Rule
	point   bool
}

// pieces lays an article out in the order of the text.
func pieces(doc string, a charter.Article) []piece {
	var out []piece
	base := doc + "/" + a.Number
	if !a.Text.IsZero() || len(a.Rules) > 0 {
		out = append(out, piece{address: base, text: a.Text, rules: a.Rules})
	}
	points := func(at string, list []charter.Point) {
		for _, x := range list {
			out = append(out, piece{address: at + "." + x.Letter, label: x.Letter + ")", text: x.Text, rules: x.Rules, point: true})
		}
	}
	points(base, a.Points)
	for _, c := range a.Clauses {
		at := base + "." + c.Number
		out = append(out, piece{address: at, label: c.Number + ".", text: c.Text, rules: c.Rules})
		points(at, c.Points)
	}
	return out
}

// forceTag names what the program does with a rule.
func forceTag(p *ui.Page, f charter.Force) string {
	switch f {
	case charter.Reminder:
		return p.T("force.reminder")
	case charter.Record:
		return p.T("force.record")
	case charter.Enforced:
	}
	return p.T("force.enforced")
}

// validity says when a rule holds, where it does not hold as long as its clause.
func validity(p *ui.Page, v charter.Validity) string {
	switch {
	case v.From.IsZero() && v.To.IsZero():
		return ""
	case v.To.IsZero():
		return p.T("date.since", p.Approx(v.From))
	case v.From.IsZero():
		return p.T("date.until", p.Approx(v.To))
	}
	return p.T("date.between", p.Approx(v.From), p.Approx(v.To))
}

// charterTurns are the days on which the text changes, for the slider.
func charterTurns(p *ui.Page, t app.CharterPage) []ui.Option {
	out := make([]ui.Option, 0, len(t.Turns))
	for _, d := range t.Turns {
		out = append(out, ui.Option{Value: d.String(), Text: p.Day(d)})
	}
	return out
}

// subjects names what the whole text is silent on.
func subjects(p *ui.Page, list []charter.Subject) string {
	s := ""
	for i, x := range list {
		if i > 0 {
			s += ", "
		}
		s += p.T("subject." + string(x))
	}
	return s
}
