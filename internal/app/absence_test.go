package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

const bodyL = committee.BodyKey("to-xin-vang")

// leavingBody founds a body in which a member's absence needs the leave of the head and
// is told to the secretary, and a deputy's is told to the head and needs nobody's.
func (w *world) leavingBody() map[charter.Role]committee.SeatID {
	w.t.Helper()
	ctx := context.Background()
	for _, n := range []string{"l-head", "l-deputy", "l-secretary", "l-member"} {
		w.person(n)
	}
	text := strings.NewReplacer(
		"absence: {report-to: secretary}, substitute: {allowed: true, required: true, rank: cấp phó trở lên}", "absence: {report-to: secretary, leave-of: head}",
	).Replace(attendingCharter(bodyL))
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyL, Host: w.agency["vp"], Charter: text, From: day("2019-01-02"), Decision: decision("", "Thành lập", "2019-01-02"),
	}))
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{Body: bodyL, Decision: decision("", "Danh sách", "2019-01-03"), Seats: []app.SeatIn{
		w.sits("head", "l-head"), w.sits("deputy", "l-deputy"), w.sits("secretary", "l-secretary"), w.sits("member", "l-member"),
	}}))
	out := map[charter.Role]committee.SeatID{}
	for _, l := range w.roster(bodyL) {
		out[l.Role] = l.Seat
	}
	return out
}

// asking convenes a meeting of that body to which the member says not to come.
func (w *world) asking(seats map[charter.Role]committee.SeatID, title string) committee.MeetingID {
	w.t.Helper()
	ctx := context.Background()
	m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("l-head"), app.ConveneIn{
		Body: bodyL, Kind: committee.Regular, Title: committee.Prose(title), Start: w.at.Add(96 * time.Hour), Mode: "mixed", Chair: seats["head"],
		Invitees: invite(seats["head"], seats["deputy"], seats["secretary"], seats["member"]),
	})).Ref)
	w.must(w.app.AnswerInvitation(ctx, w.as("l-member"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAbsent, Reason: "đi công tác xa"}))
	return m
}

// liveLeave leaves leave refused and given behind, and an absence that waits for it.
func (w *world) liveLeave(h *history) {
	seats := w.leavingBody()
	ruled := w.asking(seats, "Phiên đã cho vắng")
	in := app.RuleAbsenceIn{Meeting: ruled, Seat: seats["member"], Reason: "cần có mặt"}
	w.must(w.app.RuleAbsence(context.Background(), w.as("l-head"), in))
	in.Granted = true
	w.must(w.app.RuleAbsence(context.Background(), w.as("l-head"), in))
	h.leave = app.RuleAbsenceIn{Meeting: w.asking(seats, "Phiên chờ cho vắng"), Seat: seats["member"], Granted: true}
}

// Where the charter says whose leave an absence needs, it waits for that one, is given
// or refused as an act, and shown with the clause; where it says that an absence is told,
// nothing is given.
func TestLeaveByTheCharter(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats := w.leavingBody()
		m := w.asking(seats, "Phiên thử")
		desk := func(who, kind string) bool {
			t.Helper()
			d, err := w.app.Desk(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(append(d.Await, d.Waiting...), func(i app.DeskItem) bool { return i.Kind == kind && i.Ref == string(m) })
		}
		line := func(who string) app.AnswerLine {
			return lineOf(t, w.page(who, m).Answers, committee.Party{Seat: seats["member"]})
		}
		if !desk("l-head", "leave") || !desk("l-secretary", "absence") || desk("l-secretary", "leave") || desk("l-deputy", "leave") || !desk("l-member", "leave") {
			t.Error("leave is asked of others than the head, the secretary is not told, or the member does not see that it waits")
		}
		if l := line("l-deputy"); l.Absence != committee.AbsencePending || l.Rules || len(l.Clauses) == 0 || l.Clauses[0].Address != "quy-che/2.2" {
			t.Errorf("while it waits the deputy reads %+v", l)
		}
		in := app.RuleAbsenceIn{Meeting: m, Seat: seats["member"]}
		for _, who := range []string{"l-deputy", "l-secretary", "l-member"} {
			_, err := w.app.RuleAbsence(ctx, w.as(who), in)
			f := wants(t, err, committee.Refused, "absence.not-yours")
			if f.Ruling == nil || f.Ruling.Clauses[0].Address != "quy-che/2.2" || len(f.Could) != 1 || f.Could[0].Role != "head" || !strings.Contains(strings.Join(f.Could[0].Holders, " "), "l-head") {
				t.Errorf("%s is refused by %+v, could %+v", who, f.Ruling, f.Could)
			}
		}
		if _, err := w.app.RuleAbsence(ctx, w.as("member1"), in); fault(err) == nil || fault(err).Kind != committee.NotFound {
			t.Errorf("who does not see the meeting: %v, want as if there were none", err)
		}
		_, err := w.app.RuleAbsence(ctx, w.as("l-head"), in)
		wants(t, err, committee.Invalid, "text.empty")
		in.Revision = 7
		_, err = w.app.RuleAbsence(ctx, w.as("l-head"), in)
		wants(t, err, committee.Conflict, "answer.changed")
		in.Revision, in.Reason = 1, "phải báo cáo tại phiên"
		r := w.must(w.app.RuleAbsence(ctx, w.as("l-head"), in))
		if desk("l-head", "leave") || desk("l-member", "leave") {
			t.Error("leave was refused and is still waited for")
		}
		if l := line("l-member"); l.Absence != committee.AbsenceRefused || l.Answer.Leave.Reason != "phải báo cáo tại phiên" {
			t.Errorf("the member reads %+v", l)
		}
		if l := line("l-deputy"); l.Absence != committee.AbsenceRefused || l.Answer.Leave.Reason != "" || app.PresenceOf(*l.Answer) != "absent" {
			t.Errorf("the deputy reads %+v", l.Answer)
		}
		for who, reads := range map[string]bool{"l-member": false, "l-head": true, "l-deputy": false} {
			act, err := w.app.Act(ctx, w.as(who), r.Act)
			if err != nil || strings.Contains(string(act.Input), "phải báo cáo") != reads {
				t.Errorf("%s reads the act: %v (%s)", who, err, act.Input)
			}
		}
		_, err = w.app.RuleAbsence(ctx, w.as("l-head"), in)
		wants(t, err, committee.Conflict, "absence.ruled")
		in.Granted, in.Reason = true, ""
		w.must(w.app.RuleAbsence(ctx, w.as("l-head"), in))
		if l := line("l-secretary"); l.Absence != committee.AbsenceGranted || app.PresenceOf(*l.Answer) != "excused" {
			t.Errorf("the secretary reads %+v", l)
		}

		// Who answers anew asks anew, and who comes after all asks for nothing.
		w.must(w.app.AnswerInvitation(ctx, w.as("l-member"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAbsent, Reason: "ốm"}))
		if l := line("l-head"); l.Absence != committee.AbsencePending || !l.Rules || !desk("l-head", "leave") {
			t.Errorf("asked anew: %+v", l)
		}
		w.must(w.app.AnswerInvitation(ctx, w.as("l-member"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAttend}))
		_, err = w.app.RuleAbsence(ctx, w.as("l-head"), app.RuleAbsenceIn{Meeting: m, Seat: seats["member"], Granted: true})
		wants(t, err, committee.Conflict, "absence.not-absent")
		// A deputy's absence is told, and nobody's to grant.
		w.must(w.app.AnswerInvitation(ctx, w.as("l-deputy"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAbsent, Reason: "họp tỉnh"}))
		if !desk("l-head", "absence") || desk("l-head", "leave") {
			t.Error("an absence that is told is asked leave for")
		}
		_, err = w.app.RuleAbsence(ctx, w.as("l-head"), app.RuleAbsenceIn{Meeting: m, Seat: seats["deputy"], Granted: true})
		if f := wants(t, err, committee.Conflict, "absence.no-leave"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/2.3" {
			t.Errorf("%+v", f)
		}
	})
}

