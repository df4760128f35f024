package secretary

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/byhand"
	"nghisu/internal/web/ui"
)

// words tell an act of the papers: "Biểu quyết: Ủy viên 3, đồng ý".
func (x *entering) words(p *ui.Page, s byhand.Step) string {
	who := ""
	if l, ok := x.page.Name(s.Seat); ok {
		who = l.Holder
		if who == "" {
			who = l.Title.VI
		}
	}
	what := ""
	if item, ok := x.page.Item(s.Item); ok {
		what = item.Number + ". " + item.Title
	}
	switch s.Act {
	case byhand.List:
		return p.T("byhand.act."+string(s.Act), x.away(p, s))
	case byhand.Arrive:
		return p.T("byhand.act."+string(s.Act), who, p.T("presence."+s.How))
	case byhand.Mark:
		return p.T("byhand.act."+string(s.Act), who, x.optionOf(p, s))
	case byhand.Decide:
		return p.T("byhand.act."+string(s.Act), what, x.sentence(committee.Conclusion{
			Text: s.Conclusion.Text, Work: s.Conclusion.Work, Lead: s.Conclusion.Lead, Accountable: s.Conclusion.Accountable,
			Coordinators: s.Conclusion.Coordinators, Due: s.Conclusion.Due,
		}))
	case byhand.Open:
		return p.T("byhand.act."+string(s.Act), what, s.Motion)
	case byhand.Give:
		return p.T("byhand.act."+string(s.Act), who, what)
	case byhand.Depart, byhand.Finish:
		return p.T("byhand.act."+string(s.Act), who)
	}
	return p.T("byhand.act."+string(s.Act), what)
}

// away names those whom a list has as not there.
func (x *entering) away(p *ui.Page, s byhand.Step) string {
	out := ""
	for _, y := range s.List {
		if y.How != "absent" && y.How != "excused" {
			continue
		}
		if out != "" {
			out += "; "
		}
		if l, ok := x.page.Name(y.Seat); ok {
			out += l.Holder + " (" + p.T("presence."+y.How) + ")"
		}
	}
	return out
}

func (x *entering) optionOf(p *ui.Page, s byhand.Step) string {
	if v := x.running(s.Item); v != nil {
		if o, ok := v.Vote.Option(s.Option); ok {
			return optionWord(p, o)
		}
	}
	return p.T("vote.option." + s.Option)
}

// clausesOf are the clauses that a refusal cites.
func clausesOf(f *committee.Fault) []charter.Cite {
	switch {
	case f.Ruling != nil:
		return f.Ruling.Clauses
	case f.Verdict != nil:
		return f.Verdict.Clauses
	}
	return nil
}

// optionWord is what a choice says; a standard one is said in the reader's language.
func optionWord(p *ui.Page, o committee.Option) string {
	if o.Label != "" {
		return o.Label
	}
	return p.T("vote.option." + o.Key)
}
