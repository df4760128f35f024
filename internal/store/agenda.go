package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// agendaArranged replaces the agenda of a meeting. Items that stay keep what is on
// record about them; matters that go off it wait again.
func (tx *Tx) agendaArranged(e committee.AgendaArranged) error {
	if err := tx.alter("meeting "+string(e.Meeting), "update meeting set numbering = $1 where office = $2 and id = $3", e.Numbering, tx.office, e.Meeting); err != nil {
		return err
	}
	for _, table := range []string{"agenda_section", "agenda_named"} {
		if err := tx.put("delete from "+table+" where office = $1 and meeting = $2", e.Meeting); err != nil {
			return err
		}
	}
	sections := make([][]any, len(e.Sections))
	for i, s := range e.Sections {
		sections[i] = []any{e.Meeting, i + 1, s}
	}
	if err := tx.insert("agenda_section (office, meeting, ord, title)", sections); err != nil {
		return err
	}
	var named [][]any
	kept := make([]committee.ItemID, len(e.Items))
	for i, x := range e.Items {
		kept[i] = x.ID
		for k, s := range x.Named {
			named = append(named, []any{e.Meeting, x.ID, k + 1, s})
		}
		if err := tx.put(`insert into agenda_item (office, id, meeting, ord, title, kind, lead_seat, presenter, section, minutes, recurs, late, closed, matter)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
			on conflict (office, id) do update set ord = excluded.ord, title = excluded.title, kind = excluded.kind, lead_seat = excluded.lead_seat,
			presenter = excluded.presenter, section = excluded.section, minutes = excluded.minutes, recurs = excluded.recurs, late = excluded.late,
			closed = excluded.closed, matter = excluded.matter`,
			x.ID, e.Meeting, i+1, x.Title, x.Kind, x.Lead, x.Presenter, x.Section, x.Minutes, x.Recurs, x.Late, x.Closed, x.Matter); err != nil {
			return err
		}
	}
	if err := tx.insert("agenda_named (office, meeting, item, ord, seat)", named); err != nil {
		return err
	}
	var q statement
	q.add("delete from agenda_item where office = $1 and meeting = ?", e.Meeting)
	if len(kept) > 0 {
		q.add(" and not (")
		in(&q, "id", kept)
		q.add(")")
	}
	if err := tx.put(q.text.String(), q.args...); err != nil {
		return err
	}
	if err := tx.unplaced(e.Meeting); err != nil {
		return err
	}
	for _, x := range e.Items {
		if x.Matter == "" {
			continue
		}
		if err := tx.alter("matter "+string(x.Matter), "update matter set state = 'placed', meeting = $1 where office = $2 and id = $3", e.Meeting, tx.office, x.Matter); err != nil {
			return err
		}
	}
	return nil
}

// unplaced lets the matters on a meeting's agenda wait again.
func (tx *Tx) unplaced(meeting committee.MeetingID) error {
	_, err := tx.update("update matter set state = 'waiting', meeting = '' where office = $1 and meeting = $2 and state = 'placed'", tx.office, meeting)
	return err
}

func (tx *Tx) matterProposed(e committee.MatterProposed) error {
	return tx.putMatter(committee.Matter{
		ID: e.ID, Body: e.Body, In: e.In, Title: string(e.Title), Kind: e.Kind, Note: string(e.Note), By: committee.Party(e.By), Person: e.Person,
		State: committee.MatterOffered,
	})
}

func (tx *Tx) putMatter(m committee.Matter) error {
	return tx.put(`insert into matter (office, id, body, in_body, title, kind, note, lead_seat, by_seat, by_agency, person, state, reason, from_meeting, meeting, at, judged_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, '', $14, 0)
		on conflict (office, id) do update set title = excluded.title, lead_seat = excluded.lead_seat, state = excluded.state, from_meeting = excluded.from_meeting, meeting = ''`,
		m.ID, m.Body, m.In, m.Title, m.Kind, m.Note, m.Lead, m.By.Seat, m.By.Agency, m.Person, m.State, m.From, tx.at)
}

func (tx *Tx) matterJudged(e committee.MatterJudged) error {
	state := committee.MatterRefused
	if e.Accepted {
		state = committee.MatterWaiting
	}
	return tx.alter("matter "+string(e.ID), "update matter set state = $1, reason = $2, judged_at = $3 where office = $4 and id = $5",
		state, e.Reason, tx.at, tx.office, e.ID)
}

func (tx *Tx) matterKept(e committee.MatterKept) error {
	return tx.putMatter(committee.Matter{
		ID: e.ID, Body: e.Body, In: e.In, Title: string(e.Title), Kind: e.Kind, Note: string(e.Note), Lead: e.Lead, Person: e.Person,
		State: committee.MatterWaiting, From: e.From,
	})
}

