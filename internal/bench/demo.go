package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// settled is how long a program stands idle before its memory is read.
const settled = 10 * time.Second

// demoWait is how long the making of the demo may take before it is given up.
const demoWait = 10 * time.Minute

// startDemo starts the demo over a folder.
func startDemo(ctx context.Context, binary, data string) (*program, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return start(ctx, demoWait, "http://"+address+"/", binary, "demo", "--data", data, "--addr", address)
}

// measureStart is P8: start to first answer on the demo's data, beside a bare
// program; memory at rest; size of the binary.
func measureStart(ctx context.Context, s settings, r *Report) error {
	binary, err := s.program()
	if err != nil {
		return err
	}
	size, err := sizeOf(binary)
	if err != nil {
		return err
	}
	r.add(Figure{Row: "P8", What: "the binary", Unit: "MB", Ours: size, Target: "≤ 45 MB", Met: size <= 45})
	root := module()
	if root == "" {
		r.miss("P8 start", "the sources of the floor are not here: run it in the folder of the sources")
		return nil
	}
	bare := filepath.Join(s.dir, "floor")
	if err := build(ctx, root, bare, "./internal/bench/floor"); err != nil {
		return err
	}
	data := filepath.Join(s.dir, "start")
	first, err := startDemo(ctx, binary, data) // makes the data
	if err != nil {
		return err
	}
	if err := first.end(); err != nil {
		return err
	}
	var resident []float64
	ours := func() (float64, error) {
		p, err := startDemo(ctx, binary, data)
		if err != nil {
			return 0, err
		}
		if len(resident) < 3 {
			time.Sleep(min(settled, 10*s.length))
			m, err := p.resident()
			if err != nil {
				return 0, errors.Join(err, p.end())
			}
			resident = append(resident, m)
		}
		return float64(p.took.Microseconds()) / 1000, p.end()
	}
	least := func() (float64, error) {
		address, err := freeAddress()
		if err != nil {
			return 0, err
		}
		p, err := start(ctx, time.Minute, "http://"+address+"/", bare, filepath.Join(s.dir, "floor.db"), address)
		if err != nil {
			return 0, err
		}
		return float64(p.took.Microseconds()) / 1000, p.end()
	}
	a, b, ratio, err := pairs(s.runs, ours, least)
	if err != nil {
		return err
	}
	r.add(Figure{
		Row: "P8", What: "start to first answer, the demo's data", Unit: "ms", Ours: a, Baseline: b, BaselineName: "the floor", Ratio: ratio,
		Target: "ratio ≤ 3", Met: ratio <= 3,
	})
	rest := median(resident)
	r.add(Figure{Row: "P8", What: "resident at rest, the demo's data", Unit: "MB", Ours: rest, Target: "≤ 80 MB", Met: rest <= 80})
	return nil
}

// measureDemo is P9: from the sources to the demo's first answer, with a warm
// build cache and from an empty one.
func measureDemo(ctx context.Context, s settings, r *Report) error {
	root := module()
	if root == "" {
		r.miss("P9", "it builds from the sources: run it in their folder")
		return nil
	}
	for _, c := range []struct {
		what  string
		env   []string
		limit float64
	}{
		{"warm build cache", nil, 60},
		{"empty build cache", []string{"GOCACHE=" + filepath.Join(s.dir, "cache")}, 240},
	} {
		binary, data := filepath.Join(s.dir, "nghisu"), filepath.Join(s.dir, c.what)
		if c.env == nil {
			if err := build(ctx, root, binary, "./cmd/nghisu"); err != nil { // warms the cache
				return err
			}
		}
		begin := time.Now()
		if err := build(ctx, root, binary, "./cmd/nghisu", c.env...); err != nil {
			return err
		}
		built := time.Since(begin)
		p, err := startDemo(ctx, binary, data)
		if err != nil {
			return err
		}
		took := time.Since(begin).Seconds()
		if err := p.end(); err != nil {
			return err
		}
		r.add(Figure{
			Row: "P9", What: "make demo, " + c.what, Unit: "s", Ours: took, Target: fmt.Sprintf("≤ %g s", c.limit), Met: took <= c.limit,
			Note: fmt.Sprintf("one run; the build %.1f s, the re-enacted years and the start %.1f s", built.Seconds(), p.took.Seconds()),
		})
	}
	return nil
}

// build builds a package of the module as make does.
func build(ctx context.Context, root, out, pkg string, env ...string) error {
	c := exec.CommandContext(ctx, "go", "build", "-o", out, pkg)
	c.Dir = root
	c.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %s: %w: %s", pkg, err, text)
	}
	return nil
}
