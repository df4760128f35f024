package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// gathering convenes a meeting of body C with two items, the first led by the
// first member, and calls some seats to it.
func (w *world) gathering(called ...committee.SeatID) (committee.MeetingID, committee.ItemID) {
	w.t.Helper()
	ctx := context.Background()
	id := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: bodyC, Kind: committee.Expanded, Title: "Phiên xem tài liệu", Start: w.at.Add(72 * time.Hour), Chair: w.seatOf("head"),
		Agenda: []app.ItemIn{{Title: "Kế hoạch", Lead: w.seatOf("member")}, {Title: "Việc khác"}}, Invitees: invite(called...),
	})).Ref)
	page, err := w.app.Meeting(ctx, w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return id, page.Meeting.Agenda[0].ID
}

// laying is a paper on an item.
func laying(m committee.MeetingID, item committee.ItemID, n uint8) app.LayPaperIn {
	return app.LayPaperIn{Title: "Tờ trình", Kind: committee.Submission, Meeting: m, Item: item, Upload: sends("tờ trình.png", picture(n))}
}

func (w *world) lay(who string, in app.LayPaperIn) committee.PaperID {
	w.t.Helper()
	return committee.PaperID(w.must(w.app.LayPaper(context.Background(), w.as(who), in)).Ref)
}

