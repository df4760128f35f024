package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"
)

// Figure is one measured figure beside its baseline and its target.
type Figure struct {
	Row    string  `json:"row"`              // P1 …
	What   string  `json:"what"`             // what was measured
	Engine string  `json:"engine,omitempty"` // sqlite, postgres; empty: neither
	Unit   string  `json:"unit"`
	Ours   float64 `json:"ours"`
	// Baseline is what is compared with, in the same unit, taken in turn with
	// ours; Ratio is the median of ours over baseline, pair by pair.
	Baseline     float64 `json:"baseline,omitempty"`
	BaselineName string  `json:"baseline_name,omitempty"`
	Ratio        float64 `json:"ratio,omitempty"`
	Target       string  `json:"target"`
	Met          bool    `json:"met"`
	// Fsync is the median latency of writing 4 KiB and waiting for the disk, in
	// microseconds, taken just before; only beside figures that write.
	Fsync float64 `json:"fsync_us,omitempty"`
	Note  string  `json:"note,omitempty"`
}

// Report is what one run of the bench found.
type Report struct {
	Cores   int      `json:"cores"`
	Go      string   `json:"go"`
	OS      string   `json:"os"`
	Scale   string   `json:"scale"`
	Runs    int      `json:"runs"`    // runs of which the median is given
	Seconds float64  `json:"seconds"` // length of one run
	Figures []Figure `json:"figures"`
	Missing []string `json:"missing"` // what could not be measured here, and why
}

// newReport names the machine.
func newReport(s settings) *Report {
	return &Report{
		Cores: runtime.NumCPU(), Go: runtime.Version(), OS: runtime.GOOS + "/" + runtime.GOARCH,
		Scale: s.scale.name, Runs: s.runs, Seconds: s.length.Seconds(), Figures: []Figure{}, Missing: []string{},
	}
}

// add keeps a figure and shows it when somebody watches.
func (r *Report) add(f Figure) { r.Figures = append(r.Figures, f) }

// miss says what could not be measured.
func (r *Report) miss(row, why string) { r.Missing = append(r.Missing, row+": "+why) }

// json writes the report as one value.
func (r *Report) json(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// text writes the report as a table for people.
func (r *Report) text(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%d cores, %s, %s; scale %s; median of %d runs of %g s\n\n", r.Cores, r.Go, r.OS, r.Scale, r.Runs, r.Seconds)
	for _, f := range r.Figures {
		line := fmt.Sprintf("%-3s %-62s %s", f.Row, joined(f.What, f.Engine), amount(f.Ours, f.Unit))
		if f.BaselineName != "" {
			line += fmt.Sprintf("; %s %s; ratio %.2f", f.BaselineName, amount(f.Baseline, f.Unit), f.Ratio)
		}
		verdict := "met"
		if !f.Met {
			verdict = "MISSED"
		}
		line += fmt.Sprintf("; target %s: %s", f.Target, verdict)
		if f.Fsync > 0 {
			line += fmt.Sprintf("; fsync %.0f µs", f.Fsync)
		}
		if f.Note != "" {
			line += "; " + f.Note
		}
		if err == nil {
			_, err = fmt.Fprintln(w, line)
		}
	}
	for _, m := range r.Missing {
		if err == nil {
			_, err = fmt.Fprintln(w, "not measured: "+m)
		}
	}
	return err
}

func joined(what, engine string) string {
	if engine == "" {
		return what
	}
	return what + " (" + engine + ")"
}

func amount(v float64, unit string) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f %s", v, unit)
	case v >= 1:
		return fmt.Sprintf("%.2f %s", v, unit)
	}
	return fmt.Sprintf("%.3f %s", v, unit)
}

// median gives the middle value, the mean of the two middle ones of an even
// number, 0 of none.
func median[T cmp.Ordered](list []T) (mid T) {
	if len(list) == 0 {
		return mid
	}
	s := slices.Clone(list)
	slices.Sort(s)
	return s[len(s)/2]
}

// percentile gives the value that a share of the list does not exceed.
func percentile(list []time.Duration, share float64) time.Duration {
	if len(list) == 0 {
		return 0
	}
	s := slices.Clone(list)
	slices.Sort(s)
	return s[min(len(s)-1, int(share*float64(len(s))))]
}
