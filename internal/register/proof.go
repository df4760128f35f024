package register

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// ProofFormat names the format of an entry's proof.
const ProofFormat = "nghi-su/proof/1"

// EntryProof is what somebody needs who holds one entry and wants to know that
// it stands in the register: the page behind the QR code of a printed document
// gives it away as a file.
type EntryProof struct {
	Entry      int64
	Leaf       []byte
	Path       tlog.RecordProof
	Checkpoint []byte // signed note
}

// Encode writes the proof as one canonical JSON object.
func (p EntryProof) Encode() []byte {
	path := value{kind: kindArray}
	for _, h := range p.Path {
		path.items = append(path.items, stringOf(h.String()))
	}
	v := object(
		member{"format", stringOf(ProofFormat)}, member{"entry", intOf(p.Entry)}, member{"leaf", stringOf(string(p.Leaf))},
		member{"path", path}, member{"checkpoint", stringOf(string(p.Checkpoint))},
	)
	return v.appendTo(nil)
}

// DecodeEntryProof reads what Encode wrote.
func DecodeEntryProof(raw []byte) (EntryProof, error) {
	if len(raw) > MaxLine {
		return EntryProof{}, fmt.Errorf("register: proof: %d bytes, at most %d are allowed", len(raw), MaxLine)
	}
	v, err := parseValue(raw, true)
	if err != nil {
		return EntryProof{}, fmt.Errorf("register: proof: %w", err)
	}
	f := fields{left: v.members}
	if f.text("format", true, anyText) != ProofFormat {
		f.fail("format", "is not "+ProofFormat)
	}
	p := EntryProof{Entry: f.count("entry"), Leaf: []byte(f.text("leaf", true, anyText)), Checkpoint: []byte(f.text("checkpoint", true, anyText))}
	p.Path = f.hashes("path")
	f.end()
	if f.err != nil {
		return EntryProof{}, fmt.Errorf("register: proof: %w", f.err)
	}
	return p, nil
}

// Verify checks the proof with verifier keys known from elsewhere and gives the
// act and the checkpoint it stands under.
func (p EntryProof) Verify(verifiers ...string) (Act, Checkpoint, error) {
	c, err := OpenCheckpoint(p.Checkpoint, verifiers...)
	if err != nil {
		return Act{}, Checkpoint{}, err
	}
	if err := CheckEntry(c, p.Entry, p.Leaf, p.Path); err != nil {
		return Act{}, Checkpoint{}, err
	}
	a, err := DecodeLeaf(p.Leaf)
	if err == nil && a.Office != c.Office {
		err = errors.New("register: proof: the act is of another office than the checkpoint")
	}
	return a, c, err
}
