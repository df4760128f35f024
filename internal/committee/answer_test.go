package committee

import (
	"testing"

	"nghisu/internal/charter"
)

// answeringOn is a meeting of 28 June at eight that calls two seats and an agency.
func answeringOn(edit func(*AnsweringState)) AnsweringState {
	m := Meeting{
		ID: "m1", Body: ngheAn.Key, Start: at("2019-06-28", 8), Mode: "mixed", State: Convened,
		Invitees: []Invitee{{Seat: "s2"}, {Seat: "s3"}, {Agency: "so-khdt"}, {Name: "Chuyên gia 1"}},
	}
	st := AnsweringState{MeetingNow: MeetingNow{Meeting: &m, Seats: ngheAnSeats}}
	if edit != nil {
		edit(&st)
	}
	return st
}

func TestAnswerInvitation(t *testing.T) {
	verdict := charter.Verdict{OK: charter.No, Clauses: []charter.Cite{{Address: "quy-che/5.1"}}}
	seat, agency := Party{Seat: "s3"}, Party{Agency: "so-khdt"}
	good := AnswerInvitationIn{Meeting: "m1", By: seat, Answer: AnswerAttend, Channel: "web"}
	deputy := []Representative{{Name: "Phó Giám đốc 1", Title: "Phó Giám đốc Sở 1"}}
	for _, c := range []struct {
		name, code, events string
		edit               func(*AnswerInvitationIn, *AnsweringState)
		on                 string
	}{
		{"attends", "", "invitation.answered", func(*AnswerInvitationIn, *AnsweringState) {}, ""},
		{"attends online", "", "invitation.answered", func(in *AnswerInvitationIn, _ *AnsweringState) { in.Answer = AnswerOnline }, ""},
		{"online where all meet in a room", "answer.no-online", "", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.Answer, st.Meeting.Mode = AnswerOnline, "in-person"
		}, ""},
		{"absent without a word", "text.empty", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.Answer = AnswerAbsent }, ""},
		{"absent by a calendar's button", "", "invitation.answered", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.Answer, in.Channel = AnswerAbsent, "calendar"
		}, ""},
		{"by pigeon", "answer.channel", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.Channel = "pigeon" }, ""},
		{"what is no answer", "answer.kind", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.Answer = "maybe" }, ""},
		{"not called", "answer.not-called", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.By = Party{Seat: "s4"} }, ""},
		{"a sub-body's seat, when nobody was chosen", "answer.not-called", "", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.By, st.Meeting.Invitees = Party{Seat: "h1"}, nil
		}, ""},
		{"the roster is called, when nobody was chosen", "", "invitation.answered", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.By, st.Meeting.Invitees = Party{Seat: "s4"}, nil
		}, ""},
		{"when it has begun", "answer.begun", "", func(*AnswerInvitationIn, *AnsweringState) {}, "2019-06-28"},
		{"called off", "meeting.state", "", func(_ *AnswerInvitationIn, st *AnsweringState) { st.Meeting.State = Cancelled }, ""},
		{"no such meeting", "meeting.unknown", "", func(_ *AnswerInvitationIn, st *AnsweringState) { st.Meeting = nil }, ""},
		{"the agency names two", "", "invitation.answered", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.By, in.People = agency, append(deputy, Representative{Name: "Chuyên viên 1"})
		}, ""},
		{"the agency names one twice", "list.twice", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.By, in.People = agency, append(deputy, deputy...) }, ""},
		{"one without a name", "text.empty", "", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.By, in.People = agency, []Representative{{Title: "Giám đốc"}}
		}, ""},
		{"names some and does not come", "answer.people-stay", "", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.By, in.People, in.Answer, in.Reason = agency, deputy, AnswerAbsent, "Bận"
		}, ""},
		{"another comes instead", "", "invitation.answered substitute.named", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.Answer, in.Reason, in.People = AnswerAbsent, "Đi công tác", deputy
		}, ""},
		{"two come instead", "substitute.one", "", func(in *AnswerInvitationIn, _ *AnsweringState) {
			in.Answer, in.Reason, in.People = AnswerAbsent, "Đi công tác", append(deputy, Representative{Name: "Chuyên viên 1"})
		}, ""},
		{"comes and sends another", "substitute.not-absent", "", func(in *AnswerInvitationIn, _ *AnsweringState) { in.People = deputy }, ""},
		{"another may not come", "substitute.not-allowed", "", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.Answer, in.Reason, in.People = AnswerAbsent, "Bận", deputy
			st.Rule = &AttendanceRule{Substitute: charter.No, Verdict: verdict}
		}, ""},
		{"another has to come", "substitute.required", "", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.Answer, in.Reason = AnswerAbsent, "Bận"
			st.Rule = &AttendanceRule{Substitute: charter.Yes, Required: true, Binding: true, Verdict: verdict}
		}, ""},
		{"another should come", "", "invitation.answered", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.Answer, in.Reason = AnswerAbsent, "Bận"
			st.Rule = &AttendanceRule{Substitute: charter.Yes, Required: true, Verdict: verdict}
		}, ""},
		{"changed on another device", "answer.changed", "", func(in *AnswerInvitationIn, st *AnsweringState) {
			in.Revision, st.Answers = 1, []InvitationAnswer{{Party: seat, Revision: 2}}
		}, ""},
		{"what was said later stands", "answer.newer", "", func(_ *AnswerInvitationIn, st *AnsweringState) {
			st.Answers = []InvitationAnswer{{Party: seat, Revision: 1, At: at("2019-06-27", 8)}}
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, st := good, answeringOn(nil)
			c.edit(&in, &st)
			on := "2019-06-20"
			if c.on != "" {
				on = c.on
			}
			ev, err := AnswerInvitation(st, in, envOn(on))
			says(t, c.name, c.code, ev, err)
			if err == nil && names(ev) != c.events {
				t.Errorf("events %q, want %q", names(ev), c.events)
			}
		})
	}
	st := answeringOn(func(st *AnsweringState) {
		st.Answers = []InvitationAnswer{{Party: seat, Revision: 4, At: at("2019-06-19", 8)}}
	})
	ev, err := AnswerInvitation(st, good, envOn("2019-06-20"))
	if err != nil || ev[0].(InvitationAnswered).Revision != 5 || ev[0].(InvitationAnswered).Start != at("2019-06-28", 8).UnixMicro() {
		t.Errorf("%+v %v", ev, err)
	}
}

