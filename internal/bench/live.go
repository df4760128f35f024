package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/web"
	"nghisu/internal/web/ui"
)

// measureLive is P13: a thousand readers follow one meeting over HTTP. How long
// after a commit the last of them is told, what each costs in memory, and how long
// it takes when another process committed.
func measureLive(ctx context.Context, s settings, r *Report) error {
	viewers := 1000
	if s.scale.name == "tiny" {
		viewers = 50
	}
	return onEngines(ctx, "P13", s, r, func(e engine) (err error) {
		h, err := openHall(ctx, e, s)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, h.close()) }()
		before := inUse()
		if err := h.fill(ctx, viewers); err != nil {
			return err
		}
		each := float64(inUse()-before) / float64(viewers) / 1000
		r.add(Figure{
			Row: "P13", What: fmt.Sprintf("memory of each of %d live viewers", viewers), Engine: e.name, Unit: "KB", Ours: each,
			Target: "≤ 60 KB", Met: each <= 60, Note: "heap and stacks of the process, the viewer's own end included",
		})
		own, err := h.changes(ctx, s, h.office.app)
		if err != nil {
			return err
		}
		r.add(Figure{
			Row: "P13", What: fmt.Sprintf("the last of %d viewers is told, p99 of %d changes", viewers, len(own)), Engine: e.name, Unit: "ms",
			Ours: ms(percentile(own, 0.99)), Target: "≤ 500 ms", Met: percentile(own, 0.99) <= 500*time.Millisecond,
			Note: fmt.Sprintf("half of the changes within %.0f ms", ms(percentile(own, 0.5))),
		})
		pages, err := h.pages(ctx, viewers)
		if err != nil {
			return err
		}
		r.Figures[len(r.Figures)-1].Note += fmt.Sprintf("; all of them ask for their page anew: the last has it after %.0f ms", ms(pages))
		if e.name != store.Postgres {
			return nil
		}
		other, err := h.changes(ctx, s, h.other)
		if err != nil {
			return err
		}
		r.add(Figure{
			Row: "P13", What: fmt.Sprintf("the last of %d viewers is told what another node committed, p99 of %d", viewers, len(other)), Engine: e.name, Unit: "ms",
			Ours: ms(percentile(other, 0.99)), Target: "≤ 1,500 ms", Met: percentile(other, 0.99) <= 1500*time.Millisecond,
			Note: fmt.Sprintf("half within %.0f ms; the node has a pool of its own and shares the database alone", ms(percentile(other, 0.5))),
		})
		return nil
	})
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// inUse is the memory that the process holds in heap and stacks.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// hall is a meeting that is being held, a server that shows it, and its viewers.
type hall struct {
	office *office
	other  *app.App // another node
	more   *store.Store
	*served
	cookie  string
	meeting committee.MeetingID
	items   []committee.ItemID
	told    chan told
	viewers []net.Conn
	readers sync.WaitGroup
	drop    func() error
}

// told says that a viewer was told of a place of the body's sequence.
type told struct {
	seq int64
	at  time.Time
}

func openHall(ctx context.Context, e engine, s settings) (*hall, error) {
	address, drop, err := e.fresh()
	if err != nil {
		return nil, err
	}
	h := &hall{drop: drop}
	dir := filepath.Join(s.dir, "hall-"+e.name)
	if h.office, err = found(ctx, address, dir, 1, 10); err != nil {
		return h, errors.Join(err, drop())
	}
	if h.more, err = store.Open(ctx, address, store.Options{}); err != nil {
		return h, errors.Join(err, h.close())
	}
	h.other = app.New(h.more, app.NewKeyring(filepath.Join(dir, "keys")), h.office.clock, nil)
	if err = errors.Join(h.convene(ctx), h.serve(ctx)); err != nil {
		return h, errors.Join(err, h.close())
	}
	return h, nil
}

// convene calls a meeting that begins now.
func (h *hall) convene(ctx context.Context) error {
	a, b := h.office.app, h.office.bodies[0]
	roster, err := a.RosterOn(ctx, b.head, b.key, 0)
	if err != nil {
		return err
	}
	in := app.ConveneIn{Body: b.key, Kind: committee.Regular, Title: "Phiên họp", Start: h.office.clock(), Agenda: []app.ItemIn{{Title: "Nội dung 1"}, {Title: "Nội dung 2"}}}
	for _, l := range roster {
		if l.Role == charter.Role("head") {
			in.Chair = l.Seat
		}
	}
	rec, err := a.Convene(ctx, b.head, in)
	if err != nil {
		return err
	}
	h.meeting = committee.MeetingID(rec.Ref)
	page, err := a.Sitting(ctx, b.head, h.meeting)
	for _, x := range page.Items() {
		h.items = append(h.items, x.ID)
	}
	return err
}

