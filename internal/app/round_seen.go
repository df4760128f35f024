package app

import (
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// seenRound is a round as far as a reader needs it: whole for who reads every slip,
// else with the own slips, and the others' as bare counts where these may be known.
type seenRound struct {
	round   committee.Round
	call    *call
	mine    []asker // for whom the reader answers
	insider bool    // is asked, drafts, or sits in the body
	whole   bool    // reads every slip
	counts  bool    // may know how many have answered what
	all     bool    // every slip was read, for whatever reason
}

// roundSeen reads a round for the page of a reader who may see it. Ten thousand slips
// of others cost who may not read them nothing.
func (v *view) roundSeen(tx *store.Tx, id committee.RoundID) (seenRound, error) {
	s, err := v.roundReach(tx, id)
	if err != nil {
		return s, err
	}
	err = s.fill(tx, v, id)
	return s, err
}

// roundReach settles how much of a round a reader may read.
func (v *view) roundReach(tx *store.Tx, id committee.RoundID) (s seenRound, err error) {
	head, level, err := headFor(tx, v, id)
	if err != nil {
		return s, err
	}
	if s.call, err = v.callOn(head.Body); err != nil {
		return s, err
	}
	s.insider = level >= store.InsideRound
	s.whole = s.insider && s.call.readsSlips(head)
	s.counts = s.whole || s.insider && head.Closed(v.on) || head.State == committee.RoundDone
	s.all = s.whole || s.insider && head.State == committee.RoundDone // then the table is every insider's
	return s, nil
}

// fill reads of the round what the reader needs.
func (s *seenRound) fill(tx *store.Tx, v *view, id committee.RoundID) (err error) {
	if s.all {
		s.round, _, err = tx.Round(id)
		s.mine = v.askers(s.round)
		return err
	}
	if s.round, _, err = tx.RoundFrame(id); err != nil {
		return err
	}
	s.mine = v.askers(s.round)
	own := make([]committee.Party, len(s.mine))
	for i, x := range s.mine {
		own[i] = x.Party
	}
	s.round, err = tx.RoundOwn(s.round, own, s.counts)
	return err
}

// read is the round with those slips alone that were read with their words.
func (s seenRound) read() committee.Round {
	r := s.round
	if !s.all {
		r.Slips = slices.DeleteFunc(slices.Clone(r.Slips), func(x committee.Slip) bool {
			return !slices.ContainsFunc(s.mine, func(m asker) bool { return m.Party == x.By })
		})
	}
	return r
}

// charged finds the reader's standing in a seat that is charged with the answer to
// some comment of the round; one tells.
func (s seenRound) charged(tx *store.Tx, comments int) (*committee.Standing, error) {
	if comments == 0 || s.round.State != committee.RoundOpen {
		return nil, nil
	}
	var seats []committee.SeatID
	if s.all {
		for _, x := range s.round.Slips {
			for _, c := range x.Comments {
				if n := len(seats); c.To != "" && (n == 0 || seats[n-1] != c.To) {
					seats = append(seats, c.To)
				}
			}
		}
	} else {
		var err error
		if seats, err = tx.ChargedSeats(s.round); err != nil {
			return nil, err
		}
	}
	for _, seat := range seats {
		if x := s.call.standingOf(s.round.Body, seat); x != nil {
			return x, nil
		}
	}
	return nil, nil
}
