package jobs

import (
	"context"
	"errors"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

const office committee.OfficeID = "van-phong"

func found(t *testing.T, s *store.Store, at *time.Time) *app.App {
	t.Helper()
	a := app.New(s, app.NewKeyring(t.TempDir()), func() time.Time { return *at }, nil)
	if _, err := a.FoundOffice(context.Background(), app.Operator(office), app.OfficeIn{VI: "Văn phòng", Keeper: "Người giữ sổ"}); err != nil {
		t.Fatal(err)
	}
	return a
}

// jobs lists the jobs of a state.
func jobs(t *testing.T, s *store.Store, state string) (list []store.JobRow) {
	t.Helper()
	err := s.Read(context.Background(), office, func(tx *store.Tx) (err error) {
		list, err = tx.Jobs(state, 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestHousekeepingOnceADay proves that the daily job is done once a day however
// often it is looked for, and that it drops what has served.
func TestHousekeepingOnceADay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, ctx := open(), context.Background()
		at := time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
		a := found(t, s, &at)
		err := s.Write(ctx, office, nil, func(tx *store.Tx) error {
			return tx.PutSession(store.Session{TokenHash: "x", Person: "p", CreatedAt: 1, ExpiresAt: at.Add(-25 * time.Hour).UnixMicro()})
		})
		if err != nil {
			t.Fatal(err)
		}
		r := New(a, nil)
		for _, step := range []struct {
			after time.Duration
			done  int
		}{{0, 1}, {time.Hour, 1}, {16 * time.Hour, 2}, {40 * 24 * time.Hour, 1}} { // at last the two of old are dropped
			at = at.Add(step.after)
			if err := r.Once(ctx); err != nil {
				t.Fatal(err)
			}
			if n := len(jobs(t, s, store.JobDone)); n != step.done {
				t.Errorf("at %v: %d jobs done, want %d", at, n, step.done)
			}
		}
		err = s.Read(ctx, office, func(tx *store.Tx) error {
			if _, ok, err := tx.Session("x"); ok || err != nil {
				t.Errorf("the old session is there: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestFailedJobComesBack proves that an error or a panic of a handler gives the
// job back with its reason, and that the pause grows.
func TestFailedJobComesBack(t *testing.T) {
	s, ctx := storetest.New(t), context.Background()
	at := time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
	r := New(found(t, s, &at), nil)
	tries := 0
	r.handlers[app.Housekeeping] = func(context.Context, *app.App, committee.OfficeID, app.Job) error {
		if tries++; tries == 1 {
			panic("lần đầu")
		}
		return errors.New("lần sau")
	}
	for i, want := range []string{"panic: lần đầu", "lần sau"} {
		if err := r.Once(ctx); err != nil {
			t.Fatal(err)
		}
		list := jobs(t, s, store.JobReady)
		if len(list) != 1 || list[0].LastErr != want || list[0].RunAt != at.Add(time.Second<<i).UnixMicro() {
			t.Fatalf("try %d: %+v", i, list)
		}
		if err := r.Once(ctx); err != nil || tries != i+1 {
			t.Errorf("tried %d times before the pause was over: %v", tries, err)
		}
		at = at.Add(time.Second << i)
	}
}

// TestRunLooksWhenWorkFallsDue proves that a job is done when it falls due, and not
// at the next of some fixed looks.
func TestRunLooksWhenWorkFallsDue(t *testing.T) {
	s := storetest.New(t)
	a := app.New(s, app.NewKeyring(t.TempDir()), time.Now, nil)
	ctx, stop := context.WithCancel(context.Background())
	if _, err := a.FoundOffice(ctx, app.Operator(office), app.OfficeIn{VI: "Văn phòng", Keeper: "Người giữ sổ"}); err != nil {
		t.Fatal(err)
	}
	done, ended := make(chan time.Time, 1), make(chan struct{})
	r := New(a, nil, Kind{Name: "thu", Do: func(context.Context, *app.App, committee.OfficeID, app.Job) error {
		done <- time.Now()
		return nil
	}})
	due := time.Now().Add(1500 * time.Millisecond)
	err := s.Write(ctx, office, nil, func(tx *store.Tx) error {
		_, err := tx.EnqueueJob("thu", "1", nil, due.UnixMicro())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	go func() { r.Run(ctx); close(ended) }()
	select {
	case at := <-done:
		if late := at.Sub(due); late < 0 || late > least/2 {
			t.Errorf("done %v after it fell due", late)
		}
	case <-time.After(2 * least):
		t.Error("never done")
	}
	stop()
	<-ended
}
