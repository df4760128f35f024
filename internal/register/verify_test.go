package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func TestSoundRegister(t *testing.T) {
	m := filled(t, 1, 40, 3, 8, 9, 32)
	file := m.export(t)
	for name, r := range map[string]func() (Report, error){
		"file":   func() (Report, error) { return VerifyExport(strings.NewReader(file), m.trusting(m.checkpoints...)) },
		"source": func() (Report, error) { return Verify(m.source(), m.trusting(m.checkpoints...)) },
	} {
		got, err := r()
		if err != nil || !got.OK || got.Entries != 40 || got.Root != m.head(t).Root.String() || got.FirstBad != nil ||
			!got.KeyTrusted || got.Checkpoints != 10 || len(got.Gaps) != 0 || len(got.Erased) != 0 {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	r := verifyFile(t, file, Options{})
	if !r.OK || r.KeyTrusted {
		t.Errorf("without a key of one's own: %+v", r)
	}
	raw, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(raw), `"ok":true,"entries":40,"root":"`) || !strings.Contains(string(raw), `"first_bad":null`) {
		t.Errorf("as JSON: %s", raw)
	}
}

func TestEmptyRegister(t *testing.T) {
	m := newMemory(t, 1)
	if r := verifyFile(t, m.export(t), m.trusting()); !r.OK || r.Entries != 0 {
		t.Errorf("without anything: %+v", r)
	}
	first := m.seal(t)
	if r := verifyFile(t, m.export(t), m.trusting(first)); !r.OK || r.Checkpoints != 2 {
		t.Errorf("with a checkpoint of nothing: %+v", r)
	}
}

// Every byte of 200 leaves is changed, one at a time, as somebody would who can
// write to the database. Each change must be found at its entry.
func TestEveryByteOfLeaves(t *testing.T) {
	const logs, size = 50, 4
	for l := range logs {
		t.Run(fmt.Sprint(l), func(t *testing.T) {
			t.Parallel()
			m := newMemory(t, uint64(l))
			for i := range int64(size) {
				a := m.testAct(i)
				a.Input, a.Ruling = nil, nil // small leaves, to be quick
				a.Events[0].Data = json.RawMessage(`{"n":{"§":"Ghi chú"}}`)
				m.add(t, a)
			}
			m.seal(t)
			quick := &remembering{Verifier: mustVerifier(t, m.key)}
			rnd := rand.New(noise(uint64(l)))
			for n := range m.leaves {
				good := m.leaves[n]
				bent := slices.Clone(good)
				m.leaves[n] = bent
				for i := range bent {
					bent[i] ^= byte(1 + rnd.IntN(255))
					v := newVerifier(m.source(), m.trusting())
					v.keys = note.VerifierList(quick)
					err := v.walk()
					r := v.report()
					if err != nil || r.OK || r.FirstBad == nil || *r.FirstBad != int64(n) || *r.Until != int64(n)+1 {
						t.Fatalf("entry %d byte %d: %+v %v", n, i, r, err)
					}
					bent[i] = good[i]
				}
				m.leaves[n] = good
			}
		})
	}
}

// remembering checks a signature once, since the checkpoint never changes here
// and the arithmetic would take longer than all the rest.
type remembering struct {
	note.Verifier
	text, sig []byte
}

func (r *remembering) Verify(text, sig []byte) bool {
	if bytes.Equal(text, r.text) && bytes.Equal(sig, r.sig) {
		return true
	}
	if !r.Verifier.Verify(text, sig) {
		return false
	}
	r.text, r.sig = slices.Clone(text), slices.Clone(sig)
	return true
}

// One random byte of each of 2,000 more leaves, in longer logs.
func TestOneByteOfManyLeaves(t *testing.T) {
	const logs, size = 20, 100
	for l := range logs {
		t.Run(fmt.Sprint(l), func(t *testing.T) {
			t.Parallel()
			m := filled(t, 1000+uint64(l), size, 17, 64, int64(l))
			rnd := rand.New(noise(uint64(l)))
			for n := range m.leaves {
				good := m.leaves[n]
				m.leaves[n] = slices.Clone(good)
				i := rnd.IntN(len(good))
				m.leaves[n][i] ^= byte(1 + rnd.IntN(255))
				r, err := Verify(m.source(), m.trusting())
				if err != nil || r.OK || r.FirstBad == nil || *r.FirstBad != int64(n) {
					t.Fatalf("entry %d byte %d: %+v %v", n, i, r, err)
				}
				m.leaves[n] = good
			}
		})
	}
}

// Every byte of an export is changed, in two ways. Each change must be found,
// and one within the line of an entry must be found at that entry.
func TestEveryByteOfAnExport(t *testing.T) {
	m := filled(t, 4, 3, 1)
	delete(m.contents, m.ids[1][0])
	file := []byte(m.export(t))
	entry, line := int64(-1), []byte(nil)
	rest := file
	for i := range file {
		if i == 0 || file[i-1] == '\n' {
			line, rest, _ = bytes.Cut(rest, []byte("\n"))
			entry = -1
			if bytes.HasPrefix(line, []byte(`{"contents"`)) {
				if _, err := fmt.Sscanf(string(line[bytes.Index(line, []byte(`"entry":`)):]), `"entry":%d`, &entry); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, bit := range []byte{0x01, 0x20} {
			file[i] ^= bit
			r := verifyFile(t, string(file), m.trusting())
			switch {
			case r.OK:
				t.Fatalf("byte %d (%s): the change is not seen", i, line)
			case entry >= 0 && (r.FirstBad == nil || *r.FirstBad != entry):
				t.Fatalf("byte %d of entry %d becomes %q: %+v", i, entry, file[i], r)
			}
			file[i] ^= bit
		}
	}
}

// A log written anew from some act on, and signed with the true key, agrees
// with itself but not with a checkpoint given away before.
func TestRewrittenLog(t *testing.T) {
	old := filled(t, 11, 20, 5, 10)
	anew := newMemory(t, 11) // the same key
	for i := range int64(20) {
		a := anew.testAct(i)
		if i == 7 {
			a.Input = json.RawMessage(`{"title":{"§":"Việc khác"}}`)
		}
		anew.add(t, a)
		if i == 4 || i == 9 || i == 15 {
			anew.seal(t)
		}
	}
	anew.seal(t)
	file := anew.export(t)
	if r := verifyFile(t, file, anew.trusting()); !r.OK {
		t.Fatalf("by itself: %+v", r)
	}
	if r := verifyFile(t, file, anew.trusting(old.checkpoints[0])); !r.OK {
		t.Errorf("against a checkpoint before the change: %+v", r)
	}
	r := verifyFile(t, file, anew.trusting(old.checkpoints[0], old.checkpoints[1]))
	wantBad(t, "against a checkpoint after the change", r, BadOlder, 5)
	if r.Until == nil || *r.Until != 10 {
		t.Errorf("the change lies before %v, want 10", r.Until)
	}
	r = verifyFile(t, file, anew.trusting(old.checkpoints[2]))
	wantBad(t, "against the last checkpoint alone", r, BadOlder, 0)
	if *r.Until != 20 {
		t.Errorf("the change lies before %d, want 20", *r.Until)
	}

	// Shortened: the older checkpoint covers more than there is.
	short := filled(t, 11, 12, 5)
	wantBad(t, "shortened", verifyFile(t, short.export(t), short.trusting(old.checkpoints[2])), BadOlder, 12)
	// Grown: an older log's checkpoint still holds.
	long := filled(t, 11, 31)
	if r := verifyFile(t, long.export(t), long.trusting(old.checkpoints...)); !r.OK || r.Checkpoints != 4 {
		t.Errorf("grown: %+v", r)
	}
	// A single leaf changed with all stored hashes, checkpoints left as they were.
	mixed := filled(t, 11, 20, 5, 10)
	mixed.leaves, mixed.stored, mixed.ids, mixed.contents = anew.leaves, anew.stored, anew.ids, anew.contents
	r = verifyFile(t, mixed.export(t), mixed.trusting())
	wantBad(t, "old checkpoints under a new log", r, BadRoot, 5)
}

// A leaf and its stored hash changed together: the inner hashes still tell
// which pair it is, and nothing before the pair is blamed.
func TestLeafAndStoredHashChanged(t *testing.T) {
	const size = 23
	m := filled(t, 12, size, 6)
	for n := range int64(size) {
		good, stored := m.leaves[n], slices.Clone(m.stored)
		m.leaves[n] = bytes.Replace(good, []byte(`"act":"meeting.convene"`), []byte(`"act":"meeting.cancelx"`), 1)
		first, _ := EntryHashes(n)
		m.stored[first] = LeafHash(m.leaves[n])
		r, err := Verify(m.source(), m.trusting())
		if err != nil {
			t.Fatal(err)
		}
		// The last entry stands alone: no inner hash was stored over it.
		if r.OK || r.FirstBad == nil || *r.FirstBad > n || *r.Until <= n || *r.Until-*r.FirstBad > 2 && n != size-1 {
			t.Errorf("entry %d: %+v", n, r)
		}
		// And with a plain change further on, the earlier one is still named.
		if n+4 < size && (n < 6) == (n+4 < 6) {
			later := m.leaves[n+4]
			m.leaves[n+4] = append(slices.Clone(later), ' ')
			r, err := Verify(m.source(), m.trusting())
			if err != nil || r.OK || r.FirstBad == nil || *r.FirstBad > n || n-*r.FirstBad > 1 {
				t.Errorf("entries %d and %d: %+v %v", n, n+4, r, err)
			}
			m.leaves[n+4] = later
		}
		m.leaves[n], m.stored = good, stored
	}
	// Inner hashes alone: the leaves are sound, but proofs would fail.
	for i := range m.stored {
		m.stored[i][0] ^= 1
		r, err := Verify(m.source(), m.trusting())
		if err != nil || r.OK || r.FirstBad == nil {
			t.Fatalf("stored hash %d: %+v %v", i, r, err)
		}
		first, count := EntryHashes(*r.FirstBad)
		if int64(i) < first || int64(i) >= first+int64(count) || r.Reason.Code != BadStoredHash && r.Reason.Code != BadHash {
			t.Errorf("stored hash %d is blamed on entry %d (%s)", i, *r.FirstBad, r.Reason.Code)
		}
		m.stored[i][0] ^= 1
	}
}

func TestWrongKeys(t *testing.T) {
	m, other := filled(t, 13, 4), newMemory(t, 14)
	file := m.export(t)
	wantBad(t, "another key trusted", verifyFile(t, file, Options{TrustedKeys: []string{other.key}}), BadCheckpoint, -1)
	wantBad(t, "a broken key", verifyFile(t, file, Options{TrustedKeys: []string{"x"}}), BadVerification, -1)
	wantBad(t, "an older checkpoint of another key", verifyFile(t, file, m.trusting(other.seal(t))), BadVerification, -1)
	wantBad(t, "an older checkpoint that is none", verifyFile(t, file, m.trusting([]byte("x"))), BadVerification, -1)

	// Signed by another key and passed off under the file's own header.
	forged := filled(t, 14, 4)
	file = forged.export(t)
	if r := verifyFile(t, file, Options{}); !r.OK || r.KeyTrusted {
		t.Errorf("a forged register agrees with itself and says so: %+v", r)
	}
	wantBad(t, "forged", verifyFile(t, file, m.trusting()), BadCheckpoint, -1)
	// Two keys, one after the other: both are trusted.
	m.signer, m.key = other.signer, other.key
	m.add(t, m.testAct(4))
	m.seal(t)
	both := Options{TrustedKeys: []string{filled(t, 13, 1).key, other.key}}
	if r := verifyFile(t, m.export(t), both); !r.OK {
		t.Errorf("after a change of keys: %+v", r)
	}
}

func TestLeafOfAnotherOffice(t *testing.T) {
	m := newMemory(t, 15)
	m.add(t, m.testAct(0))
	a := m.testAct(1)
	a.Office = "khac"
	m.add(t, a)
	m.fold(t, []byte("not a leaf"), nil)
	m.seal(t)
	r, err := Verify(m.source(), m.trusting())
	if err != nil {
		t.Fatal(err)
	}
	wantBad(t, "an act of another office", r, BadLeaf, 1)
	wantBad(t, "in a file", verifyFile(t, m.export(t), m.trusting()), BadLeaf, 1)
}

func TestSourceFails(t *testing.T) {
	m := filled(t, 16, 3)
	src := m.source()
	src.Records = func(yield func(Record, error) bool) { yield(Record{}, errors.New("disk")) }
	if _, err := Verify(src, m.trusting()); err == nil {
		t.Error("a failing source is judged")
	}
	if err := WriteExport(&bytes.Buffer{}, src); err == nil {
		t.Error("a failing source is exported")
	}
	if err := WriteExport(failing{}, m.source()); err == nil {
		t.Error("a failing writer is not noticed")
	}
	if _, err := VerifyExport(failing{}, m.trusting()); err == nil {
		t.Error("a failing reader is judged")
	}
	src = m.source()
	src.Entries = 4
	if err := WriteExport(&bytes.Buffer{}, src); err == nil {
		t.Error("a source of fewer entries than announced is exported")
	}
	for name, change := range map[string]func(*Source){
		"office":     func(s *Source) { s.Office = "Văn phòng" },
		"checkpoint": func(s *Source) { s.Records = Merge(m.entries, list([][]byte{[]byte("x")})) },
		"order": func(s *Source) {
			s.Records = func(yield func(Record, error) bool) { yield(Record{Entry: &Entry{Index: 1, Leaf: m.leaves[1]}}, nil) }
		},
		"no text": func(s *Source) {
			s.Records = func(yield func(Record, error) bool) { yield(Record{Entry: &Entry{Leaf: []byte("\xff")}}, nil) }
		},
		"broken merge": func(s *Source) {
			s.Records = Merge(func(yield func(Entry, error) bool) { yield(Entry{}, errors.New("disk")) }, list(nil))
		},
		"broken checkpoints": func(s *Source) {
			s.Records = Merge(m.entries, func(yield func([]byte, error) bool) { yield(nil, errors.New("disk")) })
		},
	} {
		src := m.source()
		change(&src)
		if err := WriteExport(&bytes.Buffer{}, src); err == nil {
			t.Errorf("%s: exported", name)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }
func (failing) Read([]byte) (int, error)  { return 0, errors.New("disk gone") }

func FuzzVerifyExport(f *testing.F) {
	m := filled(f, 17, 3, 1)
	file := m.export(f)
	f.Add([]byte(file))
	f.Add([]byte(strings.SplitAfter(file, "\n")[0]))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := VerifyExport(bytes.NewReader(raw), m.trusting())
		if err != nil {
			t.Fatal(err)
		}
		if r.OK && r.Entries > 0 && string(raw) != file && r.Entries >= 3 {
			t.Fatalf("another file is found sound: %q", raw)
		}
	})
}

func BenchmarkVerifyExport(b *testing.B) {
	m := filled(b, 18, 1000, 250, 500, 750)
	file := m.export(b)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if r := verifyFile(b, file, m.trusting()); !r.OK {
			b.Fatal(r.Reason)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/entry")
}

func BenchmarkWriteExport(b *testing.B) {
	m := filled(b, 19, 1000)
	for b.Loop() {
		if err := WriteExport(&bytes.Buffer{}, m.source()); err != nil {
			b.Fatal(err)
		}
	}
}
