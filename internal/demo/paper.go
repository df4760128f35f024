package demo

import (
	"bytes"
	"fmt"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/docx"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
)

// papersBack is how far before the last day papers are laid: those of older
// sittings lie in the agencies' own files.
const papersBack = 45 * 24 * time.Hour

// papers lays papers before a sitting: a submission on each of its first matters,
// and on the first a draft that is amended the day before. An office without a
// place for files has none.
func (s *sim) papers(m *sitting, id committee.MeetingID, items []committee.ItemID) {
	if s.app.FileLimit() == 0 || m.start.Before(s.end.Add(-papersBack)) {
		return
	}
	for i, item := range items[:min(len(items), 2)] {
		title := m.matters[i].title
		s.lay(m, id, item, committee.Submission, "Tờ trình: "+title, pdf.Render, submission(title, ""))
		if i > 0 || m.idle {
			continue
		}
		draft := s.lay(m, id, item, committee.DraftText, "Dự thảo kết luận: "+title, docx.Render, submission(title, "Dự thảo lần 1."))
		s.plan(m.start.Add(-24*time.Hour), "paper of "+m.title, func() {
			s.done(s.app.AddVersion(s.ctx, s.by(m.convener), app.AddVersionIn{
				Paper: draft, After: 1, Note: "Bổ sung số liệu của tháng; làm rõ đơn vị chủ trì ở mục 2.",
				Upload: s.drawn("du-thao-2.pdf", pdf.Render, submission(title, "Dự thảo lần 2.")),
			}))
		})
	}
}

// lay lays one paper by whoever called the sitting.
func (s *sim) lay(m *sitting, id committee.MeetingID, item committee.ItemID, kind committee.PaperKind, title string,
	render func(paper.Paper) ([]byte, error), p paper.Paper,
) committee.PaperID {
	name := "to-trinh.pdf"
	if kind == committee.DraftText {
		name = "du-thao-1.docx"
	}
	r := s.done(s.app.LayPaper(s.ctx, s.by(m.convener), app.LayPaperIn{
		Meeting: id, Item: item, Kind: kind, Title: committee.Prose(title), Sight: committee.ForBody, Secrecy: "none", Upload: s.drawn(name, render, p),
	}))
	return committee.PaperID(r.Ref)
}

// drawn draws a paper to be sent.
func (s *sim) drawn(name string, render func(paper.Paper) ([]byte, error), p paper.Paper) app.Upload {
	data, err := render(p)
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("draw %s: %w", name, err)
	}
	return app.Upload{Name: name, Data: bytes.NewReader(data)}
}

// submission is what an agency writes to the body on a matter.
func submission(title, state string) paper.Paper {
	p := paper.Paper{
		Issuer: "CƠ QUAN THƯỜNG TRỰC", Symbol: "TTr-CQTT", Place: "…", Kind: "TỜ TRÌNH", Subject: title, To: []string{"Ban Chỉ đạo"},
		Body: []paper.Block{
			paper.Title("1. Sự cần thiết"), paper.Text("Thực hiện chương trình công tác năm, cơ quan thường trực báo cáo Ban Chỉ đạo về nội dung: " + title + "."),
			paper.Title("2. Nội dung trình"), paper.Text("Giao đơn vị chủ trì và các đơn vị phối hợp thực hiện theo tiến độ; báo cáo kết quả hằng tháng."),
			paper.Title("3. Kiến nghị"), paper.Text("Kính đề nghị Ban Chỉ đạo xem xét, cho ý kiến."),
		},
		Foot: "Dữ liệu mẫu: cơ quan, người và việc ở đây chỉ để minh họa.",
	}
	if state != "" {
		p.Body = append([]paper.Block{paper.Text(state)}, p.Body...)
	}
	return p
}
