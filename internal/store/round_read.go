package store

import (
	"strconv"
	"time"

	"nghisu/internal/committee"
)

// InsideRound is the level at which those see a round who are asked, who draft, or
// who sit in the body, with the papers that it binds. Anybody else sees a public
// round at a lower one.
const InsideRound = 2

func number(n int) string { return strconv.Itoa(n) }

// RoundBody finds the body of a round.
func (tx *Tx) RoundBody(id committee.RoundID) (b committee.BodyKey, ok bool, err error) {
	return one(tx, func(b *committee.BodyKey) []any { return []any{b} }, "select body from opinion_round where office = $1 and id = $2", id)
}

// Round gives one round whole.
func (tx *Tx) Round(id committee.RoundID) (committee.Round, bool, error) {
	return tx.round(id, tx.questions, tx.asked, tx.texts, tx.slips, tx.late, tx.outcomes)
}

// RoundAsked gives one round as a party that is asked finds it: without the others
// who are asked, and without slips, of which [Tx.SlipsBy] gives the party's. No
// party: with all who are asked.
func (tx *Tx) RoundAsked(id committee.RoundID, by committee.Party) (committee.Round, bool, error) {
	asked := tx.asked
	if by != (committee.Party{}) {
		asked = func(r *committee.Round) (err error) {
			r.Asked, err = list(tx, func(p *committee.Party) []any { return []any{&p.Seat, &p.Agency, &p.Person} },
				"select seat, agency, person from round_asked where office = $1 and round = $2 and seat = $3 and agency = $4 and person = $5",
				r.ID, by.Seat, by.Agency, by.Person)
			return err
		}
	}
	return tx.round(id, tx.questions, asked, tx.texts, tx.outcomes)
}

func (tx *Tx) round(id committee.RoundID, parts ...func(*committee.Round) error) (r committee.Round, ok bool, err error) {
	r, ok, err = one(tx, scanRound, roundColumns+" and r.id = $2", id)
	if !ok || err != nil {
		return r, ok, err
	}
	for _, read := range parts {
		if err := read(&r); err != nil {
			return r, false, err
		}
	}
	return r, true, nil
}

func (tx *Tx) questions(r *committee.Round) error {
	type row struct {
		committee.Question
		options []committee.OptionEntry
	}
	rows, err := list(tx, func(q *row) []any {
		return []any{&q.ID, &q.Order, &q.Text, jsonList[committee.OptionEntry]{&q.options}}
	}, "select id, ord, words, choices from round_question where office = $1 and round = $2 order by ord", r.ID)
	for _, q := range rows {
		for _, o := range q.options {
			q.Options = append(q.Options, committee.Option{Key: o.Key, Label: string(o.Label), Side: o.Side})
		}
		r.Questions = append(r.Questions, q.Question)
	}
	return err
}

func (tx *Tx) asked(r *committee.Round) (err error) {
	r.Asked, err = list(tx, func(p *committee.Party) []any { return []any{&p.Seat, &p.Agency, &p.Person} },
		"select seat, agency, person from round_asked where office = $1 and round = $2 order by ord", r.ID)
	return err
}

// texts reads the text in force and what changed with each version after the
// first.
func (tx *Tx) texts(r *committee.Round) (err error) {
	if r.Papers, err = list(tx, func(p *committee.BoundPaper) []any { return []any{&p.Paper, &p.Version, &p.SHA256, &p.Title} },
		`select paper, paper_version, sha256, title from round_paper where office = $1 and round = $2 and version = $3 order by ord`, r.ID, r.Version); err != nil {
		return err
	}
	if r.Articles, err = tx.RoundArticles(r.ID, r.Version); err != nil {
		return err
	}
	r.Changes, err = list(tx, func(c *committee.TextChange) []any {
		return []any{
			&c.Version,
			instant{&c.At},
			&c.Note,
			jsonList[string]{&c.Articles},
			jsonList[committee.PaperID]{&c.Papers},
		}
	}, `select version, at, note, changed, changed_papers from round_text where office = $1 and round = $2 and version > 1 order by version`, r.ID)
	return err
}

