package ballot

import (
	"crypto/hpke"
	"errors"
	"fmt"
)

// Question is what a ballot is cast on: it binds every sealing.
type Question struct {
	Office, Round, ID string
	Choices           int // how many answers there are, 2 to 250
}

// Ballot is one vote.
type Ballot struct {
	Choice int    // place of the answer, from 0
	Check  string // the voter's word: eight letters and digits
}

// form is the version of what lies inside; size is the length of every ballot.
const (
	form = 1
	word = 8
	size = 32
)

// info binds a sealing to its question and seat.
func (q Question) info(seat string) []byte {
	return []byte("nghi-su ballot/1\x00" + q.Office + "\x00" + q.Round + "\x00" + q.ID + "\x00" + seat)
}

// ErrSealed tells that a sealed ballot cannot be opened or holds nothing sound.
var ErrSealed = errors.New("not a sound ballot")

// Seal closes a ballot to both tellers, the second outside the first. Browsers do
// the same.
func Seal(q Question, seat string, b Ballot, first, second Public) ([]byte, error) {
	if b.Choice < 0 || b.Choice >= q.Choices || len(b.Check) != word {
		return nil, fmt.Errorf("%w: answer %d of %d, word %q", ErrSealed, b.Choice, q.Choices, b.Check)
	}
	data := make([]byte, size)
	data[0], data[1] = form, byte(b.Choice)
	copy(data[2:], b.Check)
	for _, p := range []Public{first, second} {
		to, err := kem().NewPublicKey(p)
		if err != nil {
			return nil, fmt.Errorf("a teller's public key: %w", err)
		}
		if data, err = hpke.Seal(to, kdf(), aead(), q.info(seat), data); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// Length is how long every sealed ballot is, in bytes: the ballot and, twice, the
// point and the tag of a sealing.
const Length = size + 2*(65+16)

// open opens one sealed ballot.
func open(q Question, s Sealed, first, second Half) (Ballot, error) {
	data := s.Data
	if len(data) != Length {
		return Ballot{}, fmt.Errorf("%w: %d bytes", ErrSealed, len(data))
	}
	for _, h := range []Half{second, first} {
		var err error
		if data, err = hpke.Open(h.key, kdf(), aead(), q.info(s.Seat), data); err != nil {
			return Ballot{}, fmt.Errorf("%w: %w", ErrSealed, err)
		}
	}
	b := Ballot{Choice: int(data[1]), Check: string(data[2 : 2+word])}
	if data[0] != form || b.Choice >= q.Choices {
		return Ballot{}, fmt.Errorf("%w: form %d, answer %d", ErrSealed, data[0], b.Choice)
	}
	if _, err := alphabet.DecodeString(b.Check); err != nil {
		return Ballot{}, fmt.Errorf("%w: word %q", ErrSealed, b.Check)
	}
	for _, x := range data[2+word:] {
		if x != 0 {
			return Ballot{}, fmt.Errorf("%w: something is hidden behind it", ErrSealed)
		}
	}
	return b, nil
}
