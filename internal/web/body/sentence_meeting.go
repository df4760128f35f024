package body

import (
	"strconv"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
)

// series: how often the body meets.
func (s *Speaker) series(x charter.SeriesSpec) phrase {
	name := charter.SeriesTitle(x.Series).In(string(s.lang))
	if isKey(name) {
		name = s.word(x.Series)
	}
	how := s.every(x.Every)
	if len(x.Months) > 0 {
		how = s.t("owed.months", numbers(x.Months))
	}
	if x.AtLeast == charter.Yes {
		how = s.t("rule.series-least", how)
	}
	if how == "" || x.Every.Unstated {
		how = s.t("rule.series-open")
	}
	p := say(s.t("rule.series", name, how))
	if x.BeforeDay > 0 {
		p.add(s.t("owed.before-day", strconv.Itoa(x.BeforeDay)))
	}
	p.add(s.form(x.Form))
	if len(x.With) > 0 {
		p.add(s.t("rule.series-with", s.words(x.With)))
	}
	if !x.Place.IsZero() {
		p.add(s.t("rule.place", s.text(x.Place)))
	}
	for _, in := range x.Inputs {
		p.add(s.word(in.Key) + ": " + s.word(in.Value))
	}
	return p
}

// form says a form of meeting or of notice.
func (s *Speaker) form(word string) string {
	switch word {
	case "":
		return ""
	case "unstated":
		return s.t("rule.form-open")
	}
	return s.t("rule.form", small(s.word(word)))
}

// notice: what is sent before a sitting, and how long before.
func (s *Speaker) notice(x charter.NoticeSpec) phrase {
	what := s.words(x.What)
	var p phrase
	if x.Lead.Unstated || x.Lead.IsZero() {
		p = say(s.t("rule.notice-open", what))
	} else {
		p = say(s.t("rule.notice", what, s.span(x.Lead)))
	}
	if len(x.Series) > 0 {
		p.add(s.t("rule.notice-series", s.seriesNames(x.Series)))
	}
	p.add(s.form(x.Form.In(string(s.lang))))
	if len(x.Fields) > 0 {
		p.add(s.t("rule.notice-fields", s.words(x.Fields)))
	}
	if !x.Signer.IsZero() {
		p.add(s.t("rule.notice-signer", s.text(x.Signer)))
	}
	if len(x.To) > 0 {
		p.add(s.t("rule.duty-to", s.words(x.To)))
	}
	return p
}

func (s *Speaker) seriesNames(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		name := charter.SeriesTitle(k).In(string(s.lang))
		if isKey(name) {
			name = s.word(k)
		}
		out[i] = small(name)
	}
	return s.and(out)
}

// quorum: how many must be there to meet, or to vote.
func (s *Speaker) quorum(x charter.QuorumSpec) phrase {
	var what []string
	for _, w := range x.Purposes {
		what = append(what, s.t("purpose."+w))
	}
	p := say(s.t("rule.quorum", s.and(what), s.share(x.Amount)))
	for _, r := range x.Required {
		if r.Min > 1 {
			p.add(s.t("rule.quorum-some", strconv.Itoa(r.Min), s.Role(r.Role)))
		} else {
			p.add(s.t("rule.quorum-role", s.Role(r.Role)))
		}
	}
	if len(x.Series) > 0 {
		p.add(s.t("rule.notice-series", s.seriesNames(x.Series)))
	}
	p.add(s.tri("rule.online", x.Online))
	p.add(s.tri("rule.counted-substitute", x.Substitute))
	p.add(s.tri("rule.counted-written", x.Written))
	p.add(s.tri("rule.counted-abstention", x.Abstention))
	if !x.Otherwise.IsZero() {
		p.add(s.t("rule.otherwise", small(s.text(x.Otherwise))))
	}
	return p
}

