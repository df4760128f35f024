package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"nghisu/internal/render/pack"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
)

// The pack that is measured.
const (
	packPapers = 100
	packPages  = 10 // of each paper
)

// onDisk is a paper's file.
type onDisk struct {
	*os.File
	size int64
}

// Size implements [pack.File].
func (f onDisk) Size() int64 { return f.size }

// measurePack is P15: a hundred papers of ten pages laid into one file, from files
// on the disk to a file on the disk.
func measurePack(ctx context.Context, s settings, r *Report) error {
	p, err := packToMeasure(s.dir)
	if err != nil {
		return err
	}
	var times []float64
	size := int64(0)
	for range max(s.runs, 1) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		out, err := os.Create(filepath.Join(s.dir, "pack.pdf"))
		if err != nil {
			return err
		}
		begin := time.Now()
		if err := pack.Write(out, p); err != nil {
			return err
		}
		times = append(times, time.Since(begin).Seconds())
		if info, err := out.Stat(); err == nil {
			size = info.Size()
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	took := median(times)
	r.add(Figure{
		Row: "P15", What: "a pack of 100 papers, 1,000 pages", Unit: "s", Ours: took, Target: "≤ 5 s", Met: took <= 5,
		Note: fmt.Sprintf("%.1f MB", float64(size)/1e6),
	})
	return nil
}

// packToMeasure makes the papers: decreed documents of exactly so many pages.
func packToMeasure(dir string) (pack.Pack, error) {
	p := pack.Pack{Title: "Phiên họp", Contents: "Mục lục", Language: "vi"}
	doc := paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "BÁO CÁO", Subject: "Kết quả thực hiện", Place: "Nghệ An"}
	for n := 0; ; n++ { // lines are added until the last page is full
		doc.Body = append(doc.Body, paper.Text(fmt.Sprintf("%d. Các đơn vị báo cáo kết quả thực hiện nhiệm vụ được giao.", n+1)))
		if n < packPages*20 {
			continue
		}
		data, err := pdf.Render(doc)
		if err != nil {
			return p, err
		}
		if pages := pack.Pages(data); pages < packPages {
			continue
		}
		for i := range packPapers {
			name := filepath.Join(dir, fmt.Sprintf("paper-%d.pdf", i))
			if err := os.WriteFile(name, data, 0o600); err != nil {
				return p, err
			}
			if i%5 == 0 {
				p.Sections = append(p.Sections, pack.Section{Title: fmt.Sprintf("%d. Nội dung", i/5+1)})
			}
			last := &p.Sections[len(p.Sections)-1]
			last.Papers = append(last.Papers, pack.Paper{Title: fmt.Sprintf("Báo cáo %d", i+1), Foot: "Nội dung", Form: pack.PDF, Open: func() (pack.File, error) {
				f, err := os.Open(name)
				return onDisk{f, int64(len(data))}, err
			}})
		}
		return p, nil
	}
}
