package drafting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/render/pack"
)

// held is an open file that tells its size, as packs want it.
type held struct {
	*os.File
	size int64
}

// Size implements [pack.File].
func (h held) Size() int64 { return h.size }

// Bound is a pack as a file of its own, gone once it is closed.
type Bound struct{ *os.File }

// Close implements [io.Closer].
func (b Bound) Close() error { return errors.Join(b.File.Close(), os.Remove(b.Name())) }

// Bind writes the papers of a meeting as one PDF, as somebody may see them (bộ tài
// liệu họp). Who takes a pack has been given its papers: each is noted as opened,
// once.
func Bind(ctx context.Context, a *app.App, by app.Actor, m app.MeetingPage, of PackOf, lang catalogue.Lang, zone *time.Location) (out Bound, err error) {
	o, err := Gather(ctx, a, by, m, zone)
	if err != nil {
		return out, err
	}
	for _, l := range m.Drafts {
		r, err := a.Round(ctx, by, l.ID)
		if err != nil {
			return out, err
		}
		o.Tables = append(o.Tables, r)
	}
	p := o.Pack(lang, of, a.Now(), opener(ctx, a, by))
	if len(p.Sections) == 0 {
		return out, committee.Clash("pack.empty")
	}
	if out.File, err = os.CreateTemp("", "nghisu-pack-*.pdf"); err != nil {
		return out, fmt.Errorf("pack: %w", err)
	}
	if err = pack.Write(out, p); err == nil {
		if _, err = out.Seek(0, io.SeekStart); err == nil {
			return out, nil
		}
		err = fmt.Errorf("pack: %w", err)
	}
	return Bound{}, errors.Join(err, out.Close())
}

func opener(ctx context.Context, a *app.App, by app.Actor) Opener {
	noted := map[committee.PaperID]bool{}
	return func(l app.PaperLine) (pack.File, error) {
		id := l.Paper.ID
		r, err := a.OpenReading(ctx, by, id, l.Paper.Newest().N, !noted[id])
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
