package committee

import (
	"time"

	"nghisu/internal/charter"
)

// The typed identifiers. Each is a UUIDv7 in text, minted by the transaction
// that makes the thing, except [OfficeID] and [BodyKey], which are words chosen
// by people: lower-case letters, digits and hyphens.
type (
	// OfficeID is the office that keeps the books (văn phòng nơi giữ sổ).
	OfficeID string
	// BodyKey is a body, as in its charter file and its address (cơ quan).
	BodyKey string
	// AgencyID is an agency or unit (cơ quan, đơn vị).
	AgencyID string
	// PostID is a post (chức vụ).
	PostID string
	// PersonID is a person (con người).
	PersonID string
	// SeatID is a seat of a body (ghế thành viên).
	SeatID string
	// DecisionID is a decision (quyết định).
	DecisionID string
	// DelegationID is a power lent (ủy quyền).
	DelegationID string
	// MeetingID is a meeting (phiên họp).
	MeetingID string
	// ItemID is an item of a meeting (nội dung của phiên họp).
	ItemID string
	// ConclusionID is a conclusion (kết luận).
	ConclusionID string
	// RoundID is an opinion round (đợt lấy ý kiến).
	RoundID string
	// QuestionID is one question of an opinion round (vấn đề xin ý kiến).
	QuestionID string
	// PaperID is a paper laid before a meeting or a round (tài liệu).
	PaperID string
	// TaskID is a task (nhiệm vụ).
	TaskID string
	// EvidenceID is evidence that a duty was met (chứng cứ của một nghĩa vụ).
	EvidenceID string
	// ActID is an act done (việc đã làm).
	ActID string
)

// Env is what a decide function may know of the world: the instant of the
// command, the civil day of the office, and fresh identifiers.
type Env struct {
	Now     time.Time      // UTC, read once per command
	Today   charter.Date   // the day in the office's zone
	NewID   func() string  // mints a UUIDv7
	Zone    *time.Location // the office's zone; nil: UTC
	Entered time.Time      // when an act of an earlier time is written down; zero: Now
}

// Day gives the civil day of an instant in the office's zone.
func (e Env) Day(t time.Time) charter.Date {
	if e.Zone == nil {
		return charter.DateOf(t.UTC())
	}
	return charter.DateOf(t.In(e.Zone))
}

// NotBefore puts what is done at this moment behind what is on record already. A
// server's clock that was set back does not stop what is under way, nor turn its order
// round: an act that is entered as it happens stands at the last instant on record
// until the clock has caught up. What is entered afterwards (nhập sau) says its own
// time and keeps it; the day, by which deadlines are judged, stays that of the clock.
func (e Env) NotBefore(last time.Time) Env {
	if e.Entered.Equal(e.Now) && e.Now.Before(last) {
		e.Now, e.Entered = last, last
	}
	return e
}

// Prose is free text or a personal field of an event: a title, a reason, a
// name. In the register's leaf it stands as a keyed digest; the words and the
// key lie apart, so that they can be erased without breaking the log. In JSON
// it is the object {"§": "…"}.
type Prose string

// Event is one thing that happened, as it is stored. Its fields are the record:
// a released event never changes its meaning; a new meaning is a new name.
type Event interface {
	// EventName is the stored name with its version, e.g. "seat.opened/1".
	EventName() string
}
