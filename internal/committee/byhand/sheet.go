package byhand

import (
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Sheet is what the papers of one day of a meeting say (bộ giấy của phiên họp). What is
// on record already need not stand in it, and is not entered twice where it does.
type Sheet struct {
	Opened time.Time    `json:"opened,omitzero"` // khai mạc: holds for arrivals and items without an hour
	Closed time.Time    `json:"closed,omitzero"` // bế mạc; zero: the meeting goes on
	Seats  []Attendance `json:"seats,omitempty"`
	Items  []Matter     `json:"items,omitempty"`
}

// Attendance is one line of the list of those who came (danh sách điểm danh).
type Attendance struct {
	Seat committee.SeatID `json:"seat"`
	How  string           `json:"how,omitempty"` // present, online, substitute, absent, excused; empty with an hour: present
	From time.Time        `json:"from,omitzero"` // zero: from the opening
	To   time.Time        `json:"to,omitzero"`   // zero: until the end
}

// came reports whether the line says that the seat took part.
func (a Attendance) came() bool {
	return a.How == "present" || a.How == "online" || a.How == "substitute"
}

// empty reports whether the line says nothing.
func (a Attendance) empty() bool { return a.How == "" && a.From.IsZero() && a.To.IsZero() }

// Matter is what happened on one item of the agenda.
type Matter struct {
	Item        committee.ItemID `json:"item"`
	From        time.Time        `json:"from,omitzero"` // zero: when the one before ended
	To          time.Time        `json:"to,omitzero"`   // zero: when the next one began
	Speeches    []Speech         `json:"speeches,omitempty"`
	Vote        Vote             `json:"vote,omitzero"`
	Conclusions []Conclusion     `json:"conclusions,omitempty"`
}

// empty reports whether nothing is said of the item.
func (m Matter) empty() bool {
	said := slices.ContainsFunc(m.Conclusions, func(c Conclusion) bool { return !c.empty() })
	spoke := slices.ContainsFunc(m.Speeches, func(s Speech) bool { return !s.empty() })
	return m.From.IsZero() && m.To.IsZero() && !m.Vote.held() && !said && !spoke
}

// Vote is a named vote on slips (biểu quyết bằng phiếu giấy có ghi tên).
type Vote struct {
	Motion string    `json:"motion,omitempty"` // as it stands on the slips
	Opened time.Time `json:"opened,omitzero"`  // zero: when its item began
	Closed time.Time `json:"closed,omitzero"`  // zero: not counted yet
	Slips  []Slip    `json:"slips,omitempty"`
}

// held reports whether the vote took place, as far as the sheet says.
func (v Vote) held() bool {
	return !v.Opened.IsZero() || !v.Closed.IsZero() || slices.ContainsFunc(v.Slips, func(s Slip) bool { return s.Option != "" })
}

// Slip is one slip that was handed in (phiếu biểu quyết).
type Slip struct {
	Seat   committee.SeatID `json:"seat"`
	Option string           `json:"option"` // empty: none was handed in
}

// Conclusion is one line of the sheet of conclusions (phiếu ghi kết luận).
type Conclusion struct {
	At           time.Time            `json:"at,omitzero"` // zero: when its item ended
	Text         string               `json:"text,omitempty"`
	Work         string               `json:"work,omitempty"`
	Side         committee.Position   `json:"side,omitempty"`
	Lead         committee.AgencyID   `json:"lead,omitempty"`
	Accountable  committee.SeatID     `json:"accountable,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty"`
	Due          charter.Date         `json:"due,omitempty"`
}

// empty reports whether the line is blank.
func (c Conclusion) empty() bool { return c.Text == "" && c.Work == "" }

// Record is what the books hold of the meeting.
type Record struct {
	Meeting committee.Meeting
	Sitting committee.Sitting
	Votes   []committee.Vote
}

// running finds the named vote on an item that still takes votes.
func (r Record) running(item committee.ItemID) *committee.Vote {
	for i, v := range r.Votes {
		if v.Item == item && v.Running() {
			return &r.Votes[i]
		}
	}
	return nil
}

// Open finds the stretch in which a seat is there.
func (r Record) Open(seat committee.SeatID) (committee.Span, bool) {
	for _, x := range r.Sitting.Presence {
		if x.Seat == seat && x.To.IsZero() {
			return x, true
		}
	}
	return committee.Span{}, false
}

// took is how a seat took part, as the meeting's list says.
func (r Record) took(seat committee.SeatID) string {
	for _, x := range r.Meeting.Invitees {
		if x.Seat == seat && seat != "" {
			return x.Present
		}
	}
	return ""
}
