package house

import (
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// firstRelease is the release whose rows have to have their stories.
const firstRelease = "1"

// clauseRow is the name of a row of the requirements; a story of another name is
// about the program as a whole.
var clauseRow = regexp.MustCompile(`^[A-E]\d+$`)

// checkStories compares the rows of a list of requirements with the files of a
// folder of stories: every row of a release has its own, no file names a row
// that is not there, and the column of stories names the row itself.
func checkStories(requirements, release string, files []string) []string {
	var breaches []string
	rows := map[string]bool{}
	for _, m := range requirement.FindAllStringSubmatch(requirements, -1) {
		cells := strings.Split(m[2], "|")
		if len(cells) != 4 {
			continue // told by checkRequirements
		}
		name, when := strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3])
		rows[m[1]] = true
		if name != m[1] {
			breaches = append(breaches, fmt.Sprintf("%s: its story is called %q", m[1], name))
		}
		if when == release && !slices.Contains(files, m[1]+".txtar") {
			breaches = append(breaches, fmt.Sprintf("%s: testdata/stories/%s.txtar is missing", m[1], m[1]))
		}
	}
	for _, f := range files {
		name, isStory := strings.CutSuffix(f, ".txtar")
		if !isStory {
			breaches = append(breaches, f+": a story is a .txtar file")
		} else if clauseRow.MatchString(name) && !rows[name] {
			breaches = append(breaches, f+": no such row in docs/requirements.md")
		}
	}
	return breaches
}

// storyFiles are the files of testdata/stories by name.
func storyFiles(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "testdata", "stories", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		if name := path.Base(filepath.ToSlash(f)); name != openStories {
			names = append(names, name)
		}
	}
	return names
}

// openStories is the folder of stories that do not hold yet. They are counted
// as written and are not run; docs/requirements.md is met when it is empty.
const openStories = "open"

func TestEveryRowHasItsStory(t *testing.T) {
	files := storyFiles(t)
	if len(files) == 0 {
		t.Fatal("testdata/stories is empty: the rule would be run over nothing")
	}
	open, err := filepath.Glob(filepath.Join(root, "testdata", "stories", openStories, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range open {
		files = append(files, path.Base(filepath.ToSlash(f)))
	}
	report(t, checkStories(document(t, "docs/requirements.md"), firstRelease, files))
}

// TestStoriesOfRowsCountTheirActs keeps what a story of a row has to show: an
// office, a refusal or a fault wherever it acts, and the register compared.
func TestStoriesOfRowsCountTheirActs(t *testing.T) {
	for _, f := range storyFiles(t) {
		if clauseRow.MatchString(strings.TrimSuffix(f, ".txtar")) {
			report(t, checkStory(f, document(t, "testdata/stories/"+f)))
		}
	}
}

// checkStory names what the story of a row leaves out.
func checkStory(name, text string) []string {
	row := strings.TrimSuffix(name, ".txtar")
	var breaches []string
	if !strings.HasPrefix(text, "# "+row+" · ") {
		breaches = append(breaches, fmt.Sprintf("%s: does not begin with %q and what it tells", name, "# "+row+" · "))
	}
	for _, need := range []struct{ line, why string }{
		{"office", "starts no server"},
		{"mark", "does not mark the register"},
		{"acts ", "does not compare the register"},
		{"page ", "reads nothing through another edge"},
	} {
		if !strings.Contains(text, "\n"+need.line) {
			breaches = append(breaches, fmt.Sprintf("%s: %s (%s)", name, need.why, strings.TrimSpace(need.line)))
		}
	}
	if !strings.Contains(text, "\nacts -") && !strings.Contains(text, "\n! api ") {
		breaches = append(breaches, name+": acts, and nobody is refused (! api)")
	}
	return breaches
}

func TestStoryChecksFindBreaches(t *testing.T) {
	rows := "| A1 | A | Việc | A1 | 1 |\n| A2 | A | Việc | A2 | 1 |\n| A3 | A | Việc | A4 | 2 |\n"
	finds(t, checkStories(rows, "1", []string{"A1.txtar", "C99.txtar", "cli.txtar", "notes.md"}), "A2: ", "A3: ", "C99", "notes.md")
	good := "# A1 · Tells.\noffice\nmark\n! api GET /x\npage a /\nacts want\n"
	finds(t, checkStory("A1.txtar", good))
	finds(t, checkStory("A2.txtar", good), "does not begin")
	finds(t, checkStory("A1.txtar", strings.Replace(good, "mark\n", "", 1)), "mark")
	finds(t, checkStory("A1.txtar", strings.Replace(good, "! api", "api", 1)), "refused")
}
