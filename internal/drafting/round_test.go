package drafting

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/docx"
	"nghisu/internal/render/pdf"
)

// consultation is a round of three that has two comments, one unanswered.
func consultation() Consultation {
	o := Consultation{Zone: ict, Body: sitting().Body}
	o.Round.Line = app.RoundLine{
		Title: "Dự thảo Kế hoạch", Opened: time.Date(2026, 4, 6, 1, 0, 0, 0, time.UTC), Deadline: charter.NewDate(2026, 4, 20), Asked: 3, Answered: 2, Comments: 2, Unanswered: 1,
	}
	o.Round.Questions = []app.RoundQuestion{{
		Question: committee.Question{Order: 1, Text: "Đồng ý không?"},
		Members:  &committee.Count{Asked: 2, For: 1, ForWithComments: 1, Against: 1, StaleFor: 1}, Others: &committee.Count{Asked: 1, Silent: 1},
	}}
	row := func(name, address, text string, gone bool, reply committee.Reply) app.TableRow {
		return app.TableRow{Name: vi(name), Gone: gone, Row: committee.Row{Version: 1, Comment: committee.Comment{Address: address, Text: text, Reply: reply}}}
	}
	o.Round.Table = []app.TableRow{
		row("Sở 1", "dieu-2.1.a", "Nêu rõ", false, committee.Reply{Kind: committee.Accepted, Text: "Đã sửa"}),
		row("Sở 2", "muc-ii", "Bỏ", true, committee.Reply{}),
	}
	return o
}

func TestComparison(t *testing.T) {
	o := consultation()
	p := Comparison(o)
	text := lines(p)
	for _, want := range []string{
		"từ ngày 6/4/2026 đến hết ngày 20/4/2026", "2 trên 3 nơi", "Thành viên: hỏi 2, đồng ý 1 (có ý kiến 1), không đồng ý 1", "1 phiếu trên bản trước",
		"Đơn vị, chuyên gia (tham khảo): hỏi 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	rows := o.Table().Rows
	if got := strings.Join(rows[0], "|"); got != "1|Sở 1|Điều 2 khoản 1 điểm a|Nêu rõ|Tiếp thu: Đã sửa" {
		t.Errorf("first line %q", got)
	}
	if got := strings.Join(rows[1], "|"); got != "2|Sở 2|Mục II (bản 1)|Bỏ|Chưa trả lời" {
		t.Errorf("second line %q", got)
	}
	for _, render := range []func() ([]byte, error){func() ([]byte, error) { return docx.Render(p) }, func() ([]byte, error) { return pdf.Render(p) }} {
		if _, err := render(); err != nil {
			t.Error(err)
		}
	}
	o.Round.Questions[0].Members, o.Round.Questions[0].Others = nil, nil
	if text := lines(Comparison(o)); strings.Contains(text, "đồng ý 1") {
		t.Error("who may not know the counts reads them")
	}
}

func TestPlaceName(t *testing.T) {
	for address, want := range map[string]string{
		"dieu-2": "Điều 2", "dieu-2a.3": "Điều 2a khoản 3", "muc-iv.1": "Mục IV khoản 1", "phu-luc-1": "Phụ lục 1", WholeText: "Toàn văn",
		Preamble: "Phần mở đầu", "khac-1": "khac-1", "": "",
	} {
		if got := PlaceName(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// TestCommentsOfAnItem: what was said on the draft of an item by article stands in the
// pack behind the item's papers, as a document that is drawn, and is counted in the
// minutes; another item has none of it, nor has a pack of what is new.
func TestCommentsOfAnItem(t *testing.T) {
	r := consultation().Round
	r.Line.Item = "i1"
	o := sitting()
	o.Meeting.Drafts, o.Tables = []app.RoundLine{r.Line}, []app.RoundPage{r}
	for _, x := range []struct {
		of   PackOf
		item string // whose section is looked at
		want int
	}{{PackOf{}, "Báo cáo năm", 1}, {PackOf{Item: "i1"}, "Báo cáo năm", 1}, {PackOf{}, "Kế hoạch năm sau", 0}, {PackOf{New: true}, "Báo cáo năm", 0}} {
		n := 0
		for _, s := range o.Pack("vi", x.of, r.Line.Opened, nil).Sections {
			if !strings.HasSuffix(s.Title, x.item) {
				continue
			}
			for _, y := range s.Papers {
				n++
				f, err := y.Open()
				if err != nil {
					t.Fatal(err)
				}
				head := make([]byte, 5)
				if _, err := f.ReadAt(head, 0); err != nil || string(head) != "%PDF-" || f.Size() < 1000 || f.Close() != nil {
					t.Errorf("%s: a file that begins with %q, of %d bytes, %v", y.Title, head, f.Size(), err)
				}
				if !strings.Contains(y.Title, "2 ý kiến góp ý") {
					t.Errorf("it is called %q", y.Title)
				}
			}
		}
		if n != x.want {
			t.Errorf("%+v: %d tables under %s, want %d", x.of, n, x.item, x.want)
		}
	}
	const want = "2 ý kiến góp ý theo điều, khoản; đã tiếp thu, giải trình 1, chưa tiếp thu, giải trình 1."
	if text := lines(Minutes(o)); strings.Count(text, want) != 1 {
		t.Errorf("the minutes tell %d times of the comments:\n%s", strings.Count(text, want), text)
	}
	if p, _ := Extract(o, "i2"); strings.Contains(lines(p), "góp ý") {
		t.Error("the extract of another item tells of the comments")
	}
	o.Tables[0].Table = nil // who may not read them
	for _, s := range o.Pack("vi", PackOf{}, r.Line.Opened, nil).Sections {
		if len(s.Papers) > 0 {
			t.Errorf("a table without lines is bound under %s", s.Title)
		}
	}
}
