package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// version is one version of a charter.
type version struct {
	Version       int          `json:"version"`
	Hash          string       `json:"hash"`
	Title         string       `json:"title"`
	From          charter.Date `json:"from"`
	To            charter.Date `json:"to"`
	Draft         bool         `json:"draft"`
	Reconstructed bool         `json:"reconstructed"`
}

func (c *call) version(v app.CharterLine) version {
	return version{v.Version, v.Hash, c.say(v.Title), v.From, v.To, v.Draft, v.Reconstructed}
}

// ruleView is a rule beside its clause.
type ruleView struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
}

// clauseView is a khoản or điểm with its rules.
type clauseView struct {
	Number string       `json:"number"`
	Text   string       `json:"text"`
	Rules  []ruleView   `json:"rules"`
	Points []clauseView `json:"points,omitempty"`
}

// article is a Điều.
type article struct {
	Number  string       `json:"number"`
	Part    string       `json:"part,omitempty"`
	Title   string       `json:"title"`
	Text    string       `json:"text"`
	Rules   []ruleView   `json:"rules"`
	Clauses []clauseView `json:"clauses"`
	Points  []clauseView `json:"points"`
}

// document is an instrument in its consolidated wording.
type document struct {
	Key      string    `json:"key"`
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Number   string    `json:"number"`
	Date     any       `json:"date"`
	Effect   any       `json:"effect"`
	SignedBy string    `json:"signed_by"`
	Articles []article `json:"articles"`
}

// text is the charter of a day.
type text struct {
	Key      committee.BodyKey `json:"key"`
	On       charter.Date      `json:"on"`
	Title    string            `json:"title"`
	Version  version           `json:"version"`
	Versions []version         `json:"versions"`
	// Documents come in order, the regulation first.
	Documents []document        `json:"documents"`
	Unstated  []charter.Subject `json:"unstated" doc:"Điều mà quy chế chưa nêu · what the text leaves open"`
	Undated   bool              `json:"undated"`
	Turns     []charter.Date    `json:"turns"`
}

func (c *call) text(p app.CharterPage) text {
	return text{
		p.Key, p.On, c.say(p.Title), c.version(p.Version), each(p.Versions, c.version), each(p.Documents, c.document),
		some(p.Unstated), p.Undated, some(p.Turns),
	}
}

func (c *call) document(d charter.Document) document {
	return document{
		d.Key, d.Kind, c.say(d.Title), d.Number, dueOf(d.Date), dueOf(d.Effect), c.say(d.SignedBy),
		each(d.Articles, func(a charter.Article) article {
			return article{
				a.Number, a.Part, c.say(a.Title), c.say(a.Text), rulesOf(a.Rules),
				each(a.Clauses, func(k charter.Clause) clauseView {
					return clauseView{k.Number, c.say(k.Text), rulesOf(k.Rules), each(k.Points, c.point)}
				}),
				each(a.Points, c.point),
			}
		}),
	}
}

func (c *call) point(p charter.Point) clauseView {
	return clauseView{Number: p.Letter, Text: c.say(p.Text), Rules: rulesOf(p.Rules)}
}

func rulesOf(list []charter.Rule) []ruleView {
	return each(list, func(r charter.Rule) ruleView { return ruleView{r.ID, string(r.Spec.Kind())} })
}

// ruling answers "may I?", in the form of the command line.
type ruling struct {
	Allowed       bool           `json:"allowed"`
	Reason        charter.Reason `json:"reason"`
	Clauses       []app.Clause   `json:"clauses"`
	WhoCould      []charter.Role `json:"who_could"`
	Could         []couldView    `json:"could"`
	Missing       []string       `json:"missing"`
	Needs         []string       `json:"needs"`
	Inferred      bool           `json:"inferred"`
	Reconstructed bool           `json:"reconstructed"`
	Draft         bool           `json:"draft"`
	Undated       bool           `json:"undated"`
	Seats         []seatRuling   `json:"seats"`
}

