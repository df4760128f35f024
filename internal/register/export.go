package register

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

// ExportFormat names the format of an export, in its first line.
const ExportFormat = "nghi-su/export/1"

// MaxLine is the longest line of an export in bytes, its newline not counted.
const MaxLine = 16 << 20

// Source is a register to be exported or verified: what it says of itself, and
// its records in order.
type Source struct {
	Office  string
	Keys    []string // verifier keys of the office's checkpoints, oldest first
	Entries int64    // entries that Records will give
	// Records gives entries in log order, and each checkpoint after the last
	// entry it covers. See [Merge].
	Records iter.Seq2[Record, error]
}

// Record is an entry or a signed checkpoint; one of the two is set.
type Record struct {
	Entry      *Entry
	Checkpoint []byte // signed note
}

// Entry is an entry of the log with what belongs to it.
type Entry struct {
	Index    int64       // place in the log, from 0
	Leaf     []byte      // exact bytes
	Hashes   []tlog.Hash // stored hashes that came with it (see [EntryHashes])
	Contents []Content   // contents not erased, in the order of their numbers

	// listed holds the ids of all contents, erased or not, as a file lists them.
	listed []string
}

// Merge puts the checkpoints of an office, given by rising size, between its
// entries.
func Merge(entries iter.Seq2[Entry, error], checkpoints iter.Seq2[[]byte, error]) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		next, stop := iter.Pull2(checkpoints)
		defer stop()
		signed, err, more := next()
		// emit gives the checkpoints that cover at most so many entries.
		emit := func(size int64) bool {
			for more {
				if err != nil {
					yield(Record{}, err)
					return false
				}
				if s, ok := sizeOf(signed); ok && s > size {
					return true
				}
				if !yield(Record{Checkpoint: signed}, nil) {
					return false
				}
				signed, err, more = next()
			}
			return true
		}
		size := int64(0)
		for e, err := range entries {
			if err != nil {
				yield(Record{}, err)
				return
			}
			if !emit(size) || !yield(Record{Entry: &e}, nil) {
				return
			}
			size++
		}
		if emit(size) {
			for more { // checkpoints of a longer log: let the verifier say so
				if !yield(Record{Checkpoint: signed}, err) || err != nil {
					return
				}
				signed, err, more = next()
			}
		}
	}
}

// sizeOf reads the size a checkpoint claims, without checking its signature.
func sizeOf(signed []byte) (int64, bool) {
	parts := strings.SplitAfterN(string(signed), "\n", 5)
	if len(parts) < 5 {
		return 0, false
	}
	c, err := parseCheckpoint(strings.Join(parts[:4], ""))
	return c.Size, err == nil
}

// WriteExport writes a register as one file of lines, each a canonical JSON
// object: a header, the records, a footer. A text of a leaf for which the
// source gives no content is written as erased. It checks order and form, not
// truth; that is for [VerifyExport]. It stops at the first error of the source.
func WriteExport(w io.Writer, src Source) error {
	if !isKey(src.Office) {
		return fmt.Errorf("register: export: %q is not the key of an office", src.Office)
	}
	e := &exporter{w: bufio.NewWriterSize(w, 64<<10)}
	keys := value{kind: kindArray}
	for _, k := range src.Keys {
		keys.items = append(keys.items, stringOf(k))
	}
	e.line(object(
		member{"format", stringOf(ExportFormat)}, member{"office", stringOf(src.Office)},
		member{"origin", stringOf(Origin(src.Office))}, member{"keys", keys},
		member{"entries", intOf(src.Entries)},
	))
	for r, err := range src.Records {
		if err != nil {
			return fmt.Errorf("register: export: %w", err)
		}
		switch {
		case e.err != nil:
			return e.err
		case r.Entry != nil:
			e.entry(r.Entry)
		default:
			e.checkpoint(r.Checkpoint)
		}
	}
	if e.err == nil && e.tree.size != src.Entries {
		e.err = fmt.Errorf("register: export: the source announced %d entries and gave %d", src.Entries, e.tree.size)
	}
	e.line(object(
		member{"end", trueValue()}, member{"entries", intOf(e.tree.size)},
		member{"checkpoints", intOf(e.checkpoints)}, member{"root", stringOf(e.tree.root().String())},
	))
	if e.err != nil {
		return e.err
	}
	return e.w.Flush()
}

// exporter writes lines; the first error stays.
type exporter struct {
	w           *bufio.Writer
	buf         []byte
	tree        tree
	checkpoints int64
	err         error
}

func (e *exporter) line(v value) {
	if e.err != nil {
		return
	}
	e.buf = append(v.appendTo(e.buf[:0]), '\n')
	if len(e.buf) > MaxLine+1 {
		e.err = fmt.Errorf("register: export: the line of entry %d has %d bytes, at most %d fit", e.tree.size-1, len(e.buf)-1, MaxLine)
		return
	}
	_, e.err = e.w.Write(e.buf)
}

func (e *exporter) entry(x *Entry) {
	if x.Index != e.tree.size {
		e.err = fmt.Errorf("register: export: the source gave entry %d where %d should follow", x.Index, e.tree.size)
		return
	}
	if !utf8.Valid(x.Leaf) {
		e.err = fmt.Errorf("register: export: entry %d: its bytes are no text: the stored leaf is damaged; run \"nghisu register verify\"", x.Index)
		return
	}
	e.tree.add(LeafHash(x.Leaf), nil)
	hashes, contents := value{kind: kindArray}, value{kind: kindArray}
	for _, h := range x.Hashes {
		hashes.items = append(hashes.items, stringOf(h.String()))
	}
	here := map[string]Content{}
	for _, c := range x.Contents {
		here[c.ID] = c
	}
	// A leaf that cannot be read is exported all the same, with the contents as
	// they come: the verifier will point at it.
	_, refs, err := decodeLeaf(x.Leaf)
	for _, r := range refs {
		if c, ok := here[r.id]; ok {
			contents.items = append(contents.items, contentLine(c))
			delete(here, r.id)
			continue
		}
		contents.items = append(contents.items, object(member{"id", stringOf(r.id)}, member{"erased", trueValue()}))
	}
	if err == nil && len(here) > 0 {
		e.err = fmt.Errorf("register: export: entry %d: %d contents given that its leaf does not mention", x.Index, len(here))
		return
	}
	for _, c := range x.Contents {
		if err != nil && utf8.ValidString(c.Value) {
			contents.items = append(contents.items, contentLine(c))
		}
	}
	e.line(object(
		member{"entry", intOf(x.Index)}, member{"leaf", stringOf(string(x.Leaf))},
		member{"hashes", hashes}, member{"contents", contents},
	))
}

func contentLine(c Content) value {
	return object(member{"id", stringOf(c.ID)}, member{"salt", stringOf(base64.StdEncoding.EncodeToString(c.Salt))}, member{"value", stringOf(c.Value)})
}

func (e *exporter) checkpoint(signed []byte) {
	if size, ok := sizeOf(signed); !ok || size != e.tree.size {
		e.err = fmt.Errorf("register: export: a checkpoint of size %d stands after %d entries", size, e.tree.size)
		return
	}
	e.checkpoints++
	e.line(object(member{"checkpoint", stringOf(string(signed))}))
}
