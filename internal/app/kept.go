package app

import (
	"slices"
	"sync"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// structure keeps what was read of an office's structure under one mark: who
// holds what, the seats of bodies, their charters. It is never changed in place;
// another mark begins another one. What is read from it is shared and must not
// be written to.
type structure struct {
	mark string
	mu   sync.RWMutex
	kept map[keptKey]any
}

// keptKey names one thing kept: its kind, of what, on which day.
type keptKey struct {
	kind  string
	of    string
	other string // a second name, or empty
	on    charter.Date
}

// maxKept bounds the things kept of one structure; more are read again.
const maxKept = 12_000

// structureOf gives what is kept of the structure that a transaction sees.
func (a *App) structureOf(tx *store.Tx) (*structure, error) {
	mark, err := tx.Structure()
	if err != nil {
		return nil, err
	}
	a.mu.RLock()
	s := a.kept[tx.Office()]
	a.mu.RUnlock()
	if s != nil && s.mark == mark {
		return s, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if s = a.kept[tx.Office()]; s == nil || s.mark != mark {
		s = &structure{mark: mark, kept: map[keptKey]any{}}
		a.kept[tx.Office()] = s
	}
	return s, nil
}

func (s *structure) get(key keptKey) (any, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	x, ok := s.kept[key]
	return x, ok
}

func (s *structure) put(key keptKey, x any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= maxKept {
		clear(s.kept)
	}
	s.kept[key] = x
}

// keep gives a part of the structure: from what is kept, else read. A
// transaction that has changed the structure reads for itself alone. What was
// read is kept only if the mark still stands after it: on a server another
// transaction may have changed the structure in between.
func keep[T any](v *view, key keptKey, read func() (T, error)) (T, error) {
	if v.tx.Restructured() {
		return read()
	}
	if x, ok := v.structure.get(key); ok {
		return x.(T), nil
	}
	x, err := read()
	if err != nil {
		return x, err
	}
	still, err := v.tx.StillStructure(v.structure.mark)
	if err == nil && still {
		v.structure.put(key, x)
	}
	return x, err
}

// keepers lists who keeps the office's books, over all time.
func (v *view) keepers() ([]committee.Keeper, error) {
	return keep(v, keptKey{kind: "keepers"}, v.tx.KeepersAll)
}

// body gives a body, nil when there is none of that key.
func (v *view) body(key committee.BodyKey) (*committee.Body, error) {
	return keep(v, keptKey{kind: "body", of: string(key)}, func() (*committee.Body, error) { return some(key, v.tx.Body) })
}

// charter gives the compiled charter of a body on the day, nil when it has none.
func (v *view) charter(body committee.BodyKey) (*charter.Regulation, error) {
	return keep(v, keptKey{kind: "charter", of: string(body), on: v.on}, func() (*charter.Regulation, error) {
		return v.a.regulation(v.tx, body, v.on)
	})
}

// seats lists the seats of a body on the day.
func (v *view) seats(body committee.BodyKey) ([]committee.Seat, error) {
	list, err := keep(v, keptKey{kind: "seats", of: string(body), on: v.on}, func() ([]committee.Seat, error) { return v.tx.Seats(body, v.on) })
	return slices.Clip(list), err
}

// holders says who sits in the seats of a body on the day.
func (v *view) holders(body committee.BodyKey) ([]committee.Holder, error) {
	return keep(v, keptKey{kind: "holders", of: string(body), on: v.on}, func() ([]committee.Holder, error) { return v.tx.Holders(body, v.on) })
}

// agency gives an agency in its newest form, nil when there is none.
func (v *view) agency(id committee.AgencyID) (*committee.Agency, error) {
	return keep(v, keptKey{kind: "agency", of: string(id)}, func() (*committee.Agency, error) { return some(id, v.tx.Agency) })
}

// allAgencies lists every agency in its newest form.
func (v *view) allAgencies() ([]committee.Agency, error) {
	return keep(v, keptKey{kind: "agencies"}, v.tx.Agencies)
}

// delegations lists the delegations of a body in force on the day.
func (v *view) delegations(body committee.BodyKey) ([]committee.Delegation, error) {
	return keep(v, keptKey{kind: "delegations", of: string(body), on: v.on}, func() ([]committee.Delegation, error) {
		return v.tx.Delegations(body, v.on)
	})
}

// postsOf lists the posts that a person holds on the day.
func (v *view) postsOf(person committee.PersonID) ([]committee.Post, error) {
	return keep(v, keptKey{kind: "posts-of", of: string(person), on: v.on}, func() ([]committee.Post, error) {
		return v.tx.PostsOf(person, v.on)
	})
}

// post gives a post, nil when there is none.
func (v *view) post(id committee.PostID) (*committee.Post, error) {
	return keep(v, keptKey{kind: "post", of: string(id)}, func() (*committee.Post, error) { return some(id, v.tx.Post) })
}

// staff is the posts of an agency and who held them.
type staff struct {
	posts    []committee.Post
	holdings []committee.Holding
}

// staffOf gives the posts of an agency with who held them over all time.
func (v *view) staffOf(agency committee.AgencyID) (staff, error) {
	s, err := keep(v, keptKey{kind: "staff", of: string(agency)}, func() (s staff, err error) {
		if s.posts, err = v.tx.Posts(agency); err != nil {
			return s, err
		}
		for _, p := range s.posts {
			h, err := v.tx.Holdings(p.ID)
			if err != nil {
				return s, err
			}
			s.holdings = append(s.holdings, h...)
		}
		return s, nil
	})
	return staff{slices.Clip(s.posts), slices.Clip(s.holdings)}, err
}
