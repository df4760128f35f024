package charter

import "slices"

// actsOf gives the acts that a rule speaks of: those it names and those that
// follow from its kind.
func actsOf(spec Spec) []Act {
	switch s := spec.(type) {
	case PowerSpec:
		return s.Acts
	case ForbidSpec:
		return s.Acts
	case DelegationSpec:
		return s.Acts
	case StepSpec:
		return s.Acts
	case DutySpec:
		return s.Acts
	case RoundSpec:
		return []Act{"round.open", "round.answer", "round.conclude"}
	case SignatureSpec:
		return []Act{"document.sign", "document.seal"}
	case LifecycleSpec:
		switch s.Moment {
		case "promulgation":
			return []Act{"charter.promulgate"}
		case "amendment":
			return []Act{"charter.amend"}
		case "end":
			return []Act{"body.dissolve"}
		}
	case DecisionSpec:
		switch s.Mode {
		case ModeHead:
			return []Act{"meeting.conclude", "round.conclude"}
		case ModeChair:
			return []Act{"meeting.conclude"}
		case ModeVote:
			return []Act{"vote.cast"}
		}
	}
	return nil
}

// inVocabularyOrder lists the acts that have grants or delegations, in the
// order of the vocabulary.
func (sc *scope) inVocabularyOrder() []Act {
	var out []Act
	for act, a := range sc.acts {
		if len(a.grants) > 0 || len(a.delegations) > 0 {
			out = append(out, act)
		}
	}
	slices.SortFunc(out, func(x, y Act) int {
		i, j := actPlace[x], actPlace[y]
		if i != j {
			return i - j
		}
		if x < y {
			return -1
		}
		return 1
	})
	return out
}
