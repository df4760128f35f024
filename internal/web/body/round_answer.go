package body

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

// slipName names a field of the slip on the n-th question, from 1.
func slipName(n int, field string) string { return "slips." + strconv.Itoa(n) + "." + field }

// remarkName names a field of the k-th comment of a slip, from 1.
func remarkName(n, k int, field string) string {
	return slipName(n, "comments."+strconv.Itoa(k)+"."+field)
}

// remarkCount is how many comments the form of a slip holds.
func remarkCount(f *ui.Form, n int) int {
	k := 0
	for k < 200 {
		if _, ok := f.Values[remarkName(n, k+1, "text")]; !ok {
			break
		}
		k++
	}
	return k
}

// backToRound leads from an act back to its round.
func backToRound(r app.RoundPage) func(app.Receipt) string {
	return func(app.Receipt) string { return ui.RoundPath(r.Line.ID) }
}

// partyOptions lists parties for a field.
func partyOptions(p *ui.Page, list []app.RoundParty) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, x := range list {
		out[i] = ui.Option{Value: x.Party.Key(), Text: p.Say(x.Name)}
	}
	return out
}

// fillSlips starts a form from the slips that a party has given.
func fillSlips(f *ui.Form, r app.RoundPage, by committee.Party) {
	for i, q := range r.Round.Questions {
		n := i + 1
		s := r.Round.Slip(q.ID, by)
		if s == nil {
			f.Values.Set(slipName(n, "revision"), "0")
			continue
		}
		f.Values.Set(slipName(n, "revision"), strconv.Itoa(s.Revision))
		f.Values.Set(slipName(n, "position"), s.Option)
		f.Values.Set(slipName(n, "reason"), s.Reason)
		for k, c := range s.Comments {
			f.Values.Set(remarkName(n, k+1, "address"), c.Address)
			f.Values.Set(remarkName(n, k+1, "place"), c.Place)
			f.Values.Set(remarkName(n, k+1, "text"), c.Text)
		}
	}
}

// turnRemarks adds a line for a comment where its button was pressed.
func turnRemarks(f *ui.Form) bool {
	do, arg, _ := strings.Cut(f.Values.Get("hang"), ":")
	if do != "gop-y" {
		return false
	}
	f.Values.Del("hang")
	if n, err := strconv.Atoi(arg); err == nil && n > 0 {
		f.Values.Set(remarkName(n, remarkCount(f, n)+1, "text"), "")
	}
	f.Again()
	return true
}

// readSlips takes the slips of a form. A question that is left alone gets none;
// one with words and no position is a fault. rows tells of which question each
// slip is.
func readSlips(f *ui.Form, r app.RoundPage) (slips []app.SlipIn, rows []int) {
	for i, q := range r.Round.Questions {
		n := i + 1
		s := app.SlipIn{
			Question: q.ID, Position: f.Str(slipName(n, "position")), Reason: f.Prose(slipName(n, "reason")), Revision: f.Int(slipName(n, "revision")),
		}
		for k := 1; k <= remarkCount(f, n); k++ {
			c := app.CommentIn{Address: f.Str(remarkName(n, k, "address")), Place: f.Prose(remarkName(n, k, "place")), Text: f.Prose(remarkName(n, k, "text"))}
			if c.Text != "" {
				s.Comments = append(s.Comments, c)
			}
		}
		if s.Position == "" {
			if s.Reason != "" || len(s.Comments) > 0 || len(r.Round.Questions) == 1 {
				f.Fail(slipName(n, "position"), "slip.choose")
			}
			continue
		}
		slips, rows = append(slips, s), append(rows, n)
	}
	return slips, rows
}

// placed gives the faults of the list that was sent to the rows of the form.
func placed(err error, list string, rows []int) error {
	var fault *committee.Fault
	if !errors.As(err, &fault) {
		return err
	}
	rest, ok := strings.CutPrefix(fault.Field, list+".")
	if !ok {
		return err
	}
	number, field, _ := strings.Cut(rest, ".")
	n, e := strconv.Atoi(number)
	if e != nil || n < 1 || n > len(rows) {
		return err
	}
	moved := *fault
	moved.Field = list + "." + strconv.Itoa(rows[n-1]) + "." + field
	return &moved
}

// answeringAs is the party for which a form answers: the one of the address, or
// the first that has something left to say.
func answeringAs(r app.RoundPage, key string) (app.RoundParty, bool) {
	mine := mineOf(r)
	for _, x := range mine {
		if x.Party.Key() == key {
			return x, true
		}
	}
	if len(mine) == 0 {
		return app.RoundParty{}, false
	}
	open := func(x app.RoundParty) int { return min(x.Left+x.Stale+x.Recorded, 1) }
	return slices.MaxFunc(mine, func(a, b app.RoundParty) int { return cmp.Compare(open(a), open(b)) }), true
}