// RoundArticles gives the articles of a version of a round's text.
func (tx *Tx) RoundArticles(id committee.RoundID, version int) ([]committee.Article, error) {
	return list(tx, func(a *committee.Article) []any { return []any{&a.Address, &a.Heading, &a.Text} },
		`select address, heading, words from round_article where office = $1 and round = $2 and version = $3 order by ord`, id, version)
}

// slips reads the slips in the order in which the parties are asked, with their
// comments.
func (tx *Tx) slips(r *committee.Round) error { return tx.slipsOf(r, "") }

// SlipsBy reads the slips of one party alone, with their comments.
func (tx *Tx) SlipsBy(id committee.RoundID, by committee.Party) ([]committee.Slip, error) {
	r := committee.Round{ID: id}
	err := tx.slipsOf(&r, " and s.seat = $3 and s.agency = $4 and s.person = $5", by.Seat, by.Agency, by.Person)
	return r.Slips, err
}

// slipsOf reads the slips of a round that a condition leaves, s being the slip or
// the comment.
func (tx *Tx) slipsOf(r *committee.Round, and string, args ...any) (err error) {
	args = append([]any{r.ID}, args...)
	if r.Slips, err = list(tx, func(s *committee.Slip) []any {
		return []any{
			&s.Question, &s.By.Seat, &s.By.Agency, &s.By.Person, &s.Option, &s.Position, &s.Reason, &s.Revision, &s.Version,
			instant{&s.At},
			instant{&s.Entered},
			&s.How, &s.Confirmed,
			instant{&s.Filled.At},
			millis{&s.Filled.Kept},
			millis{&s.Filled.Sent},
		}
	}, `select s.question, s.seat, s.agency, s.person, s.choice, s.position, s.reason, s.revision, s.version, s.at, s.entered, s.how, s.confirmed,
		s.filled, s.filled_kept, s.filled_sent
		from slip s join round_question q on q.office = s.office and q.id = s.question
		join round_asked k on k.office = s.office and k.round = s.round and k.seat = s.seat and k.agency = s.agency and k.person = s.person
		where s.office = $1 and s.round = $2`+and+` order by q.ord, k.ord`, args...); err != nil || len(r.Slips) == 0 {
		return err
	}
	type row struct {
		committee.Comment
		question committee.QuestionID
		by       committee.Party
	}
	rows, err := list(tx, func(c *row) []any {
		return []any{
			&c.question, &c.by.Seat, &c.by.Agency, &c.by.Person, &c.ID, &c.Address, &c.Place, &c.Text, &c.To, &c.Due,
			&c.Reply.Kind, &c.Reply.Text, &c.Reply.By,
			instant{&c.Reply.At},
		}
	}, `select s.question, s.seat, s.agency, s.person, s.id, s.address, s.place, s.words, s.charged, s.charged_due, s.reply, s.reply_words, s.reply_by, s.reply_at
		from slip_comment s where s.office = $1 and s.round = $2`+and+` order by s.question, s.seat, s.agency, s.person, s.ord`, args...)
	slip := r.Finder()
	for _, c := range rows {
		if s := slip(c.question, c.by); s != nil {
			s.Comments = append(s.Comments, c.Comment)
		}
	}
	return err
}

func (tx *Tx) outcomes(r *committee.Round) error {
	type row struct {
		committee.Outcome
		question committee.QuestionID
	}
	rows, err := list(tx, func(o *row) []any {
		n := &o.Count
		return []any{
			&o.question, &o.ID, &o.Text, &o.Side, &n.Asked, &n.For, &n.Against, &n.Other, &n.Silent, &n.StaleFor, &n.StaleAgainst, &n.StaleOther,
			&o.AgainstMajority, &o.Task,
		}
	}, `select question, id, words, side, asked, votes_for, votes_against, votes_other, silent, stale_for, stale_against, stale_other,
		against_majority, task from round_outcome where office = $1 and round = $2 order by ord`, r.ID)
	for i := range rows {
		if q := r.Question(rows[i].question); q != nil {
			q.Outcome = &rows[i].Outcome
		}
	}
	return err
}

