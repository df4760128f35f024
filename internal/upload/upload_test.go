package upload

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestWhatIsTaken(t *testing.T) {
	link := part{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="1" Type="http://x/hyperlink" Target="https://a" TargetMode="External"/></Relationships>`}
	template := part{"word/_rels/settings.xml.rels", `<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" Target="https://a/x.dotm" TargetMode="External"/></Relationships>`}
	for _, c := range []struct {
		name string
		data []byte
		want Kind
		note string
	}{
		{"to-trinh.pdf", realPDF(), PDF, ""},
		{"TO TRINH.PDF", realPDF(), PDF, ""},
		{"không đuôi", realPDF(), PDF, ""},
		{"Báo cáo 12.2025", realPDF(), PDF, ""},
		{"có xuống dòng.pdf", join(realPDF(), []byte("\r\n\x00\x00\n")), PDF, ""},
		{"tệp kèm.pdf", handPDF(catalogue, pageTree, "<</Type/EmbeddedFile>>\nstream\n(\nendstream"), PDF, Embedded},
		{"đóng gói.pdf", handPDF(packed("1 0 <</Type/Catalog/Pages 2 0 R>>")), PDF, ""},
		{"lời nói về mã.pdf", handPDF(catalogue, pageTree, "(/JavaScript) % /Launch\n", "<2F4C61756E6368>"), PDF, ""},
		{"du-thao.docx", realDOCX(), DOCX, ""},
		{"liên kết.docx", word("x", link), DOCX, ""},
		{"mẫu từ xa.docx", word("x", template), DOCX, External},
		{"kèm bảng.docx", word("x", part{"word/embeddings/a.xlsx", "x"}), DOCX, Embedded},
		{"bieu.xlsx", sheet("x"), XLSX, ""},
		{"trình chiếu.pptx", archived(types("ppt/presentation.xml", office+"presentationml.presentation.main+xml"), part{"ppt/presentation.xml", "<p/>"}), PPTX, ""},
		{"mở.odt", openText("x"), ODT, ""},
		{"ảnh.png", realPNG(), PNG, ""},
		{"ảnh.jpeg", realJPEG(), JPEG, ""},
		{"hai ảnh.jpg", join(realJPEG(), realJPEG()), JPEG, ""},
	} {
		f, code := inspect(t, c.data, c.name)
		if code != "" || f.Kind != c.want {
			t.Errorf("%s: %q, refused %q; want %q", c.name, f.Kind, code, c.want)
		}
		if notes := strings.Join(f.Notes, " "); notes != c.note {
			t.Errorf("%s: noted %q, want %q", c.name, notes, c.note)
		}
		if len(f.Marks) > 0 {
			t.Errorf("%s: marks %v", c.name, f.Marks)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	bomb := strings.Repeat("\x00", 80<<20)
	for _, c := range []struct {
		what, name string
		data       []byte
		want       string
	}{
		{"nothing", "a.pdf", nil, Empty},
		{"plain words", "a.pdf", []byte("chào"), Unknown},
		{"a page", "a.html", []byte("<html><script>alert(1)</script>"), Unknown},
		{"a picture that runs", "a.svg", []byte("<svg onload='x'/>"), Unknown},
		{"an archive", "a.zip", archived(part{"a.txt", "x"}), Unknown},
		{"a book", "a.epub", archived(part{"mimetype", "application/epub+zip"}), Unknown},
		{"a program", "a.exe", program(), Unknown},
		{"a program renamed", "to-trinh.pdf", program(), Unknown},
		{"a program before a PDF", "a.pdf", join(program(), realPDF()), Appended},
		{"a PDF with another ending", "a.docx", realPDF(), Disguised},
		{"a Word file as a PDF", "a.pdf", realDOCX(), Disguised},
		{"a picture as a program", "a.exe", realPNG(), Disguised},
		{"today's Word file as the old one", "a.doc", realDOCX(), Disguised},
		{"an old Word file", "a.doc", compound("WordDocument"), OldOffice},

		{"a PDF with a password", "a.pdf", lockedPDF(), Encrypted},
		{"an office file with a password", "a.docx", compound("EncryptedPackage"), Encrypted},
		{"an open document with a password", "a.odt", openText("x", part{"META-INF/manifest.xml", "<manifest:encryption-data/>"}), Encrypted},
		{"an encrypted PDF of packed objects", "a.pdf", handPDF("<</Type/ObjStm/Filter/FlateDecode>>\nstream\nrubbish\nendstream", "<</Type/XRef/Encrypt 5 0 R>>\nstream\n\nendstream"), Encrypted},

		{"a spreadsheet with a password", "bang.xlsx", compound("EncryptedPackage"), Encrypted},
		{"an old spreadsheet", "bang.xls", compound("Workbook"), OldOffice},
		{"an archive renamed to a spreadsheet", "bang.xlsx", archived(part{"a.txt", "x"}), Unknown},
		{"an archive with a program as a spreadsheet", "bang.xlsx", archived(part{"setup.exe", string(program())}), Unknown},
		{"a program as a spreadsheet", "bang.xlsx", program(), Unknown},
		{"a page as a spreadsheet", "bang.xlsx", []byte("<html><table><tr><td>1</td></tr></table></html>"), Unknown},
		{"a Word file as a spreadsheet", "bang.xlsx", realDOCX(), Disguised},
		{"a spreadsheet for macros", "bang.xlsm", archived(types("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), part{"xl/workbook.xml", "<workbook/>"}, part{"xl/vbaProject.bin", "x"}), Macros},
		{"a spreadsheet for macros under another ending", "bang.xlsx", sheet("x", part{"xl/vbaProject.bin", "x"}), Macros},

		{"half a PDF", "a.pdf", realPDF()[:len(realPDF())/2], Broken},
		{"a PDF without pages", "a.pdf", handPDF("<</Type/Catalog>>"), Broken},
		{"a PDF whose objects cannot be unpacked", "a.pdf", handPDF(catalogue, pageTree, "<</Type/ObjStm/Filter/FlateDecode>>\nstream\nrubbish\nendstream"), Broken},
		{"a PDF that points behind its end", "a.pdf", bytes.Replace(handPDF(catalogue, pageTree), []byte("startxref\n"), []byte("startxref\n9"), 1), Broken},
		{"half a Word file", "a.docx", realDOCX()[:len(realDOCX())-300], Broken},
		{"a Word file with a byte changed", "a.docx", damaged(realDOCX()), Broken},
		{"a Word file of bad XML", "a.docx", word("<w:oops>"), Broken},
		{"two parts of one name", "a.docx", word("x", part{"WORD/document.xml", "y"}), Broken},
		{"half a picture", "a.png", realPNG()[:40], Broken},
		{"a picture with a byte changed", "a.png", damaged(realPNG()), Broken},
		{"half a photograph", "a.jpg", realJPEG()[:len(realJPEG())-2], Broken},

		{"an archive behind a PDF", "a.pdf", join(realPDF(), archived(part{"a.exe", "x"})), Appended},
		{"a PDF before a Word file", "a.docx", join(realDOCX(), realPDF()), Appended},
		{"a program behind a Word file", "a.docx", join(realDOCX(), program()), Appended},
		{"an archive behind a picture", "a.png", join(realPNG(), archived(part{"a", "x"})), Appended},
		{"an archive behind a photograph", "a.jpg", join(realJPEG(), archived(part{"a", "x"})), Appended},

		{"a bomb", "a.docx", word("x", part{"word/media/a.bin", bomb}), Swelling},
		{"parts over one another", "a.docx", overlapping(), Swelling},
		{"a picture without end", "a.png", hugePNG(), Swelling},
		{"a PDF that swells", "a.pdf", handPDF(catalogue, pageTree, packed(strings.Repeat(" ", unpackedLimit+1))), Swelling},

		{"macros", "a.docx", word("x", part{"word/vbaProject.bin", "x"}), Macros},
		{"a file for macros", "a.docm", archived(types("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), part{"word/document.xml", "<w/>"}), Macros},
		{"a sheet for macros", "a.xlsb", archived(types("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), part{"xl/workbook.bin", "x"}), Macros},
		{"macros of old", "a.xlsx", sheet("x", part{"xl/macrosheets/sheet1.xml", "<x/>"}), Macros},
		{"macros of an open document", "a.odt", openText("x", part{"Basic/Standard/a.xml", "x"}), Macros},

		{"a PDF with a script", "a.pdf", handPDF("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert)>>>>", pageTree), Active},
		{"a script under another spelling", "a.pdf", handPDF("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScript>>>>", pageTree), Active},
		{"a script among packed objects", "a.pdf", handPDF(catalogue, pageTree, packed("3 0 <</S/JavaScript/JS(x)>>")), Active},
		{"a PDF that starts a program", "a.pdf", handPDF("<</Type/Catalog/Pages 2 0 R/OpenAction<</S /Launch/F(cmd.exe)>>>>", pageTree), Active},
		{"a script behind a sign in the wrong place", "a.pdf", handPDF(catalogue, pageTree, "("+strings.Repeat("x", 1<<20), "<</S/JavaScript>>"), Active},
	} {
		t.Run(c.what, func(t *testing.T) {
			if f, code := inspect(t, c.data, c.name); code != c.want {
				t.Errorf("%s: %q (%s), want %q", c.name, code, f.Kind, c.want)
			}
		})
	}
}

// damaged changes one byte in the middle.
func damaged(data []byte) []byte {
	data = bytes.Clone(data)
	data[len(data)/2] ^= 0xff
	return data
}

func TestMarksOfSecrecy(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"a.docx", realDOCX("MẬT"), "MẬT"},
		{"a.docx", word("Độ mật: Tuyệt mật"), "TUYỆT MẬT"},
		{"a.docx", word("(TÔ\u0301I MÂ\u0323T)"), "TỐI MẬT"},
		{"a.docx", word("x", part{"word/header1.xml", "<hdr><p><t>T</t><t>ối mật</t></p></hdr>"}), "TỐI MẬT"},
		{"a.xlsx", sheet("Mật"), "MẬT"},
		{"a.odt", openText("<text:span>Tối</text:span> mật"), "TỐI MẬT"},
		{"a.docx", word("Bảo vệ bí mật nhà nước ở mức mật"), ""},
		{"BC_TUYỆT MẬT_2026.pdf", realPDF(), "TUYỆT MẬT"},
		{"bao-cao-toi-mat.pdf", realPDF(), "TỐI MẬT"},
		{"Văn bản MẬT 12.pdf", realPDF(), "MẬT"},
		{"Kế hoạch bảo mật và mật độ.pdf", realPDF(), ""},
	} {
		f, code := inspect(t, c.data, c.name)
		if got := strings.Join(f.Marks, " "); code != "" || got != c.want {
			t.Errorf("%s: marks %q, refused %q; want %q", c.name, got, code, c.want)
		}
	}
}

func TestSafeName(t *testing.T) {
	long := strings.Repeat("ủ", 200)
	for _, c := range []struct {
		name string
		kind Kind
		want string
	}{
		{"Tờ trình số 12.pdf", PDF, "Tờ trình số 12.pdf"},
		{"To\u031B\u0300 tri\u0300nh.PDF", PDF, "Tờ trình.pdf"},
		{`C:\Users\An\tờ trình.docx`, DOCX, "tờ trình.docx"},
		{"../../etc/passwd", PDF, "passwd.pdf"},
		{"..", PDF, "tai-lieu.pdf"},
		{"", PNG, "tai-lieu.png"},
		{"a\u202Efdp.exe", PDF, "afdp.exe.pdf"},
		{"a\x00\r\nb\t c.pdf", PDF, "a b c.pdf"},
		{"Báo cáo 12.2025", PDF, "Báo cáo 12.2025.pdf"},
		{"ảnh.jpeg", JPEG, "ảnh.jpeg"},
		{"CON.pdf", PDF, "_CON.pdf"},
		{"a<b>:c?.pdf", PDF, "a-b--c-.pdf"},
		{"x.pdf. . ", PDF, "x.pdf"},
		{"\xff\xfe.pdf", PDF, "tai-lieu.pdf"},
		{".pdf", PDF, "tai-lieu.pdf"},
	} {
		if got := SafeName(c.name, c.kind); got != c.want {
			t.Errorf("SafeName(%q, %s) = %q, want %q", c.name, c.kind, got, c.want)
		}
	}
	if got := SafeName(long+".pdf", PDF); len(got) > nameLimit || !strings.HasSuffix(got, "ủ.pdf") {
		t.Errorf("a long name: %d bytes, %q", len(got), got)
	}
}

// TestReadingFails tells an error of the disk from a problem of the file.
func TestReadingFails(t *testing.T) {
	broken := errors.New("disk")
	if _, err := Inspect(failing{broken}, 10, "a.pdf"); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }

func TestKinds(t *testing.T) {
	for _, k := range Kinds() {
		if k.Media() == "" || OfMedia(k.Media()) != k || ofEnding(string(k)) != k {
			t.Errorf("%s: media type %q, back %q", k, k.Media(), OfMedia(k.Media()))
		}
	}
	if Kind("x").Media() != "" || OfMedia("text/html") != "" {
		t.Error("a form that is not taken has a media type")
	}
}

// FuzzInspect asks that no file brings the check down, and that what passes has
// a form, a safe name, and passes again.
func FuzzInspect(f *testing.F) {
	for _, data := range [][]byte{
		realPDF(), realDOCX("MẬT"), lockedPDF(), sheet("x"), openText("x"), realPNG(), realJPEG(), compound("x"), overlapping(), hugePNG(),
		handPDF(catalogue, pageTree, packed("1 0 <</S/JavaScript>>")), join(realJPEG(), realJPEG()),
	} {
		f.Add(data, "Tờ trình.pdf")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		file, err := Inspect(bytes.NewReader(data), int64(len(data)), name)
		var p *Problem
		switch {
		case errors.As(err, &p):
			if !slices.Contains(Reasons(), p.Code) {
				t.Errorf("a reason without a name: %q", p.Code)
			}
			return
		case err != nil:
			t.Fatalf("reading bytes that are there: %v", err)
		}
		if file.Kind.Media() == "" {
			t.Errorf("taken without a form: %+v", file)
		}
		safe := SafeName(name, file.Kind)
		if again := SafeName(safe, file.Kind); again != safe {
			t.Errorf("%q made safe twice: %q, %q", name, safe, again)
		}
		if _, err := Inspect(bytes.NewReader(data), int64(len(data)), safe); err != nil {
			t.Errorf("passes as %q, not as %q: %v", name, safe, err)
		}
	})
}

// TestMarkOn proves that a letter's mark is found where marks stand, and that the
// word in a sentence is none.
func TestMarkOn(t *testing.T) {
	for want, cases := range map[string][][]string{
		"MẬT":       {{"Kính gửi\nMẬT\nĐồng ý"}, {"(Mật)"}, {"", "MẬT"}, {"", "cong-van", "bao cao - MẬT.docx"}},
		"TỐI MẬT":   {{"Độ mật: Tối mật"}, {"", "toi mat.pdf"}},
		"TUYỆT MẬT": {{"TUYỆT MẬT\nĐồng ý"}},
		"":          {{"Giữ bí mật nội dung này"}, {"Đồng ý", "Về bảo mật thông tin", "mật khẩu.txt"}, {""}},
	} {
		for _, c := range cases {
			if got := MarkOn(c[0], c[1:]...); got != want {
				t.Errorf("%q: %q, want %q", c, got, want)
			}
		}
	}
}
