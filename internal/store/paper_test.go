package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestPapers reads back what the scenario laid, by meeting, by round, by id.
func TestPapers(t *testing.T) {
	at := time.UnixMicro(morning).UTC()
	first := committee.Paper{
		ID: "paper-1", Body: "ban-1", In: "to-giup-viec", Title: "Tờ trình kế hoạch", Kind: committee.Submission, Meeting: "meeting-1", Item: "item-1",
		Sight: committee.ForBody, By: "seat-tk", Person: "person-4", At: at,
		Versions: []committee.PaperVersion{
			{N: 1, SHA256: "aa", Name: "to-trinh.pdf", MediaType: "application/pdf", Size: 1234, Remarks: []string{"embedded"}, By: "seat-tk", Person: "person-4", At: at},
			{N: 2, SHA256: "bb", Name: "to-trinh-2.pdf", MediaType: "application/pdf", Size: 5_000_000_000, Note: "sửa Điều 3", Person: "person-3", At: at},
		},
	}
	second := committee.Paper{
		ID: "paper-2", Body: "ban-1", Title: "Phiếu lấy ý kiến", Kind: committee.DraftText, Round: "round-1", Sight: committee.ForCalled, Person: "person-4", At: at, Narrowed: at,
		Withdrawn: true, Why: "nhầm bản",
		Versions: []committee.PaperVersion{{N: 1, SHA256: "aa", Name: "anh.png", MediaType: "image/png", Size: 1, Person: "person-4", At: at}},
	}
	third := committee.Paper{
		ID: "paper-topic", Body: "ban-1", Title: "Danh mục dữ liệu", Kind: committee.DraftText, Topic: "topic-1", Sight: committee.ForCalled, Person: "person-3", At: at,
	}
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		play(t, s, "o")
		read(t, s, "o", func(tx *store.Tx) error {
			for name, c := range map[string]struct {
				f    store.PaperFilter
				want []committee.Paper
			}{
				"all":           {store.PaperFilter{}, []committee.Paper{first, second, third}},
				"of a space":    {store.PaperFilter{Topic: "topic-1"}, []committee.Paper{third}},
				"of a meeting":  {store.PaperFilter{Meeting: "meeting-1"}, []committee.Paper{first}},
				"of a round":    {store.PaperFilter{Round: "round-1"}, []committee.Paper{second}},
				"of a body":     {store.PaperFilter{Body: "ban-2"}, nil},
				"bound nowhere": {store.PaperFilter{Unbound: true}, nil},
				"by id":         {store.PaperFilter{IDs: []committee.PaperID{"paper-2", "x"}}, []committee.Paper{second}},
			} {
				got, err := tx.Papers(c.f)
				if err != nil {
					return err
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			for sum, want := range map[string]bool{"aa": true, "bb": true, "cc": false} {
				if named, err := tx.NamesFile(sum); err != nil || named != want {
					t.Errorf("NamesFile(%s) = %v, %v", sum, named, err)
				}
			}
			return nil
		})
		read(t, s, "other", func(tx *store.Tx) error {
			if _, ok, err := tx.Paper("paper-1"); ok || err != nil {
				t.Errorf("another office reads the paper: %v, %v", ok, err)
			}
			if named, err := tx.NamesFile("aa"); named || err != nil {
				t.Errorf("another office knows the file: %v, %v", named, err)
			}
			return nil
		})
		// A number is given once: of two who add a version at once, one fails.
		err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			return tx.Apply(committee.PaperVersioned{Paper: "paper-1", Body: "ban-1", N: 2, SHA256: "cc"})
		})
		if !store.IsDuplicate(err) {
			t.Errorf("two versions of one number: %v", err)
		}
	})
}

func read(t *testing.T, s *store.Store, office committee.OfficeID, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), office, fn); err != nil {
		t.Fatal(err)
	}
}

func TestPaperReads(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		play(t, s, "o")
		before := string(dump(t, s, "o"))
		if err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			for i, r := range []struct {
				n   int
				who committee.PersonID
			}{{1, "person-1"}, {2, "person-1"}, {1, "person-2"}, {1, "person-1"}} {
				if err := tx.ReadPaper("paper-1", r.n, r.who, morning+int64(i)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		at := func(i int64) time.Time { return time.UnixMicro(morning + i).UTC() }
		read(t, s, "o", func(tx *store.Tx) error {
			got, err := tx.PaperReads([]committee.PaperID{"paper-1", "paper-2"})
			if err != nil {
				return err
			}
			if diff := cmp.Diff([]store.PaperRead{
				{Paper: "paper-1", N: 1, Person: "person-1", First: at(0), Last: at(3), Times: 2},
				{Paper: "paper-1", N: 1, Person: "person-2", First: at(2), Last: at(2), Times: 1},
				{Paper: "paper-1", N: 2, Person: "person-1", First: at(1), Last: at(1), Times: 1},
				{Paper: "paper-2", N: 1, Person: "person-3", First: at(0), Last: at(0), Times: 1},
			}, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			return nil
		})
		if after := string(dump(t, s, "o")); after != before {
			t.Error("reading changed the state that replay compares")
		}
	})
}

// TestSeenAt gives the level of many things at once, and [Tx.ReplaceAudience]
// lets nobody keep what was taken away.
func TestSeenAt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		write := func(object string, lines ...store.Audience) {
			t.Helper()
			if err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
				return tx.ReplaceAudience("paper", object, lines)
			}); err != nil {
				t.Fatal(err)
			}
		}
		sees := func(v store.Viewer, want map[string]int) {
			t.Helper()
			read(t, s, "o", func(tx *store.Tx) error {
				got, err := tx.SeenAt(v, "paper", []string{"a", "b", "c"})
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
				return err
			})
		}
		member := store.Viewer{Person: "p", Seats: []committee.SeatID{"s1"}, Bodies: []committee.BodyKey{"ban-1"}}
		write("a", store.Audience{Who: store.ToBody, ID: "ban-1", Level: 1}, store.Audience{Who: store.ToSeat, ID: "s1", Level: 2})
		write("b", store.Audience{Who: store.ToBody, ID: "ban-1", Level: 1})
		write("c", store.Audience{Who: store.ToSeat, ID: "s2", Level: 2})
		sees(member, map[string]int{"a": 2, "b": 1})
		sees(store.Viewer{Person: "q"}, map[string]int{})
		write("a", store.Audience{Who: store.ToSeat, ID: "s2", Level: 2})
		write("b")
		sees(member, map[string]int{})
		read(t, s, "o", func(tx *store.Tx) error {
			got, err := tx.SeenAt(store.Viewer{Keeper: true}, "paper", []string{"a", "b"})
			if len(got) != 2 || got["b"] < 2 {
				t.Errorf("the keeper sees %v", got)
			}
			return err
		})
	})
}
