package bench

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/xlsx"
	"nghisu/internal/store"
)

// What row P12 fills and in what time the table of it is to be there.
const (
	slipCallers   = 64
	slipQuestions = 10
	slipOpens     = 300 * time.Millisecond
	slipExports   = 3 * time.Second
)

// consultation is one round that everybody answers at once.
type consultation struct {
	office    *office
	id        committee.RoundID
	questions []committee.QuestionID
	experts   []committee.PersonID
}

// consult opens a round of many questions among many experts.
func consult(ctx context.Context, o *office, experts int) (*consultation, error) {
	c := &consultation{office: o}
	f := founder{ctx: ctx, o: o, keeper: app.Actor{Office: officeKey, Person: o.keeper.Person, Via: "api"}}
	in := app.OpenRoundIn{
		Body: o.bodies[0].key, Title: "Dự thảo lấy ý kiến", Days: 20, Drafter: app.PartyIn{Seat: o.bodies[0].accountable},
		Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Phạm vi"}, {Address: "dieu-2", Text: "Mục tiêu"}},
	}
	for i := range slipQuestions {
		in.Questions = append(in.Questions, app.QuestionIn{Text: committee.Prose(fmt.Sprintf("Vấn đề %d", i+1))})
	}
	for i := range experts {
		p := f.person(i)
		c.experts = append(c.experts, p)
		in.Asked = append(in.Asked, app.PartyIn{Person: p})
	}
	c.id = committee.RoundID(f.done(o.app.OpenRound(ctx, o.bodies[0].head, in)))
	if f.err != nil {
		return nil, f.err
	}
	p, err := o.app.Round(ctx, o.bodies[0].head, c.id)
	for _, q := range p.Round.Questions {
		c.questions = append(c.questions, q.ID)
	}
	return c, err
}

// slip is the n-th slip, with one comment.
func (c *consultation) slip(n int) app.SlipIn {
	return app.SlipIn{
		Question: c.questions[n/len(c.experts)], Position: []string{"for", "against", "other"}[n%3],
		Comments: []app.CommentIn{{Address: "dieu-" + strconv.Itoa(1+n%2), Text: committee.Prose("Góp ý số " + strconv.Itoa(n))}},
	}
}

// answer gives the n-th slip as an act of its own.
func (c *consultation) answer(ctx context.Context, n int) error {
	return c.give(ctx, c.experts[n%len(c.experts)], c.slip(n))
}

// answerAll gives all slips of one expert in one act, as the form sends them.
func (c *consultation) answerAll(ctx context.Context, expert int) error {
	slips := make([]app.SlipIn, len(c.questions))
	for i := range slips {
		slips[i] = c.slip(i*len(c.experts) + expert)
	}
	return c.give(ctx, c.experts[expert], slips...)
}

func (c *consultation) give(ctx context.Context, who committee.PersonID, slips ...app.SlipIn) error {
	_, err := c.office.app.AnswerRound(ctx, app.Actor{Office: officeKey, Person: who, Via: "api"}, app.AnswerRoundIn{
		Round: c.id, By: app.PartyIn{Person: who}, Slips: slips,
	})
	return err
}

// slips is how many slips the round takes in all.
func (c *consultation) slips() int { return len(c.experts) * len(c.questions) }

// all does a number of things by many callers and gives how many in a second.
func all(callers, count int, fn func(n int) error) (float64, error) {
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	start := time.Now()
	for range callers {
		wg.Go(func() {
			for n := next.Add(1) - 1; n < int64(count) && failed.Load() == nil; n = next.Add(1) - 1 {
				if err := fn(int(n)); err != nil {
					failed.CompareAndSwap(nil, &err)
				}
			}
		})
	}
	wg.Wait()
	if p := failed.Load(); p != nil {
		return 0, *p
	}
	return float64(count) / time.Since(start).Seconds(), nil
}

