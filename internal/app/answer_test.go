package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// liveAnswers leaves answers of every kind behind: of members, one of them absent
// with another in the place; of an agency that names whom it sends; and one written
// down.
func (w *world) liveAnswers(h *history) {
	w.t.Helper()
	ctx := context.Background()
	h.expanded = w.expanded("Phiên mở rộng sắp tới", "so1", "so2")
	w.must(w.app.AnswerInvitation(ctx, w.as("head"), app.AnswerIn{Meeting: h.expanded, Answer: committee.AnswerAttend}))
	w.must(w.app.AnswerInvitation(ctx, w.as("deputy"), app.AnswerIn{Meeting: h.expanded, Answer: committee.AnswerAbsent, Reason: "đi công tác"}))
	w.must(w.app.NameSubstitute(ctx, w.as("deputy"), app.SubstituteIn{Meeting: h.expanded, Seat: w.seatOf("deputy"), Name: "Người dự thay 1", Title: "Phó Giám đốc"}))
	w.must(w.app.AnswerInvitation(ctx, w.as("lead-so1"), app.AnswerIn{
		Meeting: h.expanded, Answer: committee.AnswerAttend, People: []app.RepresentativeIn{{Name: "Đại biểu 1", Title: "Phó Giám đốc Sở 1"}},
	}))
}

// expanded convenes an expanded meeting of body C in ten days with some agencies.
func (w *world) expanded(title string, agencies ...string) committee.MeetingID {
	w.t.Helper()
	in := app.ConveneIn{
		Body: bodyC, Kind: committee.Expanded, Title: committee.Prose(title), Start: w.at.Add(240 * time.Hour), Mode: "mixed", Chair: w.seatOf("head"),
		Invitees: append(invite(w.seatOf("head"), w.seatOf("deputy")), app.InviteeIn{Name: "Chuyên gia 1"}),
	}
	for _, g := range agencies {
		in.Invitees = append(in.Invitees, app.InviteeIn{Agency: w.agency[g]})
	}
	return committee.MeetingID(w.must(w.app.Convene(context.Background(), w.as("head"), in)).Ref)
}

// page reads a meeting as somebody.
func (w *world) page(who string, id committee.MeetingID) app.MeetingPage {
	w.t.Helper()
	p, err := w.app.Meeting(context.Background(), w.as(who), id)
	if err != nil {
		w.t.Fatalf("%s reads the meeting: %v", who, err)
	}
	return p
}

// lineOf finds the answer of a party on a page.
func lineOf(t *testing.T, p app.AnswerPage, party committee.Party) app.AnswerLine {
	t.Helper()
	for _, l := range p.Lines {
		if l.Party == party {
			return l
		}
	}
	t.Fatalf("%s is not among those called", party.Key())
	return app.AnswerLine{}
}

