package committee

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"nghisu/internal/charter"
)

// The acts on minutes. No regulation of today names who writes and who approves
// them; see the record on inherent authority.
const (
	ActWriteMinutes   charter.Act = "minutes.write"
	ActApproveMinutes charter.Act = "minutes.approve"
	ActReopenMinutes  charter.Act = "minutes.reopen"
)

// MinutesLimit is the longest that may be written on one matter, in letters.
const MinutesLimit = 20_000

// Minutes are the minutes of a meeting that were approved (biên bản đã thông qua).
// What is still being written is no part of the record.
type Minutes struct {
	Meeting  MeetingID
	Version  int // of approval: 1, 2 … after each reopening
	Approved bool
	By       SeatID
	At       time.Time
	Reason   string // why they were reopened
	Parts    []MinutesPart
}

// MinutesPart is what was said on one matter (diễn biến), or of the meeting as a
// whole when Item is empty.
type MinutesPart struct {
	Item ItemID `json:"item,omitempty"`
	Text Prose  `json:"text"`
}

// SumMinutes is the hash by which an approval names the text that was read.
func SumMinutes(parts []MinutesPart) string {
	var list [][2]string
	for _, p := range parts {
		list = append(list, [2]string{string(p.Item), string(p.Text)})
	}
	b, _ := json.Marshal(list) // texts alone: it cannot fail
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// MinutesState is what the acts on minutes need of the store.
type MinutesState struct {
	MeetingNow
	Minutes *Minutes      // as approved last; nil: never yet
	Drafts  []MinutesPart // as they are being written, in the order of the agenda
}

// ApproveMinutesIn approves the minutes as they were read.
type ApproveMinutesIn struct {
	Meeting MeetingID
	Sum     string // [SumMinutes] of the text that was read
	By      SeatID
	Seen    int64
}

// ApproveMinutes makes what was written the minutes of the meeting (thông qua biên
// bản). A text that has changed since it was read is not approved.
func ApproveMinutes(state MinutesState, in ApproveMinutesIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Held, Concluded) {
		return c.events()
	}
	version := 1
	if state.Minutes != nil {
		if state.Minutes.Approved {
			c.fail(Clash("minutes.approved"))
		}
		version = state.Minutes.Version + 1
	}
	if SumMinutes(state.Drafts) != in.Sum {
		c.fail(Clash("minutes.changed"))
	}
	e := MinutesApproved{Meeting: in.Meeting, Body: state.Meeting.Body, Version: version, By: in.By}
	for _, p := range state.Drafts {
		if text := c.text("text", string(p.Text), MinutesLimit, false, true); text != "" {
			e.Parts = append(e.Parts, MinutesPart{p.Item, Prose(text)})
		}
	}
	return c.events(e)
}

// ReopenMinutesIn opens approved minutes again.
type ReopenMinutesIn struct {
	Meeting MeetingID
	Reason  string
	Seen    int64
}

// ReopenMinutes opens approved minutes to be written on (mở lại biên bản). The
// approved text stays on record with its act.
func ReopenMinutes(state MinutesState, in ReopenMinutesIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Held, Concluded) {
		return c.events()
	}
	if state.Minutes == nil || !state.Minutes.Approved {
		c.fail(Clash("minutes.open"))
	}
	return c.events(MinutesReopened{Meeting: in.Meeting, Body: state.Meeting.Body, Reason: c.note("reason", in.Reason, true)})
}

// MinutesApproved makes a text the minutes of a meeting.
type MinutesApproved struct {
	Meeting MeetingID     `json:"meeting"`
	Body    BodyKey       `json:"body"`
	Version int           `json:"version"`
	By      SeatID        `json:"by,omitempty"`
	Parts   []MinutesPart `json:"parts,omitempty"`
}

// MinutesReopened opens approved minutes again.
type MinutesReopened struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	Reason  Prose     `json:"reason"`
}

// EventName implements [Event].
func (MinutesApproved) EventName() string { return "minutes.approved/1" }

// EventName implements [Event].
func (MinutesReopened) EventName() string { return "minutes.reopened/1" }

var minutesEvents = []eventKind{kindOf[MinutesApproved](), kindOf[MinutesReopened]()}
