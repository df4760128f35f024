package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// settings is what a command line of the bench asks for.
type settings struct {
	scale    scale
	rows     []string
	runs     int
	length   time.Duration
	json     bool
	postgres string // address of a server whose user may create databases; empty: one is made
	binary   string // the program to start for P8 and P9; empty: this one
	dir      string // where everything is made, removed afterwards
}

// scale is how large an office is measured.
type scale struct {
	name                  string
	bodies, people, tasks int
}

// scales are the sizes that --scale names.
var scales = []scale{
	{name: "tiny", bodies: 16, people: 90, tasks: 20},
	{name: "small", bodies: 16, people: 200, tasks: 1_000},
	{name: "province", bodies: 1_000, people: 5_000, tasks: 100_000},
}

// row is one row of the table of targets.
type row struct {
	key string
	run func(ctx context.Context, s settings, r *Report) error
}

// rows are what the bench measures, in order.
var rows = []row{
	{"P1", measureRuling},
	{"P2", measureOne},
	{"P3", measureMany},
	{"P7", measureFolding},
	{"P8", measureStart},
	{"P9", measureDemo},
	{"P12", measureSlips},
	{"P13", measureLive},
	{"P14", measureLetters},
	{"P15", measurePack},
}

// UsageError is a command line that cannot be understood.
type UsageError struct{ What string }

// Error implements error.
func (e *UsageError) Error() string { return "bench: " + e.What }

// Run measures the rows that args ask for and prints them: as a table, or as one
// JSON value with --json. It answers an error when something could not be run
// at all, never because a target was missed. Args are those of nghisu bench:
//
//	--scale tiny|small|province  --row P1 (repeatable, or P1,P2)  --json
//	--seconds N (length of a run)  --runs N  --postgres ADDRESS  --binary FILE
func Run(ctx context.Context, w io.Writer, args ...string) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	if s.dir, err = os.MkdirTemp("", "nghisu-bench-"); err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer os.RemoveAll(s.dir)
	report := newReport(s)
	for _, row := range rows {
		if len(s.rows) > 0 && !slices.Contains(s.rows, row.key) {
			continue
		}
		if err := row.run(ctx, s, report); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("bench: row %s: %w", row.key, err)
		}
	}
	if s.json {
		return report.json(w)
	}
	return report.text(w)
}

// parse reads a command line.
func parse(args []string) (settings, error) {
	s := settings{scale: scales[1]}
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	name := set.String("scale", s.scale.name, "tiny, small or province")
	seconds := set.Float64("seconds", 10, "length of one run")
	set.IntVar(&s.runs, "runs", 5, "runs of which the median is given")
	set.BoolVar(&s.json, "json", false, "print one JSON value")
	set.StringVar(&s.postgres, "postgres", os.Getenv("NGHISU_TEST_POSTGRES"), "server to measure on")
	set.StringVar(&s.binary, "binary", "", "program to start")
	set.Func("row", "row to measure; may be repeated", func(v string) error {
		for _, key := range strings.Split(v, ",") {
			if !slices.ContainsFunc(rows, func(r row) bool { return r.key == key }) {
				return fmt.Errorf("there is no row %q", key)
			}
			s.rows = append(s.rows, key)
		}
		return nil
	})
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return s, err
		}
		return s, &UsageError{err.Error()}
	}
	i := slices.IndexFunc(scales, func(c scale) bool { return c.name == *name })
	switch {
	case i < 0:
		return s, &UsageError{fmt.Sprintf("there is no scale %q: tiny, small or province", *name)}
	case *seconds <= 0 || s.runs <= 0:
		return s, &UsageError{"seconds and runs must be greater than 0"}
	case set.NArg() > 0:
		return s, &UsageError{fmt.Sprintf("%q was not expected", set.Arg(0))}
	}
	s.scale, s.length = scales[i], time.Duration(*seconds*float64(time.Second))
	return s, nil
}
