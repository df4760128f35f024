package desk

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// line is one value of a recorded input or event with the way to it.
type line struct {
	Path  string // decision.title, seats.2.role
	Value string
	Prose bool // free text, restored from beside the register
}

// lines takes a recorded object apart into its values, in order of their names.
// Free text stands in the record as an object of its own and is shown as text.
func lines(raw json.RawMessage) []line {
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return []line{{Value: string(raw)}}
	}
	return flatten("", v, nil)
}

func flatten(path string, v any, out []line) []line {
	join := func(part string) string {
		if path == "" {
			return part
		}
		return path + "." + part
	}
	switch x := v.(type) {
	case map[string]any:
		if s, ok := prose(x); ok {
			return append(out, line{path, s, true})
		}
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			out = flatten(join(k), x[k], out)
		}
	case []any:
		for i, e := range x {
			out = flatten(join(strconv.Itoa(i+1)), e, out)
		}
	case nil:
	case string:
		out = append(out, line{Path: path, Value: x})
	case json.Number:
		out = append(out, line{Path: path, Value: x.String()})
	case bool:
		out = append(out, line{Path: path, Value: strconv.FormatBool(x)})
	}
	return out
}

// prose gives the words of a free text as the record holds it: {"§": "words"}.
func prose(x map[string]any) (string, bool) {
	if len(x) != 1 {
		return "", false
	}
	for k, v := range x {
		if strings.HasPrefix(k, "§") {
			s, ok := v.(string)
			if k != "§" {
				return "", ok
			}
			return s, ok
		}
	}
	return "", false
}

// key is the last word of the way to a value: the name of its field.
func (l line) key() string { return l.Path[strings.LastIndexByte(l.Path, '.')+1:] }

// wordsOf are the lists of the catalogue in which the value of a field has its
// word.
var wordsOf = map[string][]string{
	"kind": {"meeting.", "decision.kind.", "agency.kind.", "post.kind.", "thing."}, "mode": {"mode."}, "fill": {"fill."}, "regime": {"regime."},
	"position": {"position."}, "side": {"side."}, "present": {"presence."}, "how": {"presence."}, "series": {"meeting."},
	"source_kind": {"source."}, "level": {"level."}, "state": {"state.", "task.state."}, "basis": {"value."}, "thing": {"thing."},
}

// word gives the catalogue's word for a value out of a fixed list.
func (l line) word(p *ui.Page) (string, bool) {
	lists := wordsOf[l.key()]
	if strings.Contains(l.Path, "source") && l.key() == "kind" {
		lists = []string{"source."}
	}
	for _, list := range lists {
		if catalogue.Has(list + l.Value) {
			return p.T(list + l.Value), true
		}
	}
	return "", false
}

// value writes a recorded value for people: days and times, yes and no, acts and
// roles, and the names of what it marks.
func (l line) value(p *ui.Page, n names) string {
	switch l.Value {
	case "":
		return p.T("act.erased")
	case "true":
		return p.T("act.yes")
	case "false":
		return p.T("act.no")
	}
	if l.Prose {
		return l.Value
	}
	if d, err := charter.ParseDate(l.Value); err == nil {
		return p.Day(d)
	}
	if charter.KnownAct(charter.Act(l.Value)) {
		return p.Act(charter.Act(l.Value))
	}
	if strings.HasSuffix(l.Path, "role") {
		return p.Role(charter.Role(l.Value))
	}
	if t, err := time.Parse(time.RFC3339, l.Value); err == nil {
		return p.Stamp(t)
	}
	if word, ok := l.word(p); ok {
		return word
	}
	if name := n[l.Value]; name != "" {
		return ui.Bind(name)
	}
	if l.key() == "progress" {
		return l.Value + "%"
	}
	return l.Value
}

// entry is one line of a record as it is shown: a value with its name, or the
// values of one row of a list together.
type entry struct {
	Label string
	Lines []line
}

// entries puts the values of a row of a list together: who, and what of them.
func entries(p *ui.Page, list []line) []entry {
	var out []entry
	at := ""
	for _, l := range list {
		row := rowOf(l.Path)
		if row == "" || row != at || len(out) == 0 {
			label := l.label(p)
			if row != "" {
				label = line{Path: row}.label(p)
			}
			out = append(out, entry{Label: label})
		}
		at = row
		last := &out[len(out)-1]
		last.Lines = append(last.Lines, l)
	}
	for _, e := range out {
		sort.SliceStable(e.Lines, func(i, j int) bool { return foremost[e.Lines[i].key()] > foremost[e.Lines[j].key()] })
	}
	return out
}

