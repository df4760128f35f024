package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// chronicle is a naive reference of a sitting, written apart from the code under
// test: it keeps what happened, in order, and answers each question by reading all
// of it again.
type chronicle struct {
	items []committee.ItemID
	lines []deed
}

// deed is one thing that happened.
type deed struct {
	when time.Time
	kind string // arrive, leave, paper, ask, give, end, take, prior, conclude
	seat committee.SeatID
	item committee.ItemID
	what string                      // how, or what is said beforehand
	list map[committee.SeatID]string // of paper
}

// here says how a seat is there, "" when it is not, and took how it took part.
func (c chronicle) here(seat committee.SeatID) (here, took string) {
	there := func(how string) bool { return how == "present" || how == "online" || how == "substitute" }
	for _, d := range c.lines {
		switch {
		case d.kind == "paper":
			how := d.list[seat]
			switch {
			case how == took && how != "": // as on record: nothing changes
			case there(how):
				here = how
			default:
				here = ""
			}
			took = how
		case d.seat != seat:
		case d.kind == "arrive":
			here, took = d.what, d.what
		case d.kind == "leave":
			here = ""
		}
	}
	return here, took
}

// floor says who speaks and who waits, in the order in which they asked.
func (c chronicle) floor() (speaks committee.SeatID, waits []committee.SeatID) {
	drop := func(s committee.SeatID) {
		waits = slices.DeleteFunc(waits, func(x committee.SeatID) bool { return x == s })
		if speaks == s {
			speaks = ""
		}
	}
	for _, d := range c.lines {
		switch d.kind {
		case "ask":
			waits = append(waits, d.seat)
		case "give":
			drop(d.seat)
			speaks = d.seat
		case "end", "leave":
			drop(d.seat)
		}
	}
	return speaks, waits
}

// asking gives the item that was in hand when a seat that waits asked.
func (c chronicle) asking(seat committee.SeatID) (item committee.ItemID) {
	for i, d := range c.lines {
		if d.kind == "ask" && d.seat == seat {
			item = chronicle{lines: c.lines[:i]}.current()
		}
	}
	return item
}

// current is the item in hand.
func (c chronicle) current() (item committee.ItemID) {
	for _, d := range c.lines {
		if d.kind == "take" {
			item = d.item
		}
	}
	return item
}

// used is how long an item was in hand until an instant.
func (c chronicle) used(item committee.ItemID, now time.Time) (sum time.Duration) {
	var since time.Time
	in := committee.ItemID("")
	for _, d := range append(slices.Clone(c.lines), deed{when: now, kind: "take"}) {
		if d.kind != "take" {
			continue
		}
		if in == item {
			sum += d.when.Sub(since)
		}
		in, since = d.item, d.when
	}
	return sum
}

// said is what a seat says on an item beforehand.
func (c chronicle) said(item committee.ItemID, seat committee.SeatID) (say string) {
	for _, d := range c.lines {
		if d.kind == "prior" && d.item == item && d.seat == seat {
			say = d.what
		}
	}
	return say
}

// concluded reports whether an item has its conclusion.
func (c chronicle) concluded(item committee.ItemID) bool {
	return slices.ContainsFunc(c.lines, func(d deed) bool { return d.kind == "conclude" && d.item == item })
}

// flagged reports whether somebody wants to speak on an item.
func (c chronicle) flagged(item committee.ItemID, seats []committee.SeatID) bool {
	_, waits := c.floor()
	for _, s := range seats {
		if c.said(item, s) == "speak" || slices.Contains(waits, s) && c.asking(s) == item {
			return true
		}
	}
	return false
}

// sitters play random sittings in one office.
type sitters struct {
	*world
	r     *rand.Rand
	names []string // in the order of seats
	seats []committee.SeatID
	crash func()
}

