package papertest

import (
	"encoding/xml"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/render/paper"
)

// Invitation is a giấy mời with every component of the head and the end.
func Invitation() paper.Paper {
	return paper.Paper{
		Parent: "UBND tỉnh Nghệ An", Issuer: "Ban Chỉ đạo xây dựng Chính quyền điện tử", Number: "5", Symbol: "GM-BCĐ",
		Place: "Nghệ An", Day: time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), Kind: "Giấy mời",
		Subject: "Họp thường kỳ sáu tháng đầu năm 2026", Urgency: "KHẨN",
		Grounds: []string{"Căn cứ Quy chế tổ chức và hoạt động của Ban Chỉ đạo"},
		Body: []paper.Block{
			paper.Text("Trưởng Ban Chỉ đạo kính mời các đồng chí dự họp với nội dung sau đây; đề nghị các đồng chí nghiên cứu tài liệu gửi kèm và chuẩn bị ý kiến về các vấn đề thuộc lĩnh vực phụ trách:"),
			paper.Labelled("Thời gian", "14 giờ 00, thứ Tư, ngày 11 tháng 02 năm 2026"),
			{Table: &paper.Table{
				Columns: []paper.Column{{Title: "TT", Share: 1, Centre: true}, {Title: "Nội dung", Share: 8}, {Title: "Chuẩn bị", Share: 4}},
				Rows:    [][]string{{"1", "Báo cáo kết quả sáu tháng và những việc cần tháo gỡ ngay", "Sở Thông tin và Truyền thông"}, {"2", "Kế hoạch quý III", "Văn phòng"}},
			}},
			paper.Text("Đề nghị các đồng chí dự họp đúng thành phần, đúng giờ."),
		},
		Sign:       []paper.Signature{{Capacity: []string{"KT. Trưởng ban", "Phó Trưởng ban"}, Name: "Ủy viên 2"}},
		Recipients: []string{"Như thành phần mời", "Trưởng ban (để b/c)", "Lưu: VT, CNTT"},
	}
}

// Word is one word on a page, in millimetres from the upper left corner; Size is
// in points.
type Word struct {
	Page                   int
	Left, Top, Right, Down float64
	Size                   float64
	Text                   string
}

