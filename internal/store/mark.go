package store

import "nghisu/internal/committee"

// Mark is a note or a highlight that a reader made on a paper for himself (ghi chú
// riêng).
type Mark struct {
	ID     string
	Paper  committee.PaperID
	Person committee.PersonID
	N      int    // the version on which it was made
	Page   int    // of that version, from 1
	Quote  string // the words that are marked; empty: the page as a whole
	Ahead  string // what stands before them …
	Behind string // … and behind, to tell like places apart
	Words  string // the note; empty: only highlighted
	At     int64  // microseconds UTC
}

const markColumns = "select id, paper, person, n, page, quote, ahead, behind, words, at from mark where office = $1"

func scanMark(m *Mark) []any {
	return []any{&m.ID, &m.Paper, &m.Person, &m.N, &m.Page, &m.Quote, &m.Ahead, &m.Behind, &m.Words, &m.At}
}

// Marks lists a person's marks on a paper in the order of its pages.
func (tx *Tx) Marks(paper committee.PaperID, person committee.PersonID) ([]Mark, error) {
	return list(tx, scanMark, markColumns+" and paper = $2 and person = $3 order by page, id", paper, person)
}

// PutMark keeps a new mark.
func (tx *Tx) PutMark(m Mark) error {
	return tx.put(`insert into mark (office, id, paper, person, n, page, quote, ahead, behind, words, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		m.ID, m.Paper, m.Person, m.N, m.Page, m.Quote, m.Ahead, m.Behind, m.Words, m.At)
}

// ChangeMark changes the words of a person's mark, and reports whether there is
// such a one.
func (tx *Tx) ChangeMark(paper committee.PaperID, person committee.PersonID, id, words string, at int64) (bool, error) {
	n, err := tx.update("update mark set words = $1, at = $2 where office = $3 and id = $4 and paper = $5 and person = $6",
		words, at, tx.office, id, paper, person)
	return n > 0, err
}

// DropMark takes a person's mark away, and reports whether there was one.
func (tx *Tx) DropMark(paper committee.PaperID, person committee.PersonID, id string) (bool, error) {
	n, err := tx.exec("delete from mark where office = $1 and id = $2 and paper = $3 and person = $4", id, paper, person)
	return n > 0, err
}
