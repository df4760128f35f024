package file

import "nghisu/internal/charter"

// encodeSpec puts the kind of a rule and its parameters, in the order of the
// format's description.
func encodeSpec(r *record, spec charter.Spec) {
	switch s := spec.(type) {
	case charter.BodySpec:
		r.put("body", free(s.Body)).put("name", textValue(s.Name)).put("short", textValue(s.Short)).put("level", free(s.Level)).
			put("nature", free(s.Nature)).put("members", countValue(s.Members)).put("host", textValue(s.Host)).
			put("superior", textValue(s.Superior)).put("founded-by", textValue(s.FoundedBy)).
			put("replaces", textValue(s.Replaces)).put("quarters", textValue(s.Quarters))
	case charter.RoleSpec:
		r.put("role", free(string(s.Role))).put("title", textValue(s.Title)).put("rank", integer(s.Rank)).put("count", countValue(s.Count)).
			put("holder", occupantValue(s.Holder)).put("vote", free(s.Vote)).put("regime", free(s.Regime)).
			put("cap", newRecord().put("by", free(s.CapBy)).put("at-most", capValue(s)).done()).
			put("is", frees(s.Is)).put("outside", outsideValue(s.Outside)).put("task", textValue(s.Task))
	case charter.SeatSpec:
		encodeSeat(r, s)
	case charter.TermSpec:
		r.put("term", free(string(s.Term))).put("title", textValue(s.Title)).put("any-of", frees(s.AnyOf)).put("read-by", textValue(s.ReadBy))
	case charter.LinkSpec:
		encodeLink(r, s)
	case charter.ResourceSpec:
		r.put("resource", free(s.Resource)).put("source", frees(s.Source)).put("holder", frees(s.Holder)).put("items", frees(s.Items)).
			put("allowance", textValue(s.Allowance)).put("estimate", textValue(s.Estimate))
	case charter.LifecycleSpec:
		r.put("lifecycle", free(s.Moment)).put("day", dateValue(s.Day)).put("replaces", textValue(s.Replaces)).put("by", holdersValue(s.By)).
			put("on-proposal-of", holdersValue(s.OnProposalOf)).put("pass", shareValue(s.Pass)).put("approval", holdersValue(s.Approval)).
			put("when", textValue(s.When)).put("every", spanValue(s.Every)).put("until", dateValue(s.Until))
	default:
		encodeActing(r, spec)
	}
}

// encodeActing writes the kinds that say who acts.
func encodeActing(r *record, spec charter.Spec) {
	switch s := spec.(type) {
	case charter.PowerSpec:
		r.put("power", frees(s.Acts)).put("by", holdersValue(s.By)).put("together", triValue(s.Together)).
			put("on-proposal-of", holdersValue(s.OnProposalOf)).put("on-authorisation-of", holdersValue(s.OnAuthorisationOf)).
			put("object", frees(s.Objects)).put("when", factsValue(s.When))
	case charter.ForbidSpec:
		r.put("forbid", frees(s.Acts)).put("for", holdersValue(s.For)).put("object", frees(s.Objects)).put("when", factsValue(s.When))
	case charter.DelegationSpec:
		r.put("delegation", frees(s.Acts)).put("from", holdersValue(s.From)).put("to", holdersValue(s.To)).
			put("trigger", frees(s.Trigger)).put("scope", textValue(s.Scope)).put("redelegate", triValue(s.Redelegate))
	case charter.StepSpec:
		r.put("step", frees(s.Acts)).put("needs", factsValue(s.Needs)).put("result", textValue(s.Result)).put("within", spanValue(s.Within)).
			put("lapse", textValue(s.Lapse)).put("waiver", holdersValue(s.Waiver)).put("for", holdersValue(s.For)).put("object", frees(s.Objects))
	case charter.DutySpec:
		r.put("duty", textValue(s.Duty)).put("who", holdersValue(s.Who)).put("to", frees(s.To)).put("via", frees(s.Via)).put("with", frees(s.With)).
			put("due", dueValue(s.Due)).put("each", frees(s.Each)).put("act", frees(s.Acts)).put("product", productValue(s.Product)).
			put("evidence", textValue(s.Evidence))
	case charter.SignatureSpec:
		r.put("signature", frees(s.Documents)).put("signer", holdersValue(s.Signer)).put("together", yes(s.Together)).
			put("seal", free(s.Seal)).put("form", free(s.Form)).put("when", factsValue(s.When))
	default:
		encodeMeeting(r, spec)
	}
}

