package mail

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"strings"
	"time"
)

// Desk makes and opens the addresses to which people reply. Each is made for one
// person, one thing and a time, and is signed: who has the letter has the address,
// nobody else can guess it.
type Desk struct {
	Local, Domain string // as tra-loi and vanphong.example.gov.vn
	Key           []byte // 32 bytes, a secret of the office
}

// Errand is what an address was made for.
type Errand struct {
	Thing  string    // kind and id, as round/018f…
	Party  string    // who was asked: a seat, a person or an agency
	Expiry time.Time // to the second
}

// ErrAddress tells that nothing was asked from an address, or too long ago.
var ErrAddress = errors.New("not an address made here, or one that has expired")

var base = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

const macSize = 10

// Address makes the address of an errand: a short name that the office keeps with
// the errand, and the errand's signature. Addresses hold 64 letters before the
// sign (RFC 5321, section 4.5.3.1.1).
func (d Desk) Address(ref uint64, e Errand) string {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], ref)
	return d.Local + "+" + base.EncodeToString(append(n[:], d.sign(ref, e)...)) + "@" + d.Domain
}

func (d Desk) sign(ref uint64, e Errand) []byte {
	h := hmac.New(sha256.New, d.Key)
	var n [16]byte
	binary.BigEndian.PutUint64(n[:8], ref)
	binary.BigEndian.PutUint64(n[8:], uint64(e.Expiry.Unix()))
	h.Write(n[:])
	h.Write([]byte(e.Thing + "\x00" + e.Party))
	return h.Sum(nil)[:macSize]
}

// Ref reads the name out of an address; false when it is none of this desk's.
func (d Desk) Ref(address string) (uint64, bool) {
	ref, _, ok := d.take(address)
	return ref, ok
}

func (d Desk) take(address string) (uint64, []byte, bool) {
	local, domain, ok := strings.Cut(strings.ToLower(address), "@")
	name, code, plus := strings.Cut(local, "+")
	if !ok || !plus || domain != d.Domain || name != d.Local {
		return 0, nil, false
	}
	data, err := base.DecodeString(code)
	if err != nil || len(data) != 8+macSize {
		return 0, nil, false
	}
	return binary.BigEndian.Uint64(data[:8]), data[8:], true
}

// Open proves that an address was made for an errand and still holds.
func (d Desk) Open(address string, e Errand, now time.Time) error {
	ref, mac, ok := d.take(address)
	if !ok || !hmac.Equal(mac, d.sign(ref, e)) || !now.Before(e.Expiry) {
		return ErrAddress
	}
	return nil
}
