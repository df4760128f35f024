package demotest

import (
	"context"
	"errors"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/demo"
	"nghisu/internal/store"
)

// AwaitDrawings waits until a running server has drawn the files of office programs in
// the books at an address: what is drawn once is drawn in every copy of the books, and
// no letter of a copy waits behind it. It fails when nothing comes of it in two minutes.
func AwaitDrawings(address string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, address, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	a := app.New(s, nil, time.Now, nil)
	for end := time.Now().Add(2 * time.Minute); err == nil; time.Sleep(100 * time.Millisecond) {
		var next time.Time
		next, err = a.NextJob(ctx, demo.Office, []string{app.DrawFile})
		if err == nil && next.IsZero() {
			break
		}
		if err == nil && time.Now().After(end) {
			err = errors.New("the files of office programs are not drawn")
		}
	}
	return errors.Join(err, s.Close())
}