// serve shows the office's pages to one account, which all viewers share.
func (h *hall) serve(ctx context.Context) error {
	a, head := h.office.app, h.office.bodies[0].head
	const login, password = "nguoi.xem", "mật khẩu đủ dài để đo"
	if err := a.CreateAccount(ctx, app.Operator(officeKey), app.AccountIn{Login: login, Person: head.Person, Password: password}); err != nil {
		return err
	}
	session, err := a.SignIn(ctx, officeKey, login, password, "127.0.0.1")
	if err != nil {
		return err
	}
	if session.MustChange {
		if err := a.ChangePassword(ctx, head, password, password+" lần hai", session.Token); err != nil {
			return err
		}
	}
	h.cookie = "nghisu_session=" + session.Token
	h.served, err = serve(web.New(ui.Deps{App: a, Office: officeKey}))
	return err
}

// fill lets viewers in and waits until the stream of each has begun.
func (h *hall) fill(ctx context.Context, viewers int) error {
	h.told = make(chan told, 8*viewers)
	began := make(chan error, viewers)
	slots := make(chan struct{}, 64)
	for range viewers {
		slots <- struct{}{}
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", h.address)
		if err != nil {
			return err
		}
		h.viewers = append(h.viewers, c)
		h.readers.Go(func() { h.follow(c, func(err error) { <-slots; began <- err }) })
	}
	for range viewers {
		if err := <-began; err != nil {
			return err
		}
	}
	return nil
}

// follow reads a stream until it ends.
func (h *hall) follow(c net.Conn, began func(error)) {
	_, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", ui.RoomPath(h.meeting, "truc-tiep"), h.address, h.cookie)
	lines := bufio.NewScanner(c)
	lines.Buffer(make([]byte, 512), 4096)
	for lines.Scan() {
		text := lines.Text()
		if text == ": ok" && began != nil {
			began(nil)
			began = nil
		}
		if id, ok := strings.CutPrefix(text, "id: "); ok {
			seq, _ := strconv.ParseInt(id, 10, 64)
			h.told <- told{seq, time.Now()}
		}
	}
	if began != nil {
		began(errors.Join(errors.New("the stream did not begin"), err, lines.Err()))
	}
}

// changes takes up items in turn through a node for a while, and gives for each
// how long after its answer the last viewer was told.
func (h *hall) changes(ctx context.Context, s settings, a *app.App) (took []time.Duration, err error) {
	head := h.office.bodies[0].head
	page, err := a.Sitting(ctx, head, h.meeting)
	if err != nil {
		return nil, err
	}
	n := 0
	if page.Sitting.Current() == h.items[0] {
		n = 1
	}
	end := time.Now().Add(time.Duration(s.runs) * s.length)
	for len(took) < 3 || time.Now().Before(end) {
		rec, err := a.TakeUp(ctx, head, app.TakeUpIn{Meeting: h.meeting, Item: h.items[n%2]})
		if err != nil {
			return nil, err
		}
		n++
		done, last := time.Now(), time.Time{}
		patience := time.After(30 * time.Second)
		for left := len(h.viewers); left > 0; {
			select {
			case x := <-h.told:
				if x.seq >= rec.Seq {
					left--
					last = x.at
				}
			case <-patience:
				return nil, fmt.Errorf("%d of %d viewers were never told of a change", left, len(h.viewers))
			}
		}
		took = append(took, max(last.Sub(done), 0))
		time.Sleep(50 * time.Millisecond)
	}
	return took, nil
}

// pages asks for the page of the meeting once for each viewer, 64 at a time.
func (h *hall) pages(ctx context.Context, viewers int) (time.Duration, error) {
	begin := time.Now()
	load := make(chan error, viewers)
	slots := make(chan struct{}, 64)
	for range viewers {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+h.address+ui.RoomPath(h.meeting, "man-hinh"), nil)
			if err == nil {
				req.Header.Set("Cookie", h.cookie)
				var answer *http.Response
				if answer, err = h.client.Do(req); err == nil {
					if answer.StatusCode != http.StatusOK {
						err = fmt.Errorf("the page answers %s", answer.Status)
					}
					err = errors.Join(err, answer.Body.Close())
				}
			}
			load <- err
		}()
	}
	for range viewers {
		if err := <-load; err != nil {
			return 0, err
		}
	}
	return time.Since(begin), nil
}

func (h *hall) close() error {
	var errs []error
	h.office.app.StopWatching()
	if h.other != nil {
		h.other.StopWatching()
	}
	if h.served != nil {
		errs = append(errs, h.served.close())
	}
	for _, c := range h.viewers {
		_ = c.Close() // the server has closed it
	}
	h.readers.Wait()
	if h.more != nil {
		errs = append(errs, h.more.Close())
	}
	return errors.Join(append(errs, h.office.close(), h.drop())...)
}
