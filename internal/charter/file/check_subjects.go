package file

import (
	"slices"

	"nghisu/internal/charter"
)

// heard says what the rules of a file say of a subject.
type heard struct {
	ruled  bool // a rule speaks of it, if only to say unstated
	stated bool // with a value other than unstated
}

// checkSubjects warns of subjects on which there is neither a rule nor the word
// unstated (W01), and of those that have both (W02).
func (d *decoder) checkSubjects(c *charter.Charter, root *node) {
	h := map[charter.Subject]*heard{}
	for _, s := range subjects {
		h[s] = &heard{}
	}
	vote, counted := false, false
	for _, r := range d.index.rules {
		listen(r.rule.Spec, h)
		switch s := r.rule.Spec.(type) {
		case charter.DecisionSpec:
			vote = vote || s.Mode == charter.ModeVote
			counted = counted || s.Mode == charter.ModeVote || s.Mode == charter.ModeConsensus
		case charter.QuorumSpec:
			counted = true
		}
	}
	top := root.find("unstated")
	if root.get("unstated") == nil {
		top = root.find("key")
	}
	for _, s := range subjects {
		listed := slices.Index(c.Unstated, s)
		asked := (s != charter.SubjectTie || vote) && (s != charter.SubjectOtherwise || counted)
		switch {
		case listed < 0 && asked && !h[s].ruled:
			d.fail(top, CodeSilent, sayf("nothing is said of %s", "chưa nêu gì về %s", s), say{"add a rule, or list it in unstated if the whole text is silent", "hãy thêm quy tắc, hoặc ghi vào unstated nếu cả văn bản không nêu"})
		case listed >= 0 && h[s].stated:
			d.fail(itemOf(root.get("unstated"), string(s)), CodeBoth, sayf("%s is listed as unstated, but a rule speaks of it", "%s được ghi là unstated nhưng lại có quy tắc", s), say{"delete one of them", "hãy bỏ một trong hai"})
		}
	}
}

// itemOf is the place of a word in a list.
func itemOf(n *node, word string) pos {
	for _, item := range n.items {
		if item.text == word {
			return item.pos
		}
	}
	return n.pos
}

