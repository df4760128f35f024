package bench

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// rate is what one run of many callers gave.
type rate struct {
	done, failed int64
	elapsed      time.Duration
	cpu          time.Duration // of this process: the load, the program and its engine when that is inside
	first        error         // the first failure
}

// perSecond is how many were done in a second.
func (r rate) perSecond() float64 { return float64(r.done) / r.elapsed.Seconds() }

// drive lets callers call fn in turn for a while. caller counts from 0, n over
// all callers from 1.
func drive(ctx context.Context, callers int, length time.Duration, fn func(caller int, n int64) error) rate {
	var out rate
	var n, done, failed atomic.Int64
	var first atomic.Pointer[error]
	var wg sync.WaitGroup
	start, cpu := time.Now(), cpuTime()
	for c := range callers {
		wg.Go(func() {
			for ctx.Err() == nil && time.Since(start) < length {
				if err := fn(c, n.Add(1)); err != nil {
					failed.Add(1)
					first.CompareAndSwap(nil, &err)
					continue
				}
				done.Add(1)
			}
		})
	}
	wg.Wait()
	out.elapsed, out.cpu = time.Since(start), cpuTime()-cpu
	out.done, out.failed = done.Load(), failed.Load()
	if p := first.Load(); p != nil {
		out.first = *p
	}
	return out
}

// pairs runs ours and the baseline in turn and gives the medians of both and of
// their ratios. What disturbs the machine for longer than a run disturbs both.
func pairs(runs int, ours, baseline func() (float64, error)) (a, b, ratio float64, err error) {
	var as, bs, rs []float64
	for range runs {
		y, err := baseline()
		if err != nil {
			return 0, 0, 0, err
		}
		x, err := ours()
		if err != nil {
			return 0, 0, 0, err
		}
		as, bs, rs = append(as, x), append(bs, y), append(rs, x/y)
	}
	return median(as), median(bs), median(rs), nil
}

// cpuTime is what this process has used of the processors so far.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fsync gives the median latency of writing 4 KiB into a file and waiting for
// the disk, in microseconds.
func fsync(dir string) (float64, error) {
	f, err := os.CreateTemp(dir, "fsync-")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	page := make([]byte, 4096)
	var took []time.Duration
	for range 100 {
		start := time.Now()
		if _, err := f.Write(page); err != nil {
			return 0, err
		}
		if err := syscall.Fdatasync(int(f.Fd())); err != nil {
			return 0, err
		}
		took = append(took, time.Since(start))
	}
	return float64(median(took).Nanoseconds()) / 1000, nil
}

// sizeOf is the size of a file in MB.
func sizeOf(path string) (float64, error) {
	info, err := os.Stat(filepath.Clean(path))
	if err != nil {
		return 0, err
	}
	return float64(info.Size()) / 1e6, nil
}
