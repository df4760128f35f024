package app_test

import (
	"context"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Several write the minutes; none loses a word; who presides approves what was
// read, and nobody else.
func TestMinutes(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"), w.seatOf("member"))
		w.at = w.at.Add(73 * time.Hour)
		w.must(w.app.RecordPresence(ctx, w.as("head"), app.PresenceIn{Meeting: m, Present: []app.PresentIn{{Seat: w.seatOf("deputy"), How: "present"}}}))
		write := func(who string, item committee.ItemID, text string, rev int64) (int64, error) {
			return w.app.WriteMinutes(ctx, w.as(who), app.MinutesIn{Meeting: m, Item: item, Text: text, Rev: rev})
		}
		acts := w.acts()
		first, err := write("head", item, "Ý kiến thứ nhất", 0)
		if err != nil || first != 1 {
			t.Fatalf("%d %v", first, err)
		}
		second, err := write("keeper", item, "Ý kiến thứ nhất, thứ hai", first)
		if err != nil || second != 2 {
			t.Fatalf("%d %v", second, err)
		}
		_, err = write("head", item, "Ý kiến khác hẳn", first)
		wants(t, err, committee.Conflict, "minutes.other")
		if rev, err := write("head", item, "Ý kiến thứ nhất, thứ hai", first); err != nil || rev != 3 {
			t.Errorf("the same words by two: %d %v", rev, err)
		}
		_, err = write("head", "no-item", "a", 0)
		wants(t, err, committee.NotFound, "item.unknown")
		_, err = write("head", item, "a\x00b", 3)
		wants(t, err, committee.Invalid, "text.control")
		_, err = write("deputy", item, "a", 3)
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("a member writes: %v", err)
		}
		if w.acts() != acts {
			t.Error("what is being written is on record")
		}

		page := func(who string) app.MinutesPage {
			t.Helper()
			p, err := w.app.Minutes(ctx, w.as(who), m)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		if p := page("deputy"); p.MayWrite || p.State.Text[item] != "" || p.Parts[1].Text != "" || p.Parts[1].Who != "" {
			t.Errorf("a member reads what is not approved: %+v", p)
		}
		read := page("head")
		if !read.MayWrite || !read.Approve.Allowed || read.Parts[1].Text != "Ý kiến thứ nhất, thứ hai" {
			t.Fatalf("%+v", read)
		}
		if _, err := write("keeper", "", "Khai mạc lúc 14 giờ", 0); err != nil {
			t.Fatal(err)
		}
		approve := func(who, sum string) (app.Receipt, error) {
			return w.app.ApproveMinutes(ctx, w.as(who), app.ApproveMinutesIn{Meeting: m, Sum: sum})
		}
		_, err = approve("head", read.Sum)
		wants(t, err, committee.Conflict, "minutes.changed")
		_, err = approve("keeper", page("head").Sum)
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("the keeper approves: %v", err)
		}
		w.must(approve("head", page("head").Sum))
		p := page("deputy")
		if !p.State.Approved || p.State.Version != 1 || p.State.Text[item] != "Ý kiến thứ nhất, thứ hai" || p.State.Text[""] != "Khai mạc lúc 14 giờ" || p.State.By == "" {
			t.Errorf("a member reads %+v", p.State)
		}
		_, err = write("head", item, "sửa", 3)
		wants(t, err, committee.Conflict, "minutes.approved")

		w.must(w.app.ReopenMinutes(ctx, w.as("head"), app.ReopenMinutesIn{Meeting: m, Reason: "Sót một ý kiến"}))
		if p := page("deputy"); p.State.Approved || p.State.Text[item] != "Ý kiến thứ nhất, thứ hai" || p.State.Reason != "Sót một ý kiến" {
			t.Errorf("after it was opened again a member reads %+v", p.State)
		}
		if _, err := write("head", item, "Ý kiến thứ nhất, thứ hai, thứ ba", 3); err != nil {
			t.Fatal(err)
		}
		if p := page("deputy"); p.State.Text[item] != "Ý kiến thứ nhất, thứ hai" {
			t.Errorf("a member reads what is not approved: %q", p.State.Text[item])
		}
		w.must(approve("head", page("head").Sum))
		if p := page("deputy"); p.State.Version != 2 || p.State.Text[item] != "Ý kiến thứ nhất, thứ hai, thứ ba" {
			t.Errorf("%+v", p.State)
		}
		if report, err := w.app.Replay(ctx, w.office); err != nil || !report.OK {
			t.Errorf("replay %+v %v", report, err)
		}
	})
}

// liveMinutes has the minutes of a meeting approved, opened again and approved.
func (w *world) liveMinutes() committee.MeetingID {
	w.t.Helper()
	ctx, m := context.Background(), w.meet("Phiên có biên bản", w.at.Add(time.Minute), w.seatOf("head"))
	w.at = w.at.Add(2 * time.Minute)
	w.must(w.app.RecordPresence(ctx, w.as("head"), app.PresenceIn{Meeting: m, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}}}))
	approve := func(text string, rev int64) {
		w.t.Helper()
		if _, err := w.app.WriteMinutes(ctx, w.as("head"), app.MinutesIn{Meeting: m, Text: text, Rev: rev}); err != nil {
			w.t.Fatal(err)
		}
		page, err := w.app.Minutes(ctx, w.as("head"), m)
		if err != nil {
			w.t.Fatal(err)
		}
		w.must(w.app.ApproveMinutes(ctx, w.as("head"), app.ApproveMinutesIn{Meeting: m, Sum: page.Sum}))
	}
	approve("Chủ trì khai mạc.", 0)
	w.must(w.app.ReopenMinutes(ctx, w.as("head"), app.ReopenMinutesIn{Meeting: m, Reason: "Sót một ý"}))
	approve("Chủ trì khai mạc; hai ý kiến.", 1)
	return m
}