// content reads a version's file as a person; empty when the person may not.
func (w *world) content(who string, id committee.PaperID, version int) []byte {
	w.t.Helper()
	f, err := w.app.OpenPaper(context.Background(), w.as(who), id, version, true)
	if err != nil {
		_ = wants(w.t, err, committee.NotFound, "paper.unknown")
		return nil
	}
	defer f.File.Close()
	data, err := io.ReadAll(f.File)
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

// blobs counts the files in the store.
func (w *world) blobs() int {
	w.t.Helper()
	n := 0
	if err := w.files.Each(string(w.office), time.Now().Add(time.Hour), func(string) error { n++; return nil }); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// TestWhoLaysPapers lets those lay and change papers who preside, assist, keep
// the books or lead the item, and refuses others before a byte of the file is
// read.
func TestWhoLaysPapers(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"), w.seatOf("member"))
		for i, c := range []struct {
			who, ground string
			item        committee.ItemID
		}{
			{"head", "chair", item},
			{"secretary", "assists-chair", item},
			{"keeper", "keeper", item},
			{"member1", "presents", item},
			{"deputy", "", item},
			{"member1", "", ""},
			{"standing", "", item},
			{"outsider", "", item},
			{"lead-so1", "", item},
		} {
			in := laying(m, c.item, uint8(i))
			in.Title = committee.Prose(fmt.Sprintf("Tài liệu %d", i))
			touched := false
			if c.ground == "" {
				in.Upload.Data = readerFunc(func([]byte) (int, error) { touched = true; return 0, io.EOF })
			}
			r, err := w.app.LayPaper(ctx, w.as(c.who), in)
			switch {
			case c.ground == "":
				wants(t, err, committee.Refused, "may.unstated")
				if touched {
					t.Errorf("%s was refused after the file was read", c.who)
				}
			case err != nil || r.Ground.Inherent != c.ground:
				t.Errorf("%s: ground %q, %v; want %q", c.who, r.Ground.Inherent, err, c.ground)
			}
		}
		if n := w.blobs(); n != 4 {
			t.Errorf("%d files, want 4", n)
		}
		refusals, err := w.app.Refusals(ctx, w.keeper, app.RefusalFilter{Body: bodyC})
		if err != nil || len(refusals.Items) != 5 {
			t.Errorf("%d refusals on record, want 5: %v", len(refusals.Items), err)
		}
		// Who leads one item does not change the papers of the meeting as a whole.
		id := w.lay("head", laying(m, "", 50))
		_, err = w.app.AddVersion(ctx, w.as("member1"), app.AddVersionIn{Paper: id, Note: "sửa", Upload: sends("a.png", picture(51))})
		wants(t, err, committee.Refused, "may.unstated")
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// TestWhoReadsPapers holds what each person sees of papers for those called and
// for the body, when others are called, and when one is withdrawn.
func TestWhoReadsPapers(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		called := w.lay("member1", laying(m, item, 1))
		wide := laying(m, "", 2)
		wide.Sight = committee.ForBody
		body := w.lay("head", wide)
		people := []string{"head", "secretary", "keeper", "member1", "deputy", "standing", "lead-so1", "outsider"}
		reads := func(id committee.PaperID, want string) {
			t.Helper()
			var got []string
			for _, who := range people {
				data := w.content(who, id, 0)
				page, err := w.app.Paper(ctx, w.as(who), id)
				if data != nil {
					got = append(got, who)
				}
				if (err == nil && page.Line.Open) != (data != nil) {
					t.Errorf("%s: the page says %v, the file %v", who, page.Line.Open, data != nil)
				}
				list, err := w.app.Papers(ctx, w.as(who), app.PaperFilter{Meeting: m})
				if err != nil {
					t.Fatal(err)
				}
				listed := slices.ContainsFunc(list, func(l app.PaperLine) bool { return l.Paper.ID == id && l.Open && len(l.Versions) > 0 })
				if listed != (data != nil) {
					t.Errorf("%s: the list says %v, the file %v", who, listed, data != nil)
				}
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("read by %q, want %q", s, want)
			}
		}
		reads(called, "head secretary keeper member1 deputy")
		reads(body, "head secretary keeper member1 deputy standing")
		if got := w.content("deputy", called, 1); !bytes.Equal(got, picture(1)) {
			t.Errorf("the file came back as %d bytes", len(got))
		}
		w.must(w.app.ChooseAttendees(ctx, w.as("head"), app.AttendeesIn{Meeting: m, Invitees: append(invite(w.seatOf("standing-member")), app.InviteeIn{Agency: w.agency["so1"]})}))
		reads(called, "head secretary keeper member1 standing lead-so1")
		w.must(w.app.ShowPaper(ctx, w.as("member1"), app.ShowPaperIn{Paper: called, Sight: committee.ForBody}))
		reads(called, "head secretary keeper member1 deputy standing lead-so1")

		w.must(w.app.WithdrawPaper(ctx, w.as("member1"), app.WithdrawPaperIn{Paper: called, Reason: "nhầm bản"}))
		reads(called, "head secretary keeper member1")
		page, err := w.app.Paper(ctx, w.as("standing"), called)
		if err != nil || !page.Line.Paper.Withdrawn || page.Line.Paper.Why != "nhầm bản" || len(page.Line.Paper.Versions) > 0 || page.Line.Versions != nil {
			t.Errorf("of a withdrawn paper a member sees %+v, %v", page.Line, err)
		}
		_, err = w.app.Paper(ctx, w.as("outsider"), called)
		wants(t, err, committee.NotFound, "paper.unknown")

		// One that is only prepared is its maker's, the secretary's and the keeper's.
		ready := app.LayPaperIn{Body: bodyC, Title: "Dự thảo", Kind: committee.DraftText, Upload: sends("a.png", picture(9))}
		prepared := w.lay("standing", ready)
		people = slices.DeleteFunc(people, func(s string) bool { return s == "standing" })
		for _, who := range people {
			if got := w.content(who, prepared, 0); (got != nil) != (who == "keeper") {
				t.Errorf("%s reads a paper that is being prepared: %v", who, got != nil)
			}
		}
		if w.content("standing", prepared, 0) == nil {
			t.Error("its maker does not")
		}
		_, err = w.app.LayPaper(ctx, w.as("outsider"), ready)
		wants(t, err, committee.Refused, "may.unstated")
	})
}

// TestReadingIsNoted keeps who opened which version, for those who may act on the
// paper, and tells a reader what is new.
func TestReadingIsNoted(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"), w.seatOf("standing-member"))
		id := w.lay("member1", laying(m, item, 1))
		line := func(who string) app.PaperLine {
			t.Helper()
			page, err := w.app.Meeting(ctx, w.as(who), m)
			if err != nil || len(page.Papers) != 1 {
				t.Fatalf("%s: %d papers, %v", who, len(page.Papers), err)
			}
			return page.Papers[0]
		}
		news := func(who string, isNew, again bool) {
			t.Helper()
			if l := line(who); l.New != isNew || l.Again != again {
				t.Errorf("%s: new %v, again %v; want %v, %v", who, l.New, l.Again, isNew, again)
			}
		}
		acts := w.acts()
		news("deputy", true, false)
		news("member1", false, false)
		w.content("deputy", id, 0)
		w.content("deputy", id, 0)
		news("deputy", false, false)
		news("standing", true, false)
		if w.acts() != acts {
			t.Error("reading became an act")
		}
		w.must(w.app.AddVersion(ctx, w.as("member1"), app.AddVersionIn{Paper: id, Note: "sửa Điều 2", Upload: sends("b.png", picture(2))}))
		news("deputy", true, true)
		news("standing", true, false)
		w.content("standing", id, 0)
		readers := func(who string) string {
			var out []string
			for _, v := range line(who).Versions {
				for _, r := range v.Readers {
					out = append(out, fmt.Sprint(v.N, " ", r.Name))
				}
			}
			return strings.Join(out, ", ")
		}
		if got, want := readers("secretary"), "2 Người standing, 1 Người deputy"; got != want {
			t.Errorf("readers %q, want %q", got, want)
		}
		if got := readers("deputy"); got != "" {
			t.Errorf("a reader is told who reads: %q", got)
		}
	})
}

// TestTwoVersionsAtOnce lets two add a version to the one that both saw: one is
// taken, the other is told; and nothing is lost of either.
func TestTwoVersionsAtOnce(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		id := w.lay("member1", laying(m, item, 1))
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i, who := range []string{"member1", "secretary"} {
			wg.Go(func() {
				_, errs[i] = w.app.AddVersion(ctx, w.as(who), app.AddVersionIn{Paper: id, After: 1, Note: committee.Prose("của " + who), Upload: sends("b.png", picture(uint8(2+i)))})
			})
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("one of two: %v, %v", errs[0], errs[1])
		}
		wants(t, errors.Join(errs...), committee.Conflict, "paper.newer-version")
		page, err := w.app.Paper(ctx, w.as("head"), id)
		if err != nil || page.Line.Paper.Newest().N != 2 || len(page.Line.Versions) != 2 {
			t.Errorf("%+v, %v", page.Line.Paper.Versions, err)
		}
	})
}

