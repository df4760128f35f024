package upload

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The three marks of state secrets (độ mật), the highest first.
var marks = []string{"TUYỆT MẬT", "TỐI MẬT", "MẬT"}

// Marks lists the three marks of state secrets, the highest first.
func Marks() []string { return slices.Clone(marks) }

// markOf gives the mark that a line of a document is: “MẬT”, “(Tối mật)”, “Độ
// mật: Tuyệt mật”. A sentence in which the word stands is none.
func markOf(line string) string {
	if len(line) > 120 {
		return ""
	}
	words := strings.FieldsFunc(strings.ToUpper(norm.NFC.String(line)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	s := strings.TrimPrefix(strings.Join(words, " "), "ĐỘ MẬT ")
	if slices.Contains(marks, s) {
		return s
	}
	return ""
}

// MarkOn gives the mark of state secrets that a letter bears: alone on a line of
// its text, or in a name that comes with it, as its subject and its files. Empty:
// none.
func MarkOn(text string, names ...string) string {
	for line := range strings.Lines(text) {
		if m := markOf(line); m != "" {
			return m
		}
	}
	for _, n := range names {
		if m := markOf(n); m != "" {
			return m
		}
		if found := marksInName(n); len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// beside are the words that make “mật” part of another word, before and after.
var beside = map[string]bool{
	"BÍ MẬT": true, "BẢO MẬT": true, "CƠ MẬT": true, "THÂN MẬT": true, "CẨN MẬT": true, "ĐỘ MẬT": true,
	"MẬT KHẨU": true, "MẬT ĐỘ": true, "MẬT MÃ": true, "MẬT THIẾT": true, "MẬT ONG": true,
}

// marksInName finds marks in the name of a file, with and without diacritics for
// the two that cannot be mistaken.
func marksInName(name string) []string {
	words := strings.FieldsFunc(strings.ToUpper(norm.NFC.String(name)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	var out []string
	for i, w := range words {
		before, after := "", ""
		if i > 0 {
			before = words[i-1] + " " + w
		}
		if i+1 < len(words) {
			after = w + " " + words[i+1]
		}
		switch {
		case before == "TUYỆT MẬT", before == "TUYET MAT":
			out = append(out, marks[0])
		case before == "TỐI MẬT", before == "TOI MAT":
			out = append(out, marks[1])
		case w == "MẬT" && !beside[before] && !beside[after]:
			out = append(out, marks[2])
		}
	}
	return out
}
