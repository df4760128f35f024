package identity

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"

	"nghisu/internal/committee"
)

// The bounds of a password, in characters.
const (
	MinPassword = 10
	MaxPassword = 200
)

// params are the cost of a password's hash: 46 MiB, one pass, one lane, the
// first of the settings that OWASP's cheat sheet on storing passwords counts as
// equal. A hash names its own cost, so that raising it here leaves older ones
// valid; see [Stale].
var params = argon2id.Params{Memory: 46 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds how many passwords are hashed at once in this process: each
// takes its memory, and a flood of sign-ins must not take it all.
var hashing = semaphore.NewWeighted(2)

// dummy is the hash of a password that nobody knows. A sign-in under an unknown
// name is checked against it, so that it takes as long as one under a known.
const dummy = "$argon2id$v=19$m=47104,t=1,p=1$bm9ib2R5IGtub3dzIGl0$Jgk0V0lxZSRQcPCjgpe4Q94rTVW6zJnYhXWYZvaBS5I"

// Hash makes what is kept of a password. It waits for its turn, at most until
// ctx ends.
func Hash(ctx context.Context, password string) (string, error) {
	if err := hashing.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer hashing.Release(1)
	hash, err := argon2id.CreateHash(password, &params)
	if err != nil {
		return "", fmt.Errorf("identity: hash: %w", err)
	}
	return hash, nil
}

// Matches reports whether a password is the one of a hash. An empty hash, for a
// name that nobody has, takes as long and never matches. A hash that cannot be
// read is an error.
func Matches(ctx context.Context, password, hash string) (bool, error) {
	if err := hashing.Acquire(ctx, 1); err != nil {
		return false, err
	}
	defer hashing.Release(1)
	known := hash != ""
	if !known {
		hash = dummy
	}
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("identity: stored hash: %w", err)
	}
	return same && known, nil
}

// Stale reports whether a hash was made at another cost than today's, to be
// made anew when its password is at hand.
func Stale(hash string) bool {
	p, _, _, err := argon2id.DecodeHash(hash)
	return err != nil || p.Memory != params.Memory || p.Iterations != params.Iterations || p.Parallelism != params.Parallelism
}

// CheckPassword refuses a new password that is too short, too long, the name it
// belongs to, or one that everybody tries first. The fault is about field.
func CheckPassword(field, login, password string) error {
	n := utf8.RuneCountInString(password)
	lower := strings.ToLower(password)
	switch {
	case n < MinPassword:
		return committee.Wrong(field, "password.short", fmt.Sprint(MinPassword))
	case n > MaxPassword:
		return committee.Wrong(field, "password.long", fmt.Sprint(MaxPassword))
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		return committee.Wrong(field, "password.form")
	case login != "" && plain(lower) == plain(strings.ToLower(login)), lower == strings.Repeat(strings.ToLower(login), 2):
		return committee.Wrong(field, "password.is-login")
	case isCommon(lower):
		return committee.Wrong(field, "password.common")
	}
	return nil
}

// plain leaves the letters and digits, so that a name between dots and dashes is
// still that name.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-_@", r) {
			return -1
		}
		return r
	}, s)
}

// Login gives a sign-in name as it is kept: lower case, 3 to 64 letters, digits
// and . - _ @, beginning with a letter or digit. Anything else is a fault about
// field.
func Login(field, s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	bad := len(s) < 3 || len(s) > 64
	for i := range len(s) {
		b := s[i]
		letter := b >= 'a' && b <= 'z' || b >= '0' && b <= '9'
		if !letter && (i == 0 || !strings.ContainsRune(".-_@", rune(b))) {
			bad = true
		}
	}
	if bad {
		return "", committee.Wrong(field, "account.login-form")
	}
	return s, nil
}
