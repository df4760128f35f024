package committee

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"nghisu/internal/charter"
)

var rounds = flag.Int("rounds", 400, "random rounds of TestRandomRounds")

// diary is a naive reference of a round, written apart from the code under test:
// it keeps all that was said, in order, and answers each question by reading
// the whole diary again.
type diary struct {
	last  int // the day of the last day, counted from the opening
	lines []line
}

// line is one thing that happened.
type line struct {
	when    time.Time
	kind    string            // slip, confirm, text
	who     Party             // of a slip or a confirmation
	option  string            // of a slip
	byOther bool              // of a slip that somebody else wrote down
	says    []string          // of a slip: its comments
	text    map[string]string // of a text: its articles
	about   string            // of a reply: party and words of the comment
}

// said gives a party's last slip, when it was given or confirmed last, how often
// it was touched, and whether the party stands by it.
func (d diary) said(who Party) (slip *line, bound time.Time, times int, own bool) {
	for i := range d.lines {
		switch l := d.lines[i]; {
		case l.who != who:
		case l.kind == "slip":
			slip, bound, times, own = &d.lines[i], l.when, times+1, !l.byOther
		case l.kind == "confirm":
			bound, times, own = l.when, times+1, true
		}
	}
	return slip, bound, times, own
}

// changed names the articles that differ between successive texts after an
// instant.
func (d diary) changed(after time.Time) map[string]bool {
	out := map[string]bool{}
	var before map[string]string
	for _, l := range d.lines {
		if l.kind != "text" {
			continue
		}
		if before != nil && l.when.After(after) {
			for a := range maps.Keys(l.text) {
				if l.text[a] != before[a] {
					out[a] = true
				}
			}
			for a := range maps.Keys(before) {
				if _, there := l.text[a]; !there {
					out[a] = true
				}
			}
		}
		before = l.text
	}
	return out
}

// text gives the articles in force.
func (d diary) text() (out map[string]string) {
	for _, l := range d.lines {
		if l.kind == "text" {
			out = l.text
		}
	}
	return out
}

// replied reports whether the comment of a party in these words was answered: in
// this or an earlier slip of the party that made it without a break.
func (d diary) replied(who Party, words string) bool {
	made, replied := false, false
	for _, l := range d.lines {
		switch {
		case l.kind == "slip" && l.who == who:
			now := slices.Contains(l.says, words)
			if !now || !made {
				replied = false
			}
			made = now
		case l.kind == "reply" && l.about == who.Key()+words:
			replied = made
		}
	}
	return replied
}

// TestRandomRounds plays random slips, changes of the text, extensions,
// confirmations and replies, and holds the round against the diary after each.
func TestRandomRounds(t *testing.T) {
	for seed := range *rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		playRound(t, r, fmt.Sprintf("seed %d", seed))
		if t.Failed() {
			return
		}
	}
}

func playRound(t *testing.T, r *rand.Rand, name string) {
	n := opened(t)
	q := n.Round.Questions[0].ID
	start := envOn("2019-06-20")
	d := diary{last: 8, lines: []line{{when: start.Now, kind: "text", text: map[string]string{"dieu-2": "Hai", "dieu-10": "Mười"}}}}
	now, ids := start.Now, 0
	options := []string{"for", "against", "other"}
	for step := range 40 {
		now = now.Add(time.Duration(1+r.IntN(9)) * time.Hour)
		env := Env{Now: now, Zone: start.Zone, NewID: func() string { ids++; return fmt.Sprint("c", ids) }}
		env.Today = env.Day(now)
		late := int(env.Today-start.Today) > d.last
		who := n.Round.Asked[r.IntN(len(n.Round.Asked))]
		slip, bound, times, own := d.said(who)
		var want, got string
		var l line
		switch r.IntN(8) {
		case 0, 1, 2, 3: // a slip, at times from a device that has not looked
			l = line{when: now, kind: "slip", who: who, option: options[r.IntN(3)], byOther: r.IntN(4) == 0}
			in := oneAnswer(n, who, l.option, times)
			if r.IntN(6) == 0 {
				in.Answers[0].Revision++
				want = "slip.changed"
				if slip == nil {
					want = "slip.revision"
				}
			}
			if l.byOther {
				in.How = "telephone"
			}
			for _, w := range []string{"x", "y", "z"} {
				if r.IntN(3) == 0 {
					l.says = append(l.says, w)
					in.Answers[0].Comments = append(in.Answers[0].Comments, CommentIn{Place: "Phụ lục " + w, Text: w})
				}
			}
			if late {
				want = "round.late"
			}
			ev, err := AnswerRound(n, in, env)
			got = n.step(t, ev, err)
		case 4: // a confirmation
			l = line{when: now, kind: "confirm", who: who}
			switch {
			case late:
				want = "round.late"
			case slip == nil:
				want = "slip.none"
			case own && len(d.changed(bound)) == 0:
				want = "slip.stands"
			}
			ev, err := ConfirmSlips(n, ConfirmSlipsIn{Round: n.Round.ID, By: who, Slips: []ConfirmIn{{q, times}}}, env)
			got = n.step(t, ev, err)
		case 5: // another text
			l = line{when: now, kind: "text", text: map[string]string{}}
			in := ChangeRoundTextIn{Round: n.Round.ID, Papers: n.Round.Papers}
			for _, a := range []string{"dieu-2", "dieu-10", "dieu-3"} {
				if r.IntN(3) > 0 {
					l.text[a] = []string{"Hai", "Mười", "Ba"}[r.IntN(3)]
					in.Articles = append(in.Articles, Article{Address: a, Text: l.text[a]})
				}
			}
			if maps.Equal(l.text, d.text()) {
				want = "round.same-text"
			}
			ev, err := ChangeRoundText(n, in, env)
			got = n.step(t, ev, err)
		case 6: // more time
			to := d.last + r.IntN(3)
			switch {
			case to <= d.last:
				want = "round.not-later"
			case to < int(env.Today-start.Today):
				want = "round.deadline-past"
			}
			ev, err := ExtendRound(n, ExtendRoundIn{Round: n.Round.ID, Deadline: start.Today + charter.Date(to)}, env)
			if got = n.step(t, ev, err); got == "" {
				d.last = to
			}
			l.kind = "more time"
		case 7: // the drafter answers the first comment that waits
			left := n.Round.Table().Unanswered()
			if len(left) == 0 {
				continue
			}
			l = line{when: now, kind: "reply", about: left[0].By.Key() + left[0].Comment.Text}
			ev, err := AnswerComments(n, AnswerCommentsIn{Round: n.Round.ID, By: "p4", Replies: []ReplyIn{{left[0].Comment.ID, Explained, "Vì"}}}, env)
			got = n.step(t, ev, err)
		}
		if got != want {
			t.Errorf("%s step %d, %s: %q, want %q", name, step, l.kind, got, want)
		}
		if got == "" {
			d.lines = append(d.lines, l)
		}
		d.compare(t, fmt.Sprintf("%s step %d", name, step), *n.Round)
		d.concludes(t, fmt.Sprintf("%s step %d", name, step), n, env)
		if t.Failed() {
			return
		}
	}
}

