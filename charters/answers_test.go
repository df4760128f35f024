package charters_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
	"nghisu/internal/committee/calendar"
)

// subjectOf is one charter under test: compiled, with its JSON views by day.
type subjectOf struct {
	c    *charter.Charter
	r    *charter.Regulation
	show map[charter.Date]shown
}

// workday is the shipped reference calendar.
var workday = func() func(charter.Date) bool {
	cal := calendar.Vietnam()
	return func(d charter.Date) bool { return cal.IsWorkday(calendar.Day(d)) }
}()

// compile prepares a charter for its table.
func compile(c *charter.Charter) *subjectOf {
	return &subjectOf{c: c, r: charter.Compile(c), show: map[charter.Date]shown{}}
}

// TestTables holds every charter file to its decision table.
func TestTables(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(strings.TrimSuffix(filepath.Base(p.table), ".table"), func(t *testing.T) {
			src, err := os.ReadFile(p.charter)
			if err != nil {
				t.Fatal(err)
			}
			c, problems := file.Parse(p.charter, src)
			for _, pr := range problems {
				t.Log(pr)
			}
			if c == nil {
				t.Fatal("the charter file has errors")
			}
			s := compile(c)
			tab := readTable(t, p.table)
			asked := 0
			for _, l := range tab.lines {
				switch l.verb {
				case "may", "duties", "verdict", "show":
					asked++
				}
				if msg := s.check(l); msg != "" {
					t.Errorf("%s:%d: %s\n\t%s", p.table, l.no, l.text, msg)
				}
			}
			if asked < p.least {
				t.Errorf("%d lines ask something; at least %d are wanted", asked, p.least)
			}
		})
	}
}

// pair is a charter file and its table.
type pair struct {
	charter, table string
	least          int
}

// pairs finds every table and the charter file that it holds.
func pairs(t testing.TB) []pair {
	t.Helper()
	var out []pair
	for _, dir := range []string{"testdata/tables", "testdata/general"} {
		found, err := filepath.Glob(dir + "/*.table")
		if err != nil || len(found) == 0 {
			t.Fatalf("no tables in %s: %v", dir, err)
		}
		for _, f := range found {
			key := strings.TrimSuffix(filepath.Base(f), ".table")
			p := pair{charter: filepath.Join(dir, key+".yaml"), table: f, least: 30}
			if dir == "testdata/tables" {
				p.charter = key + ".yaml"
			}
			if key == "to-cong-tac-ubqg-cpdt" || key == "ban-chi-dao-nghe-an" {
				p.least = 60
			}
			out = append(out, p)
		}
	}
	return out
}

// check answers one line and says what differs, or "".
func (s *subjectOf) check(l line) string {
	switch l.verb {
	case "may":
		return s.checkMay(l)
	case "duties":
		return s.checkDuties(l)
	case "verdict":
		return s.checkVerdict(l)
	case "show":
		return s.checkShow(l)
	case "has":
		return s.checkHas(l)
	case "clause":
		return s.checkClause(l)
	case "charter", "doc", "unstated":
		return s.checkHead(l)
	case "role", "term", "sub", "series":
		return s.checkKey(l)
	case "object", "matter", "event":
		return ""
	}
	return "no such line"
}

func (s *subjectOf) checkMay(l line) string {
	var roles []charter.Role
	for _, r := range strings.Split(l.ask[0], "+") {
		roles = append(roles, charter.Role(r))
	}
	got := s.r.May(charter.Question{Roles: roles, Act: charter.Act(l.ask[1]), On: l.on, Facts: facts(l.ask[2:])})
	if string(got.Reason) != l.want[0] {
		return fmt.Sprintf("got %s, clauses %v, missing %v, who %v", got.Reason, addresses(got.Clauses), got.Missing, got.WhoCould)
	}
	if got.Allowed != (got.Reason == charter.ReasonGranted) {
		return fmt.Sprintf("allowed is %v with reason %s", got.Allowed, got.Reason)
	}
	e := expect(l.want[1:], "cites", "who", "missing", "flags", "seat")
	for _, w := range e["seat"] {
		if w != string(got.Role) {
			return fmt.Sprintf("seat: got %s, want %s", got.Role, w)
		}
	}
	if msg := within("cites", e["cites"], addresses(got.Clauses)); msg != "" {
		return msg
	}
	if w, ok := e["who"]; ok {
		if msg := same("who", list(w[0]), roleWords(got.WhoCould)); msg != "" {
			return msg
		}
	}
	if msg := within("missing", e["missing"], got.Missing); msg != "" {
		return msg
	}
	if f, ok := e["flags"]; ok {
		var flags []string
		for name, on := range map[string]bool{"inferred": got.Inferred, "draft": got.Draft, "undated": got.Undated} {
			if on {
				flags = append(flags, name)
			}
		}
		return same("flags", list(f[0]), flags)
	}
	return ""
}

