package ics

import (
	"bytes"
	"net/mail"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
)

var zone = time.FixedZone("ICT", 7*3600)

func meeting() Event {
	return Event{
		UID: "phien-1@nghi-su.example", Sequence: 2, Stamp: time.Date(2026, 11, 20, 8, 0, 0, 0, zone),
		Start: time.Date(2026, 12, 8, 8, 0, 0, 0, zone), End: time.Date(2026, 12, 8, 11, 30, 0, 0, zone),
		Summary: "Họp thường kỳ; Ban Chỉ đạo, tháng 12", Text: "Nội dung:\n1. Báo cáo năm\n2. Kế hoạch \\ dự toán", Place: "Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh " + strings.Repeat("rất dài ", 20),
		URL: "https://127.0.0.1/phien-hop/1", Organiser: mail.Address{Name: "Văn phòng \"Ban\"", Address: "vanphong@example.gov.vn"},
		Attendees: []Attendee{
			{mail.Address{Name: "Ủy viên 1; Sở Nội vụ", Address: "uv1@example.gov.vn"}, Chair, Accepted},
			{mail.Address{Name: "Ủy viên 2", Address: "uv2@example.gov.vn"}, Required, Waiting},
		},
		Alarm: 30 * time.Minute,
	}
}

// lawful holds an object against RFC 5545, section 3.1: CRLF, no line over 75
// octets, no letter torn.
func lawful(t *testing.T, data []byte) {
	t.Helper()
	if !utf8.Valid(data) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Error("not UTF-8, or the last line has no end")
	}
	for _, l := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") {
			t.Errorf("%d octets: %q", len(l), l)
		}
		if !utf8.ValidString(l) {
			t.Errorf("a letter is torn: %q", l)
		}
	}
}

func TestInvitation(t *testing.T) {
	for _, m := range []Method{Request, Cancel} {
		data, err := Invitation(m, meeting())
		if err != nil {
			t.Fatal(err)
		}
		lawful(t, data)
		cal, err := ical.ParseCalendar(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		e := cal.Events()[0]
		start, _ := e.GetStartAt()
		end, _ := e.GetEndAt()
		if !start.Equal(meeting().Start) || !end.Equal(meeting().End) {
			t.Errorf("from %v to %v", start, end)
		}
		for p, want := range map[ical.ComponentProperty]string{
			ical.ComponentPropertySummary: meeting().Summary, ical.ComponentPropertyDescription: meeting().Text, ical.ComponentPropertyLocation: meeting().Place,
		} {
			if got := valueOf(e, p); got != want {
				t.Errorf("%s reads back as %q, want %q", p, got, want)
			}
		}
		status := valueOf(e, ical.ComponentPropertyStatus)
		if want := map[Method]string{Request: "CONFIRMED", Cancel: "CANCELLED"}[m]; status != want {
			t.Errorf("%s: status %s, want %s", m, status, want)
		}
		if n := len(e.Attendees()); n != 2 {
			t.Errorf("%d attendees", n)
		}
	}
	if _, err := Invitation(Publish, meeting()); err == nil {
		t.Error("a feed was written as a mail")
	}
}

// A second reader, of another make and language, finds the same.
func TestSecondReader(t *testing.T) {
	data, err := Feed("Lịch họp", []Event{meeting(), {UID: "han@x", Stamp: meeting().Stamp, Start: time.Date(2026, 12, 31, 0, 0, 0, 0, zone), AllDay: true, Summary: "Hạn báo cáo"}})
	if err != nil {
		t.Fatal(err)
	}
	lawful(t, data)
	file := t.TempDir() + "/feed.ics"
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	const script = `
import sys
import icalendar
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
for e in cal.walk("VEVENT"):
    print(e["UID"], e.decoded("DTSTART"), e.decoded("DTEND"), e["SUMMARY"], sep="|")
`
	out, err := exec.Command("/usr/bin/python3", "-c", script, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := "phien-1@nghi-su.example|2026-12-08 01:00:00+00:00|2026-12-08 04:30:00+00:00|Họp thường kỳ; Ban Chỉ đạo, tháng 12\n" +
		"han@x|2026-12-31|2027-01-01|Hạn báo cáo\n"
	if string(out) != want {
		t.Errorf("read as\n%swant\n%s", out, want)
	}
	if bytes.Contains(data, []byte("uv1@")) {
		t.Error("a feed tells who is called")
	}
}

func TestReadReply(t *testing.T) {
	reply := func(lines ...string) []byte {
		return []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n")
	}
	event := func(attendee string) []string {
		return []string{"METHOD:REPLY", "BEGIN:VEVENT", "UID:phien-1@x", "SEQUENCE:2", "DTSTAMP:20261121T010203Z", attendee, "COMMENT:Bận công tác\\, cử người thay", "END:VEVENT"}
	}
	got, err := ReadReply(reply(event("ATTENDEE;PARTSTAT=declined;CN=\"Ủy viên 2\":MAILTO:UV2@Example.gov.vn")...))
	want := Answered{UID: "phien-1@x", Sequence: 2, Stamp: time.Date(2026, 11, 21, 1, 2, 3, 0, time.UTC), From: "uv2@example.gov.vn", Answer: Declined, Comment: "Bận công tác, cử người thay"}
	if err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	two := event("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn")
	for name, data := range map[string][]byte{
		"nothing":         nil,
		"no calendar":     []byte("chào"),
		"an invitation":   reply(append([]string{"METHOD:REQUEST"}, event("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn")[1:]...)...),
		"two events":      reply(append(two, two[1:]...)...),
		"nobody":          reply(event("X-NOTHING:1")...),
		"no status":       reply(event("ATTENDEE:mailto:a@x.vn")...),
		"waiting":         reply(event("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@x.vn")...),
		"no mail address": reply(event("ATTENDEE;PARTSTAT=ACCEPTED:tel:113")...),
		"huge":            append(reply(event("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn")...), make([]byte, limit)...),
	} {
		if got, err := ReadReply(data); err == nil {
			t.Errorf("%s is read as %+v", name, got)
		}
	}
}

func FuzzReadReply(f *testing.F) {
	f.Add([]byte("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, err := ReadReply(data); err == nil && (got.From == "" || got.Answer == "") {
			t.Errorf("an answer of nobody: %+v", got)
		}
	})
}