// answerRound is the slip of whoever is asked, on one page made for a telephone.
// It is taken with one press: a slip can be changed until the last day.
func answerRound(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	me, _ := answeringAs(r, c.Query("noi"))
	var in app.AnswerRoundIn
	var rows []int
	confirms := false
	return c.Act(ui.Act{
		Title: p.T("round.answer.title"), Button: p.T("round.answer.send"), Body: r.Line.Body, Direct: true,
		Fill: func(f *ui.Form) {
			f.Values.Set("by", me.Party.Key())
			fillSlips(f, r, me.Party)
		},
		Form: func(f *ui.Form) templ.Component {
			if x, ok := answeringAs(r, f.Str("by")); ok {
				me = x
			}
			return answerForm(p, f, r, me)
		},
		Read: func(f *ui.Form) {
			if turnRemarks(f) {
				return
			}
			confirms = f.Values.Get("hang") == "xac-nhan"
			f.Values.Del("hang")
			in = app.AnswerRoundIn{Round: r.Line.ID, By: app.PartyOf(f.Str("by")), Version: f.Int("version"), Filled: f.Filled()}
			if f.Step() == "sua" { // words that come back from a device: they are held against what stands now
				refreshed(f, r, committee.Party(in.By))
			}
			if !confirms {
				in.Slips, rows = readSlips(f, r)
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			if confirms {
				return c.App.ConfirmSlips(ctx, by, confirmed(r, in.By))
			}
			rec, err := c.App.AnswerRound(ctx, by, in)
			return rec, placed(err, "slips", rows)
		},
		Facts: func(*ui.Form) []ui.Fact { return slipFacts(p, r, in.Slips) },
		Next:  backToLate(r),
	})
}

// refreshed gives a form that carries words alone the revisions of the slips that
// it would replace.
func refreshed(f *ui.Form, r app.RoundPage, by committee.Party) {
	for i, q := range r.Round.Questions {
		if s := r.Round.Slip(q.ID, by); s != nil && !f.Has(slipName(i+1, "revision")) {
			f.Values.Set(slipName(i+1, "revision"), strconv.Itoa(s.Revision))
		}
	}
}

// confirmed are the slips of a party that wait for its word.
func confirmed(r app.RoundPage, by app.PartyIn) app.ConfirmSlipsIn {
	in := app.ConfirmSlipsIn{Round: r.Line.ID, By: by}
	for _, s := range r.Round.Slips {
		if s.By == committee.Party(by) && (r.Round.Stale(s) || !s.Confirmed) {
			in.Slips = append(in.Slips, app.ConfirmIn{Question: s.Question, Revision: s.Revision})
		}
	}
	return in
}

// waits reports whether a slip waits for its party's word.
func waits(r app.RoundPage, s committee.Slip) bool {
	return r.Line.Stage == roundStages[0] && (r.Round.Stale(s) || !s.Confirmed)
}

// slipFacts repeat the slips of a form.
func slipFacts(p *ui.Page, r app.RoundPage, slips []app.SlipIn) []ui.Fact {
	var out []ui.Fact
	for _, s := range slips {
		q := r.Round.Question(s.Question)
		if q == nil {
			continue
		}
		lines := []string{}
		if o, ok := q.Option(s.Position); ok {
			lines = append(lines, optionWord(p, o))
		}
		if s.Reason != "" {
			lines = append(lines, string(s.Reason))
		}
		for _, x := range s.Comments {
			lines = append(lines, "– "+placeOf(p, committee.Comment{Address: x.Address, Place: string(x.Place)})+": "+string(x.Text))
		}
		out = append(out, ui.Fact{Label: q.Text, Value: strings.Join(lines, "\n"), Law: true})
	}
	return out
}

// slipWays are the ways in which an answer comes to who writes it down.
var slipWays = []string{"telephone", "paper", "meeting", "mail"}

// wayOptions are [slipWays] for a field.
func wayOptions(p *ui.Page) []ui.Option {
	out := make([]ui.Option, len(slipWays))
	for i, w := range slipWays {
		out[i] = ui.Option{Value: w, Text: ui.UpperFirst(p.T("round.how." + w))}
	}
	return out
}

// recordSlips writes down an answer that came by telephone, on paper or at a
// meeting.
func recordSlips(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	options := partyOptions(p, r.Parties)
	var in app.RecordSlipsIn
	var rows []int
	return c.Act(ui.Act{
		Title: p.T("round.record.title"), Button: p.T("do.record"), Body: r.Line.Body,
		Form: func(f *ui.Form) templ.Component { return recordForm(p, f, r, options) },
		Read: func(f *ui.Form) {
			if turnRemarks(f) {
				return
			}
			in = app.RecordSlipsIn{Round: r.Line.ID, By: app.PartyOf(f.Str("by")), How: f.Str("how")}
			refreshed(f, r, committee.Party(in.By)) // what the writer sees is what the form was drawn from
			in.Slips, rows = readSlips(f, r)
		},
		Facts: func(*ui.Form) []ui.Fact {
			out := []ui.Fact{
				{Label: p.T("round.party"), Value: ui.Chosen(options, committee.Party(in.By).Key())},
				{Label: p.T("field.how"), Value: p.T("round.how." + in.How)},
			}
			return append(out, slipFacts(p, r, in.Slips)...)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.RecordSlips(ctx, by, in)
			return rec, placed(err, "slips", rows)
		},
		Next: backToRound(r),
	})
}

// articleOptions are the places of the text that a comment may name.
func articleOptions(r app.RoundPage) []ui.Option {
	out := make([]ui.Option, len(r.Round.Articles))
	for i, a := range r.Round.Articles {
		out[i] = ui.Option{Value: a.Address, Text: drafting.PlaceName(a.Address)}
		if a.Heading != "" {
			out[i].Text += ". " + a.Heading
		}
	}
	return out
}
