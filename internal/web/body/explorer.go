package body

import (
	"errors"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// factPrefix begins the names under which an address carries facts:
// tt-delegation=written.
const factPrefix = "tt-"

// asking is one question of the explorer as the address carries it.
type asking struct {
	Role  charter.Role // empty: the reader
	Act   charter.Act
	On    charter.Date
	In    string
	Facts []charter.Fact
}

// explorerPage answers "who may do what": one sentence with blanks, and the
// answer with its clauses. The address holds the whole question.
func explorerPage(c *ui.Call) error {
	b, err := bodyOf(c)
	if err != nil {
		return err
	}
	q := readAsking(c, b.On)
	out, err := c.App.May(c.Ctx(), c.By, b.Line.Key, app.MayIn{Act: q.Act, On: q.On, Role: q.Role, In: q.In, Facts: q.Facts})
	var fault *committee.Fault
	if errors.As(err, &fault) && fault.Kind == committee.NotFound && fault.Code == "charter.none" {
		err = nil
	}
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, q.On)
	if err != nil {
		return err
	}
	p := c.Page
	p.Density, p.Title = "", p.T("explorer.title")
	return c.Render(http.StatusOK, explorerView(p, b, q, out, NewSpeaker(p.Lang, t.Documents)))
}

// matrixPage is who may do what on a day, all acts against all roles.
func matrixPage(c *ui.Call) error {
	b, err := bodyOf(c)
	if err != nil {
		return err
	}
	m, err := c.App.Matrix(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("matrix.title")
	return c.Render(http.StatusOK, matrixView(p, b, m))
}

func readAsking(c *ui.Call, on charter.Date) asking {
	q := asking{Role: charter.Role(c.Query("vai")), Act: charter.Act(c.Query("viec")), On: on, In: c.Query("trong")}
	values := c.R.URL.Query()
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		key, ok := strings.CutPrefix(name, factPrefix)
		if !ok || key == "in" {
			continue
		}
		for _, v := range values[name] {
			if v = strings.TrimSpace(v); v != "" {
				q.Facts = append(q.Facts, charter.Fact{Key: key, Value: v})
			}
		}
	}
	return q
}

// path is the address of a question, to be sent to others.
func (q asking) path(p *ui.Page, key committee.BodyKey) string {
	v := url.Values{}
	if q.Role != "" {
		v.Set("vai", string(q.Role))
	}
	v.Set("viec", string(q.Act))
	v.Set("ngay", p.Input(q.On))
	if q.In != "" {
		v.Set("trong", q.In)
	}
	for _, f := range q.Facts {
		v.Add(factPrefix+f.Key, f.Value)
	}
	return ui.BodyPath(key, "tham-quyen") + "?" + v.Encode()
}

// fact gives the value that a question has for a fact.
func (q asking) fact(key string) string {
	for _, f := range q.Facts {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// actOptions are the acts of the vocabulary, by area.
func actOptions(p *ui.Page) []ui.Option {
	var out []ui.Option
	order := map[string]int{}
	for _, w := range charter.Acts() {
		area, _, _ := strings.Cut(w.Key, ".")
		if _, ok := order[area]; !ok {
			order[area] = len(order)
		}
		out = append(out, ui.Option{Value: w.Key, Text: w.Text().In(string(p.Lang)), Group: area})
	}
	sort.SliceStable(out, func(i, j int) bool { return order[out[i].Group] < order[out[j].Group] })
	for i := range out {
		out[i].Group = p.T("area." + out[i].Group)
	}
	return out
}

// roleOptions are the roles that may be asked about.
func roleOptions(p *ui.Page, roles []app.RoleWord) []ui.Option {
	out := make([]ui.Option, 0, len(roles))
	for _, r := range roles {
		out = append(out, ui.Option{Value: string(r.Role), Text: p.Say(r.Title)})
	}
	return out
}

// partOptions are the sub-bodies in which something may be done.
func partOptions(p *ui.Page, b app.BodyPage) []ui.Option {
	var out []ui.Option
	for _, s := range b.Subs {
		if s.Link == "sub-body" || s.Link == "helper" {
			out = append(out, ui.Option{Value: s.Key, Text: p.Say(s.Name)})
		}
	}
	return out
}

// blank is one fact that the ruling may ask for, with the values that can be
// given.
type blank struct {
	Key, Word string
	Value     string
	Options   []ui.Option // empty: written in
}

// blanks are the facts of a situation that the answer may hang on.
func blanks(p *ui.Page, b app.BodyPage, q asking, out app.MayOut, s *Speaker) []blank {
	var list []blank
	for _, key := range out.Ruling.Needs {
		if key == "in" {
			continue
		}
		x := blank{Key: key, Word: s.Fact(key), Value: q.fact(key)}
		values := map[string]bool{}
		add := func(v string) {
			if v != "" && !values[v] {
				values[v] = true
				x.Options = append(x.Options, ui.Option{Value: v, Text: s.word(v)})
			}
		}
		written := false
		for _, w := range charter.FactWords() {
			if w.Key != key {
				continue
			}
			for _, v := range w.Values {
				switch v {
				case "n", "DATE", "SPAN":
					written = true
				case "ROLE":
					for _, r := range out.Roles {
						add(string(r.Role))
					}
				case "KEY":
					for _, sub := range b.Subs {
						add(sub.Key)
					}
				case "KIND", "ACT":
				default:
					add(v)
				}
			}
		}
		for _, v := range missingValues(out.Ruling, key) {
			add(v)
		}
		for _, v := range s.objects[key] {
			add(v)
		}
		if written {
			x.Options = nil
		} else {
			add(x.Value)
		}
		list = append(list, x)
	}
	return list
}

// missingValues are the values that a ruling says it lacks of a fact.
func missingValues(r charter.Ruling, key string) []string {
	var out []string
	for _, m := range r.Missing {
		if k, values, ok := strings.Cut(m, "="); ok && k == key {
			out = append(out, strings.Split(values, "|")...)
		}
	}
	return out
}

// verdictWord says the answer in words.
func verdictWord(p *ui.Page, r charter.Ruling) string {
	if r.Allowed {
		return p.T("explorer.yes")
	}
	if r.Reason == charter.ReasonMissing || r.Reason == charter.ReasonStep {
		return p.T("explorer.not-yet")
	}
	return p.T("explorer.no")
}

// askedWords repeats the question in one line.
func askedWords(p *ui.Page, q asking, out app.MayOut) string {
	role := p.T("explorer.me")
	if q.Role != "" {
		role = p.Say(out.Role)
	}
	return p.T("explorer.asked", role, p.Say(out.Act), p.Day(q.On))
}

// cellPath leads from a cell of the matrix to its question.
func cellPath(p *ui.Page, b app.BodyPage, m app.Matrix, act charter.Act, r app.RoleWord) string {
	return asking{Role: r.Role, Act: act, On: m.On, In: r.In}.path(p, b.Line.Key)
}
