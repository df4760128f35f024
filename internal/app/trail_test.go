package app_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestTrail answers a round so often that its page cannot show all of it: the page
// shows the newest acts and says that there are older ones; who reads no slips but
// the own keeps the own, however many others answered.
func TestTrail(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		deputy, member := app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}
		id, q := w.openRound("Đợt dài", nil, deputy, member)
		w.at = w.at.Add(time.Minute)
		mine := w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for")))
		var last committee.ActID
		for i := range 110 {
			w.at = w.at.Add(time.Second)
			in := slip(id, q, []string{"for", "against"}[i%2], app.CommentIn{Text: committee.Prose("Lần " + strconv.Itoa(i))})
			in.Slips[0].Revision = i
			last = w.must(w.app.AnswerRound(ctx, w.as("deputy"), in)).Act
		}
		all := w.round("head", id)
		if n := len(all.Acts); n != 100 || !all.Earlier || all.Acts[n-1].ID != last || !all.Acts[0].At.Before(all.Acts[1].At) {
			t.Errorf("who reads all: %d acts, earlier %v", n, all.Earlier)
		}
		own := w.round("member1", id)
		if len(own.Acts) != 2 || own.Earlier || own.Acts[1].ID != mine.Act {
			t.Errorf("who reads the own: %+v, earlier %v", own.Acts, own.Earlier)
		}
	})
}
