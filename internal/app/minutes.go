package app

import (
	"context"
	"errors"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// MinutesIn writes on one matter of a meeting's minutes.
type MinutesIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Item    committee.ItemID    `json:"item"` // empty: the meeting as a whole
	Text    string              `json:"text"`
	Rev     int64               `json:"rev"` // of the text that was written on; 0: there was none
}

// MinutesPart is one matter of the minutes as they are written.
type MinutesPart struct {
	Item committee.ItemID // empty: the meeting as a whole
	Text string
	Rev  int64
	Who  string // wrote last
	At   time.Time
}

// MinutesPage is the minutes of a meeting with what the reader may do.
type MinutesPage struct {
	Meeting  MeetingPage
	State    MinutesState
	Parts    []MinutesPart // the whole first, then in the order of the agenda
	Sum      string        // names the text as it stands, for its approval
	MayWrite bool
	Approve  Offer
	Reopen   Offer
}

// MinutesState is where the minutes of a meeting stand.
type MinutesState struct {
	Version  int // of approval; 0: never approved
	Approved bool
	By       string // who approved
	At       time.Time
	Reason   string                      // why they were reopened
	Text     map[committee.ItemID]string // what was said on each matter, as approved; else as it is written, for who writes
}

// minutesOpen reports whether a meeting has come so far that minutes are kept.
func minutesOpen(m committee.Meeting) bool {
	return m.State == committee.Convened || m.State == committee.Postponed || m.State == committee.Held || m.State == committee.Concluded
}

// minutesState reads where the minutes stand, with the text that the reader may
// see: the approved one, or the drafts for who writes or approves them.
func (a *App) minutesState(tx *store.Tx, m committee.Meeting, writer bool) (out MinutesState, err error) {
	approved, ok, err := tx.Minutes(m.ID)
	if err != nil {
		return out, err
	}
	out.Text = map[committee.ItemID]string{}
	if ok {
		out.Version, out.Approved, out.At, out.Reason = approved.Version, approved.Approved, approved.At, approved.Reason
		if out.By, err = a.seatName(tx, approved.By, a.dayOf(tx, approved.At)); err != nil {
			return out, err
		}
		for _, p := range approved.Parts {
			if p.Item == "" || itemOf(m, p.Item).ID != "" { // of what its reader sees
				out.Text[p.Item] = string(p.Text)
			}
		}
	}
	if out.Approved || !writer {
		return out, nil
	}
	drafts, err := tx.MinutesDrafts(m.ID)
	for _, d := range drafts {
		if d.Item == "" || itemOf(m, d.Item).ID != "" {
			out.Text[d.Item] = d.Words
		}
	}
	return out, err
}

// Minutes is the minutes of a meeting, to be read or written.
func (a *App) Minutes(ctx context.Context, by Actor, id committee.MeetingID) (out MinutesPage, err error) {
	if out.Meeting, err = a.Meeting(ctx, by, id); err != nil {
		return out, err
	}
	out.State = out.Meeting.Minutes
	m := out.Meeting.Meeting
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		offers, err := a.mayOnMeeting(v, m, committee.ActWriteMinutes, committee.ActApproveMinutes, committee.ActReopenMinutes)
		if err != nil {
			return err
		}
		out.Approve, out.Reopen = offers[1], offers[2]
		out.MayWrite = offers[0].Allowed && minutesOpen(m)
		drafts, err := tx.MinutesDrafts(id)
		if err != nil {
			return err
		}
		out.Sum = committee.SumMinutes(draftParts(m, drafts))
		out.Parts, err = minutesParts(tx, m, out.State, drafts, out.MayWrite || out.Approve.Allowed)
		return err
	})
	return out, err
}

// MinutesParts is what is being written on a meeting, for who may write; nothing for
// others. The page of each who writes asks for it every few seconds.
func (a *App) MinutesParts(ctx context.Context, by Actor, id committee.MeetingID) (out []MinutesPart, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		offers, err := a.mayOnMeeting(v, m, committee.ActWriteMinutes)
		if err != nil {
			return err
		}
		if !offers[0].Allowed || !minutesOpen(m) {
			return nil
		}
		state, err := a.minutesState(tx, m, true)
		if err != nil {
			return err
		}
		drafts, err := tx.MinutesDrafts(id)
		if err != nil {
			return err
		}
		out, err = minutesParts(tx, m, state, drafts, true)
		return err
	})
	return out, err
}

// minutesParts lists the matters of a meeting with their text, the whole first; for
// who writes, with who wrote last.
func minutesParts(tx *store.Tx, m committee.Meeting, state MinutesState, drafts []store.MinutesDraft, writer bool) ([]MinutesPart, error) {
	people := make([]committee.PersonID, len(drafts))
	at := map[committee.ItemID]store.MinutesDraft{}
	for i, d := range drafts {
		people[i], at[d.Item] = d.Person, d
	}
	names, err := tx.Names(people)
	if err != nil {
		return nil, err
	}
	items := []committee.ItemID{""}
	for _, x := range m.Agenda {
		if x.ID != "" {
			items = append(items, x.ID)
		}
	}
	var out []MinutesPart
	for _, item := range items {
		p := MinutesPart{Item: item, Text: state.Text[item]}
		if d := at[item]; d.Rev > 0 && writer {
			p.Rev, p.Who, p.At = d.Rev, names[d.Person], time.UnixMicro(d.At).UTC()
		}
		out = append(out, p)
	}
	return out, nil
}

