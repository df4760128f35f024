package drafting

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// arranged is the meeting of the other tests with an agenda in sections, one item of
// which is confidential and concluded.
func arranged() Occasion {
	o := sitting()
	m := &o.Meeting.Meeting
	m.Start, m.Numbering, m.Sections = o.Meeting.Line.Start, committee.NumberRoman, []string{"Mở đầu", "Nội dung"}
	m.Agenda = []committee.Item{
		{ID: "a", Title: "Thông qua chương trình", Section: 1, Minutes: 10},
		{ID: "b", Title: "Nhân sự kín", Section: 2, Minutes: 30, Closed: true, Conclusions: []committee.Conclusion{{ID: "k", Text: "Kết luận kín", Lead: "tc"}}},
		{ID: "c", Title: "Kế hoạch", Section: 2, Minutes: 20, Presenter: "Chuyên gia 1"},
	}
	slots := m.Schedule()
	numbers := m.Numbers()
	for i, x := range m.Agenda {
		m.Agenda[i].Number = numbers[x.ID]
		m.Agenda[i].Begins, m.Agenda[i].Ends = slots[x.ID].Start, slots[x.ID].End
	}
	return o
}

// What goes to everybody names no confidential item, and keeps the numbers of the
// whole agenda; what the reader draws up for the own use follows the own sight.
func TestDocumentsFollowTheAgenda(t *testing.T) {
	o := arranged()
	begin := func(minutes int) string {
		return o.clock(o.Meeting.Line.Start.Add(time.Duration(minutes) * time.Minute))
	}
	for name, text := range map[string]string{"invitation": lines(Invitation(o)), "notice": lines(Notice(o))} {
		if strings.Contains(text, "Nhân sự kín") || strings.Contains(text, "Kết luận kín") {
			t.Errorf("the %s names the confidential item:\n%s", name, text)
		}
	}
	invitation := lines(Invitation(o))
	for _, s := range []string{
		"I. Mở đầu", begin(0) + " - " + begin(10) + ": 1. Thông qua chương trình", "II. Nội dung", begin(40) + " - " + begin(60) + ": 2. Kế hoạch (Chuyên gia 1 trình)",
	} {
		if !strings.Contains(invitation, s) {
			t.Errorf("the invitation lacks %q:\n%s", s, invitation)
		}
	}
	for name, text := range map[string]string{"running order": lines(Script(o)), "minutes": lines(Minutes(o))} {
		for _, s := range []string{"II. Nội dung", "1. Nhân sự kín", "2. Kế hoạch"} {
			if !strings.Contains(text, s) {
				t.Errorf("the %s lacks %q:\n%s", name, s, text)
			}
		}
	}
}

// The list to sign has whom agencies send and who comes instead of a member.
func TestAttendanceListByAnswers(t *testing.T) {
	o := sitting()
	seat, agency := o.Meeting.Seats[1].Seat, committee.AgencyID("")
	for _, x := range o.Meeting.Meeting.Invitees {
		if x.Agency != "" {
			agency = x.Agency
		}
	}
	o.Meeting.Answers.Lines = []app.AnswerLine{
		{Party: committee.Party{Seat: seat}, Answer: &committee.InvitationAnswer{Answer: committee.AnswerAbsent, People: []committee.Representative{{Name: "Người dự thay 1", Title: "Phó Giám đốc"}}}},
		{Party: committee.Party{Agency: agency}, Answer: &committee.InvitationAnswer{Answer: committee.AnswerAttend, People: []committee.Representative{{Name: "Đại biểu 1"}, {Name: "Đại biểu 2", Title: "Chuyên viên"}}}},
	}
	var got []string
	for _, b := range AttendanceList(o).Body {
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				got = append(got, strings.Join(r, "|"))
			}
		}
	}
	text := strings.Join(got, "\n")
	for _, s := range []string{"|vắng\n", "|Người dự thay 1|Phó Giám đốc, dự thay ", "|Đại biểu 1|Sở Tài chính|", "|Đại biểu 2|Chuyên viên, Sở Tài chính|"} {
		if !strings.Contains(text, s) {
			t.Errorf("the list lacks %q:\n%s", s, text)
		}
	}
}
