package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// How a runner works.
const (
	first = 250 * time.Millisecond // before the first look: people who ask at once are answered first
	every = 30 * time.Second       // at most between two looks at what is due each day
	least = 5 * time.Second        // at most between two looks at what waits
	hold  = 5 * time.Minute        // for which a claimed job is nobody else's
	batch = 20                     // jobs claimed at once
)

// Handler does the work of one kind of job. It may be called again for the same
// job, when the node before died.
type Handler func(ctx context.Context, a *app.App, office committee.OfficeID, job app.Job) error

// handlers is every kind of job there is.
func handlers(log *slog.Logger) map[string]Handler {
	return map[string]Handler{
		app.Housekeeping: func(ctx context.Context, a *app.App, office committee.OfficeID, _ app.Job) error {
			gone, err := a.Forget(ctx, office)
			if err != nil {
				return err
			}
			files, err := a.SweepFiles(ctx, office)
			log.Info("housekeeping", "office", office, "answers", gone.Answers, "sessions", gone.Sessions, "jobs", gone.Jobs, "files", files)
			return err
		},
		app.DrawFile: func(ctx context.Context, a *app.App, office committee.OfficeID, job app.Job) error {
			return a.Draw(ctx, office, job)
		},
		app.VoteClosing: func(ctx context.Context, a *app.App, office committee.OfficeID, job app.Job) error {
			return a.CloseDueVote(ctx, office, committee.VoteID(job.Payload))
		},
		app.VoteScrubbing: func(ctx context.Context, a *app.App, _ committee.OfficeID, _ app.Job) error {
			return a.ScrubBallots(ctx)
		},
		app.ReminderJob: func(ctx context.Context, a *app.App, office committee.OfficeID, _ app.Job) error {
			n, err := a.WriteReminders(ctx, office)
			log.Info("reminders", "office", office, "letters", n)
			return err
		},
		app.DigestJob: func(ctx context.Context, a *app.App, office committee.OfficeID, _ app.Job) error {
			n, err := a.WriteDigests(ctx, office)
			log.Info("morning letters", "office", office, "letters", n)
			return err
		},
	}
}

// Runner works through the jobs of every office.
type Runner struct {
	app      *app.App
	log      *slog.Logger
	handlers map[string]Handler
	kinds    []string
}

// Kind is a kind of job that another edge does: letters, by who sends them.
type Kind struct {
	Name string
	Do   Handler
}

// New makes a runner, which also does the kinds named. Without a log it says
// nothing.
func New(a *app.App, log *slog.Logger, also ...Kind) *Runner {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	r := &Runner{app: a, log: log, handlers: handlers(log)}
	for _, k := range also {
		r.handlers[k.Name] = k.Do
	}
	for kind := range r.handlers {
		r.kinds = append(r.kinds, kind)
	}
	return r
}

// Run looks for jobs until ctx ends: when the next one falls due, and often enough
// to find one that was added meanwhile.
func (r *Runner) Run(ctx context.Context) {
	timer := time.NewTimer(first)
	defer timer.Stop()
	var looked time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		now := r.app.Now()
		next, err := r.next(ctx)
		if err == nil && (now.Sub(looked) >= every || !next.IsZero() && !next.After(now)) {
			if err = r.Once(ctx); err == nil {
				looked = now
				next, err = r.next(ctx)
			}
		}
		if err != nil && ctx.Err() == nil {
			r.log.Error("jobs", "err", err)
		}
		pause := least
		if err == nil && !next.IsZero() {
			pause = min(max(next.Sub(r.app.Now()), 0)+50*time.Millisecond, least)
		}
		timer.Reset(pause)
	}
}

// next is when the first job of any office falls due; zero: none waits.
func (r *Runner) next(ctx context.Context) (first time.Time, err error) {
	offices, err := r.app.Offices(ctx)
	for _, office := range offices {
		at, err := r.app.NextJob(ctx, office, r.kinds)
		if err != nil {
			return first, err
		}
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first, err
}

// Once does what is due in every office now.
func (r *Runner) Once(ctx context.Context) error {
	offices, err := r.app.Offices(ctx)
	if err != nil {
		return err
	}
	for _, office := range offices {
		if err := r.app.ScheduleDaily(ctx, office); err != nil {
			return fmt.Errorf("schedule of %s: %w", office, err)
		}
		for {
			list, err := r.app.ClaimJobs(ctx, office, r.kinds, hold, batch)
			if err != nil {
				return fmt.Errorf("claim in %s: %w", office, err)
			}
			for _, job := range list {
				if err := r.do(ctx, office, job); err != nil {
					return err
				}
			}
			if len(list) < batch {
				break
			}
		}
	}
	return nil
}

// do does one job and says how it ended. Only the failure to say so is an error.
func (r *Runner) do(ctx context.Context, office committee.OfficeID, job app.Job) error {
	err := r.handle(ctx, office, job)
	if err == nil {
		return r.app.FinishJob(ctx, office, job.ID)
	}
	if ctx.Err() != nil {
		return nil // the claim lapses and another takes it
	}
	r.log.Error("job failed", "office", office, "kind", job.Kind, "key", job.Key, "attempt", job.Attempt, "err", err)
	return r.app.FailJob(ctx, office, job.ID, err)
}

// handle turns a panic of a handler into an error: one bad job must not stop the
// others.
func (r *Runner) handle(ctx context.Context, office committee.OfficeID, job app.Job) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return r.handlers[job.Kind](ctx, r.app, office, job)
}
