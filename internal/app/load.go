package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// found turns a look-up's (value, ok, error) into a pointer, nil when there is
// none.
func found[T any](v T, ok bool, err error) (*T, error) {
	if err != nil || !ok {
		return nil, err
	}
	return &v, nil
}

// some looks a thing up by an id that may be empty.
func some[ID ~string, T any](id ID, look func(ID) (T, bool, error)) (*T, error) {
	if id == "" {
		return nil, nil
	}
	return found(look(id))
}

// paperIn turns the document of an input into the domain's; a zero one is none.
func paperIn(in *DecisionIn, body committee.BodyKey, kind committee.DecisionKind) committee.PaperIn {
	if in == nil || *in == (DecisionIn{}) {
		return committee.PaperIn{}
	}
	return committee.PaperIn{New: &committee.RecordDecisionIn{
		Body: body, Kind: kind, Number: in.Number, Title: string(in.Title),
		Date: charter.Approx{From: in.DateFrom, To: in.DateTo}, Effect: in.Effect,
		SignedBy: string(in.SignedBy), Corrects: in.Corrects,
	}}
}

// paperState loads what the document of an input needs.
func paperState(tx *store.Tx, in *DecisionIn, body committee.BodyKey) (committee.PaperState, error) {
	var st committee.PaperState
	if in == nil || *in == (DecisionIn{}) {
		return st, nil
	}
	var err error
	if st.Record.Body, err = some(body, tx.Body); err != nil {
		return st, err
	}
	if st.Record.Corrected, err = some(in.Corrects, tx.Decision); err != nil {
		return st, err
	}
	all, err := tx.Decisions(body)
	if err != nil {
		return st, err
	}
	number := committee.CleanNumber(in.Number)
	for _, d := range all {
		if number != "" && d.Number == number {
			st.Record.Same = append(st.Record.Same, d)
		}
	}
	return st, nil
}

// changed says which act last touched a thing of a body, for two people who act
// on it at once.
func changed(tx *store.Tx, body committee.BodyKey, kind, id string) (committee.Change, error) {
	// By sequence and not by time: an act entered afterwards is the latest change
	// and not the latest act.
	seq, err := tx.LastSeq(body, kind, id)
	if err != nil || seq == 0 {
		return committee.Change{}, err
	}
	return changeAt(tx, body, seq)
}

// changeAt tells what happened at a place of a body's sequence.
func changeAt(tx *store.Tx, body committee.BodyKey, seq int64) (committee.Change, error) {
	act, _, err := tx.ActOf(body, seq)
	if err != nil {
		return committee.Change{}, err
	}
	names, err := tx.Names([]committee.PersonID{act.Person})
	if err != nil {
		return committee.Change{}, err
	}
	word := charter.ActWord(charter.Act(act.Name))
	return committee.Change{Seq: seq, What: word.VI, Who: names[act.Person]}, nil
}

// beneath gives an agency and all that stand under it.
func beneath(list []committee.Agency, top committee.AgencyID) []committee.Agency {
	under := map[committee.AgencyID]bool{top: true}
	for range list { // as deep as the tree can be
		grew := false
		for _, a := range list {
			if !under[a.ID] && under[a.Parent] && a.Parent != "" {
				under[a.ID], grew = true, true
			}
		}
		if !grew {
			break
		}
	}
	var out []committee.Agency
	for _, a := range list {
		if under[a.ID] {
			out = append(out, a)
		}
	}
	return out
}

// madeID gives the id that an event of one kind made, for a receipt.
func madeID[E committee.Event, ID ~string](events []committee.Event, of func(E) ID) string {
	for _, e := range events {
		if x, ok := e.(E); ok {
			return string(of(x))
		}
	}
	return ""
}
