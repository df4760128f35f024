package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// whole are the tables that some statement reads through a whole office, with the
// conditions that it may set besides the office, and why that is right. No other
// statement may: it has to say something that an index leads to.
var whole = []struct{ table, conditions, why string }{
	{"act", `a\.kind = .*|a\.body = .*|a\.at [<>]=? .*|\(a\.at, a\.id\) .*|not \(a\.name in .*|\(a\.person = .*`, "the register is read in pages, by time; what narrows the history of one thing comes with that thing"},
	{"act", `a\.ref = .*|a\.body = .*`, "a number without the kind of thing: only the API asks so, in pages, by time"},
	{"refusal", `\(clauses like .*|at [<>]=? .*|\(at, id\) .*`, "refusals are read in pages, by time"},
	{"refusal", `person <> ''`, "who was ever refused, from the index alone, for the list of names on one page of the keeper's"},
	{"task", `t\.state .*|t\.search like .*|t\.source_kind = .*|t\.asked_until <> 0|t\.due.*|\(t\.state .*|\(t\.due.*|exists \(select 1 from audience .*`, "tasks are read in pages, by due day, and counted for the office as a whole"},
	{"meeting", `m\.state = .*|m\.series = .*|m\.closed_at >= .*|\(m\.start_at, m\.id\) .*|\(m\.chair in .*|\(exists .*|exists \(select 1 from audience .*`, "meetings are read in pages, by day"},
	{"opinion_round", `r\.state = .*|\(r\.deadline, r\.id\) .*|exists \(select 1 from audience .*`, "rounds are read in pages, by their last day"},
	{"topic", `t\.state = .*|\(t\.newest_at, t\.id\) .*|exists \(select 1 from audience .*`, "working spaces are read in pages, the newest first"},
	{"letter", `kind = .*|state = .*`, "letters are read in pages, the newest first"},
	{"paper", `p\.meeting = ''|p\.round = ''|p\.topic = ''`, "papers are asked for by body, meeting, round, space or number; here of none"},
	{"person", `search like .*`, "a part of a name is looked for in every name"},
	{"checkpoint", ``, "there is one for many acts"},
	{"log_entry", ``, "the end of the log, from the end of its key"},
	{"job", ``, "jobs are counted for the keeper; those long done are dropped"},
	{"delegation", `(from_seat|to_seat) = .*|revoked = 0`, "powers lent are few; what hangs on a seat is asked when it ends"},
	{"proposal", `by_seat = .*|meeting = ''`, "proposals to meet are few; what hangs on a seat is asked when it ends"},
	{"handover", `to_seat = ''`, "what waits for an heir, when the morning letters are written"},
	{"device", `seen_at < .*`, "housekeeping, once a day"},
	{"login_attempt", `last_at < .*`, "housekeeping, once a day"},
	{"body_seq", `seq > 0|s\.seq > .*`, "one row a body"},
	{"body", `.*`, "one row a body"},
	{"office", ``, "one row"},
	{"structure", ``, "one row"},
	{"mail_rule", ``, "one row"},
	{"seat", `\(s\.opened = .*`, "what seats a decision opened or closed, for its page: few people decide on seats"},
	{"keeper", `from_day <= .*|\(to_day = 0 .*`, "a handful"},
	{"agency", `from_day (<=|=) .*|\(to_day = 0 .*`, "the structure of the office is read whole and kept"},
	{"post", ``, "the structure of the office is read whole and kept"},
	{"holding", `from_day <= .*|\(to_day = 0 .*`, "the structure of the office is read whole and kept"},
	{"assistance", `from_day <= .*|\(to_day = 0 .*`, "the structure of the office is read whole and kept"},
	{"account", ``, "the keeper's list of accounts"},
	{"api_token", ``, "the keeper's list of tokens"},
	{"mail_address", ``, "all addresses, for whoever sends to all"},
	{"mail_wish", ``, "all wishes, for whoever sends to all"},
}

// few are columns of few values: a condition on them alone leads to a good part of
// an office, whatever the index.
var few = []string{"office", "kind", "state", "who", "thing", "fill", "source_kind", "version"}

// fewRight are the tables of which a state or kind leaves few rows, or of which a
// page is read in the order of the index.
var fewRight = map[string]string{
	"job":      "jobs that wait are few among those that are done",
	"seat":     "seats that a seat fills are few",
	"vote":     "votes that are open are few",
	"incoming": "letters that came in are read in pages by state, the newest first",
}

