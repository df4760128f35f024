package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// maySeeRegister reports whether a reader may see a body's register: its
// members, those above it, and the keeper. Every act is public to the office's
// signed-in readers of that body alone.
func (v *view) maySeeRegister(body committee.BodyKey) (bool, error) {
	if v.keeper {
		return true, nil
	}
	w, err := v.viewer()
	if err != nil {
		return false, err
	}
	for _, b := range w.Bodies {
		if b == body && body != "" {
			return true, nil
		}
	}
	return false, nil
}

// Register lists acts, newest first, of one body or, for the keeper, of the
// whole office.
func (a *App) Register(ctx context.Context, by Actor, f RegisterFilter) (out RegisterList, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if ok, err := v.maySeeRegister(f.Body); err != nil || !ok {
			if err == nil {
				err = committee.Missing("register.not-yours", string(f.Body))
			}
			return err
		}
		kind := f.RefKind
		acts, next, err := tx.Acts(store.ActFilter{
			Body: f.Body, Name: f.Name, RefKind: kind, Ref: f.Ref, After: f.After, Limit: f.Limit, Oldest: f.Oldest,
		})
		if err != nil {
			return err
		}
		out.Next = next
		if out.Items, err = a.records(tx, acts); err != nil {
			return err
		}
		out.Size, out.Root, out.Checkpoint, err = head(tx)
		return err
	})
	return out, err
}

// head gives the newest checkpoint.
func head(tx *store.Tx) (size int64, root, signed string, err error) {
	list, err := tx.Checkpoints(1)
	if err != nil || len(list) == 0 {
		return 0, "", "", err
	}
	lines := strings.Split(list[0].Note, "\n")
	if len(lines) > 2 {
		root = lines[2]
	}
	return list[0].Size, root, list[0].Note, nil
}

