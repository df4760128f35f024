package store

import (
	"database/sql"
	"errors"
	"slices"

	"nghisu/internal/committee"
)

// AudienceKind says who may see a thing.
type AudienceKind string

// The kinds of audience.
const (
	ToSeat   AudienceKind = "seat"   // whoever sits in the seat
	ToAgency AudienceKind = "agency" // whoever acts for the agency
	ToBody   AudienceKind = "body"   // every member of the body
	ToPerson AudienceKind = "person" // one person
	ToPublic AudienceKind = "public" // everybody; the audience's id is empty
)

// Viewer is who reads: a person with the seats, agencies and bodies of the day.
type Viewer struct {
	Person   committee.PersonID
	Seats    []committee.SeatID
	Agencies []committee.AgencyID
	Bodies   []committee.BodyKey
	Keeper   bool // keeps the office's books and sees everything in them
}

// AddAudience lets an audience see a thing, at a level of which 0 is nothing and
// a higher one shows more. A line that exists gets the new level.
func (tx *Tx) AddAudience(kind, object string, who AudienceKind, id string, level int) error {
	err := tx.put(`insert into audience (office, kind, object, who, who_id, level) values ($1, $2, $3, $4, $5, $6)
		on conflict (office, kind, object, who, who_id) do update set level = excluded.level`, kind, object, who, id, level)
	return err
}

// AddAudiences is [Tx.AddAudience] for many audiences of one thing; of two lines
// for one audience the first counts.
func (tx *Tx) AddAudiences(kind, object string, lines []Audience) error {
	type audience struct {
		who AudienceKind
		id  string
	}
	named := map[audience]bool{}
	lines = slices.DeleteFunc(slices.Clone(lines), func(a Audience) bool {
		again := named[audience{a.Who, a.ID}]
		named[audience{a.Who, a.ID}] = true
		return again
	})
	rows := make([][]any, len(lines))
	for i, a := range lines {
		rows[i] = []any{kind, object, a.Who, a.ID, a.Level}
	}
	return tx.upsert("audience (office, kind, object, who, who_id, level)", rows, " on conflict (office, kind, object, who, who_id) do update set level = excluded.level")
}

// RemoveAudience takes an audience's sight of a thing away.
func (tx *Tx) RemoveAudience(kind, object string, who AudienceKind, id string) error {
	err := tx.put("delete from audience where office = $1 and kind = $2 and object = $3 and who = $4 and who_id = $5", kind, object, who, id)
	return err
}

// Audience is one line of who may see a thing.
type Audience struct {
	Who   AudienceKind
	ID    string
	Level int
}

// Audiences lists who may see a thing.
func (tx *Tx) Audiences(kind, object string) ([]Audience, error) {
	return list(tx, func(a *Audience) []any { return []any{&a.Who, &a.ID, &a.Level} },
		"select who, who_id, level from audience where office = $1 and kind = $2 and object = $3 order by who, who_id", kind, object)
}

// all is the level of a reader who sees everything.
const all = 1<<31 - 1

// CanSee gives the highest level at which a reader sees a thing; 0: not at all.
func (tx *Tx) CanSee(v Viewer, kind, object string) (int, error) {
	if v.Keeper {
		return all, nil
	}
	var q statement
	q.add("select coalesce(max(a.level), 0) from audience a where a.office = $1 and a.kind = ? and a.object = ? and ", kind, object)
	v.among(&q)
	var level int
	err := tx.row([]any{&level}, q.text.String(), q.args...)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return level, err
}

// sees adds that the reader may see the thing whose id stands in a column; nil
// and the keeper of the books see everything.
func (v *Viewer) sees(q *statement, kind, column string) { v.seesAt(q, kind, column, 1) }

// seesAt is sees for at least a level.
func (v *Viewer) seesAt(q *statement, kind, column string, level int) {
	if v == nil || v.Keeper {
		return
	}
	q.add(" and exists (select 1 from audience a where a.office = $1 and a.kind = ? and a.object = "+column+" and a.level >= ? and ", kind, level)
	v.among(q)
	q.add(")")
}

// among adds that an audience line speaks of the reader.
func (v *Viewer) among(q *statement) {
	q.add("(a.who = 'public'")
	if v.Person != "" {
		q.add(" or a.who = 'person' and a.who_id = ?", v.Person)
	}
	group(q, ToSeat, v.Seats)
	group(q, ToAgency, v.Agencies)
	group(q, ToBody, v.Bodies)
	q.add(")")
}

func group[T ~string](q *statement, who AudienceKind, ids []T) {
	if len(ids) == 0 {
		return
	}
	q.add(" or a.who = ? and ", who)
	in(q, "a.who_id", ids)
}
