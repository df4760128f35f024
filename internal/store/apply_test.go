package store_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

var update = flag.Bool("update", false, "write testdata again")

// TestApply plays every event and compares the rows with what is expected, the
// same on both engines.
func TestApply(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		play(t, s, "van-phong")
		got := dump(t, s, "van-phong")
		const golden = "testdata/state.golden"
		if *update && s.Engine() == store.SQLite {
			if err := os.WriteFile(golden, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("state (-want +got):\n%s", diff)
		}
	})
}

func dump(t *testing.T, s *store.Store, office committee.OfficeID) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Read(context.Background(), office, func(tx *store.Tx) error { return tx.DumpState(&b) }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type strange struct{}

func (strange) EventName() string { return "strange/1" }

// TestApplyRefuses proves that an event without a place, or about a thing that
// is not there, is an error and leaves nothing.
func TestApplyRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		for _, e := range []committee.Event{
			strange{},
			committee.SeatEnded{ID: "none"},
			committee.TaskAccepted{ID: "none"},
			committee.MeetingClosed{Meeting: "none"},
			committee.PowerRevoked{ID: "none"},
			committee.AgencyEnded{ID: "none"},
			committee.PostLeft{Post: "none"},
			committee.PositionsRecorded{Meeting: "none", Item: "none", Positions: []committee.PositionEntry{{Seat: "s"}}},
			committee.DelegateNamed{Seat: "none", Person: "p"},
			committee.PaperVersioned{Paper: "none", N: 1, SHA256: "aa"},
			committee.PaperWithdrawn{Paper: "none"},
			committee.PaperShown{Paper: "none"},
			committee.HandedOver{From: "none", To: "x", Kind: committee.HangTask, Thing: "none"},
			committee.HandedOver{From: "none", To: "x", Kind: "nothing", Thing: "none"},
		} {
			err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error { return tx.Apply(e) })
			if err == nil || !strings.Contains(err.Error(), e.EventName()) {
				t.Errorf("%s: %v", e.EventName(), err)
			}
		}
		err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			if err := tx.Apply(committee.PersonRecorded{ID: "p", Name: "x"}); err != nil {
				return err
			}
			return errors.New("changed my mind")
		})
		if err == nil {
			t.Error("no error")
		}
		if got := string(dump(t, s, "o")); strings.Contains(got, "{") {
			t.Errorf("rows are left:\n%s", got)
		}
	})
}

// TestReplayGivesEqualRows applies the same events to two stores, one event to a
// transaction in the second.
func TestReplayGivesEqualRows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		first, second := open(), open()
		play(t, first, "o")
		for _, e := range scenario() {
			if err := second.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
				tx.SetAt(morning)
				return tx.Apply(e)
			}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(dump(t, first, "o")), string(dump(t, second, "o"))); diff != "" {
			t.Error(diff)
		}
	})
}
