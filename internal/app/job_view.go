package app

import (
	"context"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// jobsMost is how many jobs of a state are listed.
const jobsMost = 200

// JobLine is work that waits, runs or failed, as it is shown (việc của máy).
type JobLine struct {
	ID, Kind, Key string
	State         string // ready, running, done, dead, aside
	Due           time.Time
	Attempts      int
	Why           string // why it failed last
}

// JobList is the work of one state, with how much there is of each.
type JobList struct {
	Items  []JobLine
	Counts map[string]int
}

// JobStates lists the states of jobs, those that ask for somebody first.
func JobStates() []string {
	return []string{store.JobDead, store.JobReady, store.JobRunning, store.JobAside, store.JobDone}
}

// Jobs lists the work of a state, the first due first, for who keeps the books.
func (a *App) Jobs(ctx context.Context, by Actor, state string) (out JobList, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		if out.Counts, err = tx.CountJobs(); err != nil {
			return err
		}
		list, err := tx.Jobs(state, jobsMost)
		for _, j := range list {
			out.Items = append(out.Items, JobLine{j.ID, j.Kind, j.Key, j.State, timeOf(j.RunAt), j.Attempts, j.LastErr})
		}
		return err
	})
	return out, err
}

// RetryJob has a job done now that waits, was given up or put aside (làm lại): a
// person has looked and said so. Like all here it is no act of the record.
func (a *App) RetryJob(ctx context.Context, by Actor, id string) error {
	return a.keepJob(ctx, by, id, (*store.Tx).RetryJob)
}

// PutJobAside takes a job off the list of work (để riêng). It can be taken up again
// until it is forgotten with those that are done.
func (a *App) PutJobAside(ctx context.Context, by Actor, id string) error {
	return a.keepJob(ctx, by, id, (*store.Tx).PutJobAside)
}

func (a *App) keepJob(ctx context.Context, by Actor, id string, do func(tx *store.Tx, id string, now int64) (bool, error)) error {
	now := a.now().UnixMicro()
	return unreadable(a.writeJob(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		if _, ok, err := tx.Job(id); err != nil || !ok {
			return orMissing(err, committee.Missing("job.unknown", id))
		}
		ok, err := do(tx, id, now)
		if err == nil && !ok {
			err = committee.Clash("job.not-now")
		}
		return err
	}))
}
