package store_test

import (
	"context"
	"strings"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// largeTables are the rows of a large office, i being 0 to 99,999.
var largeTables = []string{
	`task (office, id, body, title, search, lead_agency, accountable, person, due, due_order, first_due, source_kind, source_id, state, progress, note, assigner,
		subassigned, created_at, finished, asked_until, urged)
	 select 'o', 't-' || (i * 7919 % 100000), 'b-' || (i % 20), 'Việc', 'viec ' || i, 'g-' || (i % 300), 's-' || (i % 500), case when i % 10 = 0 then 'p-' || (i % 2000) else '' end,
		20000 + i % 900, 20000 + i % 900, 20000 + i % 900, 'conclusion', 'c-' || i, case when i % 50 = 0 then 'submitted' when i % 10 = 1 then 'open' else 'done' end, 0, '',
		's-' || (i % 97), '', i, 0, 0, 0`,
	`person (office, id, name, search) select 'o', 'p-' || i, 'Ủy viên ' || i, 'uy vien ' || i`,
	`post (office, id, agency, kind, title_vi, title_en, leads, from_day, to_day) select 'o', 'post-' || i, 'g-' || (i % 300), 'director', '', '', false, 1, 0`,
	`holding (office, post, person, from_day, to_day, decision) select 'o', 'post-' || i, 'p-' || i, 1, 0, ''`,
	`act (office, id, body, body_seq, name, at, entered_at, fold_at, person, capacity_kind, capacity_id, on_behalf, via, simulated, kind, ref, clauses, leaf)
	 select 'o', 'a-' || (i * 7919 % 100000), 'b-' || (i % 20), i, 'task.update', i, i, i, 'p-' || (i % 2000), 'seat', '', '', 'web', false, 'task', 't-' || i, '[]', '{}'`,
	`content (office, id, act, salt, value, erased) select 'o', 'c-' || (i * 7919 % 100000), 'a-' || i, '', 'x', false`,
	`letter (office, id, kind, object, version, sending, party, name, address, sender, ref, ref_until, state, attempts, last_error, created_at, done_at, about)
	 select 'o', 'l-' || (i * 7919 % 100000), 'reminder', 't-' || (i / 4), i % 4, '', 'p-' || (i % 2000), '', '', '', i, 0, 'sent', 1, '', i, i, ''`,
	`meeting (office, id, body, in_body, kind, series, title, start_at, end_at, place, mode, chair, convener, afterwards, state, proposal, reason, closed_at)
	 select 'o', 'm-' || (i * 7919 % 100000), 'b-' || (i % 20), '', 'regular', '', 'Phiên', i, i + 1, '', '', 's-1', '', false, 'concluded', '', '', i`,
	`paper (office, id, body, in_body, title, kind, meeting, item, round, topic, sight, by_seat, person, laid_at, withdrawn, why)
	 select 'o', 'd-' || (i * 7919 % 100000), 'b-' || (i % 200), '', 'Tài liệu', '', case when i % 3 = 0 then 'm-' || i else '' end, '', '', '', 'body', '', '', i, 0, ''`,
	`job (office, id, kind, key, payload, state, run_at, attempts, last_error, done_at)
	 select 'o', 'j-' || (i * 7919 % 100000), 'mail', 'k-' || i, '', case when i % 5000 = 0 then 'ready' else 'done' end, i, 0, '', i`,
}

// BenchmarkLarge looks things up in an office with 100,000 rows in each table.
func BenchmarkLarge(b *testing.B) {
	address := storetest.SQLite(b)
	s := storetest.Open(b, address, store.Options{})
	db := direct(b, address, 1)
	for _, rows := range largeTables {
		into, from, _ := strings.Cut(rows, "select")
		if _, err := db.Exec("with recursive n (i) as (select 0 union all select i + 1 from n where i < 99999) insert into " + into + " select " + from + " from n"); err != nil {
			b.Fatal(into, err)
		}
	}
	for _, c := range []struct {
		name string
		read func(*store.Tx) (int, error)
	}{
		{"tasks of a person", func(tx *store.Tx) (int, error) {
			list, _, err := tx.Tasks(store.TaskFilter{Accountable: []committee.SeatID{"s-25"}, Person: "p-100", States: []committee.TaskState{committee.TaskSubmitted}, Limit: 10})
			return len(list), err
		}},
		{"tasks given out, to accept", func(tx *store.Tx) (int, error) {
			list, _, err := tx.Tasks(store.TaskFilter{Assigner: []committee.SeatID{"s-21"}, States: []committee.TaskState{committee.TaskSubmitted}, Limit: 10})
			return len(list), err
		}},
		{"tasks due", func(tx *store.Tx) (int, error) {
			list, err := tx.TasksToDo(charter.Date(20100), charter.Date(20101))
			return len(list), err
		}},
		{"meetings of a body", func(tx *store.Tx) (int, error) {
			list, _, err := tx.Meetings(store.MeetingFilter{Body: "b-3", Newest: true})
			return len(list), err
		}},
		{"papers of a body", func(tx *store.Tx) (int, error) {
			list, err := tx.Papers(store.PaperFilter{Body: "b-3", Unbound: true})
			return len(list), err
		}},
		{"acts of a body", func(tx *store.Tx) (int, error) {
			list, _, err := tx.Acts(store.ActFilter{Body: "b-3"})
			return len(list), err
		}},
		{"texts of an act", func(tx *store.Tx) (int, error) {
			list, err := tx.ContentOf("a-77")
			return len(list), err
		}},
		{"letters on a thing", func(tx *store.Tx) (int, error) {
			list, err := tx.LettersOn("t-50", "p-200", "")
			return len(list), err
		}},
		{"a letter by its address", func(tx *store.Tx) (int, error) {
			_, ok, err := tx.LetterOf(4711)
			if !ok {
				return 0, err
			}
			return 1, err
		}},
		{"posts of people", func(tx *store.Tx) (int, error) {
			list, _, err := tx.HoldingsAround([]committee.PersonID{"p-7", "p-70"}, nil, 10)
			return len(list), err
		}},
		{"people by name", func(tx *store.Tx) (int, error) {
			list, err := tx.People("vien 4711")
			return len(list), err
		}},
		{"the next job", func(tx *store.Tx) (int, error) {
			_, err := tx.NextJob([]string{"mail"})
			return 1, err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				if err := s.Read(context.Background(), "o", func(tx *store.Tx) (err error) {
					n, err = c.read(tx)
					return err
				}); err != nil {
					b.Fatal(err)
				}
			}
			if n == 0 {
				b.Fatal(c.name, ": nothing is found")
			}
			b.ReportMetric(float64(n), "rows")
		})
	}
}
