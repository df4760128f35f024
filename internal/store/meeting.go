package store

import (
	"nghisu/internal/committee"
)

func (tx *Tx) meetingConvened(e committee.MeetingConvened) error {
	if err := tx.put(`insert into meeting (office, id, body, in_body, kind, series, title, start_at, end_at, place, mode, chair, convener, afterwards, urgent, state, proposal, reason, closed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'convened', $16, '', 0)`,
		e.ID, e.Body, e.In, e.Kind, e.Series, e.Title, e.Start, e.End, e.Place, e.Mode, e.Chair, e.Convener, e.Afterwards, e.Urgent, e.Proposal); err != nil {
		return err
	}
	rows := make([][]any, len(e.Agenda))
	for i, a := range e.Agenda {
		rows[i] = []any{a.ID, e.ID, i + 1, a.Title, a.Kind, a.Lead}
	}
	if err := tx.insert("agenda_item (office, id, meeting, ord, title, kind, lead_seat)", rows); err != nil {
		return err
	}
	if e.Proposal == "" {
		return nil
	}
	return tx.alter("proposal "+string(e.Proposal), "update proposal set meeting = $1 where office = $2 and id = $3", e.ID, tx.office, e.Proposal)
}

func (tx *Tx) meetingProposed(e committee.MeetingProposed) error {
	err := tx.put(`insert into proposal (office, id, body, in_body, kind, by_seat, role, reason, meeting)
		values ($1, $2, $3, $4, $5, $6, $7, $8, '')`, e.ID, e.Body, e.In, e.Kind, e.By, e.Role, e.Reason)
	return err
}

func (tx *Tx) attendeesChosen(e committee.AttendeesChosen) error {
	if err := tx.put("delete from invitee where office = $1 and meeting = $2", e.Meeting); err != nil {
		return err
	}
	rows := make([][]any, len(e.Invitees))
	for i, n := range e.Invitees {
		rows[i] = []any{e.Meeting, i + 1, n.Seat, n.Agency, n.Name, "", false}
	}
	return tx.insert("invitee (office, meeting, ord, seat, agency, name, present, uncalled)", rows)
}

func (tx *Tx) chairTaken(e committee.ChairTaken) error {
	return tx.alter("meeting "+string(e.Meeting), "update meeting set chair = $1 where office = $2 and id = $3", e.Chair, tx.office, e.Meeting)
}

func (tx *Tx) meetingMoved(e committee.MeetingMoved) error {
	return tx.alter("meeting "+string(e.Meeting), `update meeting set start_at = $1, end_at = $2, state = 'postponed', reason = $3
		where office = $4 and id = $5`, e.Start, e.End, e.Reason, tx.office, e.Meeting)
}

func (tx *Tx) meetingCancelled(e committee.MeetingCancelled) error {
	if err := tx.alter("meeting "+string(e.Meeting), "update meeting set state = 'cancelled', reason = $1 where office = $2 and id = $3",
		e.Reason, tx.office, e.Meeting); err != nil {
		return err
	}
	return tx.unplaced(e.Meeting)
}

