package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Pages beside the register's list.
const (
	verifyPath = ui.RegisterPath + "/kiem-chung"
	exportPath = ui.RegisterPath + "/xuat"
)

func registerPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "register", p.T("nav.register"), "day"
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	f := app.RegisterFilter{
		Body: committee.BodyKey(c.Query("ban")), Name: charter.Act(c.Query("viec")),
		RefKind: c.Query("loai"), Ref: c.Query("ve-viec"), After: c.Query("sau"), Limit: pageSize,
	}
	if f.Body == "" && !p.Me.Keeper {
		// The whole office's register is for those who keep it; everybody else
		// reads body by body.
		if f.Body = firstBody(p, bodies); f.Body == "" {
			return c.Render(http.StatusOK, registerView(p, f, app.RegisterList{}, nil))
		}
	}
	list, err := c.App.Register(c.Ctx(), c.By, f)
	if err != nil {
		return err
	}
	for _, b := range bodies {
		if b.Key == f.Body {
			p.In(b)
		}
	}
	return c.Render(http.StatusOK, registerView(p, f, list, ui.BodyOptions(p, bodies)))
}

// firstBody is the body whose register a reader sees first: the first that they
// sit in, or the first that they see at all.
func firstBody(p *ui.Page, bodies []app.BodyLine) committee.BodyKey {
	for _, s := range p.Me.Seats {
		if s.Body != "" {
			return s.Body
		}
	}
	if len(bodies) > 0 {
		return bodies[0].Key
	}
	return ""
}

func actOptions(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, w := range charter.Acts() {
		out = append(out, ui.Option{Value: w.Key, Text: ui.UpperFirst(w.Text().In(string(p.Lang)))})
	}
	return out
}

func actPage(c *ui.Call) error {
	a, err := c.App.Act(c.Ctx(), c.By, committee.ActID(c.Arg("id")))
	if err != nil {
		return err
	}
	n, err := namesOf(c, a)
	if err != nil {
		return err
	}
	to, err := leadsTo(c, a.Record)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title = "register", ui.UpperFirst(p.Say(a.Record.Act.Word))
	return c.Render(http.StatusOK, actView(p, a, n, to))
}

func verifyPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Slim = "register", p.T("verify.title"), true
	return c.Render(http.StatusOK, verifyView(p))
}

// exportRegister sends the register as a file that the verifier reads. A fault
// is answered by a page; an error after the first byte ends the file.
func exportRegister(c *ui.Call) error {
	w := &lateHeader{w: c.W, name: fmt.Sprintf("so-dang-ky-%s-%s.jsonl", c.Office, c.Page.Today())}
	err := c.App.ExportRegister(c.Ctx(), c.By, w)
	if err != nil && w.begun {
		panic(http.ErrAbortHandler) // a cut file must not look whole
	}
	return err
}

// lateHeader sets the headers of a file with its first byte, so that a refusal
// before it can still be a page.
type lateHeader struct {
	w     http.ResponseWriter
	name  string
	begun bool
}

// Write implements [io.Writer].
func (l *lateHeader) Write(b []byte) (int, error) {
	if !l.begun {
		l.begun = true
		h := l.w.Header()
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", `attachment; filename="`+l.name+`"`)
	}
	return l.w.Write(b)
}

// placeAsked reads a clause as officials write it, "Điều 5 khoản 2 điểm a", as the place
// in any document; an address stays what it is.
func placeAsked(s string) string {
	s = strings.TrimSpace(s)
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(s, ",", " ")))
	if len(words) < 2 || words[0] != "điều" || len(words)%2 != 0 {
		return s
	}
	var place []string
	for i := 0; i < len(words); i += 2 {
		if i > 0 && words[i] != "khoản" && words[i] != "điểm" {
			return s
		}
		place = append(place, words[i+1])
	}
	return "/" + strings.Join(place, ".")
}

func refusalsPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "refusals", p.T("nav.refusals"), "day"
	body := committee.BodyKey(c.Query("ban"))
	f := ui.NewForm(p, url.Values{"clause": {c.Query("dieu")}})
	want := app.RefusalFilter{
		Body: body, Person: committee.PersonID(c.Query("nguoi")), Clause: placeAsked(c.Query("dieu")), After: c.Query("sau"), Limit: pageSize,
	}
	list, err := c.App.Refusals(c.Ctx(), c.By, want)
	if err != nil {
		if !f.Take(err) || f.Fault("clause") == "" {
			return err
		}
		// Below the fault stands the way to go on: the people to choose from.
		whole, err := c.App.Refusals(c.Ctx(), c.By, app.RefusalFilter{Body: body, Limit: 1})
		if err != nil {
			return err
		}
		list.People = whole.People
	}
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, refusalsView(p, f, want, list, ui.BodyOptions(p, bodies)))
}
