package body

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// replyName names a field of the answer to the n-th comment, from 1.
func replyName(n int, field string) string { return "answers." + strconv.Itoa(n) + "." + field }

// replyKinds are what a drafter does with a comment.
var replyKinds = []committee.ReplyKind{committee.Accepted, committee.Partly, committee.Explained}

// commentsFor are the comments of a form: the one of the address, or all that
// wait for an answer.
func commentsFor(r app.RoundPage, id string) []app.TableRow {
	if id != "" {
		return slices.DeleteFunc(slices.Clone(r.Table), func(x app.TableRow) bool { return string(x.Row.Comment.ID) != id })
	}
	return slices.DeleteFunc(slices.Clone(r.Table), func(x app.TableRow) bool { return x.Row.Comment.Reply.Kind != "" })
}

// answerComments is the drafter's answer to comments: one, or all that wait.
func answerComments(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	list := commentsFor(r, c.Query("gop-y"))
	if c.R.Method == http.MethodGet && len(list) == 0 {
		return idle(c, r, "round.reply.title", "round.reply.none")
	}
	var in app.AnswerCommentsIn
	var rows []int
	return c.Act(ui.Act{
		Title: p.T("round.reply.title"), Button: p.T("do.record"), Body: r.Line.Body, Direct: true,
		Fill: func(f *ui.Form) {
			for i, x := range list {
				f.Values.Set(replyName(i+1, "comment"), string(x.Row.Comment.ID))
				f.Values.Set(replyName(i+1, "kind"), string(x.Row.Comment.Reply.Kind))
				f.Values.Set(replyName(i+1, "text"), x.Row.Comment.Reply.Text)
			}
		},
		Form: func(f *ui.Form) templ.Component { return replyForm(p, f, r, repliedRows(r, f)) },
		Read: func(f *ui.Form) {
			in = app.AnswerCommentsIn{Round: r.Line.ID}
			for n := 1; f.Has(replyName(n, "comment")); n++ {
				x := app.ReplyIn{
					Comment: committee.CommentID(f.Str(replyName(n, "comment"))), Kind: committee.ReplyKind(f.Str(replyName(n, "kind"))),
					Text: f.Prose(replyName(n, "text")),
				}
				if x.Kind != "" || x.Text != "" {
					in.Replies, rows = append(in.Replies, x), append(rows, n)
				}
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			var out []ui.Fact
			for _, x := range in.Replies {
				out = append(out, ui.Fact{Label: p.T("round.reply." + string(x.Kind)), Value: string(x.Text), Law: true})
			}
			return out
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.AnswerComments(ctx, by, in)
			return rec, placed(err, "answers", rows)
		},
		Next: backToRound(r),
	})
}

// idle answers where nothing waits for an act on a round.
func idle(c *ui.Call, r app.RoundPage, title, text string) error {
	p := c.Page
	p.Title, p.Slim = p.T(title), true
	return c.Render(http.StatusOK, roundIdle(p, r, p.T(text)))
}

// repliedRows are the comments that a form carries, in its order.
func repliedRows(r app.RoundPage, f *ui.Form) []app.TableRow {
	var out []app.TableRow
	for n := 1; f.Has(replyName(n, "comment")); n++ {
		x := app.TableRow{}
		for _, y := range r.Table {
			if string(y.Row.Comment.ID) == f.Str(replyName(n, "comment")) {
				x = y
			}
		}
		out = append(out, x)
	}
	return out
}

// chargeComments charges a seat with the answers to comments.
func chargeComments(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	lines, err := c.App.RosterOn(c.Ctx(), c.By, r.Line.Body, p.Today())
	if err != nil {
		return err
	}
	seats, comments := ui.SeatOptions(p, lines), commentOptions(p, commentsFor(r, ""))
	if c.R.Method == http.MethodGet && len(comments) == 0 {
		return idle(c, r, "round.charge.title", "round.charge.none")
	}
	var in app.ChargeCommentsIn
	return c.Act(ui.Act{
		Title: p.T("round.charge.title"), Button: p.T("round.charge"), Body: r.Line.Body,
		Form: func(f *ui.Form) templ.Component { return chargeForm(p, f, r, comments, seats) },
		Read: func(f *ui.Form) {
			in = app.ChargeCommentsIn{Round: r.Line.ID, To: committee.SeatID(f.Str("to")), Due: f.Date("due")}
			for _, id := range f.List("comments") {
				in.Comments = append(in.Comments, committee.CommentID(id))
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			words := make([]string, len(in.Comments))
			for i, id := range in.Comments {
				words[i] = ui.Chosen(comments, string(id))
			}
			return []ui.Fact{
				{Label: p.T("round.comments"), Value: strings.Join(words, "\n"), Law: true},
				{Label: p.T("round.charge.to"), Value: ui.Chosen(seats, string(in.To))},
				{Label: p.T("field.due"), Value: dueWords(p, in.Due)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.ChargeComments(ctx, by, in)
			return rec, renamed(err, "comments.", "comments")
		},
		Next: backToRound(r),
	})
}

// commentOptions lists comments for a field.
func commentOptions(p *ui.Page, list []app.TableRow) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, x := range list {
		out[i] = ui.Option{Value: string(x.Row.Comment.ID), Text: p.Say(x.Name) + ", " + placeOf(p, x.Row.Comment) + ": " + x.Row.Comment.Text}
	}
	return out
}

// replyStatus is the mark of what became of a comment.
func replyStatus(k committee.ReplyKind) (kind, mark string) {
	switch k {
	case committee.Accepted:
		return "ok", "done"
	case committee.Partly:
		return "ok", "now"
	case committee.Explained:
		return "open", "open"
	}
	return "late", "late"
}

// chargedWords say who was charged with an answer, and by when.
func chargedWords(p *ui.Page, x app.TableRow, due charter.Date) string {
	if due == 0 {
		return p.T("round.charged", x.To)
	}
	return p.T("round.charged-due", x.To, p.Day(due))
}
