package store_test

import (
	"context"
	"fmt"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestPresenceOfOldBooks takes books from before presence over time to it: they
// read as the same acts would be applied now.
func TestPresenceOfOldBooks(t *testing.T) {
	list := []committee.PresenceEntry{{Seat: "s1", How: "present"}, {Seat: "s2", How: "substitute"}, {Seat: "s3", How: "excused"}}
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		ctx, address := context.Background(), fresh()
		db := raw(t, address)
		store.MigrateTo(t, address, db, 13)
		for i, closed := range []int64{0, morning + hour} {
			execute(t, db, fmt.Sprintf(`insert into meeting (office, id, body, in_body, kind, series, title, start_at, end_at, place, mode, chair, convener,
				afterwards, state, proposal, reason, closed_at) values ('o', 'm%d', 'ban', '', 'regular', '', '', %d, 0, '', '', '', '', false, 'held', '', '', %d)`, i, morning, closed))
			for n, p := range list {
				execute(t, db, fmt.Sprintf("insert into invitee (office, meeting, ord, seat, agency, name, present) values ('o', 'm%d', %d, '%s', '', '', '%s')", i, n+1, p.Seat, p.How))
			}
			execute(t, db, fmt.Sprintf("insert into invitee (office, meeting, ord, seat, agency, name, present) values ('o', 'm%d', 9, '', '', 'Khách', '')", i))
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		old, now := storetest.Open(t, address, store.Options{}), storetest.Open(t, fresh(), store.Options{})
		err := now.Write(ctx, "o", []committee.BodyKey{"ban"}, func(tx *store.Tx) error {
			for i := range 2 {
				id := committee.MeetingID(fmt.Sprintf("m%d", i))
				for _, e := range []committee.Event{
					committee.MeetingConvened{ID: id, Body: "ban", Kind: committee.Regular, Start: morning},
					committee.PresenceRecorded{Meeting: id, Body: "ban", Present: []committee.PresenceEntry{{Seat: "s3", How: "present"}, {Seat: "s1", How: "present"}}},
					committee.PresenceRecorded{Meeting: id, Body: "ban", Present: list},
				} {
					if err := tx.Apply(e); err != nil {
						return err
					}
				}
			}
			return tx.Apply(committee.MeetingClosed{Meeting: "m1", Body: "ban", At: morning + hour})
		})
		if err != nil {
			t.Fatal(err)
		}
		rows := func(s *store.Store) (out []string) {
			if err := s.Read(ctx, "o", func(tx *store.Tx) (err error) { out, err = tx.Rows("presence"); return err }); err != nil {
				t.Fatal(err)
			}
			return out
		}
		a, b := rows(old), rows(now)
		if len(a) != 4 || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("old books hold %v, applied now %v", a, b)
		}
	})
}
