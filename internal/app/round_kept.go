package app

import (
	"context"
	"slices"
	"sync"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// frames keeps what no answer changes of the rounds that are being answered: who
// is asked what, on which text. Ten thousand slips would otherwise read it ten
// thousand times. Only what a query read is kept, so that nothing of it can be
// taken back; a round's frame is one version's, and those never change.
type frames struct {
	mu   sync.RWMutex
	kept map[frameKey]*frame
	// reading is held by who reads a frame for all: sixty-four who answer the same
	// round at its first moment would each read the thousand that it asks.
	reading sync.Mutex
}

type frameKey struct {
	office committee.OfficeID
	round  committee.RoundID
}

// frame is a round's frame with its parties to look up.
type frame struct {
	committee.Round
	asked map[committee.Party]bool
}

// maxFrames bounds the frames kept; others are read again.
const maxFrames = 200

func (f *frames) get(key frameKey) *frame {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.kept[key]
}

func (f *frames) put(key frameKey, x *frame) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil || len(f.kept) >= maxFrames {
		f.kept = map[frameKey]*frame{}
	}
	f.kept[key] = x
}

func (f *frames) drop(key frameKey) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.kept, key)
}

// readFrame reads a round's frame; nil when there is no such round. The words of
// its articles are not needed to answer.
func readFrame(tx *store.Tx, id committee.RoundID) (*frame, error) {
	r, ok, err := tx.RoundFrame(id)
	if err != nil || !ok {
		return nil, err
	}
	f := &frame{Round: r, asked: map[committee.Party]bool{}}
	for i := range f.Articles {
		f.Articles[i].Text = ""
	}
	for _, p := range r.Asked {
		f.asked[p] = true
	}
	return f, nil
}

// locksRound names the body of a round that is being answered, and keeps its frame.
func (a *App) locksRound(tx *store.Tx, id committee.RoundID) ([]committee.BodyKey, error) {
	a.frames.reading.Lock()
	defer a.frames.reading.Unlock()
	if bodies := a.recallsRound(tx.Office(), id); bodies != nil {
		return bodies, nil
	}
	f, err := readFrame(tx, id)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, committee.Missing("round.unknown", string(id))
	}
	a.frames.put(frameKey{tx.Office(), id}, f)
	return []committee.BodyKey{f.Body}, nil
}

// recallsRound gives the body of a round whose frame is kept: a round stays in its
// body.
func (a *App) recallsRound(office committee.OfficeID, id committee.RoundID) []committee.BodyKey {
	if f := a.frames.get(frameKey{office, id}); f != nil {
		return []committee.BodyKey{f.Body}
	}
	return nil
}

// roundAnswered gives the frame of a round as it is kept, or reads it. What of it
// may have changed since is not looked at; see [App.roundBefore].
func (a *App) roundAnswered(tx *store.Tx, id committee.RoundID) (*frame, error) {
	if f := a.frames.get(frameKey{tx.Office(), id}); f != nil {
		return f, nil
	}
	f, err := readFrame(tx, id)
	if err == nil && f == nil {
		err = committee.Missing("round.unknown", string(id))
	}
	return f, err
}

// roundBefore is a round as it stands before a party answers some questions: in the
// version in force, asking that party alone, with no slips but those that the
// answer replaces.
func (a *App) roundBefore(tx *store.Tx, f *frame, by committee.Party, questions []committee.QuestionID) (committee.Round, error) {
	now, slips, _, err := tx.RoundBefore(f.ID, by, questions)
	if err != nil {
		return f.Round, err
	}
	if now.Version != f.Version {
		a.frames.drop(frameKey{tx.Office(), f.ID})
		if f, err = readFrame(tx, f.ID); err != nil {
			return committee.Round{}, err
		}
	}
	r := f.Round
	r.State, r.Deadline, r.Slips, r.Asked = now.State, now.Deadline, slips, []committee.Party{by}
	return r, nil
}

// SlipsOf gives a round as one party sees it: asking it alone, with its slips and
// nobody else's, for who answers in its name and for who reads every slip. However
// many have answered, it costs the same.
func (a *App) SlipsOf(ctx context.Context, by Actor, id committee.RoundID, of PartyIn) (out committee.Round, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		f, err := a.roundAnswered(tx, id)
		if err != nil {
			return err
		}
		k, err := v.callOn(f.Body)
		if err != nil {
			return err
		}
		party, err := k.slipsOf(f, of)
		if err != nil {
			return err
		}
		var questions []committee.QuestionID
		for _, q := range f.Questions {
			questions = append(questions, q.ID)
		}
		if out, err = a.roundBefore(tx, f, party, questions); err != nil {
			return err
		}
		slices.SortFunc(out.Slips, func(x, y committee.Slip) int {
			return slices.Index(questions, x.Question) - slices.Index(questions, y.Question)
		})
		return nil
	})
	return out, err
}

// slipsOf finds the party of whose slips the reader asks, which may be left out by
// who answers for one alone.
func (k *call) slipsOf(f *frame, of PartyIn) (committee.Party, error) {
	r, named := f.Round, f.asked[committee.Party(of)]
	if named {
		r.Asked = []committee.Party{committee.Party(of)}
	}
	mine, fault := k.asksAs(r, of)
	if fault == nil {
		return mine.Party, k.unveiledTo(r)
	}
	level, err := k.sightOfRound(r)
	switch {
	case err != nil:
		return committee.Party{}, err
	case level == 0:
		return committee.Party{}, committee.Missing("round.unknown", string(r.ID))
	case named && level >= store.InsideRound && k.readsSlips(r):
		return committee.Party(of), nil
	}
	return committee.Party{}, fault
}
