package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// played runs a test on a store that holds the scenario.
func played(t *testing.T, fn func(t *testing.T, tx *store.Tx)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		play(t, s, "o")
		if err := s.Read(context.Background(), "o", func(tx *store.Tx) error { fn(t, tx); return nil }); err != nil {
			t.Fatal(err)
		}
	})
}

// must fails the test on an error and passes the value on.
func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestOnADay asks who sat and which text was in force on several days.
func TestOnADay(t *testing.T) {
	played(t, func(t *testing.T, tx *store.Tx) {
		for _, c := range []struct {
			on      string
			holders []string
			version int
			so      string
		}{
			{"2025-12-31", nil, 0, ""},
			{"2026-01-05", []string{"person-1", "person-2", "not-named", "person-4", "vacant"}, 1, "Sở Thông tin"},
			{"2026-01-15", []string{"person-1", "person-2", "person-2", "person-4", "vacant"}, 1, "Sở Thông tin"},
			{"2026-03-31", []string{"person-1", "person-2", "person-3", "person-4", "vacant"}, 1, "Sở Khoa học"},
			{"2026-04-30", []string{"person-1", "person-3", "person-3", "person-4", "vacant"}, 1, "Sở Khoa học"},
			{"2026-05-01", []string{"person-1", "person-3", "person-3", "person-4", "vacant"}, 3, "Sở Khoa học"},
			{"2026-09-01", []string{"person-1", "person-3", "person-4", "vacant"}, 3, "Sở Khoa học"},
		} {
			var got []string
			for _, h := range must[[]committee.Holder](t)(tx.Holders("ban-1", day(c.on))) {
				if (h.Person == "") != (h.Why != "") || (h.Person == "") != (h.Name == "") {
					t.Errorf("%s: %+v", c.on, h)
				}
				got = append(got, string(h.Person)+string(h.Why))
			}
			if !slices.Equal(got, c.holders) {
				t.Errorf("%s: %v sit, expected %v", c.on, got, c.holders)
			}
			v, ok, err := tx.CharterOn("ban-1", day(c.on))
			if err != nil || ok != (c.version != 0) || v.Version != c.version {
				t.Errorf("%s: version %d, %v, %v", c.on, v.Version, ok, err)
			}
			name := ""
			for _, a := range must[[]committee.Agency](t)(tx.AgencyTree(day(c.on))) {
				if a.ID == "agency-so" {
					name = a.Name.VI
				}
			}
			if name != c.so {
				t.Errorf("%s: the department is %q", c.on, name)
			}
		}
		for on, want := range map[string][]committee.SeatID{
			"2026-01-15": {"seat-pho", "seat-uv", "seat-to"},
			"2026-03-31": {"seat-pho", "seat-to"},
			"2026-04-01": nil,
		} {
			var got []committee.SeatID
			for _, s := range must[[]committee.Seat](t)(tx.SeatsOf("person-2", day(on))) {
				got = append(got, s.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: person-2 sits in %v", on, got)
			}
		}
		for _, s := range must[[]committee.Seat](t)(tx.Seats("ban-1", day("2026-01-31"))) {
			if s.ID == "seat-pho" && (!slices.Equal(s.Fields, []string{"số hóa"}) || !slices.Equal(s.Places, []string{"huyện A"})) {
				t.Errorf("portfolio before its change: %v %v", s.Fields, s.Places)
			}
		}
		if s, ok, err := tx.Seat("seat-pho"); err != nil || !ok || !slices.Equal(s.Fields, []string{"dữ liệu"}) || s.Places != nil {
			t.Errorf("seat %+v, %v, %v", s, ok, err)
		}
		if n := len(must[[]committee.Delegation](t)(tx.Delegations("ban-1", day("2026-02-01")))); n != 1 {
			t.Errorf("%d delegations in force after the revocation", n)
		}
		if k := must[[]committee.PersonID](t)(tx.Keepers(day("2026-02-01"))); !slices.Equal(k, []committee.PersonID{"person-4"}) {
			t.Errorf("keepers %v", k)
		}
	})
}

// TestSeatChains follows seats filled through seats, up to four, and tells a
// circle.
func TestSeatChains(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		from := day("2026-01-01")
		seat := func(id committee.SeatID, order int, kind committee.FillKind, ref string) committee.Event {
			return committee.SeatOpened{ID: id, Body: "b", Role: "r", Order: order, Fill: kind, Ref: ref, From: from}
		}
		events := []committee.Event{
			committee.PersonRecorded{ID: "p", Name: "Ủy viên"},
			seat("s0", 1, committee.FillPerson, "p"), seat("s1", 2, committee.FillSeat, "s0"), seat("s2", 3, committee.FillSeat, "s1"),
			seat("s3", 4, committee.FillSeat, "s2"), seat("s4", 5, committee.FillSeat, "s3"), seat("s5", 6, committee.FillSeat, "s4"),
			seat("c1", 7, committee.FillSeat, "c2"), seat("c2", 8, committee.FillSeat, "c1"), seat("x", 9, committee.FillSeat, "none"),
			committee.SeatOpened{ID: "old", Body: "b", Role: "r", Order: 10, Fill: committee.FillPerson, Ref: "p", From: from},
			seat("y", 11, committee.FillSeat, "old"),
			committee.SeatEnded{ID: "old", Body: "b", To: day("2026-06-30")},
			committee.PersonRecorded{ID: "q", Name: "Ủy viên mới"},
			committee.SeatOpened{ID: "new", Body: "b", Role: "r", Order: 12, Fill: committee.FillPerson, Ref: "q", From: day("2026-07-01")},
			committee.HandedOver{Body: "b", From: "old", To: "new", Kind: committee.HangSeat, Thing: "y"},
		}
		if err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			for _, e := range events {
				if err := tx.Apply(e); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			got := map[string]string{}
			for _, on := range []string{"2026-02-01", "2026-08-01"} {
				holders, err := tx.Holders("b", day(on))
				if err != nil {
					return err
				}
				for _, h := range holders {
					got[on[5:7]+string(h.Seat)] = string(h.Person) + string(h.Why)
				}
			}
			want := map[string]string{
				"02s0": "p", "02s1": "p", "02s4": "p", "02s5": "cycle", "02c1": "cycle", "02c2": "cycle", "02x": "seat-vacant", "02y": "p",
				"08old": "", "08y": "q", "08new": "q", "02new": "",
			}
			for k, w := range want {
				if got[k] != w {
					t.Errorf("%s: %q, expected %q", k, got[k], w)
				}
			}
			for person, n := range map[committee.PersonID]int{"p": 7, "q": 0} {
				seats, err := tx.SeatsOf(person, day("2026-02-01"))
				if err != nil {
					return err
				}
				if len(seats) != n {
					t.Errorf("%s sits in %d seats", person, len(seats))
				}
			}
			seats, err := tx.SeatsOf("q", day("2026-08-01"))
			if len(seats) != 2 {
				t.Errorf("q sits in %d seats", len(seats))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestMeetingWhole(t *testing.T) {
	played(t, func(t *testing.T, tx *store.Tx) {
		m, ok, err := tx.Meeting("meeting-1")
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if m.State != committee.Concluded || m.Chair != "seat-pho" || len(m.Agenda) != 3 || len(m.Invitees) != 5 || m.Start.UnixMicro() != morning || !m.Afterwards {
			t.Errorf("meeting %+v", m)
		}
		want := committee.Conclusion{
			ID: "conclusion-1", Item: "item-1", Text: "Thống nhất", By: "seat-pho", Side: committee.For, For: 1, Against: 1, AgainstMajority: true,
			Lead: "agency-so", Accountable: "seat-pho", Coordinators: []committee.AgencyID{"agency-tinh", "agency-cu"}, Task: "task-1", Due: day("2026-07-15"),
		}
		if len(m.Agenda[0].Positions) != 2 || len(m.Agenda[0].Conclusions) != 1 {
			t.Fatalf("item %+v", m.Agenda[0])
		}
		if diff := cmp.Diff(want, m.Agenda[0].Conclusions[0]); diff != "" {
			t.Error(diff)
		}
		if last := m.Agenda[2]; last.ID != "" || len(last.Conclusions) != 1 {
			t.Errorf("the conclusion without an item stands under %+v", last)
		}
		p, ok, err := tx.Proposal("proposal-1")
		if err != nil || !ok || p.Answered != "meeting-1" {
			t.Errorf("proposal %+v, %v, %v", p, ok, err)
		}
	})
}

// TestPages walks lists by their cursors: every row once, in order.
func TestPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		const n = 47
		if err := s.Write(context.Background(), "o", []committee.BodyKey{"b"}, func(tx *store.Tx) error {
			for i := range n {
				due := charter.Date(20_500 + i%5)
				if i%6 == 0 {
					due = 0
				}
				id := fmt.Sprintf("t%02d", i)
				seq, err := tx.NextSeq("b")
				if err != nil {
					return err
				}
				for _, err := range []error{
					tx.Apply(committee.TaskAssigned{ID: committee.TaskID(id), Body: "b", Title: committee.Prose("Nhiệm vụ đường " + id), Due: due, Accountable: "s"}),
					tx.Apply(committee.MeetingConvened{ID: committee.MeetingID(id), Body: "b", Start: int64(1000 + i%7), Mode: "online"}),
					tx.RecordAct(store.ActRow{ID: committee.ActID(id), Body: "b", BodySeq: seq, At: int64(i % 4), RefKind: "task", Ref: id}),
					tx.RecordRefusal(store.RefusalRow{ID: id, At: int64(i % 3), Body: "b"}),
				} {
					if err != nil {
						return err
					}
				}
				if i%2 == 0 {
					if err := tx.AddAudience("task", id, store.ToBody, "b", 1); err != nil {
						return err
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			for name, page := range map[string]func(cursor string) (ids []string, next string, err error){
				"tasks": func(c string) (ids []string, next string, err error) {
					all, next, err := tx.Tasks(store.TaskFilter{Body: "b", Limit: 5, Cursor: c})
					for _, r := range all {
						ids = append(ids, string(r.ID))
					}
					return ids, next, err
				},
				"tasks of a reader": func(c string) (ids []string, next string, err error) {
					all, next, err := tx.Tasks(store.TaskFilter{Limit: 5, Cursor: c, Q: "DUONG nhiem", Viewer: &store.Viewer{Bodies: []committee.BodyKey{"b"}}})
					for _, r := range all {
						ids = append(ids, string(r.ID))
					}
					return ids, next, err
				},
				"meetings": func(c string) (ids []string, next string, err error) {
					all, next, err := tx.Meetings(store.MeetingFilter{Limit: 7, Cursor: c, Newest: true})
					for _, r := range all {
						ids = append(ids, string(r.ID))
					}
					return ids, next, err
				},
				"acts": func(c string) (ids []string, next string, err error) {
					all, next, err := tx.Acts(store.ActFilter{Limit: 6, After: c})
					for _, r := range all {
						ids = append(ids, string(r.ID))
					}
					return ids, next, err
				},
				"refusals": func(c string) (ids []string, next string, err error) {
					all, next, err := tx.Refusals(store.RefusalFilter{Limit: 10, After: c})
					for _, r := range all {
						ids = append(ids, r.ID)
					}
					return ids, next, err
				},
			} {
				seen := map[string]bool{}
				for c, turn := "", 0; ; turn++ {
					ids, next, err := page(c)
					if err != nil {
						return err
					}
					for _, id := range ids {
						if seen[id] {
							t.Errorf("%s: %s twice", name, id)
						}
						seen[id] = true
					}
					if c = next; c == "" || turn > n {
						break
					}
				}
				want := n
				if name == "tasks of a reader" {
					want = (n + 1) / 2
				}
				if len(seen) != want {
					t.Errorf("%s: %d rows", name, len(seen))
				}
			}
			_, _, err := tx.Tasks(store.TaskFilter{Cursor: "nonsense"})
			var f *committee.Fault
			if !errors.As(err, &f) || f.Kind != committee.Invalid {
				t.Errorf("a wrong cursor answered %v", err)
			}
			outsider, _, err := tx.Tasks(store.TaskFilter{Viewer: &store.Viewer{Person: "p", Seats: []committee.SeatID{"s"}}})
			if len(outsider) != 0 {
				t.Errorf("an outsider sees %d tasks", len(outsider))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTaskStatus holds the counts and lists of the four statuses against the
// domain's own word.
func TestTaskStatus(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var events []committee.Event
		for i := range 60 {
			id := committee.TaskID(fmt.Sprintf("t%02d", i))
			due := charter.Date(i % 4 * 10)
			events = append(events, committee.TaskAssigned{ID: id, Body: "b", Title: "x", Due: due})
			if i%3 == 0 {
				events = append(events, committee.TaskUpdated{ID: id, Body: "b", Finished: charter.Date(5 + i%7*4)}, committee.TaskAccepted{ID: id, Body: "b"})
			}
		}
		if err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			for _, e := range events {
				if err := tx.Apply(e); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			for on := charter.Date(8); on < 35; on++ {
				everyone, _, err := tx.Tasks(store.TaskFilter{Limit: 100})
				if err != nil {
					return err
				}
				want := map[committee.TaskStatus]int{}
				for _, task := range everyone {
					want[task.Status(on)]++
				}
				got, err := tx.TaskCounts(store.TaskFilter{On: on})
				if err != nil {
					return err
				}
				for _, status := range []committee.TaskStatus{committee.DoneOnTime, committee.DoneLate, committee.InTime, committee.Overdue} {
					some, _, err := tx.Tasks(store.TaskFilter{On: on, Status: status, Limit: 100})
					if err != nil {
						return err
					}
					if got[status] != want[status] || len(some) != want[status] {
						t.Errorf("day %d, %s: counted %d, listed %d, the domain says %d", on, status, got[status], len(some), want[status])
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Đường ĐỖ": "duong do", "Ủy ban Thường vụ": "uy ban thuong vu", "Nguyễn": "nguyen", "u\u031b\u0309y": "uy", "QĐ 01/2026": "qd 01/2026",
	} {
		if got := store.Fold(in); got != want {
			t.Errorf("%q folds to %q", in, got)
		}
	}
}
