package committee

import (
	"testing"
	"time"
)

// device is a claim made on a device whose clock was ahead by so much.
func device(at time.Time, ahead time.Duration) Filled {
	return Filled{At: at.Add(ahead), Kept: ahead, Sent: ahead}
}

func TestFilled(t *testing.T) {
	now := envOn("2019-06-21").Now
	for _, c := range []struct {
		name, code string
		in         Filled
		told       time.Time
		off        time.Duration
		moved      bool
	}{
		{"an hour ago", "", device(now.Add(-time.Hour), 0), now.Add(-time.Hour), 0, false},
		{"a clock that is a minute off is not spoken of", "", device(now.Add(-time.Hour), time.Minute), now.Add(-time.Hour), 0, false},
		{"a clock ahead is told back", "", device(now.Add(-time.Hour), 3*time.Hour), now.Add(-time.Hour), 3 * time.Hour, false},
		{"a battery that was empty", "", device(now.Add(-time.Hour), -49*365*24*time.Hour), now.Add(-time.Hour), -49 * 365 * 24 * time.Hour, false},
		{"a clock that was set in between", "", Filled{At: now.Add(-2 * time.Hour), Kept: 0, Sent: -time.Hour}, now.Add(-time.Hour), -time.Hour, true},
		{"within what a network allows", "", device(now.Add(time.Minute), 0), now.Add(time.Minute), 0, false},
		{"after it was received", "filled.to-come", device(now.Add(time.Hour), 0), now.Add(time.Hour), 0, false},
		{"beyond any clock", "filled.unreadable", Filled{At: now, Sent: 200 * 365 * 24 * time.Hour}, now.Add(-200 * 365 * 24 * time.Hour), 200 * 365 * 24 * time.Hour, true},
	} {
		var k check
		e := k.filled(c.in, envOn("2019-06-21"))
		ev, err := k.events(SeatArrived{})
		says(t, c.name, c.code, ev, err)
		if !c.in.Told().Equal(c.told) || c.in.Off() != c.off || c.in.Moved() != c.moved {
			t.Errorf("%s: told %v, off %v, moved %v", c.name, c.in.Told(), c.in.Off(), c.in.Moved())
		}
		if c.code == "" && (e.At != c.in.At.UnixMicro() || e.Sent != c.in.Sent.Milliseconds()) {
			t.Errorf("%s: recorded %+v", c.name, e)
		}
	}
	if (Filled{}).Moved() || (Filled{}).Off() != 0 {
		t.Error("what claims nothing is off")
	}
}

// TestSlipWithoutNetwork is the rule of 0027: the deadline is judged by receipt; what
// says that it was filled in before is kept apart until somebody else takes it.
func TestSlipWithoutNetwork(t *testing.T) {
	n := opened(t)
	q := n.Round.Questions[0].ID
	in := AnswerRoundIn{
		Round: n.Round.ID, By: seatParty("s2"), Version: 1,
		Answers: []AnswerIn{{Question: q, Option: "for", Reason: "kịp giờ", Comments: []CommentIn{{Address: "dieu-2", Text: "Rõ hơn"}}}},
	}
	last := later("2019-06-28", 0).Now.Add(10 * time.Hour) // in the evening of the last day
	after := later("2019-06-29", 0)

	in.Version = 2
	_, err := AnswerRound(n, in, later("2019-06-21", 0))
	says(t, "on a text that it did not see", "slip.text-changed", nil, err)
	in.Version = 1

	in.Filled = device(later("2019-06-21", 0).Now, time.Hour)
	ev, err := AnswerRound(n, in, later("2019-06-21", 60))
	says(t, "in time", "", ev, err)
	if e, ok := ev[0].(SlipGiven); !ok || e.At != later("2019-06-21", 60).Now.UnixMicro() || e.Filled.At != in.Filled.At.UnixMicro() || e.Filled.Sent != 3_600_000 {
		t.Errorf("%+v", ev[0])
	}

	for _, c := range []struct {
		name   string
		filled Filled
		how    string
	}{
		{"late, nothing claimed", Filled{}, ""},
		{"late, claimed after the last day too", device(after.Now.Add(-time.Hour), 0), ""},
		{"late, a clock put back and told of", Filled{At: last, Sent: -24 * time.Hour}, ""},
		{"late, claimed before the round began", device(last.AddDate(0, -1, 0), 0), ""},
		{"late, written down by somebody else", device(last, 0), "telephone"},
	} {
		in.Filled, in.How = c.filled, c.how
		_, err := AnswerRound(n, in, after)
		says(t, c.name, "round.late", nil, err)
	}

	in.Filled, in.How = device(last, 0), ""
	ev, err = AnswerRound(n, in, after)
	says(t, "late, filled in before", "", ev, err)
	e, ok := ev[0].(SlipLate)
	if !ok || e.At != after.Now.UnixMicro() || e.Filled.At != last.UnixMicro() || e.Reason != "kịp giờ" || len(e.Comments) != 1 {
		t.Fatalf("%+v", ev[0])
	}
	n.Round.Late = []LateSlip{{
		Question: q, By: in.By, Option: e.Option, Position: e.Position, Reason: string(e.Reason), Version: 1, At: after.Now, Filled: in.Filled,
		Comments: []Comment{{ID: e.Comments[0].ID, Address: "dieu-2", Text: "Rõ hơn"}},
	}}
	if c := n.Round.Count(q, Members); c.Answered() != 0 {
		t.Errorf("a late slip counts: %+v", c)
	}

	take := TakeLateSlipsIn{Round: n.Round.ID, By: in.By}
	own := take
	own.Own = true
	_, err = TakeLateSlips(n, own, after)
	says(t, "by the party itself", "late.own", nil, err)
	none := take
	none.By = seatParty("s3")
	_, err = TakeLateSlips(n, none, after)
	says(t, "of who has none", "late.none", nil, err)
	ev, err = TakeLateSlips(n, take, after)
	says(t, "taken", "", ev, err)
	g := ev[0].(SlipGiven)
	if g.At != last.UnixMicro() || g.Entered != after.Now.UnixMicro() || g.Filled != e.Filled || g.Revision != 1 || g.Comments[0].ID != e.Comments[0].ID || g.How != "" {
		t.Errorf("%+v", g)
	}
	n.Round.Slips = []Slip{{Question: q, By: in.By, Revision: 4, At: last.Add(time.Minute)}}
	_, err = TakeLateSlips(n, take, after)
	says(t, "when something was given later", "slip.newer", nil, err)
	n.Round.Slips[0].At = last.Add(-time.Minute)
	ev, err = TakeLateSlips(n, take, after)
	says(t, "over an earlier one", "", ev, err)
	if g := ev[0].(SlipGiven); g.Revision != 5 {
		t.Errorf("%+v", g)
	}
	n.Round.State = RoundDone
	_, err = TakeLateSlips(n, take, after)
	says(t, "when the round is concluded", "round.concluded", nil, err)
}
