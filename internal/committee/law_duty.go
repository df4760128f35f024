package committee

import (
	"fmt"
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// LawDuty is a duty that general law lays on every body, whatever its charter says
// (nghĩa vụ theo pháp luật chung).
type LawDuty struct {
	Key      string
	What     charter.Text
	Document string // by which it is cited
	Within   charter.Span
}

// NoticeOfConclusions is the duty to make a meeting's conclusions known (thông báo
// kết luận): within five working days of its close, by Decision 45/2018/QĐ-TTg on
// meetings of administrative bodies. A charter that gives its own time is the nearer
// rule, and its duty stands in for this one; see [StatesNotice].
var NoticeOfConclusions = LawDuty{
	Key:      "thong-bao-ket-luan",
	What:     charter.Text{VI: "Thông báo kết luận", EN: "Notice of conclusions"},
	Document: "Quyết định số 45/2018/QĐ-TTg",
	Within:   charter.Span{N: 5, Unit: charter.WorkingDays},
}

// lawPrefix begins the rule of an obligation that stands in no charter; the charter
// format allows no such sign in the id of a rule.
const lawPrefix = "law:"

// MeetingEvents are the events by which charters count from a meeting.
var MeetingEvents = []string{"meeting", "meeting-held", "meeting-closed", "sitting"}

// FromLaw reports whether a duty is out of general law and not out of the charter,
// and by which document.
func FromLaw(o charter.Obligation) (document string, ok bool) {
	if strings.HasPrefix(o.Rule, lawPrefix) {
		return NoticeOfConclusions.Document, true
	}
	return "", false
}

// NoticeRule is the rule under which the notice of one meeting is owed.
func NoticeRule(id MeetingID) string { return lawPrefix + NoticeOfConclusions.Key + ":" + string(id) }

// NoticeOf gives the meeting whose notice a rule of general law owes.
func NoticeOf(rule string) (MeetingID, bool) {
	id, ok := strings.CutPrefix(rule, lawPrefix+NoticeOfConclusions.Key+":")
	return MeetingID(id), ok && id != ""
}

// OwedNotice is the notice that a closed meeting owes that concluded something; held
// and closed are the civil days on which it was.
func OwedNotice(id MeetingID, held, closed charter.Date, workday func(charter.Date) bool) charter.Obligation {
	y, m, d := held.Split()
	on := fmt.Sprintf("%d/%d/%d", d, int(m), y)
	return charter.Obligation{
		Rule: NoticeRule(id), Kind: charter.KindDuty, Who: []string{"secretary", "standing-agency"},
		What:   charter.Text{VI: NoticeOfConclusions.What.VI + " phiên họp ngày " + on, EN: NoticeOfConclusions.What.EN + ", meeting of " + on},
		Due:    charter.Day(NoticeOfConclusions.Within.After(closed, workday)),
		Period: charter.Period{From: closed, To: closed},
	}
}

// StatesNotice reports whether a text says itself by when conclusions are made known:
// a duty counted from a meeting that publishes a notice, or is called by that name.
func StatesNotice(reg *charter.Regulation, on charter.Date) bool {
	return slices.ContainsFunc(reg.Rules(on), func(r charter.PlacedRule) bool {
		d, ok := r.Rule.Spec.(charter.DutySpec)
		if !ok || d.Due.Kind != charter.DueAfter || !slices.Contains(MeetingEvents, d.Due.Event) {
			return false
		}
		return slices.Contains(d.Acts, "notice.publish") || strings.Contains(strings.ToLower(d.Duty.VI), "thông báo kết luận")
	})
}

// CountsFromMeetings reports whether a text has duties that run from meetings.
func CountsFromMeetings(reg *charter.Regulation, on charter.Date) bool {
	return slices.ContainsFunc(reg.Rules(on), func(r charter.PlacedRule) bool {
		d, ok := r.Rule.Spec.(charter.DutySpec)
		return ok && slices.Contains(MeetingEvents, d.Due.Event)
	})
}
