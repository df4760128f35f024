package ui

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/charter"
)

// Typed finds choices by what somebody types: the whole wording, or the beginnings
// of its words in their order, with or without marks: "so noi v" is Sở Nội vụ. What is
// nearer comes first: where nearer choices are meant, farther ones are not asked.
type Typed struct {
	options []Option
	folded  []string
	near    []int // how far each is, from 0
}

// NewTyped makes choices findable by their words, the nearest ones given first.
func NewTyped(tiers ...[]Option) Typed {
	var t Typed
	for near, options := range tiers {
		for _, o := range options {
			o.Text = strings.TrimLeft(o.Text, "—"+nbsp)
			t.options, t.folded, t.near = append(t.options, o), append(t.folded, Fold(o.Text)), append(t.near, near)
		}
	}
	return t
}

// Options are the choices, as a list offers them.
func (t Typed) Options() []Option { return t.options }

// Find gives what the words mean: one choice when they are enough, several when
// they are not, none when nothing is known by them. The value of a choice means it.
func (t Typed) Find(words string) []Option {
	want := Fold(words)
	if want == "" {
		return nil
	}
	var whole, begun []Option
	far := 0 // of those in begun
	for i, o := range t.options {
		switch {
		case o.Value == words:
			return []Option{o}
		case t.folded[i] == want:
			whole = append(whole, o)
		case begins(t.folded[i], want) && (len(begun) == 0 || t.near[i] == far):
			begun, far = append(begun, o), t.near[i]
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return begun
}

// Word is how a choice is written in its field; a value that is no choice stands for
// itself.
func (t Typed) Word(value string) string { return Chosen(t.options, value) }

// begins reports whether the words of want begin words of text, in their order.
func begins(text, want string) bool {
	words := strings.FieldsFunc(text, notWord)
	i := 0
	for _, w := range strings.FieldsFunc(want, notWord) {
		for i < len(words) && !strings.HasPrefix(words[i], w) {
			i++
		}
		if i == len(words) {
			return false
		}
		i++
	}
	return true
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// One takes the only choice that the words of a field mean; of several it tells which
// they could be. An empty field means none.
func (t Typed) One(f *Form, field, words string) string {
	words = strings.TrimSpace(words)
	if words == "" {
		return ""
	}
	switch found := t.Find(words); len(found) {
	case 1:
		return found[0].Value
	case 0:
		f.Fail(field, "typed.unknown", words)
	default:
		var names []string
		for _, o := range found[:min(len(found), 4)] {
			names = append(names, o.Text)
		}
		f.Fail(field, "typed.several", words, strings.Join(names, "; "))
	}
	return ""
}

// Many takes the choices that a field names, parted by semicolons.
func (t Typed) Many(f *Form, field string) []string {
	var out []string
	for _, line := range f.List(field) {
		for _, words := range strings.Split(line, ";") {
			if v := t.One(f, field, words); v != "" {
				out = append(out, v)
			}
		}
	}
	return out
}

// Fold makes words comparable: small letters without marks, đ as d, spaces one.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(PlainSpace(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// PlainSpace makes every run of spaces one, and binds none.
func PlainSpace(s string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\u00a0' }), " ")
}

// ParseSoon reads a day to come as people say it: in full, without its year (the
// next such day), as so many working days ("10 nlv"), or as the end of the month.
func ParseSoon(words string, today charter.Date, after func(charter.Date, int) charter.Date) (charter.Date, bool) {
	if d, ok := ParseDay(words); ok {
		return d, true
	}
	year, month, _ := today.Split()
	s := Fold(words)
	if s == "cuoi thang" || s == "end of month" {
		return charter.NewDate(year, month+1, 1) - 1, true
	}
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch strings.TrimSpace(s[n:]) {
	case "nlv", "ngay", "ngay lam viec", "wd", "working days":
		if days, err := strconv.Atoi(s[:n]); err == nil && days > 0 && days <= 1000 {
			return after(today, days), true
		}
		return 0, false
	}
	d, ok := ParseDay(words + "/" + strconv.Itoa(year))
	if ok && d < today {
		return ParseDay(words + "/" + strconv.Itoa(year+1))
	}
	return d, ok
}
