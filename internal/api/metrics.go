package api

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// bounds are the upper ends of the buckets in which durations are counted, in
// seconds.
var bounds = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}

// Metrics counts what the server did since it started. Its labels name routes,
// methods, statuses and kinds of fault, never a person, a body or a thing.
type Metrics struct {
	clock func() time.Time

	mu       sync.Mutex
	requests map[request]*histogram
	faults   map[string]int64
	open     int64
}

type request struct {
	route, method string
	status        int
}

// histogram counts durations by bucket; the last one has no end.
type histogram struct {
	buckets []int64
	count   int64
	sum     float64
}

// NewMetrics makes counters at zero. clock measures durations; nil measures
// none.
func NewMetrics(clock func() time.Time) *Metrics {
	if clock == nil {
		clock = func() time.Time { return time.Time{} }
	}
	return &Metrics{clock: clock, requests: map[request]*histogram{}, faults: map[string]int64{}}
}

// fault counts a fault that was answered.
func (m *Metrics) fault(kind string) {
	m.mu.Lock()
	m.faults[kind]++
	m.mu.Unlock()
}

// Measure counts the requests that pass to next, by the pattern that answered.
func (m *Metrics) Measure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := m.clock()
		m.mu.Lock()
		m.open++
		m.mu.Unlock()
		sw := &statusWriter{ResponseWriter: w}
		defer func() {
			m.note(r, sw.status, m.clock().Sub(start).Seconds())
		}()
		next.ServeHTTP(sw, r)
	})
}

func (m *Metrics) note(r *http.Request, status int, seconds float64) {
	route := r.Pattern
	if _, path, ok := strings.Cut(route, " "); ok {
		route = path
	}
	if status == 0 {
		status = http.StatusOK
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open--
	key := request{route, known(r.Method), status}
	h := m.requests[key]
	if h == nil {
		h = &histogram{buckets: make([]int64, len(bounds)+1)}
		m.requests[key] = h
	}
	i, _ := slices.BinarySearch(bounds, seconds)
	h.buckets[i]++
	h.count++
	h.sum += seconds
}

// known keeps invented methods from growing the table.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return method
	}
	return "other"
}

// statusWriter remembers the status that was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements io.Writer.
func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets a [http.ResponseController] reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// metrics answers in the text format of Prometheus.
func (s *server) metrics(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	s.Metrics.write(&b)
	h := s.App.Health()
	for _, c := range []struct {
		name, help string
		value      int64
	}{
		{"nghisu_store_commands_total", "Commands committed.", h.Commands},
		{"nghisu_store_batches_total", "Transactions that committed them.", h.Batches},
		{"nghisu_store_failed_total", "Commands that answered an error or a fault.", h.Failed},
		{"nghisu_store_retried_total", "Commands run again after their transaction was lost.", h.Retried},
		{"nghisu_store_turned_away_total", "Commands that a full queue turned away.", h.TurnedAway},
		{"nghisu_store_reads_total", "Queries.", h.Reads},
	} {
		metric(&b, c.name, "counter", c.help)
		fmt.Fprintf(&b, "%s %d\n", c.name, c.value)
	}
	gauge := func(name, help string, value any) {
		metric(&b, name, "gauge", help)
		fmt.Fprintf(&b, "%s %v\n", name, value)
	}
	gauge("nghisu_store_queued", "Commands that wait to be written.", h.Queued)
	if lag, err := s.App.FoldLag(r.Context(), s.Office); err == nil {
		gauge("nghisu_register_unsealed_acts", "Acts committed and not yet in the log; 1000 stands for that many or more.", lag.Acts)
		gauge("nghisu_register_unsealed_seconds", "Age of the oldest of them.", lag.Oldest.Seconds())
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	gauge("nghisu_memory_bytes", "Memory taken from the system.", mem.Sys)
	gauge("nghisu_goroutines", "Goroutines.", runtime.NumGoroutine())
	metric(&b, "nghisu_build_info", "gauge", "Version of the program and engine of its store.")
	fmt.Fprintf(&b, "nghisu_build_info{version=%s,engine=%s} 1\n", label(s.Version), label(h.Engine))
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // whoever asked has gone
}

func metric(w io.Writer, name, kind, help string) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// label quotes the value of a label.
func label(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// write prints the counters, in a fixed order.
func (m *Metrics) write(w io.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	metric(w, "nghisu_http_requests_in_flight", "gauge", "Requests being answered.")
	fmt.Fprintf(w, "nghisu_http_requests_in_flight %d\n", m.open)
	keys := slices.SortedFunc(maps.Keys(m.requests), func(a, b request) int {
		return strings.Compare(a.route+" "+a.method+strconv.Itoa(a.status), b.route+" "+b.method+strconv.Itoa(b.status))
	})
	const name = "nghisu_http_request_duration_seconds"
	metric(w, name, "histogram", "Time to answer, by route, method and status.")
	for _, k := range keys {
		h := m.requests[k]
		at := fmt.Sprintf("route=%s,method=%s,status=\"%d\"", label(k.route), label(k.method), k.status)
		sum := int64(0)
		for i, n := range h.buckets {
			sum += n
			end := "+Inf"
			if i < len(bounds) {
				end = strconv.FormatFloat(bounds[i], 'g', -1, 64)
			}
			fmt.Fprintf(w, "%s_bucket{%s,le=\"%s\"} %d\n", name, at, end, sum)
		}
		fmt.Fprintf(w, "%s_sum{%s} %g\n%s_count{%s} %d\n", name, at, h.sum, name, at, h.count)
	}
	metric(w, "nghisu_api_faults_total", "counter", "Faults that the programs' edge answered, by kind.")
	for _, kind := range slices.Sorted(maps.Keys(m.faults)) {
		fmt.Fprintf(w, "nghisu_api_faults_total{kind=%s} %d\n", label(kind), m.faults[kind])
	}
}
