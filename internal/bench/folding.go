package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// sample is an act and the moment at which its caller had the answer.
type sample struct {
	act committee.ActID
	at  time.Time
}

// sampleEvery is one act in how many whose way into the log is followed.
const sampleEvery = 20

// grown is a size of the log and when it was first seen.
type grown struct {
	size int64
	at   time.Time
}

// measureFolding is P7: the cost of folding beside that of the commands, and how
// long an act waits for its checkpoint while 64 callers write.
func measureFolding(ctx context.Context, s settings, r *Report) error {
	return onEngines(ctx, "P7", s, r, func(e engine) (err error) {
		st, err := open(ctx, e, s, s.scale.bodies)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.close()) }()
		if err := st.office.app.FoldNow(ctx, officeKey); err != nil {
			return err
		}
		if err := foldingCost(ctx, s, e, st.office, r); err != nil {
			return err
		}
		return foldingLag(ctx, s, e, st.office, r)
	})
}

// foldingCost lets commands run with no sequencer, then folds what they left.
func foldingCost(ctx context.Context, s settings, e engine, o *office, r *Report) error {
	var shares, rates, commands []float64
	for range s.runs {
		load := drive(ctx, 64, s.length, func(c int, n int64) error {
			_, err := o.assign(ctx, c, n)
			return err
		})
		if load.first != nil || load.done == 0 {
			return errors.Join(load.first, ctx.Err())
		}
		start, cpu := time.Now(), cpuTime()
		if err := o.app.FoldNow(ctx, officeKey); err != nil {
			return err
		}
		took, used := time.Since(start), cpuTime()-cpu
		shares = append(shares, float64(used)/float64(load.cpu))
		rates = append(rates, float64(load.done)/took.Seconds())
		commands = append(commands, load.perSecond())
	}
	note := ""
	if e.name == store.Postgres {
		note = "of the program's own time; the server's is not in either"
	}
	share := median(shares)
	r.add(Figure{
		Row: "P7", What: "folding, share of the commands' CPU", Engine: e.name, Unit: "", Ours: share,
		Target: "≤ 0.15", Met: share <= 0.15, Note: note,
	})
	rate, done := median(rates), median(commands)
	r.add(Figure{
		Row: "P7", What: "acts folded", Engine: e.name, Unit: "/s", Ours: rate, Baseline: done, BaselineName: "commands, 64 callers",
		Ratio: rate / done, Target: "ratio ≥ 1", Met: rate >= done,
	})
	return nil
}

// foldingLag runs the sequencer beside the callers and follows sampled acts
// until a checkpoint holds them.
func foldingLag(ctx context.Context, s settings, e engine, o *office, r *Report) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	var sizes []grown
	wg.Go(func() { _ = o.app.RunSequencer(running) })
	wg.Go(func() { sizes = watch(running, o) })
	var mu sync.Mutex
	var samples []sample
	load := drive(ctx, 64, s.length*time.Duration(s.runs), func(c int, n int64) error {
		got, err := o.assign(ctx, c, n)
		if err == nil && n%sampleEvery == 0 {
			mu.Lock()
			samples = append(samples, sample{got.Act, time.Now()})
			mu.Unlock()
		}
		return err
	})
	if load.first != nil {
		return load.first
	}
	time.Sleep(2 * time.Second) // the last act gets its checkpoint
	stop()
	wg.Wait()
	lags, err := sealedAfter(ctx, o, samples, sizes)
	if err != nil || len(lags) == 0 {
		return errors.Join(err, ctx.Err())
	}
	p99 := percentile(lags, 0.99)
	r.add(Figure{
		Row: "P7", What: "from the answer to the checkpoint, p99", Engine: e.name, Unit: "s", Ours: p99.Seconds(),
		Target: "≤ 2 s", Met: p99 <= 2*time.Second,
		Note: fmt.Sprintf("p50 %.2f s, %d acts followed at %.0f commands/s", percentile(lags, 0.5).Seconds(), len(lags), load.perSecond()),
	})
	return nil
}

// watch notes the size of the newest checkpoint until it is told to stop.
func watch(ctx context.Context, o *office) (sizes []grown) {
	for ctx.Err() == nil {
		err := o.store.Read(ctx, officeKey, func(tx *store.Tx) error {
			list, err := tx.Checkpoints(1)
			if err == nil && len(list) > 0 && (len(sizes) == 0 || list[0].Size > sizes[len(sizes)-1].size) {
				sizes = append(sizes, grown{list[0].Size, time.Now()})
			}
			return err
		})
		if err != nil {
			return sizes
		}
		time.Sleep(10 * time.Millisecond)
	}
	return sizes
}

// sealedAfter gives how long each sampled act waited. An act that no checkpoint
// holds is an error: it was lost to the log.
func sealedAfter(ctx context.Context, o *office, samples []sample, sizes []grown) (lags []time.Duration, err error) {
	err = o.store.Read(ctx, officeKey, func(tx *store.Tx) error {
		for _, x := range samples {
			at, err := tx.LogIndex(x.act)
			if err != nil {
				return err
			}
			held := false
			for _, g := range sizes {
				if at >= 0 && g.size > at {
					lags, held = append(lags, max(0, g.at.Sub(x.at))), true
					break
				}
			}
			if !held {
				return fmt.Errorf("act %s is in no checkpoint 2 s after the load", x.act)
			}
		}
		return nil
	})
	return lags, err
}
