package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// dueOrder puts tasks without a date after all others.
func dueOrder(due charter.Date) charter.Date {
	if due == 0 {
		return lastDay
	}
	return due
}

func (tx *Tx) taskAssigned(e committee.TaskAssigned) error {
	if err := tx.put(`insert into task (office, id, body, title, search, lead_agency, accountable, person, due, due_order, first_due,
		source_kind, source_id, state, progress, note, assigner, subassigned, created_at, finished, asked_until, urged)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', 0, '', $14, '', $15, 0, 0, 0)`,
		e.ID, e.Body, e.Title, Fold(string(e.Title)), e.Lead, e.Accountable, e.Person, e.Due, dueOrder(e.Due), e.Due,
		e.SourceKind, e.SourceID, e.Assigner, tx.at); err != nil {
		return err
	}
	return tx.helped(e.ID, e.Coordinators)
}

func (tx *Tx) taskUpdated(e committee.TaskUpdated) error {
	if e.Finished != 0 {
		return tx.alter("task "+string(e.ID), `update task set progress = $1, note = $2, state = 'submitted', finished = $3
			where office = $4 and id = $5`, e.Progress, e.Note, e.Finished, tx.office, e.ID)
	}
	return tx.alter("task "+string(e.ID), "update task set progress = $1, note = $2 where office = $3 and id = $4",
		e.Progress, e.Note, tx.office, e.ID)
}

func (tx *Tx) taskAccepted(e committee.TaskAccepted) error {
	return tx.alter("task "+string(e.ID), "update task set state = 'done', note = $1, asked_until = 0 where office = $2 and id = $3", e.Note, tx.office, e.ID)
}

func (tx *Tx) taskReturned(e committee.TaskReturned) error {
	return tx.alter("task "+string(e.ID), "update task set state = 'open', finished = 0, note = $1 where office = $2 and id = $3",
		e.Reason, tx.office, e.ID)
}

func (tx *Tx) taskSubassigned(e committee.TaskSubassigned) error {
	return tx.alter("task "+string(e.ID), "update task set subassigned = $1 where office = $2 and id = $3", e.Person, tx.office, e.ID)
}

func (tx *Tx) taskUrged(e committee.TaskUrged) error {
	return tx.alter("task "+string(e.ID), "update task set urged = urged + 1 where office = $1 and id = $2", tx.office, e.ID)
}

func (tx *Tx) extensionAsked(e committee.ExtensionAsked) error {
	return tx.alter("task "+string(e.ID), "update task set asked_until = $1 where office = $2 and id = $3", e.Until, tx.office, e.ID)
}

func (tx *Tx) extensionGranted(e committee.ExtensionGranted) error {
	return tx.alter("task "+string(e.ID), "update task set due = $1, due_order = $2, asked_until = 0 where office = $3 and id = $4",
		e.Until, dueOrder(e.Until), tx.office, e.ID)
}

func (tx *Tx) taskRevised(e committee.TaskRevised) error {
	if err := tx.alter("task "+string(e.ID), `update task set title = $1, search = $2, lead_agency = $3, accountable = $4, person = $5, due = $6, due_order = $7,
		first_due = $8 where office = $9 and id = $10`,
		e.Title, Fold(string(e.Title)), e.Lead, e.Accountable, e.Person, e.Due, dueOrder(e.Due), e.Due, tx.office, e.ID); err != nil {
		return err
	}
	if err := tx.put("delete from task_coordinator where office = $1 and task = $2", e.ID); err != nil {
		return err
	}
	return tx.helped(e.ID, e.Coordinators)
}

// taskWithdrawn takes the task out of the lists; the acts that gave it out and took
// it back stay in the register.
func (tx *Tx) taskWithdrawn(e committee.TaskWithdrawn) error {
	if err := tx.put("delete from task_coordinator where office = $1 and task = $2", e.ID); err != nil {
		return err
	}
	return tx.alter("task "+string(e.ID), "delete from task where office = $1 and id = $2", tx.office, e.ID)
}

