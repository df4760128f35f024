package app

import (
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// leavers gives who holds a post still when another takes it.
func leavers(holdings []committee.Holding, in TakePostIn) []committee.PersonID {
	var out []committee.PersonID
	for _, h := range holdings {
		if h.To == 0 && h.From < in.From && in.To == 0 && h.Person != in.Person {
			out = append(out, h.Person)
		}
	}
	return out
}

// personal lists the open tasks of an agency for which one of some people answers
// in person.
func personal(tx *store.Tx, agency committee.AgencyID, people []committee.PersonID) ([]committee.Task, error) {
	var out []committee.Task
	for _, person := range people {
		f := store.TaskFilter{
			Lead: agency, Person: person, States: []committee.TaskState{committee.TaskOpen, committee.TaskSubmitted}, Limit: 200,
		}
		for {
			page, next, err := tx.Tasks(f)
			if err != nil {
				return nil, err
			}
			for _, t := range page {
				if t.Person == person && t.Accountable == "" {
					out = append(out, t)
				}
			}
			if f.Cursor = next; next == "" {
				break
			}
		}
	}
	return out, nil
}

// takingOver names the bodies in which a change of a post's holder leaves tasks
// behind, after the office's own sequence, which numbers the act.
func takingOver(tx *store.Tx, in TakePostIn) ([]committee.BodyKey, error) {
	bodies := []committee.BodyKey{""}
	post, err := some(in.Post, tx.Post)
	if err != nil || post == nil {
		return bodies, err
	}
	holdings, err := tx.Holdings(in.Post)
	if err != nil {
		return nil, err
	}
	tasks, err := personal(tx, post.Agency, leavers(holdings, in))
	for _, t := range tasks {
		if !slices.Contains(bodies, t.Body) {
			bodies = append(bodies, t.Body)
		}
	}
	return bodies, err
}

// answering loads what whoever leaves a post answers for in person, and what else
// they hold in its agency.
func (k *call) answering(st *committee.TakePostState, in TakePostIn) error {
	if st.Post == nil {
		return nil
	}
	people := leavers(st.Holdings, in)
	if len(people) == 0 {
		return nil
	}
	var err error
	if st.Answers, err = personal(k.tx, st.Post.Agency, people); err != nil {
		return err
	}
	for _, t := range st.Answers {
		if !slices.Contains(k.bodies, t.Body) {
			// Given out since the bodies were named: the act is sent again.
			return &committee.Fault{Kind: committee.Busy, Code: "store.busy"}
		}
	}
	of, err := k.staffOf(st.Post.Agency)
	for _, h := range of.holdings {
		if slices.Contains(people, h.Person) {
			st.Others = append(st.Others, h)
		}
	}
	return err
}
