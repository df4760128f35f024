package body

import (
	"context"
	"net/http"
	"slices"
	"sort"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// dutiesPage is the board of duties of a year.
func dutiesPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	year := yearAsked(c)
	board, err := c.App.Duties(c.Ctx(), c.By, b.Line.Key, charter.NewDate(year, 1, 1), charter.NewDate(year, 12, 31))
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, min(board.AsOf, board.To))
	if err != nil {
		return err
	}
	left, err := leftOf(c, b)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("duty.title")
	return c.Render(http.StatusOK, dutiesView(p, b, board, committee.DutyState(c.Query("trang-thai")), year, NewSpeaker(p.Lang, t.Documents), left))
}

// dutyStates are the states by which duties are filtered.
var dutyStates = []committee.DutyState{committee.DutyDone, committee.DutyDue, committee.DutyMiss, committee.DutyLate}

// dutyChips are the filters with their counts.
func dutyChips(p *ui.Page, b app.Board, state committee.DutyState) []ui.Link {
	out := []ui.Link{{Text: p.T("duty.every"), Href: p.With("trang-thai", ""), Here: state == "", Count: p.Int(len(b.Lines))}}
	for _, s := range dutyStates {
		out = append(out, ui.Link{
			Text: p.T("duty." + string(s)), Href: p.With("trang-thai", string(s)), Here: s == state,
			Icon: dutyMark(s), Count: p.Int(dutyCount(b, s)),
		})
	}
	return out
}

func dutyCount(b app.Board, s committee.DutyState) int {
	switch s {
	case committee.DutyDone:
		return b.Met
	case committee.DutyMiss:
		return b.Missed
	case committee.DutyLate:
		return b.Late
	case committee.DutyDue:
	}
	return b.Due
}

func dutyMark(s committee.DutyState) string {
	switch s {
	case committee.DutyDone:
		return "done"
	case committee.DutyLate:
		return "donelate"
	case committee.DutyMiss:
		return "late"
	case committee.DutyDue:
	}
	return "open"
}

func dutyKind(s committee.DutyState) string {
	switch s {
	case committee.DutyDone:
		return "ok"
	case committee.DutyLate:
		return "lated"
	case committee.DutyMiss:
		return "late"
	case committee.DutyDue:
	}
	return "open"
}

// only keeps the lines in a state; every one when none is asked for.
func only(lines []committee.DutyLine, s committee.DutyState) []committee.DutyLine {
	if s == "" {
		return lines
	}
	var out []committee.DutyLine
	for _, l := range lines {
		if l.State == s {
			out = append(out, l)
		}
	}
	return out
}

// soonest gives what matters first: missed, then due, then the rest; at most so
// many, in the order of their days.
func soonest(lines []committee.DutyLine, most int) []committee.DutyLine {
	rank := map[committee.DutyState]int{committee.DutyMiss: 0, committee.DutyDue: 1, committee.DutyLate: 2, committee.DutyDone: 3}
	out := append([]committee.DutyLine(nil), lines...)
	sort.SliceStable(out, func(i, j int) bool { return rank[out[i].State] < rank[out[j].State] })
	out = out[:min(len(out), most)]
	sort.SliceStable(out, func(i, j int) bool { return out[i].Obligation.Due.To < out[j].Obligation.Due.To })
	return out
}

// lawMet counts the duties out of general law that were met, in time or late.
func lawMet(b app.Board) int {
	return len(only(b.Law, committee.DutyDone)) + len(only(b.Law, committee.DutyLate))
}

// who names who owes a duty.
func who(s *Speaker, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return capital(s.words(list))
}

// evidencePath is the form that says what met an instance of a duty.
func evidencePath(key committee.BodyKey, o charter.Obligation) string {
	return ui.BodyPath(key, "nghia-vu", "chung-cu") + "?rule=" + o.Rule + "&due=" + o.Due.To.String()
}

// evidenceKinds are the kinds of evidence that a person can name.
var evidenceKinds = []string{"document", "meeting", "act", "note"}

// evidence says what met one instance of a duty.
func evidence(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	key := b.Line.Key
	list, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{Body: key, Limit: 100})
	if err != nil {
		return err
	}
	p := c.Page
	var in app.EvidenceIn
	return c.Act(ui.Act{
		Title: p.T("evidence.title"), Button: p.T("do.evidence"), Body: key,
		Fill: func(f *ui.Form) {
			f.Values.Set("kind", "document")
			f.Values.Set("met", p.Input(p.Today()))
		},
		Form: func(f *ui.Form) templ.Component {
			return evidenceForm(p, f, b, dutyNamed(c, b, f), meetingOptions(p, list.Items))
		},
		Read: func(f *ui.Form) {
			in = app.EvidenceIn{
				Body: key, Rule: f.Str("rule"), Due: f.Date("due"), Kind: f.Str("kind"), Ref: f.Str("ref"), Note: f.Prose("note"), Met: f.Date("met"),
			}
			if in.Kind == "meeting" {
				in.Ref = f.Str("meeting")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			ref := in.Ref
			if in.Kind == "meeting" {
				ref = ui.Chosen(meetingOptions(p, list.Items), in.Ref)
			}
			return []ui.Fact{
				{Label: p.T("field.rule"), Value: dutyNamed(c, b, f)},
				{Label: p.T("field.due"), Value: p.Day(in.Due)},
				{Label: p.T("field.kind"), Value: p.T("evidence." + in.Kind)},
				{Label: p.T("evidence.ref"), Value: ref},
				{Label: p.T("field.met"), Value: p.Day(in.Met)},
				{Label: p.T("field.note"), Value: string(in.Note), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.RecordEvidence(ctx, by, in)
			return rec, moved(err, "ref", map[bool]string{true: "meeting", false: "ref"}[in.Kind == "meeting"])
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "nghia-vu") + "?nam=" + yearOf(in.Due) },
	})
}

// dutyNamed gives the words of the duty that a form is about, with its period.
func dutyNamed(c *ui.Call, b app.BodyPage, f *ui.Form) string {
	due, ok := ui.ParseDay(f.Str("due"))
	if !ok {
		return f.Str("rule")
	}
	board, err := c.App.Duties(c.Ctx(), c.By, b.Line.Key, due, due)
	if err != nil {
		return f.Str("rule")
	}
	for _, l := range slices.Concat(board.Lines, board.Law) {
		if l.Obligation.Rule == f.Str("rule") {
			return dutyTitle(c.Page, l.Obligation)
		}
	}
	return f.Str("rule")
}

// meetingOptions lists meetings for a field.
func meetingOptions(p *ui.Page, list []app.MeetingLine) []ui.Option {
	out := make([]ui.Option, 0, len(list))
	for _, m := range list {
		out = append(out, ui.Option{Value: string(m.ID), Text: meetingName(p, m) + ", " + p.Stamp(m.Start)})
	}
	return out
}
