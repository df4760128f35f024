package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// record writes the act beside its events: actor, capacity, on whose behalf,
// input, the facts consulted, the ruling and the versioned events.
func (a *App) record(tx *store.Tx, k *call, q question, r ref, input []byte, events []committee.Event, also []register.BodySeq, out *Receipt) error {
	act, err := k.leafAct(q, input, events, *out)
	if err != nil {
		return err
	}
	act.Office, act.Also = string(tx.Office()), also
	leaf, contents, err := register.SealLeaf(act, rand.Reader)
	if err != nil {
		return fmt.Errorf("leaf: %w", err)
	}
	addresses := make([]string, len(out.Ground.Clauses))
	for i, c := range out.Ground.Clauses {
		addresses[i] = c.Address
	}
	row := store.ActRow{
		ID: out.Act, Body: out.Body, BodySeq: out.Seq, Name: string(q.called()),
		At: act.At, EnteredAt: out.At.UnixMicro(), Person: k.by.Person,
		CapacityKind: out.Capacity.Kind, CapacityID: out.Capacity.ID, OnBehalf: committee.PersonID(act.Actor.OnBehalf.Person),
		Via: k.by.Via, Simulated: act.Simulated, Leaf: leaf, RefKind: r.Kind, Ref: r.ID, Clauses: mustJSON(addresses),
	}
	for _, c := range contents {
		row.Contents = append(row.Contents, store.Content{ID: c.ID, Salt: c.Salt, Value: []byte(c.Value)})
	}
	return tx.RecordAct(row)
}

// leafAct builds the act as the register keeps it, before its texts are sealed.
func (k *call) leafAct(q question, input []byte, events []committee.Event, out Receipt) (register.Act, error) {
	act := register.Act{
		V: 1, Body: string(out.Body), BodySeq: out.Seq, ID: string(out.Act), At: k.env.Now.UnixMicro(),
		Name: string(q.called()), Input: input, Simulated: k.by.Simulated,
		Actor: register.Actor{
			Party: register.Party{Person: string(k.by.Person), Capacity: leafCapacity(k.by.Office, out.Capacity)},
			Via:   register.Via(k.by.Via),
		},
	}
	if entered := out.At.UnixMicro(); entered > act.At {
		act.EnteredAt = entered
	}
	if k.capa != nil && k.capa.OnBehalf {
		act.Actor.OnBehalf = register.Party{Person: string(k.capa.Person), Capacity: act.Actor.Capacity}
		act.Actor.Capacity = register.Capacity{}
	}
	var err error
	if act.Facts, err = json.Marshal(q.asked(k)); err != nil {
		return act, err
	}
	if act.Ruling, err = json.Marshal(out.Ground); err != nil {
		return act, err
	}
	for _, e := range events {
		data, err := json.Marshal(e)
		if err != nil {
			return act, fmt.Errorf("event %s: %w", e.EventName(), err)
		}
		name, version, _ := strings.Cut(e.EventName(), "/")
		v, err := strconv.Atoi(version)
		if err != nil {
			return act, fmt.Errorf("event %s: version: %w", e.EventName(), err)
		}
		act.Events = append(act.Events, register.Event{Type: name, V: v, Data: data})
	}
	return act, nil
}

// leafCapacity writes a capacity as the leaf does.
func leafCapacity(office committee.OfficeID, c committee.Capacity) register.Capacity {
	switch c.Kind {
	case committee.ByNone, "":
		return register.Capacity{}
	case committee.ByOffice:
		return register.Capacity{Kind: register.Office, ID: string(office)}
	}
	return register.Capacity{Kind: register.CapacityKind(c.Kind), ID: c.ID}
}

// recordRefusal keeps a refusal in a log of its own; the command's transaction
// has rolled back. A failure to log is logged, never shown in its place.
func (a *App) recordRefusal(ctx context.Context, by Actor, r *refusal, now time.Time) {
	row := store.RefusalRow{
		At: now.UnixMicro(), Person: by.Person, Body: r.q.body, Act: string(r.q.called()), Via: by.Via, Code: r.fault.Code,
	}
	var cites []charter.Cite
	switch f := r.fault; {
	case f.Ruling != nil:
		row.Reason, row.WhoCould = string(f.Ruling.Reason), mustJSON(f.Ruling.WhoCould)
		cites = f.Ruling.Clauses
	case f.Verdict != nil:
		cites = f.Verdict.Clauses
	}
	addresses := make([]string, len(cites))
	for i, c := range cites {
		addresses[i] = c.Address
	}
	row.Clauses = mustJSON(addresses)
	err := a.store.Write(context.WithoutCancel(ctx), by.Office, []committee.BodyKey{r.q.body}, func(tx *store.Tx) error {
		return tx.RecordRefusal(row)
	})
	if err != nil {
		a.log.Error("refusal not logged", "act", r.q.act, "err", err)
	}
}

// mustJSON writes a value that always marshals: lists of words.
func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
