package store_test

import (
	"context"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestUndatedText keeps that a text whose first day is unknown holds on every
// day until another replaces it, and that a draft without a day never does.
func TestUndatedText(t *testing.T) {
	for _, c := range []struct {
		name  string
		draft bool
		holds bool
	}{{"text", false, true}, {"draft", true, false}} {
		t.Run(c.name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, open func() *store.Store) {
				s := open()
				err := s.Write(context.Background(), "so", []committee.BodyKey{"ban"}, func(tx *store.Tx) error {
					tx.SetAt(1)
					if err := tx.Apply(committee.BodyEstablished{Body: "ban", VI: "Ban"}); err != nil {
						return err
					}
					return tx.Apply(committee.CharterInstalled{Body: "ban", Version: 1, Hash: "h", Source: "key: ban\n", Draft: c.draft})
				})
				if err != nil {
					t.Fatal(err)
				}
				err = s.Read(context.Background(), "so", func(tx *store.Tx) error {
					_, ok, err := tx.CharterOn("ban", day("1999-01-01"))
					if ok != c.holds {
						t.Errorf("the charter of the body: %v, want %v", ok, c.holds)
					}
					_, hashed, herr := tx.CharterHash("ban", day("1999-01-01"))
					if hashed != c.holds || herr != nil {
						t.Errorf("its hash: %v %v, want %v", hashed, herr, c.holds)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}
