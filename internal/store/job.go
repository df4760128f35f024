package store

// JobRow is work to be done after a command (việc chờ), written in its
// transaction and claimed by state.
type JobRow struct {
	ID       string
	Kind     string
	Key      string
	Payload  []byte
	RunAt    int64 // microseconds UTC: due; of a claimed job, when the claim lapses
	Attempts int   // claims so far, the present one included
	State    string
	LastErr  string
}

// The states of a job.
const (
	JobReady   = "ready"
	JobRunning = "running"
	JobDone    = "done"
	JobDead    = "dead"  // tried in vain
	JobAside   = "aside" // somebody put it aside
)

// EnqueueJob adds work that falls due at an instant. The same kind and key is
// the same work: a second call adds nothing and answers false.
func (tx *Tx) EnqueueJob(kind, key string, payload []byte, runAt int64) (added bool, err error) {
	n, err := tx.exec(`insert into job (office, id, kind, key, payload, state, run_at, attempts, last_error, done_at)
		values ($1, $2, $3, $4, $5, 'ready', $6, 0, '', 0) on conflict (office, kind, key) do nothing`,
		tx.NewID(), kind, key, notNil(payload), runAt)
	return n > 0, err
}

func scanJob(j *JobRow) []any {
	return []any{&j.ID, &j.Kind, &j.Key, &j.Payload, &j.RunAt, &j.Attempts, &j.State, &j.LastErr}
}

const jobColumns = "id, kind, key, payload, run_at, attempts, state, last_error"

// ClaimJobs takes up to limit jobs of some kinds that are due, or whose claim
// has lapsed, until an instant; nobody else gets them before that.
func (tx *Tx) ClaimJobs(kinds []string, now, until int64, limit int) ([]JobRow, error) {
	var q statement
	// The office comes first in the inner query; the outer one repeats it.
	q.add("with due as (select id from job where office = $1 and state in ('ready', 'running') and run_at <= ? and ", now)
	in(&q, "kind", kinds)
	q.add(" order by run_at, id limit ?"+claimLock(tx.store.engine)+") ", limit)
	q.add("update job set state = 'running', run_at = ?, attempts = attempts + 1 where office = $1 and id in (select id from due) returning "+jobColumns, until)
	return list(tx, scanJob, q.text.String(), q.args...)
}

// FinishJob marks a claimed job as done.
func (tx *Tx) FinishJob(id string, at int64) error {
	return tx.change("job "+id, "update job set state = 'done', done_at = $1 where office = $2 and id = $3", at, tx.office, id)
}

// MaxJobAttempts is how often a job is tried before it is given up.
const MaxJobAttempts = 12

// FailJob gives a claimed job back, to be tried again after a pause that doubles
// with each attempt, from a second to an hour; after the twelfth it is dead.
func (tx *Tx) FailJob(id, why string, now int64) error {
	var tries int64
	if err := tx.row([]any{&tries}, "select attempts from job where office = $1 and id = $2", id); err != nil {
		return err
	}
	if tries >= MaxJobAttempts {
		return tx.change("job "+id, "update job set state = 'dead', last_error = $1, done_at = $2 where office = $3 and id = $4", why, now, tx.office, id)
	}
	pause := min(int64(1)<<max(tries-1, 0), 3600) * 1_000_000
	return tx.change("job "+id, "update job set state = 'ready', last_error = $1, run_at = $2 where office = $3 and id = $4", why, now+pause, tx.office, id)
}

// Jobs lists jobs of a state, the first due first.
func (tx *Tx) Jobs(state string, limit int) ([]JobRow, error) {
	return list(tx, scanJob, "select "+jobColumns+" from job where office = $1 and state = $2 order by run_at, id limit $3", state, pageSize(limit))
}

// Job gives one job.
func (tx *Tx) Job(id string) (JobRow, bool, error) {
	return one(tx, scanJob, "select "+jobColumns+" from job where office = $1 and id = $2", id)
}

// CountJobs counts the jobs by state.
func (tx *Tx) CountJobs() (map[string]int, error) {
	type line struct {
		state string
		n     int
	}
	lines, err := list(tx, func(l *line) []any { return []any{&l.state, &l.n} }, "select state, count(*) from job where office = $1 group by state")
	out := map[string]int{}
	for _, l := range lines {
		out[l.state] = l.n
	}
	return out, err
}

// RetryJob makes a job that waits, was given up or put aside due now, with all its
// tries before it; false when it was in none of these states.
func (tx *Tx) RetryJob(id string, now int64) (bool, error) {
	n, err := tx.update("update job set state = 'ready', run_at = $1, attempts = 0, done_at = 0 where office = $2 and id = $3 and state in ('ready', 'dead', 'aside')", now, tx.office, id)
	return n > 0, err
}

// PutJobAside takes a job that waits or was given up off the list of work; false
// when it was in neither state.
func (tx *Tx) PutJobAside(id string, now int64) (bool, error) {
	n, err := tx.update("update job set state = 'aside', done_at = $1 where office = $2 and id = $3 and state in ('ready', 'dead')", now, tx.office, id)
	return n > 0, err
}

// ForgetJobs drops the jobs that were done or put aside before an instant and counts
// them.
// Their keys are free again.
func (tx *Tx) ForgetJobs(before int64) (int64, error) {
	return tx.exec("delete from job where office = $1 and state in ('done', 'aside') and done_at < $2", before)
}