// helped writes who helps with a task, in order.
func (tx *Tx) helped(id committee.TaskID, agencies []committee.AgencyID) error {
	rows := make([][]any, len(agencies))
	for i, a := range agencies {
		rows[i] = []any{id, i + 1, a}
	}
	return tx.insert("task_coordinator (office, task, ord, agency)", rows)
}

const taskColumns = `select t.id, t.body, t.title, t.lead_agency, t.accountable, t.person, t.due, t.first_due, t.source_kind, t.source_id,
	t.state, t.progress, t.note, t.assigner, t.subassigned, t.created_at, t.finished, t.asked_until from task t where t.office = $1`

func scanTask(t *committee.Task) []any {
	return []any{
		&t.ID, &t.Body, &t.Title, &t.Lead, &t.Accountable, &t.Person, &t.Due, &t.FirstDue, &t.SourceKind, &t.SourceID,
		&t.State, &t.Progress, &t.Note, &t.Assigner, &t.Subassigned,
		instant{&t.Created},
		&t.Finished, &t.AskedUntil,
	}
}

// TaskFilter narrows a list of tasks; a zero field narrows nothing.
type TaskFilter struct {
	Body        committee.BodyKey
	Lead        committee.AgencyID
	Assigner    []committee.SeatID // given out by one of these seats
	Accountable []committee.SeatID // for which one of these seats answers …
	Person      committee.PersonID // … or this person does, or was named focal person
	SourceKind  string
	SourceID    string
	States      []committee.TaskState
	Status      committee.TaskStatus // as it is on the day On
	On          charter.Date
	DueAfter    charter.Date // due later than this day
	DueBefore   charter.Date // due on this day or earlier
	Asked       bool         // an extension is asked for and not answered
	Q           string       // every word in the title, whatever its case and marks
	Viewer      *Viewer      // only what this reader may see
	Cursor      string       // as [Tx.Tasks] gave it
	Limit       int          // 0: 50
}

func (f TaskFilter) narrow(q *statement) {
	if f.Body != "" {
		q.add(" and t.body = ?", f.Body)
	}
	if f.Lead != "" {
		q.add(" and t.lead_agency = ?", f.Lead)
	}
	if len(f.Assigner) > 0 {
		q.add(" and ")
		in(q, "t.assigner", f.Assigner)
		q.add(" and t.assigner <> ''") // the index holds only those: the question says so
	}
	f.answering(q)
	if f.SourceKind != "" {
		q.add(" and t.source_kind = ?", f.SourceKind)
	}
	if f.SourceID != "" {
		q.add(" and t.source_id = ? and t.source_id <> ''", f.SourceID)
	}
	if len(f.States) > 0 {
		q.add(" and ")
		in(q, "t.state", f.States)
	}
	switch f.Status {
	case committee.DoneOnTime:
		q.add(" and t.state = 'done' and (t.due = 0 or t.finished <= t.due)")
	case committee.DoneLate:
		q.add(" and t.state = 'done' and t.due <> 0 and t.finished > t.due")
	case committee.InTime:
		q.add(" and t.state <> 'done' and t.due_order >= ?", f.On)
	case committee.Overdue:
		q.add(" and t.state <> 'done' and t.due_order < ?", f.On)
	}
	if f.DueAfter != 0 {
		q.add(" and t.due_order > ?", f.DueAfter)
	}
	if f.DueBefore != 0 {
		q.add(" and t.due_order <= ?", f.DueBefore)
	}
	if f.Asked {
		q.add(" and t.asked_until <> 0")
	}
	matches(q, "t.search", f.Q)
	f.Viewer.sees(q, "task", "t.id")
}

