package web

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// session is a meeting of today with two items, presided over by the head.
func (w *world) session() (committee.MeetingID, []committee.ItemID) {
	w.t.Helper()
	ctx := context.Background()
	r := w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên đang diễn ra", Start: w.at, Chair: w.seats["head"],
		Agenda: []app.ItemIn{{Title: "Báo cáo quý"}, {Title: "Kế hoạch năm"}},
	}))
	id := committee.MeetingID(r.Ref)
	page, err := w.app.Sitting(ctx, w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return id, []committee.ItemID{page.Items()[0].ID, page.Items()[1].ID}
}

// stream follows a meeting and gives the places that it is told of.
func (b *reader) stream(path, last string) (events chan string, status int, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.server.URL+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	if last != "" {
		req.Header.Set("Last-Event-ID", last)
	}
	resp, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	events = make(chan string, 100)
	go func() {
		defer resp.Body.Close()
		defer close(events)
		lines := bufio.NewScanner(resp.Body)
		id := ""
		for lines.Scan() {
			if x, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				id = x
			}
			if x, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				events <- id + " " + x
			}
		}
	}()
	return events, resp.StatusCode, cancel
}

// next waits for what a stream tells.
func next(t *testing.T, events chan string) (id, what string) {
	t.Helper()
	select {
	case e, open := <-events:
		if !open {
			t.Fatal("the stream ended")
		}
		id, what, _ = strings.Cut(e, " ")
		return id, what
	case <-time.After(10 * time.Second):
		t.Fatal("nothing is told")
	}
	return "", ""
}

// TestStream follows a meeting over HTTP: told of what changes and of nothing else,
// resumed where it was cut, closed to those who may not see it.
func TestStream(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.app.StopWatching)
	ctx := context.Background()
	id, items := w.session()
	path := ui.RoomPath(id, "truc-tiep")
	member := w.signedIn("so-2")

	events, status, stop := member.stream(path, "")
	if status != http.StatusOK {
		t.Fatalf("the stream answers %d", status)
	}
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[0]}))
	first, what := next(t, events)
	if what != "item" {
		t.Errorf("an item was taken up, told: %q", what)
	}
	other, _ := w.session()
	w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: other, How: "present"}))
	w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: id, How: "present"}))
	if _, what = next(t, events); what != "presence" {
		t.Errorf("somebody came, told: %q", what)
	}
	stop()

	// Cut; meanwhile two things happen. Both are told to who comes back with the
	// last place, and to a page that was drawn at it.
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[1]}))
	r := w.must(w.app.StatePrior(ctx, w.as("lead"), app.PriorIn{Meeting: id, Item: items[0], Say: committee.WantsSpeak}))
	for name, open := range map[string]func() (chan string, int, func()){
		"by its last event":       func() (chan string, int, func()) { return member.stream(path+"?tu=1", first) },
		"by the page's own place": func() (chan string, int, func()) { return member.stream(path+"?tu="+first, "") },
	} {
		events, _, stop := open()
		seq, what := next(t, events)
		parts := strings.Fields(what)
		slices.Sort(parts)
		if seq != strconv.FormatInt(r.Seq, 10) || strings.Join(parts, " ") != "item presence prior" {
			t.Errorf("resumed %s: told %s %q, want %d", name, seq, what, r.Seq)
		}
		stop()
	}

	for name, want := range map[string]int{"nobody": http.StatusUnauthorized, "nguoi-ngoai": http.StatusNotFound} {
		b := w.reader()
		if name != "nobody" {
			b = w.signedIn(name)
		}
		_, status, stop := b.stream(path, "")
		if status != want {
			t.Errorf("%s is answered %d, want %d", name, status, want)
		}
		stop()
	}

	// Signed out, the stream ends with the next look, and the process with all.
	events, _, _ = member.stream(path, "")
	w.app.StopWatching()
	select {
	case _, open := <-events:
		if open {
			t.Error("told of something as the process stops")
		}
	case <-time.After(10 * time.Second):
		t.Error("the stream goes on when the process stops")
	}
}

// TestPresses goes through the forms of a running meeting without a script.
func TestPresses(t *testing.T) {
	w := newWorld(t)
	id, items := w.session()
	head, member, outsider := w.signedIn("truong-ban"), w.signedIn("so-2"), w.signedIn("nguoi-ngoai")
	press := func(b *reader, act string, pairs ...string) answer {
		form := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return b.post(ui.RoomPath(id, act), form)
	}
	shows := func(b *reader, part string, words ...string) {
		t.Helper()
		a := b.get(ui.RoomPath(id, part))
		for _, word := range words {
			if a.StatusCode != http.StatusOK || !strings.Contains(strings.ReplaceAll(a.html, "\u00a0", " "), word) {
				t.Errorf("%s answers %d and lacks %q", part, a.StatusCode, word)
			}
		}
	}
	for _, c := range []struct {
		by     *reader
		act    string
		pairs  []string
		status int
	}{
		{head, "den", []string{"how", "present"}, http.StatusSeeOther},
		{member, "den", []string{"how", "online"}, http.StatusSeeOther},
		{member, "noi-dung", []string{"item", string(items[0])}, http.StatusForbidden},
		{head, "noi-dung", []string{"item", string(items[0]), "ve", "dieu-hanh"}, http.StatusSeeOther},
		{member, "phat-bieu", []string{"viec", "xin"}, http.StatusSeeOther},
		{member, "phat-bieu", []string{"viec", "xin"}, http.StatusConflict},
		{head, "phat-bieu", []string{"viec", "moi", "seat", string(w.seats["member"])}, http.StatusSeeOther},
		{member, "y-kien-truoc", []string{"item", string(items[1]), "say", "speak"}, http.StatusSeeOther},
		{member, "den", []string{"how", "present", "ma", "mot-ma-cu"}, http.StatusUnprocessableEntity},
		{outsider, "den", []string{"how", "present"}, http.StatusNotFound},
	} {
		if a := press(c.by, c.act, c.pairs...); a.StatusCode != c.status {
			t.Errorf("%s %v answers %d, want %d", c.act, c.pairs, a.StatusCode, c.status)
		}
	}
	shows(member, "phong", "Đang phát biểu: Thành viên", "Đã nói xong", "Tôi rời phiên họp")
	shows(head, "dieu-hanh", "1. Báo cáo quý", "Có mặt 2 trên", "Xong lượt", "Ghi kết luận")
	shows(member, "man-hinh", "Báo cáo quý", "Quét mã")
	if a := member.get(ui.RoomPath(id, "man-hinh")); strings.Contains(a.html, "<form") {
		t.Error("the wall has something to press")
	}
	if a := head.get(ui.RoomPath(id, "thong-qua")); !strings.Contains(strings.ReplaceAll(a.html, "\u00a0", " "), "Đề nghị phát biểu: Thành viên") || strings.Contains(a.html, `value="`+string(items[1])) {
		t.Errorf("the block offers an item that is flagged: %d", a.StatusCode)
	}
	code := member.get(ui.RoomPath(id, "ma-co-mat.svg"))
	if code.StatusCode != http.StatusOK || !strings.HasPrefix(code.html, "<svg") {
		t.Errorf("the code of the room answers %d %.40s", code.StatusCode, code.html)
	}
	if a := outsider.get(ui.RoomPath(id, "ma-co-mat.svg")); a.StatusCode != http.StatusNotFound {
		t.Errorf("the code of the room is shown to an outsider: %d", a.StatusCode)
	}
}