// A14: an agency that is invited answers through its own people, who name whom it
// sends; others are refused with the clause by which it is called.
func TestAgencyAnswersInvitation(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.person("staff-so1")
		post := committee.PostID(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["so1"], Kind: "specialist", VI: "Đầu mối Sở 1"})).Ref)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: post, Person: w.people["staff-so1"], From: day("2019-01-01")}))
		m := w.expanded("Phiên mở rộng", "so1")
		so1 := committee.Party{Agency: w.agency["so1"]}
		in := app.AnswerIn{Meeting: m, Answer: committee.AnswerAttend, People: []app.RepresentativeIn{{Name: "Đại biểu 1", Title: "Phó Giám đốc Sở 1"}}}

		for _, who := range []string{"lead-so2", "outsider", "standing"} {
			for _, by := range []app.PartyIn{{}, {Agency: w.agency["so1"]}} {
				x := in
				x.By = by
				_, err := w.app.AnswerInvitation(ctx, w.as(who), x)
				f := wants(t, err, committee.Refused, "answer.not-called")
				if f.Ruling == nil || f.Ruling.Clauses[0].Address != "quy-che/4.4" || f.Could[0].Role != "invitee" {
					t.Errorf("%s: %+v", who, f)
				}
				if seen := who == "standing"; seen != slices.Contains(f.Could[0].Holders, "Người lead-so1") && by != (app.PartyIn{}) {
					t.Errorf("%s is told that %v could", who, f.Could)
				}
			}
		}
		r := w.must(w.app.AnswerInvitation(ctx, w.as("staff-so1"), in))
		if r.Ground.Inherent != "asked" {
			t.Errorf("on the ground of %+v", r.Ground)
		}
		l := lineOf(t, w.page("head", m).Answers, so1)
		if l.Answer == nil || l.Answer.People[0].Name != "Đại biểu 1" || l.Answer.Channel != "api" || l.Answer.By != w.people["staff-so1"] {
			t.Errorf("%+v", l.Answer)
		}
		// The agency's head names another: the earlier one goes.
		in.People = []app.RepresentativeIn{{Name: "Đại biểu 2"}}
		w.must(w.app.AnswerInvitation(ctx, w.as("lead-so1"), in))
		if l := lineOf(t, w.page("staff-so1", m).Answers, so1); len(l.Answer.People) != 1 || l.Answer.People[0].Name != "Đại biểu 2" || l.Answer.Revision != 2 {
			t.Errorf("%+v", l.Answer)
		}
		// What came by telephone: by the secretary, with both times; by nobody else.
		call := app.AnswerIn{Meeting: m, By: app.PartyIn{Agency: w.agency["so1"]}, Answer: committee.AnswerAbsent, Reason: "trùng lịch", Channel: "telephone"}
		if _, err := w.app.AnswerInvitation(ctx, w.as("member1"), call); fault(err) == nil || fault(err).Kind != committee.Refused {
			t.Errorf("a member writes an answer down: %v", err)
		}
		aide := w.as("secretary")
		spoke := w.at.Add(30 * time.Minute)
		w.at = w.at.Add(2 * time.Hour)
		aide.ActedAt = spoke
		w.must(w.app.AnswerInvitation(ctx, aide, call))
		l = lineOf(t, w.page("head", m).Answers, so1)
		if x := l.Answer; !x.Recorded() || !x.At.Equal(spoke) || !x.Entered.Equal(w.at) || x.Reason != "trùng lịch" || len(x.People) != 0 {
			t.Errorf("%+v", x)
		}
		// Whoever is called sees that it does not come, and not why.
		if l := lineOf(t, w.page("member1", m).Answers, so1); l.Answer.Reason != "" || l.Answer.Answer != committee.AnswerAbsent {
			t.Errorf("a member reads %+v", l.Answer)
		}
		if n := w.page("head", m).Answers.Counts; n.Silent != 2 || n.Absent != 1 {
			t.Errorf("counts %+v", n)
		}
	})
}

// attending is a charter that speaks of absence, substitutes, notice and quorum.
func attendingCharter(key committee.BodyKey) string {
	return fmt.Sprintf(`format: nghi-su/charter/1
key: %s
title: {vi: Quy chế thử, en: Trial charter}
status: in-force
documents:
  - document: quy-che
    kind: regulation
    title: {vi: Quy chế, en: Regulation}
    number: unstated
    date: 2019-01-01
    effect: 2019-01-01
    articles:
      - article: 1
        title: {vi: Thành phần, en: Members}
        clauses:
          - clause: 1
            text: {vi: Tổ có các vai sau., en: The roles.}
            rules:
              - {id: truong, role: head, title: {vi: Tổ trưởng, en: Head}, rank: 1, count: unstated}
              - {id: pho, role: deputy, title: {vi: Tổ phó, en: Deputy}, rank: 2, count: unstated}
              - {id: thu-ky, role: secretary, title: {vi: Thư ký, en: Secretary}, rank: 3, count: unstated}
              - {id: thanh-vien, role: member, title: {vi: Thành viên, en: Member}, rank: 4, count: unstated}
      - article: 2
        title: {vi: Họp, en: Meetings}
        clauses:
          - clause: 1
            text: {vi: Tổ trưởng triệu tập., en: The head convenes.}
            rules:
              - {id: trieu-tap, power: [meeting.convene, meeting.choose-attendees, meeting.chair, meeting.conclude], by: head}
          - clause: 2
            text: {vi: Thành viên vắng báo Thư ký và cử người dự thay từ cấp phó trở lên., en: A member who is absent tells the secretary.}
            rules:
              - {id: bao-vang, attendance: member, must: true, absence: {report-to: secretary}, substitute: {allowed: true, required: true, rank: cấp phó trở lên}}
              - {id: vang, power: absence.report, by: [member, deputy]}
              - {id: cu-thay, power: substitute.name, by: [member, head]}
          - clause: 3
            text: {vi: Tổ phó vắng thì không cử người thay., en: A deputy sends nobody.}
            rules:
              - {id: pho-vang, attendance: deputy, absence: {report-to: head}, substitute: {allowed: false}}
          - clause: 4
            text: {vi: "Giấy mời gửi trước ba ngày làm việc, trừ họp gấp.", en: Three working days.}
            rules:
              - {id: bao-truoc, notice: invitation, lead: 3 working-days, unless: urgent}
          - clause: 5
            text: {vi: Họp khi có ít nhất ba người., en: Three make a quorum.}
            rules:
              - {id: tuc-so, quorum: meet, amount: at least 3 of all-members, counts: {online: true, substitute: false}}
`, key)
}

