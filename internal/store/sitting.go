package store

import (
	"nghisu/internal/committee"
)

// seatArrived begins a stretch of presence. A seat that comes without having been
// called joins the list; how the seat took part is how it came last.
func (tx *Tx) seatArrived(e committee.SeatArrived) error {
	if err := tx.put("insert into presence (office, meeting, seat, n, how, from_at, to_at) values ($1, $2, $3, $4, $5, $6, 0)",
		e.Meeting, e.Seat, e.N, e.How, e.At); err != nil {
		return err
	}
	if err := tx.tookPart(e.Meeting, []committee.PresenceEntry{{Seat: e.Seat, How: e.How}}); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

// tookPart writes on the meeting's list how seats took part.
func (tx *Tx) tookPart(meeting committee.MeetingID, list []committee.PresenceEntry) error {
	var next int64
	if err := tx.row([]any{&next}, "select coalesce(max(ord), 0) from invitee where office = $1 and meeting = $2", meeting); err != nil {
		return err
	}
	for _, p := range list {
		n, err := tx.update("update invitee set present = $1 where office = $2 and meeting = $3 and seat = $4", p.How, tx.office, meeting, p.Seat)
		if err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		next++
		if err := tx.put("insert into invitee (office, meeting, ord, seat, agency, name, present, uncalled) values ($1, $2, $3, $4, '', '', $5, true)",
			meeting, next, p.Seat, p.How); err != nil {
			return err
		}
	}
	return nil
}

// presentFromPaper makes presence over time follow a list entered from paper.
// Where the list says of a seat what is on record, its instants stay; else it was
// there all the time, or not at all.
func (tx *Tx) presentFromPaper(meeting committee.MeetingID, list []committee.PresenceEntry) error {
	lines, err := tookPartSoFar(tx, meeting)
	if err != nil {
		return err
	}
	var q statement
	q.add("delete from presence where office = $1 and meeting = ? and not (", meeting)
	var same []committee.SeatID
	var rows [][]any
	for _, p := range list {
		switch {
		case lines[p.Seat] == p.How:
			same = append(same, p.Seat)
		case p.How == "present" || p.How == "online" || p.How == "substitute":
			rows = append(rows, []any{meeting, p.Seat, 0, p.How, 0, 0})
		}
	}
	in(&q, "seat", same)
	q.add(")")
	if err := tx.put(q.text.String(), q.args...); err != nil {
		return err
	}
	return tx.insert("presence (office, meeting, seat, n, how, from_at, to_at)", rows)
}

// tookPartSoFar reads how seats took part so far.
func tookPartSoFar(tx *Tx, meeting committee.MeetingID) (map[committee.SeatID]string, error) {
	lines, err := list(tx, func(p *committee.PresenceEntry) []any { return []any{&p.Seat, &p.How} },
		"select seat, present from invitee where office = $1 and meeting = $2 and seat <> '' and present <> ''", meeting)
	out := map[committee.SeatID]string{}
	for _, l := range lines {
		out[l.Seat] = l.How
	}
	return out, err
}

func (tx *Tx) seatDeparted(e committee.SeatDeparted) error {
	return tx.alter("presence of "+string(e.Seat), "update presence set to_at = $1 where office = $2 and meeting = $3 and seat = $4 and n = $5",
		e.At, tx.office, e.Meeting, e.Seat, e.N)
}

func (tx *Tx) itemTakenUp(e committee.ItemTakenUp) error {
	if err := tx.put("insert into item_time (office, meeting, n, item, from_at, to_at) values ($1, $2, $3, $4, $5, 0)",
		e.Meeting, e.N, e.Item, e.At); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

func (tx *Tx) itemLeft(e committee.ItemLeft) error {
	return tx.alter("time of "+string(e.Item), "update item_time set to_at = $1 where office = $2 and meeting = $3 and n = $4",
		e.At, tx.office, e.Meeting, e.N)
}

func (tx *Tx) floorAsked(e committee.FloorAsked) error {
	return tx.put("insert into speech (office, meeting, n, seat, item, asked_at, given_at, ended_at) values ($1, $2, $3, $4, $5, $6, 0, 0)",
		e.Meeting, e.N, e.Seat, e.Item, e.At)
}

func (tx *Tx) floorGiven(e committee.FloorGiven) error {
	return tx.alter("request of "+string(e.Seat), "update speech set given_at = $1 where office = $2 and meeting = $3 and n = $4",
		e.At, tx.office, e.Meeting, e.N)
}

func (tx *Tx) floorEnded(e committee.FloorEnded) error {
	return tx.alter("request of "+string(e.Seat), "update speech set ended_at = $1 where office = $2 and meeting = $3 and n = $4",
		e.At, tx.office, e.Meeting, e.N)
}

func (tx *Tx) priorStated(e committee.PriorStated) error {
	if err := tx.put("delete from prior_position where office = $1 and meeting = $2 and item = $3 and seat = $4", e.Meeting, e.Item, e.Seat); err != nil || e.Say == "" {
		return err
	}
	return tx.put("insert into prior_position (office, meeting, item, seat, say, at, filled, filled_kept, filled_sent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		e.Meeting, e.Item, e.Seat, e.Say, e.At, e.Filled.At, e.Filled.Kept, e.Filled.Sent)
}

// sittingOver ends what is open when a meeting closes: presence, the item in
// hand, the floor.
func (tx *Tx) sittingOver(meeting committee.MeetingID, at int64) error {
	for _, text := range []string{
		"update presence set to_at = $1 where office = $2 and meeting = $3 and to_at = 0",
		"update item_time set to_at = $1 where office = $2 and meeting = $3 and to_at = 0",
		"update speech set ended_at = $1 where office = $2 and meeting = $3 and ended_at = 0",
	} {
		if _, err := tx.update(text, at, tx.office, meeting); err != nil {
			return err
		}
	}
	return nil
}

// Sitting gives what is on record of a meeting while it runs.
func (tx *Tx) Sitting(id committee.MeetingID) (s committee.Sitting, err error) {
	if s.Presence, err = list(tx, func(x *committee.Span) []any {
		return []any{&x.N, &x.Seat, &x.How, instant{&x.From}, instant{&x.To}}
	}, "select n, seat, how, from_at, to_at from presence where office = $1 and meeting = $2 order by from_at, n, seat", id); err != nil {
		return s, err
	}
	if s.Items, err = list(tx, func(x *committee.ItemTime) []any {
		return []any{&x.N, &x.Item, instant{&x.From}, instant{&x.To}}
	}, "select n, item, from_at, to_at from item_time where office = $1 and meeting = $2 order by n", id); err != nil {
		return s, err
	}
	if s.Floor, err = list(tx, func(x *committee.Speech) []any {
		return []any{&x.N, &x.Seat, &x.Item, instant{&x.Asked}, instant{&x.Given}, instant{&x.Ended}}
	}, "select n, seat, item, asked_at, given_at, ended_at from speech where office = $1 and meeting = $2 order by n", id); err != nil {
		return s, err
	}
	s.Priors, err = list(tx, func(x *committee.Prior) []any {
		return []any{&x.Item, &x.Seat, &x.Say, instant{&x.At}, instant{&x.Filled.At}, millis{&x.Filled.Kept}, millis{&x.Filled.Sent}}
	}, "select item, seat, say, at, filled, filled_kept, filled_sent from prior_position where office = $1 and meeting = $2 order by item, seat", id)
	return s, err
}

// SeqsOf gives the sequences of some bodies as they stand.
func (tx *Tx) SeqsOf(bodies []committee.BodyKey) (map[committee.BodyKey]int64, error) {
	type line struct {
		body committee.BodyKey
		seq  int64
	}
	if err := tx.placed(); err != nil {
		return nil, err
	}
	var q statement
	q.add("select body, seq from body_seq where office = $1 and ")
	in(&q, "body", bodies)
	lines, err := list(tx, func(l *line) []any { return []any{&l.body, &l.seq} }, q.text.String(), q.args...)
	out := map[committee.BodyKey]int64{}
	for _, l := range lines {
		out[l.body] = l.seq
	}
	return out, err
}

// MeetingActs lists the acts about a body's meetings after a place of its
// sequence, by name and meeting alone: what those who watch have to be told.
func (tx *Tx) MeetingActs(body committee.BodyKey, seq int64, limit int) ([]MeetingAct, error) {
	return list(tx, func(x *MeetingAct) []any { return []any{&x.Seq, &x.Meeting, &x.Name} },
		`select body_seq, ref, name from act where office = $1 and body = $2 and body_seq > $3 and kind = 'meeting' order by body_seq limit $4`,
		body, seq, pageSize(limit))
}

// MeetingAct is one act about a meeting, for those who watch it.
type MeetingAct struct {
	Seq     int64
	Meeting committee.MeetingID
	Name    string
}
