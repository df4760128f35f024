package body

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// aPaper is a paper in two versions, on the first item of a meeting.
func aPaper() app.PaperLine {
	at := time.Date(2026, 4, 10, 1, 0, 0, 0, time.UTC)
	versions := []committee.PaperVersion{
		{N: 1, SHA256: strings.Repeat("ab", 32), Name: "tờ trình.docx", MediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Size: 4000, Remarks: []string{"external", "embedded"}, At: at},
		{N: 2, SHA256: strings.Repeat("cd", 32), Name: uitest.Long + ".pdf", MediaType: "application/pdf", Size: 5_400_000, Note: "Sửa Điều 3\nBỏ phụ lục 2", At: at.Add(time.Hour)},
	}
	l := app.PaperLine{
		Paper: committee.Paper{ID: "p1", Body: "ban-a", Title: "Tờ trình phương án", Kind: committee.Submission, Meeting: "m1", Item: "i1", Sight: committee.ForCalled, At: at, Versions: versions},
		By:    "Sở 2", Open: true, New: true, Again: true, Late: true, May: true,
	}
	for i := range versions {
		l.Versions = append([]app.VersionLine{{PaperVersion: versions[i], Who: "Sở 2"}}, l.Versions...)
	}
	l.Versions[0].Readers = []app.Reader{{Name: "Ủy viên 3", At: at.Add(2 * time.Hour)}}
	return l
}

// TestPapersOfAMeeting shows a paper under its item, those of the meeting as a
// whole apart, and of a withdrawn one no file.
func TestPapersOfAMeeting(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		m := aMeeting(committee.Convened)
		gone := aPaper()
		gone.Paper.ID, gone.Paper.Item, gone.Paper.Withdrawn, gone.Paper.Why, gone.New, gone.Again, gone.May = "p2", "", true, "nhầm bản", false, false, false
		m.Papers = []app.PaperLine{aPaper(), gone}
		m.MayLay = map[committee.ItemID]bool{"i2": true}
		n := uitest.Shown(t, p, meetingView(p, m, nil, &telling{}))
		if got := len(n.All(".agenda .paper a[download]")); got != 1 {
			t.Errorf("%s: %d files under the items, want 1", lang, got)
		}
		if got := n.All(".agenda .paper a[download]"); got[0].Attrs["href"] != ui.PaperPath("p1", "tep", "2") {
			t.Errorf("%s: the way leads to %s, not to the newest version", lang, got[0].Attrs["href"])
		}
		for _, key := range []string{"paper.changed", "paper.late", "papers.whole", "paper.was-withdrawn"} {
			if !strings.Contains(n.Text(), p.T(key)) {
				t.Errorf("%s: %q is not said", lang, p.T(key))
			}
		}
		if got := len(n.All("[href=" + ui.PaperPath("p2", "tep", "2") + "]")); got != 0 {
			t.Errorf("%s: a withdrawn paper is offered", lang)
		}
		lay := 0
		for _, a := range n.All("a") {
			if strings.Contains(a.Attrs["href"], "/tai-lieu?muc=") {
				lay++
			}
		}
		if lay != 1 {
			t.Errorf("%s: %d ways to lay a paper on an item, want 1", lang, lay)
		}
	}
}

// TestPaperPage shows versions with what changed, who has read them, and only to
// those who may act the ways to act.
func TestPaperPage(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		x := app.PaperPage{Line: aPaper(), Meeting: aMeeting(committee.Convened).Line, Item: "Phương án", Changed: 4}
		n := uitest.Shown(t, p, paperView(p, x))
		if got := len(n.All(".trail a[download]")); got != 2 {
			t.Errorf("%s: %d versions, want 2", lang, got)
		}
		for _, words := range []string{"Sửa Điều 3", "Ủy viên 3", strings.Repeat("cd", 32), p.T("paper.remark.external"), p.T("paper.remark.embedded")} {
			if !strings.Contains(n.Text(), words) {
				t.Errorf("%s: %q is not said", lang, words)
			}
		}
		x.Line.May, x.Line.Versions[0].Readers = false, nil
		n = uitest.Shown(t, p, paperView(p, x))
		if strings.Contains(n.Text(), p.T("do.withdraw")) || strings.Contains(n.Text(), p.T("paper.readers", "0")) {
			t.Errorf("%s: a reader is shown what is not the reader's", lang)
		}
	}
}

func TestSizes(t *testing.T) {
	p := uitest.Page(uitest.Langs[0])
	for n, want := range map[int64]string{512: "512 B", 1 << 10: "1 KB", 61_000: "60 KB", 1 << 20: "1 MB", 5_400_000: "5,1 MB", 1_500_000_000: "1\u00a0430 MB"} {
		if got := sizeWord(p, n); got != want {
			t.Errorf("%d bytes: %q, want %q", n, got, want)
		}
	}
}
