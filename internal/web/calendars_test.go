package web

import (
	"context"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
)

var feedAddress = regexp.MustCompile(feedPath + `[A-Za-z0-9_-]+\.ics`)

// TestCalendars: a member takes the address of a calendar, a program without a
// sign-in reads it, and a second reader of calendars of another make finds in it
// what the member may see and nothing else. Closed, it leads nowhere.
func TestCalendars(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	meet := func(title string, called ...app.InviteeIn) {
		w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
			Body: theBody, Kind: committee.Regular, Title: committee.Prose(title), Start: w.at.AddDate(0, 0, 9), Mode: "in-person",
			Agenda: []app.ItemIn{{Title: "Nội dung 1"}}, Invitees: called, Chair: w.seats["head"],
		}))
	}
	meet("Phiên có Ủy viên", app.InviteeIn{Seat: w.seats["member"]})
	meet("Phiên của lãnh đạo", app.InviteeIn{Seat: w.seats["deputy"]})

	ask := func(title string, asked app.PartyIn) {
		w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
			Body: theBody, Title: committee.Prose(title), Questions: []app.QuestionIn{{Text: "Đồng ý?"}}, Asked: []app.PartyIn{asked}, Days: 7,
		}))
	}
	ask("Dự thảo hỏi Ủy viên", app.PartyIn{Seat: w.seats["member"]})
	ask("Dự thảo hỏi Phó Trưởng ban", app.PartyIn{Seat: w.seats["deputy"]})
	round := func(title string) string { return catalogue.T(catalogue.VI, "calendar.round", title) }

	member := w.signedIn("so-2")
	take := func(body string) string {
		a := member.post(calendarsPath, map[string][]string{"body": {body}})
		address := feedAddress.FindString(a.html)
		if a.StatusCode != http.StatusOK || address == "" {
			t.Fatalf("taking %q: status %d\n%s", body, a.StatusCode, a.page.Text())
		}
		return address
	}
	own, all := take(ownCalendar), take(string(theBody))
	read := func(address string) string {
		t.Helper()
		a := w.reader().get(address) // a program: no session
		if a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/calendar") {
			t.Fatalf("status %d, type %q", a.StatusCode, a.Header.Get("Content-Type"))
		}
		return summaries(t, a.html)
	}
	for _, c := range []struct {
		what, address string
		shows, not    []string
	}{
		{"own", own, []string{"Phiên có Ủy viên", catalogue.T(catalogue.VI, "calendar.task", "Rà soát phần mềm dùng chung"), round("Dự thảo hỏi Ủy viên")}, []string{"Phiên của lãnh đạo", "Phó Trưởng ban"}},
		{"the body's", all, []string{"Phiên có Ủy viên", round("Dự thảo hỏi Ủy viên"), round("Dự thảo hỏi Phó Trưởng ban")}, []string{"Rà soát"}},
	} {
		text := read(c.address)
		for _, s := range c.shows {
			if !strings.Contains(text, s) {
				t.Errorf("%s calendar lacks %q:\n%s", c.what, s, text)
			}
		}
		for _, s := range c.not {
			if strings.Contains(text, s) {
				t.Errorf("%s calendar shows %q:\n%s", c.what, s, text)
			}
		}
	}

	page := member.get(calendarsPath)
	if strings.Contains(page.html, strings.TrimSuffix(strings.TrimPrefix(own, feedPath), ".ics")) {
		t.Error("the page shows the secret of an address a second time")
	}
	if strings.Contains(page.page.Text(), catalogue.T(catalogue.VI, "calendar.never")) {
		t.Error("the page does not tell that the calendars were fetched")
	}
	if a := member.post(calendarsPath, map[string][]string{"body": {"ban-khac"}}); a.StatusCode != http.StatusUnprocessableEntity && a.StatusCode != http.StatusNotFound {
		t.Errorf("the calendar of an unknown body: status %d", a.StatusCode)
	}
	if a := w.signedIn("nguoi-ngoai").post(calendarsPath, map[string][]string{"body": {string(theBody)}}); feedAddress.MatchString(a.html) {
		t.Error("who sits in no body got its calendar")
	}
	for _, m := range regexp.MustCompile(`name="id" value="([^"]+)"`).FindAllStringSubmatch(page.html, -1) {
		if a := w.signedIn("truong-ban").post(closeCalendarPath, map[string][]string{"id": {m[1]}}); a.StatusCode != http.StatusNotFound {
			t.Errorf("another's calendar was closed: status %d", a.StatusCode)
		}
		if a := member.post(closeCalendarPath, map[string][]string{"id": {m[1]}}); a.StatusCode != http.StatusSeeOther {
			t.Errorf("closing: status %d", a.StatusCode)
		}
	}
	for _, address := range []string{own, all, feedPath + "x.ics", feedPath + strings.Repeat("A", 43) + ".ics"} {
		if a := w.reader().get(address); a.StatusCode != http.StatusNotFound || strings.Contains(a.html, "BEGIN") {
			t.Errorf("%s after closing: status %d", address, a.StatusCode)
		}
	}
}

// TestCalendarOfWhoLeft: the calendar of a person whose account was closed leads
// nowhere, and what a seat no longer sees leaves its calendar.
func TestCalendarOfWhoLeft(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	secret, err := w.app.OpenCalendar(ctx, w.as("lead"), app.CalendarIn{Body: theBody})
	if err != nil {
		t.Fatal(err)
	}
	if a := w.reader().get(feedPath + secret + ".ics"); a.StatusCode != http.StatusOK {
		t.Fatalf("status %d", a.StatusCode)
	}
	if err := w.app.DisableAccount(ctx, w.as("keeper"), "so-2", true); err != nil {
		t.Fatal(err)
	}
	if a := w.reader().get(feedPath + secret + ".ics"); a.StatusCode != http.StatusNotFound {
		t.Errorf("of a closed account: status %d", a.StatusCode)
	}
}

// summaries reads a calendar with another library and gives its titles, a line
// each.
func summaries(t *testing.T, text string) string {
	t.Helper()
	cmd := exec.Command("/usr/bin/python3", "-c", `import sys, icalendar
for e in icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT"):
    print(e["SUMMARY"], e["DTSTART"].dt, e["UID"])`)
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the second reader: %v\n%s\n%s", err, out, text)
	}
	return string(out)
}
