package committee

import (
	"testing"
	"time"

	"nghisu/internal/charter"
)

func TestRuleAbsence(t *testing.T) {
	rule := &AttendanceRule{LeaveOf: []charter.Role{"head"}, Verdict: charter.Verdict{Clauses: []charter.Cite{{Address: "quy-che/6.1"}}}}
	told := &AttendanceRule{ReportTo: []charter.Role{"secretary"}, Verdict: rule.Verdict}
	at := func(day string) time.Time { return envOn(day).Now }
	start := answeringOn(nil).Meeting.Start
	absent := func(leave *LeaveRuling) []InvitationAnswer {
		return []InvitationAnswer{{Party: Party{Seat: "s3"}, Answer: AnswerAbsent, Revision: 2, Start: start, At: at("2019-06-10"), Leave: leave}}
	}
	good := RuleAbsenceIn{Meeting: "m1", Seat: "s3", Granted: true}
	for _, c := range []struct {
		name, code string
		edit       func(*RuleAbsenceIn, *AnsweringState)
		on         string
	}{
		{"given", "", func(*RuleAbsenceIn, *AnsweringState) {}, "2019-06-20"},
		{"given while the meeting is held", "", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Meeting.State = Held }, "2019-06-28"},
		{"refused without a reason", "text.empty", func(in *RuleAbsenceIn, _ *AnsweringState) { in.Granted = false }, "2019-06-20"},
		{"refused", "", func(in *RuleAbsenceIn, _ *AnsweringState) { in.Granted, in.Reason = false, "phải báo cáo" }, "2019-06-20"},
		{"refused and then given", "", func(_ *RuleAbsenceIn, st *AnsweringState) {
			st.Answers = absent(&LeaveRuling{At: at("2019-06-12")})
		}, "2019-06-20"},
		{"given twice", "absence.ruled", func(_ *RuleAbsenceIn, st *AnsweringState) {
			st.Answers = absent(&LeaveRuling{Granted: true, At: at("2019-06-12")})
		}, "2019-06-20"},
		{"entered before it was asked", "answer.newer", func(*RuleAbsenceIn, *AnsweringState) {}, "2019-06-01"},
		{"of an answer changed meanwhile", "answer.changed", func(in *RuleAbsenceIn, _ *AnsweringState) { in.Revision = 1 }, "2019-06-20"},
		{"told and no more", "absence.no-leave", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Rule = told }, "2019-06-20"},
		{"where no charter speaks", "absence.no-leave", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Rule = nil }, "2019-06-20"},
		{"of who comes", "absence.not-absent", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Answers[0].Answer = AnswerAttend }, "2019-06-20"},
		{"of who said nothing", "absence.not-absent", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Answers = nil }, "2019-06-20"},
		{"of an answer to another hour", "absence.not-absent", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Answers[0].Start = start.Add(-time.Hour) }, "2019-06-20"},
		{"after the close", "meeting.state", func(_ *RuleAbsenceIn, st *AnsweringState) { st.Meeting.State = Concluded }, "2019-06-29"},
	} {
		in := good
		st := answeringOn(func(st *AnsweringState) { st.Answers, st.Rule = absent(nil), rule })
		c.edit(&in, &st)
		ev, err := RuleAbsence(st, in, envOn(c.on))
		if c.code != "" {
			if f, ok := err.(*Fault); !ok || f.Code != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
			continue
		}
		if err != nil || len(ev) != 1 {
			t.Errorf("%s: %v, %d events", c.name, err, len(ev))
			continue
		}
		if e, ok := ev[0].(AbsenceRuled); !ok || e.Revision != 2 || e.Granted != in.Granted || e.Seat != "s3" {
			t.Errorf("%s: %+v", c.name, ev[0])
		}
	}
}
