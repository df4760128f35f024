package app

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"nghisu/internal/committee"
	"nghisu/internal/register"
)

// Keyring holds the keys that sign an office's checkpoints, one file an office
// in a directory of its own, readable by the program alone. The secret key never
// lies in the database, so that whoever can write there cannot sign.
type Keyring struct {
	dir string
	mu  sync.Mutex
	of  map[committee.OfficeID]keyPair
}

type keyPair struct{ signer, verifier string }

// NewKeyring uses a directory, which is made when the first key is.
func NewKeyring(dir string) *Keyring {
	return &Keyring{dir: dir, of: map[committee.OfficeID]keyPair{}}
}

// pair reads an office's key, or makes and keeps it.
func (r *Keyring) pair(office committee.OfficeID) (keyPair, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p, ok := r.of[office]; ok {
		return p, nil
	}
	path := filepath.Join(r.dir, string(office)+".key")
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if b, err = makeKey(r.dir, path, office); errors.Is(err, fs.ErrExist) {
			b, err = os.ReadFile(path) // another node made it meanwhile
		}
	}
	if err != nil {
		return keyPair{}, fmt.Errorf("checkpoint key of %s: %w", office, err)
	}
	signer, verifier, ok := strings.Cut(strings.TrimSpace(string(b)), "\n")
	if !ok {
		return keyPair{}, fmt.Errorf("checkpoint key of %s: %s holds no pair of keys", office, path)
	}
	p := keyPair{signer, verifier}
	r.of[office] = p
	return p, nil
}

func makeKey(dir, path string, office committee.OfficeID) ([]byte, error) {
	signer, verifier, err := register.NewKey(rand.Reader, string(office))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	// Written beside its place and linked there: nobody ever reads half of it, and
	// of two nodes the second finds the first one's.
	f, err := os.CreateTemp(dir, ".key-*")
	if err != nil {
		return nil, err
	}
	b := []byte(signer + "\n" + verifier + "\n")
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Link(f.Name(), path)
	}
	return b, errors.Join(err, os.Remove(f.Name()))
}
