package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// command is one kind of act: how it is loaded, what it asks of the charter,
// and how it is decided. In is the recorded input, S the loaded state.
type command[In, S any] struct {
	// bodies names the bodies whose sequence the command takes; empty: the
	// office's own. A command that names its body by another id looks it up.
	bodies locks[In]
	// load reads in one go what decide needs.
	load func(tx *store.Tx, c *call, in In) (S, error)
	// ask says what is asked of the charter, and in which relation the actor
	// stands to the thing, should no charter speak of the act.
	ask func(c *call, s S, in In) question
	// also asks further questions of the same act, once the first is allowed.
	also func(c *call, s S, in In) *committee.Fault
	// decide is the domain's pure function.
	decide func(c *call, s S, in In) ([]committee.Event, error)
	// ref names the thing that the act made or acted on.
	ref func(in In, events []committee.Event) ref
	// sight writes who may see what the act made.
	sight func(c *call, events []committee.Event) error
}

// locks names the bodies whose sequences a command takes: known from the input,
// recalled, or looked up. With none of them the office's own is taken.
type locks[In any] struct {
	known  func(in In) committee.BodyKey
	recall func(office committee.OfficeID, in In) []committee.BodyKey // nil: they must be looked up
	find   func(tx *store.Tx, in In) ([]committee.BodyKey, error)
}

// ref is the thing an act is about, for listing.
type ref struct{ Kind, ID string }

// call is one run of a command: who, when, in which state of the office.
type call struct {
	*view
	env      committee.Env
	body     committee.BodyKey
	bodies   []committee.BodyKey     // whose sequences the act takes
	reg      *charter.Regulation     // the body's charter of the day, or nil
	capa     *committee.Standing     // the capacity that was allowed
	act      committee.ActID         // once it is minted
	lendings *[]committee.Delegation // the body's live delegations, once read
	brief    bool                    // a refusal need not say who could
}

// do carries out a command: load, may, decide, apply and record in one
// transaction. It is the only way by which state changes.
func do[In, S any](ctx context.Context, a *App, by Actor, c command[In, S], in In) (Receipt, error) {
	var out Receipt
	if f := sound(in); f != nil {
		return out, f
	}
	now := a.now().UTC()
	if f := by.paperSound(now); f != nil {
		return out, f
	}
	bodies, err := lockedBodies(ctx, a, by, c.bodies, in)
	if err != nil {
		return out, err
	}
	input, err := json.Marshal(in)
	if err != nil {
		return out, fmt.Errorf("input: %w", err)
	}
	input = by.onPaper(input)
	var refused *refusal
	run := func(tx *store.Tx) error {
		out, refused = Receipt{}, nil
		if by.Key != "" && !by.Dry {
			done, err := replayed(tx, by, digest(in, input), &out)
			if err != nil || done {
				return err
			}
		}
		k, err := a.callOf(tx, by, now, bodies)
		if err != nil {
			return err
		}
		s, err := c.load(tx, k, in)
		if err != nil {
			return err
		}
		q := c.ask(k, s, in)
		ground, fault := Ground{}, k.mayEnter(q)
		if fault == nil {
			ground, fault = a.rule(k, q)
		}
		if fault == nil {
			fault = k.entersNow(q)
		}
		if fault != nil {
			if k.reg == nil && q.founded == nil && q.body != "" {
				if _, err := needBody(tx, q.body); err != nil {
					return err // there is nobody who could refuse
				}
			}
			refused = &refusal{view: k.view, q: q, fault: fault}
			return fault
		}
		if c.also != nil {
			if fault := c.also(k, s, in); fault != nil {
				refused = &refusal{view: k.view, q: q, fault: fault}
				return fault
			}
		}
		events, err := c.decide(k, s, in)
		if err != nil {
			if errors.As(err, &fault) && fault.Kind == committee.Refused {
				refused = &refusal{view: k.view, q: q, fault: fault}
			}
			return err
		}
		if events, err = k.ending(events); err != nil {
			return err
		}
		r := ref{}
		if c.ref != nil {
			r = c.ref(in, events)
		}
		out = Receipt{
			Act: committee.ActID(tx.NewID()), Body: k.body, At: now, Ref: r.ID,
			Capacity: k.capacity(), Ground: ground,
		}
		if k.act = out.Act; by.Dry {
			return nil
		}
		also, err := k.number(bodies, &out)
		if err != nil {
			return err
		}
		tx.SetAt(k.env.Now.UnixMicro())
		if err := tx.Apply(events...); err != nil {
			return err
		}
		if c.sight != nil {
			if err := c.sight(k, events); err != nil {
				return err
			}
		}
		if err := a.record(tx, k, q, r, input, events, also, &out); err != nil {
			return err
		}
		if by.Key != "" {
			return remember(tx, by, digest(in, input), out, now)
		}
		return nil
	}
	switch {
	case by.rehearsal != nil:
		err = run(by.rehearsal)
	case by.Dry:
		err = a.store.Read(ctx, by.Office, run)
	default:
		err = a.store.Write(ctx, by.Office, bodies, run)
		if by.Key != "" && store.IsDuplicate(err) {
			// The key came over another body at the same moment and was faster: it is
			// on record now, and tells.
			err = a.store.Write(ctx, by.Office, bodies, run)
		}
	}
	if refused != nil && by.writes() {
		a.recordRefusal(ctx, by, refused, now)
	}
	if err != nil {
		return Receipt{}, err
	}
	if by.writes() {
		a.wake(by.Office)
		a.live.committed(by.Office, bodies)
	}
	return out, nil
}

