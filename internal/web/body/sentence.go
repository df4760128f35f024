package body

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
)

// Speaker says rules in the words of officials: "Trưởng ban, Phó Trưởng ban được
// triệu tập họp bất thường." It knows the titles and names that one charter
// gives to roles and linked bodies.
type Speaker struct {
	lang   catalogue.Lang
	titles map[charter.Role]charter.Text
	names  map[string]charter.Text // linked bodies by key
	// objects are the values that the charter's rules name of a fact, in the
	// order of the text.
	objects map[string][]string
}

// NewSpeaker makes a speaker for the documents of a charter.
func NewSpeaker(lang catalogue.Lang, docs []charter.Document) *Speaker {
	s := &Speaker{lang: lang, titles: map[charter.Role]charter.Text{}, names: map[string]charter.Text{}, objects: map[string][]string{}}
	eachRule(docs, func(r *charter.Rule) {
		switch x := r.Spec.(type) {
		case charter.RoleSpec:
			s.title(x.Role, x.Title)
		case charter.TermSpec:
			s.title(x.Term, x.Title)
		case charter.BodySpec:
			if len(r.In) == 0 {
				s.names[x.Body] = x.Name
			}
		case charter.PowerSpec:
			s.values(x.Objects, x.When)
		case charter.ForbidSpec:
			s.values(x.Objects, x.When)
		case charter.StepSpec:
			s.values(x.Objects, x.Needs)
		case charter.LinkSpec:
			if x.Key != "" && !x.Name.IsZero() {
				s.names[x.Key] = x.Name
			}
		}
	})
	return s
}

// values keeps what rules name of the object and of other facts.
func (s *Speaker) values(objects []string, list []charter.Condition) {
	for _, o := range objects {
		s.objects["object"] = addOnce(s.objects["object"], o)
	}
	for _, c := range list {
		for _, v := range c.Values {
			s.objects[c.Key] = addOnce(s.objects[c.Key], v)
		}
	}
}

func addOnce(list []string, x string) []string {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// title keeps the first title that a charter gives to a role.
func (s *Speaker) title(role charter.Role, t charter.Text) {
	if _, ok := s.titles[role]; !ok && !t.IsZero() {
		s.titles[role] = t
	}
}

// eachRule visits every rule of documents in the order of the text.
func eachRule(docs []charter.Document, visit func(*charter.Rule)) {
	all := func(rules []charter.Rule) {
		for i := range rules {
			visit(&rules[i])
		}
	}
	for _, d := range docs {
		for _, a := range d.Articles {
			all(a.Rules)
			for _, x := range a.Points {
				all(x.Rules)
			}
			for _, c := range a.Clauses {
				all(c.Rules)
				for _, x := range c.Points {
					all(x.Rules)
				}
			}
		}
	}
}

// Rule says one rule as a sentence.
func (s *Speaker) Rule(r *charter.Rule) string {
	var p phrase
	switch x := r.Spec.(type) {
	case charter.BodySpec:
		p = s.body(x)
	case charter.RoleSpec:
		p = s.roleRule(x)
	case charter.SeatSpec:
		p = s.seat(x)
	case charter.PowerSpec:
		p = s.power(x)
	case charter.ForbidSpec:
		p = s.forbid(x)
	case charter.DelegationSpec:
		p = s.delegation(x)
	case charter.SeriesSpec:
		p = s.series(x)
	case charter.NoticeSpec:
		p = s.notice(x)
	case charter.QuorumSpec:
		p = s.quorum(x)
	case charter.DecisionSpec:
		p = s.decision(x)
	case charter.AttendanceSpec:
		p = s.attendance(x)
	case charter.RoundSpec:
		p = s.round(x)
	case charter.DutySpec:
		p = s.duty(x)
	case charter.SignatureSpec:
		p = s.signature(x)
	case charter.ResourceSpec:
		p = s.resource(x)
	case charter.LinkSpec:
		p = s.link(x)
	case charter.LifecycleSpec:
		p = s.lifecycle(x)
	case charter.StepSpec:
		p = s.step(x)
	case charter.TermSpec:
		p = s.term(x)
	}
	if len(r.In) > 0 {
		p.add(s.t("rule.in", s.keys(r.In)))
	}
	if len(r.Unless) > 0 {
		p.add(s.t("rule.unless", s.words(r.Unless)))
	}
	return p.sentence()
}

// phrase is a sentence in the making: its head and what is joined to it.
type phrase struct{ parts []string }

func say(head string) phrase { return phrase{parts: []string{head}} }

// add joins a part; an empty one is left out.
func (p *phrase) add(part string) {
	if part = strings.TrimSpace(part); part != "" {
		p.parts = append(p.parts, part)
	}
}

// sentence gives the whole with a capital and a full stop.
func (p *phrase) sentence() string {
	s := strings.TrimRight(strings.Join(p.parts, ", "), " .;,")
	if s == "" {
		return ""
	}
	return ui.Bind(capital(s)) + "."
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// small begins a wording with a small letter inside a sentence, unless its
// first word is in capitals.
func small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

func (s *Speaker) t(key string, args ...string) string { return catalogue.T(s.lang, key, args...) }

// text gives a wording of the charter; "unstated" is said in words, and a role
// key by its title.
func (s *Speaker) text(t charter.Text) string {
	if t.IsZero() {
		return ""
	}
	return s.word(strings.TrimRight(strings.TrimSpace(t.In(string(s.lang))), "."))
}

// word says a word of the vocabulary: a role, a linked body, a kind of thing. A
// word that nobody knows is read as it stands.
func (s *Speaker) word(w string) string {
	if t, ok := s.titles[charter.Role(w)]; ok {
		return t.In(string(s.lang))
	}
	if t, ok := s.names[w]; ok {
		return t.In(string(s.lang))
	}
	for _, r := range charter.ContractRoles() {
		if r.Key == w {
			return r.Text().In(string(s.lang))
		}
	}
	switch {
	case w == "unstated":
		return s.t("unstated")
	case catalogue.Has("value." + w):
		return s.t("value." + w)
	case charter.KnownAct(charter.Act(w)):
		return charter.ActWord(charter.Act(w)).Text().In(string(s.lang))
	case isKey(w):
		return strings.ReplaceAll(w, "-", " ")
	}
	return w
}

// isKey reports whether a word is one of small letters, digits and hyphens: a
// key that somebody chose, and no wording.
func isKey(w string) bool {
	for _, r := range w {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return w != ""
}

func (s *Speaker) words(list []string) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = s.word(w)
	}
	return strings.Join(out, ", ")
}

func (s *Speaker) keys(list []string) string { return s.words(list) }

// Role gives the title of a role.
func (s *Speaker) Role(r charter.Role) string { return s.word(string(r)) }

func (s *Speaker) roles(list []charter.Role) string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = s.Role(r)
	}
	return strings.Join(out, ", ")
}

