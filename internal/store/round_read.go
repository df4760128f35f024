package store

import (
	"database/sql"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
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

// ClosedRound is a round on an item that is confidential.
type ClosedRound struct {
	Round   committee.RoundID
	Meeting committee.MeetingID
	Item    committee.ItemID
}

// ClosedRounds gives those of some rounds that are on an item that is confidential
// now.
func (tx *Tx) ClosedRounds(ids []committee.RoundID) ([]ClosedRound, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var q statement
	q.add(`select r.id, r.meeting, r.item from opinion_round r
		join agenda_item i on i.office = r.office and i.meeting = r.meeting and i.id = r.item where r.office = $1 and i.closed and `)
	in(&q, "r.id", ids)
	return list(tx, func(x *ClosedRound) []any { return []any{&x.Round, &x.Meeting, &x.Item} }, q.text.String(), q.args...)
}

// RoundFrame gives what of a round no answer changes: its questions, who is asked,
// and the text in force with what changed since the first. A version's frame never
// changes, so what was read of a committed one may be kept.
func (tx *Tx) RoundFrame(id committee.RoundID) (committee.Round, bool, error) {
	return tx.round(id, tx.questions, tx.asked, tx.texts)
}

// RoundHead gives a round alone, with nothing of what lies in it.
func (tx *Tx) RoundHead(id committee.RoundID) (committee.Round, bool, error) { return tx.round(id) }

// RoundStands is what of a round changes while it runs.
type RoundStands struct {
	State    committee.RoundState
	Version  int
	Deadline charter.Date
}

// RoundBefore tells how a round stands before a party answers, with the slips that
// it has given on some questions: what an answer needs, in one look.
func (tx *Tx) RoundBefore(id committee.RoundID, by committee.Party, questions []committee.QuestionID) (now RoundStands, slips []committee.Slip, ok bool, err error) {
	type row struct {
		RoundStands
		question, option, position, reason, how sql.NullString
		revision, version, at, entered          sql.NullInt64
		filled, kept, sent                      sql.NullInt64
		confirmed                               sql.NullBool
	}
	var q statement
	q.add(`select r.state, r.version, r.deadline, s.question, s.choice, s.position, s.reason, s.revision, s.version, s.at, s.entered, s.how, s.confirmed,
		s.filled, s.filled_kept, s.filled_sent
		from opinion_round r left join slip s on s.office = $1 and s.round = r.id and s.seat = ? and s.agency = ? and s.person = ? and `,
		by.Seat, by.Agency, by.Person)
	in(&q, "s.question", questions)
	q.add(" where r.office = $1 and r.id = ?", id)
	rows, err := list(tx, func(x *row) []any {
		return []any{
			&x.State, &x.Version, &x.Deadline, &x.question, &x.option, &x.position, &x.reason, &x.revision, &x.version, &x.at, &x.entered, &x.how,
			&x.confirmed, &x.filled, &x.kept, &x.sent,
		}
	}, q.text.String(), q.args...)
	if err != nil || len(rows) == 0 {
		return now, nil, false, err
	}
	for _, x := range rows {
		if now = x.RoundStands; !x.question.Valid {
			continue
		}
		slips = append(slips, committee.Slip{
			Question: committee.QuestionID(x.question.String), By: by, Option: x.option.String, Position: committee.Position(x.position.String),
			Reason: x.reason.String, Revision: int(x.revision.Int64), Version: int(x.version.Int64),
			At: time.UnixMicro(x.at.Int64).UTC(), Entered: time.UnixMicro(x.entered.Int64).UTC(), How: x.how.String, Confirmed: x.confirmed.Bool,
			Filled: filledOf(x.filled.Int64, x.kept.Int64, x.sent.Int64),
		})
	}
	return now, slips, true, tx.commentsOf(id, slips, ofParty(by, questions))
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

// RoundsAsked gives the parties that each of some rounds asks.
func (tx *Tx) RoundsAsked(ids []committee.RoundID) (map[committee.RoundID][]committee.Party, error) {
	out := map[committee.RoundID][]committee.Party{}
	if len(ids) == 0 {
		return out, nil
	}
	type row struct {
		round committee.RoundID
		committee.Party
	}
	var q statement
	q.add("select round, seat, agency, person from round_asked where office = $1 and ")
	in(&q, "round", ids)
	q.add(" order by round, ord")
	rows, err := list(tx, func(x *row) []any { return []any{&x.round, &x.Seat, &x.Agency, &x.Person} }, q.text.String(), q.args...)
	for _, x := range rows {
		out[x.round] = append(out[x.round], x.Party)
	}
	return out, err
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
// comments. Questions and parties must have been read.
func (tx *Tx) slips(r *committee.Round) (err error) {
	if r.Slips, err = list(tx, scanSlipWhole, "select "+slipWhole+" from slip s where s.office = $1 and s.round = $2", r.ID); err != nil {
		return err
	}
	slipsInOrder(r)
	return tx.commentsOf(r.ID, r.Slips, func(*statement) {})
}

// commentsOf reads the comments of a round's slips that a condition leaves, s being
// the comment, and puts them to their slips.
func (tx *Tx) commentsOf(id committee.RoundID, slips []committee.Slip, and func(*statement)) error {
	if len(slips) == 0 {
		return nil
	}
	type row struct {
		committee.Comment
		question committee.QuestionID
		by       committee.Party
		ord      int
	}
	var q statement
	q.add(`select s.question, s.seat, s.agency, s.person, s.ord, s.id, s.address, s.place, s.words, s.charged, s.charged_due, s.reply, s.reply_words, s.reply_by, s.reply_at
		from slip_comment s where s.office = $1 and s.round = ?`, id)
	and(&q)
	rows, err := list(tx, func(c *row) []any {
		return []any{
			&c.question, &c.by.Seat, &c.by.Agency, &c.by.Person, &c.ord, &c.ID, &c.Address, &c.Place, &c.Text, &c.To, &c.Due,
			&c.Reply.Kind, &c.Reply.Text, &c.Reply.By,
			instant{&c.Reply.At},
		}
	}, q.text.String(), q.args...)
	// Put in order here: a server asked to do it compares five texts of each by its
	// language's rules.
	slices.SortFunc(rows, func(a, b row) int { return a.ord - b.ord })
	slip := committee.Round{Slips: slips}.Finder()
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
		(select count(*) from round_question x join slip s on s.office = x.office and s.round = x.round and s.question = x.id
			and s.seat = a.seat and s.agency = a.agency and s.person = a.person where x.office = r.office and x.round = r.id),
		(select count(*) from round_question x join slip s on s.office = x.office and s.round = x.round and s.question = x.id
			and s.seat = a.seat and s.agency = a.agency and s.person = a.person where x.office = r.office and x.round = r.id
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
	q.add("select k.round, count(*), 0 from round_asked k where k.office = $1 and ")
	in(&q, "k.round", ids)
	q.add(" group by k.round")
	asked, err := list(tx, scan, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	for _, r := range asked {
		out[r.round] = Progress{Asked: r.all}
	}
	// Slips are of those who are asked, and of a question one each. The questions are
	// counted once for a round, not once for each who has answered.
	var g statement
	g.add(`select d.round, count(*), 0 from (select s.round, count(*) as given from slip s where s.office = $1 and `)
	in(&g, "s.round", ids)
	g.add(` group by s.round, s.seat, s.agency, s.person) d
		join (select x.round, count(*) as asked from round_question x where x.office = $1 and `)
	in(&g, "x.round", ids)
	g.add(` group by x.round) k on k.round = d.round where d.given >= k.asked group by d.round`)
	whole, err := list(tx, scan, g.text.String(), g.args...)
	if err != nil {
		return nil, err
	}
	for _, r := range whole {
		n := out[r.round]
		n.Answered = r.all
		out[r.round] = n
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
