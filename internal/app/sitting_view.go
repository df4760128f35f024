package app

import (
	"context"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// SittingPage is a meeting while it runs, as one reader sees it.
type SittingPage struct {
	Line      MeetingLine
	Meeting   committee.Meeting
	Sitting   committee.Sitting
	At        time.Time // the instant that it shows
	Seq       int64     // of the body: what the page has told of; see [App.Watch]
	Running   bool      // it can be sat in: called, not closed, its day has come
	Seats     []SeatLine
	Expected  []SittingSeat   // in the order of the roster, then who came besides
	Quorum    charter.Verdict // at that instant
	Passable  []committee.ItemID
	Drafts    []RoundLine // opinion rounds on drafts of its agenda
	Modes     map[committee.ItemID]DecisionMode
	Units     map[committee.AgencyID]string // what agencies are called in documents, where something is concluded
	Mine      *SittingSeat                  // the reader's own seat in it; nil: none
	Steers    bool                          // the reader may take up items, give the floor, keep the list
	Concludes bool
	Closes    bool
}

// SittingSeat is one seat that is expected, or came, with how it is there.
type SittingSeat struct {
	Seat  SeatLine
	How   string    // present, online, substitute; empty: not there
	Since time.Time // zero: from the beginning, or not there
	Left  bool      // was there
	Took  string    // on the meeting's list: absent and excused too
}

// Started reports whether anything of the sitting is on record.
func (p SittingPage) Started() bool { return len(p.Sitting.Items) > 0 || len(p.Sitting.Presence) > 0 }

// Items are the matters of the agenda.
func (p SittingPage) Items() []committee.Item {
	return slices.DeleteFunc(slices.Clone(p.Meeting.Agenda), func(x committee.Item) bool { return x.ID == "" })
}

// Planned is how long an item is to take; see [committee.Meeting.Planned].
func (p SittingPage) Planned(id committee.ItemID) time.Duration { return p.Meeting.Planned(id) }

// State is where an item stands at the instant of the page.
func (p SittingPage) State(id committee.ItemID) committee.ItemState {
	return p.Meeting.ItemState(p.Sitting, id, p.At)
}

// Item finds an item of the agenda. What it is called by is its number on the agenda,
// never its place among those that the reader sees.
func (p SittingPage) Item(id committee.ItemID) (item committee.Item, ok bool) {
	list := p.Items()
	if i := placeOf(list, id); i >= 0 {
		return list[i], true
	}
	return committee.Item{}, false
}

// placeOf is where an item stands in a list, -1 if it does not.
func placeOf(list []committee.Item, id committee.ItemID) int {
	return slices.IndexFunc(list, func(x committee.Item) bool { return x.ID == id })
}

// Next is the first item after the one in hand that has no conclusion.
func (p SittingPage) Next() (item committee.Item, ok bool) {
	list := p.Items()
	from := placeOf(list, p.Sitting.Current()) + 1
	for i := range list {
		if x := list[(from+i)%len(list)]; len(x.Conclusions) == 0 && x.ID != p.Sitting.Current() {
			return x, true
		}
	}
	return committee.Item{}, false
}

// Name names a seat by its line.
func (p SittingPage) Name(id committee.SeatID) (SeatLine, bool) {
	return roster{lines: p.Seats}.line(id)
}

// There counts who is there at the instant of the page.
func (p SittingPage) There() (n int) {
	for _, x := range p.Expected {
		if x.How != "" {
			n++
		}
	}
	return n
}

// Sitting is a meeting while it runs, for those who may see it.
func (a *App) Sitting(ctx context.Context, by Actor, id committee.MeetingID) (SittingPage, error) {
	return a.sittingAs(ctx, by, id, a.meetingFor)
}

// sittingAs is a meeting while it runs, of which some part of the agenda is known.
func (a *App) sittingAs(ctx context.Context, by Actor, id committee.MeetingID, known func(*store.Tx, *view, committee.MeetingID) (committee.Meeting, error)) (out SittingPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := known(tx, v, id)
		if err != nil {
			return err
		}
		out.Meeting = m
		lines, err := a.meetingLines(tx, []committee.Meeting{m})
		if err != nil {
			return err
		}
		out.Line = lines[0]
		if out.Sitting, err = tx.Sitting(id); err != nil {
			return err
		}
		out.At = out.Sitting.AsOf(a.now().UTC())
		if out.Seq, err = tx.Seq(m.Body); err != nil {
			return err
		}
		day := a.dayOf(tx, m.Start)
		switch m.State {
		case committee.Convened, committee.Postponed, committee.Held:
			out.Running = day <= v.on
		}
		r, err := keep(v, keptKey{kind: "roster", of: string(m.Body), on: day}, func() (roster, error) { return a.rosterOn(tx, m.Body, day) })
		if err != nil {
			return err
		}
		out.Seats = r.lines
		out.Expected = awaited(out)
		reg, err := a.regulation(tx, m.Body, day)
		if err != nil {
			return err
		}
		out.Modes = map[committee.ItemID]DecisionMode{}
		if reg != nil {
			out.Quorum = a.quorumAt(reg, m, out.Sitting, r.seats, out.At, day)
			for _, item := range m.Agenda {
				if spec, cite, ok := decisionFor(reg, item.Kind, m.In, day); ok {
					out.Modes[item.ID] = DecisionMode{Mode: spec.Mode, Clause: ClausesOf([]charter.Cite{cite}, "vi")[0]}
				}
			}
		}
		if slices.ContainsFunc(m.Agenda, func(x committee.Item) bool { return len(x.Conclusions) > 0 }) {
			if out.Units, err = v.units(day); err != nil {
				return err
			}
		}
		if out.Drafts, err = a.draftsOf(tx, v, m); err != nil {
			return err
		}
		out.Passable = committee.SittingNow{MeetingNow: committee.MeetingNow{Meeting: &m}, Sitting: out.Sitting}.Passable()
		return a.sittingOffers(v, &out)
	})
	return out, err
}

