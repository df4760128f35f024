package register

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// Folding in any portions must store the hashes that tlog stores one by one,
// and give its roots.
func TestFoldAgreesWithTlog(t *testing.T) {
	var leaves [][]byte
	want := &memory{}
	for i := range int64(130) {
		leaf := fmt.Appendf(nil, "leaf %d", i)
		leaves = append(leaves, leaf)
		h, err := tlog.StoredHashes(i, leaf, want)
		if err != nil {
			t.Fatal(err)
		}
		want.stored = append(want.stored, h...)
	}
	for _, portion := range []int{1, 2, 3, 7, 64, 130} {
		got, size := &memory{}, int64(0)
		for part := range slices.Chunk(leaves, portion) {
			f, err := Fold(size, part, got)
			if err != nil {
				t.Fatal(err)
			}
			if f.First != int64(len(got.stored)) || f.Size != size+int64(len(part)) {
				t.Fatalf("portions of %d: first %d, size %d", portion, f.First, f.Size)
			}
			got.stored = append(got.stored, f.Hashes...)
			size = f.Size
			if root, err := Root(size, want); err != nil || root != f.Root {
				t.Fatalf("portions of %d: root of %d entries differs (%v)", portion, size, err)
			}
		}
		if !slices.Equal(got.stored, want.stored) {
			t.Errorf("portions of %d: stored hashes differ", portion)
		}
	}
	for i := range int64(130) {
		first, count := EntryHashes(i)
		if next, _ := EntryHashes(i + 1); first+int64(count) != next {
			t.Errorf("entry %d has %d hashes from %d, the next begins at %d", i, count, first, next)
		}
	}
}

func TestFoldNothing(t *testing.T) {
	f, err := Fold(0, nil, nil)
	if err != nil || f.Size != 0 || len(f.Hashes) != 0 || hex.EncodeToString(f.Root[:]) != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("folding nothing into nothing: %+v, %v", f, err)
	}
	if _, err := Fold(-1, nil, nil); err == nil {
		t.Error("a negative size is folded")
	}
	bad := tlog.HashReaderFunc(func([]int64) ([]tlog.Hash, error) { return nil, errors.New("no store") })
	if _, err := Fold(5, nil, bad); err == nil {
		t.Error("folded without reading")
	}
	short := tlog.HashReaderFunc(func([]int64) ([]tlog.Hash, error) { return nil, nil })
	if _, err := Fold(5, nil, short); err == nil {
		t.Error("folded on too few hashes")
	}
}

func TestProofs(t *testing.T) {
	const size = 37
	m := newMemory(t, 1)
	var heads []Checkpoint
	heads = append(heads, m.head(t))
	for i := range int64(size) {
		m.add(t, m.testAct(i))
		heads = append(heads, m.head(t))
	}
	last := heads[size]
	for i := range int64(size) {
		p, err := ProveEntry(size, i, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckEntry(last, i, m.leaves[i], p); err != nil {
			t.Errorf("entry %d: %v", i, err)
		}
		if CheckEntry(last, i, append([]byte("x"), m.leaves[i]...), p) == nil || CheckEntry(last, (i+1)%size, m.leaves[i], p) == nil ||
			CheckEntry(last, i, m.leaves[i], p[1:]) == nil || CheckEntry(heads[i], i, m.leaves[i], p) == nil {
			t.Errorf("entry %d: a wrong proof passes", i)
		}
		g, err := ProveGrowth(size, i, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckGrowth(last, heads[i], g); err != nil {
			t.Errorf("growth from %d: %v", i, err)
		}
		other := heads[i]
		other.Root[3] ^= 1
		if i > 0 && CheckGrowth(last, other, g) == nil || CheckGrowth(heads[i], last, g) == nil {
			t.Errorf("growth from %d: a wrong proof passes", i)
		}
	}
	if CheckEntry(last, -1, nil, nil) == nil || CheckEntry(last, size, nil, nil) == nil {
		t.Error("an entry outside the log passes")
	}
	same := last
	if err := CheckGrowth(last, same, nil); err != nil {
		t.Error(err)
	}
	if same.Root[0] ^= 1; CheckGrowth(last, same, nil) == nil {
		t.Error("two roots of one size pass")
	}
	if same = last; CheckGrowth(Checkpoint{Office: "x", Size: size}, same, nil) == nil {
		t.Error("two offices pass")
	}
}

func TestEntryProof(t *testing.T) {
	m := filled(t, 1, 12)
	path, err := ProveEntry(12, 5, m)
	if err != nil {
		t.Fatal(err)
	}
	p := EntryProof{Entry: 5, Leaf: m.leaves[5], Path: path, Checkpoint: m.checkpoints[0]}
	raw := p.Encode()
	back, err := DecodeEntryProof(raw)
	if err != nil {
		t.Fatal(err)
	}
	act, head, err := back.Verify(m.key)
	if err != nil || act.ID != m.testAct(5).ID || head.Size != 12 {
		t.Fatalf("%+v %+v %v", act, head, err)
	}
	for i := range raw {
		for _, bit := range []byte{0x01, 0x20} {
			bent := slices.Clone(raw)
			bent[i] ^= bit
			if p, err := DecodeEntryProof(bent); err == nil {
				if _, _, err := p.Verify(m.key); err == nil {
					t.Fatalf("byte %d changed, and the proof still holds: %s", i, bent)
				}
			}
		}
	}
	stranger := newMemory(t, 2)
	if _, _, err := back.Verify(stranger.key); err == nil {
		t.Error("the proof holds under another key")
	}
}

// BenchmarkFold folds one leaf at a time into a growing log.
func BenchmarkFold(b *testing.B) {
	m := newMemory(b, 1)
	leaf := [][]byte{make([]byte, 1000)}
	for b.Loop() {
		f, err := Fold(int64(len(m.leaves)), leaf, m)
		if err != nil {
			b.Fatal(err)
		}
		m.leaves, m.stored = append(m.leaves, nil), append(m.stored, f.Hashes...)
	}
}

// BenchmarkFoldMany folds 1,000 leaves at once.
func BenchmarkFoldMany(b *testing.B) {
	leaves := make([][]byte, 1000)
	for i := range leaves {
		leaves[i] = make([]byte, 1000)
	}
	for b.Loop() {
		if _, err := Fold(0, leaves, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/leaf")
}