// seatRuling is the answer for one seat.
type seatRuling struct {
	Role    charter.Role   `json:"role"`
	Allowed bool           `json:"allowed"`
	Reason  charter.Reason `json:"reason"`
	Missing []string       `json:"missing"`
	Clauses []app.Clause   `json:"clauses"`
}

func (c *call) ruling(o app.MayOut) ruling {
	r, lang := o.Ruling, string(c.lang)
	return ruling{
		r.Allowed, r.Reason, app.ClausesOf(r.Clauses, lang), some(r.WhoCould),
		each(o.Could, func(x committee.Could) couldView {
			return couldView{string(x.Role), c.say(x.Title), some(x.Holders)}
		}),
		some(r.Missing), some(r.Needs), r.Inferred, r.Reconstructed, r.Draft, r.Undated,
		each(r.Seats, func(s charter.SeatRuling) seatRuling {
			return seatRuling{s.Role, s.Allowed, s.Reason, some(s.Missing), app.ClausesOf(s.Clauses, lang)}
		}),
	}
}

// matrix is who may do what.
type matrix struct {
	On    charter.Date `json:"on"`
	Roles []roleWord   `json:"roles"`
	Items []matrixRow  `json:"items"`
}

// roleWord is a role with its title.
type roleWord struct {
	Role  charter.Role `json:"role"`
	Title string       `json:"title"`
	In    string       `json:"in,omitempty"`
}

// matrixRow is one act; cells run as roles do.
type matrixRow struct {
	Act   charter.Act  `json:"act"`
	Word  string       `json:"word"`
	Cells []matrixCell `json:"cells"`
}

// matrixCell is the answer for one role, asked without any fact.
type matrixCell struct {
	Reason  charter.Reason `json:"reason"`
	Missing []string       `json:"missing"`
	Ref     string         `json:"ref"`
}

// duty is one instance of an obligation.
type duty struct {
	Rule     string              `json:"rule"`
	Duty     string              `json:"duty"`
	Who      []string            `json:"who"`
	Due      any                 `json:"due" doc:"YYYY-MM-DD, hoặc {from, to} nếu chỉ biết khoảng · or {from, to} when known in part"`
	Period   *span               `json:"period,omitempty"`
	Clauses  []app.Clause        `json:"clauses"`
	Law      string              `json:"law,omitempty" doc:"Văn bản pháp luật chung, khi nghĩa vụ không theo quy chế · the general law that it comes from, when not from the charter"`
	State    committee.DutyState `json:"state,omitempty" enum:"met,due,missed,met-late"`
	DaysLeft int                 `json:"days_left" doc:"Ngày làm việc còn lại · working days left"`
	Evidence []evidence          `json:"evidence"`
}

// evidence is what met a duty.
type evidence struct {
	Kind string       `json:"kind"`
	Ref  string       `json:"ref"`
	Note string       `json:"note"`
	Met  charter.Date `json:"met"`
}

func (c *call) obligation(o charter.Obligation) duty {
	d := duty{
		Rule: o.Rule, Duty: c.say(o.What), Who: some(o.Who), Due: dueOf(o.Due),
		Clauses: app.ClausesOf(o.Clauses, string(c.lang)), Evidence: []evidence{},
	}
	d.Law, _ = committee.FromLaw(o)
	if o.Period != (charter.Period{}) {
		d.Period = &span{o.Period.From, o.Period.To}
	}
	return d
}

func (c *call) duty(l committee.DutyLine) duty {
	d := c.obligation(l.Obligation)
	d.State, d.DaysLeft = l.State, l.DaysLeft
	d.Evidence = each(l.Evidence, evidenceOf)
	return d
}

func evidenceOf(e committee.Evidence) evidence { return evidence{e.Kind, e.Ref, e.Note, e.Met} }

// standing words a duty without a day, with what met it in the board's days.
func (c *call) standing(b app.Board) func(charter.Obligation) duty {
	return func(o charter.Obligation) duty {
		d := c.obligation(o)
		d.Evidence = each(b.Shown[o.Rule], evidenceOf)
		return d
	}
}

