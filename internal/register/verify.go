package register

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/mod/sumdb/note"
)

// Verify checks a register against its own checkpoints and those given: every
// leaf against its hash, the leaves against the signed roots, the contents
// against the leaves, the bodies' sequences for gaps. What is wrong goes into
// the report; the error is for a source that cannot be read.
func Verify(src Source, opts Options) (Report, error) {
	v := newVerifier(src, opts)
	if err := v.walk(); err != nil {
		return Report{}, err
	}
	return v.report(), nil
}

// VerifyExport checks a file that [WriteExport] made, without anything else.
// The error is for a file that cannot be read; a file that is no export, or a
// damaged one, gives a report.
func VerifyExport(r io.Reader, opts Options) (Report, error) {
	x := &exportReader{r: bufio.NewReaderSize(r, 64<<10)}
	src, err := x.header()
	var line errLine
	if err != nil && !errors.As(err, &line) {
		return Report{}, err
	}
	src.Records = x.records
	v := newVerifier(src, opts)
	if err != nil {
		v.found, v.ended = nil, false
		v.stop(BadHeader, -1, "Dòng đầu của tệp sai: "+line.what, "the first line is wrong: "+line.what)
	}
	if err := v.walk(); err != nil {
		return Report{}, err
	}
	if f := x.footer; f != nil && !v.ended {
		if f.entries != v.tree.size || f.checkpoints != v.inFile || f.root != v.tree.root().String() {
			v.stop(BadEnd, -1, "Dòng cuối của tệp không khớp với nội dung", "the last line does not fit the file")
		} else if _, err := x.r.ReadByte(); !errors.Is(err, io.EOF) {
			v.stop(BadTrailing, -1, "Có dữ liệu thừa sau dòng cuối", "something stands after the last line")
		}
	}
	return v.report(), nil
}

// verifier walks a register once. It keeps the entries since the last
// checkpoint that held, so that a fault between two checkpoints can be located.
type verifier struct {
	src     Source
	keys    note.Verifiers
	trusted bool
	older   []Checkpoint // by size
	tree    tree         // of the leaves as read
	segment segment      // what was read since the anchor
	inFile  int64        // checkpoints of the register itself
	lastAt  int64        // size of the last of them
	held    int64        // size of the last older checkpoint that held
	checked int
	seqs    map[string]int64
	lost    bool // an act could not be read, so sequences cannot be followed
	gaps    []Gap
	erased  []string
	byAct   map[string]bool // contents erased by an act on record

	found  *finding // the earliest fault so far
	broken bool     // leaves and stored hashes disagree: settle at the next checkpoint
	ended  bool
}

// finding is a fault at an entry, or at none (entry −1).
type finding struct {
	entry, until int64
	reason       Reason
}

// newVerifier takes the options in; what is wrong with them ends the walk.
func newVerifier(src Source, opts Options) *verifier {
	v := &verifier{src: src, trusted: len(opts.TrustedKeys) > 0, seqs: map[string]int64{}, byAct: map[string]bool{}}
	keys := opts.TrustedKeys
	if !v.trusted {
		keys = src.Keys
	}
	var err error
	if v.keys, err = newVerifiers(keys); err != nil {
		v.stop(BadVerification, -1, "Khóa kiểm chứng không đọc được", err.Error())
		return v
	}
	for _, signed := range opts.Older {
		c, err := openCheckpoint(signed, v.keys)
		if err == nil && c.Office != src.Office {
			err = fmt.Errorf("register: the older checkpoint is of %s, the register of %s", c.Office, src.Office)
		}
		if err != nil {
			v.stop(BadVerification, -1, "Điểm niêm cũ đưa vào không dùng được", "an older checkpoint cannot be used: "+err.Error())
			return v
		}
		v.older = append(v.older, c)
	}
	slices.SortFunc(v.older, func(a, b Checkpoint) int { return int(a.Size - b.Size) })
	v.checkOlder()
	return v
}

// walk takes the records one by one until nothing more can be learned.
func (v *verifier) walk() error {
	if v.ended {
		return nil
	}
	for r, err := range v.src.Records {
		var line errLine
		switch {
		case errors.As(err, &line):
			v.brokenLine(line)
		case err != nil:
			return fmt.Errorf("register: verify: after %d entries: %w", v.tree.size, err)
		case r.Entry != nil:
			v.entry(r.Entry)
		default:
			v.checkpoint(r.Checkpoint)
		}
		if v.ended {
			return nil
		}
	}
	v.finish()
	return nil
}

// note keeps a fault if it is the earliest.
func (v *verifier) note(code Code, entry, until int64, vi, en string) {
	if v.found == nil || entry >= 0 && (v.found.entry < 0 || entry < v.found.entry) {
		v.found = &finding{entry, until, Reason{code, vi, en}}
	}
}