// TestRandomSittings plays random sittings through the door, the process dying
// between any two steps of some, and holds what is on record against a chronicle
// after each step; at the end the acts on record make the same rows again.
func TestRandomSittings(t *testing.T) {
	t.Parallel()
	count, steps := 25, 40
	if os.Getenv("NGHISU_LONG") != "" {
		count = 1000
	}
	address := storetest.SQLite(t)
	open := func() *store.Store {
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	w := newWorld(t, open(), "nghe-an")
	t.Cleanup(func() { _ = w.store.Close() })
	w.withQuorum()
	p := &sitters{world: w, names: []string{"head", "deputy", "standing", "member1"}}
	p.seats = []committee.SeatID{w.seatOf("head"), w.seatOf("deputy"), w.seatOf("standing-member"), w.seatOf("member")}
	p.crash = func() {
		if err := w.store.Close(); err != nil {
			t.Fatal(err)
		}
		w.store = open()
		w.app = app.New(w.store, app.NewKeyring(w.keys), func() time.Time { return w.at }, nil)
	}
	for seed := range count {
		p.r = rand.New(rand.NewPCG(uint64(seed), 11))
		p.play(fmt.Sprintf("seed %d", seed), steps, seed%5 == 0)
		if t.Failed() {
			return
		}
		w.at = w.at.Add(time.Minute)
	}
	w.replays()
}

func (p *sitters) play(name string, steps int, dies bool) {
	ctx, t := context.Background(), p.t
	id, items := p.session(1 + p.r.IntN(5))
	c := chronicle{items: items}
	for step := range steps {
		p.at = p.at.Add(time.Duration(1+p.r.IntN(90)) * time.Second)
		if dies && p.r.IntN(8) == 0 {
			p.crash()
		}
		who := p.r.IntN(len(p.seats))
		seat, own := p.seats[who], p.as(p.names[who])
		item := items[p.r.IntN(len(items))]
		d := deed{when: p.at, seat: seat, item: item}
		here, _ := c.here(seat)
		speaks, waits := c.floor()
		by, want := own, ""
		var err error
		switch p.r.IntN(12) {
		case 0, 1, 2: // somebody comes, by a tap or on the list
			d.kind, d.what = "arrive", []string{"present", "online", "substitute"}[p.r.IntN(3)]
			if p.r.IntN(3) == 0 {
				by = p.as("secretary")
			}
			switch {
			case by == own && d.what == "substitute":
				want = "presence.own-substitute"
			case here == d.what:
				want = "sitting.here-already"
			}
			_, err = p.app.Arrive(ctx, by, app.ArriveIn{Meeting: id, Seat: seat, How: d.what})
		case 3:
			d.kind = "leave"
			if p.r.IntN(3) == 0 {
				by = p.as("secretary")
			}
			if here == "" {
				want = "sitting.not-here"
			}
			_, err = p.app.Depart(ctx, by, app.SittingSeatIn{Meeting: id, Seat: seat})
		case 4: // a list from paper
			d.kind, d.list = "paper", map[committee.SeatID]string{}
			in := app.PresenceIn{Meeting: id}
			for _, s := range p.seats {
				if how := []string{"", "present", "online", "substitute", "absent", "excused"}[p.r.IntN(6)]; how != "" {
					d.list[s] = how
					in.Present = append(in.Present, app.PresentIn{Seat: s, How: how})
				}
			}
			if len(in.Present) == 0 {
				want = "presence.nobody"
			}
			_, err = p.app.RecordPresence(ctx, p.as("secretary"), in)
		case 5:
			d.kind = "ask"
			switch {
			case here == "":
				want = "sitting.speaks-absent"
			case speaks == seat || slices.Contains(waits, seat):
				want = "floor.asked-already"
			}
			_, err = p.app.AskFloor(ctx, own, app.SittingSeatIn{Meeting: id, Seat: seat})
		case 6: // the chair gives the floor, in whatever order; a member tries
			d.kind = "give"
			by = p.as("head")
			switch {
			case p.r.IntN(5) == 0:
				by, want = p.as("member1"), "may.unstated"
			case here == "":
				want = "sitting.speaks-absent"
			case speaks == seat:
				want = "floor.speaks-already"
			}
			if _, err = p.app.GiveFloor(ctx, by, app.SittingSeatIn{Meeting: id, Seat: seat}); err == nil && speaks != "" {
				c.lines = append(c.lines, deed{when: p.at, kind: "end", seat: speaks})
			}
		case 7:
			d.kind = "end"
			if speaks != seat && !slices.Contains(waits, seat) {
				want = "floor.nothing-asked"
			}
			_, err = p.app.EndFloor(ctx, own, app.SittingSeatIn{Meeting: id, Seat: seat})
		case 8:
			d.kind = "take"
			if p.r.IntN(4) == 0 {
				d.item = ""
			}
			switch {
			case d.item == "" && c.current() == "":
				want = "sitting.no-item"
			case d.item == c.current():
				want = "sitting.item-already"
			}
			_, err = p.app.TakeUp(ctx, p.as([]string{"head", "secretary"}[p.r.IntN(2)]), app.TakeUpIn{Meeting: id, Item: d.item})
		case 9, 10:
			d.kind, d.what = "prior", []string{"no-objection", "speak", ""}[p.r.IntN(3)]
			switch {
			case c.concluded(item):
				want = "item.concluded"
			case c.said(item, seat) == d.what:
				want = "prior.said-already"
			}
			_, err = p.app.StatePrior(ctx, own, app.PriorIn{Meeting: id, Item: item, Seat: seat, Say: committee.PriorSay(d.what)})
		case 11: // the block, or one conclusion
			d.kind = "conclude"
			if p.r.IntN(3) > 0 {
				_, err = p.app.Conclude(ctx, p.as("head"), app.ConcludeIn{Meeting: id, Item: item, Text: "Kết luận"})
				break
			}
			var block []committee.ItemID
			for _, x := range items {
				if p.r.IntN(2) == 0 {
					block = append(block, x)
				}
			}
			if len(block) == 0 {
				want = "pass.nothing"
			}
			for _, x := range block {
				if want == "" && c.concluded(x) {
					want = "item.concluded"
				} else if want == "" && c.flagged(x, p.seats) {
					want = "pass.flagged"
				}
			}
			_, err = p.app.PassItems(ctx, p.as("head"), app.PassIn{Meeting: id, Items: block})
			if err == nil {
				for _, x := range block {
					c.lines = append(c.lines, deed{when: p.at, kind: "conclude", item: x})
				}
				d.kind = "passed"
			}
		}
		got := ""
		if f := fault(err); f != nil {
			got = f.Code
		} else if err != nil {
			t.Fatalf("%s step %d: %v", name, step, err)
		}
		if got != want {
			t.Errorf("%s step %d, %s of %s: %q, want %q", name, step, d.kind, p.names[who], got, want)
		}
		if err == nil {
			c.lines = append(c.lines, d)
		}
		p.compare(fmt.Sprintf("%s step %d (%s)", name, step, d.kind), id, c)
		if t.Failed() {
			return
		}
	}
	if len(c.lines) > 0 {
		if _, err := p.app.CloseMeeting(ctx, p.as("head"), app.CloseIn{Meeting: id}); err != nil && fault(err).Code != "meeting.nothing-on-record" {
			t.Errorf("%s: closing: %v", name, err)
		}
	}
}

// compare holds the sitting on record against the chronicle.
func (p *sitters) compare(name string, id committee.MeetingID, c chronicle) {
	t, page := p.t, p.sitting("deputy", id)
	s := page.Sitting
	counted := 0
	for i, seat := range p.seats {
		here, took := c.here(seat)
		j := slices.IndexFunc(page.Expected, func(x app.SittingSeat) bool { return x.Seat.Seat == seat })
		if j < 0 {
			t.Errorf("%s: %s is not expected", name, p.names[i])
			continue
		}
		if x := page.Expected[j]; x.How != here || x.Took != took {
			t.Errorf("%s: %s is there as %q, took part as %q; the chronicle: %q, %q", name, p.names[i], x.How, x.Took, here, took)
		}
		if here == "present" || here == "online" {
			counted++
		}
	}
	// More than half of the five members, substitutes not counted.
	if want := counted >= 3; (page.Quorum.OK == charter.Yes) != want {
		t.Errorf("%s: quorum %+v, %d count", name, page.Quorum, counted)
	}
	speaks, waits := c.floor()
	x, _ := s.Speaker()
	var queue []committee.SeatID
	for _, q := range s.Queue() {
		queue = append(queue, q.Seat)
	}
	if x.Seat != speaks || !slices.Equal(queue, waits) {
		t.Errorf("%s: %s speaks, %v wait; the chronicle: %s, %v", name, x.Seat, queue, speaks, waits)
	}
	if s.Current() != c.current() {
		t.Errorf("%s: in hand %q, in the chronicle %q", name, s.Current(), c.current())
	}
	var passable []committee.ItemID
	for _, item := range c.items {
		if got, want := s.Used(item, p.at), c.used(item, p.at); got != want {
			t.Errorf("%s: used %v, in the chronicle %v", name, got, want)
		}
		for _, seat := range p.seats {
			if got, want := string(s.Prior(item, seat)), c.said(item, seat); got != want {
				t.Errorf("%s: said beforehand %q, in the chronicle %q", name, got, want)
			}
		}
		if !c.concluded(item) && !c.flagged(item, p.seats) {
			passable = append(passable, item)
		}
	}
	if !slices.Equal(page.Passable, passable) {
		t.Errorf("%s: can pass %v, in the chronicle %v", name, page.Passable, passable)
	}
}