// units names the agencies of a day as documents have them.
func (v *view) units(day charter.Date) (map[committee.AgencyID]string, error) {
	return keep(v, keptKey{kind: "units", on: day}, func() (map[committee.AgencyID]string, error) {
		tree, err := v.tx.AgencyTree(day)
		out := make(map[committee.AgencyID]string, len(tree))
		for _, g := range tree {
			out[g.ID] = g.Name.VI
		}
		return out, err
	})
}

// quorumAt holds those who are there at an instant against the quorum. Nobody
// there is a number too.
func (a *App) quorumAt(reg *charter.Regulation, m committee.Meeting, s committee.Sitting, seats []committee.Seat, at time.Time, day charter.Date) charter.Verdict {
	facts := quorumFacts(m.At(s, at), seats)
	if !slices.ContainsFunc(facts, func(f charter.Fact) bool { return f.Key == "present" }) {
		for _, key := range []string{"present", "present.online", "present.substitute", "present.written", "present.abstention"} {
			facts = append(facts, charter.Fact{Key: key, Value: strconv.Itoa(0)})
		}
	}
	return reg.Verdict("quorum", day, facts, a.isWorkday)
}

// awaited lists who is expected, those called or else the part that meets, and
// who came besides.
func awaited(p SittingPage) []SittingSeat {
	chosen := map[committee.SeatID]bool{}
	for _, x := range p.Meeting.Chosen() {
		if x.Seat != "" {
			chosen[x.Seat] = true
		}
	}
	here := p.Sitting.Here(p.At)
	took := map[committee.SeatID]string{}
	for _, x := range p.Meeting.Invitees {
		if x.Seat != "" {
			took[x.Seat] = x.Present
		}
	}
	var out []SittingSeat
	for _, l := range p.Seats {
		if !chosen[l.Seat] && took[l.Seat] == "" && (len(chosen) > 0 || l.In != p.Meeting.In) {
			continue
		}
		s := SittingSeat{Seat: l, How: here[l.Seat], Took: took[l.Seat]}
		for _, x := range p.Sitting.Presence {
			if x.Seat == l.Seat {
				s.Left, s.Since = s.How == "", x.From
			}
		}
		out = append(out, s)
	}
	return out
}

// sittingOffers asks what the reader may do in a sitting.
func (a *App) sittingOffers(v *view, p *SittingPage) error {
	m := p.Meeting
	reg, err := a.regulation(v.tx, m.Body, v.on)
	if err != nil {
		return err
	}
	// Everybody who follows the meeting asks this at each change.
	k := &call{view: v, body: m.Body, reg: reg, env: committee.Env{Today: v.on}, brief: true}
	for to, q := range map[*bool]question{&p.Steers: k.steers("item.take-up", m), &p.Concludes: k.concludes(m, "", ""), &p.Closes: k.steers("meeting.close", m)} {
		_, fault := a.rule(k, q)
		*to = fault == nil
	}
	own := v.ownSeat(m, "")
	if own == nil {
		return nil
	}
	p.Mine = &SittingSeat{}
	p.Mine.Seat, _ = p.Name(committee.SeatID(own.ID))
	for _, x := range p.Expected {
		if string(x.Seat.Seat) == own.ID {
			*p.Mine = x
		}
	}
	if p.Mine.Seat.Seat == "" { // it did not sit on the meeting's day
		p.Mine = nil
	}
	return nil
}
