package store

import (
	"nghisu/internal/committee"
)

// InsideTopic is the level at which those see a working space who take part in it;
// the body to which it is open sees it at a lower one.
const InsideTopic = 2

func (tx *Tx) topicOpened(e committee.TopicOpened) error {
	if err := tx.put(`insert into topic (office, id, body, title, about, wide, host_seat, host_agency, opened_at, newest_at, state, closed_at, result)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 'open', 0, '')`,
		e.ID, e.Body, e.Title, e.About, e.Wide, e.Host.Seat, e.Host.Agency, e.At); err != nil {
		return err
	}
	return tx.topicLists(e.ID, e.Parties, e.Links)
}

// topicLists writes who takes part in a working space and what it leads to.
func (tx *Tx) topicLists(id committee.TopicID, parties []committee.PartyEntry, links []committee.TopicLink) error {
	rows := make([][]any, len(parties))
	for i, p := range parties {
		rows[i] = []any{id, i + 1, p.Seat, p.Agency, p.Person}
	}
	if err := tx.insert("topic_party (office, topic, ord, seat, agency, person)", rows); err != nil {
		return err
	}
	rows = make([][]any, len(links))
	for i, l := range links {
		rows[i] = []any{id, i + 1, l.Kind, l.Ref}
	}
	return tx.insert("topic_link (office, topic, ord, kind, ref)", rows)
}

func (tx *Tx) topicArranged(e committee.TopicArranged) error {
	if err := tx.alter("topic "+string(e.Topic), "update topic set title = $1, about = $2, wide = $3 where office = $4 and id = $5",
		e.Title, e.About, e.Wide, tx.office, e.Topic); err != nil {
		return err
	}
	for _, table := range []string{"topic_party", "topic_link"} {
		if err := tx.put("delete from "+table+" where office = $1 and topic = $2", e.Topic); err != nil {
			return err
		}
	}
	return tx.topicLists(e.Topic, e.Parties, e.Links)
}

func (tx *Tx) topicClosed(e committee.TopicClosed) error {
	return tx.alter("topic "+string(e.Topic), "update topic set state = 'closed', closed_at = $1, result = $2 where office = $3 and id = $4",
		e.At, e.Result, tx.office, e.Topic)
}

func (tx *Tx) remarkMade(e committee.RemarkMade) error {
	if err := tx.put(`insert into remark (office, id, topic, reply_to, seat, agency, expert, person, words, at, withdrawn_at, reason)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '')`,
		e.ID, e.Topic, e.To, e.By.Seat, e.By.Agency, e.By.Person, e.Person, e.Text, e.At); err != nil {
		return err
	}
	rows := make([][]any, len(e.Mentions))
	for i, p := range e.Mentions {
		rows[i] = []any{e.ID, e.Topic, i + 1, p.Seat, p.Agency, p.Person}
	}
	if err := tx.insert("remark_mention (office, remark, topic, ord, seat, agency, person)", rows); err != nil {
		return err
	}
	return tx.alter("topic "+string(e.Topic), "update topic set newest_at = $1 where office = $2 and id = $3", e.At, tx.office, e.Topic)
}

func (tx *Tx) remarkWithdrawn(e committee.RemarkWithdrawn) error {
	return tx.alter("remark "+string(e.Remark), "update remark set withdrawn_at = $1, reason = $2 where office = $3 and id = $4",
		e.At, e.Reason, tx.office, e.Remark)
}

const topicColumns = `select t.id, t.body, t.title, t.about, t.wide, t.host_seat, t.host_agency, t.opened_at, t.state, t.closed_at, t.result,
	t.newest_at, (select count(*) from remark r where r.office = t.office and r.topic = t.id and r.withdrawn_at = 0) from topic t where t.office = $1`

// TopicLine is a working space in a list, without what lies in it.
type TopicLine struct {
	committee.Topic
	Newest  int64 // of its remarks, microseconds UTC
	Remarks int   // that stand
}

func scanTopic(t *TopicLine) []any {
	return []any{
		&t.ID, &t.Body, &t.Title, &t.About, &t.Wide, &t.Host.Seat, &t.Host.Agency,
		instant{&t.Opened},
		&t.State,
		instant{&t.Closed},
		&t.Result, &t.Newest, &t.Remarks,
	}
}

// TopicFilter narrows a list of working spaces; a zero field narrows nothing.
type TopicFilter struct {
	Body   committee.BodyKey
	State  committee.TopicState
	Viewer *Viewer
	Cursor string
	Limit  int // 0: 50
}

