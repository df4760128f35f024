package mail

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// The letter on leave tells who asked why it was refused; who keeps the list reads
// whose absence it is, and no reason.
func TestLeaveLetter(t *testing.T) {
	p := &Post{Zone: time.FixedZone("+07", 7*3600), Links: "https://so.example.gov.vn"}
	at := time.Date(2026, 3, 2, 1, 30, 0, 0, time.UTC)
	l := app.Letter{Kind: app.LetterLeave, Name: "Ủy viên 3", BodyName: charter.Text{VI: "Ban A"}, Leave: &app.LeaveSaid{
		Meeting: committee.Meeting{ID: "m-1", Title: "Phiên quý", Start: at}, Who: "Ủy viên 3", Own: true, Reason: "cần có mặt",
	}}
	own := p.leaveLetter(l)
	for _, want := range []string{"Kính gửi: Ủy viên 3", "Ban A thông báo: đồng chí không được vắng mặt tại Phiên quý, 08:30 2/3/2026.", "Lý do: cần có mặt", "https://so.example.gov.vn/phien-hop/m-1"} {
		if !strings.Contains(own.Text, want) {
			t.Errorf("no %q in %s", want, own.Text)
		}
	}
	if own.Subject != "Không được vắng họp: Phiên quý, 08:30 2/3/2026" {
		t.Error(own.Subject)
	}
	l.Leave = &app.LeaveSaid{Meeting: l.Leave.Meeting, Who: "Ủy viên 3", Granted: true}
	if told := p.leaveLetter(l); !strings.Contains(told.Text, "Ủy viên 3 được vắng mặt tại Phiên quý") || strings.Contains(told.Text, "Lý do") {
		t.Error(told.Text)
	}
}
