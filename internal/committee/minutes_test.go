package committee

import (
	"strings"
	"testing"
)

func TestMinutes(t *testing.T) {
	env := envOn("2026-04-15")
	held := func() MinutesState {
		return MinutesState{
			MeetingNow: MeetingNow{Meeting: &Meeting{ID: "m", Body: "ban", State: Held, Agenda: []Item{{ID: "i1"}}}},
			Drafts:     []MinutesPart{{Text: "Khai mạc."}, {Item: "i1", Text: "Các ý kiến thống nhất.\r\n"}},
		}
	}
	sum := SumMinutes(held().Drafts)
	for _, c := range []struct {
		name, want string
		change     func(*MinutesState)
		sum        string
	}{
		{"approved as read", "", func(*MinutesState) {}, sum},
		{"changed since it was read", "minutes.changed", func(s *MinutesState) { s.Drafts[0].Text = "Khác" }, sum},
		{"moved to another matter", "minutes.changed", func(s *MinutesState) { s.Drafts[1].Item = "i2" }, sum},
		{"approved already", "minutes.approved", func(s *MinutesState) { s.Minutes = &Minutes{Approved: true, Version: 1} }, sum},
		{"not held yet", "meeting.state", func(s *MinutesState) { s.Meeting.State = Convened }, sum},
		{"called off", "meeting.state", func(s *MinutesState) { s.Meeting.State = Cancelled }, sum},
		{"no meeting", "meeting.unknown", func(s *MinutesState) { s.Meeting = nil }, sum},
		{"too long", "text.too-long", func(s *MinutesState) { s.Drafts[0].Text = Prose(strings.Repeat("a", MinutesLimit+1)) }, ""},
	} {
		state := held()
		c.change(&state)
		if c.sum == "" {
			c.sum = SumMinutes(state.Drafts)
		}
		events, err := ApproveMinutes(state, ApproveMinutesIn{Meeting: "m", Sum: c.sum, By: "chair"}, env)
		says(t, c.name, c.want, events, err)
		if c.want == "" {
			e, ok := events[0].(MinutesApproved)
			if !ok || e.Version != 1 || len(e.Parts) != 2 || e.Parts[1].Text != "Các ý kiến thống nhất." || e.By != "chair" {
				t.Errorf("%+v", events)
			}
		}
	}

	again := held()
	again.Minutes = &Minutes{Version: 1, Reason: "sót ý kiến"}
	events, err := ApproveMinutes(again, ApproveMinutesIn{Meeting: "m", Sum: sum}, env)
	says(t, "approved again", "", events, err)
	if e, ok := events[0].(MinutesApproved); !ok || e.Version != 2 {
		t.Errorf("%+v", events)
	}

	for _, c := range []struct {
		name, reason, want string
		minutes            *Minutes
	}{
		{"opened again", "sót ý kiến", "", &Minutes{Approved: true}},
		{"without a reason", " ", "text.empty", &Minutes{Approved: true}},
		{"never approved", "a", "minutes.open", nil},
		{"open already", "a", "minutes.open", &Minutes{}},
	} {
		state := held()
		state.Minutes = c.minutes
		events, err := ReopenMinutes(state, ReopenMinutesIn{Meeting: "m", Reason: c.reason}, env)
		says(t, c.name, c.want, events, err)
	}
}
