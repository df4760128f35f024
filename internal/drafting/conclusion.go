package drafting

import (
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Speaker names whoever a conclusion is given to, as documents name them.
type Speaker struct {
	Units map[committee.AgencyID]string
	Seats []app.SeatLine
}

// Sentence is a conclusion as the notice says it: its own words, then who carries it
// out with whom, what, and by when: "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài
// chính trình dự thảo, hoàn thành chậm nhất ngày 30/6/2026." A day told this way is
// itself still in time.
func (s Speaker) Sentence(c committee.Conclusion) string {
	text := strings.TrimSpace(c.Text)
	given := s.given(c)
	switch {
	case given == "":
		return text
	case text == "":
		return full(given)
	}
	return full(text) + " " + full(given)
}

// given is the half of the sentence that gives something out; empty: nothing is.
func (s Speaker) given(c committee.Conclusion) string {
	who := s.lead(c)
	if who == "" && c.Work == "" {
		return ""
	}
	out := capital(c.Work)
	if who != "" {
		out = "Giao " + who + " chủ trì"
		if len(c.Coordinators) > 0 {
			out += ", phối hợp với " + s.helpers(c)
		}
		if c.Work != "" {
			out += " " + lower(c.Work)
		}
	}
	if c.Due != 0 {
		out += ", hoàn thành chậm nhất ngày " + short(c.Due)
	}
	return out
}

// lead names who leads: the agency, or the seat that answers; empty: nobody yet.
func (s Speaker) lead(c committee.Conclusion) string {
	if c.Lead != "" {
		return s.unit(c.Lead)
	}
	for _, x := range s.Seats {
		if x.Seat == c.Accountable && c.Accountable != "" {
			return strings.TrimSpace(x.Title.VI + " " + x.Holder)
		}
	}
	if c.Task != "" {
		return blank
	}
	return ""
}

// helpers names who helps: "Sở A, Sở B và Sở C".
func (s Speaker) helpers(c committee.Conclusion) string {
	var b strings.Builder
	for i, id := range c.Coordinators {
		switch {
		case i > 0 && i == len(c.Coordinators)-1:
			b.WriteString(" và ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(s.unit(id))
	}
	return b.String()
}

func (s Speaker) unit(id committee.AgencyID) string {
	if name := s.Units[id]; name != "" {
		return name
	}
	return blank
}

// speaker names whoever the conclusions of this meeting are given to.
func (o Occasion) speaker() Speaker { return Speaker{Units: o.Units, Seats: o.Meeting.Seats} }

// concluded is a conclusion in one sentence, with whom it is given to and by when.
func (o Occasion) concluded(c committee.Conclusion) string { return o.speaker().Sentence(c) }

// unit names an agency.
func (o Occasion) unit(id committee.AgencyID) string { return o.speaker().unit(id) }