// board is a body's duties between two days.
type board struct {
	Items   []duty       `json:"items"`
	Next    *string      `json:"next" nullable:"true"`
	From    charter.Date `json:"from"`
	To      charter.Date `json:"to"`
	AsOf    charter.Date `json:"as_of"`
	Counts  dutyCounts   `json:"counts"`
	Law     []duty       `json:"general_law" doc:"Nghĩa vụ theo pháp luật chung, ngoài quy chế · duties out of general law, beside the charter's"`
	Ongoing []duty       `json:"ongoing" doc:"Nghĩa vụ không có ngày · duties without a day"`
}

// dutyCounts is how many duties stand how.
type dutyCounts struct {
	Met    int `json:"met"`
	Due    int `json:"due"`
	Missed int `json:"missed"`
	Late   int `json:"met_late"`
}

// planLine is one sitting that a series owes.
type planLine struct {
	Owed     duty                `json:"owed"`
	State    committee.DutyState `json:"state"`
	Meetings []MeetingLine       `json:"meetings"`
}

// charters registers the text of a body and what follows from it.
func (s *server) charters() {
	const tag = "charters"
	look(s, tag, "get-charter", "/bodies/{key}/charter", "Văn bản đang có hiệu lực · The text in force", func(ctx context.Context, c *call, in *OnKey) (text, error) {
		return s.textOn(ctx, c, in.Key, in.On)
	})
	look(s, tag, "get-charter-source", "/bodies/{key}/charter/source", "Tệp quy chế · The charter file", func(ctx context.Context, c *call, in *struct {
		ByKey
		Version int `query:"version" minimum:"0" doc:"0: bản mới nhất · the newest"`
	},
	) (source, error) {
		b, err := s.App.CharterSource(ctx, c.by, in.Key, in.Version)
		return source{string(b)}, err
	})
	act(s, http.MethodPost, tag, "install-charter", "/bodies/{key}/charter", "Ban hành bản quy chế khác · Install another version", documentLimit, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			Source   string       `json:"source" doc:"Văn bản tệp quy chế · text of the charter file"`
			From     charter.Date `json:"from" format:"date"`
			Decision decisionIn   `json:"decision"`
		}
	},
	) (textDone, error) {
		r, err := s.App.InstallCharter(ctx, c.by, app.CharterIn{Body: in.Key, Source: in.Body.Source, From: in.Body.From, Decision: in.Body.Decision.in()})
		if err != nil {
			return textDone{}, err
		}
		t, err := s.textOn(ctx, c, in.Key, in.Body.From.String())
		return textDone{string(in.Key), t, doneOf(r)}, passOver(err)
	})
	look(s, tag, "may", "/bodies/{key}/may", "Tôi có được làm không, theo điều nào · May I, by which clause", s.may)
	look(s, tag, "matrix", "/bodies/{key}/matrix", "Ai được làm việc gì · Who may do what", func(ctx context.Context, c *call, in *OnKey) (matrix, error) {
		on, err := day(in.On)
		if err != nil {
			return matrix{}, err
		}
		m, err := s.App.Matrix(ctx, c.by, in.Key, on)
		return matrix{
			m.On, each(m.Roles, func(r app.RoleWord) roleWord { return roleWord{r.Role, c.say(r.Title), r.In} }),
			each(m.Rows, func(r app.MatrixRow) matrixRow {
				return matrixRow{r.Act.Act, c.say(r.Act.Word), each(r.Cells, func(x app.MatrixCell) matrixCell {
					return matrixCell{x.Reason, some(x.Missing), x.Ref}
				})}
			}),
		}, err
	})
	s.duties()
}

// textDone is the text after another version was installed.
type textDone struct {
	ID      string `json:"id"`
	Charter text   `json:"charter"`
	Done
}

// source is a charter file.
type source struct {
	Source string `json:"source"`
}

