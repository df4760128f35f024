package app_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// The wall hangs in the room: of a confidential item it tells the number alone, to
// who may see the item as to anybody else, through all that is done on it. Other
// items stand on it whole, with the same numbers for everybody.
func TestWallTellsNothingConfidential(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		const mark = "zqkín"
		m := w.expanded("Phiên có nội dung kín", "so1")
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{
			{Title: "Việc thường"}, {Title: mark, Presenter: mark, Minutes: 37, Closed: true, Named: []committee.SeatID{w.seatOf("deputy")}}, {Title: "Việc khác"},
		}}))
		items := w.page("head", m).Meeting.Agenda
		closed := items[1].ID
		wall := func(who string) app.SittingPage {
			t.Helper()
			s, err := w.app.Wall(ctx, w.as(who), m)
			if err != nil {
				t.Fatalf("%s: %v", who, err)
			}
			return s
		}
		look := func(when string) {
			t.Helper()
			for _, who := range []string{"head", "secretary", "deputy", "member1"} {
				s := wall(who)
				x, ok := s.Item(closed)
				if want := (committee.Item{ID: closed, Order: x.Order, Number: "2", Closed: true}); !ok || fmt.Sprint(x) != fmt.Sprint(want) {
					t.Errorf("%s, %s: the wall tells of the item %+v", when, who, x)
				}
				if all := fmt.Sprintf("%+v", s); strings.Contains(all, mark) || strings.Contains(all, "37") && s.Planned(closed) != 0 {
					t.Errorf("%s, %s: the wall tells what is confidential", when, who)
				}
				if y, ok := s.Item(items[2].ID); !ok || y.Number != "3" || y.Title != "Việc khác" {
					t.Errorf("%s, %s: another item is %s %q", when, who, y.Number, y.Title)
				}
				if s.Sitting.Current() == closed && len(s.Sitting.Queue()) > 0 {
					t.Errorf("%s, %s: the wall names who wants to speak on it", when, who)
				}
			}
		}
		look("before")
		// Who does not see it reads the others under the numbers that everybody hears.
		if s := w.sitting("member1", m); len(s.Items()) != 2 {
			t.Errorf("the member sees %d items", len(s.Items()))
		} else if x, ok := s.Item(items[2].ID); !ok || x.Number != "3" || s.Items()[1].Number != "3" || s.Items()[0].Number != "1" {
			t.Errorf("the member reads the third item as %q", x.Number)
		}
		w.at = w.page("head", m).Line.Start.Add(time.Minute)
		start := wall("head").Seq
		w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: m, How: "present"}))
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: m, How: "present"}))
		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: m, Item: closed}))
		w.must(w.app.AskFloor(ctx, w.as("deputy"), app.SittingSeatIn{Meeting: m}))
		if s, err := w.app.Sitting(ctx, w.as("head"), m); err != nil || len(s.Sitting.Queue()) != 1 {
			t.Fatalf("nobody asks for the floor: %v", err)
		}
		look("in hand")
		vote := committee.VoteID(w.must(w.app.OpenVote(ctx, w.as("head"), app.OpenVoteIn{Meeting: m, Item: closed, Motion: mark})).Ref)
		look("while it is voted on")
		w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: vote}))
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: m, Item: closed, Text: mark}))
		look("concluded")

		// What its stream tells is a place and a kind of thing.
		seen, err := w.app.Watch(ctx, w.as("secretary"), m, start)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(seen.Close)
		change, err := seen.Next(ctx)
		if err != nil || len(change.What) == 0 {
			t.Fatalf("%+v %v", change, err)
		}
		for _, what := range change.What {
			if !slices.Contains([]string{"presence", "item", "floor", "prior", "meeting"}, what) {
				t.Errorf("the stream tells %q", what)
			}
		}

		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: m, Item: items[0].ID}))
		if s := wall("member1"); len(s.Sitting.Queue()) != 1 {
			t.Error("who waits is not on the wall when an open item is in hand")
		}
		if answer, err := call(w.app, "Wall", []any{w.as("outsider"), m}); err == nil || bytes.Contains([]byte(answer), []byte(m)) {
			t.Errorf("the wall opens to an outsider: %v", err)
		}
	})
}
