package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Change tells those who watch a meeting that something of it changed: up to which
// place of the body's sequence, and what. It holds nothing of what is on record:
// who is told asks again, and is answered what they may see.
type Change struct {
	Seq  int64
	What []string // presence, item, floor, prior, meeting
}

// whatChanged sorts the acts on a meeting for those who watch it.
func whatChanged(act string) string {
	switch of, _, _ := strings.Cut(act, "."); of {
	case "presence", "item", "floor", "prior":
		return of
	}
	return "meeting"
}

// How live pages are kept.
const (
	livePoll  = 400 * time.Millisecond // how often other processes' acts are looked for
	livePause = 10 * time.Millisecond  // between two looks, however many acts there are
	liveCheck = time.Minute            // how often it is asked whether a reader may still see
	liveMost  = 20_000                 // readers of one process
)

// errLiveOver is what a watch answers when the process ends.
var errLiveOver = errors.New("live pages end: the process stops")

// hub wakes those who watch meetings. Own commits wake it at once; it also looks
// at the sequences of the watched bodies a few times a second, which finds what
// other processes committed; see docs/decisions/0021-the-sitting-live.md.
type hub struct {
	app    *App
	mu     sync.Mutex
	topics map[topicKey]*topic
	count  int
	dirty  chan struct{}
	runs   bool
	over   chan struct{} // closed when the process stops
}

type topicKey struct {
	office committee.OfficeID
	body   committee.BodyKey
}

// topic is a body some of whose meetings are watched.
type topic struct {
	seq     int64 // told so far; -1: not known yet
	watches map[*Watch]struct{}
}

// Watch is one reader's view of a meeting that waits for changes.
type Watch struct {
	hub     *hub
	by      Actor
	key     topicKey
	meeting committee.MeetingID
	after   int64 // told so far
	pending Change
	signal  chan struct{}
	check   *time.Ticker // asks anew whether the reader may see
}

func newHub(a *App) *hub {
	return &hub{app: a, topics: map[topicKey]*topic{}, dirty: make(chan struct{}, 1), over: make(chan struct{})}
}

// StopWatching ends every watch: the process stops.
func (a *App) StopWatching() {
	a.live.mu.Lock()
	defer a.live.mu.Unlock()
	select {
	case <-a.live.over:
	default:
		close(a.live.over)
	}
}

// Watch begins to watch a meeting for a reader who may see it, from a place of its
// body's sequence on: what happened since is told first, so that nothing is lost
// between a page and its stream, or between two streams.
func (a *App) Watch(ctx context.Context, by Actor, id committee.MeetingID, after int64) (*Watch, error) {
	w := &Watch{hub: a.live, by: by, meeting: id, after: after, signal: make(chan struct{}, 1)}
	if err := w.see(ctx); err != nil {
		return nil, err
	}
	h := a.live
	w.check = time.NewTicker(liveCheck)
	if !h.join(w) {
		w.check.Stop()
		return nil, &committee.Fault{Kind: committee.Busy, Code: "live.full"}
	}
	var acts []store.MeetingAct
	var seq int64
	err := a.store.Read(ctx, by.Office, func(tx *store.Tx) (err error) {
		if seq, err = tx.Seq(w.key.body); err != nil || after <= 0 || seq <= after {
			return err
		}
		acts, err = tx.MeetingActs(w.key.body, after, liveBatch)
		return err
	})
	if err != nil {
		w.Close()
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := h.topics[w.key]; t.seq < 0 {
		t.seq = seq
	}
	w.tell(acts)
	if len(acts) == liveBatch { // too long ago to be told one by one
		w.pending = Change{Seq: seq, What: []string{"meeting"}}
		w.wake()
	}
	h.wake()
	return w, nil
}

// liveBatch is how many acts are looked at in one go.
const liveBatch = 200

// see asks whether the reader may see the meeting.
func (w *Watch) see(ctx context.Context) error {
	a := w.hub.app
	return a.read(ctx, w.by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, w.meeting)
		if err == nil {
			w.key = topicKey{w.by.Office, m.Body}
		}
		return err
	})
}

// join counts a watch among those of its body.
func (h *hub) join(w *Watch) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.count >= liveMost {
		return false
	}
	t := h.topics[w.key]
	if t == nil {
		t = &topic{seq: -1, watches: map[*Watch]struct{}{}}
		h.topics[w.key] = t
	}
	t.watches[w] = struct{}{}
	h.count++
	if !h.runs {
		h.runs = true
		go h.run()
	}
	return true
}

