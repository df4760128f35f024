package blob

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"
)

const office = "tinh-nghe-an"

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// files counts what lies in a store, drafts and all.
func files(t *testing.T, s *Store) int {
	t.Helper()
	n := 0
	if err := filepath.WalkDir(s.dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func keep(t *testing.T, s *Store, words string) {
	t.Helper()
	d, err := s.Take(strings.NewReader(words), 1000)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Keep(office); err != nil {
		t.Fatal(err)
	}
}

func TestKeepAndGet(t *testing.T) {
	s := open(t)
	const words = "Tờ trình số 12"
	d, err := s.Take(strings.NewReader(words), int64(len(words)))
	if err != nil {
		t.Fatal(err)
	}
	if d.Sum() != sum(words) || d.Size() != int64(len(words)) {
		t.Errorf("sum %s, size %d", d.Sum(), d.Size())
	}
	head := make([]byte, 2)
	if _, err := d.ReadAt(head, 0); err != nil || string(head) != words[:2] {
		t.Errorf("looked at: %q, %v", head, err)
	}
	if has, err := s.Has(office, sum(words)); has || err != nil {
		t.Errorf("before it is kept: %v, %v", has, err)
	}
	if err := d.Keep(office); err != nil {
		t.Fatal(err)
	}
	if err := d.Drop(); err != nil {
		t.Errorf("drop after keep: %v", err)
	}
	if err := d.Keep(office); err == nil {
		t.Error("kept twice")
	}
	f, err := s.Get(office, sum(words))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || string(got) != words {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := s.Get("van-phong-khac", sum(words)); !errors.Is(err, ErrMissing) {
		t.Errorf("another office reads it: %v", err)
	}
	if n := files(t, s); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
}

func TestNothingIsLeftOfWhatWasNotKept(t *testing.T) {
	cut := errors.New("cut")
	for name, c := range map[string]struct {
		r    io.Reader
		want error
	}{
		"a cut connection": {io.MultiReader(strings.NewReader("half"), iotest.ErrReader(cut)), cut},
		"one byte over":    {strings.NewReader("12345678901"), ErrTooLarge},
		"without end":      {endless{}, ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			if _, err := s.Take(c.r, 10); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if n := files(t, s); n != 0 {
				t.Errorf("%d files left", n)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// TestSameFileAtOnce has many keep one file: all succeed and one is kept.
func TestSameFileAtOnce(t *testing.T) {
	s := open(t)
	data := bytes.Repeat([]byte("x"), 1<<20)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			d, err := s.Take(bytes.NewReader(data), 1<<20)
			if err == nil {
				err = d.Keep(office)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := files(t, s); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
}

func TestNoPathLeadsOut(t *testing.T) {
	s := open(t)
	good := sum("x")
	for _, c := range [][2]string{
		{"../x", good},
		{"", good},
		{"a/b", good},
		{"Á", good},
		{office, ""},
		{office, "../../../etc/passwd"},
		{office, strings.ToUpper(sum("a"))},
		{office, good[:62]},
		{office, good + "00"},
	} {
		if f, err := s.Get(c[0], c[1]); err == nil {
			_ = f.Close()
			t.Errorf("Get(%q, %q) opened something", c[0], c[1])
		}
		if err := s.Delete(c[0], c[1]); err == nil {
			t.Errorf("Delete(%q, %q) passed", c[0], c[1])
		}
	}
	if err := s.Each("..", time.Now(), func(string) error { return nil }); err == nil {
		t.Error("Each went outside")
	}
}

func TestDelete(t *testing.T) {
	s := open(t)
	keep(t, s, "x")
	for range 2 {
		if err := s.Delete(office, sum("x")); err != nil {
			t.Fatal(err)
		}
	}
	if has, err := s.Has(office, sum("x")); has || err != nil {
		t.Errorf("still there: %v, %v", has, err)
	}
}

// TestSweep drops what a program left that ended in the middle, and nothing that
// is still being written.
func TestSweep(t *testing.T) {
	s := open(t)
	old, young := filepath.Join(s.dir, draftDir, "old"), filepath.Join(s.dir, draftDir, "young")
	for _, at := range []string{old, young} {
		if err := os.WriteFile(at, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.dir, time.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old draft is still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("the young draft has gone: %v", err)
	}
}

func TestEach(t *testing.T) {
	s := open(t)
	keep(t, s, "old")
	keep(t, s, "new")
	at, err := s.path(office, sum("old"))
	if err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(at, past, past); err != nil {
		t.Fatal(err)
	}
	list := func() (out []string) {
		if err := s.Each(office, time.Now().Add(-time.Minute), func(sum string) error {
			out = append(out, sum)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := list(); len(got) != 1 || got[0] != sum("old") {
		t.Errorf("got %v, want the old one", got)
	}
	keep(t, s, "old") // an act is about to name it again
	if got := list(); len(got) != 0 {
		t.Errorf("kept again, yet listed: %v", got)
	}
	if err := s.Each("khong-co", time.Now(), func(string) error { return nil }); err != nil {
		t.Errorf("an office without files: %v", err)
	}
}