const bodyT = committee.BodyKey("to-bao-vang")

// attendingBody founds a body of that charter with four seats, given by role.
func (w *world) attendingBody() map[charter.Role]committee.SeatID {
	w.t.Helper()
	ctx := context.Background()
	for _, n := range []string{"t-head", "t-deputy", "t-secretary", "t-member"} {
		w.person(n)
	}
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyT, Host: w.agency["vp"], Charter: attendingCharter(bodyT), From: day("2019-01-02"), Decision: decision("", "Thành lập", "2019-01-02"),
	}))
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{Body: bodyT, Decision: decision("", "Danh sách", "2019-01-03"), Seats: []app.SeatIn{
		w.sits("head", "t-head"), w.sits("deputy", "t-deputy"), w.sits("secretary", "t-secretary"), w.sits("member", "t-member"),
	}}))
	out := map[charter.Role]committee.SeatID{}
	for _, l := range w.roster(bodyT) {
		out[l.Role] = l.Seat
	}
	return out
}

// An absence is told to whom the charter says, and another comes instead only as
// it says; what it says of a role is for that role.
func TestAbsenceByTheCharter(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats := w.attendingBody()
		m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("t-head"), app.ConveneIn{
			Body: bodyT, Kind: committee.Regular, Title: "Phiên thử", Start: w.at.Add(96 * time.Hour), Mode: "mixed", Chair: seats["head"],
			Invitees: invite(seats["head"], seats["deputy"], seats["secretary"], seats["member"]),
		})).Ref)
		kinds := func() string {
			var out []string
			for _, g := range w.page("t-head", m).Gaps {
				out = append(out, string(g.Kind))
			}
			return strings.Join(out, " ")
		}
		desk := func(who, kind string) bool {
			t.Helper()
			d, err := w.app.Desk(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(d.Await, func(i app.DeskItem) bool { return i.Kind == kind && i.Ref == string(m) })
		}
		if !desk("t-member", "answer") || desk("t-secretary", "absence") {
			t.Error("a meeting to come does not wait for the member's answer, or an absence was told that nobody reported")
		}
		away := app.AnswerIn{Meeting: m, Answer: committee.AnswerAbsent, Reason: "đi công tác"}
		thay := []app.RepresentativeIn{{Name: "Phó Giám đốc 1", Title: "Sở 1"}}

		// A deputy sends nobody: not the deputy's power to begin with.
		x := away
		x.People = thay
		_, err := w.app.AnswerInvitation(ctx, w.as("t-deputy"), x)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.2", "member", "head")
		_, err = w.app.NameSubstitute(ctx, w.as("t-deputy"), app.SubstituteIn{Meeting: m, Seat: seats["deputy"], Name: "Ai đó"})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.2", "member", "head")
		// A head may not be absent by a clause for others.
		_, err = w.app.AnswerInvitation(ctx, w.as("t-head"), away)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.2", "member", "deputy")
		// A member has to send somebody.
		_, err = w.app.AnswerInvitation(ctx, w.as("t-member"), away)
		if f := wants(t, err, committee.Conflict, "substitute.required"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/2.2" {
			t.Errorf("%+v", f)
		}
		r := w.must(w.app.AnswerInvitation(ctx, w.as("t-member"), x))
		if r.Ground.Clauses[0].Address != "quy-che/2.2" {
			t.Errorf("%+v", r.Ground)
		}
		if !desk("t-secretary", "absence") || desk("t-deputy", "absence") || desk("t-member", "answer") {
			t.Error("the absence is told to others than the secretary, or the member is still asked")
		}
		l := lineOf(t, w.page("t-secretary", m).Answers, committee.Party{Seat: seats["member"]})
		if l.Answer.Reason != "đi công tác" || len(l.Told) != 1 || !strings.Contains(l.Told[0], "Người t-secretary") || l.Answer.People[0].Name != "Phó Giám đốc 1" {
			t.Errorf("%+v %v", l, l.Told)
		}
		if l := lineOf(t, w.page("t-deputy", m).Answers, committee.Party{Seat: seats["member"]}); l.Answer.Reason != "" || l.Told != nil {
			t.Errorf("the deputy reads %+v", l)
		}
		// The act tells why only to who may know it.
		for who, reads := range map[string]bool{"t-member": true, "t-head": true, "t-secretary": true, "t-deputy": false} {
			act, err := w.app.Act(ctx, w.as(who), r.Act)
			if err != nil || strings.Contains(string(act.Input), "đi công tác") != reads {
				t.Errorf("%s reads the act: %v (%s)", who, err, act.Input)
			}
		}
		// The head may send another in the member's place.
		w.must(w.app.NameSubstitute(ctx, w.as("t-head"), app.SubstituteIn{Meeting: m, Seat: seats["member"], Name: "Phó Giám đốc 2"}))
		mine := w.page("t-member", m).Answers.Mine
		if len(mine) != 1 || mine[0].Answer.People[0].Name != "Phó Giám đốc 2" || mine[0].Rule.Rank.VI != "cấp phó trở lên" || !mine[0].Rule.Required {
			t.Errorf("%+v", mine)
		}

		// Three make a quorum, and who comes instead does not count: with the deputy
		// away too there is none.
		if strings.Contains(kinds(), "quorum") {
			t.Errorf("three can still come: %s", kinds())
		}
		w.must(w.app.AnswerInvitation(ctx, w.as("t-deputy"), away))
		if !strings.Contains(kinds(), "quorum") {
			t.Errorf("two of four are away: %s", kinds())
		}
		if !desk("t-head", "absence") {
			t.Error("the head is not told of the deputy's absence")
		}
		w.must(w.app.AnswerInvitation(ctx, w.as("t-deputy"), app.AnswerIn{Meeting: m, Answer: committee.AnswerOnline}))
		if strings.Contains(kinds(), "quorum") || desk("t-head", "absence") {
			t.Errorf("the deputy comes after all: %s", kinds())
		}
		// Set to another hour: everybody is asked anew.
		w.must(w.app.MoveMeeting(ctx, w.as("t-head"), app.MoveIn{Meeting: m, Start: w.at.Add(200 * time.Hour)}))
		if !desk("t-member", "answer") || w.page("t-head", m).Answers.Counts.Silent != 4 {
			t.Errorf("after the meeting moved: %+v", w.page("t-head", m).Answers.Counts)
		}
	})
}

