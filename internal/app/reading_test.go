package app_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/docx"
	"nghisu/internal/render/foreign"
	"nghisu/internal/render/paper"
	"nghisu/internal/upload"
)

// word is a document of an office program.
func word(t *testing.T, subject string) []byte {
	t.Helper()
	data, err := docx.Render(paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "BÁO CÁO", Subject: subject, Body: []paper.Block{paper.Text(subject)}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read gives what is read in the page, and what it is.
func (w *world) read(who string, id committee.PaperID) (upload.Kind, []byte, error) {
	w.t.Helper()
	r, err := w.app.OpenReading(context.Background(), w.as(who), id, 0, false)
	if err != nil {
		return "", nil, err
	}
	defer r.File.Close()
	data, err := io.ReadAll(r.File)
	if err == nil && int64(len(data)) != r.Size {
		w.t.Errorf("%d bytes, %d told", len(data), r.Size)
	}
	return r.Kind, data, err
}

// A Word file is drawn after it was laid, once, and read as PDF; where nothing
// draws, or it cannot be drawn, it can be taken as it is.
func TestDrawnToRead(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering()
		in := laying(m, item, 1)
		in.Upload = sends("báo cáo.docx", word(t, "Kết quả quý IV"))
		plain := w.lay("head", in)
		_, _, err := w.read("head", plain)
		wants(t, err, committee.Conflict, "paper.undrawn")

		drawer, err := foreign.Find("")
		if err != nil {
			t.Fatal(err)
		}
		w.app.DrawOffice(drawer)
		in.Title, in.Upload = "Báo cáo khác", sends("báo cáo 2.docx", word(t, "Kết quả cả năm"))
		laid := w.lay("head", in)
		jobs, err := w.app.ClaimJobs(ctx, w.office, []string{app.DrawFile}, time.Minute, 10)
		if err != nil || len(jobs) != 1 {
			t.Fatalf("%d jobs to draw, %v", len(jobs), err)
		}
		if err := w.app.Draw(ctx, w.office, jobs[0]); err != nil {
			t.Fatal(err)
		}
		none, err := foreign.Find("true") // draws nothing, and says that it did
		if err != nil {
			t.Fatal(err)
		}
		w.app.DrawOffice(none)
		kind, data, err := w.read("head", laid)
		if err != nil || kind != upload.PDF || !strings.HasPrefix(string(data), "%PDF-") {
			t.Errorf("read as %s, %d bytes, %v", kind, len(data), err)
		}
		_, _, err = w.read("head", plain)
		wants(t, err, committee.Conflict, "paper.undrawn")
		_, _, err = w.read("outsider", laid)
		wants(t, err, committee.NotFound, "paper.unknown")
	})
}

// Notes are their writer's alone, even before who keeps the books; they go into
// no register, and only who may open the paper can make one.
func TestMarksAreOnesOwn(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		id := w.lay("head", laying(m, item, 1))
		acts := w.acts()
		put := func(who string, in app.MarkIn) error {
			in.Paper, in.Version = id, max(in.Version, 1)
			return w.app.PutMark(ctx, w.as(who), in)
		}
		if err := put("deputy", app.MarkIn{Page: 2, Quote: "Điều 3", Before: strings.Repeat("a", 500), After: "sau", Words: "hỏi lại"}); err != nil {
			t.Fatal(err)
		}
		if err := put("deputy", app.MarkIn{Page: 1, Quote: "Điều 1"}); err != nil {
			t.Fatal(err)
		}
		list := func(who string) []app.Mark {
			t.Helper()
			out, err := w.app.Marks(ctx, w.as(who), id)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		mine := list("deputy")
		if len(mine) != 2 || mine[0].Page != 1 || mine[1].Words != "hỏi lại" || len(mine[1].Before) != 64 {
			t.Fatalf("%+v", mine)
		}
		for _, who := range []string{"head", "keeper"} {
			if others := list(who); len(others) != 0 {
				t.Errorf("%s sees %+v", who, others)
			}
			wants(t, w.app.DropMark(ctx, w.as(who), id, mine[0].ID), committee.NotFound, "mark.unknown")
			wants(t, put(who, app.MarkIn{ID: mine[0].ID, Words: "khác"}), committee.NotFound, "mark.unknown")
		}
		if err := put("deputy", app.MarkIn{ID: mine[0].ID, Words: "đã rõ"}); err != nil || list("deputy")[0].Words != "đã rõ" {
			t.Errorf("%v %+v", err, list("deputy"))
		}
		if err := w.app.DropMark(ctx, w.as("deputy"), id, mine[1].ID); err != nil || len(list("deputy")) != 1 {
			t.Errorf("%v %+v", err, list("deputy"))
		}
		for code, in := range map[string]app.MarkIn{
			"mark.nothing": {Page: 1}, "mark.page": {Page: 0, Words: "a"}, "text.too-long": {Page: 1, Words: committee.Prose(strings.Repeat("a", committee.NoteLimit+1))},
		} {
			wants(t, put("deputy", in), committee.Invalid, code)
		}
		wants(t, put("deputy", app.MarkIn{Version: 7, Page: 1, Words: "a"}), committee.NotFound, "paper.no-version")
		wants(t, put("outsider", app.MarkIn{Page: 1, Words: "a"}), committee.NotFound, "paper.unknown")
		if w.acts() != acts {
			t.Error("notes are on record")
		}
	})
}
