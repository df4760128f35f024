package app_test

import (
	"bytes"
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// withHands opens a database as somebody does who has it in hand and passes the
// door by.
func withHands(t *testing.T, address string) func(text string, args ...any) int64 {
	t.Helper()
	driver, dsn := "pgx", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, dsn = "sqlite", path+"?_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return func(text string, args ...any) int64 {
		t.Helper()
		res, err := db.ExecContext(context.Background(), text, args...)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		n, err := res.RowsAffected()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
}

// exported verifies an export of the office, without anything else than older
// checkpoints.
func (w *world) exported(older ...string) register.Report {
	w.t.Helper()
	var b bytes.Buffer
	if err := w.app.ExportRegister(context.Background(), w.keeper, &b); err != nil {
		w.t.Fatal(err)
	}
	o := register.Options{}
	for _, s := range older {
		o.Older = append(o.Older, []byte(s))
	}
	report, err := register.VerifyExport(&b, o)
	if err != nil {
		w.t.Fatal(err)
	}
	return report
}

// TestRewrittenLog rewrites the whole log and signs it anew with the office's
// own key: it agrees with itself, and not with a checkpoint kept from before.
func TestRewrittenLog(t *testing.T) {
	t.Parallel()
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		ctx, address := context.Background(), fresh()
		w := newWorld(t, storetest.Open(t, address, store.Options{}), "nghe-an")
		kept := make([]string, 0, 2)
		checkpoint := func() string {
			t.Helper()
			if err := w.app.FoldNow(ctx, w.office); err != nil {
				t.Fatal(err)
			}
			list, err := w.app.Register(ctx, w.keeper, app.RegisterFilter{})
			if err != nil || list.Checkpoint == "" {
				t.Fatalf("checkpoint %+v %v", list, err)
			}
			return list.Checkpoint
		}
		kept = append(kept, checkpoint())
		w.task("Việc một", app.TaskIn{Lead: w.agency["so2"]})
		w.meet("Phiên một", w.at.Add(time.Hour), w.seatOf("head"))
		kept = append(kept, checkpoint())
		w.task("Việc hai", app.TaskIn{Lead: w.agency["so2"]})
		last := checkpoint()
		if r := w.exported(kept...); !r.OK || r.Checkpoints < 3 {
			t.Fatalf("before: %+v", r)
		}

		hands := withHands(t, address)
		var leaf []byte
		var id string
		if err := w.store.Read(ctx, w.office, func(tx *store.Tx) error {
			acts, err := tx.LogActs(2, 1)
			leaf, id = acts[0].Leaf, string(acts[0].ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		other := bytes.Replace(leaf, []byte(`"via":"cli"`), []byte(`"via":"api"`), 1)
		if bytes.Equal(other, leaf) {
			t.Fatalf("nothing to change in %s", leaf)
		}
		// One leaf changed and nothing else: the log itself tells.
		hands("update act set leaf = $1 where office = $2 and id = $3", other, string(w.office), id)
		if r := w.exported(); r.OK || r.FirstBad == nil || *r.FirstBad != 2 {
			t.Errorf("one leaf changed: %+v", r)
		}
		if r, err := w.app.VerifyRegister(ctx, w.keeper); err != nil || r.OK {
			t.Errorf("one leaf changed: %+v %v", r, err)
		}
		// All of it again, freshly signed.
		for _, table := range []string{"log_entry", "log_hash", "log_body", "checkpoint"} {
			if hands("delete from "+table+" where office = $1", string(w.office)) == 0 {
				t.Errorf("%s was empty", table)
			}
		}
		if again := checkpoint(); again == last {
			t.Error("the rewritten log has the checkpoint of the true one")
		}
		if r := w.exported(); !r.OK {
			t.Errorf("the rewritten log by itself: %+v", r)
		}
		if r, err := w.app.VerifyRegister(ctx, w.keeper); err != nil || !r.OK {
			t.Errorf("the rewritten log by itself: %+v %v", r, err)
		}
		for _, old := range append(kept, last) {
			if r := w.exported(old); r.OK || r.Reason.Code != register.BadOlder {
				t.Errorf("the rewritten log against an older checkpoint: %+v", r)
			}
		}
		// Cut short, it does not reach the older checkpoint.
		for _, text := range []string{"delete from log_entry where office = $1 and idx >= 5", "delete from checkpoint where office = $1"} {
			hands(text, string(w.office))
		}
		if r := w.exported(kept[1]); r.OK {
			t.Errorf("a log cut short: %+v", r)
		}
	})
}

// TestRemovedAct takes acts out of the database before they are folded, and
// after: a gap in the body's sequence, or a missing entry, betrays it.
func TestRemovedAct(t *testing.T) {
	t.Parallel()
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		ctx, address := context.Background(), fresh()
		w := newWorld(t, storetest.Open(t, address, store.Options{}), "nghe-an")
		hands := withHands(t, address)
		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		var gone []app.Receipt
		for range 4 {
			gone = append(gone, w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{Body: bodyC, Title: "Việc", Lead: w.agency["so2"]})))
		}
		remove := func(r app.Receipt) {
			t.Helper()
			hands("delete from content where office = $1 and act = $2", string(w.office), string(r.Act))
			if hands("delete from act where office = $1 and id = $2", string(w.office), string(r.Act)) != 1 {
				t.Fatal("no act removed")
			}
		}
		remove(gone[1]) // between two others
		remove(gone[3]) // the last one; the next act shows the gap
		w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{Body: bodyC, Title: "Việc", Lead: w.agency["so2"]}))
		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		report := w.exported()
		if report.OK || len(report.Gaps) != 2 {
			t.Fatalf("two acts removed: %+v", report)
		}
		for i, g := range report.Gaps {
			if want := gone[1+2*i].Seq; g.Body != string(bodyC) || g.After != want-1 || g.Next != want+1 {
				t.Errorf("gap %+v, want act %d", g, want)
			}
		}
		remove(gone[0]) // one that the log holds
		if r, err := w.app.VerifyRegister(ctx, w.keeper); err == nil && r.OK {
			t.Error("a folded act is gone and nobody sees it")
		}
		if _, err := w.app.Act(ctx, w.keeper, gone[0].Act); fault(err) == nil || fault(err).Kind != committee.NotFound {
			t.Errorf("the removed act: %v", err)
		}
	})
}