// Three working days of notice: kept, broken and cited, or excused.
func TestNotice(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		seats := w.attendingBody()
		for _, c := range []struct {
			name    string
			hours   time.Duration
			urgent  bool
			ok      charter.Tri
			excused bool
		}{
			{"in time", 7 * 24, false, charter.Yes, false},
			{"over a week-end", 4 * 24, false, charter.Yes, false}, // the third working day before a Sunday is the Wednesday
			{"too late", 2 * 24, false, charter.No, false},
			{"urgent", 2 * 24, true, charter.Yes, true},
		} {
			m := committee.MeetingID(w.must(w.app.Convene(context.Background(), w.as("t-head"), app.ConveneIn{
				Body: bodyT, Kind: committee.Regular, Title: committee.Prose(c.name), Start: w.at.Add(c.hours * time.Hour), Chair: seats["head"], Urgent: c.urgent,
				Invitees: invite(seats["head"]),
			})).Ref)
			before, err := w.app.NoticeOf(context.Background(), w.as("t-head"), app.NoticeIn{Body: bodyT, Start: w.at.Add(c.hours * time.Hour), Urgent: c.urgent})
			if err != nil || len(before) != 1 || before[0].OK != c.ok || before[0].Excused != c.excused {
				t.Errorf("%s, before it is called: %+v %v", c.name, before, err)
			}
			p := w.page("t-member", m)
			if len(p.Notices) != 1 || p.Notices[0].OK != c.ok || p.Notices[0].Excused != c.excused || p.Notices[0].Clauses[0].Address != "quy-che/2.4" {
				t.Errorf("%s: %+v", c.name, p.Notices)
			}
			broken := slices.ContainsFunc(w.page("t-head", m).Gaps, func(g app.Gap) bool { return g.Kind == app.GapNotice })
			if broken != (c.ok == charter.No) {
				t.Errorf("%s: gaps %+v", c.name, w.page("t-head", m).Gaps)
			}
		}
	})
}