// decision: how a class of matters is decided.
func (s *Speaker) decision(x charter.DecisionSpec) phrase {
	matters := s.t("rule.any-matter")
	if len(x.Matters) != 1 || x.Matters[0] != "any" {
		matters = s.t("rule.matters", s.words(x.Matters))
	}
	var how string
	switch x.Mode {
	case charter.ModeHead:
		how = s.t("mode.head", s.holders(x.By))
	case charter.ModeChair:
		how = s.t("mode.chair")
	case charter.ModeVote:
		how = s.t("mode.vote", s.threshold(x.Pass))
	case charter.ModeConsensus:
		how = s.t("mode.consensus")
	case charter.ModeAdvise:
		how = s.t("mode.advise")
	default:
		how = s.t("mode.unstated")
	}
	p := say(matters + ": " + how)
	if x.Ballot != "" {
		p.add(s.t("rule.ballot", small(s.word(x.Ballot))))
	}
	if x.Tie != "" {
		p.add(s.t("tie." + x.Tie))
	}
	if x.Written != "" {
		p.add(s.t("written." + x.Written))
	}
	if !x.DiscussedFor.IsZero() {
		p.add(s.t("rule.discussed", s.span(x.DiscussedFor)))
	}
	if !x.Within.IsZero() {
		p.add(s.t("rule.within", s.span(x.Within)))
	}
	if !x.Otherwise.IsZero() {
		p.add(s.t("rule.otherwise", s.text(x.Otherwise)))
	}
	return p
}

// attendance: who must come, whom to tell of an absence, who may stand in.
func (s *Speaker) attendance(x charter.AttendanceSpec) phrase {
	head := s.t("rule.attend", s.roles(x.Roles))
	if w := s.tri("rule.attend-must", x.Must); w != "" {
		head = s.roles(x.Roles) + " " + w
	}
	p := say(head)
	if x.AbsenceUnstated {
		p.add(s.t("rule.absence-open"))
	}
	if !x.ReportTo.IsZero() {
		p.add(s.t("rule.absence-report", s.text(x.ReportTo)))
	}
	if !x.LeaveOf.IsZero() {
		p.add(s.t("rule.absence-leave", s.text(x.LeaveOf)))
	}
	if x.SubstituteUnstated {
		p.add(s.t("rule.substitute.open"))
	}
	p.add(s.tri("rule.substitute", x.Allowed))
	if x.RequiredSub == charter.Yes {
		p.add(s.t("rule.substitute-required"))
	}
	if !x.Rank.IsZero() {
		p.add(s.t("rule.substitute-rank", small(s.text(x.Rank))))
	}
	p.add(s.tri("rule.counted-substitute", x.Counts))
	p.add(s.tri("rule.substitute-votes", x.Votes))
	if !x.Written.IsZero() {
		p.add(s.t("rule.attend-written", small(s.text(x.Written))))
	}
	return p
}

// round: an opinion round without a room.
func (s *Speaker) round(x charter.RoundSpec) phrase {
	p := say(s.t("rule.round", s.holders(x.OpenBy), s.holders(x.Of)))
	if x.OpenBy.IsZero() {
		p = say(s.t("rule.round-of", s.holders(x.Of)))
	}
	if len(x.Matters) > 0 && x.Matters[0] != "any" {
		p.add(s.t("rule.object", s.words(x.Matters)))
	}
	if len(x.When) > 0 {
		p.add(s.t("rule.when", s.conditions(x.When)))
	}
	switch {
	case x.Deadline.Unstated:
		p.add(s.t("rule.round-deadline-open"))
	case !x.Deadline.IsZero():
		p.add(s.t("rule.round-deadline", s.span(x.Deadline)))
	}
	p.add(s.optional("silence.", x.Silence))
	p.add(s.optional("weight.", x.Weight))
	p.add(s.optional("capacity-of.", x.Capacity))
	if !x.ConcludeBy.IsZero() {
		p.add(s.t("rule.round-conclude", s.holders(x.ConcludeBy)))
	}
	return p
}

// optional says a word of a list, or nothing when the file has none.
func (s *Speaker) optional(prefix, word string) string {
	switch {
	case word == "":
		return ""
	case catalogue.Has(prefix + word):
		return s.t(prefix + word)
	}
	return s.word(word)
}