// acts names acts, joined as officials do: "a, b và c".
func (s *Speaker) acts(list []charter.Act) string {
	out := make([]string, len(list))
	for i, a := range list {
		if a == charter.AnyAct {
			out[i] = s.t("rule.any-act")
			continue
		}
		out[i] = charter.ActWord(a).Text().In(string(s.lang))
	}
	return s.and(out)
}

func (s *Speaker) and(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + s.t("rule.and") + list[len(list)-1]
}

// holders names who holds something: any one of them alone.
func (s *Speaker) holders(h charter.Holders) string {
	if h.Unstated {
		return s.t("rule.nobody-named")
	}
	out := make([]string, len(h.Any))
	for i, x := range h.Any {
		out[i] = s.holder(x)
	}
	return strings.Join(out, ", ")
}

func (s *Speaker) holder(h charter.Holder) string {
	from := s.Role("all-members")
	if h.From != "" {
		from = s.Role(h.From)
	}
	switch {
	case h.Members > 0:
		return s.t("rule.so-many", strconv.Itoa(h.Members), small(from))
	case !h.Share.IsZero():
		return s.t("rule.such-share", s.share(h.Share), small(from))
	}
	return s.Role(h.Role)
}

// conditions says what facts a rule asks for.
func (s *Speaker) conditions(list []charter.Condition) string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = s.condition(c)
	}
	return s.and(out)
}

func (s *Speaker) condition(c charter.Condition) string {
	word := s.Fact(c.Key)
	if len(c.Values) == 1 {
		if whole := "fact." + c.Key + "=" + c.Values[0]; catalogue.Has(whole) {
			return s.t(whole)
		}
		if c.Values[0] == "true" {
			return word
		}
	}
	if len(c.Values) == 1 && c.Values[0] == "false" {
		return s.t("rule.not-so", word)
	}
	out := make([]string, len(c.Values))
	for i, v := range c.Values {
		out[i] = s.word(v)
	}
	return word + " " + strings.Join(out, s.t("rule.or"))
}

// Fact names a fact: in the catalogue's words, in those of the charter's
// vocabulary, or by its key.
func (s *Speaker) Fact(key string) string {
	if catalogue.Has("fact." + key) {
		return s.t("fact." + key)
	}
	for _, w := range charter.FactWords() {
		if w.Key == key {
			return charter.Text{VI: w.VI, EN: w.EN}.In(string(s.lang))
		}
	}
	return strings.ReplaceAll(key, "-", " ")
}

// event names something from which a due day counts.
func (s *Speaker) event(name string) string {
	if catalogue.Has("event." + name) {
		return s.t("event." + name)
	}
	return strings.ReplaceAll(name, "-", " ")
}
