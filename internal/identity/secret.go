package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// secretBytes is the length of a secret: 256 bits, beyond guessing, so that a
// plain hash suffices to keep it.
const secretBytes = 32

// tokenPrefix begins every key of a program, so that one that leaked into a
// file or a log is known for what it is.
const tokenPrefix = "nghisu_"

// NewSession mints the secret of a session. Only the hash is kept.
func NewSession() (secret, hash string) {
	secret = random(secretBytes)
	return secret, HashSecret(secret)
}

// NewToken mints the key of a program. Only the hash is kept.
func NewToken() (secret, hash string) {
	secret = tokenPrefix + random(secretBytes)
	return secret, HashSecret(secret)
}

// IsToken reports whether a word has the form of a program's key. Nothing else
// is looked up.
func IsToken(secret string) bool {
	return strings.HasPrefix(secret, tokenPrefix) && isRandom(secret[len(tokenPrefix):])
}

// IsSession reports whether a word has the form of a session's secret.
func IsSession(secret string) bool { return isRandom(secret) }

// HashSecret is what is kept of a secret, and by what it is found again: its
// SHA-256 in hexadecimal digits.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// NewPassword mints a password to be given to a person once and changed at the
// first sign-in: four groups of five letters and digits that are not mistaken
// for each other, 98 bits.
func NewPassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789" // 31
	var b strings.Builder
	for b.Len() < 23 {
		if b.Len()%6 == 5 {
			b.WriteByte('-')
			continue
		}
		var one [1]byte
		_, _ = rand.Read(one[:]) // never fails: it ends the process instead
		if n := int(one[0]); n < 256/len(letters)*len(letters) {
			b.WriteByte(letters[n%len(letters)])
		}
	}
	return b.String()
}

func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails: it ends the process instead
	return base64.RawURLEncoding.EncodeToString(b)
}

func isRandom(s string) bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	return err == nil && len(b) == secretBytes
}
