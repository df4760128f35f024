package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) roundOpened(e committee.RoundOpened) error {
	if err := tx.put(`insert into opinion_round (office, id, body, in_body, matter, authority, title, capacity, opened_at, deadline,
		drafter_seat, drafter_agency, chair, opener, origin_from, origin_number, origin_day, origin_received, public, state, version,
		closed_at, closed_by, closing, reply, reply_number, meeting, item)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'open', 1, 0, '', '', '', '', $20, $21)`,
		e.ID, e.Body, e.In, e.Matter, e.Authority, e.Title, e.Capacity, e.Opened, e.Deadline, e.Drafter.Seat, e.Drafter.Agency, e.Chair, e.Opener,
		e.Origin.From, e.Origin.Number, e.Origin.Date, e.Origin.Received, e.Public, e.Meeting, e.Item); err != nil {
		return err
	}
	questions := make([][]any, len(e.Questions))
	for i, q := range e.Questions {
		choices, err := words(q.Options)
		if err != nil {
			return err
		}
		questions[i] = []any{q.ID, e.ID, i + 1, q.Text, choices}
	}
	if err := tx.insert("round_question (office, id, round, ord, words, choices)", questions); err != nil {
		return err
	}
	asked := make([][]any, len(e.Asked))
	for i, p := range e.Asked {
		asked[i] = []any{e.ID, i + 1, p.Seat, p.Agency, p.Person}
	}
	if err := tx.insert("round_asked (office, round, ord, seat, agency, person)", asked); err != nil {
		return err
	}
	return tx.roundText(committee.RoundTextChanged{Round: e.ID, Version: 1, At: e.Opened, Papers: e.Papers, Articles: e.Articles})
}

// roundText keeps a version of the text beside the earlier ones.
func (tx *Tx) roundText(e committee.RoundTextChanged) error {
	changed, err := words(e.Changed)
	if err != nil {
		return err
	}
	changedPapers, err := words(e.ChangedPapers)
	if err != nil {
		return err
	}
	if err := tx.put(`insert into round_text (office, round, version, at, note, changed, changed_papers) values ($1, $2, $3, $4, $5, $6, $7)`,
		e.Round, e.Version, e.At, e.Note, changed, changedPapers); err != nil {
		return err
	}
	papers := make([][]any, len(e.Papers))
	for i, p := range e.Papers {
		papers[i] = []any{e.Round, e.Version, i + 1, p.Paper, p.Version, p.SHA256, p.Title}
	}
	if err := tx.insert("round_paper (office, round, version, ord, paper, paper_version, sha256, title)", papers); err != nil {
		return err
	}
	articles := make([][]any, len(e.Articles))
	for i, a := range e.Articles {
		articles[i] = []any{e.Round, e.Version, i + 1, a.Address, a.Heading, a.Text}
	}
	return tx.insert("round_article (office, round, version, ord, address, heading, words)", articles)
}

func (tx *Tx) roundTextChanged(e committee.RoundTextChanged) error {
	if err := tx.alterRound(e.Round, "version = $1", e.Version); err != nil {
		return err
	}
	return tx.roundText(e)
}

// alterRound sets columns of a round; the arguments come before the office.
func (tx *Tx) alterRound(id committee.RoundID, set string, args ...any) error {
	n := len(args)
	return tx.alter("round "+string(id), "update opinion_round set "+set+" where office = $"+number(n+1)+" and id = $"+number(n+2),
		append(args, tx.office, id)...)
}

func (tx *Tx) roundExtended(e committee.RoundExtended) error {
	return tx.alterRound(e.Round, "deadline = $1", e.Deadline)
}

func (tx *Tx) roundCancelled(e committee.RoundCancelled) error {
	return tx.alterRound(e.Round, "state = 'cancelled', closed_at = $1, closed_by = $2, closing = $3", e.At, e.By, e.Reason)
}

func (tx *Tx) slipConfirmed(e committee.SlipConfirmed) error {
	return tx.alter("slip of "+string(e.Round), `update slip set revision = $1, version = $2, confirmed = $3
		where office = $4 and round = $5 and question = $6 and seat = $7 and agency = $8 and person = $9`,
		e.Revision, e.Version, true, tx.office, e.Round, e.Question, e.By.Seat, e.By.Agency, e.By.Person)
}

func (tx *Tx) commentCharged(e committee.CommentCharged) error {
	return tx.alter("comment "+string(e.Comment), "update slip_comment set charged = $1, charged_due = $2 where office = $3 and id = $4",
		e.To, e.Due, tx.office, e.Comment)
}

func (tx *Tx) commentAnswered(e committee.CommentAnswered) error {
	return tx.alter("comment "+string(e.Comment), `update slip_comment set reply = $1, reply_words = $2, reply_by = $3, reply_at = $4
		where office = $5 and id = $6`, e.Kind, e.Text, e.By, e.At, tx.office, e.Comment)
}

