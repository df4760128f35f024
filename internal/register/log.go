package register

import (
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a hash of the log: SHA-256, 32 bytes.
type Hash = tlog.Hash

// LeafHash gives the hash of a leaf in the log: SHA-256(0x00 ‖ leaf).
func LeafHash(leaf []byte) tlog.Hash { return tlog.RecordHash(leaf) }

// Folded is what folding leaves into a log gives.
type Folded struct {
	First  int64       // stored index of Hashes[0]
	Hashes []tlog.Hash // new stored hashes, to be kept in this order
	Size   int64       // entries in the log now
	Root   tlog.Hash   // root of the log now
}

// Fold adds leaves to a log of a given size. It reads the roots of the log's
// complete subtrees through read, once, at most one per bit of size; after that
// it hashes in memory. The caller stores Hashes from First on, in the
// transaction that also notes the leaves' places.
func Fold(size int64, leaves [][]byte, read tlog.HashReader) (Folded, error) {
	if size < 0 {
		return Folded{}, fmt.Errorf("register: fold: the log's size is %d", size)
	}
	t := tree{size: size}
	if size > 0 {
		indexes := peakIndexes(size)
		peaks, err := read.ReadHashes(indexes)
		if err != nil {
			return Folded{}, fmt.Errorf("register: fold: read %d hashes of a log of %d entries: %w", len(indexes), size, err)
		}
		if len(peaks) != len(indexes) {
			return Folded{}, fmt.Errorf("register: fold: %d hashes asked for, %d read", len(indexes), len(peaks))
		}
		t.peaks = append(t.peaks, peaks...)
	}
	out := Folded{First: tlog.StoredHashCount(size), Hashes: make([]tlog.Hash, 0, 2*len(leaves)+8)}
	for _, leaf := range leaves {
		out.Hashes = t.add(LeafHash(leaf), out.Hashes)
	}
	out.Size, out.Root = t.size, t.root()
	return out, nil
}

// Root gives the root of a log of a given size from its stored hashes.
func Root(size int64, read tlog.HashReader) (tlog.Hash, error) {
	return tlog.TreeHash(size, read)
}

// EntryHashes tells which stored hashes came with an entry: count of them from
// index first on. The entry's own hash is the first.
func EntryHashes(entry int64) (first int64, count int) {
	return tlog.StoredHashIndex(0, entry), 1 + bits.TrailingZeros64(uint64(entry)+1)
}

// peakIndexes lists the stored indexes of the complete subtrees that make up a
// log of a given size, largest first.
func peakIndexes(size int64) []int64 {
	var out []int64
	for level := bits.Len64(uint64(size)) - 1; level >= 0; level-- {
		if size>>level&1 == 1 {
			out = append(out, tlog.StoredHashIndex(level, size>>level-1))
		}
	}
	return out
}

// tree is a log reduced to the roots of its complete subtrees, largest first:
// all that is needed to add entries and to tell the root.
type tree struct {
	size  int64
	peaks []tlog.Hash
}

// add adds an entry and appends the hashes it completes, in stored order.
func (t *tree) add(h tlog.Hash, out []tlog.Hash) []tlog.Hash {
	out = append(out, h)
	for n := t.size; n&1 == 1; n >>= 1 {
		last := len(t.peaks) - 1
		h = tlog.NodeHash(t.peaks[last], h)
		t.peaks = t.peaks[:last]
		out = append(out, h)
	}
	t.peaks = append(t.peaks, h)
	t.size++
	return out
}

// root joins the peaks from the right.
func (t *tree) root() tlog.Hash {
	if t.size == 0 {
		h, _ := tlog.TreeHash(0, nil) // the hash of nothing, by RFC 6962
		return h
	}
	h := t.peaks[len(t.peaks)-1]
	for i := len(t.peaks) - 2; i >= 0; i-- {
		h = tlog.NodeHash(t.peaks[i], h)
	}
	return h
}

// ProveEntry gives the proof that an entry stands in a log of a given size.
func ProveEntry(size, entry int64, read tlog.HashReader) (tlog.RecordProof, error) {
	return tlog.ProveRecord(size, entry, read)
}

// CheckEntry checks that the leaf is entry number entry of the log that the
// checkpoint signs.
func CheckEntry(c Checkpoint, entry int64, leaf []byte, proof tlog.RecordProof) error {
	if entry < 0 || entry >= c.Size {
		return fmt.Errorf("register: entry %d is not in the %d entries of the checkpoint", entry, c.Size)
	}
	if err := tlog.CheckRecord(proof, c.Size, c.Root, entry, LeafHash(leaf)); err != nil {
		return fmt.Errorf("register: entry %d: the proof does not lead to the checkpoint's root: the leaf or the proof has been changed", entry)
	}
	return nil
}

// ProveGrowth gives the proof that a log of size older is the beginning of the
// log of size newer.
func ProveGrowth(newer, older int64, read tlog.HashReader) (tlog.TreeProof, error) {
	if older == 0 || older == newer {
		return nil, nil
	}
	return tlog.ProveTree(newer, older, read)
}

// CheckGrowth checks that the log of the newer checkpoint continues the log of
// the older one: nothing before the older checkpoint was changed or removed.
func CheckGrowth(newer, older Checkpoint, proof tlog.TreeProof) error {
	switch {
	case newer.Office != older.Office:
		return fmt.Errorf("register: the checkpoints are of two offices, %s and %s", newer.Office, older.Office)
	case newer.Size < older.Size:
		return fmt.Errorf("register: the log has %d entries, the older checkpoint %d: entries were removed", newer.Size, older.Size)
	case older.Size == 0:
		return nil
	case newer.Size == older.Size:
		if newer.Root != older.Root {
			return errors.New("register: two checkpoints of one size differ: the log was rewritten")
		}
		return nil
	}
	if err := tlog.CheckTree(proof, newer.Size, newer.Root, older.Size, older.Root); err != nil {
		return fmt.Errorf("register: the log of %d entries does not continue the one of %d: it was rewritten, or the proof was changed", newer.Size, older.Size)
	}
	return nil
}
