package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"nghisu/internal/blob"
	"nghisu/internal/committee"
	"nghisu/internal/render/foreign"
	"nghisu/internal/store"
	"nghisu/internal/upload"
)

// DrawFile is the job that draws a file of an office program as PDF, by its hash.
const DrawFile = "file.draw"

// DrawOffice says what draws files of office programs; without it they are
// offered as they are. It is called once, before the application serves.
func (a *App) DrawOffice(with *foreign.Drawer) { a.drawer = with }

// drawn reports whether files of a form are drawn to be read.
func drawnForm(k upload.Kind) bool {
	switch k {
	case upload.DOCX, upload.XLSX, upload.PPTX, upload.ODT, upload.ODS:
		return true
	}
	return false
}

// inPage reports whether a version can be read in the page: as it is, or drawn.
func (a *App) inPage(v committee.PaperVersion) bool {
	k := upload.OfMedia(v.MediaType)
	return k == upload.PDF || k == upload.PNG || k == upload.JPEG || drawnForm(k) && a.drawer != nil
}

// drawLater has new versions drawn before somebody wants to read them.
func (k *call) drawLater(events []committee.Event) error {
	if k.a.drawer == nil {
		return nil
	}
	for _, e := range events {
		x, ok := e.(committee.PaperVersioned)
		if !ok || !drawnForm(upload.OfMedia(x.MediaType)) {
			continue
		}
		if _, err := k.tx.EnqueueJob(DrawFile, x.SHA256, []byte(x.MediaType), k.env.Entered.UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// Draw does the job of drawing a file.
func (a *App) Draw(ctx context.Context, office committee.OfficeID, job Job) error {
	if a.drawer == nil || a.files == nil {
		return nil // drawn when somebody reads it on a node that can
	}
	_, err := a.drawing(ctx, office, job.Key, upload.OfMedia(string(job.Payload)))
	return err
}

// drawing gives the PDF of a file, made now if nobody has made it.
func (a *App) drawing(ctx context.Context, office committee.OfficeID, sum string, kind upload.Kind) (out store.Drawing, err error) {
	find := func() (ok bool, err error) {
		err = a.store.Read(ctx, office, func(tx *store.Tx) error {
			out, ok, err = tx.Drawing(sum)
			return err
		})
		return ok, err
	}
	if ok, err := find(); ok || err != nil {
		return out, err
	}
	if a.drawer == nil {
		return out, nil
	}
	in, err := a.files.store.Get(string(office), sum)
	if errors.Is(err, blob.ErrMissing) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	defer in.Close()
	if err = a.files.alone(ctx); err != nil {
		return out, err
	}
	defer a.files.done()
	if ok, err := find(); ok || err != nil { // another drew it meanwhile
		return out, err
	}
	out = store.Drawing{SHA256: sum, At: a.now().UnixMicro()}
	if out.Drawn, out.Size, err = a.draw(ctx, office, in, kind); errors.Is(err, foreign.ErrUndrawn) && ctx.Err() == nil {
		a.log.Warn("a document could not be drawn", "office", office, "sha256", sum, "err", err)
		out.Why, err = "undrawn", nil
	}
	if err != nil {
		return out, err
	}
	err = a.store.Write(ctx, office, []committee.BodyKey{paperReadKey}, func(tx *store.Tx) error { return tx.KeepDrawing(out) })
	return out, err
}

// draw draws a file and keeps the PDF, which is looked at like any other.
func (a *App) draw(ctx context.Context, office committee.OfficeID, in *os.File, kind upload.Kind) (sum string, size int64, err error) {
	pdf, err := os.CreateTemp("", "nghisu-drawn-*.pdf")
	if err != nil {
		return "", 0, err
	}
	defer func() {
		_ = pdf.Close()
		_ = os.Remove(pdf.Name()) // swept with the machine's temporary files otherwise
	}()
	if err := a.drawer.Draw(ctx, in, string(kind), pdf); err != nil {
		return "", 0, err
	}
	if _, err := pdf.Seek(0, 0); err != nil {
		return "", 0, err
	}
	d, err := a.files.store.Take(pdf, a.files.limit)
	if errors.Is(err, blob.ErrTooLarge) {
		return "", 0, fmt.Errorf("%w: %w", foreign.ErrUndrawn, err)
	}
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = d.Drop() }() // nothing once it is kept
	if f, err := upload.Inspect(d, d.Size(), ""); err != nil || f.Kind != upload.PDF {
		return "", 0, fmt.Errorf("%w: what came out is no sound PDF: %w", foreign.ErrUndrawn, err)
	}
	return d.Sum(), d.Size(), d.Keep(string(office))
}

// alone waits until nobody draws; done ends it.
func (f *files) alone(ctx context.Context) error {
	select {
	case f.draws <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *files) done() { <-f.draws }

// Reading is a version of a paper as it is read in the page.
type Reading struct {
	PaperFile
	Kind upload.Kind // pdf, png or jpg: what File is
	Size int64       // of File
}

// OpenReading opens a version of a paper as it is read in the page or laid into a
// pack: a PDF or a picture as it is, a file of an office program drawn as PDF. The
// fault paper.undrawn says that it can only be taken as it is.
func (a *App) OpenReading(ctx context.Context, by Actor, id committee.PaperID, version int, note bool) (out Reading, err error) {
	if out.PaperFile, err = a.OpenPaper(ctx, by, id, version, note); err != nil {
		return out, err
	}
	out.Kind, out.Size = upload.OfMedia(out.Version.MediaType), out.Version.Size
	if !drawnForm(out.Kind) {
		return out, nil
	}
	if err := out.File.Close(); err != nil {
		return Reading{}, err
	}
	d, err := a.drawing(ctx, by.Office, out.Version.SHA256, out.Kind)
	if err != nil {
		return Reading{}, err
	}
	if d.Drawn == "" {
		return Reading{}, committee.Clash("paper.undrawn")
	}
	out.Kind, out.Size = upload.PDF, d.Size
	if out.File, err = a.files.store.Get(string(by.Office), d.Drawn); errors.Is(err, blob.ErrMissing) {
		err = &committee.Fault{Kind: committee.Busy, Code: "file.lost"}
	}
	return out, err
}
