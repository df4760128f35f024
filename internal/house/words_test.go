package house

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// foreign are addresses and paths that have no place in the repository: hosts
// from which packages happen to be fetched, and where a checkout happens to lie.
// Each is written in two parts, so that this file does not contain it.
var foreign = regexp.MustCompile(strings.Join([]string{
	`proxy\.golang` + `\.org`, `sum\.golang` + `\.org`, `registry\.npmjs` + `\.org`,
	`deb\.debian` + `\.org`, `pypi` + `\.org`, `pythonhosted` + `\.org`, `unpkg` + `\.com`, `jsdelivr` + `\.net`,
	`(^|[^\w.~-])/wor` + `k/`, `(^|[^\w.~-])/roo` + `t/`, `\.\./share` + `d/`, `/tmp/bas` + `h_`,
}, "|"))

// unfinished are marks of work left open.
var unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b|not implem` + `ented`)

// checkWords names the lines of a text file that hold one of them.
func checkWords(name string, text []byte) []string {
	if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
		return nil
	}
	var breaches []string
	for i, line := range strings.Split(string(text), "\n") {
		for _, rule := range []struct {
			words *regexp.Regexp
			why   string
		}{
			{foreign, "an address or path of one machine"},
			{unfinished, "a mark of work left open"},
		} {
			if m := rule.words.FindString(line); m != "" {
				breaches = append(breaches, fmt.Sprintf("%s:%d: %q is %s", name, i+1, strings.TrimSpace(m), rule.why))
			}
		}
	}
	return breaches
}

func TestWords(t *testing.T) {
	err := walk(func(name string) error {
		// Other authors' files are kept byte for byte (TestThirdParty).
		if below(name, "third_party") && !strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "README.md") {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		report(t, checkWords(name, text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWordsFindBreaches(t *testing.T) {
	finds(t, checkWords("a.txt", []byte("fetch https://registry.npmjs"+".org/x\nsee /wor"+"k/main\n// TO"+"DO: more\nframework/main, net/work/x, TODOS\n")),
		"a.txt:1", "a.txt:2", "a.txt:3")
	finds(t, checkWords("a.png", []byte("\x00/wor"+"k/main")))
}

// checkSums compares files with a list as sha256sum writes it.
func checkSums(list string, read func(string) ([]byte, error)) (names map[string]bool, breaches []string) {
	names = map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(list), "\n") {
		want, name, ok := strings.Cut(line, "  ")
		if !ok {
			breaches = append(breaches, fmt.Sprintf("%q is not a line of sha256sum", line))
			continue
		}
		names[name] = true
		text, err := read(name)
		if err != nil {
			breaches = append(breaches, err.Error())
		} else if got := fmt.Sprintf("%x", sha256.Sum256(text)); got != want {
			breaches = append(breaches, name+" is not the file whose checksum is listed")
		}
	}
	return names, breaches
}

// published reads a file as its author published it, though it lies packed.
func published(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	f, err := os.Open(path + ".gz")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// TestThirdParty proves that other authors' files are those that README.md tells
// of, and that none lies there untold.
func TestThirdParty(t *testing.T) {
	const dir = "third_party"
	readme := document(t, dir+"/README.md")
	names, breaches := checkSums(document(t, dir+"/SHA256SUMS"), func(name string) ([]byte, error) {
		return published(filepath.Join(root, dir, name))
	})
	report(t, breaches)
	err := walk(func(name string) error {
		name, inside := strings.CutPrefix(name, dir+"/")
		if !inside || name == "README.md" || name == "SHA256SUMS" || strings.HasSuffix(name, ".go") {
			return nil
		}
		name = strings.TrimSuffix(name, ".gz")
		if !names[name] {
			t.Errorf("%s/%s is not in SHA256SUMS", dir, name)
		}
		if !strings.Contains(readme, "`"+name+"`") {
			t.Errorf("%s/%s is not in README.md with its version and licence", dir, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSumsFindBreaches(t *testing.T) {
	read := func(name string) ([]byte, error) {
		if name == "gone" {
			return nil, fmt.Errorf("gone is missing")
		}
		return []byte(name), nil
	}
	good := fmt.Sprintf("%x  kept\n", sha256.Sum256([]byte("kept")))
	_, breaches := checkSums(good+"00  changed\n00  gone\nnonsense\n", read)
	finds(t, breaches, "changed", "gone", "nonsense")
}