// fullAgenda gives the agenda of a meeting with its sections and who may see its
// confidential items.
func (tx *Tx) fullAgenda(m *committee.Meeting) error {
	var err error
	if m.Agenda, err = list(tx, func(i *committee.Item) []any {
		return []any{&i.ID, &i.Order, &i.Title, &i.Kind, &i.Lead, &i.Presenter, &i.Section, &i.Minutes, &i.Recurs, &i.Late, &i.Closed, &i.Matter}
	}, `select id, ord, title, kind, lead_seat, presenter, section, minutes, recurs, late, closed, matter
		from agenda_item where office = $1 and meeting = $2 order by ord`, m.ID); err != nil {
		return err
	}
	if m.Sections, err = list(tx, func(s *string) []any { return []any{s} },
		"select title from agenda_section where office = $1 and meeting = $2 order by ord", m.ID); err != nil {
		return err
	}
	type named struct {
		item committee.ItemID
		seat committee.SeatID
	}
	lines, err := list(tx, func(n *named) []any { return []any{&n.item, &n.seat} },
		"select item, seat from agenda_named where office = $1 and meeting = $2 order by item, ord", m.ID)
	numbers, slots := m.Numbers(), m.Schedule()
	for i := range m.Agenda {
		x := &m.Agenda[i]
		x.Number, x.Begins, x.Ends = numbers[x.ID], slots[x.ID].Start, slots[x.ID].End
	}
	for _, n := range lines {
		for i := range m.Agenda {
			if m.Agenda[i].ID == n.item {
				m.Agenda[i].Named = append(m.Agenda[i].Named, n.seat)
			}
		}
	}
	return err
}

const matterColumns = `select id, body, in_body, title, kind, note, lead_seat, by_seat, by_agency, person, state, reason, from_meeting, meeting, at, judged_at
	from matter where office = $1`

func scanMatter(m *committee.Matter) []any {
	return []any{
		&m.ID, &m.Body, &m.In, &m.Title, &m.Kind, &m.Note, &m.Lead, &m.By.Seat, &m.By.Agency, &m.Person, &m.State, &m.Reason, &m.From, &m.Meeting,
		instant{&m.At},
		instant{&m.JudgedAt},
	}
}

// Matters lists the matters of a body that are or were proposed or kept for an
// agenda, oldest first.
func (tx *Tx) Matters(body committee.BodyKey) ([]committee.Matter, error) {
	return list(tx, scanMatter, matterColumns+" and body = $2 order by id", body)
}

// Matter gives one matter.
func (tx *Tx) Matter(id committee.MatterID) (m committee.Matter, ok bool, err error) {
	return one(tx, scanMatter, matterColumns+" and id = $2", id)
}

func (tx *Tx) meetingForeseen(e committee.MeetingForeseen) error {
	return tx.put(`insert into foreseen (office, id, body, in_body, kind, series, title, note, from_day, to_day, by_seat, source, settled, dropped, reason, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, '', $14)
		on conflict (office, id) do update set in_body = excluded.in_body, kind = excluded.kind, series = excluded.series, title = excluded.title,
		note = excluded.note, from_day = excluded.from_day, to_day = excluded.to_day`,
		e.ID, e.Body, e.In, e.Kind, e.Series, e.Title, e.Note, e.From, e.To, e.By, e.Source, false, tx.at)
}

func (tx *Tx) foreseenSettled(e committee.ForeseenSettled) error {
	return tx.alter("foreseen "+string(e.ID), "update foreseen set settled = $1 where office = $2 and id = $3", e.Meeting, tx.office, e.ID)
}

func (tx *Tx) foreseenDropped(e committee.ForeseenDropped) error {
	return tx.alter("foreseen "+string(e.ID), "update foreseen set dropped = $1, reason = $2 where office = $3 and id = $4", true, e.Reason, tx.office, e.ID)
}

const foreseenColumns = `select id, body, in_body, kind, series, title, note, from_day, to_day, by_seat, source, settled, dropped, reason, at
	from foreseen where office = $1`

func scanForeseen(f *committee.Foreseen) []any {
	return []any{
		&f.ID, &f.Body, &f.In, &f.Kind, &f.Series, &f.Title, &f.Note, &f.Date.From, &f.Date.To, &f.By, &f.Source, &f.Settled, &f.Dropped, &f.Reason,
		instant{&f.At},
	}
}

// ForeseenMeetings lists the meetings of some bodies that are foreseen by a part of
// a date which touches the days from one to another, by the last day. Those that
// were settled or given up are among them.
func (tx *Tx) ForeseenMeetings(bodies []committee.BodyKey, from, to charter.Date) ([]committee.Foreseen, error) {
	var q statement
	q.add(foreseenColumns+" and to_day >= ? and from_day <= ? and ", from, to)
	in(&q, "body", bodies)
	q.add(" order by to_day, id")
	return list(tx, scanForeseen, q.text.String(), q.args...)
}

// Foreseen gives one foreseen meeting.
func (tx *Tx) Foreseen(id committee.MeetingID) (f committee.Foreseen, ok bool, err error) {
	return one(tx, scanForeseen, foreseenColumns+" and id = $2", id)
}
