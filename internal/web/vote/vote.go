package vote

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// voteOf loads the vote of the address and puts the page under its body.
func voteOf(c *ui.Call) (app.VotePage, error) {
	v, err := c.App.Vote(c.Ctx(), c.By, committee.VoteID(c.Arg("id")))
	if err != nil {
		return v, err
	}
	return v, under(c, v.Meeting)
}

// under puts the page under the body of a meeting.
func under(c *ui.Call, m app.MeetingLine) error {
	return c.Under("meetings", m.Body, c.Page.DayOf(m.Start))
}

// votePage is one vote: the motion, who has voted, the result with its clause.
func votePage(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	c.Page.Title = c.Page.T("vote.one")
	return c.Render(http.StatusOK, voteView(c.Page, v))
}

// backTo leads from an act back to the vote.
func backTo(v app.VotePage) func(app.Receipt) string {
	return func(app.Receipt) string { return ui.VotePath(v.Vote.ID) }
}

// offer finds what the reader may do with a vote.
func offer(v app.VotePage, act string) *app.Offer {
	i := slices.IndexFunc(v.Offers, func(o app.Offer) bool { return string(o.Act) == act })
	if i < 0 {
		return nil
	}
	return &v.Offers[i]
}

// allowed reports whether the reader may do an act on a vote.
func allowed(v app.VotePage, act string) bool {
	o := offer(v, act)
	return o != nil && o.Allowed
}

// optionWord words a choice: the body's own label, or the default one's.
func optionWord(p *ui.Page, o committee.Option) string {
	if o.Label != "" {
		return ui.Bind(o.Label)
	}
	return p.T("vote.option." + o.Key)
}

// wordOf words the choice of a key.
func wordOf(p *ui.Page, v app.VotePage, key string) string {
	if o, ok := v.Vote.Option(key); ok {
		return optionWord(p, o)
	}
	return key
}

// meetingWords name the meeting of a vote.
func meetingWords(p *ui.Page, m app.MeetingLine) string {
	if m.Title != "" {
		return ui.Bind(m.Title)
	}
	return p.T("meeting."+string(m.Kind)) + ", " + p.Stamp(m.Start)
}

// lede says from when to when a vote runs or ran.
func lede(p *ui.Page, v app.VotePage) string {
	x := v.Vote
	switch {
	case x.State == committee.VotePrepared:
		return p.T("vote.lede.prepared")
	case x.State == committee.VoteCancelled:
		return p.T("vote.lede.cancelled", p.Stamp(x.Result.At), x.Result.Reason)
	case x.State == committee.VoteClosed && x.Result.Entered.After(x.Result.At):
		return p.T("vote.lede.closed-late", p.Stamp(x.Opened), p.Stamp(x.Result.At), p.Stamp(x.Result.Entered))
	case x.State == committee.VoteClosed:
		return p.T("vote.lede.closed", p.Stamp(x.Opened), p.Stamp(x.Result.At))
	case v.Over:
		return p.T("vote.lede.over", p.Stamp(x.Until))
	case !x.Until.IsZero():
		return p.T("vote.lede.until", p.Stamp(x.Opened), p.Stamp(x.Until))
	}
	return p.T("vote.lede.open", p.Stamp(x.Opened))
}

// needWords say what the charter needs and what there was.
func needWords(p *ui.Page, need, have any) string {
	return p.T("vote.need", numbers(need), numbers(have))
}

// numbers writes the number of a verdict, or several.
func numbers(v any) string {
	list, ok := v.([]any)
	if !ok {
		if v == nil {
			return "–"
		}
		return fmt.Sprint(v)
	}
	var out []string
	for _, x := range list {
		out = append(out, numbers(x))
	}
	return strings.Join(out, " · ")
}

// counted reports whether a verdict speaks in numbers.
func counted(need any) bool {
	switch need.(type) {
	case int, []any:
		return true
	}
	return false
}

// castWord tells of one voter: what was voted, where that may be read, or that it
// was.
func castWord(p *ui.Page, v app.VotePage, x app.VoterLine) string {
	switch {
	case x.Void:
		return p.T("vote.void-one")
	case x.Cast != nil && x.Cast.How != "":
		return wordOf(p, v, x.Cast.Option) + " (" + p.T("vote.how."+x.Cast.How) + ")"
	case x.Cast != nil:
		return wordOf(p, v, x.Cast.Option)
	case !x.Voter.Cast.IsZero():
		return p.T("vote.has-voted")
	case v.Vote.Running():
		return p.T("vote.not-voted")
	}
	return p.T("vote.did-not-vote")
}

// words parts a check-word in the middle, as voters were shown it.
func words(check string) string {
	if len(check) == 8 {
		return check[:4] + " " + check[4:]
	}
	return check
}

// warning words how a secret result gives votes away.
func warning(p *ui.Page, v app.VotePage) string {
	if v.Vote.Result.Warning == "" {
		return ""
	}
	return p.T("vote.warning." + v.Vote.Result.Warning)
}

// share is a part of all votes in percent, for its bar.
func share(n int, v app.VotePage) int {
	all := 0
	for _, c := range v.Tally.Counts {
		all += c
	}
	if all == 0 {
		return 0
	}
	return n * 100 / all
}
