package docx

import (
	"archive/zip"
	"bytes"
	"time"

	"nghisu/internal/render/paper"
)

// made is the instant that every file gives as its making, so that equal papers
// give equal bytes.
var made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// Render writes a paper.
func Render(p paper.Paper) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", core(p)},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles(p)},
		{"word/header1.xml", pageNumber},
		{"word/footer1.xml", foot(p)},
		{"word/document.xml", document(p)},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: made})
		if err == nil {
			_, err = w.Write([]byte(part.text))
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

	packageRels = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

	documentRels = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

	space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// pageNumber is the head of every page but the first: its number, centred.
var pageNumber = head + `<w:hdr ` + space + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
	field("PAGE", paper.SizePage) + `</w:p></w:hdr>`

// field is a value that the reader's program counts.
func field(code string, size float64) string {
	run := `<w:r><w:rPr>` + sizeOf(size) + `</w:rPr>`
	return run + `<w:fldChar w:fldCharType="begin"/></w:r>` + run + `<w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r>` +
		run + `<w:fldChar w:fldCharType="separate"/></w:r>` + run + `<w:t>2</w:t></w:r>` + run + `<w:fldChar w:fldCharType="end"/></w:r>`
}

// core tells what the document is called.
func core(p paper.Paper) string {
	return head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escape(p.Name()) + `</dc:title><dc:language>` + language(p) + `</dc:language></cp:coreProperties>`
}

func language(p paper.Paper) string {
	if p.Language == "" || p.Language == "vi" {
		return "vi-VN"
	}
	return escape(p.Language)
}

// styles set the typeface and the bare paragraph; all else stands where it is
// used, so that text copied into another document keeps its form.
func styles(p paper.Paper) string {
	return head + `<w:styles ` + space + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>` +
		sizeOf(paper.SizeBody) + `<w:lang w:val="` + language(p) + `" w:eastAsia="` + language(p) + `"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>`
}