// Leave that is given or refused is written to who asked and to who keeps the list, and
// stands on the desk of who asked; one ruled on anew overtakes the letter of before.
func TestLeaveIsTold(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		seats := w.leavingBody()
		for _, who := range []string{"l-head", "l-deputy", "l-secretary", "l-member"} {
			w.address(store.MailPerson, string(w.people[who]), who+"@example.gov.vn")
		}
		m := w.asking(seats, "Phiên xin vắng")
		desk := func(who, kind string) bool {
			t.Helper()
			d, err := w.app.Desk(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(append(d.Await, d.Waiting...), func(i app.DeskItem) bool { return i.Kind == kind && i.Ref == string(m) })
		}
		if !desk("l-head", "leave") {
			t.Error("what waits is not on the desk of who rules")
		}
		sent := func() map[string]*app.Letter {
			out := map[string]*app.Letter{}
			for _, id := range w.claimed() {
				if l := w.take(id); l != nil && l.Kind == app.LetterLeave {
					out[l.Address] = l
				}
			}
			return out
		}
		rule := func(granted bool, reason string) {
			t.Helper()
			w.must(w.app.RuleAbsence(ctx, w.as("l-head"), app.RuleAbsenceIn{Meeting: m, Seat: seats["member"], Granted: granted, Reason: committee.Prose(reason)}))
		}
		w.later(time.Minute)
		rule(false, "cần có mặt")
		w.later(time.Hour)
		got := sent()
		own, told := got["l-member@example.gov.vn"], got["l-secretary@example.gov.vn"]
		if len(got) != 2 || own == nil || told == nil {
			t.Fatalf("written to %v", got)
		}
		if x := own.Leave; !x.Own || x.Granted || x.Reason != "cần có mặt" || x.Meeting.ID != m || own.BodyName.VI == "" {
			t.Errorf("the member reads %+v", x)
		}
		if x := told.Leave; x.Own || x.Reason != "" || !strings.Contains(x.Who, "l-member") {
			t.Errorf("the secretary reads %+v", x)
		}
		if !desk("l-member", "leave-refused") || desk("l-deputy", "leave-refused") || desk("l-head", "leave") {
			t.Error("the refusal does not stand on the desk of who asked alone")
		}
		// Ruled on anew before the letters have left: only the last word is sent.
		rule(true, "")
		w.later(time.Second)
		rule(false, "đổi ý")
		w.later(time.Hour)
		if got := sent(); len(got) != 2 || got["l-member@example.gov.vn"].Leave.Reason != "đổi ý" {
			t.Errorf("the last word is not told: %v", got)
		}
		rule(true, "")
		if !desk("l-member", "leave-given") || desk("l-member", "leave-refused") {
			t.Error("leave given does not stand on the desk")
		}
		// Who comes after all has asked for nothing.
		w.must(w.app.AnswerInvitation(ctx, w.as("l-member"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAttend}))
		w.later(time.Hour)
		if got := sent(); len(got) != 0 || desk("l-member", "leave-given") {
			t.Errorf("leave is told of who comes: %v", got)
		}
	})
}