// Words reads a PDF back. Pieces of one word that are set in two typefaces are
// one word again.
func Words(t *testing.T, data []byte) []Word {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []struct {
			Words []struct {
				XMin float64 `xml:"xMin,attr"`
				YMin float64 `xml:"yMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	read(t, &doc, "pdftotext", "-bbox", file, "-")
	pieces := piecesOf(t, file)
	var words []Word
	for i, p := range doc.Pages {
		for _, w := range p.Words {
			x := Word{
				Page: i + 1, Left: paper.MM(w.XMin), Top: paper.MM(w.YMin), Right: paper.MM(w.XMax), Down: paper.MM(w.YMax),
				Text: norm.NFC.String(w.Text),
			}
			x.Size = sizeAt(pieces[i], (w.XMin+w.XMax)/2, (w.YMin+w.YMax)/2)
			if n := len(words) - 1; n >= 0 && words[n].Page == x.Page && math.Abs(x.Left-words[n].Right) < 0.15 && math.Abs(x.Top-words[n].Top) < 1 {
				words[n].Text, words[n].Right = words[n].Text+x.Text, x.Right
				continue
			}
			words = append(words, x)
		}
	}
	return words
}

// read runs a reader and takes its XML.
func read(t *testing.T, into any, command ...string) {
	t.Helper()
	out, err := exec.Command(command[0], command[1:]...).Output()
	if err == nil {
		err = xml.Unmarshal(out, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", command[0], err)
	}
}

// piece is a run of text of one size; measures are points.
type piece struct{ left, top, right, down, size float64 }

// piecesOf reads the sizes of what stands on each page.
func piecesOf(t *testing.T, file string) [][]piece {
	t.Helper()
	const zoom = 3 // the most that the reader gives; sizes are whole numbers of it
	var doc struct {
		Pages []struct {
			Fonts []struct {
				ID   string  `xml:"id,attr"`
				Size float64 `xml:"size,attr"`
			} `xml:"fontspec"`
			Texts []struct {
				Top    float64 `xml:"top,attr"`
				Left   float64 `xml:"left,attr"`
				Width  float64 `xml:"width,attr"`
				Height float64 `xml:"height,attr"`
				Font   string  `xml:"font,attr"`
			} `xml:"text"`
		} `xml:"page"`
	}
	read(t, &doc, "pdftohtml", "-xml", "-zoom", "3", "-i", "-stdout", file)
	sizes := map[string]float64{}
	var out [][]piece
	for _, p := range doc.Pages {
		for _, f := range p.Fonts {
			sizes[f.ID] = f.Size / zoom
		}
		var list []piece
		for _, x := range p.Texts {
			list = append(list, piece{x.Left / zoom, x.Top / zoom, (x.Left + x.Width) / zoom, (x.Top + x.Height) / zoom, sizes[x.Font]})
		}
		out = append(out, list)
	}
	return out
}

// sizeAt is the size of the text at a point of a page; 0 where there is none.
func sizeAt(list []piece, x, y float64) float64 {
	for _, p := range list {
		if x >= p.left-1 && x <= p.right+1 && y >= p.top && y <= p.down {
			return p.size
		}
	}
	return 0
}

// Phrase finds words that follow one another and gives them as one box.
func Phrase(t *testing.T, words []Word, phrase string) Word {
	t.Helper()
	want := strings.Fields(norm.NFC.String(phrase))
	for i := range words {
		if i+len(want) > len(words) {
			break
		}
		box, found := words[i], true
		for j, w := range want {
			x := words[i+j]
			if x.Text != w || x.Page != box.Page {
				found = false
				break
			}
			box.Left, box.Right = min(box.Left, x.Left), max(box.Right, x.Right)
			box.Top, box.Down = min(box.Top, x.Top), max(box.Down, x.Down)
			box.Size = max(box.Size, x.Size)
		}
		if found {
			box.Text = phrase
			return box
		}
	}
	t.Fatalf("the page lacks %q", phrase)
	return Word{}
}

// Decreed holds an [Invitation] against Annex I of Decree 30/2020/NĐ-CP: every
// component within one millimetre of its place and in its size.
func Decreed(t *testing.T, data []byte) {
	t.Helper()
	words := Words(t, data)
	at := func(s string) Word { return Phrase(t, words, s) }
	centre := func(w Word) float64 { return (w.Left + w.Right) / 2 }
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1 {
			t.Errorf("%s at %.1f mm, want %.1f", what, got, want)
		}
	}
	size := func(w Word, least, most float64) {
		t.Helper()
		if w.Size < least-0.3 || w.Size > most+0.3 {
			t.Errorf("%q is %.1f pt, want %g to %g", w.Text, w.Size, least, most)
		}
	}
	state, motto := at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), at("Độc lập - Tự do - Hạnh phúc")
	parent, number, day := at("UBND TỈNH NGHỆ AN"), at("Số: 05/GM-BCĐ"), at("Nghệ An, ngày 03 tháng 02 năm 2026")
	issuer := at("BAN CHỈ ĐẠO")
	kind, subject := at("GIẤY MỜI"), at("Họp thường kỳ sáu tháng đầu năm 2026")
	body, label := at("Trưởng Ban Chỉ đạo kính"), at("Thời gian:")
	capacity, deputy, name := at("KT. TRƯỞNG BAN"), at("PHÓ TRƯỞNG BAN"), at("Ủy viên 2")
	copies, first := at("Nơi nhận:"), at("- Như thành phần mời;")

	size(state, 12, 13)
	size(motto, 13, 14)
	size(parent, 12, 13)
	size(issuer, 12, 13)
	size(number, 13, 13)
	size(day, 13, 14)
	size(at("KHẨN"), 13, 14)
	size(kind, 13, 14)
	size(subject, 13, 14)
	size(body, 13, 14)
	size(capacity, 13, 14)
	size(name, 13, 14)
	size(copies, 12, 12)
	size(first, 11, 11)

	if state.Top < 19 || state.Top > 26 {
		t.Errorf("the text begins %.1f mm from the edge, want 20 to 25", state.Top)
	}
	near("the middle of the motto", centre(motto), centre(state))
	near("the middle of the day", centre(day), centre(motto))
	near("the middle of the number", centre(number), centre(parent))
	near("the day", day.Top, number.Top)
	near("the motto below the state's name", motto.Top-state.Top, (12+13)/2*1.17*25.4/72)
	const left, right = 30.0, 195.0
	near("the middle of the kind", centre(kind), (left+right)/2)
	near("the middle of the subject", centre(subject), (left+right)/2)
	if indent := body.Left - left; indent < 9 || indent > 13.7 {
		t.Errorf("the first line is indented %.1f mm, want 10 to 12.7", indent)
	}
	near("the label", label.Left, body.Left)
	near("the recipients", copies.Left, left)
	near("the recipients beside the authority", copies.Top, capacity.Top)
	near("the title below the authority", centre(deputy), centre(capacity))
	near("the name below the title", centre(name), centre(capacity))
	if centre(capacity) < (left+right)/2 {
		t.Errorf("the signature stands at %.1f mm, want the right half", centre(capacity))
	}
	if room := name.Top - deputy.Down; room < 20 || room > 40 {
		t.Errorf("%.1f mm are left to sign in, want 20 to 40", room)
	}
	for _, w := range words {
		if w.Left < left-1 || w.Right > right+1 {
			t.Errorf("%q stands from %.1f to %.1f mm, outside the margins", w.Text, w.Left, w.Right)
		}
	}
	// Straight on both sides: a full line ends at the right margin.
	straight := 0
	for _, w := range words {
		if w.Page == 1 && math.Abs(w.Right-right) < 1 && w.Size > 13.5 {
			straight++
		}
	}
	if straight < 1 {
		t.Error("no line of the text ends at the right margin")
	}
}
