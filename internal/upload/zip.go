package upload

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// The bounds of what an office file may unpack to.
const (
	partLimit  = 20_000     // files inside
	totalLimit = 1 << 30    // bytes of all of them
	swellAbove = 64 << 20   // below this nobody asks how much it swells
	swellLimit = 150        // times its own weight, above that
	textLimit  = 32 << 20   // of one part that is read
	tailLimit  = 22 + 1<<16 // where the end of an archive stands
)

// inspectZip tells the forms that are archives apart: today's office files and
// open documents.
func inspectZip(r io.ReaderAt, size int64) (File, error) {
	if err := zipEnd(r, size); err != nil {
		return File{}, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return File{}, problem(Broken)
	}
	a := archive{parts: map[string]*zip.File{}}
	for _, p := range z.File {
		name := strings.ToLower(p.Name)
		if a.parts[name] != nil || p.Flags&1 != 0 {
			return File{}, problem(Broken) // two of one name, or a password on a part
		}
		a.parts[name] = p
	}
	if len(z.File) > partLimit {
		return File{}, problem(Swelling)
	}
	if err := weigh(z.File, size); err != nil {
		return File{}, err
	}
	switch {
	case a.parts["[content_types].xml"] != nil:
		return a.office()
	case a.parts["mimetype"] != nil && z.File[0].Name == "mimetype":
		return a.open()
	}
	return File{}, problem(Unknown)
}

// archive is an unpacked office file, its parts by their names in small letters.
type archive struct{ parts map[string]*zip.File }

// names lists the names of the parts in order.
func (a archive) names() []string {
	out := make([]string, 0, len(a.parts))
	for n := range a.parts {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// zipEnd asks that an archive ends where the file ends and begins where it
// begins, so that nothing stands before or behind it.
func zipEnd(r io.ReaderAt, size int64) error {
	n := min(size, tailLimit)
	tail := make([]byte, n)
	if _, err := r.ReadAt(tail, size-n); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	cut := true
	for at := len(tail) - 22; at >= 0; at-- {
		if string(tail[at:at+4]) != "PK\x05\x06" {
			continue
		}
		cut = false
		end := tail[at:]
		if int(binary.LittleEndian.Uint16(end[20:]))+22 != len(end) {
			continue
		}
		length, from := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
		if length == 1<<32-1 || from == 1<<32-1 || length+from == size-n+int64(at) {
			return nil
		}
	}
	if cut {
		return problem(Broken)
	}
	return problem(Appended)
}

// weigh unpacks every part once, to nowhere: that its bytes are what their
// checksum says, and that all together are not far more than the file weighs.
func weigh(parts []*zip.File, size int64) error {
	var total, packed int64
	buf := make([]byte, 64<<10)
	for _, p := range parts {
		if packed += int64(p.CompressedSize64); packed > size || packed < 0 {
			return problem(Swelling) // parts that lie over one another
		}
		in, err := p.Open()
		if err != nil {
			return problem(Broken)
		}
		for err == nil {
			var n int
			n, err = in.Read(buf)
			total += int64(n)
			if total > totalLimit || total > swellAbove && total/swellLimit > size {
				_ = in.Close()
				return problem(Swelling)
			}
		}
		_ = in.Close()
		if !errors.Is(err, io.EOF) {
			return problem(Broken)
		}
	}
	return nil
}

// read gives a part of the archive, or nothing when there is none.
func (a archive) read(name string) ([]byte, error) {
	p := a.parts[name]
	if p == nil {
		return nil, nil
	}
	in, err := p.Open()
	if err != nil {
		return nil, problem(Broken)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, textLimit))
	if err != nil {
		return nil, problem(Broken)
	}
	return data, nil
}

// openTypes are the open documents that are taken, by what they say they are.
var openTypes = map[string]Kind{ODT.Media(): ODT, ODS.Media(): ODS}

// open looks at an open document (ODT, ODS).
func (a archive) open() (File, error) {
	said, err := a.read("mimetype")
	if err != nil {
		return File{}, err
	}
	f := File{Kind: openTypes[strings.TrimSpace(string(said))]}
	if f.Kind == "" {
		return f, problem(Unknown)
	}
	manifest, err := a.read("meta-inf/manifest.xml")
	if err != nil {
		return f, err
	}
	if strings.Contains(string(manifest), "encryption-data") {
		return f, problem(Encrypted)
	}
	for _, n := range a.names() {
		switch {
		case strings.HasPrefix(n, "basic/"), strings.HasPrefix(n, "scripts/"):
			return f, problem(Macros)
		case strings.HasPrefix(n, "object ") && strings.HasSuffix(n, "/content.xml"):
			f.note(Embedded)
		}
	}
	if a.parts["content.xml"] == nil {
		return f, problem(Broken)
	}
	for _, n := range []string{"content.xml", "styles.xml"} {
		data, err := a.read(n)
		if err != nil {
			return f, err
		}
		if err := f.lines(data, n == "content.xml"); err != nil {
			return f, err
		}
	}
	return f, nil
}

// officeTypes are the main parts of today's office files, by their media type:
// the form, or empty for one that carries macros.
var officeTypes = map[string]Kind{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml":   DOCX,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":         XLSX,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": PPTX,
	"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml":    PPTX,
	"application/vnd.ms-word.document.macroenabled.main+xml":                             "",
	"application/vnd.ms-word.template.macroenabledtemplate.main+xml":                     "",
	"application/vnd.ms-excel.sheet.macroenabled.main+xml":                               "",
	"application/vnd.ms-excel.sheet.binary.macroenabled.main":                            "",
	"application/vnd.ms-excel.addin.macroenabled.main+xml":                               "",
	"application/vnd.ms-powerpoint.presentation.macroenabled.main+xml":                   "",
	"application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml":                      "",
}

// office looks at one of today's office files (DOCX, XLSX, PPTX).
func (a archive) office() (File, error) {
	var f File
	types, err := a.read("[content_types].xml")
	if err != nil {
		return f, err
	}
	main, err := contentTypes(types)
	if err != nil {
		return f, err
	}
	for part, media := range main {
		kind, known := officeTypes[strings.ToLower(media)]
		switch {
		case known && kind == "", strings.Contains(strings.ToLower(media), "vbaproject"):
			return f, problem(Macros)
		case known && a.parts[strings.ToLower(strings.TrimPrefix(part, "/"))] != nil:
			f.Kind = kind
		}
	}
	if f.Kind == "" {
		return f, problem(Unknown)
	}
	for _, n := range a.names() {
		switch base := path.Base(n); {
		case strings.HasPrefix(base, "vbaproject"), strings.Contains(n, "/macrosheets/"), strings.Contains(n, "/activex/"):
			return f, problem(Macros)
		case strings.Contains(n, "/embeddings/"):
			f.note(Embedded)
		case strings.HasSuffix(n, ".rels"):
			data, err := a.read(n)
			if err != nil {
				return f, err
			}
			if err := f.relations(data); err != nil {
				return f, err
			}
		case holdsText(f.Kind, n):
			data, err := a.read(n)
			if err != nil {
				return f, err
			}
			if err := f.lines(data, strings.HasPrefix(base, "document") || f.Kind != DOCX); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// holdsText reports whether a part holds the words of an office file.
func holdsText(kind Kind, name string) bool {
	dir, base := path.Split(name)
	switch kind {
	case DOCX:
		return dir == "word/" && (base == "document.xml" || strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer"))
	case XLSX:
		return name == "xl/sharedstrings.xml"
	case PPTX:
		return dir == "ppt/slides/"
	}
	return false
}
