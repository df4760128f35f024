package store

import "nghisu/internal/committee"

// invitationAnswered puts an answer in the place of the party's earlier one, with
// whom it had named.
func (tx *Tx) invitationAnswered(e committee.InvitationAnswered) error {
	if err := tx.put(`insert into invitation_answer (office, meeting, seat, agency, answer, reason, channel, revision, start_at, at, entered, person, filled, filled_kept, filled_sent)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		on conflict (office, meeting, seat, agency) do update set answer = excluded.answer, reason = excluded.reason, channel = excluded.channel,
		revision = excluded.revision, start_at = excluded.start_at, at = excluded.at, entered = excluded.entered, person = excluded.person,
		filled = excluded.filled, filled_kept = excluded.filled_kept, filled_sent = excluded.filled_sent`,
		e.Meeting, e.By.Seat, e.By.Agency, e.Answer, e.Reason, e.Channel, e.Revision, e.Start, e.At, e.Entered, e.Person, e.Filled.At, e.Filled.Kept, e.Filled.Sent); err != nil {
		return err
	}
	return tx.represent(e.Meeting, e.By, e.People)
}

func (tx *Tx) substituteNamed(e committee.SubstituteNamed) error {
	return tx.represent(e.Meeting, committee.PartyEntry{Seat: e.Seat}, []committee.RepresentativeEntry{{Name: e.Name, Title: e.Title}})
}

// absenceRuled puts a ruling on leave in the place of the earlier one.
func (tx *Tx) absenceRuled(e committee.AbsenceRuled) error {
	return tx.put(`insert into absence_ruling (office, meeting, seat, revision, granted, reason, person, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (office, meeting, seat) do update set revision = excluded.revision, granted = excluded.granted, reason = excluded.reason,
		person = excluded.person, at = excluded.at`, e.Meeting, e.Seat, e.Revision, e.Granted, e.Reason, e.Person, e.At)
}

// represent replaces who comes for a party.
func (tx *Tx) represent(meeting committee.MeetingID, by committee.PartyEntry, people []committee.RepresentativeEntry) error {
	if err := tx.put("delete from representative where office = $1 and meeting = $2 and seat = $3 and agency = $4", meeting, by.Seat, by.Agency); err != nil {
		return err
	}
	rows := make([][]any, len(people))
	for i, x := range people {
		rows[i] = []any{meeting, by.Seat, by.Agency, i + 1, x.Name, x.Title}
	}
	return tx.insert("representative (office, meeting, seat, agency, ord, name, title)", rows)
}

// InvitationAnswers gives the answers to some meetings that stand, with whom the
// parties send.
func (tx *Tx) InvitationAnswers(meetings []committee.MeetingID) (map[committee.MeetingID][]committee.InvitationAnswer, error) {
	type line struct {
		committee.InvitationAnswer
		meeting committee.MeetingID
	}
	var q statement
	q.add("select meeting, seat, agency, answer, reason, channel, revision, start_at, at, entered, person, filled, filled_kept, filled_sent from invitation_answer where office = $1 and ")
	in(&q, "meeting", meetings)
	q.add(" order by meeting, seat, agency")
	lines, err := list(tx, func(l *line) []any {
		return []any{
			&l.meeting, &l.Seat, &l.Agency, &l.Answer, &l.Reason, &l.Channel, &l.Revision,
			instant{&l.Start},
			instant{&l.At},
			instant{&l.Entered},
			&l.By,
			instant{&l.Filled.At},
			millis{&l.Filled.Kept},
			millis{&l.Filled.Sent},
		}
	}, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	type sent struct {
		committee.Representative
		committee.Party
		meeting committee.MeetingID
	}
	var p statement
	p.add("select meeting, seat, agency, name, title from representative where office = $1 and ")
	in(&p, "meeting", meetings)
	p.add(" order by meeting, seat, agency, ord")
	people, err := list(tx, func(s *sent) []any { return []any{&s.meeting, &s.Seat, &s.Agency, &s.Name, &s.Title} }, p.text.String(), p.args...)
	if err != nil {
		return nil, err
	}
	rulings, err := tx.leaveRulings(meetings)
	out := map[committee.MeetingID][]committee.InvitationAnswer{}
	for _, l := range lines {
		for _, s := range people {
			if s.meeting == l.meeting && s.Party == l.Party {
				l.People = append(l.People, s.Representative)
			}
		}
		if r, ok := rulings[ruled{l.meeting, l.Seat, l.Revision}]; ok {
			l.Leave = &r
		}
		out[l.meeting] = append(out[l.meeting], l.InvitationAnswer)
	}
	return out, err
}

// ruled is the answer to which a ruling on leave belongs.
type ruled struct {
	meeting  committee.MeetingID
	seat     committee.SeatID
	revision int
}

// leaveRulings gives what became of the leave that absences from some meetings need.
func (tx *Tx) leaveRulings(meetings []committee.MeetingID) (map[ruled]committee.LeaveRuling, error) {
	type line struct {
		committee.LeaveRuling
		ruled
	}
	var q statement
	q.add("select meeting, seat, revision, granted, reason, person, at from absence_ruling where office = $1 and ")
	in(&q, "meeting", meetings)
	lines, err := list(tx, func(l *line) []any {
		return []any{&l.meeting, &l.seat, &l.revision, &l.Granted, &l.Reason, &l.By, instant{&l.At}}
	}, q.text.String(), q.args...)
	out := map[ruled]committee.LeaveRuling{}
	for _, l := range lines {
		out[l.ruled] = l.LeaveRuling
	}
	return out, err
}