// asSent is P12 as people send it: a round asks at most a thousand, so ten thousand
// slips are a thousand answers to ten questions, each one act.
func asSent(ctx context.Context, e engine, o *office, experts int, bare float64, r *Report) error {
	c, err := consult(ctx, o, experts)
	if err != nil {
		return err
	}
	rate, err := all(slipCallers, experts, func(n int) error { return c.answerAll(ctx, n) })
	if err != nil {
		return err
	}
	p, err := o.app.Round(ctx, o.bodies[0].head, c.id)
	if err != nil {
		return err
	}
	rate *= float64(len(c.questions))
	f := Figure{
		Row: "P12", What: fmt.Sprintf("the same by %d answers to %d questions", experts, len(c.questions)), Engine: e.name, Unit: "/s",
		Ours: rate, Baseline: bare, BaselineName: "ballots of one row, the same group commit", Ratio: rate / bare, Target: "ratio ≥ 0.5, none lost",
		Note: fmt.Sprintf("%d lost", c.slips()-len(p.Round.Slips)),
	}
	f.Met = f.Ratio >= 0.5 && len(p.Round.Slips) == c.slips()
	if e.name == store.Postgres {
		f.Target, f.Met = "≥ 1000/s, none lost", rate >= 1000 && len(p.Round.Slips) == c.slips()
	}
	r.add(f)
	return nil
}

// measureSlips is P12: ten thousand slips into one round by 64 callers, against
// ballots of one row each through the same group commit; none lost and none
// double; then the table of the comments opened and exported. At the smallest
// scale a twentieth of it.
func measureSlips(ctx context.Context, s settings, r *Report) error {
	experts := 1000
	if s.scale.name == "tiny" {
		experts = 50
	}
	return onEngines(ctx, "P12", s, r, func(e engine) (err error) {
		small := s
		small.scale.tasks = 0
		st, err := open(ctx, e, small, 1)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.close()) }()
		c, err := consult(ctx, st.office, experts)
		if err != nil {
			return err
		}
		wait, err := fsync(s.dir)
		if err != nil {
			return err
		}
		bare, err := all(slipCallers, c.slips(), func(n int) error {
			return st.office.store.Write(ctx, officeKey, []committee.BodyKey{"phieu"}, func(tx *store.Tx) error {
				return tx.IdempotentPut("phieu", strconv.Itoa(n), "1", nil, int64(n))
			})
		})
		if err != nil {
			return err
		}
		rate, err := all(slipCallers, c.slips(), func(n int) error { return c.answer(ctx, n) })
		if err != nil {
			return err
		}
		if err := asSent(ctx, e, st.office, experts, bare, r); err != nil {
			return err
		}
		f := Figure{
			Row: "P12", What: fmt.Sprintf("%d slips into one round, an act each, %d callers", c.slips(), slipCallers), Engine: e.name, Unit: "/s", Ours: rate, Baseline: bare,
			BaselineName: "ballots of one row, the same group commit", Ratio: rate / bare, Target: "ratio ≥ 0.5, none lost, none double", Fsync: wait,
		}
		f.Met = f.Ratio >= 0.5
		if e.name == store.Postgres {
			f.Target, f.Met = "≥ 1000/s, none lost, none double", rate >= 1000
		}
		start := time.Now()
		p, err := st.office.app.Round(ctx, st.office.bodies[0].head, c.id)
		if err != nil {
			return err
		}
		opened := time.Since(start)
		lost, double := c.slips()-len(p.Round.Slips), 0
		for _, x := range p.Round.Slips {
			double += x.Revision - 1
		}
		f.Note = fmt.Sprintf("%d lost, %d double", lost, double)
		f.Met = f.Met && lost == 0 && double == 0 && len(p.Table) == c.slips()
		r.add(f)
		r.add(Figure{
			Row: "P12", What: fmt.Sprintf("the table of %d comments opens", len(p.Table)), Engine: e.name, Unit: "ms", Ours: float64(opened.Microseconds()) / 1000,
			Target: "≤ 300 ms", Met: opened <= slipOpens,
		})
		start = time.Now()
		o := drafting.Consultation{Round: p, Zone: time.UTC}
		if o.Body, err = st.office.app.Body(ctx, st.office.bodies[0].head, st.office.bodies[0].key, 0); err != nil {
			return err
		}
		if _, err := xlsx.Render("Tổng hợp", o.Heading(), o.Table()); err != nil {
			return err
		}
		exported := time.Since(start)
		r.add(Figure{
			Row: "P12", What: fmt.Sprintf("the table of %d comments as a spreadsheet", len(p.Table)), Engine: e.name, Unit: "ms", Ours: float64(exported.Microseconds()) / 1000,
			Target: "≤ 3 s", Met: exported <= slipExports,
		})
		return nil
	})
}
