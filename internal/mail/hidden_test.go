package mail

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// words gives everything that a letter says, to whoever opens what it carries: its
// text, its subject, the calendar's entry and the words of the PDF enclosed.
func (m Message) words(t *testing.T) string {
	t.Helper()
	out := m.Subject + "\n" + m.Text + "\n" + strings.ReplaceAll(string(m.Calendar), "\r\n ", "")
	for _, f := range m.Files {
		at := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(at, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		text, err := exec.Command("pdftotext", at, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		out += "\n" + f.Name + "\n" + string(text)
	}
	return out
}

// TestLettersKeepConfidentialItems proves that no letter names a confidential item,
// what was concluded on it or the task that came of it to who may not see it: the
// invitation, its change, the calling off and the entry of the calendar, to anybody;
// what tells of a task, reminds and warns of it, the morning letter, what answers a
// letter that came in, to all but its own people.
func TestLettersKeepConfidentialItems(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatal("pdftotext of poppler-utils is needed")
	}
	const mark = "zqkín"
	ctx := context.Background()
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	must := func(r app.Receipt, err error) app.Receipt {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	deputy, member := o.seats[1].Seat, o.seats[2].Seat
	m := o.meeting("Phiên quý II")
	must(o.app.ArrangeAgenda(ctx, o.head, app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{
		{Title: "Việc thường", Presenter: "Người trình 1"},
		{Title: mark + " nội dung", Presenter: mark + " người trình", Closed: true, Named: []committee.SeatID{deputy}},
	}}))
	o.invite(m)
	must(o.app.MoveMeeting(ctx, o.head, app.MoveIn{Meeting: m, Start: o.at.Add(48 * time.Hour)}))
	o.invite(m)
	told := p.count()
	if told != 4 {
		t.Fatalf("%d letters of two sendings to two readers", told)
	}
	if all := read(t, string(p.taken[0])).words(t); !strings.Contains(all, "Việc thường") || strings.Count(all, "Việc thường") < 2 {
		t.Errorf("the letter and its document do not name the open item:\n%s", all)
	}

	// It is concluded with a task for the deputy, who reads of it in letters.
	page, err := o.app.Meeting(ctx, o.head, m)
	if err != nil {
		t.Fatal(err)
	}
	o.at = page.Line.Start.Add(time.Minute)
	must(o.app.Conclude(ctx, o.head, app.ConcludeIn{
		Meeting: m, Item: page.Meeting.Agenda[1].ID, Text: mark + " kết luận", Title: mark + " nhiệm vụ", Accountable: deputy, Due: o.seats[1].From + 20,
	}))
	o.pass(time.Minute)
	task, to := p.letterTo(t, "deputy@so.example")
	if !strings.Contains(task.Subject, mark) {
		t.Fatalf("the deputy is not told of the task: %q", task.Subject)
	}
	if x := o.take(signedBy(t, "so.example", reply("deputy@so.example", to, task.Subject, "Đã xem"))); x.State != store.IncomingTray {
		t.Errorf("an unclear report: %s", x.State)
	}
	o.pass(time.Minute)
	daily := func() {
		t.Helper()
		if _, err := o.app.WriteDigests(ctx, tinh); err != nil {
			t.Fatal(err)
		}
		if _, err := o.app.WriteReminders(ctx, tinh); err != nil {
			t.Fatal(err)
		}
		o.pass(time.Minute)
	}
	// The last working day before it, and the first after it.
	for _, day := range []int{5, 9} {
		o.at = time.Date(2019, 4, day, 1, 30, 0, 0, time.UTC)
		daily()
	}
	must(o.app.OpenRound(ctx, o.head, app.OpenRoundIn{
		Body: "ban-chi-dao-nghe-an", Title: "Dự thảo", Days: 5, Drafter: app.PartyIn{Seat: o.seats[0].Seat}, Asked: []app.PartyIn{{Seat: member}},
		Questions: []app.QuestionIn{{Text: "Đồng ý không?"}},
	}))
	o.at = time.Date(2019, 4, 10, 0, 45, 0, 0, time.UTC)
	daily()

	// Another meeting is called off, of which an item is confidential.
	n := o.meeting("Phiên bị hủy")
	must(o.app.ArrangeAgenda(ctx, o.head, app.ArrangeIn{Meeting: n, Items: []app.ArrangeItemIn{{Title: mark + " hủy", Closed: true, Named: []committee.SeatID{deputy}}}}))
	o.invite(n)
	must(o.app.CancelMeeting(ctx, o.head, app.CancelIn{Meeting: n}))
	o.invite(n)

	var subjects []string
	for i, data := range p.taken {
		l := read(t, string(data))
		words := l.words(t)
		subjects = append(subjects, l.Subject)
		named := strings.Contains(words, mark)
		if meeting := l.Calendar != nil; named && (meeting || p.to[i] != "deputy@so.example") {
			t.Errorf("letter %d to %s names it:\n%s", i, p.to[i], words)
		}
		if bytes.Contains(data, []byte(mark)) && p.to[i] != "deputy@so.example" {
			t.Errorf("letter %d to %s bears it in its bytes", i, p.to[i])
		}
	}
	for _, want := range []string{"Giấy mời", "Thay đổi", "Hủy họp", "Giao việc", "Chưa ghi nhận", "Nhắc việc", "Việc quá hạn", "Việc cần làm"} {
		if !slices.ContainsFunc(subjects, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("no letter begins with %q: %q", want, subjects)
		}
	}
	if !slices.Contains(p.to[told:], "member@so.example") {
		t.Error("nobody else was written to after it was concluded")
	}
}
