package desk

import (
	"bytes"
	"encoding/json"
	"net/url"
	"sort"
	"strconv"
	"strings"

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

// value writes a recorded value for people: days, yes and no, acts and roles.
func (l line) value(p *ui.Page) string {
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
	return l.Value
}

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

// thingPath leads to the thing that an act made or acted on.
func thingPath(a app.ActRecord) string {
	switch a.RefKind {
	case "task":
		return ui.TaskPath(committee.TaskID(a.Ref))
	case "meeting":
		return ui.MeetingPath(committee.MeetingID(a.Ref))
	case "decision":
		return ui.DecisionPath(committee.DecisionID(a.Ref))
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
func factWords(p *ui.Page, a app.ActPage) []string {
	list := make([]string, len(a.Facts))
	for i, f := range a.Facts {
		list[i] = f.Key + "=" + f.Value
	}
	return p.MissingWords(list)
}
