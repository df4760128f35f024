package upload

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"unicode"
)

// Kind is a form of file that the system takes (định dạng).
type Kind string

// The forms that are taken.
const (
	PDF  Kind = "pdf"
	DOCX Kind = "docx"
	XLSX Kind = "xlsx"
	PPTX Kind = "pptx"
	ODT  Kind = "odt"
	ODS  Kind = "ods"
	PNG  Kind = "png"
	JPEG Kind = "jpg"
)

// kinds are the forms with their media types and the endings of their names;
// the first ending is the one that is given.
var kinds = []struct {
	kind    Kind
	media   string
	endings []string
}{
	{PDF, "application/pdf", []string{"pdf"}},
	{DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{"docx"}},
	{XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{"xlsx"}},
	{PPTX, "application/vnd.openxmlformats-officedocument.presentationml.presentation", []string{"pptx"}},
	{ODT, "application/vnd.oasis.opendocument.text", []string{"odt"}},
	{ODS, "application/vnd.oasis.opendocument.spreadsheet", []string{"ods"}},
	{PNG, "image/png", []string{"png"}},
	{JPEG, "image/jpeg", []string{"jpg", "jpeg", "jpe", "jfif"}},
}

// Kinds lists the forms that are taken.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

// Media gives the media type of a form.
func (k Kind) Media() string {
	for _, x := range kinds {
		if x.kind == k {
			return x.media
		}
	}
	return ""
}

// OfMedia gives the form of a media type that the system itself has written;
// empty for any other.
func OfMedia(media string) Kind {
	for _, x := range kinds {
		if x.media == media {
			return x.kind
		}
	}
	return ""
}

// ofEnding gives the form to which an ending belongs.
func ofEnding(ending string) Kind {
	for _, x := range kinds {
		for _, e := range x.endings {
			if e == ending {
				return x.kind
			}
		}
	}
	return ""
}

// The reasons for which a file is refused; each has words in the catalogue.
const (
	Empty     = "file.empty"      // no bytes
	TooLarge  = "file.too-large"  // more bytes than are taken
	Unknown   = "file.unknown"    // none of the forms
	OldOffice = "file.old-office" // .doc, .xls, .ppt
	Disguised = "file.disguised"  // the name says another form
	Encrypted = "file.encrypted"  // a password is needed to read it
	Broken    = "file.broken"     // cut off or damaged
	Appended  = "file.appended"   // something else stands before or behind the document
	Swelling  = "file.swelling"   // unpacks to far more than it weighs
	Macros    = "file.macros"     // carries macros
	Active    = "file.active"     // runs something when opened
)

// Reasons lists the reasons for which a file is refused.
func Reasons() []string {
	return []string{Empty, TooLarge, Unknown, OldOffice, Disguised, Encrypted, Broken, Appended, Swelling, Macros, Active}
}

// Problem is a file that is refused, and why.
type Problem struct {
	Code string   // one of [Reasons]
	Args []string // values for the message
}

// Error implements error with the code.
func (p *Problem) Error() string { return p.Code }

func problem(code string, args ...string) *Problem { return &Problem{Code: code, Args: args} }

// The things that are noted of a file that is taken.
const (
	External = "external" // fetches something from elsewhere when it is opened
	Embedded = "embedded" // carries other files inside
)

// File is what a file truly is.
type File struct {
	Kind  Kind
	Notes []string // External, Embedded: what readers are told of it
	Marks []string // marks of state secrets that were found: TUYỆT MẬT, TỐI MẬT, MẬT
}

func (f *File) note(what string) {
	for _, n := range f.Notes {
		if n == what {
			return
		}
	}
	f.Notes = append(f.Notes, what)
}

func (f *File) mark(what string) {
	for _, m := range f.Marks {
		if m == what {
			return
		}
	}
	f.Marks = append(f.Marks, what)
}

// Inspect says what a file is, or refuses it with a [Problem]. An error of
// another kind comes from reading it.
func Inspect(r io.ReaderAt, size int64, name string) (File, error) {
	var f File
	if size == 0 {
		return f, problem(Empty)
	}
	head := make([]byte, min(size, 1024))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return f, err
	}
	var err error
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		f, err = inspectPDF(r, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		f, err = inspectZip(r, size)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		f, err = inspectPNG(r, size)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		f, err = inspectJPEG(r, size)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return f, inspectCompound(r, size)
	case bytes.Contains(head, []byte("%PDF-")):
		return f, problem(Appended)
	default:
		return f, problem(Unknown)
	}
	if err != nil {
		return f, err
	}
	if e := ending(name); e != "" && ofEnding(e) != f.Kind {
		return f, problem(Disguised, e, string(f.Kind))
	}
	for _, m := range marksInName(name) {
		f.mark(m)
	}
	return f, nil
}

// ending gives the ending of a name in small letters where it speaks of a form:
// of two to five letters and digits, with a letter among them. “Báo cáo 12.2025”
// has none.
func ending(name string) string {
	e := strings.ToLower(strings.TrimPrefix(path.Ext(strings.TrimRight(name, " .")), "."))
	if len(e) < 2 || len(e) > 5 {
		return ""
	}
	letter := false
	for _, r := range e {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return ""
		}
		letter = letter || unicode.IsLetter(r)
	}
	if !letter {
		return ""
	}
	return e
}

// inspectCompound tells the two kinds of compound file apart: an encrypted
// document in today's form, and a document in the old one.
func inspectCompound(r io.ReaderAt, size int64) error {
	// The name of the stream stands in the directory, in UTF-16.
	wanted := make([]byte, 0, 32)
	for _, c := range "EncryptedPackage" {
		wanted = append(wanted, byte(c), 0)
	}
	found, err := contains(io.NewSectionReader(r, 0, size), wanted)
	switch {
	case err != nil:
		return err
	case found:
		return problem(Encrypted)
	}
	return problem(OldOffice)
}

// contains looks for bytes in a stream of any length.
func contains(r io.Reader, wanted []byte) (bool, error) {
	buf := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := r.Read(buf[kept:])
		if bytes.Contains(buf[:kept+n], wanted) {
			return true, nil
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		keep := min(len(wanted)-1, kept+n)
		copy(buf, buf[kept+n-keep:kept+n])
		kept = keep
	}
}
