package store_test

import (
	"context"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestLetterOnce proves that the store holds one letter for a thing, a version and
// a party, whoever asks for a second, unless the first was taken back.
func TestLetterOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, ctx := open(), context.Background()
		add := func(id string, version int64, party string) error {
			return s.Write(ctx, "van-phong", []committee.BodyKey{"a"}, func(tx *store.Tx) error {
				return tx.AddLetter(store.Letter{ID: id, Kind: "invitation", Object: "m", Version: version, Sending: "s", Party: party, Address: "a@b.vn", Ref: 1 << 62, Created: 7})
			})
		}
		for i, c := range []struct {
			version int64
			party   string
			twice   bool
		}{{1, "person/1", false}, {1, "person/1", true}, {2, "person/1", false}, {1, "person/2", false}, {1, "person/2", true}} {
			if err := add(string(rune('a'+i)), c.version, c.party); store.IsDuplicate(err) != c.twice || err != nil && !c.twice {
				t.Errorf("letter %d: %v", i, err)
			}
		}
		err := s.Write(ctx, "van-phong", []committee.BodyKey{"a"}, func(tx *store.Tx) error {
			if ok, err := tx.MoveLetter("a", store.LetterSending, store.LetterSent, "", 1); ok || err != nil {
				t.Errorf("a letter that waits is taken as sent: %v", err)
			}
			if ok, err := tx.MoveLetter("a", store.LetterWaiting, store.LetterSending, "", 0); !ok || err != nil {
				t.Errorf("it cannot be taken: %v", err)
			}
			return tx.RecallLetters("s", 9)
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Read(ctx, "van-phong", func(tx *store.Tx) error {
			for id, want := range map[string]string{"a": store.LetterSending, "c": store.LetterRecalled, "d": store.LetterRecalled} {
				l, ok, err := tx.Letter(id)
				if err != nil || !ok || l.State != want || l.Ref != 1<<62 || l.Attempts != map[string]int{"a": 1}[id] {
					t.Errorf("%s: %+v, %v", id, l, err)
				}
			}
			list, err := tx.Letters(store.LetterFilter{Kind: "invitation", Object: "m", State: store.LetterRecalled})
			if len(list) != 2 {
				t.Errorf("%d were taken back", len(list))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := add("f", 2, "person/1"); err != nil {
			t.Errorf("after it was taken back: %v", err)
		}
	})
}