// stop keeps a fault and ends the walk. An entry of −1 means that no entry is
// to blame.
func (v *verifier) stop(code Code, entry int64, vi, en string) {
	v.note(code, entry, entry+1, vi, en)
	v.ended = true
}

// brokenLine judges a line of a file that cannot be read.
func (v *verifier) brokenLine(line errLine) {
	entry := v.tree.size
	if line.other || entry >= v.src.Entries {
		entry = -1
	}
	v.stop(BadLine, entry, "Dòng sai khuôn dạng hoặc tệp bị cắt: "+line.what, line.what)
}

// entry checks one entry.
func (v *verifier) entry(e *Entry) {
	n := v.tree.size
	if e.Index != n {
		v.stop(BadOrder, n, fmt.Sprintf("Mục %d thiếu, lặp hoặc sai chỗ: gặp mục %d", n, e.Index),
			fmt.Sprintf("entry %d is missing, doubled or out of place: entry %d was found", n, e.Index))
		return
	}
	h := LeafHash(e.Leaf)
	computed := v.tree.add(h, nil)
	v.segment.add(h, e.Hashes)
	switch {
	case len(e.Hashes) != len(computed) || e.Hashes[0] != h:
		v.broken = true
		v.segment.blame(n)
		v.note(BadHash, n, n+1, fmt.Sprintf("Nội dung mục %d không khớp mã băm đã lưu", n),
			fmt.Sprintf("entry %d does not match its stored hash", n))
	default:
		if !slices.Equal(e.Hashes, computed) {
			v.segment.noteInner(n)
		}
		if !v.broken {
			v.act(n, e)
		}
	}
	v.checkOlder()
}

// act checks what an intact leaf says.
func (v *verifier) act(n int64, e *Entry) {
	a, refs, err := decodeLeaf(e.Leaf)
	if err == nil && a.Office != v.src.Office {
		err = fmt.Errorf("it is an act of %s", a.Office)
	}
	if err != nil {
		v.lost = true
		v.note(BadLeaf, n, n+1, fmt.Sprintf("Mục %d không phải một việc của văn phòng này", n), fmt.Sprintf("entry %d is no act of this office: %v", n, err))
		return
	}
	v.contents(n, e, refs)
	v.sequence(n, a.Body, a.BodySeq)
	for _, s := range a.Also {
		v.sequence(n, s.Body, s.Seq)
	}
	for _, ev := range a.Events {
		if ev.Type == ErasureEvent {
			if data, err := parseValue(ev.Data, true); err == nil {
				f := fields{left: data.members}
				for _, id := range f.texts("contents") {
					v.byAct[id] = true
				}
			}
		}
	}
}

// contents checks the texts of an entry against the leaf.
func (v *verifier) contents(n int64, e *Entry, refs []sealRef) {
	used := 0
	bad := func(id string) {
		v.note(BadContent, n, n+1, fmt.Sprintf("Văn bản kèm mục %d (%s) không phải bản đã niêm", n, id),
			fmt.Sprintf("entry %d: content %s is not what was sealed", n, id))
	}
	for i, r := range refs {
		if e.listed != nil && (i >= len(e.listed) || e.listed[i] != r.id) {
			bad(r.id)
			return
		}
		at := slices.IndexFunc(e.Contents, func(c Content) bool { return c.ID == r.id })
		if at < 0 {
			v.erased = append(v.erased, r.id)
			continue
		}
		if !r.matches(e.Contents[at]) {
			bad(r.id)
			return
		}
		used++
	}
	if used < len(e.Contents) || len(e.listed) > len(refs) {
		bad("+")
	}
}

// sequence checks that a body's numbers go on by one.
func (v *verifier) sequence(n int64, body string, seq int64) {
	last := v.seqs[body]
	v.seqs[body] = seq
	if seq == last+1 || v.lost {
		return
	}
	v.gaps = append(v.gaps, Gap{Body: body, After: last, Next: seq, Entry: n})
	name := body
	if name == "" {
		name = v.src.Office
	}
	v.note(BadSequence, n, n+1, fmt.Sprintf("Sổ của %s nhảy từ số %d sang %d tại mục %d", name, last, seq, n),
		fmt.Sprintf("the sequence of %s goes from %d to %d at entry %d", name, last, seq, n))
}

