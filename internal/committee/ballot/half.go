package ballot

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
)

// The one suite of this package.
func kem() hpke.KEM   { return hpke.DHKEM(ecdh.P256()) }
func kdf() hpke.KDF   { return hpke.HKDFSHA256() }
func aead() hpke.AEAD { return hpke.AES256GCM() }

// Half is one teller's key: half of what opens a ballot. It is kept on paper and
// never stored.
type Half struct{ key hpke.PrivateKey }

// Public is the half to which ballots are sealed: an uncompressed point of P-256,
// 65 bytes.
type Public []byte

// NewHalf makes a key for one teller.
func NewHalf() (Half, error) {
	k, err := kem().GenerateKey()
	return Half{k}, err
}

// Public gives the part that voters' browsers need.
func (h Half) Public() Public { return h.key.PublicKey().Bytes() }

// alphabet is Crockford's: without the letters that are taken for others.
var alphabet = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// marks is how many bytes of a digest stand behind a key, to find slips of the
// pen.
const marks = 3

// String writes the key for a paper slip: groups of four letters and digits, the
// last of which find a mistyped one.
func (h Half) String() string {
	secret, err := h.key.Bytes()
	if err != nil {
		return "" // a key of this suite can always be written
	}
	sum := sha256.Sum256(secret)
	text := alphabet.EncodeToString(append(secret, sum[:marks]...))
	var groups []string
	for len(text) > 4 {
		groups, text = append(groups, text[:4]), text[4:]
	}
	return strings.Join(append(groups, text), " ")
}

// ErrHalf tells that a slip was not read or typed right.
var ErrHalf = errors.New("not a teller's key")

// ReadHalf takes a key as a teller types it: spaces, hyphens and small letters do
// not matter, O is 0, I and L are 1.
func ReadHalf(text string) (Half, error) {
	text = strings.NewReplacer(" ", "", "-", "", "\n", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(text))
	data, err := alphabet.DecodeString(text)
	if err != nil || len(data) != 32+marks {
		return Half{}, ErrHalf
	}
	secret := data[:32]
	if sum := sha256.Sum256(secret); string(sum[:marks]) != string(data[32:]) {
		return Half{}, ErrHalf
	}
	k, err := kem().NewPrivateKey(secret)
	if err != nil {
		return Half{}, fmt.Errorf("%w: %w", ErrHalf, err)
	}
	return Half{k}, nil
}

// Given reports whether a key was read at all.
func (h Half) Given() bool { return h.key != nil }
