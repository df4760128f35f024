package body

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// row is one line of a roster as a form holds it. What the reader sees is the
// place and the words of who fills it; the rest is carried along.
type row struct {
	Place  string // role, or role@part
	Who    string // words of the filling
	Was    string // the words with which the line was drawn
	Ref    string // kind:id that Was stands for
	VI, EN string // title of its own in the decision
	Of     string // place for which that title was given
	Regime string
	Fields string // parted by |
	Places string
}

// rowFields are the names of a line's fields in a form.
var rowFields = []string{"role", "ref", "was", "id", "vi", "en", "of", "regime", "fields", "places"}

func (r *row) field(name string) *string {
	switch name {
	case "role":
		return &r.Place
	case "ref":
		return &r.Who
	case "was":
		return &r.Was
	case "id":
		return &r.Ref
	case "vi":
		return &r.VI
	case "en":
		return &r.EN
	case "of":
		return &r.Of
	case "regime":
		return &r.Regime
	case "fields":
		return &r.Fields
	}
	return &r.Places
}

// empty reports whether a line says nothing.
func (r row) empty() bool { return r.Place == "" && strings.TrimSpace(r.Who) == "" }

// rowName names a field of the n-th line, from 1: "seats.3.role".
func rowName(n int, field string) string { return "seats." + strconv.Itoa(n) + "." + field }

// maxRows is the longest roster that a form takes.
const maxRows = 300

// readRows takes the lines of a form in their order.
func readRows(f *ui.Form) []row {
	var out []row
	for n := 1; n <= maxRows; n++ {
		if _, ok := f.Values[rowName(n, "role")]; !ok {
			break
		}
		var r row
		for _, name := range rowFields {
			*r.field(name) = f.Str(rowName(n, name))
		}
		out = append(out, r)
	}
	return out
}

// writeRows puts lines into a form in place of those it has.
func writeRows(f *ui.Form, rows []row) {
	for name := range f.Values {
		if strings.HasPrefix(name, "seats.") {
			f.Values.Del(name)
		}
	}
	for i, r := range rows {
		for _, name := range rowFields {
			f.Values.Set(rowName(i+1, name), *r.field(name))
		}
	}
}

// rowsOf makes the lines of a present roster.
func rowsOf(seats []app.SeatLine, d *directory) []row {
	out := make([]row, 0, len(seats))
	for _, s := range seats {
		r := row{
			Place: place{Role: s.Role, In: s.In}.key(), Ref: string(s.Fill) + ":" + s.Ref, Who: d.label(s.Fill, s.Ref),
			VI: s.Title.VI, EN: s.Title.EN, Regime: s.Regime, Fields: strings.Join(s.Fields, "|"), Places: strings.Join(s.Places, "|"),
		}
		r.Was, r.Of = r.Who, r.Place
		out = append(out, r)
	}
	return out
}

// turnRows does what a button of the roster asks for and reports whether one
// was pressed: "len:3" moves the third line up, "xuong:3" down, "bo:3" takes it
// out, "them" adds one, "dan-thay" and "dan-them" take the pasted list.
func turnRows(f *ui.Form, rows []row, places []place, d *directory) ([]row, bool) {
	do, arg, _ := strings.Cut(f.Values.Get("hang"), ":")
	f.Values.Del("hang")
	n, _ := strconv.Atoi(arg)
	i := n - 1
	in := i >= 0 && i < len(rows)
	switch do {
	case "":
		return rows, false
	case "len":
		if in && i > 0 {
			rows[i-1], rows[i] = rows[i], rows[i-1]
		}
	case "xuong":
		if in && i+1 < len(rows) {
			rows[i+1], rows[i] = rows[i], rows[i+1]
		}
	case "bo":
		if in {
			rows = append(rows[:i:i], rows[i+1:]...)
		}
	case "them":
		rows = append(rows, row{Place: lastPlace(rows)})
	case "dan-thay":
		if pasted := pasteRows(f.Values.Get("dan"), places, d); len(pasted) > 0 {
			rows = pasted
			f.Values.Del("dan")
		}
	case "dan-them":
		rows = append(withoutEmpty(rows), pasteRows(f.Values.Get("dan"), places, d)...)
		f.Values.Del("dan")
	}
	return rows, true
}

// lastPlace is the place of the last line: the next member mostly sits likewise.
func lastPlace(rows []row) string {
	if len(rows) == 0 {
		return ""
	}
	return rows[len(rows)-1].Place
}

func withoutEmpty(rows []row) []row {
	var out []row
	for _, r := range rows {
		if !r.empty() {
			out = append(out, r)
		}
	}
	return out
}

// seatsIn turns lines into the input of an act, and adds a fault beside every
// line whose words are not clear.
func seatsIn(f *ui.Form, rows []row, d *directory) []app.SeatIn {
	out := make([]app.SeatIn, len(rows))
	for i, r := range rows {
		role, in, _ := strings.Cut(r.Place, "@")
		s := app.SeatIn{In: in, Role: charter.Role(role), Regime: r.Regime, Fields: parts(r.Fields), Places: parts(r.Places)}
		if r.Of == r.Place {
			s.VI, s.EN = r.VI, r.EN
		}
		s.Fill, s.Ref = fillOf(f, rowName(i+1, "ref"), r, d)
		out[i] = s
	}
	return out
}

// fillOf reads who fills a line.
func fillOf(f *ui.Form, field string, r row, d *directory) (committee.FillKind, string) {
	if r.Ref != "" && plainSpace(r.Who) == plainSpace(r.Was) {
		kind, id, _ := strings.Cut(r.Ref, ":")
		return committee.FillKind(kind), id
	}
	switch found := d.find(r.Who); len(found) {
	case 0:
		f.Fail(field, "fill.unknown", r.Who)
	case 1:
		return found[0].Fill, found[0].Ref
	default:
		names := make([]string, len(found))
		for i, e := range found {
			names[i] = e.Label + " (" + e.Note + ")"
		}
		f.Fail(field, "fill.several", r.Who, strings.Join(names, "; "))
	}
	return "", ""
}

// parts cuts a carried list.
func parts(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// inRow finds the fields of a line that faults of the application name and the
// form shows under another.
var inRow = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(seats\.\d+|seat)\.(fill|delegate|in|vi|regime)$`) })

// rosterFault puts a fault of a line beside the field that the reader sees.
func rosterFault(err error) error {
	var f *committee.Fault
	if !errors.As(err, &f) {
		return err
	}
	m := inRow().FindStringSubmatch(f.Field)
	if m == nil {
		return seatFaults(err)
	}
	g := *f
	g.Field = m[1] + ".ref"
	if m[2] == "in" || m[2] == "vi" || m[2] == "regime" {
		g.Field = m[1] + ".role"
	}
	return &g
}
