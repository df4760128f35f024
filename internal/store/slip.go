package store

import (
	"slices"

	"nghisu/internal/committee"
)

// slipsOf gives the slips at the head of some events that one party gives to
// questions of one round: they are written together.
func slipsOf(events []committee.Event) (slips []committee.SlipGiven) {
	for _, ev := range events {
		e, ok := ev.(committee.SlipGiven)
		if !ok || len(slips) > 0 && (e.Round != slips[0].Round || e.By != slips[0].By) {
			break
		}
		slips = append(slips, e)
	}
	return slips
}

const slipColumns = `slip (office, round, question, seat, agency, person, choice, position, reason, revision, version, at, entered, how, confirmed,
	filled, filled_kept, filled_sent)`

const slipAgain = ` on conflict (office, round, question, seat, agency, person) do update set choice = excluded.choice, position = excluded.position,
	reason = excluded.reason, revision = excluded.revision, version = excluded.version, at = excluded.at, entered = excluded.entered,
	how = excluded.how, confirmed = excluded.confirmed, filled = excluded.filled, filled_kept = excluded.filled_kept, filled_sent = excluded.filled_sent`

const commentColumns = `slip_comment (office, id, round, question, seat, agency, person, ord, address, place, words, charged, charged_due,
	reply, reply_words, reply_by, reply_at)`

// slipsGiven puts slips of one party, each to another question of one round, in the
// place of its earlier ones. A comment that stays keeps its row, and with it the
// drafter's answer.
func (tx *Tx) slipsGiven(slips []committee.SlipGiven) error {
	var given, comments [][]any
	var questions []committee.QuestionID
	for _, e := range slips {
		questions = append(questions, e.Question)
		given = append(given, []any{
			e.Round, e.Question, e.By.Seat, e.By.Agency, e.By.Person, e.Option, e.Position, e.Reason, e.Revision, e.Version, e.At, e.Entered, e.How,
			e.How == "", e.Filled.At, e.Filled.Kept, e.Filled.Sent,
		})
		for i, c := range e.Comments {
			comments = append(comments, []any{
				c.ID, e.Round, e.Question, e.By.Seat, e.By.Agency, e.By.Person, i + 1, c.Address, c.Place, c.Text, "", 0, "", "", "", 0,
			})
		}
	}
	if err := tx.upsert(slipColumns, given, slipAgain); err != nil {
		return err
	}
	if err := tx.lateOver(slips[0].Round, slips[0].By, questions); err != nil {
		return err
	}
	for _, e := range slips {
		if err := tx.commentsGone(e); err != nil {
			return err
		}
	}
	return tx.upsert(commentColumns, comments, " on conflict (office, id) do update set ord = excluded.ord")
}

// commentsGone does away with the comments of an earlier slip that its new one no
// longer makes.
func (tx *Tx) commentsGone(e committee.SlipGiven) error {
	if e.Revision == 1 {
		return nil // a first slip replaces none
	}
	var q statement
	q.add(`delete from slip_comment where office = $1 and round = ? and question = ? and seat = ? and agency = ? and person = ?`,
		e.Round, e.Question, e.By.Seat, e.By.Agency, e.By.Person)
	if len(e.Comments) > 0 {
		ids := make([]committee.CommentID, len(e.Comments))
		for i, c := range e.Comments {
			ids[i] = c.ID
		}
		slices.Sort(ids)
		q.add(" and not (")
		in(&q, "id", ids)
		q.add(")")
	}
	return tx.put(q.text.String(), q.args...)
}
