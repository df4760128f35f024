package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// ids are those of the scenario by their type; a plain text may be any of them.
var ids = map[reflect.Type][]string{
	reflect.TypeFor[committee.BodyKey]():      {"ban-1", "", "ban-2"},
	reflect.TypeFor[committee.AgencyID]():     {"agency-so", "agency-tinh", ""},
	reflect.TypeFor[committee.PostID]():       {"post-chu-tich", "post-giam-doc"},
	reflect.TypeFor[committee.PersonID]():     {"person-1", "person-4", "person-2", ""},
	reflect.TypeFor[committee.SeatID]():       {"seat-pho", "seat-uv", "seat-truong", "seat-to", ""},
	reflect.TypeFor[committee.DecisionID]():   {"decision-1", "decision-2"},
	reflect.TypeFor[committee.DelegationID](): {"delegation-1"},
	reflect.TypeFor[committee.MeetingID]():    {"meeting-1", "proposal-1", "meeting-2", "meeting-4", "foreseen-1"},
	reflect.TypeFor[committee.ItemID]():       {"item-1"},
	reflect.TypeFor[committee.MatterID]():     {"matter-1", "matter-2"},
	reflect.TypeFor[committee.ConclusionID](): {"conclusion-1", "outcome-1"},
	reflect.TypeFor[committee.InvitationID](): {"invitation-1", "invitation-3"},
	reflect.TypeFor[committee.RoundID]():      {"round-1", "round-3"},
	reflect.TypeFor[committee.PaperID]():      {"paper-1", "paper-2"},
	reflect.TypeFor[committee.QuestionID]():   {"question-1", "question-2"},
	reflect.TypeFor[committee.TopicID]():      {"topic-1", "topic-2"},
	reflect.TypeFor[committee.VoteID]():       {"vote-1", "vote-2"},
	reflect.TypeFor[committee.TaskID]():       {"task-1", "task-2"},
	reflect.TypeFor[committee.ActID]():        {"act-0", "act-1", "act-2"},
	reflect.TypeFor[string](): {
		"meeting", "meeting-1", "task", "task-1", "key-1", "login-1", "token-1", "hash-1", "api-1", "content-0", "job-1", "job-2", "mail",
		"ready", "uy vien", "seat", "waiting", "aa", "",
	},
}

// argument draws a value of a type.
func argument(r *rand.Rand, typ reflect.Type) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.String:
		if known := ids[typ]; known != nil {
			v.SetString(known[r.IntN(len(known))])
		} else if typ == reflect.TypeFor[store.AudienceKind]() {
			v.SetString([]string{"seat", "public"}[r.IntN(2)])
		}
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{1, 0, 2, morning + 2*hour, 10}[r.IntN(5)])
	case reflect.Int32:
		v.SetInt([]int64{int64(day("2026-02-15")), 0, int64(day("2026-12-01"))}[r.IntN(3)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Slice:
		if typ.Elem().Kind() != reflect.Uint8 {
			for range r.IntN(3) {
				v.Set(reflect.Append(v, argument(r, typ.Elem())))
			}
		}
	case reflect.Struct:
		if typ == reflect.TypeFor[time.Time]() {
			return v // what a method is given to read by holds no time
		}
		// Filters get few fields, so that they let something through.
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !strings.Contains(typ.Name(), "Filter") || r.IntN(typ.NumField()) == 0 && f.Name != "Cursor" && f.Name != "After" {
				v.Field(i).Set(argument(r, f.Type))
			}
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(typ.Elem()))
			v.Elem().Set(argument(r, typ.Elem()))
		}
	case reflect.Interface:
		if typ == reflect.TypeFor[committee.Event]() {
			all := scenario()
			v.Set(reflect.ValueOf(all[r.IntN(len(all))]))
		} else {
			v.Set(reflect.ValueOf(new(bytes.Buffer)))
		}
	}
	return v
}

// call runs the n-th variant of a method and shows what it answers.
func call(tx *store.Tx, m reflect.Method, n int) string {
	r := rand.New(rand.NewPCG(uint64(n), uint64(len(m.Name))))
	args := []reflect.Value{reflect.ValueOf(tx)}
	for i := 1; i < m.Type.NumIn(); i++ {
		args = append(args, argument(r, m.Type.In(i)))
	}
	run := m.Func.Call
	if m.Type.IsVariadic() {
		run = m.Func.CallSlice
	}
	var parts []string
	for _, r := range run(args) {
		if err, ok := r.Interface().(error); ok {
			return "error: " + err.Error()
		}
		b, err := json.Marshal(r.Interface())
		if err != nil {
			b = fmt.Appendf(nil, "%+v", r.Interface())
		}
		parts = append(parts, string(b))
	}
	for _, a := range args {
		if b, ok := a.Interface().(*bytes.Buffer); ok {
			parts = append(parts, b.String())
		}
	}
	return strings.Join(parts, " ")
}

// unrelated are methods that say nothing of an office's rows.
var unrelated = map[string]bool{"Office": true, "NewID": true, "SetAt": true, "StateTables": true, "Restructured": true}

const variants = 4000

// counted mints ids that both offices know to expect.
func counted() store.Options {
	var n atomic.Int64
	return store.Options{NewID: func() string { return fmt.Sprintf("job-%d", n.Add(1)) }}
}

