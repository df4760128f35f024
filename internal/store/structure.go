package store

import (
	"crypto/rand"
	"database/sql"
	"errors"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// marks are the marks of offices as a batch of commands read them, so that each
// is read once. A command that changes a structure, and one that is undone, make
// them forgotten.
type marks map[committee.OfficeID]string

// Structure gives the mark of the office's structure as the transaction saw it
// first: its agencies, posts, people, keepers, assistances, bodies, charters,
// seats and delegations. Two transactions that see the same mark see the same
// structure. A mark is made by chance, so that one which was rolled back never
// comes again.
func (tx *Tx) Structure() (mark string, err error) {
	if mark, ok := tx.marks[tx.office]; ok && !tx.over && tx.failed == nil {
		return mark, nil // what is queued may wait
	}
	if mark, err = tx.mark(); err == nil {
		tx.marks[tx.office] = mark
	}
	return mark, err
}

// StillStructure reports whether a mark is that of the structure now: on a
// server another transaction may have changed it since.
func (tx *Tx) StillStructure(mark string) (bool, error) {
	now, err := tx.mark()
	return now == mark, err
}

func (tx *Tx) mark() (mark string, err error) {
	err = tx.row([]any{&mark}, markText)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return mark, err
}

const markText = "select mark from structure where office = $1"

// Restructured reports whether this transaction has itself changed the
// structure, so that what it reads of it now is no longer what its mark stood
// for when it began.
func (tx *Tx) Restructured() bool { return tx.restructured }

// restructure gives the structure a new mark, once in a transaction.
func (tx *Tx) restructure() error {
	if tx.restructured {
		return nil
	}
	if err := tx.put(`insert into structure (office, mark) values ($1, $2)
		on conflict (office) do update set mark = excluded.mark`, rand.Text()); err != nil {
		return err
	}
	delete(tx.marks, tx.office)
	tx.restructured = true
	return nil
}

// structural reports whether an event changes the structure. Daily work does
// not; an event that nobody thought of here does, which costs time alone.
func structural(ev committee.Event) bool {
	switch ev.(type) {
	case committee.ClauseInvoked, committee.DecisionRecorded,
		committee.MeetingConvened, committee.MeetingProposed, committee.AttendeesChosen, committee.ChairTaken,
		committee.MeetingMoved, committee.MeetingCancelled, committee.PresenceRecorded, committee.PositionsRecorded,
		committee.ItemConcluded, committee.MeetingClosed,
		committee.TaskAssigned, committee.TaskUpdated, committee.TaskAccepted, committee.TaskReturned,
		committee.TaskSubassigned, committee.TaskUrged, committee.ExtensionAsked, committee.ExtensionGranted,
		committee.DutyMet, committee.ConclusionRevised, committee.ConclusionWithdrawn, committee.ConclusionSettled,
		committee.TaskRevised, committee.TaskWithdrawn, committee.SeatingArranged,
		committee.PaperLaid, committee.PaperVersioned, committee.PaperWithdrawn, committee.PaperShown,
		committee.MinutesApproved, committee.MinutesReopened,
		committee.RoundOpened, committee.RoundTextChanged, committee.RoundExtended, committee.RoundCancelled, committee.RoundConcluded,
		committee.SlipGiven, committee.SlipLate, committee.SlipConfirmed, committee.CommentCharged, committee.CommentAnswered,
		committee.InvitationSent, committee.InvitationWithdrawn, committee.InvitationRecalled, committee.InvitationAnswered,
		committee.SeatArrived, committee.SeatDeparted, committee.ItemTakenUp, committee.ItemLeft,
		committee.FloorAsked, committee.FloorGiven, committee.FloorEnded, committee.PriorStated,
		committee.VoteCalled, committee.TellerKeyLaid, committee.VoteCast, committee.BallotCast, committee.VoteCounted, committee.VoteCalledOff,
		committee.AgendaArranged, committee.MatterProposed, committee.MatterJudged, committee.MatterKept,
		committee.MeetingForeseen, committee.ForeseenSettled, committee.ForeseenDropped,
		committee.TopicOpened, committee.TopicArranged, committee.TopicClosed, committee.RemarkMade, committee.RemarkWithdrawn:
		return false
	}
	return true
}

// HoldingsAround lists who holds which post on a day, as far as some people or
// some posts go, and those posts, both in the order of [Tx.HoldingsOn] and
// [Tx.Posts].
func (tx *Tx) HoldingsAround(people []committee.PersonID, posts []committee.PostID, on charter.Date) ([]committee.Holding, []committee.Post, error) {
	var q statement
	q.add("select h.post, h.person, h.from_day, h.to_day, "+postColumns+` from holding h join post p on p.office = h.office and p.id = h.post
		where h.office = $1 and h.from_day <= ? and (h.to_day = 0 or h.to_day >= ?) and `, on, on)
	either(&q, "h.person", people, "h.post", posts)
	q.add(" order by h.post, h.from_day, h.person")
	type line struct {
		holding committee.Holding
		post    committee.Post
	}
	lines, err := list(tx, func(l *line) []any { return append(scanHolding(&l.holding), scanPost(&l.post)...) }, q.text.String(), q.args...)
	holdings := make([]committee.Holding, len(lines))
	var of []committee.Post
	for i, l := range lines {
		holdings[i] = l.holding
		if n := len(of); n == 0 || of[n-1].ID != l.post.ID {
			of = append(of, l.post)
		}
	}
	return holdings, of, err
}
