package register

import (
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// segment holds the entries read since an anchor: a size at which the root was
// the signed one. Below the anchor everything is known to be as recorded.
type segment struct {
	start  int64       // size at the anchor
	peaks  []tlog.Hash // complete subtrees at the anchor, largest first
	leaves []tlog.Hash // hashes of the leaves as read
	stored [][]tlog.Hash
	blamed []int64 // entries that do not match their stored hash
	odd    []int64 // entries whose inner stored hashes do not follow from the leaves
}

func (s *segment) add(leaf tlog.Hash, stored []tlog.Hash) {
	s.leaves = append(s.leaves, leaf)
	s.stored = append(s.stored, stored)
}

func (s *segment) blame(n int64)     { s.blamed = append(s.blamed, n) }
func (s *segment) noteInner(n int64) { s.odd = append(s.odd, n) }

// inner gives the first entry whose inner hashes are wrong.
func (s *segment) inner() (int64, bool) {
	if len(s.odd) == 0 {
		return 0, false
	}
	return s.odd[0], true
}

// locate gives the first entry, as [lo, hi), at which the log of a given size
// parts from a signed root.
//
// It goes down from the root. A subtree whose signed hash is known is sound if
// its leaves give that hash. If not, the hashes of its halves, as stored or as
// the leaves give them, that together give the signed hash are themselves
// beyond doubt, since no other pair can; so the walk goes on in the half that is
// not sound, to a single entry. Where no pair fits, stored hashes were changed
// along with leaves and the walk can say no more than: within this subtree.
func (s *segment) locate(size int64, root tlog.Hash) (lo, hi int64) {
	lo, hi, ok := s.descend(0, size, root)
	if !ok {
		return s.start, size // the caller saw the root differ; nothing finer is known
	}
	if hi > lo+1 {
		// An entry already known to be bad explains the subtree.
		for _, n := range s.blamed {
			if n >= lo && n < hi {
				return n, n + 1
			}
		}
	}
	return lo, hi
}

func (s *segment) descend(lo, hi int64, signed tlog.Hash) (int64, int64, bool) {
	read := s.read(lo, hi)
	if read == signed {
		return 0, 0, false
	}
	if hi <= s.start || hi == lo+1 {
		return lo, hi, true
	}
	mid := lo + half(hi-lo)
	readLeft, readRight := s.read(lo, mid), s.read(mid, hi)
	for _, pair := range [][2]tlog.Hash{
		{s.kept(lo, mid), s.kept(mid, hi)},
		{readLeft, s.kept(mid, hi)},
		{s.kept(lo, mid), readRight},
	} {
		if tlog.NodeHash(pair[0], pair[1]) != signed {
			continue
		}
		if a, b, ok := s.descend(lo, mid, pair[0]); ok {
			return a, b, true
		}
		return s.descend(mid, hi, pair[1])
	}
	return max(lo, s.start), hi, true
}

// half gives the size of the left half of a tree: the largest power of two
// smaller than its size.
func half(n int64) int64 {
	k := int64(1)
	for 2*k < n {
		k *= 2
	}
	return k
}

// read gives the hash of entries lo to hi−1 that follows from the leaves as
// read, and below the anchor from its peaks.
func (s *segment) read(lo, hi int64) tlog.Hash {
	if hi <= s.start {
		return s.peak(lo, hi)
	}
	if hi == lo+1 {
		return s.leaves[lo-s.start]
	}
	mid := lo + half(hi-lo)
	return tlog.NodeHash(s.read(lo, mid), s.read(mid, hi))
}

// kept gives the hash of entries lo to hi−1 as it was stored.
func (s *segment) kept(lo, hi int64) tlog.Hash {
	if hi <= s.start {
		return s.peak(lo, hi)
	}
	n := hi - lo
	if n&(n-1) != 0 { // not complete: never stored, only its parts
		mid := lo + half(n)
		return tlog.NodeHash(s.kept(lo, mid), s.kept(mid, hi))
	}
	level := 0
	for n > 1 {
		n, level = n/2, level+1
	}
	if stored := s.stored[hi-1-s.start]; level < len(stored) {
		return stored[level]
	}
	return tlog.Hash{}
}

// peak gives the root of a subtree below the anchor. The walk crosses the
// anchor only along its peaks; incomplete ranges are joined from them.
func (s *segment) peak(lo, hi int64) tlog.Hash {
	at, i := int64(0), 0
	for rest := s.start; rest > 0; i++ {
		n := int64(1)
		for 2*n <= rest {
			n *= 2
		}
		if at == lo && at+n == hi {
			return s.peaks[i]
		}
		at, rest = at+n, rest-n
	}
	mid := lo + half(hi-lo)
	if hi <= lo+1 {
		return tlog.Hash{}
	}
	return tlog.NodeHash(s.peak(lo, mid), s.peak(mid, hi))
}

// clone keeps an anchor independent of the tree that goes on growing.
func (t *tree) clone() []tlog.Hash { return slices.Clone(t.peaks) }