// TestPlans asks SQLite how it would run each statement of the store, in an office
// of any size: no statement reads a table through all offices, and none reads one
// through its whole office but those that have a reason to.
func TestPlans(t *testing.T) {
	ctx, address := context.Background(), storetest.SQLite(t)
	texts := map[string]bool{}
	s := storetest.Open(t, address, store.WithHook(store.Options{}, func(text string) error {
		texts[text] = true
		return nil
	}))
	play(t, s, "mine")
	typ := reflect.TypeFor[*store.Tx]()
	for i := range typ.NumMethod() {
		for n := range 60 {
			_ = s.Write(ctx, "mine", []committee.BodyKey{"", "ban-1"}, func(tx *store.Tx) error {
				call(tx, typ.Method(i), n)
				return committee.Clash("undone")
			})
		}
	}
	db := raw(t, address)
	checked, used := 0, make([]bool, len(whole))
	for text := range texts {
		if !slices.Contains([]string{"select", "with", "update", "delete"}, strings.Fields(text)[0]) {
			continue
		}
		if slices.Contains(conditions(text), "1 = 0") {
			continue // asks for nothing, and gets it without looking
		}
		checked++
		plan := planOf(t, db, text)
		for _, step := range plan {
			table, columns := readBy(text, plan, step)
			switch {
			case table == "":
			case columns == nil:
				t.Errorf("%s is read through all offices:\n%s\n%s", table, text, strings.Join(plan, "\n"))
			case strings.HasPrefix(text, "select * from "+table+" where office = $1"):
				// the rows of an office, to be written out
			case !slices.ContainsFunc(columns, func(c string) bool { return c != "office" }):
				if i := reason(table, text, used); i < 0 {
					t.Errorf("%s is read through its whole office:\n%s\n%s", table, text, strings.Join(plan, "\n"))
				}
			case !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(few, c) }) && fewRight[table] == "":
				t.Errorf("%s is read by %v, which leaves a good part of it:\n%s\n%s", table, columns, text, strings.Join(plan, "\n"))
			}
		}
	}
	if checked < 300 {
		t.Errorf("only %d statements seen", checked)
	}
	for i, w := range whole {
		if !used[i] {
			t.Errorf("nothing reads %s (%s) through its office any more: strike it out", w.table, w.conditions)
		}
	}
}

// planOf asks for the plan of a statement.
func planOf(t *testing.T, db *sql.DB, text string) (plan []string) {
	t.Helper()
	last := 0
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		var n int
		if _, err := fmt.Sscan(m[1], &n); err != nil {
			t.Fatal(err)
		}
		last = max(last, n)
	}
	rows, err := db.QueryContext(context.Background(), "explain query plan "+text, make([]any, last)...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	return plan
}

var (
	access = regexp.MustCompile(`^(?:SCAN|SEARCH) (\w+)\b(?:.*\(([^)]*)\)(?: LEFT-JOIN)?$)?`)
	bound  = regexp.MustCompile(`(\w+)[=<>]`)
)

// readBy tells of a step of a plan which table it reads, "" for none, and the
// columns of the index that lead it there; nil: it goes through everything.
func readBy(text string, plan []string, step string) (table string, columns []string) {
	m := access.FindStringSubmatch(step)
	if m == nil {
		return "", nil
	}
	for _, x := range plan { // a subquery has no index
		if x == "CO-ROUTINE "+m[1] || x == "MATERIALIZE "+m[1] {
			return "", nil
		}
	}
	table = m[1]
	if named := regexp.MustCompile(`(?:from|join|update) (\w+) ` + m[1] + `\b`).FindStringSubmatch(text); named != nil && named[1] != "from" {
		table = named[1]
	}
	for _, c := range bound.FindAllStringSubmatch(m[2], -1) {
		columns = append(columns, c[1])
	}
	return table, columns
}

// reason finds why a statement may read a table through its office, -1 for none.
func reason(table, text string, used []bool) int {
	for i, w := range whole {
		allowed := regexp.MustCompile(`^(` + w.conditions + `)$`)
		if w.table == table && !slices.ContainsFunc(conditions(text), func(c string) bool { return !allowed.MatchString(c) }) {
			used[i] = true
			return i
		}
	}
	return -1
}

// conditions are those that a statement sets besides the office.
func conditions(text string) (out []string) {
	text = strings.Join(strings.Fields(text), " ")
	_, rest, _ := cutOutside(text, " where ")
	for _, end := range []string{" order by ", " group by ", " limit "} {
		rest, _, _ = cutOutside(rest, end)
	}
	for rest != "" {
		var c string
		c, rest, _ = cutOutside(rest, " and ")
		if !regexp.MustCompile(`^(\w+\.)?office = \$\d+$`).MatchString(c) {
			out = append(out, c)
		}
	}
	return out
}

// cutOutside cuts a text at a word that stands in no parentheses.
func cutOutside(text, word string) (before, after string, found bool) {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && strings.HasPrefix(text[i:], word) {
			return text[:i], text[i+len(word):], true
		}
	}
	return text, "", false
}
