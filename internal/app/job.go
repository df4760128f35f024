package app

import (
	"context"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// Housekeeping is the daily job that drops what has served its time.
const Housekeeping = "housekeeping"

// How long things are kept after they have served.
const (
	keepAnswers  = 7 * 24 * time.Hour  // answers to commands sent again under one key
	keepSessions = 24 * time.Hour      // sessions that are over
	keepJobs     = 30 * 24 * time.Hour // jobs that are done
)

// Job is work that waits to be done.
type Job struct {
	ID, Kind, Key string
	Payload       []byte
	Attempt       int
}

// jobKey is the queue of what is written on jobs; it is no body's key.
const jobKey committee.BodyKey = "~job"

func (a *App) writeJob(ctx context.Context, office committee.OfficeID, fn func(tx *store.Tx) error) error {
	return a.store.Write(ctx, office, []committee.BodyKey{jobKey}, fn)
}

// ScheduleDaily adds today's housekeeping of an office and, on a working day, its
// daily letters, once a day however many nodes ask.
func (a *App) ScheduleDaily(ctx context.Context, office committee.OfficeID) error {
	now := a.now()
	return a.writeJob(ctx, office, func(tx *store.Tx) error {
		on, err := a.today(tx, now)
		if err != nil {
			return err
		}
		if _, err = tx.EnqueueJob(Housekeeping, on.String(), nil, now.UnixMicro()); err != nil {
			return err
		}
		return a.scheduleLetters(tx, on)
	})
}

// NextJob tells when the first job of some kinds falls due; zero: none waits.
func (a *App) NextJob(ctx context.Context, office committee.OfficeID, kinds []string) (at time.Time, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		us, err := tx.NextJob(kinds)
		at = timeOf(us)
		return err
	})
	return at, err
}

// ClaimJobs takes up to limit due jobs of some kinds; nobody else gets them for
// the time that the claim is held.
func (a *App) ClaimJobs(ctx context.Context, office committee.OfficeID, kinds []string, hold time.Duration, limit int) (out []Job, err error) {
	now := a.now()
	err = a.writeJob(ctx, office, func(tx *store.Tx) error {
		rows, err := tx.ClaimJobs(kinds, now.UnixMicro(), now.Add(hold).UnixMicro(), limit)
		out = nil
		for _, r := range rows {
			out = append(out, Job{ID: r.ID, Kind: r.Kind, Key: r.Key, Payload: r.Payload, Attempt: r.Attempts})
		}
		return err
	})
	return out, err
}

// FinishJob marks a claimed job as done.
func (a *App) FinishJob(ctx context.Context, office committee.OfficeID, id string) error {
	now := a.now().UnixMicro()
	return a.writeJob(ctx, office, func(tx *store.Tx) error { return tx.FinishJob(id, now) })
}

// FailJob gives a claimed job back to be tried again later, and says why.
func (a *App) FailJob(ctx context.Context, office committee.OfficeID, id string, why error) error {
	now := a.now().UnixMicro()
	return a.writeJob(ctx, office, func(tx *store.Tx) error { return tx.FailJob(id, why.Error(), now) })
}

// Forgotten counts what housekeeping dropped.
type Forgotten struct{ Answers, Sessions, Jobs, Failures int64 }

// Forget drops kept answers, sessions that are over, finished jobs and counts of
// failed sign-ins that have served their time. Nothing of the record is among them.
func (a *App) Forget(ctx context.Context, office committee.OfficeID) (out Forgotten, err error) {
	now := a.now()
	err = a.writeJob(ctx, office, func(tx *store.Tx) error {
		if out.Answers, err = tx.IdempotentForget(now.Add(-keepAnswers).UnixMicro()); err != nil {
			return err
		}
		if out.Sessions, err = tx.ForgetSessions(now.Add(-keepSessions).UnixMicro()); err != nil {
			return err
		}
		if _, err = tx.ForgetDevices(now.Add(-keepDevices).UnixMicro()); err != nil {
			return err
		}
		if out.Failures, err = tx.ForgetLoginFailures(now.Add(-max(identity.ByLogin.Forget, identity.ByRemote.Forget)).UnixMicro()); err != nil {
			return err
		}
		out.Jobs, err = tx.ForgetJobs(now.Add(-keepJobs).UnixMicro())
		return err
	})
	return out, err
}
