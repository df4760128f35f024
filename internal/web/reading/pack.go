package reading

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/pack"
	"nghisu/internal/web/ui"
)

// held is an open file that tells its size, as packs want it.
type held struct {
	*os.File
	size int64
}

// Size implements [pack.File].
func (h held) Size() int64 { return h.size }

// packFile gives the papers of a meeting as one PDF: toan-bo.pdf, moi.pdf for what
// the reader has not opened, muc-….pdf for one item.
func packFile(c *ui.Call) error {
	m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	var of drafting.PackOf
	name, ok := strings.CutSuffix(c.Arg("file"), ".pdf")
	item, one := strings.CutPrefix(name, "muc-")
	switch {
	case !ok:
		return committee.Missing("page.missing")
	case name == "moi":
		of.New = true
	case one:
		of.Item = committee.ItemID(item)
		if !has(m, of.Item) {
			return committee.Missing("page.missing")
		}
	case name != "toan-bo":
		return committee.Missing("page.missing")
	}
	o, err := drafting.Gather(c.Ctx(), c.App, c.By, m, c.Zone)
	if err != nil {
		return err
	}
	out, err := os.CreateTemp("", "nghisu-pack-*.pdf")
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	defer func() {
		_ = out.Close()
		_ = os.Remove(out.Name()) // swept with the machine's temporary files otherwise
	}()
	p := o.Pack(c.Page.Lang, of, c.App.Now(), opener(c))
	if len(p.Sections) == 0 {
		return committee.Clash("pack.empty")
	}
	if err := pack.Write(out, p); err != nil {
		return err
	}
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="bo-tai-lieu-`+c.Page.DayOf(m.Line.Start).String()+"-"+name+`.pdf"`)
	_ = http.NewResponseController(c.W).SetWriteDeadline(time.Time{}) // a large file on a slow line
	http.ServeContent(c.W, c.R, "", time.Time{}, out)
	return nil
}

// has reports whether an item stands on the agenda that the reader sees.
func has(m app.MeetingPage, id committee.ItemID) bool {
	for _, x := range m.Meeting.Agenda {
		if x.ID == id {
			return true
		}
	}
	return false
}

// opener opens papers for a pack. Who takes a pack has been given its papers: each
// is noted as opened, once.
func opener(c *ui.Call) drafting.Opener {
	noted := map[committee.PaperID]bool{}
	return func(l app.PaperLine) (pack.File, error) {
		id := l.Paper.ID
		r, err := c.App.OpenReading(c.Ctx(), c.By, id, l.Paper.Newest().N, !noted[id])
		if err != nil {
			return nil, err
		}
		noted[id] = true
		info, err := r.File.Stat()
		if err != nil {
			return nil, errors.Join(err, r.File.Close())
		}
		return held{r.File, info.Size()}, nil
	}
}
