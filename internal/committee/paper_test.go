package committee

import (
	"strings"
	"testing"
)

// file is a file that was received.
func file(sum string) FileIn {
	return FileIn{SHA256: strings.Repeat(sum, 32), Name: "to-trinh.pdf", MediaType: "application/pdf", Size: 1234}
}

func TestLayPaper(t *testing.T) {
	meeting := Meeting{ID: "m1", Body: ngheAn.Key, In: "to-cong-tac", State: Convened, Agenda: []Item{{ID: "i1", Title: "Kế hoạch"}}}
	round := Round{ID: "r1", Body: ngheAn.Key, State: RoundOpen}
	st := LayPaperState{Body: &ngheAn, Parts: []string{"to-cong-tac"}, Meeting: &meeting}
	good := LayPaperIn{
		Body: ngheAn.Key, Title: " Tờ trình về kế hoạch ", Kind: Submission, Meeting: "m1", Item: "i1", Secrecy: "none", File: file("ab"), By: "s3", Person: "p3",
	}
	ev, err := LayPaper(st, good, envOn("2019-06-20"))
	says(t, "good", "", ev, err)
	same(t, "good", ev, []Event{
		PaperLaid{
			ID: "id-1", Body: ngheAn.Key, In: "to-cong-tac", Title: "Tờ trình về kế hoạch", Kind: Submission, Meeting: "m1", Item: "i1",
			Sight: ForCalled, By: "s3", Person: "p3",
		},
		PaperVersioned{
			Paper: "id-1", Body: ngheAn.Key, N: 1, SHA256: good.File.SHA256, Size: 1234, MediaType: "application/pdf", Name: "to-trinh.pdf", By: "s3", Person: "p3",
		},
	})
	laid := Paper{ID: "t1", Title: "Tờ trình", Item: "i1", Versions: []PaperVersion{{N: 1, SHA256: good.File.SHA256}}}
	for _, c := range []struct {
		name, code string
		edit       func(*LayPaperIn, *LayPaperState)
	}{
		{"titled by its file", "", func(in *LayPaperIn, _ *LayPaperState) { in.Title = "" }},
		{"for the meeting as a whole", "", func(in *LayPaperIn, _ *LayPaperState) { in.Item = "" }},
		{"prepared for later", "", func(in *LayPaperIn, _ *LayPaperState) { in.Meeting, in.Item, in.In = "", "", "to-cong-tac" }},
		{"in a round", "", func(in *LayPaperIn, st *LayPaperState) {
			in.Meeting, in.Item, in.Round, st.Round = "", "", "r1", &round
		}},
		{"the same file on another item", "", func(_ *LayPaperIn, st *LayPaperState) {
			other := laid
			other.Item = "i2"
			st.Papers = []Paper{other}
		}},
		{"the same file after it was withdrawn", "", func(_ *LayPaperIn, st *LayPaperState) {
			gone := laid
			gone.Withdrawn = true
			st.Papers = []Paper{gone}
		}},
		{"while it is held", "", func(_ *LayPaperIn, st *LayPaperState) { st.Meeting = inState(meeting, Held) }},

		{"after it was concluded", "meeting.state", func(_ *LayPaperIn, st *LayPaperState) { st.Meeting = inState(meeting, Concluded) }},
		{"of a cancelled meeting", "meeting.state", func(_ *LayPaperIn, st *LayPaperState) { st.Meeting = inState(meeting, Cancelled) }},
		{"of no meeting", "meeting.unknown", func(_ *LayPaperIn, st *LayPaperState) { st.Meeting = nil }},
		{"of no body", "body.unknown", func(_ *LayPaperIn, st *LayPaperState) { st.Body = nil }},
		{"on another's item", "item.unknown", func(in *LayPaperIn, _ *LayPaperState) { in.Item = "i9" }},
		{"on an item of no meeting", "item.unknown", func(in *LayPaperIn, _ *LayPaperState) { in.Meeting = "" }},
		{"in an unknown part", "seat.part-unknown", func(in *LayPaperIn, _ *LayPaperState) { in.Meeting, in.Item, in.In = "", "", "nhom-9" }},
		{"in a round unknown", "round.unknown", func(in *LayPaperIn, _ *LayPaperState) { in.Meeting, in.Item, in.Round = "", "", "r9" }},
		{"in a round that is over", "round.state", func(in *LayPaperIn, st *LayPaperState) {
			over := round
			over.State = RoundDone
			in.Meeting, in.Item, in.Round, st.Round = "", "", "r1", &over
		}},
		{"in two places", "paper.two-places", func(in *LayPaperIn, _ *LayPaperState) { in.Round = "r1" }},
		{"of an unknown kind", "paper.kind", func(in *LayPaperIn, _ *LayPaperState) { in.Kind = "song" }},
		{"for whom", "paper.sight", func(in *LayPaperIn, _ *LayPaperState) { in.Sight = "everybody" }},
		{"without a file", "paper.no-file", func(in *LayPaperIn, _ *LayPaperState) { in.File = FileIn{Name: "a.pdf"} }},
		{"with a hash that is none", "paper.no-file", func(in *LayPaperIn, _ *LayPaperState) { in.File.SHA256 = "../../etc" }},
		{"of a file without a name", "text.empty", func(in *LayPaperIn, _ *LayPaperState) { in.File.Name = "" }},
		{"titled to read otherwise", "text.bidirectional", func(in *LayPaperIn, _ *LayPaperState) { in.Title = "a\u202eb" }},
		{"titled without end", "text.too-long", func(in *LayPaperIn, _ *LayPaperState) { in.Title = strings.Repeat("a", 501) }},
		{"twice", "paper.twice", func(_ *LayPaperIn, st *LayPaperState) { st.Papers = []Paper{laid} }},
		{"too many", "paper.too-many", func(_ *LayPaperIn, st *LayPaperState) { st.Papers = make([]Paper, maxPapersLaid) }},
		{"a state secret", "paper.secret", func(in *LayPaperIn, _ *LayPaperState) { in.Secrecy = "toi-mat" }},
		{"a secret by another name", "paper.secret", func(in *LayPaperIn, _ *LayPaperState) { in.Secrecy = "anything" }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := LayPaper(s, in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
}

func inState(m Meeting, s MeetingState) *Meeting {
	m.State = s
	return &m
}

func TestPaperActs(t *testing.T) {
	meeting := Meeting{ID: "m1", State: Convened}
	now := func(edit func(*Paper)) PaperNow {
		p := Paper{
			ID: "t1", Body: ngheAn.Key, Title: "Tờ trình", Meeting: "m1", Sight: ForCalled,
			Versions: []PaperVersion{{N: 1, SHA256: file("ab").SHA256}, {N: 2, SHA256: file("cd").SHA256, Note: "sửa Điều 3"}},
		}
		if edit != nil {
			edit(&p)
		}
		return PaperNow{Paper: &p, Meeting: &meeting, Changed: Change{Seq: 5, What: "thêm phiên bản", Who: "Bà Hoa"}}
	}
	withdrawn := func(p *Paper) { p.Withdrawn = true }
	closed := now(nil)
	closed.Meeting = inState(meeting, Concluded)
	add := func(st PaperNow, in AddVersionIn) ([]Event, error) {
		in.Paper = "t1"
		return AddVersion(st, in, envOn("2019-06-20"))
	}
	ev, err := add(now(nil), AddVersionIn{After: 2, Note: "sửa Điều 5", File: file("ef"), By: "s3", Seen: 5})
	says(t, "a version", "", ev, err)
	same(t, "a version", ev, []Event{PaperVersioned{
		Paper: "t1", Body: ngheAn.Key, N: 3, SHA256: file("ef").SHA256, Size: 1234, MediaType: "application/pdf", Name: "to-trinh.pdf", Note: "sửa Điều 5", By: "s3",
	}})
	for _, c := range []struct {
		name, code string
		do         func() ([]Event, error)
	}{
		{"an older file again", "", func() ([]Event, error) { return add(now(nil), AddVersionIn{Note: "như bản 1", File: file("ab")}) }},
		{"from an older version", "paper.newer-version", func() ([]Event, error) { return add(now(nil), AddVersionIn{After: 1, Note: "x", File: file("ef")}) }},
		{"the same file", "paper.same-file", func() ([]Event, error) { return add(now(nil), AddVersionIn{Note: "x", File: file("cd")}) }},
		{"without what changed", "text.empty", func() ([]Event, error) { return add(now(nil), AddVersionIn{File: file("ef")}) }},
		{"a secret", "paper.secret", func() ([]Event, error) {
			return add(now(nil), AddVersionIn{Note: "x", File: file("ef"), Secrecy: "mat"})
		}},
		{"changed meanwhile", "changed.meanwhile", func() ([]Event, error) { return add(now(nil), AddVersionIn{Note: "x", File: file("ef"), Seen: 4}) }},
		{"of what was withdrawn", "paper.withdrawn", func() ([]Event, error) { return add(now(withdrawn), AddVersionIn{Note: "x", File: file("ef")}) }},
		{"of a concluded meeting", "meeting.state", func() ([]Event, error) { return add(closed, AddVersionIn{Note: "x", File: file("ef")}) }},
		{"of no paper", "paper.unknown", func() ([]Event, error) { return add(PaperNow{}, AddVersionIn{Note: "x", File: file("ef")}) }},
		{"without end", "paper.too-many-versions", func() ([]Event, error) {
			return add(now(func(p *Paper) { p.Versions[1].N = maxPaperVersions }), AddVersionIn{Note: "x", File: file("ef")})
		}},

		{"withdrawn", "", func() ([]Event, error) {
			return WithdrawPaper(now(nil), WithdrawPaperIn{Paper: "t1", Reason: "nhầm bản"}, envOn("2019-06-20"))
		}},
		{"withdrawn for no reason", "text.empty", func() ([]Event, error) {
			return WithdrawPaper(now(nil), WithdrawPaperIn{Paper: "t1"}, envOn("2019-06-20"))
		}},
		{"withdrawn twice", "paper.withdrawn", func() ([]Event, error) {
			return WithdrawPaper(now(withdrawn), WithdrawPaperIn{Paper: "t1", Reason: "x"}, envOn("2019-06-20"))
		}},
		{"shown to the body", "", func() ([]Event, error) {
			return ShowPaper(now(nil), ShowPaperIn{Paper: "t1", Sight: ForBody}, envOn("2019-06-20"))
		}},
		{"shown as before", "paper.same-sight", func() ([]Event, error) {
			return ShowPaper(now(nil), ShowPaperIn{Paper: "t1", Sight: ForCalled}, envOn("2019-06-20"))
		}},
		{"shown to whom", "paper.sight", func() ([]Event, error) {
			return ShowPaper(now(nil), ShowPaperIn{Paper: "t1", Sight: "all"}, envOn("2019-06-20"))
		}},
	} {
		ev, err := c.do()
		says(t, c.name, c.code, ev, err)
	}
}

func TestPaperVersions(t *testing.T) {
	p := Paper{Versions: []PaperVersion{{N: 1}, {N: 2}}}
	if p.Newest().N != 2 || (Paper{}).Newest().N != 0 {
		t.Error("newest")
	}
	if v, ok := p.Version(1); !ok || v.N != 1 {
		t.Error("version 1")
	}
	if _, ok := p.Version(3); ok {
		t.Error("version 3 of two")
	}
}

// TestPapersAreInherent asks that who presides, assists, convened, presents or
// keeps the books may act on papers where no charter speaks of it, and nobody
// else.
func TestPapersAreInherent(t *testing.T) {
	for _, r := range []Relation{{Chair: true}, {AssistsChair: true}, {Convener: true}, {Presents: true}, {Keeper: true}} {
		if _, ok := Inherent(ActLayPaper, r); !ok {
			t.Errorf("%+v may not lay a paper", r)
		}
	}
	for _, r := range []Relation{{}, {Seated: true}, {Leader: true}, {Lead: true}, {Assigner: true}} {
		if ground, ok := Inherent(ActVersionPaper, r); ok {
			t.Errorf("%+v may add a version as %s", r, ground)
		}
	}
}