// draftParts puts drafts in the order of the agenda, those of the whole first;
// empty ones are left out.
func draftParts(m committee.Meeting, drafts []store.MinutesDraft) (out []committee.MinutesPart) {
	add := func(item committee.ItemID) {
		for _, d := range drafts {
			if d.Item == item && d.Words != "" {
				out = append(out, committee.MinutesPart{Item: item, Text: committee.Prose(d.Words)})
			}
		}
	}
	add("")
	for _, x := range m.Agenda {
		if x.ID != "" {
			add(x.ID)
		}
	}
	return out
}

// WriteMinutes keeps what is being written on one matter, and gives its new number.
// It is no act: minutes come on record when they are approved. Where somebody else
// has written meanwhile nothing is lost: minutes.other, with the other's name.
func (a *App) WriteMinutes(ctx context.Context, by Actor, in MinutesIn) (rev int64, err error) {
	if f := soundLetters("text", in.Text); f != nil {
		return 0, f
	}
	if n := len([]rune(in.Text)); n > committee.MinutesLimit {
		return 0, committee.Wrong("text", "text.too-long", itoa(committee.MinutesLimit), itoa(n))
	}
	var m committee.Meeting
	if err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if m, err = a.meetingFor(tx, v, in.Meeting); err != nil {
			return err
		}
		offers, err := a.mayOnMeeting(v, m, committee.ActWriteMinutes)
		switch {
		case err != nil:
			return err
		case !offers[0].Allowed:
			return offers[0].Fault
		case !minutesOpen(m):
			return committee.Clash("meeting.state", string(m.State))
		case in.Item != "" && itemOf(m, in.Item).ID == "":
			return committee.Missing("item.unknown", string(in.Item))
		}
		return nil
	}); err != nil {
		return 0, err
	}
	now := a.now()
	err = a.store.Write(ctx, by.Office, []committee.BodyKey{m.Body}, func(tx *store.Tx) error {
		approved, ok, err := tx.Minutes(in.Meeting)
		if err != nil {
			return err
		}
		if ok && approved.Approved {
			return committee.Clash("minutes.approved")
		}
		drafts, err := tx.MinutesDrafts(in.Meeting)
		if err != nil {
			return err
		}
		var d store.MinutesDraft
		for _, x := range drafts {
			if x.Item == in.Item {
				d = x
			}
		}
		if d.Rev != in.Rev && d.Words != in.Text {
			names, err := tx.Names([]committee.PersonID{d.Person})
			return errors.Join(err, committee.Clash("minutes.other", names[d.Person]))
		}
		rev = d.Rev + 1
		return tx.PutMinutesDraft(store.MinutesDraft{Meeting: in.Meeting, Item: in.Item, Words: in.Text, Rev: rev, Person: by.Person, At: now.UnixMicro()})
	})
	return rev, err
}

// ApproveMinutesIn approves the minutes as they were read.
type ApproveMinutesIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Sum     string              `json:"sum"` // of the text that was read, as [MinutesPage] gave it
	Seen    int64               `json:"seen,omitempty"`
}

// ReopenMinutesIn opens approved minutes again.
type ReopenMinutesIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Reason  committee.Prose     `json:"reason"`
	Seen    int64               `json:"seen,omitempty"`
}

// minutesCommand is the part that the acts on minutes share.
func minutesCommand[In any](act charter.Act, id func(In) committee.MeetingID, decide func(k *call, st committee.MinutesState, in In) ([]committee.Event, error)) command[In, committee.MinutesState] {
	return command[In, committee.MinutesState]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, id(in)) }},
		load: func(tx *store.Tx, k *call, in In) (st committee.MinutesState, err error) {
			if st.MeetingNow, err = meetingNow(tx, k, id(in)); err != nil {
				return st, err
			}
			if st.Minutes, err = some(id(in), tx.Minutes); err != nil {
				return st, err
			}
			drafts, err := tx.MinutesDrafts(id(in))
			st.Drafts = draftParts(*st.Meeting, drafts)
			return st, err
		},
		ask: func(k *call, st committee.MinutesState, _ In) question {
			q := question{act: act, body: st.Meeting.Body, in: st.Meeting.In, chair: st.Meeting.Chair, meeting: st.Meeting.ID}
			k.relateMeeting(&q, *st.Meeting)
			return q
		},
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"meeting", string(id(in))} },
	}
}

// ApproveMinutes makes what was written the minutes of the meeting (thông qua biên
// bản).
func (a *App) ApproveMinutes(ctx context.Context, by Actor, in ApproveMinutesIn) (Receipt, error) {
	return do(ctx, a, by, minutesCommand(committee.ActApproveMinutes, func(in ApproveMinutesIn) committee.MeetingID { return in.Meeting },
		func(k *call, st committee.MinutesState, in ApproveMinutesIn) ([]committee.Event, error) {
			return committee.ApproveMinutes(st, committee.ApproveMinutesIn{Meeting: in.Meeting, Sum: in.Sum, By: k.seat(), Seen: in.Seen}, k.env)
		}), in)
}

// ReopenMinutes opens approved minutes to be written on (mở lại biên bản).
func (a *App) ReopenMinutes(ctx context.Context, by Actor, in ReopenMinutesIn) (Receipt, error) {
	return do(ctx, a, by, minutesCommand(committee.ActReopenMinutes, func(in ReopenMinutesIn) committee.MeetingID { return in.Meeting },
		func(k *call, st committee.MinutesState, in ReopenMinutesIn) ([]committee.Event, error) {
			return committee.ReopenMinutes(st, committee.ReopenMinutesIn{Meeting: in.Meeting, Reason: string(in.Reason), Seen: in.Seen}, k.env)
		}), in)
}
