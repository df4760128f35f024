package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestTopicPapers: a paper of a working space is read by who takes part there and by
// nobody else, whoever laid it and whatever their office, and by those who come in
// later; the file is checked as every file is; it changes by who laid it and by who
// keeps the space in order, and stays as it was once that has ended.
func TestTopicPapers(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		member, so1, expert := app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Person: w.people["outsider"]}
		id := w.openTopic("Kho dữ liệu", false, nil, member, so1, expert)
		laying := func(n uint8) app.LayPaperIn {
			return app.LayPaperIn{Topic: id, Title: "Dự thảo danh mục", Kind: committee.DraftText, Upload: sends("danh mục.png", picture(n))}
		}
		paper := w.lay("lead-so1", laying(1))
		meeting := w.meet("Phiên khác", w.at.Add(120*time.Hour), w.seatOf("head"))

		sees := func(who string) bool {
			t.Helper()
			ctx, by := context.Background(), w.as(who)
			is := func(l app.PaperLine) bool { return l.Paper.ID == paper }
			_, err := w.app.Paper(ctx, by, paper)
			list, lerr := w.app.Papers(ctx, by, app.PaperFilter{Topic: id})
			if lerr != nil {
				t.Fatal(lerr)
			}
			page, terr := w.app.Topic(ctx, by, id)
			seen := err == nil
			if listed := slices.ContainsFunc(list, is); listed != seen || terr == nil && slices.ContainsFunc(page.Papers, is) != seen || (len(w.content(who, paper, 1)) > 0) != seen {
				t.Errorf("%s: page %v, listed %v, in the space %v", who, seen, listed, terr)
			}
			others, err := w.app.Papers(ctx, by, app.PaperFilter{Body: bodyC})
			if err != nil || slices.ContainsFunc(others, is) {
				t.Errorf("%s finds it among the papers of the body: %v", who, err)
			}
			return seen
		}
		want := func(when string, who map[string]bool) {
			t.Helper()
			for name, may := range who {
				if sees(name) != may {
					t.Errorf("%s: %s sees it: %v", when, name, !may)
				}
			}
		}
		// The secretary of the body and its head take no part.
		want("at first", map[string]bool{"deputy": true, "member1": true, "lead-so1": true, "outsider": true, "keeper": true, "head": false, "secretary": false, "standing": false})

		// What it says is in no act for who does not see it.
		acts, err := w.app.Register(ctx, w.as("head"), app.RegisterFilter{Body: bodyC, Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, a := range acts.Items {
			if a.Act.Act != committee.ActLayPaper {
				continue
			}
			told++
			if answer, _ := call(w.app, "Act", []any{w.as("head"), a.ID}); strings.Contains(answer, "danh mục") {
				t.Errorf("the register tells the head: %s", answer)
			}
		}
		if told != 1 {
			t.Errorf("%d acts of laying are told", told)
		}

		// Who may lay and change, and what is refused.
		for _, c := range []struct {
			who, code string
			in        func(*app.LayPaperIn)
		}{
			{"standing", "topic.unknown", nil},
			{"member1", "file.disguised", func(in *app.LayPaperIn) { in.Upload.Name = "a.pdf" }},
			{"member1", "paper.looks-secret", func(in *app.LayPaperIn) { in.Upload.Name = "TỐI MẬT.png" }},
			{"member1", "paper.twice", func(in *app.LayPaperIn) { in.Upload = sends("lại.png", picture(1)) }},
			{"keeper", "paper.two-places", func(in *app.LayPaperIn) { in.Meeting = meeting }},
			{"member1", "paper.topic-sight", func(in *app.LayPaperIn) { in.Sight = committee.ForBody }},
		} {
			in := laying(2)
			if c.in != nil {
				c.in(&in)
			}
			if _, err := w.app.LayPaper(ctx, w.as(c.who), in); codeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.who, err, c.code)
			}
		}
		second := w.lay("outsider", laying(3))
		version := func(who string, of committee.PaperID, n uint8) error {
			_, err := w.app.AddVersion(ctx, w.as(who), app.AddVersionIn{Paper: of, Note: "Bổ sung", Upload: sends("b.png", picture(n))})
			return err
		}
		if f := fault(version("member1", paper, 4)); f == nil || f.Kind != committee.Refused {
			t.Errorf("another who takes part changes it: %v", f)
		}
		for _, who := range []string{"lead-so1", "deputy"} { // who laid it; who keeps the space in order
			if err := version(who, paper, uint8(5+len(who))); err != nil {
				t.Errorf("%s: %v", who, err)
			}
		}
		if err := version("outsider", second, 9); err != nil {
			t.Errorf("the expert: %v", err)
		}
		_, err = w.app.ShowPaper(ctx, w.as("lead-so1"), app.ShowPaperIn{Paper: paper, Sight: committee.ForBody})
		if codeOf(err) != "paper.topic-sight" {
			t.Errorf("shown beyond the space: %v", err)
		}
		if p := w.topic("member1", id); len(p.Papers) != 2 || !p.MayLay || p.Papers[0].May || !p.Papers[0].New {
			t.Errorf("the member's page: %+v", p.Papers)
		}

		// Who is left out sees it no more, though the own paper lies there; who comes in does.
		w.must(w.app.ArrangeTopic(ctx, w.as("deputy"), app.ArrangeTopicIn{Topic: id, TopicIn: app.TopicIn{Title: "Kho dữ liệu", Parties: []app.PartyIn{member, {Seat: w.seatOf("standing-member")}}}}))
		want("set in order", map[string]bool{"deputy": true, "member1": true, "standing": true, "lead-so1": false, "outsider": false})
		if codeOf(version("lead-so1", paper, 20)) != "paper.unknown" {
			t.Error("who was left out changes it")
		}
		// Opened to the body, the body reads and does not lay.
		w.must(w.app.ArrangeTopic(ctx, w.as("deputy"), app.ArrangeTopicIn{Topic: id, TopicIn: app.TopicIn{Title: "Kho dữ liệu", Wide: true, Parties: []app.PartyIn{member}}}))
		want("opened", map[string]bool{"head": true, "member1": true, "standing": true, "outsider": false})
		if _, err := w.app.LayPaper(ctx, w.as("standing"), laying(21)); fault(err) == nil || fault(err).Kind != committee.Refused {
			t.Errorf("who only reads lays a paper: %v", err)
		}
		w.must(w.app.WithdrawPaper(ctx, w.as("deputy"), app.WithdrawPaperIn{Paper: second, Reason: "Nhầm"}))
		if got := w.content("member1", second, 1); got != nil {
			t.Error("a paper that was withdrawn is opened")
		}
		w.must(w.app.CloseTopic(ctx, w.as("deputy"), app.CloseTopicIn{Topic: id, Result: "Xong"}))
		if p := w.topic("deputy", id); p.MayLay || p.Papers[0].May {
			t.Error("closed, and papers are still to be laid or changed")
		}
		if codeOf(version("deputy", paper, 22)) != "topic.closed" {
			t.Error("closed, and a version is added")
		}
	})
}
