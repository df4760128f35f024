package catalogue

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// bold finds what the handbook sets in bold: the words of pages and buttons.
var bold = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)

// strangers lists the words in bold that no page shows.
func strangers(text, shown string) (out []string) {
	for _, m := range bold.FindAllStringSubmatch(text, -1) {
		for word := range strings.SplitSeq(m[1], " → ") {
			if !strings.Contains(shown, strings.ToLower(word)) {
				out = append(out, word)
			}
		}
	}
	return out
}

// TestHandbookNamesWhatPagesShow: a button that the handbook names is there under that
// name. The handbook's front page sets its three rules in bold and names no button.
func TestHandbookNamesWhatPagesShow(t *testing.T) {
	var all strings.Builder
	for _, area := range areas {
		for _, e := range area {
			all.WriteString(strings.ToLower(e.vi) + "\n")
		}
	}
	chapters, err := filepath.Glob("../../docs/handbook/*.md")
	if err != nil || len(chapters) < 5 {
		t.Fatalf("%d chapters: %v", len(chapters), err)
	}
	for _, name := range chapters {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(name) == "README.md" {
			continue
		}
		for _, w := range strangers(string(text), all.String()) {
			t.Errorf("%s: no page shows %q", filepath.Base(name), w)
		}
	}
	if got := strangers("Bấm **Lưu → Nút lạ**.", "lưu"); len(got) != 1 || got[0] != "Nút lạ" {
		t.Errorf("a strange button is not found: %v", got)
	}
}
