package store

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) postRecorded(e committee.PostRecorded) error {
	err := tx.put(`insert into post (office, id, agency, kind, title_vi, title_en, leads, from_day, to_day)
		values ($1, $2, $3, $4, $5, $6, $7, $8, 0)
		on conflict (office, id) do update set agency = excluded.agency, kind = excluded.kind, title_vi = excluded.title_vi,
		title_en = excluded.title_en, leads = excluded.leads, from_day = excluded.from_day`,
		e.ID, e.Agency, e.Kind, e.VI, e.EN, e.Leads, e.From)
	return err
}

func (tx *Tx) postEnded(e committee.PostEnded) error {
	return tx.alter("post "+string(e.ID), "update post set to_day = $1 where office = $2 and id = $3", e.To, tx.office, e.ID)
}

func (tx *Tx) personRecorded(e committee.PersonRecorded) error {
	err := tx.put(`insert into person (office, id, name, search) values ($1, $2, $3, $4)
		on conflict (office, id) do update set name = excluded.name, search = excluded.search`,
		e.ID, e.Name, Fold(string(e.Name)))
	return err
}

func (tx *Tx) postTaken(e committee.PostTaken) error {
	err := tx.put(`insert into holding (office, post, person, from_day, to_day, decision) values ($1, $2, $3, $4, 0, $5)
		on conflict (office, post, person, from_day) do update set to_day = 0, decision = excluded.decision`,
		e.Post, e.Person, e.From, e.Decision)
	return err
}

func (tx *Tx) postLeft(e committee.PostLeft) error {
	return tx.alter("holding of post "+string(e.Post), `update holding set to_day = $1
		where office = $2 and post = $3 and person = $4 and (to_day = 0 or to_day > $5)`, e.To, tx.office, e.Post, e.Person, e.To)
}

const postColumns = "p.id, p.agency, p.kind, p.title_vi, p.title_en, p.leads, p.from_day, p.to_day"

func scanPost(p *committee.Post) []any {
	return []any{&p.ID, &p.Agency, &p.Kind, &p.Title.VI, &p.Title.EN, &p.Leads, &p.From, &p.To}
}

// Posts lists the posts of an agency, or all of the office for "", by id.
func (tx *Tx) Posts(agency committee.AgencyID) ([]committee.Post, error) {
	if agency == "" {
		return list(tx, scanPost, "select "+postColumns+" from post p where p.office = $1 order by p.id")
	}
	return list(tx, scanPost, "select "+postColumns+" from post p where p.office = $1 and p.agency = $2 order by p.id", agency)
}

// Post gives one post.
func (tx *Tx) Post(id committee.PostID) (p committee.Post, ok bool, err error) {
	return one(tx, scanPost, "select "+postColumns+" from post p where p.office = $1 and p.id = $2", id)
}

// PostsOf lists the posts that a person holds on a day, by id.
func (tx *Tx) PostsOf(person committee.PersonID, on charter.Date) ([]committee.Post, error) {
	// In this order and without being asked to sort, SQLite begins with the person.
	found, err := list(tx, scanPost, "select "+postColumns+` from holding h cross join post p
		where h.office = $1 and h.person = $2 and h.from_day <= $3 and (h.to_day = 0 or h.to_day >= $3)
		and p.office = h.office and p.id = h.post and (p.to_day = 0 or p.to_day >= $3)`, person, on)
	slices.SortFunc(found, func(a, b committee.Post) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return found, err
}

func scanHolding(h *committee.Holding) []any { return []any{&h.Post, &h.Person, &h.From, &h.To} }

// Holdings lists who held a post, over all time, oldest first.
func (tx *Tx) Holdings(post committee.PostID) ([]committee.Holding, error) {
	return list(tx, scanHolding, `select post, person, from_day, to_day from holding
		where office = $1 and post = $2 order by from_day, person`, post)
}

// HoldingsOn lists who holds which post of the office on a day.
func (tx *Tx) HoldingsOn(on charter.Date) ([]committee.Holding, error) {
	return list(tx, scanHolding, `select post, person, from_day, to_day from holding
		where office = $1 and from_day <= $2 and (to_day = 0 or to_day >= $2) order by post, from_day, person`, on)
}

// HoldingsOf lists the posts that a person held, over all time, oldest first.
func (tx *Tx) HoldingsOf(person committee.PersonID) ([]committee.Holding, error) {
	return list(tx, scanHolding, `select post, person, from_day, to_day from holding
		where office = $1 and person = $2 order by from_day, post`, person)
}

func scanPerson(p *committee.Person) []any { return []any{&p.ID, &p.Name} }

// Person gives one person.
func (tx *Tx) Person(id committee.PersonID) (p committee.Person, ok bool, err error) {
	return one(tx, scanPerson, "select id, name from person where office = $1 and id = $2", id)
}

// People lists the people whose name holds every word of q, whatever its case
// and marks; all of them for "". By id; names are put in order by the reader.
func (tx *Tx) People(q string) ([]committee.Person, error) {
	var s statement
	s.add("select id, name from person where office = $1")
	matches(&s, "search", q)
	s.add(" order by id")
	return list(tx, scanPerson, s.text.String(), s.args...)
}

// Names gives the display names of people.
func (tx *Tx) Names(ids []committee.PersonID) (map[committee.PersonID]string, error) {
	names := map[committee.PersonID]string{}
	if len(ids) == 0 {
		return names, nil
	}
	for part := range slices.Chunk(ids, 500) {
		var s statement
		s.add("select id, name from person where office = $1 and ")
		in(&s, "id", part)
		people, err := list(tx, scanPerson, s.text.String(), s.args...)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			names[p.ID] = p.Name
		}
	}
	return names, nil
}