// checkpoint checks a checkpoint of the register itself.
func (v *verifier) checkpoint(signed []byte) {
	c, err := openCheckpoint(signed, v.keys)
	if err == nil && c.Office != v.src.Office {
		err = fmt.Errorf("register: checkpoint: of %s, not of %s", c.Office, v.src.Office)
	}
	if err == nil && (c.Size != v.tree.size || v.inFile > 0 && c.Size <= v.lastAt) {
		err = fmt.Errorf("register: checkpoint: covers %d entries and stands after %d", c.Size, v.tree.size)
	}
	if err != nil {
		v.stop(BadCheckpoint, -1, fmt.Sprintf("Điểm niêm sau mục %d không kiểm chứng được", v.tree.size-1), err.Error())
		return
	}
	v.inFile++
	v.lastAt = c.Size
	v.checked++
	if c.Root == v.tree.root() {
		v.settle()
		return
	}
	v.locate(c, BadRoot, "không cho ra gốc đã ký", "do not give the signed root")
}

// checkOlder checks older checkpoints whose size has been reached.
func (v *verifier) checkOlder() {
	for len(v.older) > 0 && v.older[0].Size == v.tree.size && !v.ended {
		c := v.older[0]
		v.older = v.older[1:]
		v.checked++
		switch {
		case c.Root == v.tree.root():
			v.held = c.Size
			v.settle()
		case v.segment.start > v.held:
			// Newer checkpoints of the register agree with it, an older one does
			// not: both are signed, so the log was rewritten after the older one.
			v.note(BadOlder, v.held, c.Size, fmt.Sprintf("Sổ đã bị viết lại: không nối tiếp điểm niêm cũ gồm %d mục", c.Size),
				fmt.Sprintf("the log was rewritten: it does not continue the older checkpoint of %d entries", c.Size))
			v.ended = true
		default:
			v.locate(c, BadOlder, "không nối tiếp điểm niêm cũ", "do not continue the older checkpoint")
		}
	}
}

// settle moves the anchor to here: everything so far is as signed.
func (v *verifier) settle() {
	if n, ok := v.segment.inner(); ok {
		v.note(BadStoredHash, n, n+1, fmt.Sprintf("Mã băm trung gian lưu cùng mục %d sai", n), fmt.Sprintf("an inner hash stored with entry %d is wrong", n))
	}
	if v.broken {
		v.ended = true
		return
	}
	v.segment = segment{start: v.tree.size, peaks: v.tree.clone()}
}

// locate finds where the entries since the anchor part from a signed root.
func (v *verifier) locate(c Checkpoint, code Code, vi, en string) {
	lo, hi := v.segment.locate(c.Size, c.Root)
	span := fmt.Sprint(lo)
	if hi > lo+1 {
		span = fmt.Sprintf("%d…%d", lo, hi-1)
	}
	v.note(code, lo, hi, fmt.Sprintf("Các mục đến %d %s; sai từ mục %s", c.Size-1, vi, span),
		fmt.Sprintf("the entries up to %d %s; the fault is at entry %s", c.Size-1, en, span))
	v.ended = true
}

// finish judges the end of the register.
func (v *verifier) finish() {
	n := v.tree.size
	switch {
	case v.ended:
	case n < v.src.Entries:
		v.stop(BadEnd, n, fmt.Sprintf("Thiếu từ mục %d: sổ nói có %d mục", n, v.src.Entries), fmt.Sprintf("entry %d and on are missing: %d entries were announced", n, v.src.Entries))
	case n > v.src.Entries:
		v.stop(BadEnd, v.src.Entries, "Thừa mục so với số đã nêu", fmt.Sprintf("%d entries were announced, %d stand here", v.src.Entries, n))
	case len(v.older) > 0:
		v.stop(BadOlder, n, fmt.Sprintf("Sổ có %d mục, điểm niêm cũ có %d: đã bị bớt", n, v.older[0].Size),
			fmt.Sprintf("the log has %d entries, an older checkpoint %d: entries were removed", n, v.older[0].Size))
	case n > v.segment.start:
		v.stop(BadEnd, v.segment.start, fmt.Sprintf("Các mục từ %d chưa được điểm niêm nào xác nhận", v.segment.start),
			fmt.Sprintf("no checkpoint covers the entries from %d on", v.segment.start))
	}
}

func (v *verifier) report() Report {
	r := Report{
		OK: v.found == nil, Entries: v.tree.size, Root: v.tree.root().String(),
		KeyTrusted: v.trusted, Checkpoints: v.checked,
		Gaps: v.gaps, Erased: v.erased, ErasedWithoutAct: []string{},
	}
	if r.Gaps == nil {
		r.Gaps = []Gap{}
	}
	if r.Erased == nil {
		r.Erased = []string{}
	}
	for _, id := range v.erased {
		if !v.byAct[id] {
			r.ErasedWithoutAct = append(r.ErasedWithoutAct, id)
		}
	}
	if f := v.found; f != nil {
		r.Reason = f.reason
		if f.entry >= 0 {
			r.FirstBad, r.Until = &f.entry, &f.until
		}
	}
	return r
}
