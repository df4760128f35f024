package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// TestTopicPages: a working space through the pages, from the form that opens it to
// its end; who takes no part finds nothing.
func TestTopicPages(t *testing.T) {
	w := newWorld(t)
	w.account("pho-ban", "deputy")
	lead, deputy, head := w.signedIn("so-2"), w.signedIn("pho-ban"), w.signedIn("truong-ban")

	path := ui.BodyPath(theBody, "chuyen-de", "moi")
	if r := lead.post(path, fields(mainForm(t, lead.get(path)), "title", "")); r.StatusCode != http.StatusUnprocessableEntity || !r.page.Has(".error-box a[href=#f-title]") {
		t.Errorf("without a subject: %d\n%s", r.StatusCode, r.page.Text())
	}
	found := lead.post(path, fields(mainForm(t, lead.get(path)), "title", "Kho dữ liệu", "tim", "chuyen vien 9", "chon", "tim"))
	if !found.page.Has("input[name=people]") || found.page.One(t, "input[name=title]").Attrs["value"] != "Kho dữ liệu" {
		t.Errorf("no expert was found: %d\n%s", found.StatusCode, found.page.Text())
	}
	check := lead.post(path, fields(mainForm(t, lead.get(path)), "title", "Kho dữ liệu", "seats", "seat:"+string(w.seats["deputy"])))
	if check.StatusCode != http.StatusOK || !strings.Contains(check.page.Text(), "Kho dữ liệu") {
		t.Fatalf("check page: %d\n%s", check.StatusCode, check.page.Text())
	}
	done := lead.post(path, fields(mainForm(t, check), "buoc", "ghi"))
	at, _, _ := strings.Cut(done.Header.Get("Location"), "?")
	if done.StatusCode != http.StatusSeeOther || !strings.HasPrefix(at, ui.TopicsPath+"/") {
		t.Fatalf("opened: %d to %q\n%s", done.StatusCode, at, done.page.Text())
	}
	if r := head.get(at); r.StatusCode != http.StatusNotFound {
		t.Errorf("who takes no part: %d", r.StatusCode)
	}
	say := func(b *reader, values url.Values) answer {
		values.Set("khoa", "")
		return b.post(at+"/trao-doi", values)
	}
	if r := say(lead, url.Values{"text": {"Ai có danh mục?"}, "mentions": {"seat:" + string(w.seats["deputy"])}}); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("said: %d\n%s", r.StatusCode, r.page.Text())
	}
	if r := say(lead, url.Values{"text": {""}}); r.StatusCode != http.StatusUnprocessableEntity || !r.page.Has(".error-box a[href=#f-text]") {
		t.Errorf("nothing said: %d\n%s", r.StatusCode, r.page.Text())
	}
	waits := catalogue.T(catalogue.VI, "desk.note.topic", "1")
	if desk := deputy.get(ui.DeskPath); !strings.Contains(desk.page.Text(), waits) || !strings.Contains(desk.html, at) {
		t.Errorf("who is called is not told:\n%s", desk.page.Text())
	}
	page := deputy.get(at)
	if !strings.Contains(page.page.Text(), "Ai có danh mục?") || strings.Contains(deputy.get(ui.DeskPath).page.Text(), waits) {
		t.Errorf("read, and still waiting:\n%s", page.page.Text())
	}
	t1, err := w.app.Topic(context.Background(), w.as("deputy"), committee.TopicID(strings.TrimPrefix(at, ui.TopicsPath+"/")))
	if err != nil {
		t.Fatal(err)
	}
	first := string(t1.Remarks[0].ID)
	if reply := deputy.get(at + "?den=" + first); reply.page.One(t, "#gui input[name=to]").Attrs["value"] != first {
		t.Errorf("the reply does not know to what:\n%s", reply.page.Text())
	}
	if r := say(deputy, url.Values{"text": {"Sở có"}, "to": {first}}); r.StatusCode != http.StatusSeeOther {
		t.Errorf("replied: %d\n%s", r.StatusCode, r.page.Text())
	}
	back := at + "/rut?y-kien=" + first
	if r := lead.post(at+"/rut", fields(mainForm(t, lead.get(back)))); r.StatusCode != http.StatusSeeOther {
		t.Errorf("taken back: %d\n%s", r.StatusCode, r.page.Text())
	}
	if text := deputy.get(at).page.Text(); strings.Contains(text, "Ai có danh mục?") || !strings.Contains(text, "Sở có") {
		t.Errorf("after it was taken back:\n%s", text)
	}
	// A paper, as before a meeting: the form, the file, its page; none for who takes
	// no part.
	way := at + "/tai-lieu"
	if r := head.get(way); r.StatusCode != http.StatusNotFound {
		t.Errorf("the form of who takes no part: %d", r.StatusCode)
	}
	file := map[string]string{"title": "Danh mục dữ liệu", "kind": "draft", "secrecy": "none", "khoa": "mot-lan"}
	if status, text, _ := lead.send(way, file, "a.pdf", picture(1)); status != http.StatusUnprocessableEntity || !strings.Contains(text, "#f-file") {
		t.Errorf("a disguised file: %d\n%s", status, text)
	}
	if status, text, _ := lead.send(way, file, "danh mục.png", picture(1)); status != http.StatusSeeOther {
		t.Fatalf("laid: %d\n%s", status, text)
	}
	laid := deputy.get(at)
	link := laid.page.One(t, "section[aria-labelledby=tai-lieu] li a[href]")
	if !strings.Contains(link.Text(), "Danh mục dữ liệu") || !strings.Contains(laid.page.Text(), catalogue.T(catalogue.VI, "paper.new")) {
		t.Errorf("the space does not show its paper:\n%s", laid.page.Text())
	}
	papers, err := w.app.Papers(context.Background(), w.as("deputy"), app.PaperFilter{Topic: t1.Line.ID})
	if err != nil || len(papers) != 1 {
		t.Fatalf("%d papers, %v", len(papers), err)
	}
	if r := deputy.get(ui.PaperPath(papers[0].Paper.ID)); r.StatusCode != http.StatusOK || !strings.Contains(r.html, at) || strings.Contains(r.html, "/pham-vi") {
		t.Errorf("its page: %d\n%s", r.StatusCode, r.page.Text())
	}
	if r := head.get(ui.PaperPath(papers[0].Paper.ID)); r.StatusCode != http.StatusNotFound {
		t.Errorf("its page for who takes no part: %d", r.StatusCode)
	}
	end := lead.post(at+"/ket-thuc", fields(mainForm(t, lead.get(at+"/ket-thuc")), "result", "Đã có danh mục"))
	if r := lead.post(at+"/ket-thuc", fields(mainForm(t, end), "buoc", "ghi")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("closed: %d\n%s", r.StatusCode, r.page.Text())
	}
	if page := deputy.get(at); page.page.Has("#gui") || !strings.Contains(page.page.Text(), "Đã có danh mục") {
		t.Errorf("closed, and still taking remarks:\n%s", page.page.Text())
	}
}