// compare holds a round against the diary.
func (d diary) compare(t *testing.T, name string, r Round) {
	t.Helper()
	q := r.Questions[0].ID
	want, waiting := Count{}, 0
	for _, p := range r.Asked {
		l, bound, times, own := d.said(p)
		s := r.Slip(q, p)
		if (l == nil) != (s == nil) {
			t.Errorf("%s: %v has a slip: %v, in the diary: %v", name, p, s != nil, l != nil)
			continue
		}
		want.Asked++
		if l == nil {
			want.Silent++
			continue
		}
		changed := d.changed(bound)
		stale := len(changed) > 0 || d.texts(bound) > 0
		articles, _ := r.ChangedSince(s.Version)
		if s.Option != l.option || s.Revision != times || s.Confirmed != own || r.Stale(*s) != stale || len(articles) != len(changed) {
			t.Errorf("%s: %v: %+v changed %v; the diary says %s, touched %d times, own %v, stale %v, changed %v", name, p, *s, articles, l.option, times, own, stale, changed)
		}
		old := 0
		if stale {
			old = 1
		}
		switch l.option {
		case "for":
			want.For, want.StaleFor = want.For+1, want.StaleFor+old
			if len(l.says) > 0 {
				want.ForWithComments++
			}
		case "against":
			want.Against, want.StaleAgainst = want.Against+1, want.StaleAgainst+old
		default:
			want.Other, want.StaleOther = want.Other+1, want.StaleOther+old
		}
		if !own {
			want.Recorded++
		}
		for _, w := range l.says {
			if !d.replied(p, w) {
				want.Unanswered++
				waiting++
			}
		}
	}
	if got := r.Count(q, func(Party) bool { return true }); got != want {
		t.Errorf("%s: counted %+v, the diary %+v", name, got, want)
	}
	if got := len(r.Table().Unanswered()); got != waiting {
		t.Errorf("%s: %d comments wait, in the diary %d", name, got, waiting)
	}
}

// texts counts the texts laid after an instant.
func (d diary) texts(after time.Time) (n int) {
	for _, l := range d.lines {
		if l.kind == "text" && l.when.After(after) {
			n++
		}
	}
	return n
}

// concludes asks whether the round could be concluded now, and what it would
// count, against the diary.
func (d diary) concludes(t *testing.T, name string, n RoundNow, env Env) {
	t.Helper()
	r := *n.Round
	yes, no, comments, waits := 0, 0, 0, false
	for _, p := range r.Asked {
		l, bound, _, _ := d.said(p)
		if l == nil || d.texts(bound) > 0 {
			waits = true
		}
		if l == nil {
			continue
		}
		for _, w := range l.says {
			if !d.replied(p, w) {
				comments++
			}
		}
		if p.Seat == "" {
			continue // only members make a majority
		}
		switch l.option {
		case "for":
			yes++
		case "against":
			no++
		}
	}
	want := ""
	switch {
	case waits && env.Today <= r.Deadline:
		want = "round.running"
	case comments > 0:
		want = "round.unanswered"
	}
	ev, err := ConcludeRound(ConcludeRoundState{RoundNow: n}, ConcludeRoundIn{
		Round: r.ID, By: "s1", Text: "Thông qua.", Outcomes: []OutcomeIn{{Question: r.Questions[0].ID}},
	}, env)
	if got := code(t, err); got != want {
		t.Errorf("%s: concluded %q, want %q", name, got, want)
		return
	}
	if err == nil {
		if o := ev[0].(RoundConcluded).Outcomes[0]; o.For != yes || o.Against != no || o.AgainstMajority != (no > yes) {
			t.Errorf("%s: concluded with %+v, the diary has %d for and %d against", name, o, yes, no)
		}
	}
}