// leading are the fields of an act itself in the order in which people tell of it; all
// others follow as they stand in the record.
var leading = []string{"body", "meeting", "title", "about", "kind", "series", "from", "start", "to", "end"}

// told puts the values of an act into the order in which people tell of it.
func told(list []line) []line {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b line) int { return a.place() - b.place() })
	return list
}

// place is where a value stands among those of an act.
func (l line) place() int {
	if i := slices.Index(leading, l.Path); i >= 0 {
		return i
	}
	return len(leading)
}

// foremost are the fields that say whom or what a row is about; they stand first
// and need no name.
var foremost = map[string]int{"role": 3, "seat": 2, "ref": 2, "agency": 2, "person": 2, "name": 2, "title": 1, "position": 1, "present": 1, "how": 1}

// rowOf is the way to the row of a list in which a value stands; empty for a
// value of its own.
func rowOf(path string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil && i < len(parts)-1 {
			return strings.Join(parts[:i+1], ".")
		}
	}
	return ""
}

// short names a value inside its row: its field alone.
func (l line) short(p *ui.Page) string { return line{Path: l.key()}.label(p) }

// label names a recorded value: the words of the field, or the name as stored.
func (l line) label(p *ui.Page) string {
	if s := p.Label(l.Path); s != "" {
		return s
	}
	return l.Path
}

// steps are the hashes of a proof in the order in which they are joined, with a
// number for the reader.
func steps(hashes []string) []line {
	out := make([]line, len(hashes))
	for i, h := range hashes {
		out[i] = line{Path: strconv.Itoa(i + 1), Value: h}
	}
	return out
}

// registerOf is the register of an act's body.
func registerOf(a app.ActRecord) string {
	if a.Body == "" {
		return ui.RegisterPath
	}
	return ui.RegisterPath + "?ban=" + url.QueryEscape(string(a.Body))
}

// leadsTo is where the thing of an act is shown; nowhere where it is a paper or a round
// that the reader no longer sees.
func leadsTo(c *ui.Call, a app.ActRecord) (string, error) {
	var err error
	switch a.RefKind {
	case "paper":
		_, err = c.App.Paper(c.Ctx(), c.By, committee.PaperID(a.Ref))
	case "round":
		_, err = c.App.Round(c.Ctx(), c.By, committee.RoundID(a.Ref))
	}
	if hidden(err) {
		return "", nil
	}
	return thingPath(a), err
}

// thingPath leads to the thing that an act made or acted on.
func thingPath(a app.ActRecord) string {
	switch a.RefKind {
	case "task":
		return ui.TaskPath(committee.TaskID(a.Ref))
	case "meeting":
		return ui.MeetingPath(committee.MeetingID(a.Ref))
	case "decision":
		return ui.DecisionPath(committee.DecisionID(a.Ref))
	case "round":
		return ui.RoundPath(committee.RoundID(a.Ref))
	case "vote":
		return ui.VotePath(committee.VoteID(a.Ref))
	case "paper":
		return ui.PaperPath(committee.PaperID(a.Ref))
	case "agency", "post", "person":
		return ui.AgenciesPath
	}
	if a.Body != "" {
		return ui.BodyPath(a.Body)
	}
	return ""
}

// viaWords names the way by which an act came in.
func viaWords(p *ui.Page, via string) string {
	switch via {
	case "web", "api", "cli", "job", "demo":
		return p.T("via." + via)
	}
	return via
}

// eventWords names an event by its stored name.
func eventWords(p *ui.Page, name string) string {
	stem, _, _ := strings.Cut(name, "/")
	if catalogue.Has("event." + stem) {
		return p.T("event." + stem)
	}
	return name
}

// factWords are the facts that a ruling consulted, in words.
func factWords(p *ui.Page, a app.ActPage, n names) []string {
	list := make([]string, len(a.Facts))
	for i, f := range a.Facts {
		value := f.Value
		if name := n[value]; name != "" {
			value = name
		}
		list[i] = f.Key + "=" + value
	}
	return p.MissingWords(list)
}