// records turns stored acts into what lists show.
func (a *App) records(tx *store.Tx, acts []store.ActRow) ([]ActRecord, error) {
	ids := make([]committee.PersonID, 0, 2*len(acts))
	for _, x := range acts {
		ids = append(ids, x.Person, x.OnBehalf)
	}
	names, err := tx.Names(ids)
	if err != nil {
		return nil, err
	}
	bodies, err := bodyNames(tx)
	if err != nil {
		return nil, err
	}
	out := make([]ActRecord, len(acts))
	for i, x := range acts {
		leaf, err := register.DecodeLeaf(x.Leaf)
		if err != nil {
			return nil, fmt.Errorf("act %s: %w", x.ID, err)
		}
		r := ActRecord{
			ID: x.ID, Body: x.Body, BodyName: bodies[x.Body], Seq: x.BodySeq, At: time.UnixMicro(x.At).UTC(),
			EnteredAt: time.UnixMicro(x.EnteredAt).UTC(), Act: wordOf(charter.Act(x.Name)), Person: names[x.Person],
			OnBehalf: names[x.OnBehalf], Simulated: x.Simulated, Index: x.Index, RefKind: x.RefKind, Ref: x.Ref, Via: x.Via,
		}
		if len(leaf.Ruling) > 0 {
			if err := json.Unmarshal(leaf.Ruling, &r.Ground); err != nil {
				return nil, fmt.Errorf("act %s: ruling: %w", x.ID, err)
			}
		}
		r.Capacity, err = a.capacityTitle(tx, x.CapacityKind, x.CapacityID)
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

// bodyNames gives the name of every body of the office.
func bodyNames(tx *store.Tx) (map[committee.BodyKey]charter.Text, error) {
	all, err := tx.Bodies(0)
	out := make(map[committee.BodyKey]charter.Text, len(all))
	for _, b := range all {
		out[b.Key] = b.Name
	}
	return out, err
}

// capacityTitle names a capacity: the seat's or post's title.
func (a *App) capacityTitle(tx *store.Tx, kind committee.CapacityKind, id string) (charter.Text, error) {
	switch kind {
	case committee.BySeat:
		s, ok, err := tx.Seat(committee.SeatID(id))
		if err != nil || !ok {
			return charter.Text{}, err
		}
		return a.seatTitle(tx, s)
	case committee.ByPost:
		p, ok, err := tx.Post(committee.PostID(id))
		if err != nil || !ok {
			return charter.Text{}, err
		}
		return p.Title, nil
	case committee.ByOffice:
		return charter.Text{VI: "Người giữ sổ", EN: "Keeper of the books"}, nil
	default:
		return charter.Text{}, nil
	}
}

// seatTitle is the title of a seat as its decision words it, or its role's in
// the charter of the day it began.
func (a *App) seatTitle(tx *store.Tx, s committee.Seat) (charter.Text, error) {
	if !s.Title.IsZero() {
		return s.Title, nil
	}
	reg, err := a.regulation(tx, s.Body, s.From)
	if err != nil {
		return charter.Text{}, err
	}
	if reg == nil {
		return charter.Text{VI: string(s.Role), EN: string(s.Role)}, nil
	}
	return reg.RoleTitle(s.Role, s.From), nil
}

func wordOf(act charter.Act) ActWord {
	return ActWord{Act: act, Word: actText(act)}
}

// Act gives one act whole, its texts restored, with the proof that the register
// holds it.
func (a *App) Act(ctx context.Context, by Actor, id committee.ActID) (out ActPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		row, ok, err := tx.Act(id)
		if err != nil {
			return err
		}
		seen, err := v.maySeeRegister(row.Body)
		if err != nil {
			return err
		}
		if !ok || (!seen && row.Person != by.Person) {
			return committee.Missing("act.unknown", string(id))
		}
		records, err := a.records(tx, []store.ActRow{row})
		if err != nil {
			return err
		}
		out.Record = records[0]
		for _, hides := range []func(*view, store.ActRow) (bool, error){a.withheld, a.withheldAnswer, a.withheldItem} {
			if secret, err := hides(v, row); err != nil || secret {
				return err
			}
		}
		out.Leaf = string(row.Leaf)
		act, err := opened(tx, row)
		if err != nil {
			return err
		}
		out.Input = act.Input
		if len(act.Facts) > 0 {
			if err := json.Unmarshal(act.Facts, &out.Facts); err != nil {
				return err
			}
		}
		for _, e := range act.Events {
			out.Events = append(out.Events, EventLine{Name: fmt.Sprintf("%s/%d", e.Type, e.V), Data: e.Data})
		}
		if row.Index >= 0 {
			p, err := proof(tx, row.Index)
			if err != nil {
				return err
			}
			out.Proof = &p
		}
		return nil
	})
	return out, err
}

// opened restores the texts of a stored act.
func opened(tx *store.Tx, row store.ActRow) (register.Act, error) {
	act, err := register.DecodeLeaf(row.Leaf)
	if err != nil {
		return act, fmt.Errorf("act %s: %w", row.ID, err)
	}
	list, err := tx.ContentOf(row.ID)
	if err != nil {
		return act, err
	}
	act, _, err = register.Open(act, finder(list))
	return act, err
}

// finder looks contents up for [register.Open]; erased ones are not found.
func finder(list []store.Content) func(string) (register.Content, bool) {
	return func(id string) (register.Content, bool) {
		for _, c := range list {
			if c.ID == id && !c.Erased {
				return register.Content{ID: c.ID, Salt: c.Salt, Value: string(c.Value)}, true
			}
		}
		return register.Content{}, false
	}
}

// Proof shows that the register holds an entry.
func (a *App) Proof(ctx context.Context, by Actor, index int64) (out Proof, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		acts, err := tx.LogActs(index, 1)
		if err != nil {
			return err
		}
		if index < 0 || len(acts) == 0 || acts[0].Index != index {
			return committee.Missing("entry.unknown", fmt.Sprint(index))
		}
		if ok, err := v.maySeeRegister(acts[0].Body); err != nil || !ok {
			if err == nil {
				err = committee.Missing("entry.unknown", fmt.Sprint(index))
			}
			return err
		}
		out, err = proof(tx, index)
		return err
	})
	return out, err
}