// TestFilesThatAreRefused leaves nothing of a file that was cut on the way, too
// large, disguised, or looks like a secret: no act, no file.
func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		cut := errors.New("cut off")
		acts := w.acts()
		for _, c := range []struct {
			what string
			up   app.Upload
			code string
			in   func(*app.LayPaperIn)
		}{
			{"a file cut in the middle", app.Upload{Name: "a.png", Data: io.MultiReader(bytes.NewReader(picture(1)[:20]), iotest.ErrReader(cut))}, "", nil},
			{"one too large", app.Upload{Name: "a.png", Data: io.LimitReader(zeros{}, 1<<20+1)}, "file.too-large", nil},
			{"an empty one", sends("a.pdf", nil), "file.empty", nil},
			{"a program", sends("tờ trình.pdf", []byte("MZ\x90")), "file.unknown", nil},
			{"a disguised one", sends("a.pdf", picture(1)), "file.disguised", nil},
			{"none", app.Upload{Name: "a.pdf"}, "paper.no-file", nil},
			{"a secret by its name", sends("Báo cáo TỐI MẬT.png", picture(1)), "paper.looks-secret", nil},
			{"a declared secret", sends("a.png", picture(1)), "paper.secret", func(in *app.LayPaperIn) { in.Secrecy, in.Checked = "mat", true }},
		} {
			in := laying(m, item, 0)
			in.Upload = c.up
			if c.in != nil {
				c.in(&in)
			}
			_, err := w.app.LayPaper(ctx, w.as("head"), in)
			f := fault(err)
			switch {
			case c.code == "" && !errors.Is(err, cut), c.code != "" && (f == nil || f.Code != c.code || f.Field == ""):
				t.Errorf("%s: %v, want %q", c.what, err, c.code)
			}
		}
		if w.acts() != acts || w.blobs() != 0 {
			t.Errorf("%d acts and %d files of what was refused", w.acts()-acts, w.blobs())
		}
		// A person has looked: it is none.
		in := laying(m, item, 1)
		in.Upload.Name, in.Checked = "Báo cáo TỐI MẬT.png", true
		w.lay("head", in)
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// TestFileNames makes the name of a file safe before it goes on record.
func TestFileNames(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		m, item := w.gathering(w.seatOf("deputy"))
		in := laying(m, item, 1)
		in.Title, in.Upload.Name = "", `C:\tài liệu\tờ`+"\u202e\x00\xff"+` trình "1".PNG`
		page, err := w.app.Paper(context.Background(), w.as("head"), w.lay("head", in))
		if err != nil {
			t.Fatal(err)
		}
		const want = "tờ trình -1-.png"
		if v := page.Line.Paper.Newest(); v.Name != want || page.Line.Paper.Title != want || v.MediaType != "image/png" || v.Size != int64(len(picture(1))) {
			t.Errorf("%+v", v)
		}
	})
}

// TestLaidOnce sends one act twice under one key: it is done once, with the same
// answer; another file under that key is a fault.
func TestLaidOnce(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		by := w.as("head")
		by.Key = "khóa-1"
		in := laying(m, item, 1)
		first, second := w.must(w.app.LayPaper(ctx, by, in)), w.must(w.app.LayPaper(ctx, by, in))
		if first.Act != second.Act || first.Ref != second.Ref {
			t.Errorf("done twice: %+v, %+v", first, second)
		}
		in.Upload = sends("khác.png", picture(2))
		_, err := w.app.LayPaper(ctx, by, in)
		wants(t, err, committee.Conflict, "idempotency.other-input")
	})
}

// TestSweepFiles takes away the file of an act that never came, as when the
// program ended between the two, and no file that an act names.
func TestSweepFiles(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		id := w.lay("head", laying(m, item, 1))
		keep := func(data []byte) {
			d, err := w.files.Take(bytes.NewReader(data), 1000)
			if err == nil {
				err = d.Keep(string(w.office))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		keep(picture(2)) // … and here the program ended
		swept := func(want int) {
			t.Helper()
			if n, err := w.app.SweepFiles(ctx, w.office); err != nil || n != want {
				t.Errorf("%d files were swept, want %d: %v", n, want, err)
			}
		}
		swept(0) // its act may come still
		yesterday := time.Now().Add(-25 * time.Hour)
		if err := filepath.WalkDir(w.filesDir, func(path string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Chtimes(path, yesterday, yesterday))
		}); err != nil {
			t.Fatal(err)
		}
		swept(1)
		if w.blobs() != 1 || w.content("head", id, 0) == nil {
			t.Errorf("%d files are left", w.blobs())
		}
		if report, err := w.app.Replay(ctx, w.office); err != nil || !report.OK {
			t.Errorf("replay %+v %v", report, err)
		}
	})
}
