package register

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// memory is a register held in memory, as the store would hold it.
type memory struct {
	office      string
	signer, key string
	leaves      [][]byte
	contents    map[string]Content // by id
	ids         [][]string         // content ids of each leaf
	stored      []tlog.Hash
	checkpoints [][]byte
	seqs        map[string]int64
}

const (
	signAt    = int64(1_767_225_600_000_000) // 2026-01-01 00:00 UTC
	testBody  = "ban-chi-dao-vi-du"
	testOther = "to-cong-tac-vi-du"
)

// noise is a source of bytes that depends on the seed alone.
func noise(seed uint64) *rand.ChaCha8 {
	var s [32]byte
	for i := range 8 {
		s[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(s)
}

func newMemory(t testing.TB, seed uint64) *memory {
	t.Helper()
	m := &memory{office: "van-phong-thu", contents: map[string]Content{}, seqs: map[string]int64{}}
	var err error
	if m.signer, m.key, err = NewKey(noise(seed), m.office); err != nil {
		t.Fatal(err)
	}
	return m
}

// ReadHashes makes the memory a tlog.HashReader.
func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(m.stored)) {
			return nil, fmt.Errorf("no stored hash %d", x)
		}
		out[i] = m.stored[x]
	}
	return out, nil
}

// testAct gives an act with two texts, of the body whose turn it is.
func (m *memory) testAct(n int64) Act {
	body := testBody
	if n%3 == 2 {
		body = testOther
	}
	m.seqs[body]++
	return Act{
		V: 1, Office: m.office, Body: body, BodySeq: m.seqs[body],
		ID: fmt.Sprintf("01980000-0000-7000-8000-%012x", n), At: signAt + n*1_000_000,
		Actor:  Actor{Party: Party{Person: "uy-vien-3", Capacity: Capacity{Seat, fmt.Sprintf("ghe-%d", n%7)}}, Via: ViaWeb},
		Name:   "meeting.convene",
		Input:  json.RawMessage(fmt.Sprintf(`{"title":{"§":"Phiên họp số %d"},"start":%d}`, n, signAt+n)),
		Ruling: json.RawMessage(`{"allowed":true,"clauses":["quy-che/4.2.a"]}`),
		Events: []Event{{"meeting.convened", 1, json.RawMessage(fmt.Sprintf(`{"title":{"§":"Phiên họp số %d"},"note":{"§":"Ghi chú \"%d\"\n…"}}`, n, n))}},
	}
}

// add records an act and folds it into the log.
func (m *memory) add(t testing.TB, a Act) {
	t.Helper()
	sealed, contents, err := Seal(a, noise(uint64(len(m.leaves))+77))
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := EncodeLeaf(sealed)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range contents {
		m.contents[c.ID] = c
		ids = append(ids, c.ID)
	}
	m.fold(t, leaf, ids)
}

func (m *memory) fold(t testing.TB, leaf []byte, ids []string) {
	t.Helper()
	f, err := Fold(int64(len(m.leaves)), [][]byte{leaf}, m)
	if err != nil {
		t.Fatal(err)
	}
	m.leaves, m.ids, m.stored = append(m.leaves, leaf), append(m.ids, ids), append(m.stored, f.Hashes...)
}

// head gives the checkpoint of the log as it is.
func (m *memory) head(t testing.TB) Checkpoint {
	t.Helper()
	size := int64(len(m.leaves))
	root, err := Root(size, m)
	if err != nil {
		t.Fatal(err)
	}
	return Checkpoint{Office: m.office, Size: size, Root: root, At: signAt + size*1_000_000}
}

// seal signs the head and keeps it.
func (m *memory) seal(t testing.TB) []byte {
	t.Helper()
	signed, err := m.head(t).Sign(m.signer)
	if err != nil {
		t.Fatal(err)
	}
	m.checkpoints = append(m.checkpoints, signed)
	return signed
}

// filled gives a register of n acts with checkpoints at the given sizes and at
// the end.
func filled(t testing.TB, seed uint64, n int64, checkpoints ...int64) *memory {
	t.Helper()
	m := newMemory(t, seed)
	for i := range n {
		m.add(t, m.testAct(i))
		if slices.Contains(checkpoints, i+1) && i+1 != n {
			m.seal(t)
		}
	}
	m.seal(t)
	return m
}

// source gives the register for export or verification.
func (m *memory) source() Source {
	return Source{Office: m.office, Keys: []string{m.key}, Entries: int64(len(m.leaves)), Records: Merge(m.entries, list(m.checkpoints))}
}

func (m *memory) entries(yield func(Entry, error) bool) {
	for i := range m.leaves {
		first, count := EntryHashes(int64(i))
		e := Entry{Index: int64(i), Leaf: m.leaves[i], Hashes: m.stored[first : first+int64(count)]}
		for _, id := range m.ids[i] {
			if c, ok := m.contents[id]; ok {
				e.Contents = append(e.Contents, c)
			}
		}
		if !yield(e, nil) {
			return
		}
	}
}

func list(all [][]byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, x := range all {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// export gives the register as a file.
func (m *memory) export(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteExport(&b, m.source()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// trusting gives options that trust the register's key.
func (m *memory) trusting(older ...[]byte) Options {
	return Options{TrustedKeys: []string{m.key}, Older: older}
}

// verifyFile verifies a file; reading a string cannot fail.
func verifyFile(t testing.TB, file string, o Options) Report {
	t.Helper()
	r, err := VerifyExport(strings.NewReader(file), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// wantBad checks a report against the expected fault; entry −1 means none to
// blame, code "" any code.
func wantBad(t testing.TB, name string, r Report, code Code, entry int64) {
	t.Helper()
	got := int64(-1)
	if r.FirstBad != nil {
		got = *r.FirstBad
	}
	if r.OK || got != entry || code != "" && r.Reason.Code != code {
		t.Errorf("%s: ok %v, first bad %d, reason %+v; want %q at %d", name, r.OK, got, r.Reason, code, entry)
	}
	if !r.OK && (r.Reason.Vi == "" || r.Reason.En == "" || r.Reason.Code == "") {
		t.Errorf("%s: the reason is not told: %+v", name, r.Reason)
	}
}
