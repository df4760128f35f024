package bench

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/store/storetest"
)

// TestSmoke runs the rows that need no built program, quickly, and reads what
// they print: every figure has a value, a target and, where it writes, the
// latency of the disk. The values themselves are no matter of a test.
func TestSmoke(t *testing.T) {
	var out strings.Builder
	if err := Run(context.Background(), &out, "--scale", "tiny", "--seconds", "0.05", "--runs", "1", "--row", "P1,P2", "--row", "P3", "--row", "P7,P15", "--row", "P13", "--row", "P12,P14", "--json",
		"--postgres", storetest.Postgres(t)); err != nil {
		t.Fatal(err)
	}
	var r Report
	if err := json.Unmarshal([]byte(out.String()), &r); err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, f := range r.Figures {
		rows[f.Row]++
		if f.Target == "" || f.Ours < 0 || f.Row != "P1" && f.Row != "P13" && f.Ours == 0 {
			t.Errorf("figure %+v", f)
		}
		if (f.Row == "P2" || f.Row == "P3") && (f.Fsync <= 0 || f.Baseline <= 0 || f.Ratio <= 0 || strings.Contains(f.Note, "errors:")) {
			t.Errorf("figure %+v", f)
		}
	}
	if rows["P1"] != 4 || rows["P2"] != 2 || rows["P3"] != 3 || rows["P7"] != 6 || rows["P13"] != 5 || rows["P15"] != 1 || rows["P12"] != 8 || rows["P14"] != 4 || len(r.Missing) > 0 {
		t.Errorf("rows %v, missing %v", rows, r.Missing)
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{"--row", "P99"}, {"--scale", "moon"}, {"--seconds", "0"}, {"--runs", "-1"}, {"more"}, {"--what"}} {
		var wrong *UsageError
		if err := Run(context.Background(), &strings.Builder{}, args...); !errors.As(err, &wrong) {
			t.Errorf("%v: %v", args, err)
		}
	}
}

func TestText(t *testing.T) {
	r := &Report{Figures: []Figure{
		{Row: "P2", What: "x", Engine: "sqlite", Unit: "/s", Ours: 800, Baseline: 1000, BaselineName: "by hand", Ratio: 0.8, Target: "ratio ≥ 0.7", Met: true, Fsync: 170},
		{Row: "P1", What: "y", Unit: "µs", Ours: 1.5, Target: "≤ 1 µs"},
	}, Missing: []string{"P9: no sources"}}
	var b strings.Builder
	if err := r.text(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"800 /s; by hand 1000 /s; ratio 0.80; target ratio ≥ 0.7: met; fsync 170 µs", "1.50 µs; target ≤ 1 µs: MISSED", "not measured: P9: no sources"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

func TestMiddle(t *testing.T) {
	if median([]float64{9, 1, 5}) != 5 || median[float64](nil) != 0 {
		t.Error("median")
	}
	list := make([]time.Duration, 100)
	for i := range list {
		list[i] = time.Duration(100 - i)
	}
	if percentile(list, 0.99) != 100 || percentile(list, 0.5) != 51 || percentile(nil, 0.5) != 0 {
		t.Error("percentile")
	}
}

// BenchmarkRuling is P1.
func BenchmarkRuling(b *testing.B) {
	key, source, err := largest()
	if err != nil {
		b.Fatal(err)
	}
	reg, err := load(key, source)
	if err != nil {
		b.Fatal(err)
	}
	a := newAsking(reg, charter.DateOf(time.Now().UTC()))
	b.Run("ask", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			a.ask(a.questions[i%len(a.questions)])
		}
	})
	b.Run("all acts of a seat", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			reg.Allowed("head", a.on, a.questions[0].Facts)
		}
	})
	b.Run("load", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := load(key, source); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// measured is an office for a Go benchmark.
func measured(b *testing.B, address string, bodies int) *office {
	b.Helper()
	o, err := found(context.Background(), address, b.TempDir(), bodies, 200)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := o.close(); err != nil {
			b.Error(err)
		}
	})
	return o
}

func benchmarkCommand(b *testing.B, fresh func(testing.TB) string) {
	ctx := context.Background()
	b.Run("P2 one caller", func(b *testing.B) {
		o := measured(b, fresh(b), 16)
		b.ReportAllocs()
		for n := int64(0); b.Loop(); n++ {
			if _, err := o.assign(ctx, 0, n); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("P2 by hand", func(b *testing.B) {
		h, err := newHand(ctx, measured(b, fresh(b), 1), fresh(b))
		if err != nil {
			b.Fatal(err)
		}
		defer h.close()
		for b.Loop() {
			if err := h.write(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("P3 64 callers", func(b *testing.B) {
		o := measured(b, fresh(b), 16)
		b.SetParallelism(32)
		b.ReportAllocs()
		b.ResetTimer()
		b.RunParallel(func(pb *testing.PB) {
			for n := int64(0); pb.Next(); n++ {
				if _, err := o.assign(ctx, int(n), n); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

// BenchmarkCommandSQLite and BenchmarkCommandPostgres are P2 and P3.
func BenchmarkCommandSQLite(b *testing.B) { benchmarkCommand(b, storetest.SQLite) }

func BenchmarkCommandPostgres(b *testing.B) { benchmarkCommand(b, storetest.DurablePostgres) }
