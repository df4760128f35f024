package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// code is the code of a fault, "" for none.
func codeOf(err error) string {
	if f := fault(err); f != nil {
		return f.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// TestTopic: a working space is there for who takes part and for nobody else; what
// is said stays, mentions wait on the desk once however often, and only links come
// through that the reader may see.
func TestTopic(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		member, so1, expert := app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Person: w.people["outsider"]}
		id := w.openTopic("Kho dữ liệu", false, []committee.TopicLink{{Kind: committee.LinkMeeting, Ref: string(h.sitting)}}, member, so1, expert)

		sees := func(who string) string {
			_, err := w.app.Topic(ctx, w.as(who), id)
			list, lerr := w.app.Topics(ctx, w.as(who), app.TopicFilter{Body: bodyC})
			if lerr != nil {
				t.Fatal(lerr)
			}
			if listed := slices.ContainsFunc(list.Items, func(l app.TopicLine) bool { return l.ID == id }); listed != (err == nil) {
				t.Errorf("%s: listed %v, page %v", who, listed, err)
			}
			return codeOf(err)
		}
		for who, want := range map[string]string{"deputy": "", "member1": "", "lead-so1": "", "outsider": "", "standing": "topic.unknown", "head": "topic.unknown"} {
			if got := sees(who); got != want {
				t.Errorf("%s sees it: %q, want %q", who, got, want)
			}
		}
		// The expert takes part and is not called to the meeting: no link.
		if p := w.topic("outsider", id); len(p.Links) != 0 || !p.Inside {
			t.Errorf("the expert sees links %v, inside %v", p.Links, p.Inside)
		}
		if p := w.topic("deputy", id); len(p.Links) != 1 {
			t.Errorf("the host sees links %v", p.Links)
		}

		say := func(who, text string, to committee.RemarkID, called ...app.PartyIn) committee.RemarkID {
			t.Helper()
			w.must(w.app.MakeRemark(ctx, w.as(who), app.RemarkIn{Topic: id, To: to, Text: committee.Prose(text), Mentions: called}))
			p := w.topic(who, id)
			for _, r := range p.Remarks {
				if r.Text == text {
					return r.ID
				}
			}
			t.Fatalf("%q is not on the page", text)
			return ""
		}
		first := say("deputy", "Ai có danh mục?", "", so1)
		second := say("deputy", "Xin nhắc lại", "", so1)
		answer := say("lead-so1", "Sở 1 có", first, member)
		page := w.topic("member1", id)
		var order []string
		for _, r := range page.Remarks {
			order = append(order, r.Text)
		}
		if got := strings.Join(order, "|"); got != "Ai có danh mục?|Sở 1 có|Xin nhắc lại" || page.Remarks[1].Depth != 1 {
			t.Errorf("order %q", got)
		}

		waits := func(who string) (items []app.DeskItem) {
			d, err := w.app.Desk(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.DeleteFunc(d.Await, func(x app.DeskItem) bool { return x.Kind != "topic" || x.Ref != string(id) })
		}
		if x := waits("lead-so1"); len(x) != 1 || x[0].Who != "2" {
			t.Errorf("two mentions wait as %+v, want one line", x)
		}
		if d, err := w.app.Digest(ctx, w.as("lead-so1")); err != nil || !slices.ContainsFunc(d.Called, func(x app.DeskItem) bool { return x.Ref == string(id) }) {
			t.Errorf("the morning letter: %+v %v", d.Called, err)
		}
		if x := waits("deputy"); len(x) != 0 {
			t.Errorf("who mentions is told of it: %+v", x)
		}
		if err := w.app.TopicRead(ctx, w.as("lead-so1"), id); err != nil {
			t.Fatal(err)
		}
		if x := waits("lead-so1"); len(x) != 0 {
			t.Errorf("read, and still waiting: %+v", x)
		}

		// Taken back it keeps its place and not its words; nobody else takes it back but
		// who keeps the working space in order, with a reason.
		for _, c := range []struct {
			who    string
			remark committee.RemarkID
			reason string
			want   string
		}{
			{"member1", first, "", "may.unstated"},
			{"deputy", answer, "", "text.empty"},
			{"deputy", answer, "Không thuộc chuyên đề", ""},
			{"deputy", answer, "lần nữa", "remark.withdrawn"},
			{"deputy", second, "", ""},
		} {
			_, err := w.app.WithdrawRemark(ctx, w.as(c.who), app.WithdrawRemarkIn{Topic: id, Remark: c.remark, Reason: committee.Prose(c.reason)})
			if got := codeOf(err); got != c.want {
				t.Errorf("%s takes %s back: %q, want %q", c.who, c.remark, got, c.want)
			}
		}
		page = w.topic("member1", id)
		if r := page.Remarks[1]; r.Text != "" || r.Withdrawn.IsZero() || page.Line.Remarks != 1 {
			t.Errorf("taken back: %+v, %d stand", r, page.Line.Remarks)
		}
		if x := waits("member1"); len(x) != 0 {
			t.Errorf("a remark that was taken back still calls: %+v", x)
		}

		// The register tells what was said to those alone who see the working space.
		acts, err := w.app.Register(ctx, w.as("head"), app.RegisterFilter{Body: bodyC, Ref: string(id)})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range acts.Items {
			if p, err := w.app.Act(ctx, w.as("head"), a.ID); err == nil && strings.Contains(string(p.Input), "danh mục") {
				t.Errorf("the register tells the head of %s", p.Input)
			}
		}

		// Who is left out later sees nothing more; who comes in sees all.
		w.must(w.app.ArrangeTopic(ctx, w.as("deputy"), app.ArrangeTopicIn{Topic: id, TopicIn: app.TopicIn{Title: "Kho dữ liệu", Parties: []app.PartyIn{{Seat: w.seatOf("deputy")}, {Seat: w.seatOf("head")}}}}))
		for who, want := range map[string]string{"outsider": "topic.unknown", "lead-so1": "topic.unknown", "head": ""} {
			if got := sees(who); got != want {
				t.Errorf("%s sees it after the change: %q, want %q", who, got, want)
			}
		}
		if _, err := w.app.MakeRemark(ctx, w.as("member1"), app.RemarkIn{Topic: id, Text: "Còn tôi"}); codeOf(err) != "topic.unknown" {
			t.Errorf("who was left out speaks: %v", err)
		}
		w.must(w.app.CloseTopic(ctx, w.as("deputy"), app.CloseTopicIn{Topic: id, Result: "Đã có danh mục"}))
		if _, err := w.app.MakeRemark(ctx, w.as("head"), app.RemarkIn{Topic: id, Text: "Muộn"}); codeOf(err) != "topic.closed" {
			t.Errorf("a closed working space takes a remark: %v", err)
		}
	})
}

