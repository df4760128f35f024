package store

import (
	"encoding/json"

	"nghisu/internal/committee"
)

// lateComment is what a late slip says on one place of the text, as it is stored.
type lateComment struct {
	ID      committee.CommentID `json:"id"`
	Address string              `json:"address,omitempty"`
	Place   string              `json:"place,omitempty"`
	Text    string              `json:"text"`
}

// slipLate keeps a slip that came after the last day, in the place of an earlier
// late one.
func (tx *Tx) slipLate(e committee.SlipLate) error {
	words := make([]lateComment, len(e.Comments))
	for i, c := range e.Comments {
		words[i] = lateComment{c.ID, c.Address, string(c.Place), string(c.Text)}
	}
	comments, err := json.Marshal(words)
	if err != nil {
		return err
	}
	return tx.put(`insert into late_slip (office, round, question, seat, agency, person, choice, position, reason, comments, version, at, filled, filled_kept, filled_sent)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		on conflict (office, round, question, seat, agency, person) do update set choice = excluded.choice, position = excluded.position, reason = excluded.reason,
		comments = excluded.comments, version = excluded.version, at = excluded.at, filled = excluded.filled, filled_kept = excluded.filled_kept, filled_sent = excluded.filled_sent`,
		e.Round, e.Question, e.By.Seat, e.By.Agency, e.By.Person, e.Option, e.Position, e.Reason, string(comments), e.Version, e.At,
		e.Filled.At, e.Filled.Kept, e.Filled.Sent)
}

// lateOver does away with the late slips of a party to questions for which it now
// has one that counts.
func (tx *Tx) lateOver(round committee.RoundID, by committee.PartyEntry, questions []committee.QuestionID) error {
	var q statement
	q.add("delete from late_slip where office = $1 and round = ? and seat = ? and agency = ? and person = ? and ", round, by.Seat, by.Agency, by.Person)
	in(&q, "question", questions)
	return tx.put(q.text.String(), q.args...)
}

// late reads the slips of a round that came too late, in the order in which the
// parties are asked.
func (tx *Tx) late(r *committee.Round) error {
	type row struct {
		committee.LateSlip
		comments []lateComment
	}
	rows, err := list(tx, func(s *row) []any {
		return []any{
			&s.Question, &s.By.Seat, &s.By.Agency, &s.By.Person, &s.Option, &s.Position, &s.Reason,
			jsonList[lateComment]{&s.comments},
			&s.Version,
			instant{&s.At},
			instant{&s.Filled.At},
			millis{&s.Filled.Kept},
			millis{&s.Filled.Sent},
		}
	}, `select s.question, s.seat, s.agency, s.person, s.choice, s.position, s.reason, s.comments, s.version, s.at, s.filled, s.filled_kept, s.filled_sent
		from late_slip s join round_question q on q.office = s.office and q.id = s.question
		join round_asked k on k.office = s.office and k.round = s.round and k.seat = s.seat and k.agency = s.agency and k.person = s.person
		where s.office = $1 and s.round = $2 order by q.ord, k.ord`, r.ID)
	for _, x := range rows {
		for _, c := range x.comments {
			x.Comments = append(x.Comments, committee.Comment{ID: c.ID, Address: c.Address, Place: c.Place, Text: c.Text})
		}
		r.Late = append(r.Late, x.LateSlip)
	}
	return err
}