// RoundOfConclusion finds the round that made a conclusion.
func (tx *Tx) RoundOfConclusion(id committee.ConclusionID) (r committee.RoundID, ok bool, err error) {
	return one(tx, func(r *committee.RoundID) []any { return []any{r} },
		"select round from round_outcome where office = $1 and id = $2", id)
}

// Answered tells of which rounds that ask some parties each party has answered
// every question, and on which of them its slips wait to be confirmed.
type Answered struct {
	Round committee.RoundID
	By    committee.Party
	Slips int // questions answered
	Of    int // questions asked
	Stale int // slips on an older text, or written down by somebody else
	Since time.Time
}

// AnsweredBy tells how far some parties have answered the rounds that ask them
// and are open.
func (tx *Tx) AnsweredBy(parties []committee.Party) ([]Answered, error) {
	if len(parties) == 0 {
		return nil, nil
	}
	var q statement
	q.add(`select r.id, a.seat, a.agency, a.person, r.opened_at,
		(select count(*) from round_question x where x.office = r.office and x.round = r.id),
		(select count(*) from slip s where s.office = r.office and s.round = r.id and s.seat = a.seat and s.agency = a.agency and s.person = a.person),
		(select count(*) from slip s where s.office = r.office and s.round = r.id and s.seat = a.seat and s.agency = a.agency and s.person = a.person
			and (s.version < r.version or not s.confirmed))
		from opinion_round r join round_asked a on a.office = r.office and a.round = r.id
		where r.office = $1 and r.state = 'open' and (`)
	for i, p := range parties {
		if i > 0 {
			q.add(" or ")
		}
		q.add("a.seat = ? and a.agency = ? and a.person = ?", p.Seat, p.Agency, p.Person)
	}
	q.add(") order by r.deadline, r.id, a.ord")
	return list(tx, func(a *Answered) []any {
		return []any{
			&a.Round, &a.By.Seat, &a.By.Agency, &a.By.Person,
			instant{&a.Since},
			&a.Of, &a.Slips, &a.Stale,
		}
	}, q.text.String(), q.args...)
}

// Progress is how far a round has been answered.
type Progress struct {
	Asked, Answered      int // parties; answered: every question
	Comments, Unanswered int
}

// RoundProgress tells of some rounds how far each has been answered.
func (tx *Tx) RoundProgress(ids []committee.RoundID) (map[committee.RoundID]Progress, error) {
	out := map[committee.RoundID]Progress{}
	if len(ids) == 0 {
		return out, nil
	}
	type row struct {
		round    committee.RoundID
		all, few int
	}
	scan := func(r *row) []any { return []any{&r.round, &r.all, &r.few} }
	var q statement
	q.add(`select a.round, count(*), coalesce(sum(case when
		(select count(*) from slip s where s.office = a.office and s.round = a.round and s.seat = a.seat and s.agency = a.agency and s.person = a.person) >=
		(select count(*) from round_question x where x.office = a.office and x.round = a.round) then 1 else 0 end), 0)
		from round_asked a where a.office = $1 and `)
	in(&q, "a.round", ids)
	q.add(" group by a.round")
	asked, err := list(tx, scan, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	for _, r := range asked {
		out[r.round] = Progress{Asked: r.all, Answered: r.few}
	}
	var c statement
	c.add("select round, count(*), coalesce(sum(case when reply = '' then 1 else 0 end), 0) from slip_comment where office = $1 and ")
	in(&c, "round", ids)
	c.add(" group by round")
	comments, err := list(tx, scan, c.text.String(), c.args...)
	for _, r := range comments {
		n := out[r.round]
		n.Comments, n.Unanswered = r.all, r.few
		out[r.round] = n
	}
	return out, err
}
