package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Refusals lists refused acts, the newest first: those of a body to its keepers
// and leaders, of the whole office to who keeps the books, one's own to everybody.
func (a *App) Refusals(ctx context.Context, by Actor, want RefusalFilter) (out RefusalList, err error) {
	if !addressLike(want.Clause) {
		return out, committee.Wrong("clause", "refusals.clause-wrong", want.Clause)
	}
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		f := store.RefusalFilter{Body: want.Body, Person: want.Person, Clause: want.Clause, After: want.After, Limit: want.Limit}
		people := []committee.PersonID{by.Person}
		if ok, err := v.maySeeRegister(want.Body); err != nil {
			return err
		} else if !ok {
			f.Person = by.Person // one's own refusals are never hidden from oneself
		} else if people, err = tx.RefusedPeople(want.Body); err != nil {
			return err
		}
		rows, next, err := tx.Refusals(f)
		if err != nil {
			return err
		}
		out.Next = next
		if out.Items, err = refusalLines(tx, rows); err != nil {
			return err
		}
		out.People, err = peopleNamed(tx, people)
		return err
	})
	return out, err
}

// refusalLines turns stored refusals into what lists show.
func refusalLines(tx *store.Tx, rows []store.RefusalRow) (out []RefusalLine, err error) {
	ids := make([]committee.PersonID, len(rows))
	for i, r := range rows {
		ids[i] = r.Person
	}
	names, err := tx.Names(ids)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		l := RefusalLine{
			At: time.UnixMicro(r.At).UTC(), Person: names[r.Person], By: r.Person, Body: r.Body, Act: wordOf(charter.Act(r.Act)),
			Reason: charter.Reason(r.Reason), Code: r.Code, Via: r.Via,
		}
		if err := unmarshalList(r.Clauses, &l.Clauses); err != nil {
			return nil, err
		}
		if err := unmarshalList(r.WhoCould, &l.WhoCould); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// peopleNamed gives people with their names, by name, for a list to be narrowed by.
func peopleNamed(tx *store.Tx, ids []committee.PersonID) ([]committee.Person, error) {
	names, err := tx.Names(ids)
	if err != nil {
		return nil, err
	}
	out := make([]committee.Person, 0, len(ids))
	for _, id := range ids {
		if names[id] != "" {
			out = append(out, committee.Person{ID: id, Name: names[id]})
		}
	}
	slices.SortFunc(out, func(a, b committee.Person) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// addressLike reports whether a text can be the address of a clause: it goes into a
// pattern, and no sign of one may stand in it.
func addressLike(s string) bool {
	return len(s) <= 200 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZđĐ0123456789/.-") == ""
}
