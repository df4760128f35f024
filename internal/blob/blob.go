package blob

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The errors of the store that a caller tells apart.
var (
	// ErrTooLarge says that more came than the limit allows.
	ErrTooLarge = errors.New("blob: larger than allowed")
	// ErrMissing says that no file with that hash is kept.
	ErrMissing = errors.New("blob: no such file")
)

// names of the two parts of a store's directory.
const (
	keptDir  = "kept"  // kept/OFFICE/ab/abcd…
	draftDir = "draft" // files on their way in
)

// draftLife is how long a draft may lie unfinished before it is swept: longer
// than any upload takes, as several programs may share one directory.
const draftLife = 24 * time.Hour

// Store is a content store in a directory.
type Store struct {
	dir string
	now func() time.Time
}

// Open opens the store in a directory, makes the directory if need be, and
// sweeps the drafts that nobody finished. now is the machine's clock, by which
// the disk dates files.
func Open(dir string, now func() time.Time) (*Store, error) {
	s := &Store{dir: dir, now: now}
	for _, part := range []string{keptDir, draftDir} {
		if err := os.MkdirAll(filepath.Join(dir, part), 0o700); err != nil {
			return nil, fmt.Errorf("blob: %w", err)
		}
	}
	return s, s.sweep(now().Add(-draftLife))
}

// sweep drops drafts last written before an instant.
func (s *Store) sweep(before time.Time) error {
	list, err := os.ReadDir(filepath.Join(s.dir, draftDir))
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !info.ModTime().Before(before) {
			continue
		}
		if err := os.Remove(filepath.Join(s.dir, draftDir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("blob: %w", err)
		}
	}
	return nil
}

// path gives where a file of an office lies. An office or a hash that could
// lead elsewhere is an error.
func (s *Store) path(office, sum string) (string, error) {
	if !plain(office) {
		return "", fmt.Errorf("blob: %q is no office", office)
	}
	if b, err := hex.DecodeString(sum); err != nil || len(b) != 32 || strings.ToLower(sum) != sum {
		return "", fmt.Errorf("blob: %q is no SHA-256", sum)
	}
	return filepath.Join(s.dir, keptDir, office, sum[:2], sum), nil
}

// plain reports whether a name is of letters, digits and hyphens alone.
func plain(name string) bool {
	for _, r := range name {
		if r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return name != "" && len(name) <= 64
}

// Get opens a file that is kept. The caller closes it.
func (s *Store) Get(office, sum string) (*os.File, error) {
	at, err := s.path(office, sum)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrMissing, sum)
	}
	return f, err
}

// Has reports whether a file is kept.
func (s *Store) Has(office, sum string) (bool, error) {
	at, err := s.path(office, sum)
	if err != nil {
		return false, err
	}
	switch _, err = os.Stat(at); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, fmt.Errorf("blob: %w", err)
}

// Delete takes a file out of the store for good, as an erasure does. One that is
// not there is no error.
func (s *Store) Delete(office, sum string) error {
	at, err := s.path(office, sum)
	if err != nil {
		return err
	}
	if err := os.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	return syncDir(filepath.Dir(at))
}

// Each calls fn with the hash of every file of an office that was kept before an
// instant, for whoever looks for files that no act names.
func (s *Store) Each(office string, before time.Time, fn func(sum string) error) error {
	if !plain(office) {
		return fmt.Errorf("blob: %q is no office", office)
	}
	err := filepath.WalkDir(filepath.Join(s.dir, keptDir, office), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().Before(before) {
			return err
		}
		return fn(d.Name())
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// syncDir has the names in a directory written to disk. A directory that has
// gone needs none.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}
