package app

import (
	"context"
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Agencies is the tree of agencies on a day, parents before children, with their
// posts and who holds them.
func (a *App) Agencies(ctx context.Context, by Actor, on charter.Date) (out []AgencyNode, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		day := dayOr(on, v.on)
		tree, err := tx.AgencyTree(day)
		if err != nil {
			return err
		}
		posts, err := tx.Posts("")
		if err != nil {
			return err
		}
		holdings, err := tx.HoldingsOn(day)
		if err != nil {
			return err
		}
		held := map[committee.PostID]committee.PersonID{}
		var people []committee.PersonID
		for _, h := range holdings {
			held[h.Post] = h.Person
			people = append(people, h.Person)
		}
		names, err := tx.Names(people)
		if err != nil {
			return err
		}
		of := map[committee.AgencyID][]PostLine{}
		for _, p := range posts {
			if (p.From != 0 && p.From > day) || (p.To != 0 && p.To < day) {
				continue
			}
			of[p.Agency] = append(of[p.Agency], PostLine{Post: p, Person: held[p.ID], Holder: names[held[p.ID]]})
		}
		for _, l := range of {
			slices.SortStableFunc(l, func(x, y PostLine) int {
				if x.Post.Leads != y.Post.Leads {
					if x.Post.Leads {
						return -1
					}
					return 1
				}
				return 0
			})
		}
		out = grow(tree, of)
		return nil
	})
	return out, err
}

// grow puts a list of agencies in the order of the tree.
func grow(list []committee.Agency, posts map[committee.AgencyID][]PostLine) []AgencyNode {
	alive := map[committee.AgencyID]bool{}
	children := map[committee.AgencyID][]committee.Agency{}
	for _, g := range list {
		alive[g.ID] = true
	}
	for _, g := range list {
		parent := g.Parent
		if !alive[parent] {
			parent = ""
		}
		children[parent] = append(children[parent], g)
	}
	var out []AgencyNode
	var walk func(parent committee.AgencyID, depth int)
	walk = func(parent committee.AgencyID, depth int) {
		for _, g := range children[parent] {
			out = append(out, AgencyNode{Agency: g, Depth: depth, Posts: posts[g.ID]})
			if depth < 40 {
				walk(g.ID, depth+1)
			}
		}
	}
	walk("", 0)
	return out
}

// People finds persons whose name has every word of q, whatever its case and
// marks.
func (a *App) People(ctx context.Context, by Actor, q string) (out []committee.Person, err error) {
	if err := searchable(q); err != nil {
		return nil, err
	}
	err = a.read(ctx, by, func(tx *store.Tx, _ *view) error {
		out, err = tx.People(strings.TrimSpace(q))
		return err
	})
	return out, err
}

// HandOvers lists what hangs on ended seats of a body and waits for an heir.
func (a *App) HandOvers(ctx context.Context, by Actor, key committee.BodyKey) (out []HandOverLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if ok, err := v.maySeeRegister(key); err != nil || !ok {
			return err
		}
		list, err := tx.HandOvers(key)
		if err != nil {
			return err
		}
		for _, h := range list {
			l := HandOverLine{Body: h.Body, Seat: h.From, Kind: string(h.Kind), Thing: h.Thing}
			if l.From, err = a.formerly(tx, h, v.on); err != nil {
				return err
			}
			if l.What, err = thingName(tx, h); err != nil {
				return err
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}

// formerly names on whom a thing hung: a seat with its last holder, or the person
// who answered for a task that no seat answered for.
func (a *App) formerly(tx *store.Tx, h committee.HandedOver, on charter.Date) (string, error) {
	if h.From != "" {
		return a.seatName(tx, h.From, on)
	}
	t, err := some(committee.TaskID(h.Thing), tx.Task)
	if err != nil || t == nil {
		return "", err
	}
	names, err := tx.Names([]committee.PersonID{t.Person})
	return names[t.Person], err
}

// thingName words a thing that waits for hand-over.
func thingName(tx *store.Tx, h committee.HandedOver) (string, error) {
	if t, err := some(committee.TaskID(h.Thing), tx.Task); err != nil {
		return "", err
	} else if t != nil {
		return t.Title, nil
	}
	if m, err := some(committee.MeetingID(h.Thing), tx.Meeting); err != nil {
		return "", err
	} else if m != nil {
		return m.Title, nil
	}
	if d, err := some(committee.DelegationID(h.Thing), tx.Delegation); err != nil {
		return "", err
	} else if d != nil {
		return d.Scope, nil
	}
	return "", nil
}

// TakeOver gives a thing that was listed for hand-over to another seat (bàn
// giao).
func (a *App) TakeOver(ctx context.Context, by Actor, in HandOverIn) (Receipt, error) {
	return do(ctx, a, by, command[HandOverIn, committee.HandOverState]{
		bodies: ofBody(func(in HandOverIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in HandOverIn) (st committee.HandOverState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if st.To, err = some(in.To, tx.Seat); err != nil {
				return st, err
			}
			st.Listed, err = tx.HandOvers(in.Body)
			return st, err
		},
		ask: func(k *call, _ committee.HandOverState, in HandOverIn) question {
			return question{act: "handover.take", body: in.Body}
		},
		decide: func(k *call, st committee.HandOverState, in HandOverIn) ([]committee.Event, error) {
			return committee.HandOver(st, committee.HandOverIn{Body: in.Body, From: in.From, Kind: in.Kind, Thing: in.Thing, To: in.To}, k.env)
		},
		ref: func(in HandOverIn, _ []committee.Event) ref { return ref{"roster", string(in.Body)} },
	}, in)
}

// Delegations lists the powers lent in a body on a day, for the body's own readers.
func (a *App) Delegations(ctx context.Context, by Actor, key committee.BodyKey, on charter.Date) (out []DelegationLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		if ok, err := v.maySeeRegister(key); err != nil || !ok {
			return err
		}
		day := dayOr(on, v.on)
		list, err := tx.Delegations(key, day)
		if err != nil {
			return err
		}
		for _, d := range list {
			l := DelegationLine{Delegation: d, Live: d.Live(day)}
			if l.From, err = a.seatName(tx, d.From, day); err != nil {
				return err
			}
			if l.To, err = a.seatName(tx, d.To, day); err != nil {
				return err
			}
			for _, act := range d.Acts {
				l.Acts = append(l.Acts, wordOf(act))
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}

// OfficeName is the office's name, for heads of pages and documents.
func (a *App) OfficeName(ctx context.Context, office committee.OfficeID) (name charter.Text, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		o, _, err := tx.OfficeInfo()
		name = o.Name
		return err
	})
	return name, err
}