// Topics lists working spaces, those in which something was said last first.
func (tx *Tx) Topics(f TopicFilter) (page []TopicLine, next string, err error) {
	var q statement
	q.add(topicColumns)
	if f.Body != "" {
		q.add(" and t.body = ?", f.Body)
	}
	if f.State != "" {
		q.add(" and t.state = ?", f.State)
	}
	f.Viewer.sees(&q, "topic", "t.id")
	if err := after(&q, f.Cursor, true, "t.newest_at", "t.id"); err != nil {
		return nil, "", err
	}
	limit := pageSize(f.Limit)
	q.add(order(true, "t.newest_at", "t.id")+" limit ?", limit+1)
	page, err = list(tx, scanTopic, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		next = cursor(page[limit-1].Newest, string(page[limit-1].ID))
	}
	return page, next, err
}

// TopicBody finds the body of a working space.
func (tx *Tx) TopicBody(id committee.TopicID) (b committee.BodyKey, ok bool, err error) {
	return one(tx, func(b *committee.BodyKey) []any { return []any{b} }, "select body from topic where office = $1 and id = $2", id)
}

// Topic gives one working space whole. What was withdrawn comes with its words: who
// shows them decides.
func (tx *Tx) Topic(id committee.TopicID) (committee.Topic, bool, error) {
	line, ok, err := one(tx, scanTopic, topicColumns+" and t.id = $2", id)
	t := line.Topic
	if err != nil || !ok {
		return t, false, err
	}
	if t.Parties, err = list(tx, func(p *committee.Party) []any { return []any{&p.Seat, &p.Agency, &p.Person} },
		"select seat, agency, person from topic_party where office = $1 and topic = $2 order by ord", id); err != nil {
		return t, false, err
	}
	if t.Links, err = list(tx, func(l *committee.TopicLink) []any { return []any{&l.Kind, &l.Ref} },
		"select kind, ref from topic_link where office = $1 and topic = $2 order by ord", id); err != nil {
		return t, false, err
	}
	if t.Remarks, err = list(tx, func(r *committee.Remark) []any {
		return []any{
			&r.ID, &r.To, &r.By.Seat, &r.By.Agency, &r.By.Person, &r.Person, &r.Text,
			instant{&r.At},
			instant{&r.Withdrawn},
			&r.Reason,
		}
	}, "select id, reply_to, seat, agency, expert, person, words, at, withdrawn_at, reason from remark where office = $1 and topic = $2 order by at, id", id); err != nil {
		return t, false, err
	}
	type row struct {
		remark committee.RemarkID
		party  committee.Party
	}
	rows, err := list(tx, func(r *row) []any { return []any{&r.remark, &r.party.Seat, &r.party.Agency, &r.party.Person} },
		`select m.remark, m.seat, m.agency, m.person from remark r join remark_mention m on m.office = r.office and m.remark = r.id
		where r.office = $1 and r.topic = $2 order by m.remark, m.ord`, id)
	at := map[committee.RemarkID]*committee.Remark{}
	for i := range t.Remarks {
		at[t.Remarks[i].ID] = &t.Remarks[i]
	}
	for _, r := range rows {
		if x := at[r.remark]; x != nil {
			x.Mentions = append(x.Mentions, r.party)
		}
	}
	return t, true, err
}

// Mentioned is a working space in which somebody is mentioned and has not read it
// since.
type Mentioned struct {
	Topic committee.TopicID
	Body  committee.BodyKey
	Title string
	Times int   // remarks that mention
	Last  int64 // the newest of them, microseconds UTC
}

// MentionsOf lists the open working spaces in which a person, or one of the parties
// for which the person acts, is mentioned and which the person has not read since.
func (tx *Tx) MentionsOf(person committee.PersonID, parties []committee.Party) ([]Mentioned, error) {
	if len(parties) == 0 {
		return nil, nil
	}
	var q statement
	q.add(`select t.id, t.body, t.title, count(distinct r.id), max(r.at) from remark_mention m
		join remark r on r.office = m.office and r.id = m.remark join topic t on t.office = r.office and t.id = r.topic
		where m.office = $1 and t.state = 'open' and r.withdrawn_at = 0 and r.person <> ?
		and r.at > coalesce((select x.at from topic_read x where x.office = r.office and x.topic = r.topic and x.person = ?), 0) and (`, person, person)
	for i, p := range parties {
		if i > 0 {
			q.add(" or ")
		}
		q.add("m.seat = ? and m.agency = ? and m.person = ?", p.Seat, p.Agency, p.Person)
	}
	q.add(") group by t.id, t.body, t.title order by max(r.at) desc, t.id")
	return list(tx, func(m *Mentioned) []any { return []any{&m.Topic, &m.Body, &m.Title, &m.Times, &m.Last} }, q.text.String(), q.args...)
}

// ReadTopic notes when somebody last read a working space, in microseconds UTC.
func (tx *Tx) ReadTopic(id committee.TopicID, person committee.PersonID, at int64) error {
	return tx.put(`insert into topic_read (office, topic, person, at) values ($1, $2, $3, $4)
		on conflict (office, topic, person) do update set at = excluded.at`, id, person, at)
}