// presenceRecorded replaces who was there. A seat that was present without
// having been called joins the list.
func (tx *Tx) presenceRecorded(e committee.PresenceRecorded) error {
	if err := tx.presentFromPaper(e.Meeting, e.Present); err != nil {
		return err
	}
	if _, err := tx.update("update invitee set present = '' where office = $1 and meeting = $2", tx.office, e.Meeting); err != nil {
		return err
	}
	if err := tx.tookPart(e.Meeting, e.Present); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

// held notes that a meeting took place, unless it is closed.
func (tx *Tx) held(id committee.MeetingID) error {
	_, err := tx.update("update meeting set state = 'held' where office = $1 and id = $2 and state in ('convened', 'postponed')", tx.office, id)
	return err
}

func (tx *Tx) positionsRecorded(e committee.PositionsRecorded) error {
	if err := tx.put("delete from stand where office = $1 and meeting = $2 and item = $3", e.Meeting, e.Item); err != nil {
		return err
	}
	rows := make([][]any, len(e.Positions))
	for i, p := range e.Positions {
		rows[i] = []any{e.Meeting, e.Item, i + 1, p.Seat, p.Position, p.Reason}
	}
	if err := tx.insert("stand (office, meeting, item, ord, seat, position, reason)", rows); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

func (tx *Tx) itemConcluded(e committee.ItemConcluded) error {
	if err := tx.put(`insert into conclusion (office, id, meeting, item, words, by_seat, side, votes_for, votes_against, against_majority, task, work, due)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		e.ID, e.Meeting, e.Item, e.Text, e.By, e.Side, e.For, e.Against, e.AgainstMajority, e.Task, e.Work, e.Due); err != nil {
		return err
	}
	return tx.held(e.Meeting)
}

func (tx *Tx) meetingClosed(e committee.MeetingClosed) error {
	if err := tx.sittingOver(e.Meeting, e.At); err != nil {
		return err
	}
	return tx.alter("meeting "+string(e.Meeting), "update meeting set state = 'concluded', closed_at = $1 where office = $2 and id = $3",
		e.At, tx.office, e.Meeting)
}

const meetingColumns = `select m.id, m.body, m.in_body, m.kind, m.series, m.title, m.start_at, m.end_at, m.place, m.mode,
	m.chair, m.state, m.proposal, m.afterwards, m.convener, m.urgent, m.numbering, m.closed_at from meeting m where m.office = $1`

func scanMeeting(m *committee.Meeting) []any {
	return []any{
		&m.ID, &m.Body, &m.In, &m.Kind, &m.Series, &m.Title,
		instant{&m.Start},
		instant{&m.End},
		&m.Place, &m.Mode,
		&m.Chair, &m.State, &m.Proposal, &m.Afterwards, &m.Convener, &m.Urgent, &m.Numbering,
		instant{&m.Closed},
	}
}

// MeetingFilter narrows a list of meetings; a zero field narrows nothing.
type MeetingFilter struct {
	Body     committee.BodyKey
	Series   string
	State    committee.MeetingState
	From, To int64                // first and last instant of the start, microseconds UTC
	Closed   int64                // closed at this instant or later; see [committee.Meeting.Closed]
	Seats    []committee.SeatID   // in the chair or called …
	Agencies []committee.AgencyID // … or one of these agencies of outside is
	Viewer   *Viewer              // only what this reader may see
	Newest   bool                 // newest first; else oldest first
	Cursor   string               // as [Tx.Meetings] gave it
	Limit    int                  // 0: 50
}

// Meetings lists meetings by their start, without agenda and invitees, and
// gives the cursor of the next page, empty at the end.
func (tx *Tx) Meetings(f MeetingFilter) (page []committee.Meeting, next string, err error) {
	var q statement
	q.add(meetingColumns)
	if f.Body != "" {
		q.add(" and m.body = ?", f.Body)
	}
	if f.Series != "" {
		q.add(" and m.series = ?", f.Series)
	}
	if f.State != "" {
		q.add(" and m.state = ?", f.State)
	}
	if f.From != 0 {
		q.add(" and m.start_at >= ?", f.From)
	}
	if f.To != 0 {
		q.add(" and m.start_at <= ?", f.To)
	}
	if f.Closed != 0 {
		q.add(" and m.closed_at >= ?", f.Closed)
	}
	if len(f.Seats) > 0 || len(f.Agencies) > 0 {
		q.add(" and (")
		if len(f.Seats) > 0 {
			in(&q, "m.chair", f.Seats)
			q.add(" or ")
		}
		q.add("exists (select 1 from invitee i where i.office = $1 and i.meeting = m.id and ")
		either(&q, "i.seat", f.Seats, "i.agency", f.Agencies)
		q.add("))")
	}
	f.Viewer.sees(&q, "meeting", "m.id")
	limit := pageSize(f.Limit)
	if err := after(&q, f.Cursor, f.Newest, "m.start_at", "m.id"); err != nil {
		return nil, "", err
	}
	q.add(order(f.Newest, "m.start_at", "m.id")+" limit ?", limit+1)
	page, err = list(tx, scanMeeting, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		last := page[limit-1]
		next = cursor(last.Start.UnixMicro(), string(last.ID))
	}
	return page, next, err
}

// Meeting gives one meeting whole. Conclusions that belong to no item stand
// under an item without id at the end of the agenda.
func (tx *Tx) Meeting(id committee.MeetingID) (m committee.Meeting, ok bool, err error) {
	m, ok, err = one(tx, scanMeeting, meetingColumns+" and m.id = $2", id)
	if !ok || err != nil {
		return m, ok, err
	}
	if err = tx.fullAgenda(&m); err != nil {
		return m, false, err
	}
	called, err := tx.Called([]committee.MeetingID{id})
	if err != nil {
		return m, false, err
	}
	m.Invitees = called[id]
	type stand struct {
		committee.Stand
		item committee.ItemID
	}
	stands, err := list(tx, func(s *stand) []any { return []any{&s.item, &s.Seat, &s.Position, &s.Reason} },
		"select item, seat, position, reason from stand where office = $1 and meeting = $2 order by item, ord", id)
	if err != nil {
		return m, false, err
	}
	conclusions, err := tx.conclusions(id)
	if err != nil {
		return m, false, err
	}
	at := map[committee.ItemID]int{}
	for i := range m.Agenda {
		at[m.Agenda[i].ID] = i
	}
	place := func(id committee.ItemID) *committee.Item {
		i, known := at[id]
		if !known {
			i = len(m.Agenda)
			at[id] = i
			m.Agenda = append(m.Agenda, committee.Item{ID: id, Order: i + 1})
		}
		return &m.Agenda[i]
	}
	for _, s := range stands {
		item := place(s.item)
		item.Positions = append(item.Positions, s.Stand)
	}
	for _, c := range conclusions {
		item := place(c.Item)
		item.Conclusions = append(item.Conclusions, c)
	}
	votes, err := tx.itemVotes(id)
	if err != nil {
		return m, false, err
	}
	for i := range m.Agenda {
		m.Agenda[i].Vote = votes[m.Agenda[i].ID]
	}
	return m, true, nil
}

// Called gives who is called to some meetings, in their order.
func (tx *Tx) Called(meetings []committee.MeetingID) (map[committee.MeetingID][]committee.Invitee, error) {
	type line struct {
		committee.Invitee
		meeting committee.MeetingID
	}
	var q statement
	q.add("select meeting, seat, agency, name, present, uncalled from invitee where office = $1 and ")
	in(&q, "meeting", meetings)
	q.add(" order by meeting, ord")
	lines, err := list(tx, func(l *line) []any { return []any{&l.meeting, &l.Seat, &l.Agency, &l.Name, &l.Present, &l.Uncalled} }, q.text.String(), q.args...)
	out := map[committee.MeetingID][]committee.Invitee{}
	for _, l := range lines {
		out[l.meeting] = append(out[l.meeting], l.Invitee)
	}
	return out, err
}

// MeetingOfItem finds the meeting on whose agenda an item stands.
func (tx *Tx) MeetingOfItem(id committee.ItemID) (m committee.MeetingID, ok bool, err error) {
	return one(tx, func(m *committee.MeetingID) []any { return []any{m} },
		"select meeting from agenda_item where office = $1 and id = $2", id)
}

// MeetingOfConclusion finds the meeting that made a conclusion.
func (tx *Tx) MeetingOfConclusion(id committee.ConclusionID) (m committee.MeetingID, ok bool, err error) {
	return one(tx, func(m *committee.MeetingID) []any { return []any{m} },
		"select meeting from conclusion where office = $1 and id = $2", id)
}

const proposalColumns = "select id, body, in_body, kind, by_seat, role, reason, meeting from proposal where office = $1"

func scanProposal(p *committee.Proposal) []any {
	return []any{&p.ID, &p.Body, &p.In, &p.Kind, &p.By, &p.Role, &p.Reason, &p.Answered}
}

// Proposals lists the proposals to meet of a body, oldest first.
func (tx *Tx) Proposals(body committee.BodyKey) ([]committee.Proposal, error) {
	return list(tx, scanProposal, proposalColumns+" and body = $2 order by id", body)
}

// Proposal gives one proposal to meet.
func (tx *Tx) Proposal(id committee.MeetingID) (p committee.Proposal, ok bool, err error) {
	return one(tx, scanProposal, proposalColumns+" and id = $2", id)
}
