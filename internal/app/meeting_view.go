package app

import (
	"context"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Meetings lists the meetings that the reader may see, newest first.
func (a *App) Meetings(ctx context.Context, by Actor, f MeetingFilter) (out MeetingList, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		w, err := v.viewer()
		if err != nil {
			return err
		}
		loc := a.zoneOf(tx.Office())
		q := store.MeetingFilter{Body: f.Body, State: f.State, Viewer: &w, Newest: !f.Oldest, Cursor: f.Cursor, Limit: f.Limit}
		if f.From != 0 {
			q.From = instant(f.From, loc).UnixMicro()
		}
		if f.To != 0 {
			q.To = instant(f.To+1, loc).UnixMicro() - 1
		}
		page, next, err := tx.Meetings(q)
		if err != nil {
			return err
		}
		out.Next = next
		if out.Items, err = a.meetingLines(tx, page); err != nil {
			return err
		}
		return a.inHand(tx, v, out.Items)
	})
	return out, err
}

// meetingLines words meetings for a list.
func (a *App) meetingLines(tx *store.Tx, list []committee.Meeting) ([]MeetingLine, error) {
	names, err := bodyNames(tx)
	if err != nil {
		return nil, err
	}
	out := make([]MeetingLine, len(list))
	for i, m := range list {
		out[i] = MeetingLine{
			ID: m.ID, Body: m.Body, BodyName: names[m.Body], In: m.In, Kind: m.Kind, Series: m.Series, Title: m.Title,
			Start: m.Start, End: m.End, Place: m.Place, Mode: m.Mode, State: m.State,
		}
		if out[i].Chair, err = a.seatName(tx, m.Chair, a.dayOf(tx, m.Start)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// dayOf is the office's civil day of an instant.
func (a *App) dayOf(tx *store.Tx, t time.Time) charter.Date {
	return charter.DateOf(t.In(a.zoneOf(tx.Office())))
}

// seatName names a seat with its holder on a day.
func (a *App) seatName(tx *store.Tx, id committee.SeatID, on charter.Date) (string, error) {
	if id == "" {
		return "", nil
	}
	names, err := a.seatNames(tx, []committee.SeatID{id}, on)
	return names[id], err
}

// seatNames is [App.seatName] for several seats, in as many questions as for one.
func (a *App) seatNames(tx *store.Tx, ids []committee.SeatID, on charter.Date) (map[committee.SeatID]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	seats, err := tx.SeatsNamed(ids)
	if err != nil {
		return nil, err
	}
	holders, err := tx.HoldersOf(ids, on)
	if err != nil {
		return nil, err
	}
	type office struct { // seats of one office that were set up on one day are called alike
		body  committee.BodyKey
		title charter.Text
		role  charter.Role
		from  charter.Date
	}
	titles, out := map[office]charter.Text{}, make(map[committee.SeatID]string, len(seats))
	for _, s := range seats {
		of := office{s.Body, s.Title, s.Role, s.From}
		title, known := titles[of]
		if !known {
			if title, err = a.seatTitle(tx, s); err != nil {
				return nil, err
			}
			titles[of] = title
		}
		out[s.ID] = title.VI
	}
	for _, h := range holders {
		if title, ok := out[h.Seat]; ok && h.Name != "" {
			out[h.Seat] = title + " · " + h.Name
		}
	}
	return out, nil
}

// Meeting is one meeting whole, with what the reader may do with it.
func (a *App) Meeting(ctx context.Context, by Actor, id committee.MeetingID) (out MeetingPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		out.Meeting = m
		lines, err := a.meetingLines(tx, []committee.Meeting{m})
		if err != nil {
			return err
		}
		out.Line = lines[0]
		day := a.dayOf(tx, m.Start)
		r, err := a.rosterOn(tx, m.Body, day)
		if err != nil {
			return err
		}
		out.Seats = r.lines
		reg, err := a.regulation(tx, m.Body, day)
		if err != nil {
			return err
		}
		now := m // while it runs, those who are there at this moment count
		if m.State == committee.Held {
			sitting, err := tx.Sitting(id)
			if err != nil {
				return err
			}
			now = m.At(sitting, sitting.AsOf(a.now()))
		}
		out.Tally = map[committee.ItemID]charter.Verdict{}
		out.Modes = map[committee.ItemID]DecisionMode{}
		if reg != nil {
			out.Quorum = reg.Verdict("quorum", day, quorumFacts(now, r.seats), a.isWorkday)
			for _, item := range m.Agenda {
				out.Tally[item.ID] = reg.Verdict("tally", day, tallyFacts(now, item, r.seats), a.isWorkday)
				if spec, cite, ok := decisionFor(reg, item.Kind, m.In, day); ok {
					out.Modes[item.ID] = DecisionMode{Mode: spec.Mode, Clause: ClausesOf([]charter.Cite{cite}, "vi")[0]}
				}
			}
		}
		if out.States, err = a.itemStates(tx, m); err != nil {
			return err
		}
		if out.Changed, err = tx.Seq(m.Body); err != nil {
			return err
		}
		if out.Offers, err = a.meetingOffers(v, m); err != nil {
			return err
		}
		if out.Papers, out.MayLay, err = a.meetingPapers(tx, v, m); err != nil {
			return err
		}
		writer, err := a.mayOnMeeting(v, m, committee.ActWriteMinutes, committee.ActApproveMinutes)
		if err != nil {
			return err
		}
		if out.Minutes, err = a.minutesState(tx, m, writer[0].Allowed || writer[1].Allowed); err != nil {
			return err
		}
		if out.Invited, err = a.invitePage(tx, v, m, r.lines); err != nil {
			return err
		}
		if err := a.draftsOn(tx, v, m, &out); err != nil {
			return err
		}
		votes, err := tx.Votes(id)
		if err != nil {
			return err
		}
		if out.Votes, err = a.votePages(tx, v, m, votes); err != nil {
			return err
		}
		if out.Trail, err = a.trail(tx, store.ActFilter{Body: m.Body, RefKind: "meeting", Ref: string(id)}); err != nil {
			return err
		}
		if out.Answers, err = a.answerPage(tx, v, m, r); err != nil {
			return err
		}
		out.Notices = a.notices(tx, reg, &out, day)
		if out.Notice, err = a.noticeDuty(tx, v, m); err != nil {
			return err
		}
		out.Revises, out.Settles = a.mayRevise(v, m), a.maySettle(v, m)
		out.Gaps, err = a.gaps(tx, reg, &out, r.seats, day)
		return err
	})
	return out, err
}

// meetingFor reads a meeting that the reader may see; another does not exist for
// the reader.
func (a *App) meetingFor(tx *store.Tx, v *view, id committee.MeetingID) (committee.Meeting, error) {
	m, ok, err := tx.Meeting(id)
	if err != nil {
		return m, err
	}
	if ok {
		w, err := v.viewer()
		if err != nil {
			return m, err
		}
		level, err := tx.CanSee(w, "meeting", string(id))
		if err != nil {
			return m, err
		}
		ok = level > 0 || v.keeper
	}
	if !ok {
		return m, committee.Missing("meeting.unknown", string(id))
	}
	return v.seen(m), nil
}

// meetingOffers asks what the reader may do with a meeting in its state.
func (a *App) meetingOffers(v *view, m committee.Meeting) ([]Offer, error) {
	var acts []charter.Act
	switch m.State {
	case committee.Convened, committee.Postponed:
		acts = []charter.Act{
			"meeting.chair", "meeting.choose-attendees", "presence.record", "opinion.record", "meeting.conclude",
			"meeting.postpone", "meeting.cancel", "meeting.close", "vote.open", committee.ActArrange,
		}
	case committee.Held:
		acts = []charter.Act{"presence.record", "opinion.record", "meeting.conclude", "meeting.close", "vote.open", committee.ActArrange}
	default:
		return nil, nil
	}
	return a.mayOnMeeting(v, m, acts...)
}

// mayOnMeeting asks of each act whether the reader may do it on a meeting.
func (a *App) mayOnMeeting(v *view, m committee.Meeting, acts ...charter.Act) ([]Offer, error) {
	k := &call{view: v, body: m.Body}
	questions := make([]question, len(acts))
	for i, act := range acts {
		questions[i] = question{act: act, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
		k.relateMeeting(&questions[i], m)
	}
	return a.offers(v, m.Body, questions)
}

// Proposals lists the proposals to meet of a body, open ones first.
func (a *App) Proposals(ctx context.Context, by Actor, key committee.BodyKey) (out []ProposalLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if ok, err := v.maySeeRegister(key); err != nil || !ok {
			return err
		}
		all, err := tx.Proposals(key)
		if err != nil {
			return err
		}
		for _, p := range all {
			l := ProposalLine{ID: p.ID, Body: p.Body, Kind: p.Kind, Reason: p.Reason, Met: p.Answered}
			acts, _, err := tx.Acts(store.ActFilter{Body: key, RefKind: "proposal", Ref: string(p.ID), Limit: 1})
			if err != nil {
				return err
			}
			day := v.on
			if len(acts) > 0 {
				l.At = time.UnixMicro(acts[0].At).UTC()
				day = a.dayOf(tx, l.At)
			}
			if l.By, err = a.seatName(tx, p.By, day); err != nil {
				return err
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}
