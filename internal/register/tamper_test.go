package register

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// linesOf gives the lines of a file and the indexes of those that are entries.
func linesOf(file string) (lines []string, entries []int) {
	lines = strings.SplitAfter(strings.TrimSuffix(file, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	for i, l := range lines {
		if strings.HasPrefix(l, `{"contents"`) {
			entries = append(entries, i)
		}
	}
	return lines, entries
}

func TestTruncatedExport(t *testing.T) {
	m := filled(t, 5, 3, 2)
	file := m.export(t)
	for n := range file {
		r := verifyFile(t, file[:n], m.trusting())
		whole := int64(strings.Count(file[:n], `{"contents"`)) // entries begun
		if n > 0 && strings.HasPrefix(file[n:], `{"contents"`) == false && !strings.HasSuffix(file[:n], "\n") {
			if at := strings.LastIndex(file[:n], "\n") + 1; strings.HasPrefix(file[at:n], `{"contents"`) {
				whole-- // the last one is cut
			}
		}
		if r.OK {
			t.Fatalf("cut at byte %d, and found sound", n)
		}
		if r.FirstBad != nil && *r.FirstBad != whole {
			t.Fatalf("cut at byte %d with %d whole entries: %+v", n, whole, r)
		}
		if strings.HasSuffix(file[:n], "\n") && strings.HasPrefix(file[n:], `{"contents"`) {
			wantBad(t, "cut before an entry", r, BadLine, whole)
		}
	}
	wantBad(t, "garbage after the end", verifyFile(t, file+"\n", m.trusting()), BadTrailing, -1)
	wantBad(t, "two exports", verifyFile(t, file+file, m.trusting()), BadTrailing, -1)
	wantBad(t, "empty", verifyFile(t, "", m.trusting()), BadHeader, -1)
	wantBad(t, "other format", verifyFile(t, `{"format":"nghi-su/export/2"}`+"\n", m.trusting()), BadHeader, -1)
	wantBad(t, "a long line", verifyFile(t, strings.Repeat("x", MaxLine+2), m.trusting()), BadHeader, -1)
	lines, _ := linesOf(file)
	long := lines[0] + `{"contents":[],"entry":0,"hashes":[],"leaf":"` + strings.Repeat("x", MaxLine) + `"}` + "\n"
	wantBad(t, "a long entry", verifyFile(t, long, m.trusting()), BadLine, 0)
}

func TestRearrangedExport(t *testing.T) {
	m := filled(t, 6, 9, 4)
	lines, at := linesOf(m.export(t))
	file := func(change func(l []string) []string) string {
		return strings.Join(change(slices.Clone(lines)), "")
	}
	renumber := func(l []string) []string {
		n := 0
		for i := range l {
			if j := strings.Index(l[i], `"entry":`); strings.HasPrefix(l[i], `{"contents"`) {
				end := j + strings.IndexByte(l[i][j:], ',')
				l[i] = l[i][:j] + fmt.Sprintf(`"entry":%d`, n) + l[i][end:]
				n++
			}
		}
		return l
	}
	for _, c := range []struct {
		name   string
		code   Code
		entry  int64
		change func(l []string) []string
	}{
		{"two entries exchanged", BadOrder, 5, func(l []string) []string { l[at[5]], l[at[6]] = l[at[6]], l[at[5]]; return l }},
		{"two entries exchanged and renumbered", "", 5, func(l []string) []string {
			l[at[5]], l[at[6]] = l[at[6]], l[at[5]]
			return renumber(l)
		}},
		{"an entry doubled", BadOrder, 6, func(l []string) []string { return slices.Insert(l, at[6], l[at[5]]) }},
		{"an entry doubled and renumbered", "", 6, func(l []string) []string { return renumber(slices.Insert(l, at[6], l[at[5]])) }},
		{"an entry left out", BadOrder, 5, func(l []string) []string { return slices.Delete(l, at[5], at[5]+1) }},
		{"an entry left out and renumbered", "", 5, func(l []string) []string { return renumber(slices.Delete(l, at[5], at[5]+1)) }},
		{"the checkpoint left out", BadEnd, -1, func(l []string) []string { return slices.Delete(l, at[3]+1, at[3]+2) }},
		{"the last checkpoint left out", BadEnd, 4, func(l []string) []string { return slices.Delete(l, at[8]+1, at[8]+2) }},
		{"checkpoints exchanged", BadCheckpoint, -1, func(l []string) []string { l[at[3]+1], l[at[8]+1] = l[at[8]+1], l[at[3]+1]; return l }},
		{"a checkpoint twice", BadCheckpoint, -1, func(l []string) []string { return slices.Insert(l, at[3]+1, l[at[3]+1]) }},
		{"a space in a line", BadLine, 2, func(l []string) []string { l[at[2]] = strings.Replace(l[at[2]], ",", ", ", 1); return l }},
		{"an empty line", BadLine, 2, func(l []string) []string { return slices.Insert(l, at[2], "\n") }},
		{"a field more", BadLine, 2, func(l []string) []string {
			l[at[2]] = strings.Replace(l[at[2]], `,"leaf"`, `,"i":1,"leaf"`, 1)
			return l
		}},
		{"no footer", BadLine, -1, func(l []string) []string { return l[:len(l)-1] }},
	} {
		wantBad(t, c.name, verifyFile(t, file(c.change), m.trusting()), c.code, c.entry)
	}
}

func TestContents(t *testing.T) {
	m := filled(t, 7, 8, 3)
	id := m.ids[4][0]
	kept := m.contents[id]

	// Erased: the proofs stand, the report names it and misses the act.
	delete(m.contents, id)
	r := verifyFile(t, m.export(t), m.trusting(m.checkpoints...))
	if !r.OK || !slices.Equal(r.Erased, []string{id}) || !slices.Equal(r.ErasedWithoutAct, []string{id}) {
		t.Errorf("erased content: %+v", r)
	}
	a := m.testAct(8)
	a.Events = []Event{{ErasureEvent, 1, json.RawMessage(`{"contents":["` + id + `"]}`)}}
	m.add(t, a)
	m.seal(t)
	r = verifyFile(t, m.export(t), m.trusting())
	if !r.OK || len(r.Erased) != 1 || len(r.ErasedWithoutAct) != 0 {
		t.Errorf("erased by an act: %+v", r)
	}

	other := m.contents[m.ids[5][0]]
	for name, c := range map[string]Content{
		"value":   {ID: id, Salt: kept.Salt, Value: kept.Value + " "},
		"salt":    {ID: id, Salt: other.Salt, Value: kept.Value},
		"no salt": {ID: id, Value: kept.Value},
		"swapped": {ID: id, Salt: other.Salt, Value: other.Value},
	} {
		m.contents[id] = c
		wantBad(t, name, verifyFile(t, m.export(t), m.trusting()), BadContent, 4)
		got, err := Verify(m.source(), m.trusting())
		if err != nil {
			t.Fatal(err)
		}
		wantBad(t, name+" in the store", got, BadContent, 4)
	}
	m.contents[id] = kept
	m.ids[6], m.ids[7] = m.ids[7], m.ids[6]
	got, err := Verify(m.source(), m.trusting())
	if err != nil {
		t.Fatal(err)
	}
	wantBad(t, "contents of another entry", got, BadContent, 6)
	if err := WriteExport(&bytes.Buffer{}, m.source()); err == nil {
		t.Error("contents of another entry are exported")
	}
	m.ids[6], m.ids[7] = m.ids[7], m.ids[6]

	lines, at := linesOf(m.export(t))
	first := lines[at[2]][:strings.Index(lines[at[2]], `},`)+2]
	lines[at[2]] = strings.Replace(lines[at[2]], first, `{"contents":[`, 1)
	wantBad(t, "a content left out of the list", verifyFile(t, strings.Join(lines, ""), m.trusting()), BadContent, 2)
}

func TestGapsInSequences(t *testing.T) {
	m := newMemory(t, 8)
	for i := range int64(4) {
		m.add(t, m.testAct(i))
	}
	m.testAct(4) // recorded, then taken out before it was folded
	m.add(t, m.testAct(5))
	m.add(t, m.testAct(6))
	m.seqs[testOther] = 0 // numbered anew
	m.add(t, m.testAct(8))
	m.seal(t)
	r := verifyFile(t, m.export(t), m.trusting())
	wantBad(t, "gap", r, BadSequence, 5)
	want := []Gap{{Body: testBody, After: 3, Next: 5, Entry: 5}, {Body: testOther, After: 2, Next: 1, Entry: 6}}
	if !slices.Equal(r.Gaps, want) {
		t.Errorf("gaps %+v, want %+v", r.Gaps, want)
	}
	first := newMemory(t, 9)
	first.testAct(0)
	first.add(t, first.testAct(1))
	first.seal(t)
	wantBad(t, "the first act is missing", verifyFile(t, first.export(t), first.trusting()), BadSequence, 0)

	also := newMemory(t, 10)
	a := also.testAct(0)
	a.Also = []BodySeq{{testOther, 1}, {"x", 2}}
	also.add(t, a)
	also.seqs[testOther]++
	also.add(t, also.testAct(2))
	also.seal(t)
	r = verifyFile(t, also.export(t), also.trusting())
	if !slices.Equal(r.Gaps, []Gap{{Body: "x", After: 0, Next: 2, Entry: 0}}) {
		t.Errorf("an act of several bodies: %+v", r)
	}
}
