package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"nghisu/internal/api"
	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/identity"
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
	keys      []string // of the API, in the order of the experts
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

// sent is what is posted to answer: the slips of one expert as the form sends them,
// or one slip alone.
func (c *consultation) sent(expert int, numbers ...int) ([]byte, error) {
	type comment struct {
		Address string `json:"address"`
		Text    string `json:"text"`
	}
	type slip struct {
		Question committee.QuestionID `json:"question"`
		Position string               `json:"position"`
		Comments []comment            `json:"comments"`
	}
	var body struct {
		By    map[string]committee.PersonID `json:"by"`
		Slips []slip                        `json:"slips"`
	}
	body.By = map[string]committee.PersonID{"person": c.experts[expert]}
	for _, n := range numbers {
		body.Slips = append(body.Slips, slip{
			c.questions[n], []string{"for", "against", "other"}[(expert+n)%3],
			[]comment{{"dieu-" + strconv.Itoa(1+(expert+n)%2), "Góp ý số " + strconv.Itoa(n*len(c.experts)+expert)}},
		})
	}
	return json.Marshal(body)
}

// admit gives every expert a key of the API.
func (c *consultation) admit(ctx context.Context) error {
	return c.office.store.Write(ctx, officeKey, nil, func(tx *store.Tx) error {
		for i, p := range c.experts {
			secret, hash := identity.NewToken()
			c.keys = append(c.keys, secret)
			if err := tx.PutAccount(store.Account{Login: string(c.id) + strconv.Itoa(i), Person: p}); err != nil {
				return err
			}
			if err := tx.AddToken(store.APIToken{ID: tx.NewID(), TokenHash: hash, Person: p, Name: "đo đạc"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// answered has every expert answer everything, by so many slips in one act, and
// gives how many slips are on record in a second.
func (c *consultation) answered(ctx context.Context, at *served, together int) (float64, error) {
	per := len(c.questions) / together
	bodies := make([][]byte, len(c.experts)*per)
	for i := range bodies {
		numbers := make([]int, together)
		for k := range numbers {
			numbers[k] = i/len(c.experts)*together + k
		}
		var err error
		if bodies[i], err = c.sent(i%len(c.experts), numbers...); err != nil {
			return 0, err
		}
	}
	path := "/api/v1/rounds/" + string(c.id) + "/slips"
	rate, err := all(slipCallers, len(bodies), func(n int) error {
		return at.post(ctx, path, c.keys[n%len(c.experts)], bodies[n])
	})
	return rate * float64(together), err
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

// measureSlips is P12: ten thousand slips into one round over HTTP by 64
// connections, against ballots of one row through the least program that shares
// commits; none lost and none double; then the table of the comments opened and
// exported. A round asks a thousand at the most, so ten thousand slips are ten
// questions: a form sends its ten answers as one act, and so they are counted; an
// act for each is measured beside it. At the smallest scale a twentieth of it.
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
		floor, drop, err := newBallots(e)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, floor.close(), drop()) }()
		wait, err := fsync(s.dir)
		if err != nil {
			return err
		}
		var c *consultation
		for _, way := range []struct {
			what     string
			together int
		}{
			{"%d slips into one round, as the form sends them (ten in an act)", slipQuestions},
			{"%d slips into one round, an act for each", 1},
		} {
			if c, err = consult(ctx, st.office, experts); err != nil {
				return err
			}
			f := Figure{Row: "P12", What: fmt.Sprintf(way.what, c.slips()), Engine: e.name, Unit: "/s", BaselineName: "ballots of one row over HTTP, group commit", Fsync: wait}
			if f.Ours, f.Baseline, err = c.measure(ctx, floor, way.together); err != nil {
				return err
			}
			f.Ratio, f.Target = f.Ours/f.Baseline, "ratio ≥ 0.5, none lost, none double"
			f.Met = f.Ratio >= 0.5
			if e.name == store.Postgres {
				f.Target, f.Met = "≥ 1000/s, none lost, none double", f.Ours >= 1000
			}
			lost, double, err := c.counted(ctx)
			if err != nil {
				return err
			}
			f.Note = fmt.Sprintf("%d callers; %d lost, %d double", slipCallers, lost, double)
			f.Met = f.Met && lost == 0 && double == 0
			r.add(f)
		}
		return c.table(ctx, e, r)
	})
}

// measure gives how many slips, and how many ballots of the floor, are on record in
// a second.
func (c *consultation) measure(ctx context.Context, floor *ballots, together int) (ours, bare float64, err error) {
	if err := c.admit(ctx); err != nil {
		return 0, 0, err
	}
	f, err := serve(floor)
	if err != nil {
		return 0, 0, err
	}
	bare, err = all(slipCallers, c.slips(), func(n int) error {
		return f.post(ctx, "/?voter="+string(c.id)+strconv.Itoa(n), "", nil)
	})
	if err = errors.Join(err, f.close()); err != nil {
		return 0, 0, err
	}
	at, err := serve(api.New(api.Deps{App: c.office.app, Office: officeKey}))
	if err != nil {
		return 0, 0, err
	}
	ours, err = c.answered(ctx, at, together)
	return ours, bare, errors.Join(err, at.close())
}

// counted gives how many slips are missing, and how many were taken twice.
func (c *consultation) counted(ctx context.Context) (lost, double int, err error) {
	p, err := c.office.app.Round(ctx, c.office.bodies[0].head, c.id)
	lost = c.slips() - len(p.Round.Slips)
	for _, x := range p.Round.Slips {
		double += x.Revision - 1
	}
	return lost, double, err
}

// table opens the table of the comments and writes it as a spreadsheet.
func (c *consultation) table(ctx context.Context, e engine, r *Report) error {
	b := c.office.bodies[0]
	start := time.Now()
	p, err := c.office.app.Round(ctx, b.head, c.id)
	if err != nil {
		return err
	}
	opened := time.Since(start)
	r.add(Figure{
		Row: "P12", What: fmt.Sprintf("the table of %d comments opens", len(p.Table)), Engine: e.name, Unit: "ms", Ours: float64(opened.Microseconds()) / 1000,
		Target: "≤ 300 ms", Met: opened <= slipOpens && len(p.Table) == c.slips(),
	})
	start = time.Now()
	o := drafting.Consultation{Round: p, Zone: time.UTC}
	if o.Body, err = c.office.app.Body(ctx, b.head, b.key, 0); err != nil {
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
}
