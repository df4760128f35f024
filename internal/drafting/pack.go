package drafting

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/render/pack"
	"nghisu/internal/render/pdf"
)

// PackOf says what of a meeting's papers goes into a pack: all of them, those of
// one item, or those that its reader has not opened yet.
type PackOf struct {
	Item committee.ItemID // empty: of every item
	New  bool
}

// Opener opens a paper as it is laid into a pack.
type Opener func(app.PaperLine) (pack.File, error)

// Pack puts the papers of a meeting together in the order of its agenda (bộ tài
// liệu họp), as their reader may see them; those that were withdrawn are left out.
func (o Occasion) Pack(lang catalogue.Lang, of PackOf, made time.Time, open Opener) pack.Pack {
	word := func(key string, args ...string) string { return catalogue.T(lang, key, args...) }
	body := o.Body.Line
	p := pack.Pack{
		Title: o.title(), Language: string(lang), Contents: word("pack.contents"),
		Lines: []string{o.moment(o.Meeting.Line.Start), o.Meeting.Line.Place, o.Meeting.Line.Chair},
	}
	if host := body.Host.In(string(lang)); host != "" && host != body.Name.In(string(lang)) {
		p.Issuer = append(p.Issuer, host)
	}
	p.Issuer = append(p.Issuer, body.Name.In(string(lang)))
	p.Lines = slices.DeleteFunc(p.Lines, func(s string) bool { return s == "" })
	what := "pack.whole"
	switch {
	case of.Item != "":
		what = "pack.item"
	case of.New:
		what = "pack.new"
	}
	p.Note = word(what) + ". " + word("pack.made", o.local(made).Format("15:04 02/01/2006"))
	add := func(title, label string, item committee.ItemID) {
		s := pack.Section{Title: title}
		for _, l := range o.Meeting.Papers {
			if l.Paper.Item != item || !l.Open || l.Paper.Withdrawn || of.New && !l.New {
				continue
			}
			s.Papers = append(s.Papers, packed(word, l, label, open))
		}
		if !of.New {
			s.Papers = append(s.Papers, o.tables(word, label, item)...)
		}
		if len(s.Papers) > 0 || !of.New && item != "" {
			p.Sections = append(p.Sections, s)
		}
	}
	if of.Item == "" {
		add(word("papers.whole"), word("pack.whole-label"), "")
	}
	for _, x := range o.agenda() {
		if of.Item == "" || of.Item == x.ID {
			n := o.Number(x)
			add(n+". "+x.Title, word("pack.item-label", n), x.ID)
		}
	}
	return p
}

// tables are what was said on the drafts of an item by article, with the drafter's
// answers, as far as the reader of the pack reads it (bảng tổng hợp, tiếp thu, giải
// trình). A comment is no paper that is opened: packs of what is new go without.
func (o Occasion) tables(word func(string, ...string) string, label string, item committee.ItemID) []pack.Paper {
	var out []pack.Paper
	for _, r := range o.Tables {
		if r.Line.Item != item || item == "" || len(r.Table) == 0 {
			continue
		}
		title := word("pack.comments", strconv.Itoa(len(r.Table)))
		out = append(out, pack.Paper{Title: title, Foot: label + " · " + title, Form: pack.PDF, Open: func() (pack.File, error) {
			data, err := pdf.Render(Comparison(Consultation{Round: r, Body: o.Body, Zone: o.Zone}))
			return drawn{bytes.NewReader(data)}, err
		}})
	}
	return out
}

// drawn is a file that was just drawn.
type drawn struct{ *bytes.Reader }

// Close implements [io.Closer].
func (drawn) Close() error { return nil }

// packed is one paper on its way into a pack.
func packed(word func(string, ...string) string, l app.PaperLine, label string, open Opener) pack.Paper {
	v := l.Paper.Newest()
	out := pack.Paper{
		Title: cmp.Or(l.Paper.Title, v.Name), Open: func() (pack.File, error) { return open(l) },
		Apart: word("pack.apart", word("media."+v.MediaType), v.Name),
	}
	out.Foot = label + " · " + out.Title
	if v.N > 0 {
		out.Foot += " · " + word("paper.version-n", strconv.Itoa(v.N))
	}
	switch v.MediaType {
	case "image/png":
		out.Form = pack.PNG
	case "image/jpeg":
		out.Form = pack.JPEG
	default:
		if l.Readable {
			out.Form = pack.PDF
		}
	}
	return out
}
