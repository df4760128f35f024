package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Tasks lists the tasks that the reader may see, by due date, with the four
// public statuses counted over the whole filter.
func (a *App) Tasks(ctx context.Context, by Actor, f TaskFilter) (out TaskList, err error) {
	if err := searchable(f.Q); err != nil {
		return out, err
	}
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		w, err := v.viewer()
		if err != nil {
			return err
		}
		q := store.TaskFilter{
			Body: f.Body, Lead: f.Lead, Status: f.Status, On: v.on, DueBefore: f.DueBefore, Q: f.Q,
			SourceKind: f.SourceKind, SourceID: f.SourceID, Viewer: &w, Cursor: f.Cursor, Limit: f.Limit,
		}
		if f.Open {
			q.States = []committee.TaskState{committee.TaskOpen, committee.TaskSubmitted}
		}
		if f.Mine {
			q.Accountable, q.Person = w.Seats, v.by.Person
		}
		page, next, err := tx.Tasks(q)
		if err != nil {
			return err
		}
		out.Next = next
		if out.Items, err = a.taskLines(tx, page, v.on); err != nil {
			return err
		}
		q.Status, q.States, q.Cursor = "", nil, ""
		out.Counts, err = tx.TaskCounts(q)
		return err
	})
	return out, err
}

// taskLines words tasks for a list.
func (a *App) taskLines(tx *store.Tx, list []committee.Task, on charter.Date) ([]TaskLine, error) {
	names, err := bodyNames(tx)
	if err != nil {
		return nil, err
	}
	var seats []committee.SeatID
	var people []committee.PersonID
	for _, t := range list {
		if t.Accountable != "" {
			seats = append(seats, t.Accountable)
		}
		people = append(people, t.Person)
	}
	holders, err := tx.HoldersOf(seats, on)
	if err != nil {
		return nil, err
	}
	sits := map[committee.SeatID]string{}
	for _, h := range holders {
		sits[h.Seat] = h.Name
	}
	persons, err := tx.Names(people)
	if err != nil {
		return nil, err
	}
	units := map[committee.AgencyID]charter.Text{}
	titles := map[committee.SeatID]charter.Text{}
	out := make([]TaskLine, len(list))
	for i, t := range list {
		if _, ok := units[t.Lead]; !ok && t.Lead != "" {
			if g, err := some(t.Lead, tx.Agency); err != nil {
				return nil, err
			} else if g != nil {
				units[t.Lead] = g.Name
			}
		}
		if _, ok := titles[t.Accountable]; !ok && t.Accountable != "" {
			if s, err := some(t.Accountable, tx.Seat); err != nil {
				return nil, err
			} else if s != nil {
				if titles[t.Accountable], err = a.seatTitle(tx, *s); err != nil {
					return nil, err
				}
			}
		}
		l := TaskLine{
			ID: t.ID, Body: t.Body, BodyName: names[t.Body], Title: t.Title, Lead: units[t.Lead], Due: t.Due,
			Status: t.Status(on), State: t.State, Progress: t.Progress, Accountable: persons[t.Person],
		}
		if t.Accountable != "" {
			l.Accountable = titles[t.Accountable].VI
			if sits[t.Accountable] != "" {
				l.Accountable += " · " + sits[t.Accountable]
			}
		}
		if t.Due != 0 {
			l.DaysLeft = a.workdaysBetween(on, t.Due)
		}
		out[i] = l
	}
	return out, nil
}

// Task is one task with its history and what the reader may do with it.
func (a *App) Task(ctx context.Context, by Actor, id committee.TaskID) (out TaskPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		t, err := a.taskFor(tx, v, id)
		if err != nil {
			return err
		}
		out.Task = t
		lines, err := a.taskLines(tx, []committee.Task{t}, v.on)
		if err != nil {
			return err
		}
		out.Line = lines[0]
		for _, c := range t.Coordinators {
			g, err := some(c, tx.Agency)
			if err != nil {
				return err
			}
			if g != nil {
				out.Coordinators = append(out.Coordinators, g.Name)
			}
		}
		names, err := tx.Names([]committee.PersonID{t.Subassigned})
		if err != nil {
			return err
		}
		out.Subassigned = names[t.Subassigned]
		if t.SourceKind == "conclusion" {
			m, _, err := tx.MeetingOfConclusion(committee.ConclusionID(t.SourceID))
			if err != nil {
				return err
			}
			meeting, ok, err := tx.Meeting(m)
			if err != nil {
				return err
			}
			if ok {
				out.SourceLink, out.Source = m, meeting.Title
			} else if err := sourceRound(tx, v, t, &out); err != nil {
				return err
			}
		}
		if out.Changed, err = tx.Seq(t.Body); err != nil {
			return err
		}
		if out.Offers, err = a.taskOffers(v, t); err != nil {
			return err
		}
		out.Trail, err = a.trail(tx, store.ActFilter{Body: t.Body, RefKind: "task", Ref: string(id)})
		return err
	})
	return out, err
}

// taskFor reads a task that the reader may see; another does not exist for the
// reader.
func (a *App) taskFor(tx *store.Tx, v *view, id committee.TaskID) (committee.Task, error) {
	t, ok, err := tx.Task(id)
	if err != nil {
		return t, err
	}
	if ok {
		w, err := v.viewer()
		if err != nil {
			return t, err
		}
		level, err := tx.CanSee(w, "task", string(id))
		if err != nil {
			return t, err
		}
		ok = level > 0 || v.keeper
	}
	if !ok {
		return t, committee.Missing("task.unknown", string(id))
	}
	return t, nil
}

// taskOffers asks what the reader may do with a task in its state.
func (a *App) taskOffers(v *view, t committee.Task) ([]Offer, error) {
	wanted := map[charter.Act]bool{}
	switch t.State {
	case committee.TaskOpen:
		for _, x := range []charter.Act{"task.update", "task.subassign", "task.request-extension", "task.urge"} {
			wanted[x] = true
		}
		wanted["task.grant-extension"] = t.AskedUntil != 0
	case committee.TaskSubmitted:
		wanted["task.accept"], wanted["task.return"], wanted["task.subassign"] = true, true, true
	}
	k := &call{view: v, body: t.Body}
	var questions []question
	for _, act := range taskActs {
		if !wanted[act] {
			continue
		}
		q := question{act: act, body: t.Body}
		k.relateTask(&q, t)
		questions = append(questions, q)
	}
	return a.offers(v, t.Body, questions)
}
