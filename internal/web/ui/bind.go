package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leading are words that hold on to the number behind them: "Điều 6"; units are
// words that hold on to the number before them: "15 ngày".
var (
	leading = wordSet("điều khoản điểm art. cl. pt. sở số mục tháng năm ngày viên ký dụ tổ quý mức dòng việc nhóm kỳ")
	units   = wordSet("ngày giờ phút tháng năm ý")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Bind puts a no-break space between a word and its number, so that a citation
// never breaks over two lines: "Điều 6", "khoản 2", "điểm a", "15 ngày". A dot
// between two names ends a line; it never begins one.
func Bind(s string) string {
	var b strings.Builder
	kept := 0
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' || !strings.HasPrefix(s[i+1:], "·") && !binds(before(s[:i]), after(s[i+1:])) {
			continue
		}
		b.WriteString(s[kept:i])
		b.WriteString(nbsp)
		kept = i + 1
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

// before is the word that ends at the end of a text, with a full stop of its own.
func before(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' {
			break
		}
		i -= n
	}
	return s[i:]
}

// after is the word that begins a text.
func after(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return s[:i]
		}
	}
	return s
}

func binds(left, right string) bool {
	if left == "" || right == "" {
		return false
	}
	number := right[0] >= '0' && right[0] <= '9' || strings.Trim(right, "IVX") == ""
	l := strings.ToLower(left)
	switch {
	case number:
		return leading[l]
	case l == "ví":
		return right == "dụ"
	case l == "điểm" || l == "pt.":
		return utf8.RuneCountInString(right) == 1
	}
	return strings.Trim(left, "0123456789") == "" && units[strings.ToLower(right)]
}
