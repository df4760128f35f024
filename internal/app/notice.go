package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// NoticeLine is what a charter asks of the notice of a meeting, held against what
// was done (thời hạn gửi giấy mời, chương trình, tài liệu).
type NoticeLine struct {
	What    string       // invitation, agenda, papers
	Sent    charter.Date // zero: not yet
	By      charter.Date // the last lawful day; zero: the text does not say
	Lead    string       // how long before, in the words of the rule: "3 working-days"
	OK      charter.Tri  // Absent: the text leaves it open
	Excused bool         // an urgent meeting, which the rule excuses
	Clauses []Clause
}

// notices holds a meeting against the charter's words on its notice. What no rule
// speaks of has no line.
func (a *App) notices(tx *store.Tx, reg *charter.Regulation, out *MeetingPage, day charter.Date) []NoticeLine {
	if reg == nil || out.Meeting.State == committee.Cancelled {
		return nil
	}
	var list []NoticeLine
	for _, what := range noticeKinds {
		if l, ok := a.noticeLine(reg, out.Meeting, what, a.noticed(tx, out, what), day, a.dayOf(tx, a.now())); ok {
			list = append(list, l)
		}
	}
	return list
}

// noticeKinds are what a charter can ask to be made known before a meeting.
var noticeKinds = []string{"invitation", "agenda", "papers"}

// noticeLine holds one kind of notice against the rule on it; false where none is.
func (a *App) noticeLine(reg *charter.Regulation, m committee.Meeting, what string, sent, day, today charter.Date) (NoticeLine, bool) {
	v := reg.Verdict("notice", day, noticeFacts(m, what, sent, day), a.isWorkday)
	l := NoticeLine{What: what, Sent: sent, OK: v.OK, Clauses: ClausesOf(v.Clauses, "vi")}
	need, _ := v.Need.(map[string]any)
	word, _ := need[what].(string)
	switch lead, by, known := strings.Cut(word, ", by "); {
	case word == "excused":
		l.Excused = true
	case word == "unstated":
	case known:
		l.Lead = lead
		if d, err := charter.ParseDate(by); err == nil {
			l.By = d
		}
	default:
		l.Lead = lead
	}
	if l.By != 0 && l.Sent == 0 && today > l.By {
		l.OK = charter.No // nothing was sent, and the last day has passed
	}
	return l, len(v.Clauses) > 0
}

// NoticeIn is a meeting that is about to be called.
type NoticeIn struct {
	Body   committee.BodyKey
	In     string
	Series string
	Start  time.Time
	Urgent bool
}

// NoticeOf says whether a meeting that were called now would be made known as long
// before as the charter asks; papers come later and are left out.
func (a *App) NoticeOf(ctx context.Context, by Actor, in NoticeIn) (out []NoticeLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if in.Start.IsZero() {
			return nil
		}
		day := a.dayOf(tx, in.Start)
		reg, err := a.regulation(tx, in.Body, day)
		if err != nil || reg == nil {
			return err
		}
		m := committee.Meeting{In: in.In, Series: in.Series, Urgent: in.Urgent}
		for _, what := range noticeKinds[:2] {
			if l, ok := a.noticeLine(reg, m, what, v.on, day, v.on); ok {
				out = append(out, l)
			}
		}
		return nil
	})
	return out, err
}

// noticeFacts are what a ruling on notice is told. What is sent from here is
// written; what it states nobody tells, so that a rule which lists it stays open.
func noticeFacts(m committee.Meeting, what string, sent, day charter.Date) []charter.Fact {
	facts := []charter.Fact{
		{Key: "what", Value: what}, {Key: "meeting", Value: day.String()}, {Key: "form", Value: "written"},
	}
	if sent != 0 {
		facts = append(facts, charter.Fact{Key: "sent", Value: sent.String()})
	}
	if m.Series != "" {
		facts = append(facts, charter.Fact{Key: "series", Value: m.Series})
	}
	if m.In != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: m.In})
	}
	if m.Urgent {
		facts = append(facts, charter.Fact{Key: "urgent", Value: "true"})
	}
	return facts
}

// noticed is the day on which something was made known of a meeting as it is set
// now: the invitation when the first letter said its hour, or, where no letters
// leave, when it was called or moved; the agenda with its latest change; papers
// with the one laid last.
func (a *App) noticed(tx *store.Tx, out *MeetingPage, what string) charter.Date {
	var day charter.Date
	for _, x := range out.Acts {
		name := string(x.Act.Act)
		called := strings.HasPrefix(name, "meeting.convene") || name == "meeting.postpone"
		if called || what == "agenda" && x.Act.Act == committee.ActArrange {
			day = a.dayOf(tx, x.At)
		}
	}
	switch what {
	case "papers":
		day = 0
		for _, p := range out.Papers {
			if !p.Paper.Withdrawn && len(p.Paper.Versions) > 0 {
				day = max(day, a.dayOf(tx, p.Paper.Versions[0].At))
			}
		}
	case "agenda":
		if len(out.Meeting.Agenda) == 0 {
			return 0
		}
	case "invitation":
		for _, x := range slices.Backward(out.Invited.Sent) {
			if i := x.Invitation; !i.Recalled && !i.Cancels && i.Start.Equal(out.Meeting.Start) {
				return a.dayOf(tx, i.At)
			}
		}
	}
	return day
}
