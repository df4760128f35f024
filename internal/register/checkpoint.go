package register

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is a head of the log (điểm niêm): so many entries, this root, at
// that time. Signed and given away, printed or mailed, it binds the office to
// everything recorded until then.
type Checkpoint struct {
	Office string
	Size   int64 // entries
	Root   tlog.Hash
	At     int64 // microseconds since 1970, UTC
}

const (
	originPrefix = "nghi-su/"
	checkTime    = "2006-01-02T15:04:05.000000Z"
	// maxCheckpoint bounds a signed checkpoint in bytes; witnesses may add
	// signatures of their own.
	maxCheckpoint = 16 << 10
)

// Origin gives the name of an office's log, which is also the name of its keys.
func Origin(office string) string { return originPrefix + office }

// NewKey makes an Ed25519 key for an office: the signer key, which is secret,
// and the verifier key, which is published. Both are the text forms that
// golang.org/x/mod/sumdb/note reads. random is crypto/rand.Reader in production.
func NewKey(random io.Reader, office string) (signer, verifier string, err error) {
	if !isKey(office) {
		return "", "", fmt.Errorf("register: key: %q is not the key of an office", office)
	}
	return note.GenerateKey(random, Origin(office))
}

// Text gives the text that is signed: origin, size, root, time, a line each.
func (c Checkpoint) Text() string {
	return Origin(c.Office) + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + c.Root.String() + "\n" +
		time.UnixMicro(c.At).UTC().Format(checkTime) + "\n"
}

// Sign gives the checkpoint as a signed note, signed with a signer key made by
// [NewKey] for the same office.
func (c Checkpoint) Sign(signer string) ([]byte, error) {
	s, err := note.NewSigner(signer)
	if err != nil {
		return nil, errors.New("register: sign checkpoint: the signer key cannot be read")
	}
	if s.Name() != Origin(c.Office) {
		return nil, fmt.Errorf("register: sign checkpoint: the key is of %q, the checkpoint of %q", s.Name(), Origin(c.Office))
	}
	if back, err := parseCheckpoint(c.Text()); err != nil || back != c {
		return nil, fmt.Errorf("register: sign checkpoint: size %d, time %d: out of range", c.Size, c.At)
	}
	return note.Sign(&note.Note{Text: c.Text()}, s)
}

// OpenCheckpoint reads a signed checkpoint and checks that one of the verifier
// keys signed it. Signatures by other keys (witnesses) are let stand.
func OpenCheckpoint(signed []byte, verifiers ...string) (Checkpoint, error) {
	v, err := newVerifiers(verifiers)
	if err != nil {
		return Checkpoint{}, err
	}
	return openCheckpoint(signed, v)
}

// newVerifiers reads verifier keys.
func newVerifiers(keys []string) (note.Verifiers, error) {
	var list []note.Verifier
	for _, k := range keys {
		v, err := note.NewVerifier(k)
		// note reads the hash in either case of letters; a key has one spelling.
		if err != nil || !strings.HasPrefix(k, fmt.Sprintf("%s+%08x+", v.Name(), v.KeyHash())) {
			return nil, fmt.Errorf("register: %q is not a verifier key (NAME+HASH+KEY)", k)
		}
		list = append(list, v)
	}
	return note.VerifierList(list...), nil
}

func openCheckpoint(signed []byte, v note.Verifiers) (Checkpoint, error) {
	if len(signed) > maxCheckpoint {
		return Checkpoint{}, fmt.Errorf("register: checkpoint: %d bytes, at most %d are allowed", len(signed), maxCheckpoint)
	}
	n, err := note.Open(signed, v)
	if err != nil {
		var unverified *note.UnverifiedNoteError
		var invalid *note.InvalidSignatureError
		switch {
		case errors.As(err, &unverified):
			return Checkpoint{}, errors.New("register: checkpoint: not signed by a trusted key")
		case errors.As(err, &invalid):
			return Checkpoint{}, errors.New("register: checkpoint: the signature does not fit the text: one of them was changed")
		}
		return Checkpoint{}, errors.New("register: checkpoint: not a signed note")
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	// One signature has one spelling: base64 leaves spare bits in its last letter.
	for _, s := range append(n.UnverifiedSigs, n.Sigs...) {
		if _, ok := decode64(s.Base64); !ok {
			return Checkpoint{}, errors.New("register: checkpoint: a signature is not written in canonical base64")
		}
	}
	for _, s := range n.Sigs {
		if s.Name == Origin(c.Office) {
			return c, nil
		}
	}
	return Checkpoint{}, fmt.Errorf("register: checkpoint: signed by a key of another log than %s", Origin(c.Office))
}

// parseCheckpoint reads the text of a checkpoint and nothing but it.
func parseCheckpoint(text string) (Checkpoint, error) {
	bad := errors.New("register: checkpoint: the text is not origin, size, root and time, a line each")
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[4] != "" {
		return Checkpoint{}, bad
	}
	office, ok := strings.CutPrefix(lines[0], originPrefix)
	size, err1 := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := tlog.ParseHash(lines[2])
	at, err3 := time.Parse(checkTime, lines[3])
	c := Checkpoint{Office: office, Size: size, Root: root, At: at.UnixMicro()}
	if !ok || !isKey(office) || err1 != nil || err2 != nil || err3 != nil || size < 0 || size > maxInt || c.Text() != text {
		return Checkpoint{}, bad
	}
	return c, nil
}