// lockedBodies finds the bodies of a command before its transaction, so that the
// writer can take them in key order.
func lockedBodies[In any](ctx context.Context, a *App, by Actor, l locks[In], in In) (bodies []committee.BodyKey, err error) {
	if l.recall != nil {
		if bodies = l.recall(by.Office, in); bodies != nil {
			return bodies, nil
		}
	}
	switch {
	case l.known != nil:
		return []committee.BodyKey{l.known(in)}, nil
	case l.find != nil:
		err = a.reading(ctx, by, func(tx *store.Tx) error {
			bodies, err = l.find(tx, in)
			return err
		})
	}
	if len(bodies) == 0 {
		bodies = []committee.BodyKey{""}
	}
	return bodies, err
}

// reading reads on behalf of a command: within a rehearsal what the acts before it did.
func (a *App) reading(ctx context.Context, by Actor, fn func(*store.Tx) error) error {
	if by.rehearsal != nil {
		return fn(by.rehearsal)
	}
	return a.store.Read(ctx, by.Office, fn)
}

// callOf prepares a run: the day, the actor's standing, the body's charter.
func (a *App) callOf(tx *store.Tx, by Actor, now time.Time, bodies []committee.BodyKey) (*call, error) {
	acted, entered := now, charter.Date(0)
	var err error
	if !by.ActedAt.IsZero() {
		if by.ActedAt.After(now) {
			return nil, committee.Wrong("acted-at", "acted.to-come")
		}
		if acted = by.ActedAt.UTC(); acted.Before(now) {
			if entered, err = a.today(tx, now); err != nil {
				return nil, err
			}
		}
	}
	on, err := a.today(tx, acted)
	if err != nil {
		return nil, err
	}
	v, err := a.viewOf(tx, by, on, entered)
	if err != nil {
		return nil, err
	}
	k := &call{view: v, body: bodies[0], bodies: bodies, env: committee.Env{Now: acted, Today: on, NewID: tx.NewID, Zone: a.zoneOf(tx.Office()), Entered: now}}
	if k.body != "" {
		if k.reg, err = k.charter(k.body); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// number takes the next place in every body's sequence. The act's own body gives
// the number; the others are kept beside it, sorted by key.
func (k *call) number(bodies []committee.BodyKey, out *Receipt) ([]register.BodySeq, error) {
	var also []register.BodySeq
	for _, b := range bodies {
		seq, err := k.tx.NextSeq(b)
		if err != nil {
			return nil, err
		}
		if b == k.body {
			out.Seq = seq
			continue
		}
		also = append(also, register.BodySeq{Body: string(b), Seq: seq})
	}
	slices.SortFunc(also, func(x, y register.BodySeq) int { return strings.Compare(x.Body, y.Body) })
	return also, nil
}

// digest tells two commands apart, for retries under one key: inputs of two
// kinds may be written alike.
func digest(in any, input []byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%T\n%s", in, input))
	return hex.EncodeToString(sum[:])
}

// capacity is the capacity in which the act was allowed.
func (k *call) capacity() committee.Capacity {
	if k.capa == nil {
		return committee.Capacity{Kind: committee.ByNone}
	}
	return k.capa.Capacity
}

// refusal is a refused command on its way to the log of refusals.
type refusal struct {
	view  *view
	q     question
	fault *committee.Fault
}

// replayed answers a retried command from the first run's answer. The same key
// with another input is a fault.
func replayed(tx *store.Tx, by Actor, request string, out *Receipt) (bool, error) {
	hash, answer, ok, err := tx.IdempotentGet(by.Person, by.Key)
	if err != nil || !ok {
		return false, err
	}
	if hash != request {
		return false, committee.Clash("idempotency.other-input")
	}
	return true, json.Unmarshal(answer, out)
}

// remember keeps a command's answer for retries under its key.
func remember(tx *store.Tx, by Actor, request string, out Receipt, now time.Time) error {
	answer, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return tx.IdempotentPut(by.Person, by.Key, request, answer, now.UnixMicro())
}
