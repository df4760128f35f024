package store

import (
	"slices"

	"nghisu/internal/committee"
)

func (tx *Tx) conclusionRevised(e committee.ConclusionRevised) error {
	return tx.alter("conclusion "+string(e.ID), `update conclusion set words = $1, work = $2, by_seat = $3, side = $4, votes_for = $5, votes_against = $6,
		against_majority = $7, task = $8, due = $9, corrected = $10 where office = $11 and id = $12`,
		e.Text, e.Work, e.By, e.Side, e.For, e.Against, e.AgainstMajority, e.Task, e.Due, e.Corrects, tx.office, e.ID)
}

func (tx *Tx) conclusionWithdrawn(e committee.ConclusionWithdrawn) error {
	return tx.alter("conclusion "+string(e.ID), "delete from conclusion where office = $1 and id = $2", tx.office, e.ID)
}

func (tx *Tx) conclusionSettled(e committee.ConclusionSettled) error {
	return tx.alter("conclusion "+string(e.ID), "update conclusion set task = $1, due = 0 where office = $2 and id = $3", e.Task, tx.office, e.ID)
}

const conclusionColumns = `select c.id, c.item, c.words, c.work, c.by_seat, c.side, c.votes_for, c.votes_against, c.against_majority, c.corrected, c.task,
	coalesce(t.lead_agency, ''), coalesce(t.due, c.due), coalesce(t.accountable, ''), coalesce(t.person, '')`

func scanConclusion(c *committee.Conclusion) []any {
	return []any{
		&c.ID, &c.Item, &c.Text, &c.Work, &c.By, &c.Side, &c.For, &c.Against, &c.AgainstMajority, &c.Corrected, &c.Task,
		&c.Lead, &c.Due, &c.Accountable, &c.Person,
	}
}

// conclusions reads a meeting's conclusions with the task that carries each out.
func (tx *Tx) conclusions(meeting committee.MeetingID) ([]committee.Conclusion, error) {
	out, err := list(tx, scanConclusion, conclusionColumns+` from conclusion c left join task t on t.office = c.office and t.id = c.task
		where c.office = $1 and c.meeting = $2 order by c.id`, meeting)
	if err != nil {
		return nil, err
	}
	return out, tx.helpers(out)
}

// helpers fills who helps to carry conclusions out.
func (tx *Tx) helpers(conclusions []committee.Conclusion) error {
	var tasks []committee.Task
	for _, c := range conclusions {
		if c.Task != "" {
			tasks = append(tasks, committee.Task{ID: c.Task})
		}
	}
	if err := tx.coordinators(tasks); err != nil {
		return err
	}
	n := 0
	for i := range conclusions {
		if conclusions[i].Task != "" {
			conclusions[i].Coordinators = tasks[n].Coordinators
			n++
		}
	}
	return nil
}

// OpenConclusion is a conclusion that leaves open who carries it out, or by when.
type OpenConclusion struct {
	committee.Conclusion
	Meeting committee.MeetingID
}

// OpenConclusions lists what the conclusions of a body left open, of the newest
// meeting first: work that nobody answers for, tasks without a day that are not done.
func (tx *Tx) OpenConclusions(body committee.BodyKey, viewer *Viewer, limit int) ([]OpenConclusion, error) {
	var q statement
	// A cross join keeps SQLite from going through the conclusions of all bodies.
	q.add(conclusionColumns+`, c.meeting from meeting m cross join conclusion c left join task t on t.office = c.office and t.id = c.task
		where m.office = $1 and m.body = ? and c.office = m.office and c.meeting = m.id and (c.task = '' and c.work <> '' or c.task <> '' and t.due = 0 and t.state <> 'done')`, body)
	viewer.sees(&q, "meeting", "m.id")
	q.add(" order by m.start_at desc, c.id limit ?", pageSize(limit))
	return list(tx, func(o *OpenConclusion) []any { return append(scanConclusion(&o.Conclusion), &o.Meeting) }, q.text.String(), q.args...)
}

// WithConclusions says which of some meetings concluded anything.
func (tx *Tx) WithConclusions(meetings []committee.MeetingID) (map[committee.MeetingID]bool, error) {
	out := map[committee.MeetingID]bool{}
	for part := range slices.Chunk(meetings, maxRows) {
		var q statement
		q.add("select distinct meeting from conclusion where office = $1 and ")
		in(&q, "meeting", part)
		ids, err := list(tx, func(m *committee.MeetingID) []any { return []any{m} }, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			out[id] = true
		}
	}
	return out, nil
}
