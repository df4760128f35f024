package bench

import (
	"context"
	"errors"
	"fmt"
)

// setting is an office of an engine with its databases, to be closed at the end.
type setting struct {
	office *office
	end    []func() error
}

// open makes an office in a fresh database of an engine.
func open(ctx context.Context, e engine, s settings, bodies int) (*setting, error) {
	address, drop, err := e.fresh()
	if err != nil {
		return nil, err
	}
	o, err := found(ctx, address, s.dir, bodies, s.scale.people)
	if err != nil {
		return nil, errors.Join(err, drop())
	}
	st := &setting{office: o, end: []func() error{drop, o.close}}
	if err := o.fill(ctx, s.scale.tasks); err != nil {
		return nil, errors.Join(err, st.close())
	}
	return st, nil
}

// close ends everything, the last opened first.
func (s *setting) close() error {
	var errs []error
	for i := len(s.end) - 1; i >= 0; i-- {
		errs = append(errs, s.end[i]())
	}
	return errors.Join(errs...)
}

// measureOne is P2: one caller, command after command, against the same rows
// written by hand.
func measureOne(ctx context.Context, s settings, r *Report) error {
	return onEngines(ctx, "P2", s, r, func(e engine) (err error) {
		st, err := open(ctx, e, s, s.scale.bodies)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.close()) }()
		address, drop, err := e.fresh()
		if err != nil {
			return err
		}
		h, err := newHand(ctx, st.office, address)
		if err != nil {
			return errors.Join(err, drop())
		}
		st.end = append(st.end, drop, h.close)
		wait, err := fsync(s.dir)
		if err != nil {
			return err
		}
		ours := func() (float64, error) {
			x := drive(ctx, 1, s.length, func(_ int, n int64) error {
				_, err := st.office.assign(ctx, 0, n)
				return err
			})
			return x.perSecond(), x.first
		}
		byHand := func() (float64, error) {
			x := drive(ctx, 1, s.length, func(int, int64) error { return h.write(ctx) })
			return x.perSecond(), x.first
		}
		a, b, ratio, err := pairs(s.runs, ours, byHand)
		if err != nil {
			return err
		}
		r.add(Figure{
			Row: "P2", What: "a task given out, one caller", Engine: e.name, Unit: "/s", Ours: a,
			Baseline: b, BaselineName: "the same rows by hand", Ratio: ratio, Target: "ratio ≥ 0.7", Met: ratio >= 0.7, Fsync: wait,
		})
		return nil
	})
}

// crowd is one way in which many callers meet on P3.
type crowd struct {
	what            string
	callers, bodies int
	baseline        int // callers and connections of the bare commits
	target          float64
	absolute        bool // the target is a rate, not a ratio
}

// crowds are the ways measured on an engine.
var crowds = map[string][]crowd{
	"sqlite": {{what: "64 callers", callers: 64, bodies: 16, baseline: 1, target: 0.6}},
	"postgres": {
		{what: "64 callers, 16 bodies", callers: 64, bodies: 16, baseline: 16, target: 0.2},
		{what: "64 callers, one body", callers: 64, bodies: 1, baseline: 16, target: 1000, absolute: true},
	},
}

// measureMany is P3: many callers against commits of one small row each.
func measureMany(ctx context.Context, s settings, r *Report) error {
	return onEngines(ctx, "P3", s, r, func(e engine) (err error) {
		st, err := open(ctx, e, s, s.scale.bodies)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.close()) }()
		for _, c := range crowds[e.name] {
			if err := c.measure(ctx, s, e, st, r); err != nil {
				return fmt.Errorf("%s: %w", c.what, err)
			}
		}
		return nil
	})
}

func (c crowd) measure(ctx context.Context, s settings, e engine, st *setting, r *Report) error {
	address, drop, err := e.fresh()
	if err != nil {
		return err
	}
	b, err := newBare(ctx, address, c.baseline)
	if err != nil {
		return errors.Join(err, drop())
	}
	st.end = append(st.end, drop, b.close)
	wait, err := fsync(s.dir)
	if err != nil {
		return err
	}
	failed := int64(0)
	var failure error
	ours := func() (float64, error) {
		x := drive(ctx, c.callers, s.length, func(_ int, n int64) error {
			_, err := st.office.assign(ctx, int(n)%c.bodies, n)
			return err
		})
		failed += x.failed
		failure = errors.Join(failure, x.first)
		return x.perSecond(), ctx.Err()
	}
	commits := func() (float64, error) {
		x := drive(ctx, c.baseline, s.length, func(int, int64) error { return b.write(ctx) })
		return x.perSecond(), x.first
	}
	rate, bare, ratio, err := pairs(s.runs, ours, commits)
	if err != nil {
		return err
	}
	f := Figure{
		Row: "P3", What: "tasks given out, " + c.what, Engine: e.name, Unit: "/s", Ours: rate,
		Baseline: bare, BaselineName: fmt.Sprintf("bare commits, %d connections", c.baseline), Ratio: ratio,
		Target: fmt.Sprintf("ratio ≥ %g, 0 errors", c.target), Met: ratio >= c.target && failed == 0, Fsync: wait,
		Note: fmt.Sprintf("%d errors", failed),
	}
	if c.absolute {
		f.Target, f.Met = fmt.Sprintf("≥ %g/s, 0 errors", c.target), rate >= c.target && failed == 0
	}
	if failure != nil {
		f.Note += ": " + failure.Error()
	}
	r.add(f)
	return nil
}
