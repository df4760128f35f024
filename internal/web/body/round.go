package body

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

// roundStages are the stages of a round by which the list is parted and filtered,
// those that ask for something first.
var roundStages = []app.RoundStage{
	app.RoundStage(committee.RoundOpen), app.StageClosed, app.RoundStage(committee.RoundDone), app.RoundStage(committee.RoundOff),
}

// roundGroup is the rounds of one stage.
type roundGroup struct {
	Stage app.RoundStage
	List  app.RoundList
}

// roundList is what the list of rounds is drawn from.
type roundList struct {
	Body    committee.BodyKey
	Stage   app.RoundStage
	Mine    bool
	Bodies  []ui.Option
	Waiting []app.RoundWaiting
	Groups  []roundGroup
	Open    *app.Offer // of the body chosen
}

// roundsPage lists the rounds: first those that wait for the reader, then those
// that run, the last day that comes first in front.
func roundsPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "rounds", p.T("nav.rounds"), "day"
	x := roundList{Body: committee.BodyKey(c.Query("ban")), Stage: app.RoundStage(c.Query("trang-thai")), Mine: c.Query("cua-toi") != ""}
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	x.Bodies = ui.BodyOptions(p, bodies)
	if slices.ContainsFunc(x.Bodies, func(o ui.Option) bool { return o.Value == string(x.Body) }) {
		b, err := c.App.Body(c.Ctx(), c.By, x.Body, p.Today())
		if err != nil {
			return err
		}
		p.In(b.Line)
		x.Open = offer(b.Offers, "round.open")
	}
	if x.Waiting, err = c.App.RoundsAwaiting(c.Ctx(), c.By); err != nil {
		return err
	}
	if x.Body != "" {
		x.Waiting = slices.DeleteFunc(x.Waiting, func(w app.RoundWaiting) bool { return w.Line.Body != x.Body })
	}
	stages := roundStages
	if x.Stage != "" {
		stages, x.Waiting = []app.RoundStage{x.Stage}, nil
	}
	for _, s := range stages {
		list, err := c.App.Rounds(c.Ctx(), c.By, app.RoundFilter{
			Body: x.Body, Stage: s, Asked: x.Mine, Oldest: s == roundStages[0], Cursor: c.Query("sau"), Limit: 50,
		})
		if err != nil {
			return err
		}
		if len(list.Items) > 0 {
			x.Groups = append(x.Groups, roundGroup{s, list})
		}
	}
	return c.Render(http.StatusOK, roundsView(p, x))
}

// roundChips are the filters by stage.
func roundChips(p *ui.Page, here app.RoundStage) []ui.Link {
	out := []ui.Link{{Text: p.T("list.all-states"), Href: p.With("trang-thai", "", "sau", ""), Here: here == ""}}
	for _, s := range roundStages {
		out = append(out, ui.Link{Text: p.T("round.stage." + string(s)), Href: p.With("trang-thai", string(s), "sau", ""), Here: s == here})
	}
	return out
}

// roundOf loads the round of the address and puts the page under its body.
func roundOf(c *ui.Call) (app.RoundPage, error) {
	r, err := c.App.Round(c.Ctx(), c.By, committee.RoundID(c.Arg("id")))
	if err != nil {
		return r, err
	}
	c.Page.NameVeiled(&r)
	return r, c.Under("rounds", r.Line.Body, c.Page.Today())
}

// roundPage is one round: how far it is, the texts asked about, the table of
// comments, how it is decided.
func roundPage(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	c.Page.Title, c.Page.Density = r.Line.Title, "day"
	if r.Line.Veiled {
		return c.Render(http.StatusOK, veiledView(c.Page, r))
	}
	return c.Render(http.StatusOK, roundView(c.Page, r, tableFrom(r, c.Query("sau"))))
}

// tableRows is how many comments the page shows at once. The whole table is one
// document away.
const tableRows = 200

// tableFrom is the row of the table at which the page begins.
func tableFrom(r app.RoundPage, after string) int {
	n, err := strconv.Atoi(after)
	if err != nil || n < 0 || n >= len(r.Table) {
		return 0
	}
	return n
}

// tablePart is the rows of the table that the page shows.
func tablePart(r app.RoundPage, from int) []app.TableRow {
	return r.Table[from:min(from+tableRows, len(r.Table))]
}

// tableNext is where the next page begins, empty at the end.
func tableNext(r app.RoundPage, from int) string {
	if from+tableRows >= len(r.Table) {
		return ""
	}
	return strconv.Itoa(from + tableRows)
}

