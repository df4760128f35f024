package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// The addresses of the mailbox and of the reminders.
const (
	boxPath    = mailPath + "/hop-thu"
	remindPath = mailPath + "/nhac"
)

// boxShown is what the page of mail shows beside the way out.
type boxShown struct {
	box   *app.MailboxLine // nil: none is read
	days  string           // on which the office reminds
	kind  string           // of letters shown; empty: all
	kinds []kindCount
	told  string // what was just done, in words
}

// kindCount is how many letters of a kind there are.
type kindCount struct {
	kind string
	n    int
}

func readBox(c *ui.Call) (out boxShown, err error) {
	if out.box, err = c.App.Mailbox(c.Ctx(), c.By); err != nil {
		return out, err
	}
	days, err := c.App.ReminderDays(c.Ctx(), c.By)
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = strconv.Itoa(d)
	}
	out.days = strings.Join(words, ", ")
	if n := c.Query("thu"); n != "" {
		out.told = c.Page.T("mail.box-tried", n)
	}
	return out, err
}

// count counts letters by kind, and leaves of them those of one kind.
func (b *boxShown) count(list *[]app.LetterLine, kind string) {
	for _, k := range app.LetterKinds() {
		n := 0
		for _, l := range *list {
			if l.Kind == k {
				n++
			}
		}
		if n > 0 {
			b.kinds = append(b.kinds, kindCount{k, n})
		}
		if k == kind {
			b.kind = kind
		}
	}
	if b.kind != "" {
		*list = slices.DeleteFunc(*list, func(l app.LetterLine) bool { return l.Kind != kind })
	}
}

// kindLinks are the filters by kind.
func kindLinks(p *ui.Page, b boxShown) []ui.Link {
	out := []ui.Link{{Text: p.T("mail.kind-all"), Href: mailPath, Here: b.kind == ""}}
	for _, k := range b.kinds {
		out = append(out, ui.Link{Text: p.T("letter.kind." + k.kind), Href: mailPath + "?loai=" + url.QueryEscape(k.kind), Here: b.kind == k.kind, Count: p.Int(k.n)})
	}
	return out
}

// boxFacts are the settings of the mailbox as they may be shown.
func boxFacts(p *ui.Page, b app.MailboxLine) []ui.Fact {
	looked := p.T("mail.box-never")
	if !b.Looked.IsZero() {
		looked = p.Stamp(b.Looked)
	}
	out := []ui.Fact{{Label: p.T("mail.box-place"), Value: b.Place}, {Label: p.T("mail.box-looked"), Value: looked}}
	if b.Failed != "" {
		out = append(out, ui.Fact{Label: p.T("mail.box-failed"), Value: b.Failed})
	}
	return out
}

func tryBox(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	n, err := c.App.TryMailbox(c.Ctx(), c.By)
	if err == nil {
		return c.Redirect(mailPath + "?thu=" + strconv.Itoa(n))
	}
	if !f.Take(err) {
		return err
	}
	return drawMail(c, http.StatusUnprocessableEntity, f)
}

// setDays keeps on which days the office reminds.
func setDays(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	var days []int
	for word := range strings.SplitSeq(f.Str("days"), ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		d, err := strconv.Atoi(word)
		if err != nil {
			d = -1 // no such day: the application says what is one
		}
		days = append(days, d)
	}
	if err = c.App.SetReminderDays(c.Ctx(), c.By, days); err == nil {
		return c.Redirect(mailPath + "?xong=mail.days-kept")
	}
	if !f.Take(err) {
		return err
	}
	return drawMail(c, http.StatusUnprocessableEntity, f)
}