// answering narrows a list to the tasks for which a seat answers or a person
// does. Each way is looked up by its own index: joined by "or" they would make
// the engines read every task of the office.
func (f TaskFilter) answering(q *statement) {
	if len(f.Accountable) == 0 && f.Person == "" {
		return
	}
	q.add(" and t.id in (")
	if len(f.Accountable) > 0 {
		q.add("select x.id from task x where x.office = $1 and ")
		in(q, "x.accountable", f.Accountable)
	}
	if len(f.Accountable) > 0 && f.Person != "" {
		q.add(" union all ")
	}
	if f.Person != "" {
		// The indexes hold only those tasks that name a person: the question says so.
		q.add("select x.id from task x where x.office = $1 and x.person = ? and x.person <> ''", f.Person)
		q.add(" union all select x.id from task x where x.office = $1 and x.subassigned = ? and x.subassigned <> ''", f.Person)
	}
	q.add(")")
}

// Tasks lists tasks by due day, those without one last, and gives the cursor of
// the next page, empty at the end. Coordinators are filled.
func (tx *Tx) Tasks(f TaskFilter) (page []committee.Task, next string, err error) {
	var q statement
	q.add(taskColumns)
	f.narrow(&q)
	if err := after(&q, f.Cursor, false, "t.due_order", "t.id"); err != nil {
		return nil, "", err
	}
	limit := pageSize(f.Limit)
	q.add(order(false, "t.due_order", "t.id")+" limit ?", limit+1)
	if page, err = list(tx, scanTask, q.text.String(), q.args...); err != nil {
		return nil, "", err
	}
	if len(page) > limit {
		page = page[:limit]
		last := page[limit-1]
		next = cursor(int64(dueOrder(last.Due)), string(last.ID))
	}
	return page, next, tx.coordinators(page)
}

func (tx *Tx) coordinators(tasks []committee.Task) error {
	if len(tasks) == 0 {
		return nil
	}
	at := map[committee.TaskID]int{}
	ids := make([]committee.TaskID, len(tasks))
	for i, t := range tasks {
		ids[i], at[t.ID] = t.ID, i
	}
	var q statement
	q.add("select task, agency from task_coordinator where office = $1 and ")
	in(&q, "task", ids)
	q.add(" order by task, ord")
	type line struct {
		task   committee.TaskID
		agency committee.AgencyID
	}
	lines, err := list(tx, func(l *line) []any { return []any{&l.task, &l.agency} }, q.text.String(), q.args...)
	for _, l := range lines {
		t := &tasks[at[l.task]]
		t.Coordinators = append(t.Coordinators, l.agency)
	}
	return err
}

// TaskCounts counts the tasks of a filter by public status on the day f.On;
// status, cursor and limit of the filter do not count.
func (tx *Tx) TaskCounts(f TaskFilter) (map[committee.TaskStatus]int, error) {
	f.Status = ""
	var q statement
	q.add(`select coalesce(sum(case when t.office = $1 then 1 else 0 end), 0),
		coalesce(sum(case when t.state = 'done' and (t.due = 0 or t.finished <= t.due) then 1 else 0 end), 0),
		coalesce(sum(case when t.state = 'done' and t.due <> 0 and t.finished > t.due then 1 else 0 end), 0),
		coalesce(sum(case when t.state <> 'done' and t.due_order < ? then 1 else 0 end), 0) from task t where t.office = $1`, f.On)
	f.narrow(&q)
	var all, onTime, late, overdue int
	if err := tx.row([]any{&all, &onTime, &late, &overdue}, q.text.String(), q.args...); err != nil {
		return nil, err
	}
	return map[committee.TaskStatus]int{
		committee.DoneOnTime: onTime, committee.DoneLate: late, committee.Overdue: overdue,
		committee.InTime: all - onTime - late - overdue,
	}, nil
}

// Task gives one task.
func (tx *Tx) Task(id committee.TaskID) (t committee.Task, ok bool, err error) {
	t, ok, err = one(tx, scanTask, taskColumns+" and t.id = $2", id)
	if !ok || err != nil {
		return t, ok, err
	}
	list := []committee.Task{t}
	err = tx.coordinators(list)
	return list[0], err == nil, err
}
