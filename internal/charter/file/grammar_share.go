package file

import (
	"strings"

	"nghisu/internal/charter"
)

// badWord is what a small grammar says of a word that it cannot read: where in
// the text, what and what to do.
type badWord struct {
	offset int // characters from the start
	what   say
	hint   say
}

// bad makes a badWord.
func bad(offset int, what, hint say) *badWord { return &badWord{offset, what, hint} }

var (
	shareHint = say{
		`write "at least 2/3 of all-members", "more than 50% of present" or "all of seats"`,
		`hãy viết "at least 2/3 of all-members", "more than 50% of present" hoặc "all of seats"`,
	}
	limitHint = say{`write "1/3 of seats", "30% of seats" or a number`, `hãy viết "1/3 of seats", "30% of seats" hoặc một số`}
	bases     = []string{"all-members", "seats", "present", "votes-cast", "entitled", "invited", "slips", unstated}
)

// share reads a threshold.
func (d *decoder) share(n *node) charter.Share {
	return d.shareWith(n, parseShare)
}

// limit reads a share without comparator, or a number.
func (d *decoder) limit(n *node) charter.Share {
	if n != nil && n.shape == whole {
		return charter.Share{Num: d.integer(n, 0, maxNumber)}
	}
	return d.shareWith(n, parseLimit)
}

func (d *decoder) shareWith(n *node, parse func(string) (charter.Share, *badWord)) charter.Share {
	if n == nil {
		return charter.Share{}
	}
	if n.shape != word {
		d.fail(n.pos, CodeValue, sayf("%s is not a share", "%s không phải tỷ lệ", shown(n)), shareHint)
		return charter.Share{}
	}
	s, b := parse(n.text)
	if b != nil {
		d.fail(n.at(b.offset), CodeValue, b.what, b.hint)
		return charter.Share{}
	}
	return s
}

// parseShare reads: (at least | more than) (n | a/b | p%) of BASE, all of BASE,
// or unstated.
func parseShare(text string) (charter.Share, *badWord) {
	if text == unstated {
		return charter.Share{Unstated: true}, nil
	}
	var s charter.Share
	at, rest := 0, ""
	switch {
	case strings.HasPrefix(text, "at least "):
		s.Cmp, at = charter.AtLeast, len("at least ")
	case strings.HasPrefix(text, "more than "):
		s.Cmp, at = charter.MoreThan, len("more than ")
	case strings.HasPrefix(text, "all of "):
		s.Cmp, at = charter.AllOf, len("all of ")
	default:
		return s, bad(0, sayf("%q is not a share", "%q không phải tỷ lệ", text), shareHint)
	}
	rest = text[at:]
	if s.Cmp == charter.AllOf {
		b := parseBase(&s, rest, at)
		return s, b
	}
	if b := parseQuantity(&s, rest, at, shareHint); b != nil {
		return s, b
	}
	return s, possible(s, at)
}

// parseLimit reads: n, a/b of BASE, p% of BASE, or unstated.
func parseLimit(text string) (charter.Share, *badWord) {
	if text == unstated {
		return charter.Share{Unstated: true}, nil
	}
	var s charter.Share
	if b := parseQuantity(&s, text, 0, limitHint); b != nil {
		return s, b
	}
	return s, possible(s, 0)
}

// parseQuantity reads n, a/b or p% with its base.
func parseQuantity(s *charter.Share, text string, at int, hint say) *badWord {
	amount, base, based := strings.Cut(text, " of ")
	top, bottom, fraction := strings.Cut(amount, "/")
	percent := false
	if !fraction {
		top, percent = strings.CutSuffix(amount, "%")
	}
	var ok bool
	if s.Num, ok = natural(top); !ok {
		return bad(at, sayf("%q is not a number, a fraction or a percentage", "%q không phải số, phân số hay phần trăm", amount), hint)
	}
	switch {
	case fraction:
		if s.Den, ok = natural(bottom); !ok || s.Den == 0 {
			return bad(at+runes(top)+1, sayf("%q cannot be divided by", "không chia được cho %q", bottom), hint)
		}
	case percent:
		s.Den = 100
	}
	if based {
		return parseBase(s, base, at+runes(amount)+len(" of "))
	}
	if s.Den != 0 {
		return bad(at+runes(amount), sayf("%s of what?", "%s của cái gì?", amount),
			sayf("add a base: of %s", "hãy thêm cơ số: of %s", strings.Join(bases, " | ")))
	}
	return nil
}

// parseBase reads what the share is taken of.
func parseBase(s *charter.Share, text string, at int) *badWord {
	if n, ok := natural(text); ok && n > 0 {
		s.Base, s.Of = charter.BaseNumber, n
		return nil
	}
	for _, b := range bases {
		if text == b {
			s.Base = charter.Base(b)
			return nil
		}
	}
	return bad(at, sayf("%q is not a base", "%q không phải cơ số", text), offer(text, bases))
}

// possible refuses a share that can never be reached.
func possible(s charter.Share, at int) *badWord {
	if s.Den != 0 && (s.Num > s.Den || s.Num == s.Den && s.Cmp == charter.MoreThan) {
		return bad(at, say{"more than the whole", "lớn hơn toàn bộ"}, say{"a share is at most 1, or 100%", "tỷ lệ nhiều nhất là 1, tức 100%"})
	}
	if s.Den == 0 && s.Base == charter.BaseNumber && (s.Num > s.Of || s.Num == s.Of && s.Cmp == charter.MoreThan) {
		return bad(at, sayf("%d of %d cannot be reached", "không thể đạt %d trên %d", s.Num, s.Of), say{"the number is at most its base", "số này nhiều nhất bằng cơ số"})
	}
	return nil
}

// threshold reads a share, or any or all of several.
func (d *decoder) threshold(n *node) charter.Threshold {
	if n == nil {
		return charter.Threshold{}
	}
	if n.shape != mapping {
		if s := d.share(n); !s.IsZero() {
			return charter.Threshold{All: []charter.Share{s}}
		}
		return charter.Threshold{}
	}
	f, _ := d.fields(n, []string{"any", "all"})
	read := func(key string) (out []charter.Share) {
		v := f.get(key)
		for _, item := range d.nodes(v) {
			if s := d.share(item); !s.IsZero() {
				out = append(out, s)
			}
		}
		if v != nil && v.shape == list && len(v.items) == 0 {
			d.fail(v.pos, CodeMissing, say{"the list is empty", "danh sách trống"}, orUnstated)
		}
		return out
	}
	t := charter.Threshold{Any: read("any"), All: read("all")}
	switch {
	case n.get("any") != nil && n.get("all") != nil:
		d.fail(n.pos, CodeValue, say{"any and all together", "any và all cùng lúc"}, say{"keep one", "hãy giữ một"})
	case n.get("any") == nil && n.get("all") == nil:
		d.fail(n.pos, CodeMissing, say{"neither any nor all", "thiếu any hoặc all"}, orUnstated)
	}
	return t
}

// maxNumber bounds every count of people in a charter.
const maxNumber = 1_000_000

// natural reads digits, at most seven of them.
func natural(s string) (int, bool) {
	if s == "" || len(s) > 7 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n := atoi(s)
	return n, n <= maxNumber
}

// runes counts characters.
func runes(s string) int { return len([]rune(s)) }