// Who said yes to one hour has not said yes to another.
func TestAnswerHoldsForTheHour(t *testing.T) {
	m := Meeting{Start: at("2019-06-28", 8)}
	x := InvitationAnswer{Start: at("2019-06-28", 8)}
	if !x.Holds(m) {
		t.Error("the answer does not hold for the hour it was given to")
	}
	if m.Start = at("2019-06-28", 14); x.Holds(m) {
		t.Error("the answer holds for another hour")
	}
}

func TestNameSubstitute(t *testing.T) {
	absent := InvitationAnswer{Party: Party{Seat: "s3"}, Answer: AnswerAbsent, Start: at("2019-06-28", 8)}
	in := NameSubstituteIn{Meeting: "m1", Seat: "s3", Who: Representative{Name: "Phó Giám đốc 1"}}
	for _, c := range []struct {
		name, code string
		answers    []InvitationAnswer
	}{
		{"of one who is absent", "", []InvitationAnswer{absent}},
		{"of one who has not answered", "substitute.not-absent", nil},
		{"of one who was absent at another hour", "substitute.not-absent", []InvitationAnswer{{Party: absent.Party, Answer: AnswerAbsent, Start: at("2019-06-27", 8)}}},
		{"of one who comes", "substitute.not-absent", []InvitationAnswer{{Party: absent.Party, Answer: AnswerAttend, Start: absent.Start}}},
	} {
		ev, err := NameSubstitute(answeringOn(func(st *AnsweringState) { st.Answers = c.answers }), in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
}