// Close ends a watch.
func (w *Watch) Close() {
	w.check.Stop()
	h := w.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[w.key]
	if t == nil {
		return
	}
	if _, there := t.watches[w]; !there {
		return
	}
	delete(t.watches, w)
	h.count--
	if len(t.watches) == 0 {
		delete(h.topics, w.key)
	}
}

// Next waits for a change. When the context ends first its error is answered; when
// the reader may no longer see the meeting, the fault that says so.
func (w *Watch) Next(ctx context.Context) (Change, error) {
	select {
	case <-w.check.C:
		if err := w.see(ctx); err != nil {
			return Change{}, err
		}
	default:
	}
	select {
	case <-ctx.Done():
		return Change{}, ctx.Err()
	case <-w.hub.over:
		return Change{}, errLiveOver
	case <-w.signal:
	}
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	out := w.pending
	w.after, w.pending = max(w.after, out.Seq), Change{}
	return out, nil
}

// tell adds acts to what a watch has to be told. A reader who is slow to ask finds
// many in one.
func (w *Watch) tell(acts []store.MeetingAct) {
	told := false
	for _, x := range acts {
		if x.Meeting != w.meeting || x.Seq <= max(w.after, w.pending.Seq) {
			continue
		}
		w.pending.Seq, told = x.Seq, true
		if what := whatChanged(x.Name); !slices.Contains(w.pending.What, what) {
			w.pending.What = append(w.pending.What, what)
		}
	}
	if told {
		w.wake()
	}
}

func (w *Watch) wake() {
	select {
	case w.signal <- struct{}{}:
	default:
	}
}

// committed wakes those who watch bodies that a command has just changed.
func (h *hub) committed(office committee.OfficeID, bodies []committee.BodyKey) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, b := range bodies {
		if h.topics[topicKey{office, b}] != nil {
			h.wake()
			return
		}
	}
}

func (h *hub) wake() {
	select {
	case h.dirty <- struct{}{}:
	default:
	}
}

// run looks for acts while anybody watches.
func (h *hub) run() {
	tick := time.NewTicker(livePoll)
	defer tick.Stop()
	for {
		select {
		case <-h.over:
			return
		case <-h.dirty:
		case <-tick.C:
		}
		offices, going := h.watched()
		if !going {
			return
		}
		for office, bodies := range offices {
			if err := h.look(office, bodies); err != nil {
				h.app.log.Warn("live pages", "office", office, "err", err)
			}
		}
		time.Sleep(livePause)
	}
}

// watched gives the bodies that are watched, by office; none ends the looking.
func (h *hub) watched() (map[committee.OfficeID][]committee.BodyKey, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.topics) == 0 {
		h.runs = false
		return nil, false
	}
	out := map[committee.OfficeID][]committee.BodyKey{}
	for key, t := range h.topics {
		if t.seq >= 0 {
			out[key.office] = append(out[key.office], key.body)
		}
	}
	return out, true
}

// look reads what happened in some bodies and tells those who watch. What cannot
// be read now is read at the next look.
func (h *hub) look(office committee.OfficeID, bodies []committee.BodyKey) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return h.app.store.Read(ctx, office, func(tx *store.Tx) error {
		seqs, err := tx.SeqsOf(bodies)
		if err != nil {
			return err
		}
		for _, b := range bodies {
			key := topicKey{office, b}
			h.mu.Lock()
			from := int64(-1)
			if t := h.topics[key]; t != nil && seqs[b] > t.seq {
				from = t.seq
			}
			h.mu.Unlock()
			if from < 0 {
				continue
			}
			acts, err := tx.MeetingActs(b, from, liveBatch)
			if err != nil {
				return err
			}
			h.told(key, acts, seqs[b])
		}
		return nil
	})
}

// told hands acts out to those who watch a body.
func (h *hub) told(key topicKey, acts []store.MeetingAct, seq int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[key]
	if t == nil {
		return
	}
	if len(acts) == liveBatch {
		seq = acts[len(acts)-1].Seq
		h.wake()
	}
	t.seq = max(t.seq, seq)
	for w := range t.watches {
		w.tell(acts)
	}
}
