package bench

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	c := &cluster{admin: os.Getenv("ZZ")}
	addr, drop, err := c.fresh(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer drop()
	o, err := found(context.Background(), addr, t.TempDir(), 2, 20)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	for range 3 {
		before := o.store.Stats()
		r := drive(context.Background(), 64, 3*time.Second, func(_ int, n int64) error {
			_, err := o.assign(context.Background(), 0, n)
			return err
		})
		st := o.store.Stats()
		t.Logf("%.0f/s cpu %v failed %d %v; batches %d commands %d retried %d", r.perSecond(), r.cpu, r.failed, r.first, st.Batches-before.Batches, st.Commands-before.Commands, st.Retried-before.Retried)
	}
}