// proof makes the inclusion proof of an entry against the newest checkpoint.
func proof(tx *store.Tx, index int64) (Proof, error) {
	size, root, signed, err := head(tx)
	if err != nil || index >= size {
		return Proof{Index: index}, err
	}
	hashes, err := register.ProveEntry(size, index, hashReader{tx})
	if err != nil {
		return Proof{}, err
	}
	acts, err := tx.LogActs(index, 1)
	if err != nil || len(acts) == 0 {
		return Proof{}, err
	}
	p := Proof{Index: index, Size: size, LeafHash: register.LeafHash(acts[0].Leaf).String(), Root: root, Checkpoint: signed}
	for _, h := range hashes {
		p.Hashes = append(p.Hashes, h.String())
	}
	return p, nil
}

func unmarshalList(s string, to *[]string) error {
	if s == "" {
		return nil
	}
	return json.Unmarshal([]byte(s), to)
}

// ExportRegister writes the office's register and what proves it, for others to
// verify. Only the keeper may.
func (a *App) ExportRegister(ctx context.Context, by Actor, w io.Writer) error {
	return a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if !v.keeper {
			return &committee.Fault{Kind: committee.Refused, Code: "register.keeper-only"}
		}
		src, err := a.source(tx)
		if err != nil {
			return err
		}
		return register.WriteExport(w, src)
	})
}

// VerifyRegister checks the office's own register: every leaf, content, root and
// sequence.
func (a *App) VerifyRegister(ctx context.Context, by Actor) (out register.Report, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		src, err := a.source(tx)
		if err != nil {
			return err
		}
		out, err = register.Verify(src, register.Options{})
		return err
	})
	return out, err
}

// source streams the office's log.
func (a *App) source(tx *store.Tx) (register.Source, error) {
	key, err := a.keys.pair(tx.Office())
	if err != nil {
		return register.Source{}, err
	}
	size, err := tx.LogSize()
	if err != nil {
		return register.Source{}, err
	}
	return register.Source{
		Office: string(tx.Office()), Keys: []string{key.verifier}, Entries: size,
		Records: register.Merge(entries(tx, size), checkpoints(tx)),
	}, nil
}

// entries streams the log's entries in order.
func entries(tx *store.Tx, size int64) iter.Seq2[register.Entry, error] {
	return func(yield func(register.Entry, error) bool) {
		for from := int64(0); from < size; {
			acts, err := tx.LogActs(from, 200)
			if err == nil && len(acts) == 0 {
				err = fmt.Errorf("the log lacks entry %d of %d", from, size)
			}
			if err != nil {
				yield(register.Entry{}, err)
				return
			}
			for _, x := range acts {
				e, err := entry(tx, x)
				if !yield(e, err) || err != nil {
					return
				}
			}
			from += int64(len(acts))
		}
	}
}

func entry(tx *store.Tx, x store.ActRow) (register.Entry, error) {
	first, n := register.EntryHashes(x.Index)
	indexes := make([]int64, n)
	for i := range indexes {
		indexes[i] = first + int64(i)
	}
	hashes, err := hashReader{tx}.ReadHashes(indexes)
	if err != nil {
		return register.Entry{}, err
	}
	e := register.Entry{Index: x.Index, Leaf: x.Leaf, Hashes: hashes}
	list, err := tx.ContentOf(x.ID)
	for _, c := range list {
		if !c.Erased {
			e.Contents = append(e.Contents, register.Content{ID: c.ID, Salt: c.Salt, Value: string(c.Value)})
		}
	}
	return e, err
}

// checkpoints streams the signed checkpoints by rising size.
func checkpoints(tx *store.Tx) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		list, err := tx.CheckpointsAll()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, c := range list {
			if !yield([]byte(c.Note), nil) {
				return
			}
		}
	}
}