// listen notes which subjects a rule speaks of.
func listen(spec charter.Spec, h map[charter.Subject]*heard) {
	note := func(s charter.Subject, speaks, stated bool) {
		if speaks {
			h[s].ruled = true
			h[s].stated = h[s].stated || stated
		}
	}
	regime := func(r string) { note(charter.SubjectRegime, r != "", r != unstated) }
	switch s := spec.(type) {
	case charter.RoleSpec:
		note(charter.SubjectComposition, true, !s.Count.Unstated)
		regime(s.Regime)
	case charter.BodySpec:
		note(charter.SubjectComposition, s.Members.Set, !s.Members.Unstated)
	case charter.SeatSpec:
		note(charter.SubjectTerm, !s.Term.IsZero(), !s.Term.Unstated)
		regime(s.Regime)
	case charter.LinkSpec:
		regime(s.Regime)
	case charter.SeriesSpec:
		note(charter.SubjectCadence, true, !s.Every.Unstated)
	case charter.PowerSpec:
		listenActs(s.Acts, !s.By.Unstated, true, note)
	case charter.DelegationSpec:
		listenActs(s.Acts, true, false, note)
	case charter.NoticeSpec:
		note(charter.SubjectNotice, true, !s.Lead.Unstated)
	case charter.QuorumSpec:
		note(charter.SubjectQuorum, true, !s.Amount.Unstated)
		note(charter.SubjectOtherwise, !s.Otherwise.IsZero(), !s.Otherwise.Unstated())
	case charter.DecisionSpec:
		note(charter.SubjectDecision, true, s.Mode != charter.ModeUnstated)
		note(charter.SubjectTie, s.Tie != "", s.Tie != unstated)
		note(charter.SubjectOtherwise, !s.Otherwise.IsZero(), !s.Otherwise.Unstated())
		note(charter.SubjectWrittenOpinion, s.Written != "", s.Written != unstated)
	case charter.AttendanceSpec:
		absent := !(s.ReportTo.IsZero() && s.LeaveOf.IsZero())
		open := (s.ReportTo.IsZero() || s.ReportTo.Unstated()) && (s.LeaveOf.IsZero() || s.LeaveOf.Unstated())
		note(charter.SubjectAbsence, s.AbsenceUnstated || absent, !s.AbsenceUnstated && !open)
		sub := s.Allowed != charter.Absent || s.RequiredSub != charter.Absent || s.Counts != charter.Absent || s.Votes != charter.Absent || !s.Rank.IsZero()
		known := func(t charter.Tri) bool { return t == charter.Yes || t == charter.No }
		told := known(s.Allowed) || known(s.RequiredSub) || known(s.Counts) || known(s.Votes) || !s.Rank.IsZero() && !s.Rank.Unstated()
		note(charter.SubjectSubstitute, s.SubstituteUnstated || sub, !s.SubstituteUnstated && told)
		note(charter.SubjectWrittenOpinion, !s.Written.IsZero(), !s.Written.Unstated())
	case charter.RoundSpec:
		note(charter.SubjectWrittenOpinion, true, true)
		note(charter.SubjectSilence, true, s.Silence != unstated)
	case charter.SignatureSpec:
		note(charter.SubjectSignature, true, !s.Signer.Unstated)
		note(charter.SubjectSeal, true, s.Seal != unstated)
	case charter.ResourceSpec:
		open := func(list []string) bool { return len(list) == 0 || slices.Equal(list, []string{unstated}) }
		note(charter.SubjectFunding, true, !(open(s.Source) && open(s.Holder) && open(s.Items) &&
			(s.Allowance.IsZero() || s.Allowance.Unstated()) && (s.Estimate.IsZero() || s.Estimate.Unstated())))
	case charter.DutySpec:
		note(charter.SubjectReporting, slices.Contains(s.Acts, "report.submit"), !s.Who.Unstated)
	case charter.LifecycleSpec:
		listenLife(s, note)
	}
}

// listenActs notes the subjects that powers over certain acts settle; some only
// a power settles, not a delegation.
func listenActs(acts []charter.Act, stated, power bool, note func(charter.Subject, bool, bool)) {
	for _, a := range acts {
		switch a {
		case "meeting.convene":
			note(charter.SubjectConvene, true, stated)
		case "meeting.convene-extraordinary":
			note(charter.SubjectExtraordinary, true, stated)
		case "meeting.chair":
			note(charter.SubjectChair, true, stated)
		case "meeting.choose-attendees", "meeting.invite", "meeting.attend":
			note(charter.SubjectAttendees, power, stated)
		case "absence.report":
			note(charter.SubjectAbsence, power, stated)
		case "substitute.name":
			note(charter.SubjectSubstitute, power, stated)
		case "opinion.record":
			note(charter.SubjectWrittenOpinion, power, stated)
		case "report.submit", "report.request":
			note(charter.SubjectReporting, power, stated)
		}
	}
}

// listenLife notes the subjects of the life of the charter and the body.
func listenLife(s charter.LifecycleSpec, note func(charter.Subject, bool, bool)) {
	subject := charter.Subject(s.Moment)
	if subject != charter.SubjectEffect && subject != charter.SubjectAmendment && subject != charter.SubjectEnd {
		return
	}
	day := func(a charter.Approx) bool { return !a.IsZero() && !a.Unstated }
	who := func(h charter.Holders) bool { return !h.IsZero() && !h.Unstated }
	words := func(t charter.Text) bool { return !t.IsZero() && !t.Unstated() }
	note(subject, true, day(s.Day) || day(s.Until) || who(s.By) || who(s.OnProposalOf) || who(s.Approval) ||
		words(s.When) || words(s.Replaces) || !s.Pass.IsZero() && !s.Pass.Unstated || !s.Every.IsZero() && !s.Every.Unstated)
}
