package mail

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Choice is one position of a slip, with the words by which people give it.
type Choice struct {
	Key   string
	Words []string
}

// Choices are the positions that a slip has unless its body sets its own.
var Choices = []Choice{
	{"for", []string{"đồng ý", "nhất trí", "tán thành", "thống nhất", "agree", "approve"}},
	{"against", []string{"không đồng ý", "không nhất trí", "không tán thành", "không thống nhất", "chưa đồng ý", "chưa nhất trí", "phản đối", "disagree", "object"}},
	{"other", []string{"ý kiến khác", "có ý kiến khác", "other opinion"}},
}

// Stated is what the first line of an answer says.
type Stated struct {
	Key  string // of the choice; empty when the line says none, or more than one
	Two  bool   // it says more than one
	Rest string // what follows it: the reason
}

// Position reads the position in the first line of an answer. Marks, case and
// punctuation do not matter. A longer wording wins over a shorter one inside it,
// so that "không đồng ý" is never "đồng ý". A line that says two positions says
// none: somebody has to ask.
func Position(text string, choices []Choice) Stated {
	line, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	words := fold(line)
	taken := make([]bool, len(words))
	type hit struct {
		key     string
		at, end int
	}
	type wording struct {
		key   string
		words []string
	}
	var all []wording
	for _, c := range choices {
		for _, w := range c.Words {
			all = append(all, wording{c.Key, fold(w)})
		}
	}
	slices.SortStableFunc(all, func(a, b wording) int { return len(b.words) - len(a.words) })
	var hits []hit
	for _, w := range all {
		for i := 0; i+len(w.words) <= len(words); i++ {
			if len(w.words) > 0 && slices.Equal(words[i:i+len(w.words)], w.words) && !slices.Contains(taken[i:i+len(w.words)], true) {
				for j := i; j < i+len(w.words); j++ {
					taken[j] = true
				}
				hits = append(hits, hit{w.key, i, i + len(w.words)})
			}
		}
	}
	if len(hits) == 0 {
		return Stated{}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.at - b.at })
	for _, h := range hits[1:] {
		if h.key != hits[0].key {
			return Stated{Two: true}
		}
	}
	// A position buried in a sentence, or denied before it, is for a person to read.
	if hits[0].at > 6 || slices.ContainsFunc(words[:hits[0].at], denies) {
		return Stated{}
	}
	return Stated{Key: hits[0].key, Rest: strings.TrimSpace(after(line, hits[0].end) + "\n" + strings.TrimSpace(rest))}
}

// denies are words that turn what follows them around.
func denies(w string) bool {
	return slices.Contains([]string{"khong", "chua", "not", "neu", "if", "don", "dont", "never", "chang", "dung"}, w)
}

// after gives what follows the first n words of a line.
func after(line string, n int) string {
	seen, inside := 0, false
	for i, r := range line {
		is := isLetter(r)
		if is && !inside {
			if seen++; seen > n {
				return strings.TrimLeft(line[i:], " ,.;:-–—")
			}
		}
		inside = is
	}
	return ""
}

func isLetter(r rune) bool { return r == '\'' || len(fold(string(r))) > 0 }

// fold gives the words of a text in small letters without marks; đ is d.
func fold(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r >= '\u0300' && r <= '\u036f' || r == '\'' || r == '’':
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}