// TestTopicOpen: who sits in the body opens one, in its own name; others do not, and
// what a reader does not see is not linked.
func TestTopicOpen(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		for who, may := range map[string]bool{"outsider": false, "member1": true} {
			list, err := w.app.Topics(ctx, w.as(who), app.TopicFilter{Body: bodyC})
			if err != nil || list.May != may {
				t.Errorf("%s is offered to open one: %v, want %v; %v", who, list.May, may, err)
			}
		}
		for _, c := range []struct {
			who   string
			in    app.TopicIn
			want  string
			field string
		}{
			{"outsider", app.TopicIn{Title: "Của tôi"}, "may.unstated", ""},
			{"member1", app.TopicIn{}, "text.empty", "title"},
			{"member1", app.TopicIn{Title: "Một", Parties: []app.PartyIn{{}}}, "round.party-one-of", "asked.2"},
			{"member1", app.TopicIn{Title: "Một", Links: []committee.TopicLink{{Kind: "vote", Ref: "x"}}}, "topic.link-kind", "links"},
			{"member1", app.TopicIn{Title: "Một", Links: []committee.TopicLink{{Kind: committee.LinkRound, Ref: string(h.rounds.open) + "x"}}}, "round.unknown", ""},
			{"member1", app.TopicIn{Title: "Một"}, "", ""},
		} {
			_, err := w.app.OpenTopic(ctx, w.as(c.who), app.OpenTopicIn{Body: bodyC, TopicIn: c.in})
			if got := codeOf(err); got != c.want {
				t.Errorf("%s opens %+v: %q, want %q", c.who, c.in, got, c.want)
				continue
			}
			if f := fault(err); f != nil && c.field != "" && f.Field != c.field {
				t.Errorf("%s opens %+v: at %q, want %q", c.who, c.in, f.Field, c.field)
			}
		}
	})
}
