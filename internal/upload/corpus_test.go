package upload

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"nghisu/internal/render/docx"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
)

// must gives the value of a call that does not fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// submission is a paper as offices write them; words stand in its text.
func submission(words ...string) paper.Paper {
	p := paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "TỜ TRÌNH", Subject: "Kế hoạch chuyển đổi số", Place: "Nghệ An"}
	for _, w := range append([]string{"Kính trình Ban Chỉ đạo xem xét, bảo đảm bí mật nhà nước."}, words...) {
		p.Body = append(p.Body, paper.Text(w))
	}
	return p
}

func realPDF() []byte { return must(pdf.Render(submission())) }

func realDOCX(words ...string) []byte { return must(docx.Render(submission(words...))) }

// lockedPDF is a PDF that opens with a password.
func lockedPDF() []byte {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetProtection(fpdf.CnProtectPrint, "mo", "chu")
	f.AddPage()
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// handPDF writes a PDF from its objects, the first of which is its catalogue.
func handPDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

const (
	catalogue = "<</Type/Catalog/Pages 2 0 R>>"
	pageTree  = "<</Type/Pages/Kids[]/Count 0>>"
)

// packed puts objects of a PDF into a stream, packed as today's writers do.
func packed(objects string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = io.WriteString(w, objects)
	_ = w.Close()
	return fmt.Sprintf("<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", z.Len(), z.String())
}

// part is one part of an archive.
type part struct{ name, text string }

func archived(parts ...part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w := must(z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate}))
		_, _ = io.WriteString(w, p.text)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// types is the list of the parts' types of an office file with one main part.
func types(name, media string) part {
	return part{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/` + name + `" ContentType="` + media + `"/></Types>`}
}

const office = "application/vnd.openxmlformats-officedocument."

func word(text string, more ...part) []byte {
	return archived(append([]part{
		types("word/document.xml", office+"wordprocessingml.document.main+xml"),
		{"word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`},
	}, more...)...)
}

func sheet(text string, more ...part) []byte {
	return archived(append([]part{
		types("xl/workbook.xml", office+"spreadsheetml.sheet.main+xml"),
		{"xl/workbook.xml", "<workbook/>"},
		{"xl/sharedStrings.xml", `<sst><si><r><t>` + text + `</t></r></si></sst>`},
	}, more...)...)
}

func openText(content string, more ...part) []byte {
	return archived(append([]part{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", `<office:document-content xmlns:office="o" xmlns:text="t"><text:p>` + content + `</text:p></office:document-content>`},
	}, more...)...)
}

func realPNG() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func realJPEG() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// hugePNG is a small file that says it is a picture without end.
func hugePNG() []byte {
	data := realPNG()
	copy(data[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0})
	sum := crc32.ChecksumIEEE(data[12:29])
	copy(data[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return data
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// compound is the head of an old office file, with a stream of that name.
func compound(stream string) []byte {
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 70_000)...)
	for _, c := range stream {
		b = append(b, byte(c), 0)
	}
	return append(b, make([]byte, 512)...)
}

// program is the head of a program for Windows.
func program() []byte {
	return append([]byte("MZ\x90\x00\x03"), []byte("This program cannot be run in DOS mode.")...)
}

// overlapping is an archive whose list names one part many times over: each
// entry has its own name and they all lie in one place.
func overlapping() []byte {
	b := archived(part{"a", string(realPNG()) + string(realDOCX()) + string(realPDF())})
	at := bytes.Index(b, []byte("PK\x01\x02"))
	end := bytes.Index(b, []byte("PK\x05\x06"))
	entry := b[at:end]
	out := bytes.Clone(b[:at])
	for c := byte('a'); c <= 'z'; c++ {
		e := bytes.Clone(entry)
		e[46] = c
		out = append(out, e...)
	}
	tail := bytes.Clone(b[end:])
	tail[8], tail[10] = 26, 26
	n := 26 * len(entry)
	tail[12], tail[13] = byte(n), byte(n>>8)
	return append(out, tail...)
}

func inspect(t *testing.T, data []byte, name string) (File, string) {
	t.Helper()
	f, err := Inspect(bytes.NewReader(data), int64(len(data)), name)
	if err == nil {
		return f, ""
	}
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("not a problem of the file: %v", err)
	}
	return f, p.Code
}
