package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/blob"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/upload"
)

// MaxFile is the largest file that is taken, unless the office sets another
// limit.
const MaxFile = 100 << 20

// files is where files go and how large they may be.
type files struct {
	store *blob.Store
	limit int64
	looks chan struct{} // bounds how many are unpacked at once
	draws chan struct{} // … and drawn
}

// KeepFiles says where files go and how large they may be; zero is [MaxFile]. It
// is called once, before the application serves.
func (a *App) KeepFiles(in *blob.Store, limit int64) {
	if limit <= 0 {
		limit = MaxFile
	}
	a.files = &files{store: in, limit: limit, looks: make(chan struct{}, 2), draws: make(chan struct{}, 1)}
}

// FileLimit is the largest file that is taken, in bytes; zero: none are taken.
func (a *App) FileLimit() int64 {
	if a.files == nil {
		return 0
	}
	return a.files.limit
}

// FileEndings lists the endings of the forms of file that are taken.
func FileEndings() []string {
	var out []string
	for _, k := range upload.Kinds() {
		out = append(out, string(k))
	}
	return out
}

// standIn is the file of a trial run: an act on a file is asked and decided
// before the file is read, so that nobody sends a hundred megabytes to be
// refused, and nobody fills the disk who may not.
var standIn = FileIn{SHA256: strings.Repeat("0", 64), Name: "tai-lieu.pdf", MediaType: "application/pdf", Size: 1}

// withFile carries out an act on a file that is sent along: a trial, then the
// file, then the act. The file is kept before the act that names it; one that no
// act comes to name is swept later ([App.SweepFiles]).
func withFile(ctx context.Context, a *App, by Actor, up Upload, checked bool, file *FileIn, run func(by Actor) (Receipt, error)) (Receipt, error) {
	if a.files == nil {
		return Receipt{}, &committee.Fault{Kind: committee.Busy, Code: "file.no-store", Field: "file"}
	}
	again, err := a.answered(ctx, by)
	if err != nil {
		return Receipt{}, err
	}
	*file = standIn
	if !again {
		trial := by
		trial.Dry, trial.Key = true, ""
		rec, err := run(trial)
		var f *committee.Fault
		if errors.As(err, &f) && f.Kind == committee.Refused && !by.Dry {
			return run(by) // refused again, and logged; without a file it never passes
		}
		if err != nil || by.Dry {
			return rec, err
		}
	}
	if *file, err = a.receive(ctx, by.Office, up, checked); err != nil {
		return Receipt{}, err
	}
	return run(by)
}

// answered reports whether a command with the actor's key has its answer already.
func (a *App) answered(ctx context.Context, by Actor) (ok bool, err error) {
	if by.Key == "" || by.Dry {
		return false, nil
	}
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		_, _, ok, err = tx.IdempotentGet(by.Person, by.Key)
		return err
	})
	return ok, err
}

// receive reads a file, looks at what it is, and keeps it.
func (a *App) receive(ctx context.Context, office committee.OfficeID, up Upload, checked bool) (FileIn, error) {
	if up.Data == nil {
		return FileIn{}, committee.Wrong("file", "paper.no-file")
	}
	d, err := a.files.store.Take(up.Data, a.files.limit)
	if errors.Is(err, blob.ErrTooLarge) {
		return FileIn{}, committee.Wrong("file", "file.too-large", strconv.FormatInt(a.files.limit>>20, 10))
	}
	if err != nil {
		return FileIn{}, fmt.Errorf("file: %w", err)
	}
	defer func() { _ = d.Drop() }() // nothing once it is kept; else swept at the latest
	select {
	case a.files.looks <- struct{}{}:
	case <-ctx.Done():
		return FileIn{}, ctx.Err()
	}
	f, err := upload.Inspect(d, d.Size(), up.Name)
	<-a.files.looks
	var p *upload.Problem
	switch {
	case errors.As(err, &p):
		return FileIn{}, &committee.Fault{Kind: committee.Invalid, Code: p.Code, Field: "file", Args: p.Args}
	case err != nil:
		return FileIn{}, fmt.Errorf("file: %w", err)
	case len(f.Marks) > 0 && !checked:
		return FileIn{}, committee.Wrong("checked", "paper.looks-secret", strings.Join(f.Marks, ", "))
	}
	in := FileIn{
		SHA256: d.Sum(), Name: committee.Prose(upload.SafeName(up.Name, f.Kind)), MediaType: f.Kind.Media(), Size: d.Size(), Remarks: f.Notes,
	}
	return in, d.Keep(string(office))
}

// kept lets what was decided on a file pass when the file lies in the store; a
// trial has none yet.
func (k *call) kept(in FileIn) func([]committee.Event, error) ([]committee.Event, error) {
	return func(events []committee.Event, err error) ([]committee.Event, error) {
		if err != nil || k.by.Dry {
			return events, err
		}
		has, err := k.a.files.store.Has(string(k.by.Office), in.SHA256)
		if err == nil && !has {
			err = committee.Wrong("file", "paper.no-file")
		}
		return events, err
	}
}

// domain turns a file into the domain's.
func (in FileIn) domain() committee.FileIn {
	return committee.FileIn{SHA256: in.SHA256, Name: string(in.Name), MediaType: in.MediaType, Size: in.Size, Remarks: in.Remarks}
}

// orphanLife is how long a file may lie without an act that names it: longer than
// any act takes.
const orphanLife = 24 * time.Hour

// SweepFiles takes files of an office out of the store that no act came to name,
// as when the program ended between the file and its act, and counts them. The
// daily housekeeping calls it.
func (a *App) SweepFiles(ctx context.Context, office committee.OfficeID) (n int, err error) {
	if a.files == nil {
		return 0, nil
	}
	err = a.files.store.Each(string(office), systemClock().Add(-orphanLife), func(sum string) error {
		named := false
		if err := a.store.Read(ctx, office, func(tx *store.Tx) (err error) {
			named, err = tx.NamesFile(sum)
			return err
		}); err != nil || named {
			return err
		}
		n++
		if err := a.store.Write(ctx, office, []committee.BodyKey{paperReadKey}, func(tx *store.Tx) error { return tx.DropDrawing(sum) }); err != nil {
			return err
		}
		return a.files.store.Delete(string(office), sum)
	})
	return n, err
}