// roundLede is the line under a round's name: from when to when, and how long
// that is from now.
func roundLede(p *ui.Page, r app.RoundPage) string {
	s := p.T("round.lede", p.Day(p.DayOf(r.Line.Opened)), p.Day(r.Line.Deadline))
	switch r.Line.Stage {
	case roundStages[0]:
		return s + " " + p.Left(r.Line.Deadline, r.Line.DaysLeft) + "."
	case app.StageClosed:
		return s + " " + p.T("round.lede-closed")
	}
	return s
}

// silenceWords say what silence means here.
func silenceWords(p *ui.Page, r app.RoundPage) string {
	if r.Rule.Silence == "" {
		return p.T("round.silence.unstated")
	}
	return p.T("round.silence." + r.Rule.Silence)
}

// weightWords say whether the slips bind.
func weightWords(p *ui.Page, r app.RoundPage) string {
	if r.Rule.Binds {
		return p.T("round.weight.binds")
	}
	return p.T("round.weight.advice")
}

// openOfRule names what the regulation leaves open of a round.
func openOfRule(p *ui.Page, r app.RoundPage) string {
	words := make([]string, len(r.Rule.Open))
	for i, w := range r.Rule.Open {
		words[i] = p.T("round.open." + w)
	}
	return strings.Join(words, ", ")
}

// optionWord names a position of a question: the body's own word, or that of its
// side.
func optionWord(p *ui.Page, o committee.Option) string {
	if o.Label != "" {
		return ui.Bind(o.Label)
	}
	return p.T("round.position." + string(o.Side))
}

// slipWord names the position that a slip takes.
func slipWord(p *ui.Page, q committee.Question, s committee.Slip) string {
	if o, ok := q.Option(s.Option); ok {
		return optionWord(p, o)
	}
	return p.T("round.position." + string(s.Position))
}

// placeOf names the place of a comment.
func placeOf(p *ui.Page, c committee.Comment) string {
	switch {
	case c.Address != "":
		return ui.Bind(drafting.PlaceName(c.Address))
	case c.Place != "":
		return ui.Bind(c.Place)
	}
	return p.T("round.whole")
}

// articlesWords names several articles.
func articlesWords(addresses []string) string {
	words := make([]string, len(addresses))
	for i, a := range addresses {
		words[i] = ui.Bind(drafting.PlaceName(a))
	}
	return strings.Join(words, ", ")
}

// mineOf are the parties of a round for which the reader answers.
func mineOf(r app.RoundPage) []app.RoundParty {
	return slices.DeleteFunc(slices.Clone(r.Parties), func(x app.RoundParty) bool { return !x.Mine })
}

// lastChange is what changed with the version in force, nil for the first.
func lastChange(r app.RoundPage) *committee.TextChange {
	if n := len(r.Round.Changes); n > 0 {
		return &r.Round.Changes[n-1]
	}
	return nil
}

// shortHash is the beginning and the end of a hash, enough to compare by eye.
func shortHash(s string) string {
	if len(s) < 12 {
		return s
	}
	return s[:4] + "…" + s[len(s)-4:]
}

// answered adds the counts of members and of the others.
func answered(q app.RoundQuestion) (n committee.Count, known bool) {
	for _, x := range []*committee.Count{q.Members, q.Others} {
		if x != nil {
			known = true
			n.Asked, n.For, n.Against, n.Other, n.Silent = n.Asked+x.Asked, n.For+x.For, n.Against+x.Against, n.Other+x.Other, n.Silent+x.Silent
			n.ForWithComments += x.ForWithComments
			n.StaleFor += x.Stale()
		}
	}
	return n, known
}

// mayReply reports whether the reader may answer comments.
func mayReply(r app.RoundPage) bool {
	o := offer(r.Offers, "comment.answer")
	return o != nil && o.Allowed
}

// roundWaysOf are the acts on a round, in the order in which it is run.
func roundWaysOf(p *ui.Page, r app.RoundPage) []way {
	at := func(part string) string { return ui.RoundPath(r.Line.ID, part) }
	return []way{
		{"comment.answer", p.T("round.reply.all"), "pen", at("tiep-thu"), waitingComments(r) > 0},
		{"comment.charge", p.T("round.charge"), "person", at("giao"), false},
		{"opinion.record", p.T("round.record"), "note", at("ghi-ho"), false},
		{"round.change", p.T("round.change"), "doc", at("sua-van-ban"), false},
		{"round.extend", p.T("round.extend"), "cal", at("gia-han"), false},
		{"round.conclude", p.T("do.conclude"), "check", at("ket-luan"), r.Line.Stage == app.StageClosed},
		{"round.cancel", p.T("round.cancel"), "x", at("huy"), false},
	}
}
