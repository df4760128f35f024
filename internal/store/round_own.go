package store

import (
	"cmp"
	"slices"

	"nghisu/internal/committee"
)

// slipRow are the columns of a slip that every reader of counts needs: all but the
// reason.
const slipRow = "s.question, s.seat, s.agency, s.person, s.choice, s.position, s.revision, s.version, s.at, s.entered, s.how, s.confirmed, s.filled, s.filled_kept, s.filled_sent"

func scanSlip(s *committee.Slip) []any {
	return []any{
		&s.Question, &s.By.Seat, &s.By.Agency, &s.By.Person, &s.Option, &s.Position, &s.Revision, &s.Version,
		instant{&s.At},
		instant{&s.Entered},
		&s.How, &s.Confirmed,
		instant{&s.Filled.At},
		millis{&s.Filled.Kept},
		millis{&s.Filled.Sent},
	}
}

// slipWhole is a slip with its reason.
const slipWhole = slipRow + ", s.reason"

func scanSlipWhole(s *committee.Slip) []any { return append(scanSlip(s), &s.Reason) }

// ofParty narrows slips or comments, by their short name s, to those of one party on
// some questions, which lead the index.
func ofParty(by committee.Party, questions []committee.QuestionID) func(*statement) {
	return func(q *statement) {
		q.add(" and ")
		in(q, "s.question", questions)
		q.add(" and s.seat = ? and s.agency = ? and s.person = ?", by.Seat, by.Agency, by.Person)
	}
}

// RoundOwn completes the frame of a round for who may not read every slip: with what
// some parties have given, and, for who may know the count, with how everybody
// else's slips stand: no reason, and of a comment that there is one and whether it was
// answered.
func (tx *Tx) RoundOwn(r committee.Round, own []committee.Party, counts bool) (committee.Round, error) {
	r.Slips, r.Late = nil, nil
	if counts {
		all, err := list(tx, scanSlip, "select "+slipRow+" from slip s where s.office = $1 and s.round = $2", r.ID)
		if err != nil {
			return r, err
		}
		r.Slips = slices.DeleteFunc(all, func(s committee.Slip) bool { return slices.Contains(own, s.By) })
		if err := tx.commentsCounted(&r); err != nil {
			return r, err
		}
	}
	questions := make([]committee.QuestionID, len(r.Questions))
	for i, q := range r.Questions {
		questions[i] = q.ID
	}
	for _, by := range own {
		slips, err := tx.slipsBy(r.ID, by, questions)
		if err != nil {
			return r, err
		}
		r.Slips = append(r.Slips, slips...)
	}
	slipsInOrder(&r)
	if err := tx.late(&r); err != nil {
		return r, err
	}
	return r, tx.outcomes(&r)
}

// commentsCounted gives each slip as many comments as it makes, without their words.
func (tx *Tx) commentsCounted(r *committee.Round) error {
	type row struct {
		question committee.QuestionID
		by       committee.Party
		reply    committee.ReplyKind
	}
	rows, err := list(tx, func(c *row) []any { return []any{&c.question, &c.by.Seat, &c.by.Agency, &c.by.Person, &c.reply} },
		"select question, seat, agency, person, reply from slip_comment where office = $1 and round = $2", r.ID)
	slip := r.Finder()
	for _, c := range rows {
		if s := slip(c.question, c.by); s != nil {
			s.Comments = append(s.Comments, committee.Comment{Reply: committee.Reply{Kind: c.reply}})
		}
	}
	return err
}

// slipsBy reads the slips of one party on some questions, with their comments.
func (tx *Tx) slipsBy(id committee.RoundID, by committee.Party, questions []committee.QuestionID) ([]committee.Slip, error) {
	if len(questions) == 0 {
		return nil, nil
	}
	of := ofParty(by, questions)
	var q statement
	q.add("select "+slipWhole+" from slip s where s.office = $1 and s.round = ?", id)
	of(&q)
	slips, err := list(tx, scanSlipWhole, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	return slips, tx.commentsOf(id, slips, of)
}

// slipsInOrder sorts the slips of a round.
func slipsInOrder(r *committee.Round) { slices.SortFunc(r.Slips, slipOrder(*r)) }

// slipOrder orders slips by question and by the order in which the parties are asked.
func slipOrder(r committee.Round) func(a, b committee.Slip) int {
	question, party := make(map[committee.QuestionID]int, len(r.Questions)), make(map[committee.Party]int, len(r.Asked))
	for i, q := range r.Questions {
		question[q.ID] = i
	}
	for i, p := range r.Asked {
		party[p] = i
	}
	return func(a, b committee.Slip) int {
		return cmp.Or(question[a.Question]-question[b.Question], party[a.By]-party[b.By])
	}
}

// ChargedSeats gives the seats that are charged with answers to comments on a round,
// in the order of the first comment of each. Questions and parties must have been read.
func (tx *Tx) ChargedSeats(r committee.Round) (seats []committee.SeatID, err error) {
	type row struct {
		slip committee.Slip
		ord  int
		seat committee.SeatID
	}
	rows, err := list(tx, func(c *row) []any {
		return []any{&c.slip.Question, &c.slip.By.Seat, &c.slip.By.Agency, &c.slip.By.Person, &c.ord, &c.seat}
	}, "select question, seat, agency, person, ord, charged from slip_comment where office = $1 and round = $2 and charged <> ''", r.ID)
	before := slipOrder(r)
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(before(a.slip, b.slip), a.ord-b.ord) })
	for _, c := range rows {
		if !slices.Contains(seats, c.seat) {
			seats = append(seats, c.seat)
		}
	}
	return seats, err
}
