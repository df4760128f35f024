package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// Draft is a file on its way in: written, then looked at, then kept or dropped.
type Draft struct {
	store *Store
	file  *os.File
	hash  hash.Hash
	size  int64
}

// Take reads a file to its end, or to one byte over the limit, into a draft. A
// reader that fails, as when the connection is cut, leaves nothing behind.
func (s *Store) Take(r io.Reader, limit int64) (*Draft, error) {
	f, err := os.CreateTemp(filepath.Join(s.dir, draftDir), "")
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	d := &Draft{store: s, file: f, hash: sha256.New()}
	d.size, err = io.Copy(io.MultiWriter(f, d.hash), io.LimitReader(r, limit+1))
	if err == nil && d.size > limit {
		err = ErrTooLarge
	}
	if err != nil {
		return nil, errors.Join(err, d.Drop())
	}
	return d, nil
}

// Sum is the SHA-256 of the draft's bytes, in hexadecimal.
func (d *Draft) Sum() string { return hex.EncodeToString(d.hash.Sum(nil)) }

// Size counts the draft's bytes.
func (d *Draft) Size() int64 { return d.size }

// ReadAt reads the draft's bytes, to see what they are.
func (d *Draft) ReadAt(p []byte, off int64) (int, error) { return d.file.ReadAt(p, off) }

// Drop takes the draft away. Once it was kept or dropped it does nothing.
func (d *Draft) Drop() error {
	if d.file == nil {
		return nil
	}
	name := d.file.Name()
	err := errors.Join(d.file.Close(), os.Remove(name))
	d.file = nil
	return err
}

// Keep puts the draft into an office's store under its hash: its bytes are on
// disk before its name is. A file that is kept already is left as it is, with
// the time of its keeping renewed, so that no sweep takes it from under the act
// that is about to name it.
func (d *Draft) Keep(office string) error {
	if d.file == nil {
		return errors.New("blob: the draft is over")
	}
	at, err := d.store.path(office, d.Sum())
	if err != nil {
		return errors.Join(err, d.Drop())
	}
	now := d.store.now()
	if os.Chtimes(at, now, now) == nil {
		return d.Drop()
	}
	if err := d.settle(at); err != nil {
		return errors.Join(fmt.Errorf("blob: %w", err), d.Drop())
	}
	d.file = nil
	return nil
}

func (d *Draft) settle(at string) error {
	if err := d.file.Sync(); err != nil {
		return err
	}
	dir := filepath.Dir(at)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := os.Rename(d.file.Name(), at); err != nil {
		return err
	}
	if err := d.file.Close(); err != nil {
		return err
	}
	d.file = nil
	// The names on the way down are new, perhaps: the file's, its shelf's, the
	// office's.
	for range 3 {
		if err := syncDir(dir); err != nil {
			return err
		}
		dir = filepath.Dir(dir)
	}
	return nil
}