// TestRoundOnItem: comments on a draft are asked for from its place on the agenda;
// the form knows what follows from it, positions of the body's own, and finds
// experts by a part of their names.
func TestRoundOnItem(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Start: w.at.AddDate(0, 0, 9), Mode: "in-person", Chair: w.seats["head"],
		Agenda:   []app.ItemIn{{Title: "Dự thảo Quy chế", Lead: w.seats["member"]}},
		Invitees: []app.InviteeIn{{Seat: w.seats["member"]}, {Agency: w.agency["so2"]}},
	})).Ref)
	head := w.signedIn("truong-ban")
	link := head.get(ui.MeetingPath(m)).html
	_, link, found := strings.Cut(link, ui.BodyPath(theBody, "lay-y-kien", "moi")+"?phien=")
	if !found {
		t.Fatal("the agenda does not lead to the form")
	}
	query, _, _ := strings.Cut(link, `"`)
	path := ui.BodyPath(theBody, "lay-y-kien", "moi")
	form := mainForm(t, head.get(path+"?phien="+strings.ReplaceAll(query, "&amp;", "&")))
	if got := form.One(t, "input[name=title]").Attrs["value"]; got != "Dự thảo Quy chế" {
		t.Errorf("the form begins with the title %q", got)
	}
	values := fields(form, "articles", "Điều 1. Phạm vi\nToàn tỉnh", "options-for", "Phương án 1\nPhương án 2", "options-against", "Giữ như cũ", "tim", "chuyen vien 9")
	search := head.post(path, fields2(values, "chon", "tim"))
	if !search.page.Has("input[name=people]") {
		t.Fatalf("nobody was found: %d\n%s", search.StatusCode, search.page.Text())
	}
	values["people"] = []string{string(w.people["outsider"])} // ticked where it was found
	check := head.post(path, values)
	if text := check.page.Text(); check.StatusCode != http.StatusOK || !strings.Contains(text, "Phương án 2") || !strings.Contains(text, "Giữ như cũ") {
		t.Fatalf("check page: %d\n%s", check.StatusCode, text)
	}
	done := head.post(path, fields(mainForm(t, check), "buoc", "ghi"))
	at, _, _ := strings.Cut(done.Header.Get("Location"), "?")
	if done.StatusCode != http.StatusSeeOther {
		t.Fatalf("opened: %d\n%s", done.StatusCode, done.page.Text())
	}
	r, err := w.app.Round(ctx, w.as("head"), committee.RoundID(strings.TrimPrefix(at, ui.RoundsPath+"/")))
	if err != nil {
		t.Fatal(err)
	}
	q := r.Questions[0].Question
	if r.Round.Meeting != m || len(q.Options) != 3 || q.Options[1].Label != "Phương án 2" || q.Options[2].Side != committee.Against || r.Round.Drafter.Seat != w.seats["member"] {
		t.Errorf("opened: on %s, options %+v, drafter %+v", r.Round.Meeting, q.Options, r.Round.Drafter)
	}
	if len(r.Round.Asked) != 3 {
		t.Errorf("asked: %+v", r.Round.Asked)
	}
	if text := head.get(ui.MeetingPath(m)).page.Text(); !strings.Contains(text, catalogue.T(catalogue.VI, "round.on-item", "0")) {
		t.Errorf("the agenda does not lead to the comments:\n%s", text)
	}
	if r := head.post(path, fields2(values, "options-against", "")); !r.page.Has(".error-box a[href=#f-options-for]") {
		t.Errorf("positions of one side alone: %d\n%s", r.StatusCode, r.page.Text())
	}
}

// fields2 are values with one of them set.
func fields2(values url.Values, name, value string) url.Values {
	out := url.Values{}
	for k, v := range values {
		out[k] = v
	}
	out[name] = []string{value}
	return out
}