func (s *subjectOf) checkDuties(l line) string {
	a, b, ok := strings.Cut(l.ask[0], "..")
	from, err1 := charter.ParseDate(a)
	to, err2 := charter.ParseDate(b)
	if !ok || err1 != nil || err2 != nil {
		return "the range cannot be read"
	}
	got := s.r.Due(from, to, facts(l.ask[1:]), workday)
	var have []string
	for _, o := range got {
		have = append(have, dueWords(o))
	}
	want := strings.Split(strings.Join(l.want, " "), " ; ")
	if len(want) == 1 && want[0] == "none" {
		want = nil
	}
	if len(want) != len(have) {
		return fmt.Sprintf("got %d: %v", len(have), have)
	}
	left := append([]charter.Obligation(nil), got...)
next:
	for _, w := range want {
		for i, o := range left {
			if matchDuty(words(w), o) {
				left = slices.Delete(left, i, i+1)
				continue next
			}
		}
		return fmt.Sprintf("no duty %q; got %v", w, have)
	}
	return ""
}

// matchDuty holds DUE ADDRESS [who=…] against an obligation.
func matchDuty(w []string, o charter.Obligation) bool {
	if len(w) < 2 || w[0] != dueDay(o) || !slices.Contains(addresses(o.Clauses), w[1]) {
		return false
	}
	for _, x := range w[2:] {
		if who, ok := strings.CutPrefix(x, "who="); ok && same("", list(who), o.Who) != "" {
			return false
		}
	}
	return true
}

func dueDay(o charter.Obligation) string {
	if o.Due.Exact() {
		return o.Due.From.String()
	}
	return o.Due.From.String() + ".." + o.Due.To.String()
}

func dueWords(o charter.Obligation) string {
	return dueDay(o) + " " + strings.Join(addresses(o.Clauses), ",") + " who=" + strings.Join(o.Who, ",")
}

func (s *subjectOf) checkVerdict(l line) string {
	got := s.r.Verdict(l.ask[0], l.on, facts(l.ask[1:]), workday)
	ok := map[charter.Tri]string{charter.Yes: "true", charter.No: "false", charter.Absent: "null"}[got.OK]
	if l.want[0] != "?" && ok != l.want[0] {
		return fmt.Sprintf("got %s, need %s, have %s, missing %v, unstated %v", ok, js(got.Need), js(got.Have), got.Missing, got.Unstated)
	}
	e := expect(l.want[1:], "need", "need~", "have", "missing", "unstated", "then", "cites")
	for _, f := range []struct {
		name string
		got  any
	}{{"need", got.Need}, {"have", got.Have}, {"then", got.Then}} {
		if w, ok := e[f.name]; ok && !sameJSON(w[0], f.got) {
			return fmt.Sprintf("%s: got %s, want %s", f.name, js(f.got), w[0])
		}
	}
	for _, part := range e["need~"] {
		if !strings.Contains(js(got.Need), strings.Trim(part, `"`)) {
			return fmt.Sprintf("need %s lacks %s", js(got.Need), part)
		}
	}
	if msg := within("missing", e["missing"], keysOf(got.Missing)); msg != "" {
		return msg
	}
	if msg := within("unstated", e["unstated"], got.Unstated); msg != "" {
		return msg
	}
	return within("cites", e["cites"], addresses(got.Clauses))
}

func (s *subjectOf) checkShow(l line) string {
	on, err := charter.ParseDate(l.ask[0])
	if err != nil {
		return err.Error()
	}
	_, there := s.view(on).clauses[l.ask[1]]
	if there != (l.want[0] == "text") {
		return fmt.Sprintf("in force: %v", there)
	}
	return ""
}

// within says which expected words are not among those got.
func within(name string, want, got []string) string {
	for _, w := range want {
		for _, x := range list(w) {
			if !slices.Contains(got, x) && !slices.Contains(keysOf(got), x) {
				return fmt.Sprintf("%s: %q is not among %v", name, x, got)
			}
		}
	}
	return ""
}

// same compares two lists as sets.
func same(name string, want, got []string) string {
	w, g := slices.Clone(want), slices.Clone(got)
	sort.Strings(w)
	sort.Strings(g)
	if !slices.Equal(w, g) {
		return fmt.Sprintf("%s: got %v, want %v", name, g, w)
	}
	return ""
}

func addresses(cites []charter.Cite) []string {
	var out []string
	for _, c := range cites {
		out = append(out, c.Address)
	}
	return out
}

func roleWords(roles []charter.Role) []string {
	var out []string
	for _, r := range roles {
		out = append(out, string(r))
	}
	return out
}

// keysOf gives what stands before "=" or a comparator.
func keysOf(list []string) []string {
	var out []string
	for _, s := range list {
		if i := strings.IndexAny(s, "=>"); i > 0 {
			s = s[:i]
		}
		out = append(out, s)
	}
	return out
}

func js(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// sameJSON compares a written JSON value with a Go value.
func sameJSON(want string, got any) bool {
	var w, g any
	if json.Unmarshal([]byte(want), &w) != nil {
		w = want // a bare word
	}
	if json.Unmarshal([]byte(js(got)), &g) != nil {
		return false
	}
	return reflect.DeepEqual(w, g)
}