func (tx *Tx) roundConcluded(e committee.RoundConcluded) error {
	if err := tx.alterRound(e.Round, "state = 'concluded', closed_at = $1, closed_by = $2, closing = $3, reply = $4, reply_number = $5",
		e.At, e.By, e.Text, e.Reply, e.ReplyNumber); err != nil {
		return err
	}
	rows := make([][]any, len(e.Outcomes))
	for i, o := range e.Outcomes {
		rows[i] = []any{
			o.ID, e.Round, o.Question, i + 1, o.Text, o.Side, o.Asked, o.For, o.Against, o.Other, o.Silent,
			o.StaleFor, o.StaleAgainst, o.StaleOther, o.AgainstMajority, o.Task,
		}
	}
	return tx.insert(`round_outcome (office, id, round, question, ord, words, side, asked, votes_for, votes_against, votes_other, silent,
		stale_for, stale_against, stale_other, against_majority, task)`, rows)
}

const roundColumns = `select r.id, r.body, r.in_body, r.matter, r.authority, r.title, r.capacity, r.opened_at, r.deadline, r.drafter_seat, r.drafter_agency,
	r.chair, r.opener, r.origin_from, r.origin_number, r.origin_day, r.origin_received, r.public, r.state, r.version,
	r.closed_at, r.closed_by, r.closing, r.reply, r.reply_number, r.meeting, r.item from opinion_round r where r.office = $1`

func scanRound(r *committee.Round) []any {
	return []any{
		&r.ID, &r.Body, &r.In, &r.Matter, &r.Authority, &r.Title, &r.Capacity,
		instant{&r.Opened},
		&r.Deadline, &r.Drafter.Seat, &r.Drafter.Agency, &r.Chair, &r.Opener,
		&r.Origin.From, &r.Origin.Number, &r.Origin.Date, &r.Origin.Received, &r.Public, &r.State, &r.Version,
		instant{&r.Closing.At},
		&r.Closing.By, &r.Closing.Text, &r.Closing.Reply, &r.Closing.ReplyNumber, &r.Meeting, &r.Item,
	}
}

// RoundFilter narrows a list of rounds; a zero field narrows nothing.
type RoundFilter struct {
	Body   committee.BodyKey
	On     committee.MeetingID // only rounds on items of its agenda
	State  committee.RoundState
	From   charter.Date      // last day not before
	To     charter.Date      // last day not after
	Asked  []committee.Party // only rounds that ask one of these; nil: all
	Viewer *Viewer           // only what this reader may see
	Newest bool              // last day latest first; else earliest first
	Cursor string            // as [Tx.Rounds] gave it
	Limit  int               // 0: 50
}

// Most is how many rounds a page holds at most.
func (f RoundFilter) Most() int { return pageSize(f.Limit) }

// RoundAt is the cursor of the page that begins after a round.
func RoundAt(r committee.Round) string { return cursor(int64(r.Deadline), string(r.ID)) }

// Rounds lists rounds by their last day, without what lies in them, and gives
// the cursor of the next page, empty at the end.
func (tx *Tx) Rounds(f RoundFilter) (page []committee.Round, next string, err error) {
	var q statement
	q.add(roundColumns)
	if f.Body != "" {
		q.add(" and r.body = ?", f.Body)
	}
	if f.On != "" {
		q.add(" and r.meeting = ?", f.On)
	}
	if f.State != "" {
		q.add(" and r.state = ?", f.State)
	}
	if f.From != 0 {
		q.add(" and r.deadline >= ?", f.From)
	}
	if f.To != 0 {
		q.add(" and r.deadline <= ?", f.To)
	}
	if f.Asked != nil {
		asks(&q, f.Asked)
	}
	f.Viewer.sees(&q, "round", "r.id")
	limit := f.Most()
	if err := after(&q, f.Cursor, f.Newest, "r.deadline", "r.id"); err != nil {
		return nil, "", err
	}
	q.add(order(f.Newest, "r.deadline", "r.id")+" limit ?", limit+1)
	page, err = list(tx, scanRound, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		next = RoundAt(page[limit-1])
	}
	return page, next, err
}

// asks adds that a round asks one of some parties.
func asks(q *statement, parties []committee.Party) {
	if len(parties) == 0 {
		q.add(" and 1 = 0")
		return
	}
	q.add(" and r.id in (select k.round from round_asked k where k.office = $1 and (")
	for i, p := range parties {
		if i > 0 {
			q.add(" or ")
		}
		q.add("k.seat = ? and k.agency = ? and k.person = ?", p.Seat, p.Agency, p.Person)
	}
	q.add("))")
}
