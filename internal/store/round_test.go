package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestRounds reads back what the scenario did to a round, and lists rounds by
// who asks, who may see and who has answered.
func TestRounds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		play(t, s, "o")
		err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			r, ok, err := tx.Round("round-1")
			if err != nil || !ok {
				t.Fatalf("round-1: %v %v", ok, err)
			}
			at := func(hours int64) time.Time { return time.UnixMicro(morning + hours*hour).UTC() }
			seat, agency := committee.Party{Seat: "seat-pho"}, committee.Party{Agency: "agency-so"}
			want := committee.Round{
				ID: "round-1", Body: "ban-1", In: "to-giup-viec", Matter: "plan", Authority: "minister", Title: "Kế hoạch năm", Capacity: "personal", Opened: at(0),
				Deadline: day("2026-01-25"), Drafter: committee.Party{Seat: "seat-tk"}, Chair: "seat-truong", Opener: "seat-truong", Public: true,
				State: committee.RoundDone, Version: 2,
				Origin: committee.Origin{From: "Bộ trưởng", Number: "12/BNV", Date: day("2026-01-01"), Received: day("2026-01-01")},
				Questions: []committee.Question{
					{
						ID: "question-1", Order: 1, Text: "Thông qua không?", Options: []committee.Option{{Key: "for", Side: committee.For}, {Key: "against", Side: committee.Against}},
						Outcome: &committee.Outcome{
							ID: "outcome-1", Text: "Thông qua", Side: committee.For, AgainstMajority: true, Task: "task-1",
							Count: committee.Count{Asked: 1, Against: 1, StaleAgainst: 1},
						},
					},
					{
						ID: "question-2", Order: 2, Text: "Phương án nào?", Options: []committee.Option{{Key: "1", Label: "Một", Side: committee.For}, {Key: "2", Label: "Hai", Side: committee.Other}},
						Outcome: &committee.Outcome{ID: "outcome-2", Side: committee.Against, Count: committee.Count{Asked: 1, Silent: 1, For: 2, Other: 3, StaleFor: 4, StaleOther: 5}},
					},
				},
				Papers:   []committee.BoundPaper{{Paper: "paper-x", Version: 2, SHA256: "bb", Title: "Tờ trình"}},
				Articles: []committee.Article{{Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}, {Address: "dieu-10", Text: "Mười, sửa"}},
				Asked:    []committee.Party{seat, agency, {Person: "person-3"}},
				Changes:  []committee.TextChange{{Version: 2, At: at(6), Note: "Sửa điều 10", Articles: []string{"dieu-10"}, Papers: []committee.PaperID{"paper-x"}}},
				Slips: []committee.Slip{
					{
						Question: "question-1", By: seat, Option: "against", Position: committee.Against, Revision: 2, Version: 1, At: at(3), Entered: at(3), Confirmed: true,
						Filled: committee.Filled{At: at(2), Kept: 1500 * time.Millisecond, Sent: -90 * time.Second},
						Comments: []committee.Comment{
							{ID: "comment-3", Text: "Chung"},
							{
								ID: "comment-1", Address: "dieu-2", Text: "Bỏ chữ thừa", To: "seat-tk", Due: day("2026-01-15"),
								Reply: committee.Reply{Kind: committee.Partly, Text: "Bỏ một chữ", By: "person-4", At: at(2)},
							},
						},
					},
					{Question: "question-1", By: agency, Option: "for", Position: committee.For, Revision: 2, Version: 2, At: at(1), Entered: at(5), How: "telephone", Confirmed: true},
				},
				Late: []committee.LateSlip{{
					Question: "question-2", By: committee.Party{Person: "person-3"}, Option: "1", Position: committee.For, Reason: "kịp giờ", Version: 2, At: at(7),
					Comments: []committee.Comment{{ID: "comment-9", Address: "dieu-2", Text: "Muộn"}},
					Filled:   committee.Filled{At: at(6), Kept: 5 * time.Millisecond, Sent: 6 * time.Millisecond},
				}},
				Closing: committee.Closing{At: at(24), By: "seat-truong", Text: "Thống nhất", Reply: "Kính gửi", ReplyNumber: "3/BC"},
			}
			if diff := cmp.Diff(want, r); diff != "" {
				t.Errorf("round-1 (-want +got):\n%s", diff)
			}
			old, err := tx.RoundArticles("round-1", 1)
			if err != nil || len(old) != 2 || old[1].Text != "Mười" {
				t.Errorf("the first text: %+v %v", old, err)
			}
			if id, ok, err := tx.RoundOfConclusion("outcome-2"); id != "round-1" || !ok || err != nil {
				t.Errorf("of outcome-2: %q %v", id, err)
			}
			ids := func(f store.RoundFilter) string {
				t.Helper()
				page, next, err := tx.Rounds(f)
				if err != nil {
					t.Fatal(err)
				}
				var out []string
				for _, r := range page {
					out = append(out, string(r.ID))
				}
				if next != "" {
					f.Cursor = next
					rest, _, err := tx.Rounds(f)
					if err != nil || len(rest) == 0 {
						t.Errorf("next page: %v %v", rest, err)
					}
					out = append(out, "|")
					for _, r := range rest {
						out = append(out, string(r.ID))
					}
				}
				return strings.Join(out, " ")
			}
			for name, c := range map[string]struct {
				f    store.RoundFilter
				want string
			}{
				"all":      {store.RoundFilter{}, "round-2 round-1 round-3"},
				"paged":    {store.RoundFilter{Limit: 1, Newest: true}, "round-3 | round-1"},
				"body":     {store.RoundFilter{Body: "ban-2"}, ""},
				"state":    {store.RoundFilter{State: committee.RoundOff}, "round-2"},
				"days":     {store.RoundFilter{From: day("2026-01-23"), To: day("2026-01-26")}, "round-1"},
				"asked":    {store.RoundFilter{Asked: []committee.Party{{Person: "person-3"}, {Seat: "seat-x"}}}, "round-1"},
				"unasked":  {store.RoundFilter{Asked: []committee.Party{}}, ""},
				"agency":   {store.RoundFilter{Asked: []committee.Party{agency}}, "round-2 round-1"},
				"unseen":   {store.RoundFilter{Viewer: &store.Viewer{Person: "person-9"}}, ""},
				"a keeper": {store.RoundFilter{Viewer: &store.Viewer{Keeper: true}}, "round-2 round-1 round-3"},
			} {
				if got := ids(c.f); got != c.want {
					t.Errorf("%s: %q, want %q", name, got, c.want)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestAnsweredBy tells what waits for whom, in rounds that are open alone.
func TestAnsweredBy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var before []committee.Event
		for _, e := range scenario() {
			if _, end := e.(committee.RoundConcluded); !end {
				before = append(before, e)
			}
		}
		err := s.Write(context.Background(), "o", nil, func(tx *store.Tx) error {
			tx.SetAt(morning)
			for _, e := range before {
				if err := tx.Apply(e); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seat, agency, expert := committee.Party{Seat: "seat-pho"}, committee.Party{Agency: "agency-so"}, committee.Party{Person: "person-3"}
		err = s.Read(context.Background(), "o", func(tx *store.Tx) error {
			got, err := tx.AnsweredBy([]committee.Party{expert, seat, agency, {Seat: "seat-uv"}})
			since := time.UnixMicro(morning).UTC()
			want := []store.Answered{
				{Round: "round-1", By: seat, Slips: 1, Of: 2, Stale: 1, Since: since},
				{Round: "round-1", By: agency, Slips: 1, Of: 2, Since: since},
				{Round: "round-1", By: expert, Of: 2, Since: since},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			none, nerr := tx.AnsweredBy(nil)
			if len(none) != 0 || nerr != nil {
				t.Errorf("nobody: %v %v", none, nerr)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
