package body

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// telling is what the page of a meeting words its conclusions and messages with.
type telling struct {
	speaker drafting.Speaker
	zone    *time.Location
	origin  string // the address of this server
}

// said is a conclusion in the words of the notice.
func (x *telling) said(c committee.Conclusion) string { return x.speaker.Sentence(c) }

// console says in a form that it stood in the console of who presides.
const console = "dieu-hanh"

// conclude is the conclusion on one item, as a half-written sentence: who carries it
// out, with whom, what, by when. One is recorded after another on the same page, each
// at once as the notice will say it; it may be said anew until the meeting is closed,
// and corrected with a reason afterwards. What goes against the positions on record
// is checked before it is recorded.
func conclude(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	x, err := concluding.Of(c, m)
	if err != nil {
		return err
	}
	p := c.Page
	x.Next = p.Done != nil
	asked := committee.ConclusionID(c.Query("sua"))
	contrary, back := false, c.Query("ve") == console
	if c.R.Method == http.MethodPost {
		f, err := c.ReadForm()
		if err != nil {
			return err
		}
		asked, back = committee.ConclusionID(f.Str("sua")), f.Str("ve") == console
		x.Find(asked)
		item, ok := concluding.Item(m, x.ItemOf(f))
		contrary = ok && f.Str("viec") == "" && concluding.Against(item, concluding.Side(item, f)) && !taken(item, concluding.Side(item, f))
	}
	if x.Find(asked); asked != "" && x.Old.ID == "" {
		return committee.Missing("conclusion.unknown", string(asked))
	}
	var in app.ConcludeIn
	a := ui.Act{
		Title: p.T("conclude.title"), Button: p.T("do.conclude"), Body: m.Line.Body, Direct: !contrary && !x.Closed(), Past: true,
		Fill: func(f *ui.Form) {
			if x.Old.ID != "" {
				x.Write(p, f, x.Old)
				return
			}
			f.Values.Set("item", f.Str("muc"))
			if f.Str("item") == "" && len(agenda(m)) > 0 {
				f.Values.Set("item", string(nextItem(m)))
			}
			f.Values.Set("side", string(committee.For))
		},
		Form: func(f *ui.Form) templ.Component { return concludeForm(p, f, x) },
		Read: func(f *ui.Form) {
			in = app.ConcludeIn{
				Meeting: m.Line.ID, Item: committee.ItemID(x.ItemOf(f)), Text: f.Prose("text"), Work: f.Prose("work"), Due: concluding.Due(c, f), Seen: f.Seen(),
			}
			if in.Text == "" && in.Work == "" && f.Str("viec") == "" {
				f.Fail("text", "conclusion.empty")
			}
			in.Lead, in.Accountable, in.Coordinators = x.Parties(f)
			item, _ := concluding.Item(m, string(in.Item))
			in.Side = concluding.Side(item, f)
		},
		Facts: func(f *ui.Form) []ui.Fact { return concludeFacts(p, f, x, in) },
		Beside: func(*ui.Form) templ.Component {
			item, _ := concluding.Item(m, string(in.Item))
			return sideNote(p, m, item, in.Side)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.Conclude(ctx, by, in)
			return rec, moved(err, "accountable", "lead")
		},
		Next: func(app.Receipt) string {
			if back { // the form, or the way to it, stood in the console
				return ui.RoomPath(m.Line.ID, console)
			}
			return itemPath(m, "ket-luan", in.Item)
		},
	}
	if x.Old.ID != "" {
		concludeAnew(c, x, &a, &in)
	}
	return c.Act(a)
}

// concludeAnew makes of the act of concluding that of saying a conclusion anew, of taking it
// back, or of correcting it.
func concludeAnew(c *ui.Call, x *concluding.Sentence, a *ui.Act, in *app.ConcludeIn) {
	p := c.Page
	a.Title, a.Button = p.T("conclude.revise-title"), p.T("do.revise-conclusion")
	if x.Closed() {
		a.Title, a.Button = p.T("conclude.correct-title"), p.T("do.correct-conclusion")
	}
	var f *ui.Form
	read := a.Read
	a.Read = func(form *ui.Form) {
		f = form
		read(form)
	}
	a.Do = func(ctx context.Context, by app.Actor) (app.Receipt, error) {
		if f.Str("viec") == "rut" {
			return c.App.WithdrawConclusion(ctx, by, app.WithdrawConclusionIn{Meeting: in.Meeting, Conclusion: x.Old.ID, Seen: in.Seen})
		}
		out := app.ReviseIn{
			Meeting: in.Meeting, Conclusion: x.Old.ID, Text: in.Text, Work: in.Work, Side: in.Side, Seen: in.Seen, Reason: f.Prose("reason"),
		}
		if !x.Closed() {
			out.Lead, out.Accountable, out.Coordinators, out.Due = in.Lead, in.Accountable, in.Coordinators, in.Due
		}
		rec, err := c.App.ReviseConclusion(ctx, by, out)
		return rec, moved(err, "accountable", "lead")
	}
	if x.Closed() {
		a.Next = backTo(x.Meeting)
	}
}

// concludeFacts repeat a conclusion before it is recorded, as the notice will say it.
func concludeFacts(p *ui.Page, f *ui.Form, x *concluding.Sentence, in app.ConcludeIn) []ui.Fact {
	item, _ := concluding.Item(x.Meeting, string(in.Item))
	out := []ui.Fact{{Label: p.T("field.item"), Value: item.Title}, {Label: p.T("conclude.text"), Value: x.Said(x.Note(in)), Law: true}}
	if in.Side != "" {
		out = append(out, ui.Fact{Label: p.T("conclude.side"), Value: p.T("side." + string(in.Side))})
	}
	if x.Closed() {
		return append(out, ui.Fact{Label: p.T("conclude.reason"), Value: f.Str("reason"), Law: true})
	}
	if in.Accountable != "" {
		out = append(out, ui.Fact{Label: p.T("field.accountable"), Value: x.Leads.Word(string(in.Accountable))})
	}
	return append(out, ui.Fact{Label: p.T("field.due"), Value: dueWords(p, in.Due)})
}

func dueWords(p *ui.Page, d charter.Date) string {
	if d == 0 {
		return p.T("due.none")
	}
	return p.LongDay(d)
}

// nextItem is the first item without a conclusion.
func nextItem(m app.MeetingPage) committee.ItemID {
	for _, x := range agenda(m) {
		if !itemDone(x) {
			return x.ID
		}
	}
	return ""
}

// itemOptions lists the matters of the agenda for a field.
func itemOptions(m app.MeetingPage) []ui.Option {
	out := make([]ui.Option, len(agenda(m)))
	for i, x := range agenda(m) {
		out[i] = ui.Option{Value: string(x.ID), Text: x.Number + ". " + strings.TrimSpace(x.Title)}
	}
	return out
}