// encodeMeeting writes the kinds about sittings and decisions.
func encodeMeeting(r *record, spec charter.Spec) {
	switch s := spec.(type) {
	case charter.SeriesSpec:
		r.put("series", free(s.Series)).put("every", spanValue(s.Every)).put("months", monthsValue(s.Months)).
			put("before-day", integer(s.BeforeDay)).put("at-least", triValue(s.AtLeast)).put("form", free(s.Form)).
			put("inputs", inputsValue(s.Inputs)).put("with", frees(s.With)).put("place", textValue(s.Place))
	case charter.NoticeSpec:
		r.put("notice", frees(s.What)).put("lead", spanValue(s.Lead)).put("series", frees(s.Series)).put("form", textValue(s.Form)).
			put("fields", frees(s.Fields)).put("signer", textValue(s.Signer)).put("to", frees(s.To))
	case charter.QuorumSpec:
		counts := newRecord().put("online", triValue(s.Online)).put("substitute", triValue(s.Substitute)).
			put("written", triValue(s.Written)).put("abstention", triValue(s.Abstention))
		r.put("quorum", frees(s.Purposes)).put("amount", shareValue(s.Amount)).put("series", frees(s.Series)).
			put("required", requiredValue(s.Required)).put("counts", counts.done()).put("otherwise", textValue(s.Otherwise))
	case charter.DecisionSpec:
		r.put("decision", frees(s.Matters)).put("mode", free(string(s.Mode))).put("by", holdersValue(s.By)).put("pass", thresholdValue(s.Pass)).
			put("ballot", free(s.Ballot)).put("tie", free(s.Tie)).put("otherwise", textValue(s.Otherwise)).
			put("discussed-for", spanValue(s.DiscussedFor)).put("within", spanValue(s.Within)).put("written", free(s.Written))
	case charter.AttendanceSpec:
		encodeAttendance(r, s)
	case charter.RoundSpec:
		r.put("round", frees(s.Matters)).put("open-by", holdersValue(s.OpenBy)).put("of", holdersValue(s.Of)).put("when", factsValue(s.When)).
			put("deadline", spanValue(s.Deadline)).put("silence", free(s.Silence)).put("weight", free(s.Weight)).
			put("capacity", free(s.Capacity)).put("conclude-by", holdersValue(s.ConcludeBy))
	}
}

// capValue writes the limit of a cap; a limit of none is a limit.
func capValue(s charter.RoleSpec) value {
	if s.CapBy != "" && s.CapAt.IsZero() {
		return value{form: literal, text: "0"}
	}
	return shareValue(s.CapAt)
}

func outsideValue(t charter.Text) value {
	if t.VI == "true" {
		return yes(true)
	}
	return free(t.VI)
}

func encodeSeat(r *record, s charter.SeatSpec) {
	r.put("seat", frees(s.Roles)).put("who", occupantValue(s.Who)).put("count", countValue(s.Count)).put("named-in", textValue(s.NamedIn)).
		put("field", textValue(s.Field)).put("place", textValue(s.Place)).put("term", spanValue(s.Term)).put("regime", free(s.Regime)).
		put("lapse", newRecord().put("after", integer(s.LapseAfter)).put("of", textValue(s.LapseOf)).done()).
		put("also", newRecord().put("role", free(string(s.AlsoRole))).put("in", free(s.AlsoIn)).done()).
		put("allowance", textValue(s.Allowance)).put("filled-by", paramsValue(s.FilledBy))
}

func encodeLink(r *record, s charter.LinkSpec) {
	parts := make([]value, len(s.ComposedOf))
	for i, p := range s.ComposedOf {
		parts[i] = newRecord().put("seats", free(string(p.Seats))).put("chosen-by", free(string(p.ChosenBy))).
			put("heads-of", frees(p.HeadsOf)).put("delegate-of", free(p.DelegateOf)).done()
	}
	r.put("link", free(s.Link)).put("key", free(s.Key)).put("name", textValue(s.Name)).put("to", textValue(s.To)).
		put("head", free(string(s.Head))).put("composed-of", listOf(parts)).put("members", countValue(s.Members)).
		put("tasks", frees(s.Tasks)).put("kind", frees(s.Kinds)).put("regime", free(s.Regime)).put("created-by", textValue(s.CreatedBy))
}

func requiredValue(list []charter.Required) value {
	items := make([]value, len(list))
	for i, q := range list {
		if items[i] = free(string(q.Role)); q.Min != 1 {
			items[i] = newRecord().put("role", free(string(q.Role))).put("min", integer(q.Min)).done()
		}
	}
	return listOf(items)
}

func encodeAttendance(r *record, s charter.AttendanceSpec) {
	absence := newRecord().put("report-to", textValue(s.ReportTo)).put("leave-of", textValue(s.LeaveOf)).done()
	if s.AbsenceUnstated {
		absence = plainWord(unstated)
	}
	substitute := newRecord().put("allowed", triValue(s.Allowed)).put("required", triValue(s.RequiredSub)).
		put("rank", textValue(s.Rank)).put("counts", triValue(s.Counts)).put("votes", triValue(s.Votes)).done()
	if s.SubstituteUnstated {
		substitute = plainWord(unstated)
	}
	r.put("attendance", frees(s.Roles)).put("must", triValue(s.Must)).put("absence", absence).put("substitute", substitute).
		put("written", textValue(s.Written))
}
