package body

import (
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui/uitest"
)

// TestWhoNamesASubstitute proves that a member who does not come is led to naming who
// comes instead: where the text lets one, while nobody is named.
func TestWhoNamesASubstitute(t *testing.T) {
	absent, comes := committee.InvitationAnswer{Answer: committee.AnswerAbsent}, committee.InvitationAnswer{Answer: committee.AnswerAttend}
	named := committee.InvitationAnswer{Answer: committee.AnswerAbsent, People: []committee.Representative{{Name: "Người dự thay 1"}}}
	lets, forbids := committee.AttendanceRule{Substitute: charter.Yes}, committee.AttendanceRule{Substitute: charter.No}
	for _, x := range []struct {
		name   string
		answer *committee.InvitationAnswer
		rule   *committee.AttendanceRule
		led    bool
	}{
		{"absent", &absent, &lets, true},
		{"somebody is named", &named, &lets, false},
		{"the text forbids it", &absent, &forbids, false},
		{"the text is silent", &absent, nil, false},
		{"comes", &comes, &lets, false},
		{"has not answered", nil, &lets, false},
	} {
		m := aMeeting(committee.Convened)
		m.Answers.Open = true
		m.Answers.Mine = []app.MyInvitation{{AnswerLine: app.AnswerLine{Party: committee.Party{Seat: "ghe-2"}, Answer: x.answer}, Rule: x.rule}}
		page := uitest.Draw(t, myAnswers(uitest.Page("vi"), m))
		if led := strings.Contains(page, `/phien-hop/m1/du-thay?ghe=ghe-2"`); led != x.led {
			t.Errorf("%s: led to naming a substitute: %v", x.name, led)
		}
	}
}
