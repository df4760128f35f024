package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/render/paper"
	"nghisu/internal/render/papertest"
)

func render(t *testing.T, p paper.Paper) []byte {
	t.Helper()
	data, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// office has LibreOffice draw a document.
func office(t *testing.T, data []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "paper.docx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	pdf, err := os.ReadFile(filepath.Join(dir, "paper.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestDecreedForm(t *testing.T) {
	papertest.Decreed(t, office(t, render(t, papertest.Invitation())))
}

func TestEqualBytes(t *testing.T) {
	if !bytes.Equal(render(t, papertest.Invitation()), render(t, papertest.Invitation())) {
		t.Error("the same paper gives other bytes")
	}
}

// Every part is well-formed and every relation leads to a part, whatever the text.
func TestParts(t *testing.T) {
	for _, s := range []string{"", "<&>\"'", "a\x00b\x0b\ufffe", "\u202e", strings.Repeat("ậ ", 2000), "]]>", "e\u0302\u0301"} {
		p := papertest.Invitation()
		p.Issuer, p.Subject, p.Foot, p.Mark = s, s, s, s
		p.To = []string{s, s}
		p.Body = append(p.Body, paper.Text(s), paper.Block{Table: &paper.Table{Columns: []paper.Column{{Title: s, Share: 1}}, Rows: [][]string{{s}, {}}}})
		p.Sign = append(p.Sign, paper.Signature{Capacity: []string{s}, Office: s, Name: s})
		data := render(t, p)
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, f := range z.File {
			names[f.Name] = true
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			d := xml.NewDecoder(r)
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%.10q: %s: %v", s, f.Name, err)
				}
			}
		}
		for _, n := range []string{"word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"} {
			if !names[n] {
				t.Errorf("the part %s is missing", n)
			}
		}
	}
}

func BenchmarkRender(b *testing.B) {
	p := papertest.Invitation()
	for b.Loop() {
		if _, err := Render(p); err != nil {
			b.Fatal(err)
		}
	}
}
