package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// DutyCount is how many instances of the obligations stand how.
type DutyCount struct {
	Met, Late, Due, Missed int
}

// Board holds obligations against what happened (bảng nghĩa vụ). A sitting that
// a series owes is met by a meeting of that series held in its period; a duty
// by evidence, late when it came after the last day. What has not been met is
// due until that day, for a series until its period ends, and missed after it:
// a breach that is shown and blocks nothing.
//
// The meetings' starts are in the office's zone. daysLeft counts working days
// from a day to a later one.
func Board(obligations []charter.Obligation, evidence []Evidence, meetings []Meeting, today charter.Date, daysLeft func(from, to charter.Date) int) ([]DutyLine, DutyCount) {
	only := OnlySeries(obligations)
	var n DutyCount
	out := make([]DutyLine, 0, len(obligations))
	for _, o := range obligations {
		line := DutyLine{Obligation: o, Evidence: proofs(o, evidence)}
		if o.Kind == charter.KindSeries {
			line.Evidence = append(line.Evidence, sittings(o, meetings, only)...)
		}
		slices.SortStableFunc(line.Evidence, func(a, b Evidence) int { return int(a.Met - b.Met) })
		end := lastDay(o)
		line.State = stateOf(line.Evidence, end, today)
		if end != 0 && line.State == DutyDue {
			line.DaysLeft = daysLeft(today, end)
		} else if end != 0 && line.State == DutyMiss {
			line.DaysLeft = -daysLeft(end, today)
		}
		switch line.State {
		case DutyDone:
			n.Met++
		case DutyLate:
			n.Late++
		case DutyMiss:
			n.Missed++
		case DutyDue:
			n.Due++
		}
		out = append(out, line)
	}
	return out, n
}

// lastDay gives the last day on which an obligation is met in time: the end of
// a series' period, the end of a duty's due date. Zero: it has none.
func lastDay(o charter.Obligation) charter.Date {
	if o.Kind == charter.KindSeries && o.Period.To != 0 {
		return o.Period.To
	}
	return o.Due.To
}

// proofs gives the evidence recorded for one instance.
func proofs(o charter.Obligation, evidence []Evidence) []Evidence {
	var out []Evidence
	for _, e := range evidence {
		if e.Rule == o.Rule && e.Due == o.Due.To {
			out = append(out, e)
		}
	}
	return out
}

// OfSeries reports whether a meeting was called under the series that owes a
// sitting. One called without a series counts for the only series, or for the
// regular one, when it is a regular meeting.
func OfSeries(o charter.Obligation, m Meeting, only bool) bool {
	if m.Series != "" {
		return m.Series == o.Series || m.Series == o.Rule
	}
	return m.Kind == Regular && (only || o.Series == string(Regular))
}

// OnlySeries reports whether all that is owed by series is owed by one.
func OnlySeries(owed []charter.Obligation) bool {
	rules := map[string]bool{}
	for _, o := range owed {
		if o.Kind == charter.KindSeries {
			rules[o.Rule] = true
		}
	}
	return len(rules) == 1
}

// sittings gives the meetings that met what a series owes: held in the period
// and called under the series.
func sittings(o charter.Obligation, meetings []Meeting, only bool) []Evidence {
	var out []Evidence
	for _, m := range meetings {
		day := charter.DateOf(m.Start)
		if m.State != Held && m.State != Concluded || !o.Period.Holds(day) {
			continue
		}
		if OfSeries(o, m, only) {
			out = append(out, Evidence{
				Body: m.Body, Rule: o.Rule, Due: o.Due.To, Kind: "meeting", Ref: string(m.ID), Note: m.Title, Met: day,
			})
		}
	}
	return out
}

// stateOf says how an instance stands; evidence is in order of its days.
func stateOf(evidence []Evidence, end, today charter.Date) DutyState {
	switch {
	case len(evidence) > 0 && (end == 0 || evidence[0].Met <= end):
		return DutyDone
	case len(evidence) > 0:
		return DutyLate
	case end != 0 && today > end:
		return DutyMiss
	}
	return DutyDue
}

// RecordEvidenceState is what [RecordEvidence] needs of the store and of the
// charter.
type RecordEvidenceState struct {
	Body       *Body
	Obligation *charter.Obligation // the instance; nil when the charter owes none such
	Evidence   []Evidence          // on record for it
	Meeting    *Meeting            // when the input names one
	Changed    Change
}

// RecordEvidenceIn says what met one instance of an obligation.
type RecordEvidenceIn struct {
	Body BodyKey
	Rule string
	Due  charter.Date // due day of the instance, the last one when partial; zero for a duty without a day
	Kind string       // meeting, act, document, note
	Ref  string       // id, or a document's number
	Note string
	Met  charter.Date // the day on which it was met
	Seen int64
}

// RecordEvidence records what met one instance of a duty (ghi chứng cứ thực
// hiện). A note alone has to say something; anything else names what it is. A duty
// without a day may be met again in the same words on another day.
func RecordEvidence(state RecordEvidenceState, in RecordEvidenceIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	if o := state.Obligation; o == nil || o.Rule != in.Rule || o.Due.To != in.Due {
		return nil, Missing("duty.unknown", in.Rule, in.Due.String())
	}
	c.seen(in.Seen, state.Changed)
	c.day("met", in.Met)
	if in.Met > env.Today {
		c.fail(Wrong("met", "date.to-come", in.Met.String()))
	}
	ref := c.line("ref", in.Ref, nameLimit, in.Kind != "note")
	switch in.Kind {
	case "meeting":
		if state.Meeting == nil || string(state.Meeting.ID) != ref || state.Meeting.Body != in.Body {
			c.fail(Missing("meeting.unknown", ref))
		} else if state.Meeting.State != Held && state.Meeting.State != Concluded {
			c.fail(Clash("meeting.state", string(state.Meeting.State)))
		}
	case "act", "document", "note":
	default:
		c.fail(Wrong("kind", "evidence.kind", in.Kind))
	}
	note := c.note("note", in.Note, in.Kind == "note")
	for _, e := range state.Evidence {
		if e.Kind == in.Kind && e.Ref == ref && e.Note == string(note) && (in.Due != 0 || e.Met == in.Met) {
			c.fail(Clash("evidence.twice", e.Met.String()))
		}
	}
	if !c.ok() {
		return c.events()
	}
	return c.events(DutyMet{
		ID: EvidenceID(env.NewID()), Body: in.Body, Rule: in.Rule, Due: in.Due, Kind: in.Kind, Ref: ref, Note: note, Met: in.Met,
	})
}