// TestOfficesNeverSeeEachOther calls every method of a transaction with the ids
// of one office from another one that is empty: it must answer exactly as in a
// database that holds nothing at all, and leave the first office's rows as they
// are. In the office itself the same calls do answer something.
func TestOfficesNeverSeeEachOther(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		full, empty := storetest.Open(t, address, counted()), storetest.Open(t, fresh(), store.Options{})
		play(t, full, "mine")
		before := everything(t, address, "mine")
		ctx := context.Background()
		typ := reflect.TypeFor[*store.Tx]()
		for i := range typ.NumMethod() {
			m := typ.Method(i)
			if unrelated[m.Name] {
				continue
			}
			spoke := false
			for n := range variants {
				run := func(s *store.Store, office committee.OfficeID) (shown string) {
					_ = s.Write(ctx, office, []committee.BodyKey{"", "ban-1"}, func(tx *store.Tx) error {
						shown = call(tx, m, n)
						if err := store.Flush(tx); err != nil && !strings.HasPrefix(shown, "error: ") {
							shown += " error: " + err.Error()
						}
						return committee.Clash("undone")
					})
					return shown
				}
				here, nowhere := run(full, "other"), run(empty, "other")
				if here != nowhere {
					t.Errorf("%s, variant %d: beside another office %s, alone %s", m.Name, n, here, nowhere)
				}
				if !spoke {
					spoke = run(full, "mine") != nowhere
				}
				if (spoke || quiet[m.Name]) && n > 15 {
					break
				}
			}
			if !spoke && !quiet[m.Name] {
				t.Errorf("%s never answered anything in the office itself: the test does not reach it", m.Name)
			}
		}
		if diff := cmp.Diff(before, everything(t, address, "mine")); diff != "" {
			t.Errorf("rows of the other office changed:\n%s", diff)
		}
	})
}

// quiet are methods that answer alike whatever is there.
var quiet = map[string]bool{
	"AddAudience": true, "AddAudiences": true, "RemoveAudience": true, "PutAccount": true, "PutSession": true, "PutCheckpoint": true, "DropSession": true,
	"DropSessionsOf": true, "LoginSucceeded": true, "TouchSession": true, "RecordRefusal": true,
	"ReadPaper": true, "ReadTopic": true, "KeepDrawing": true, "PutSealed": true, "PutMark": true, "PutMinutesDraft": true, "DropDrawing": true, "DropSealed": true, "ReplaceAudience": true, "PutMailAddress": true, "RecallLetters": true,
	"PutDevice": true, "DropDevicesOf": true, "TouchDevice": true,
	"PutMailbox": true, "PutMailWish": true, "PutReminderDays": true,
}

// everything reads all rows of an office from all tables, past the store.
func everything(t *testing.T, address string, office committee.OfficeID) []string {
	t.Helper()
	driver, source, tables := "pgx", address, "select tablename from pg_tables where schemaname = current_schema()"
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, source, tables = "sqlite", path, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	column := func(q string, args ...any) (out []string) {
		rows, err := db.QueryContext(context.Background(), q, args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		cols, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(cols))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			line := ""
			for _, v := range values {
				line += fmt.Sprintf("%v|", *v.(*any))
			}
			out = append(out, strings.TrimSuffix(line, "|"))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	var all []string
	for _, table := range column(tables) {
		if table == "goose_db_version" {
			continue
		}
		for _, row := range column("select * from "+table+" where office = $1", string(office)) {
			all = append(all, table+": "+row)
		}
	}
	slices.Sort(all)
	if len(all) < 60 {
		t.Fatalf("only %d rows found in %s", len(all), office)
	}
	return all
}

var placeholder = regexp.MustCompile(`\$([0-9]+)`)

// TestStatements runs every method and holds each statement's text against the
// rules: it names the office, and its placeholders first appear in order.
func TestStatements(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		var mu sync.Mutex
		texts := map[string]bool{}
		s := storetest.Open(t, fresh(), store.WithHook(store.Options{}, func(text string) error {
			mu.Lock()
			texts[text] = true
			mu.Unlock()
			return nil
		}))
		play(t, s, "mine")
		typ := reflect.TypeFor[*store.Tx]()
		for i := range typ.NumMethod() {
			for n := range 25 {
				_ = s.Write(context.Background(), "mine", []committee.BodyKey{"", "ban-1"}, func(tx *store.Tx) error {
					call(tx, typ.Method(i), n)
					return committee.Clash("undone")
				})
			}
		}
		checked := 0
		for text := range texts {
			switch strings.Fields(text)[0] {
			case "begin", "commit", "rollback", "savepoint", "release":
				continue
			}
			checked++
			if !strings.Contains(text, "office = $") && !strings.Contains(text, "(office, ") {
				t.Errorf("names no office: %s", text)
			}
			highest, seen := 0, map[int]bool{}
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				n, err := strconv.Atoi(m[1])
				if err != nil || !seen[n] && n != highest+1 {
					t.Errorf("$%d first appears after $%d: %s", n, highest, text)
					break
				}
				highest, seen[n] = max(highest, n), true
			}
		}
		if checked < 100 {
			t.Errorf("only %d statements seen", checked)
		}
	})
}
