package catalogue

import "strings"

// Lang is a language of the product.
type Lang string

// The languages. Vietnamese comes first.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

// Parse gives the language of a word such as "en-GB"; anything else is
// Vietnamese.
func Parse(s string) Lang {
	if strings.HasPrefix(strings.ToLower(s), "en") {
		return EN
	}
	return VI
}

// entry is one sentence in both languages.
type entry struct{ vi, en string }

// areas are the parts of the catalogue; a key stands in exactly one of them.
var areas = []map[string]entry{
	faults, words, identity, api, faultsStore,
	webShell, webDesk, webRegister, webAdmin, faultsWeb, faultsForm, faultsRecord, faultsBody, faultsWork, rounds, roundPages, topics,
	votes, votePages,
	bodyRules, bodyValues, bodyPages, bodyActs,
	papers, faultsPaper, mail, faultsMail, minutes, faultsMinutes,
	sitting, faultsSitting,
	mailbox, faultsMailbox,
	answers, faultsAnswer, agendas, faultsAgenda,
	keeping, faultsKeep,
	jobs, enrolments,
	conclusions, faultsConclusion,
	byHand, faultsByHand,
}

// T gives a sentence with its places filled. A key that the catalogue lacks is
// given back in brackets, which a test on every page refuses.
func T(lang Lang, key string, args ...string) string {
	for _, area := range areas {
		if e, ok := area[key]; ok {
			s := e.vi
			if lang == EN {
				s = e.en
			}
			return fill(s, args)
		}
	}
	return "[" + key + "]"
}

// Has reports whether the catalogue knows a key.
func Has(key string) bool {
	for _, area := range areas {
		if _, ok := area[key]; ok {
			return true
		}
	}
	return false
}

// Keys gives every key of the catalogue, in no order.
func Keys() []string {
	var keys []string
	for _, area := range areas {
		for k := range area {
			keys = append(keys, k)
		}
	}
	return keys
}

// fill puts the values in their places {0} … {9}.
func fill(s string, args []string) string {
	if len(args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		if i > 9 {
			break
		}
		pairs = append(pairs, "{"+string(rune('0'+i))+"}", a)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}
