package file

import "nghisu/internal/charter"

// weights say what a written vote or a slip is worth.
var weights = []string{"counts", "reference", unstated}

// series reads a cadence of meetings.
func (d *decoder) series(f fields) charter.SeriesSpec {
	s := charter.SeriesSpec{
		Series: d.key(f.get("series")), Every: d.span(f.get("every")), Months: d.months(f.get("months")),
		BeforeDay: d.integer(f.get("before-day"), 2, 31), AtLeast: d.tri(f.get("at-least")),
		Form: d.optional(f, "form", "in-person", "online", "mixed", unstated),
		With: d.words(f.get("with")), Place: d.text(f.get("place")),
	}
	for _, item := range d.nodes(f.get("inputs")) {
		if item.shape == mapping {
			s.Inputs = append(s.Inputs, d.params(item, "", 4)...)
		} else if w := d.str(item); w != "" {
			s.Inputs = append(s.Inputs, charter.Param{Value: w})
		}
	}
	return s
}

// notice reads the notice before a sitting.
func (d *decoder) notice(f fields) charter.NoticeSpec {
	return charter.NoticeSpec{
		What: d.picks(f.get("notice"), "invitation", "agenda", "papers"),
		Lead: d.span(f.need("lead", orUnstated)), Series: d.strings(f.get("series")), Form: d.text(f.get("form")),
		Fields: d.strings(f.get("fields")), Signer: d.text(f.get("signer")), To: d.words(f.get("to")),
	}
}

// quorum reads a quorum.
func (d *decoder) quorum(f fields) charter.QuorumSpec {
	s := charter.QuorumSpec{
		Purposes: d.picks(f.get("quorum"), "meet", "vote"), Amount: d.share(f.need("amount", orUnstated)),
		Series: d.strings(f.get("series")), Otherwise: d.fallback(f.get("otherwise"), refLoose),
	}
	for _, item := range d.nodes(f.get("required")) {
		r := charter.Required{Min: 1}
		if item.shape == mapping {
			p, _ := d.fields(item, []string{"role", "min"})
			r.Role = d.role(p.need("role", say{"name the role that must be there", "hãy ghi vai phải có mặt"}))
			if m := p.get("min"); m != nil {
				r.Min = d.integer(m, 1, maxNumber)
			}
		} else {
			r.Role = d.role(item)
		}
		if r.Role != "" {
			s.Required = append(s.Required, r)
		}
	}
	if v := f.get("counts"); v != nil {
		c, _ := d.fields(v, []string{"online", "substitute", "written", "abstention"})
		s.Online, s.Substitute = d.tri(c.get("online")), d.tri(c.get("substitute"))
		s.Written, s.Abstention = d.tri(c.get("written")), d.tri(c.get("abstention"))
	}
	return s
}

// fallback reads what follows otherwise: for a decision the id of another
// decision or a role, for a quorum also free words.
func (d *decoder) fallback(n *node, kind refKind) charter.Text {
	t := d.text(n)
	if t.IsZero() || t.VI == unstated {
		return t
	}
	if isFactKey(t.VI) || kind == refRule {
		d.refer(kind, t.VI, n.pos)
	}
	return t
}

// decision reads how a class of matters is decided.
func (d *decoder) decision(f fields) charter.DecisionSpec {
	return charter.DecisionSpec{
		Matters: d.matters(f.get("decision")),
		Mode:    charter.Mode(d.pick(f.need("mode", orUnstated), "head", "chair", "vote", "consensus", "advise", unstated)),
		By:      d.holders(f.get("by")), Pass: d.threshold(f.get("pass")),
		Ballot:    d.optional(f, "ballot", "secret", "open", "named", unstated),
		Tie:       d.optional(f, "tie", "chair-side", "casting-vote", "fails", unstated),
		Otherwise: d.fallback(f.get("otherwise"), refRule), DiscussedFor: d.span(f.get("discussed-for")),
		Within: d.span(f.get("within")), Written: d.optional(f, "written", weights...),
	}
}

// matters reads classes of matters, or any, which stands alone.
func (d *decoder) matters(n *node) []string {
	out := d.each(n, func(n *node) string {
		s := d.str(n)
		if s == "" || isFactKey(s) {
			return s
		}
		d.fail(n.pos, CodeValue, sayf("%q is not a class of matters", "%q không phải loại vấn đề", s), keyHint)
		return ""
	})
	for _, m := range out {
		if m == "any" && len(out) > 1 {
			d.fail(n.pos, CodeTwoRules, say{"any with others", "any cùng với loại khác"}, say{"any already means all others", "any đã gồm mọi loại còn lại"})
		}
	}
	return out
}

// attendance reads attendance.
func (d *decoder) attendance(f fields) charter.AttendanceSpec {
	s := charter.AttendanceSpec{Roles: d.roles(f.get("attendance")), Must: d.tri(f.get("must")), Written: d.text(f.get("written"))}
	if v := f.get("absence"); isUnstated(v) {
		s.AbsenceUnstated = true
	} else if v != nil {
		a, ok := d.fields(v, []string{"report-to", "leave-of"})
		s.ReportTo, s.LeaveOf = d.roleOrWords(a.get("report-to")), d.roleOrWords(a.get("leave-of"))
		if ok && len(v.keys) == 0 {
			d.fail(v.pos, CodeMissing, say{"absence has neither report-to nor leave-of", "absence thiếu report-to và leave-of"}, orUnstated)
		}
	}
	if v := f.get("substitute"); isUnstated(v) {
		s.SubstituteUnstated = true
	} else if v != nil {
		p, ok := d.fields(v, []string{"allowed", "required", "rank", "counts", "votes"})
		s.Allowed, s.RequiredSub = d.tri(p.get("allowed")), d.tri(p.get("required"))
		s.Counts, s.Votes, s.Rank = d.tri(p.get("counts")), d.tri(p.get("votes")), d.text(p.get("rank"))
		if ok && len(v.keys) == 0 {
			d.fail(v.pos, CodeMissing, say{"substitute says nothing", "substitute không nêu gì"}, orUnstated)
		}
	}
	return s
}

// roleOrWords reads a role, or words of the text for someone else.
func (d *decoder) roleOrWords(n *node) charter.Text {
	t := d.text(n)
	if isKey(t.VI) && t.VI != unstated {
		d.refer(refRole, t.VI, n.pos)
	}
	return t
}

// round reads an opinion round without a room.
func (d *decoder) round(f fields) charter.RoundSpec {
	return charter.RoundSpec{
		Matters: d.matters(f.get("round")), OpenBy: d.holders(f.need("open-by", holdersHint)),
		Of: d.holders(f.need("of", holdersHint)), When: d.facts(f.get("when")), Deadline: d.span(f.get("deadline")),
		Silence:  d.pick(f.need("silence", orUnstated), "none", "consent", "escalate", unstated),
		Weight:   d.pick(f.need("weight", orUnstated), weights...),
		Capacity: d.optional(f, "capacity", "personal", "official", unstated), ConcludeBy: d.holders(f.need("conclude-by", holdersHint)),
	}
}