func (s *server) textOn(ctx context.Context, c *call, key committee.BodyKey, on string) (text, error) {
	d, err := day(on)
	if err != nil {
		return text{}, err
	}
	p, err := s.App.CharterOn(ctx, c.by, key, d)
	if err != nil {
		return text{}, err
	}
	return c.text(p), nil
}

// mayIn is one authority question.
type mayIn struct {
	OnKey
	Act  charter.Act  `query:"act" required:"true"`
	Role charter.Role `query:"role" doc:"Để trống: chính người hỏi · empty: the caller"`
	In   string       `query:"in"`
	Fact []string     `query:"fact,explode" maxItems:"50" doc:"KEY:VALUE, lặp lại được · repeats"`
}

func (s *server) may(ctx context.Context, c *call, in *mayIn) (ruling, error) {
	on, err := day(in.On)
	if err != nil {
		return ruling{}, err
	}
	known, err := facts(in.Fact)
	if err != nil {
		return ruling{}, err
	}
	o, err := s.App.May(ctx, c.by, in.Key, app.MayIn{Act: in.Act, On: on, Role: in.Role, In: in.In, Facts: known})
	if err != nil {
		return ruling{}, err
	}
	return c.ruling(o), nil
}

// duties registers what the text makes fall due.
func (s *server) duties() {
	const tag = "duties"
	look(s, tag, "list-duties", "/bodies/{key}/duties", "Nghĩa vụ đến hạn giữa hai ngày · Duties due between two days", func(ctx context.Context, c *call, in *struct {
		ByKey
		From string `query:"from" format:"date" required:"true"`
		To   string `query:"to" format:"date" required:"true"`
	},
	) (board, error) {
		from, to, err := days(in.From, in.To)
		if err != nil {
			return board{}, err
		}
		if to < from {
			return board{}, committee.Wrong("to", "api.before", in.From)
		}
		b, err := s.App.Duties(ctx, c.by, in.Key, from, to)
		return board{
			each(b.Lines, c.duty), nil, b.From, b.To, b.AsOf, dutyCounts{b.Met, b.Due, b.Missed, b.Late}, each(b.Law, c.duty), each(b.Ongoing, c.standing(b)),
		}, err
	})
	look(s, tag, "year-plan", "/bodies/{key}/plan", "Lịch họp cả năm theo quy chế · The sittings that the text owes in a year", func(ctx context.Context, c *call, in *struct {
		ByKey
		Year int `query:"year" minimum:"1945" maximum:"2200" required:"true"`
	},
	) (page[planLine], error) {
		list, err := s.App.YearPlan(ctx, c.by, in.Key, in.Year)
		return whole(list, func(p app.PlanLine) planLine {
			return planLine{c.obligation(p.Obligation), p.State, each(p.Meetings, c.meetingLine)}
		}), err
	})
	act(s, http.MethodPost, tag, "record-evidence", "/bodies/{key}/evidence", "Ghi nghĩa vụ đã làm · Record what met a duty", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			Rule string       `json:"rule"`
			Due  charter.Date `json:"due,omitempty" format:"date" doc:"Để trống: nghĩa vụ không có ngày · empty: a duty without a day"`
			Kind string       `json:"kind" enum:"meeting,act,document,note"`
			Ref  string       `json:"ref,omitempty"`
			Note string       `json:"note,omitempty"`
			Met  charter.Date `json:"met" format:"date"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.RecordEvidence(ctx, c.by, app.EvidenceIn{
			Body: in.Key, Rule: b.Rule, Due: b.Due, Kind: b.Kind, Ref: b.Ref, Note: committee.Prose(b.Note), Met: b.Met,
		})
		return madeOf(r, ""), err
	})
	look(s, tag, "acts", "/acts", "Từ vựng các việc · The vocabulary of acts", func(_ context.Context, c *call, _ *struct{}) (page[actWord], error) {
		return whole(app.ActWords(), func(w app.ActWord) actWord { return actWord{w.Act, c.say(w.Word)} }), nil
	})
}

// actWord is an act with its name.
type actWord struct {
	Act  charter.Act `json:"act"`
	Word string      `json:"word"`
}
