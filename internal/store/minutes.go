package store

import "nghisu/internal/committee"

func (tx *Tx) minutesApproved(e committee.MinutesApproved) error {
	if err := tx.put(`insert into minutes (office, meeting, version, approved, by_seat, at, reason) values ($1, $2, $3, true, $4, $5, '')
		on conflict (office, meeting) do update set version = excluded.version, approved = excluded.approved, by_seat = excluded.by_seat, at = excluded.at, reason = ''`,
		e.Meeting, e.Version, e.By, tx.at); err != nil {
		return err
	}
	if err := tx.put("delete from minutes_part where office = $1 and meeting = $2", e.Meeting); err != nil {
		return err
	}
	rows := make([][]any, len(e.Parts))
	for i, p := range e.Parts {
		rows[i] = []any{e.Meeting, i + 1, p.Item, p.Text}
	}
	return tx.insert("minutes_part (office, meeting, ord, item, words)", rows)
}

func (tx *Tx) minutesReopened(e committee.MinutesReopened) error {
	return tx.alter("minutes of "+string(e.Meeting), "update minutes set approved = false, reason = $1 where office = $2 and meeting = $3",
		e.Reason, tx.office, e.Meeting)
}

// Minutes gives the minutes of a meeting as they were approved last, and whether
// they ever were.
func (tx *Tx) Minutes(meeting committee.MeetingID) (m committee.Minutes, ok bool, err error) {
	m, ok, err = one(tx, func(m *committee.Minutes) []any {
		return []any{&m.Meeting, &m.Version, &m.Approved, &m.By, instant{&m.At}, &m.Reason}
	}, "select meeting, version, approved, by_seat, at, reason from minutes where office = $1 and meeting = $2", meeting)
	if !ok || err != nil {
		return m, ok, err
	}
	m.Parts, err = list(tx, func(p *committee.MinutesPart) []any { return []any{&p.Item, &p.Text} },
		"select item, words from minutes_part where office = $1 and meeting = $2 order by ord", meeting)
	return m, err == nil, err
}

// MinutesDraft is what is being written on one matter of a meeting.
type MinutesDraft struct {
	Meeting committee.MeetingID
	Item    committee.ItemID
	Words   string
	Rev     int64 // grows with every writing
	Person  committee.PersonID
	At      int64 // microseconds UTC
}

// MinutesDrafts lists what is being written on a meeting.
func (tx *Tx) MinutesDrafts(meeting committee.MeetingID) ([]MinutesDraft, error) {
	return list(tx, func(d *MinutesDraft) []any {
		return []any{&d.Meeting, &d.Item, &d.Words, &d.Rev, &d.Person, &d.At}
	}, "select meeting, item, words, rev, person, at from minutes_draft where office = $1 and meeting = $2 order by item", meeting)
}

// PutMinutesDraft keeps what is being written on one matter.
func (tx *Tx) PutMinutesDraft(d MinutesDraft) error {
	return tx.put(`insert into minutes_draft (office, meeting, item, words, rev, person, at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (office, meeting, item) do update set words = excluded.words, rev = excluded.rev, person = excluded.person, at = excluded.at`,
		d.Meeting, d.Item, d.Words, d.Rev, d.Person, d.At)
}
