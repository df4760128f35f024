package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// assignState loads what giving out a task needs.
func assignState(tx *store.Tx, k *call, body committee.BodyKey, lead committee.AgencyID, person committee.PersonID, coordinators []committee.AgencyID) (st committee.AssignTaskState, err error) {
	if st.Body, err = k.view.body(body); err != nil {
		return st, err
	}
	for _, id := range append([]committee.AgencyID{lead}, coordinators...) {
		g, err := k.agency(id)
		if err != nil {
			return st, err
		}
		if g != nil {
			st.Agencies = append(st.Agencies, *g)
		}
	}
	if st.Seats, err = k.seats(body); err != nil {
		return st, err
	}
	if st.Person, err = some(person, tx.Person); err != nil || lead == "" {
		return st, err
	}
	of, err := k.staffOf(lead)
	st.Posts, st.Holdings = of.posts, of.holdings
	return st, err
}

// AssignTask gives out a task (giao việc) with one accountable lead.
func (a *App) AssignTask(ctx context.Context, by Actor, in TaskIn) (Receipt, error) {
	return do(ctx, a, by, command[TaskIn, committee.AssignTaskState]{
		bodies: ofBody(func(in TaskIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in TaskIn) (committee.AssignTaskState, error) {
			st, err := assignState(tx, k, in.Body, in.Lead, in.Person, in.Coordinators)
			if err == nil && in.In != "" {
				st.Parts, st.Members = partSeats(k.reg, in.In, st.Seats, k.on)
			}
			return st, err
		},
		ask: func(_ *call, _ committee.AssignTaskState, in TaskIn) question {
			return question{act: "task.assign", body: in.Body, in: in.In, object: in.Object, facts: circumstances(false, in.Reach)}
		},
		decide: func(k *call, st committee.AssignTaskState, in TaskIn) ([]committee.Event, error) {
			x := committee.AssignTaskIn{
				Body: in.Body, In: in.In, Title: string(in.Title), Lead: in.Lead, Accountable: in.Accountable, Person: in.Person,
				Coordinators: in.Coordinators, Due: in.Due, Assigner: k.seat(),
			}
			if in.Source != nil {
				x.SourceKind, x.SourceID = in.Source.Kind, in.Source.ID
			}
			return committee.AssignTask(st, x, k.env)
		},
		ref: func(_ TaskIn, ev []committee.Event) ref {
			return ref{"task", madeID(ev, func(e committee.TaskAssigned) committee.TaskID { return e.ID })}
		},
		sight: taskSight,
	}, in)
}

// ActOnTask is one act on a task: progress, acceptance, return, urging, a focal
// person, an extension asked for or granted.
func (a *App) ActOnTask(ctx context.Context, by Actor, in TaskActIn) (Receipt, error) {
	return do(ctx, a, by, a.taskCommand(), in)
}

// taskCommand is the command behind [App.ActOnTask], by whatever way it comes.
func (a *App) taskCommand() command[TaskActIn, committee.SubassignTaskState] {
	return command[TaskActIn, committee.SubassignTaskState]{
		bodies: locks[TaskActIn]{find: func(tx *store.Tx, in TaskActIn) ([]committee.BodyKey, error) {
			if !slices.Contains(taskActs, in.Act) {
				return nil, committee.Wrong("act", "task.act", string(in.Act))
			}
			t, ok, err := tx.Task(in.ID)
			if err == nil && !ok {
				err = committee.Missing("task.unknown", string(in.ID))
			}
			return []committee.BodyKey{t.Body}, err
		}},
		load: func(tx *store.Tx, k *call, in TaskActIn) (st committee.SubassignTaskState, err error) {
			if st.Task, err = some(in.ID, tx.Task); err != nil || st.Task == nil {
				if err == nil {
					err = committee.Missing("task.unknown", string(in.ID))
				}
				return st, err
			}
			if st.Changed, err = changed(tx, st.Task.Body, "task", string(in.ID)); err != nil || in.Act != "task.subassign" {
				return st, err
			}
			if st.Person, err = some(in.Person, tx.Person); err != nil {
				return st, err
			}
			if st.Task.Lead, err = k.heir(st.Task.Lead); err != nil {
				return st, err
			}
			tree, err := tx.AgencyTree(k.on)
			if err != nil {
				return st, err
			}
			st.Agencies = beneath(tree, st.Task.Lead)
			for _, g := range st.Agencies {
				posts, err := tx.Posts(g.ID)
				if err != nil {
					return st, err
				}
				st.Posts = append(st.Posts, posts...)
			}
			st.Holdings, err = tx.HoldingsOf(in.Person)
			return st, err
		},
		ask: func(k *call, st committee.SubassignTaskState, in TaskActIn) question {
			q := question{act: in.Act, body: st.Task.Body}
			k.relateTask(&q, *st.Task)
			return q
		},
		decide: func(k *call, st committee.SubassignTaskState, in TaskActIn) ([]committee.Event, error) {
			return decideTaskAct(k, st, in)
		},
		ref:   func(in TaskActIn, _ []committee.Event) ref { return ref{"task", string(in.ID)} },
		sight: taskSight,
	}
}

// taskActs are the acts of [App.ActOnTask], in the order in which a page offers
// them.
var taskActs = []charter.Act{
	"task.update", "task.subassign", "task.request-extension", "task.accept", "task.return", "task.grant-extension", "task.urge",
}

func decideTaskAct(k *call, st committee.SubassignTaskState, in TaskActIn) ([]committee.Event, error) {
	note := string(in.Note)
	switch in.Act {
	case "task.update":
		return committee.UpdateTask(st.TaskNow, committee.UpdateTaskIn{Task: in.ID, Progress: in.Progress, Note: note, Finished: in.Finished, Seen: in.Seen}, k.env)
	case "task.accept":
		return committee.AcceptTask(st.TaskNow, committee.AcceptTaskIn{Task: in.ID, Note: note, Seen: in.Seen}, k.env)
	case "task.return":
		return committee.ReturnTask(st.TaskNow, committee.ReturnTaskIn{Task: in.ID, Reason: note, Seen: in.Seen}, k.env)
	case "task.subassign":
		return committee.SubassignTask(st, committee.SubassignTaskIn{Task: in.ID, Person: in.Person, Seen: in.Seen}, k.env)
	case "task.urge":
		return committee.UrgeTask(st.TaskNow, committee.UrgeTaskIn{Task: in.ID, Note: note, Seen: in.Seen}, k.env)
	case "task.request-extension":
		return committee.AskExtension(st.TaskNow, committee.AskExtensionIn{Task: in.ID, Until: in.Until, Reason: note, Seen: in.Seen}, k.env)
	case "task.grant-extension":
		return committee.GrantExtension(st.TaskNow, committee.GrantExtensionIn{Task: in.ID, Until: in.Until, Seen: in.Seen}, k.env)
	}
	return nil, committee.Wrong("act", "task.act", string(in.Act))
}
