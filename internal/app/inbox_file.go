package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"

	"nghisu/internal/blob"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// AttachedFile is what came attached to a letter, as it came.
type AttachedFile struct {
	Name string
	Data []byte
}

// LetterFile is what came attached to a letter (tệp kèm thư), as it is shown: kept,
// or why it was not.
type LetterFile struct {
	Letter  string
	N       int
	Name    string
	Media   string
	Size    int64
	Remarks []string
	Fault   *committee.Fault // why it was not kept; nil: it was
}

// keepsFilesOf reports whether what is attached to a letter is kept: only of those
// that answer one of ours. What strangers and machines send stays in the mailbox.
func keepsFilesOf(row store.Incoming) bool {
	return row.Letter != "" && slices.Contains([]string{InAnswer, InProgress, InCalendar, InOther}, row.Kind)
}

// keepAttached looks at what came attached and keeps what every upload would be
// kept as. A file that bears a mark of state secrets makes the letter one: true.
func (a *App) keepAttached(ctx context.Context, office committee.OfficeID, in []AttachedFile, row *store.Incoming) (secret bool, err error) {
	if a.files == nil || !keepsFilesOf(*row) {
		return false, nil
	}
	for _, x := range in {
		f, err := a.receive(ctx, office, Upload{Data: bytes.NewReader(x.Data), Name: x.Name}, false)
		var fault *committee.Fault
		switch {
		case err == nil:
			row.Kept = append(row.Kept, store.IncomingFile{Name: string(f.Name), SHA256: f.SHA256, Media: f.MediaType, Size: f.Size, Remarks: f.Remarks})
		case errors.As(err, &fault) && fault.Code == "paper.looks-secret":
			return true, nil
		case errors.As(err, &fault) && fault.Kind == committee.Invalid:
			row.Kept = append(row.Kept, store.IncomingFile{Name: legible(x.Name), Size: int64(len(x.Data)), Why: fault.Code, WhyArgs: fault.Args})
		default:
			return false, err
		}
	}
	return false, nil
}

// letterFiles lists what came attached to letters, by letter.
func letterFiles(tx *store.Tx, letters ...string) (map[string][]LetterFile, error) {
	list, err := tx.IncomingFiles(letters)
	out := map[string][]LetterFile{}
	for _, f := range list {
		x := LetterFile{Letter: f.Letter, N: f.N, Name: f.Name, Media: f.Media, Size: f.Size, Remarks: f.Remarks}
		if f.SHA256 == "" {
			x.Fault = &committee.Fault{Kind: committee.Invalid, Code: f.Why, Args: f.WhyArgs}
		}
		out[f.Letter] = append(out[f.Letter], x)
	}
	return out, err
}

// slipFiles lists what came with the answers to a round, by whose answer it is: all
// of it for who reads every slip, else what came with the reader's own.
func slipFiles(tx *store.Tx, r committee.Round, may func(committee.Party) bool) (map[string][]LetterFile, error) {
	rows, err := tx.IncomingOn("round", string(r.ID))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, x := range rows {
		ids[i] = x.ID
	}
	files, err := letterFiles(tx, ids...)
	out := map[string][]LetterFile{}
	for _, x := range rows {
		if may(partyOfKey(x.About)) {
			out[x.About] = append(out[x.About], files[x.ID]...)
		}
	}
	return out, err
}

// OpenedFile is a file that came with a letter, opened.
type OpenedFile struct {
	LetterFile
	File *os.File
}

// OpenLetterFile opens what came attached to a letter, for who reads the letter in
// the tray, and for who reads the slip that it became. The media type is one that
// the system itself found.
func (a *App) OpenLetterFile(ctx context.Context, by Actor, id string, n int) (out OpenedFile, err error) {
	if a.files == nil {
		return out, &committee.Fault{Kind: committee.Busy, Code: "file.no-store"}
	}
	sum := ""
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		row, ok, err := tx.Incoming(id)
		if err != nil || !ok {
			return orMissing(err, committee.Missing("inbox.unknown", id))
		}
		may, err := a.trayMay(tx, v, row)
		if err == nil && !may {
			may, err = ownSlipOf(tx, v, row)
		}
		if err != nil || !may {
			return orMissing(err, committee.Missing("inbox.unknown", id))
		}
		list, err := tx.IncomingFiles([]string{id})
		for _, f := range list {
			if f.N == n && f.SHA256 != "" {
				sum, out.LetterFile = f.SHA256, LetterFile{Letter: id, N: n, Name: f.Name, Media: f.Media, Size: f.Size, Remarks: f.Remarks}
			}
		}
		if err == nil && sum == "" {
			err = committee.Missing("inbox.no-file", itoa(n))
		}
		return err
	})
	if err != nil {
		return out, err
	}
	if out.File, err = a.files.store.Get(string(by.Office), sum); errors.Is(err, blob.ErrMissing) {
		a.log.Error("a letter's file is not in the store", "letter", id, "file", n, "sha256", sum)
		err = &committee.Fault{Kind: committee.Busy, Code: "file.lost"}
	}
	return out, err
}

// ownSlipOf reports whether a letter became a slip of a party for which the reader
// answers.
func ownSlipOf(tx *store.Tx, v *view, row store.Incoming) (bool, error) {
	if row.Thing != "round" || row.State != store.IncomingCounted && row.State != store.IncomingPlaced {
		return false, nil
	}
	r, err := some(committee.RoundID(row.Object), tx.RoundHead)
	if err != nil || r == nil {
		return false, err
	}
	if level, err := v.sightOfRound(*r); err != nil || level == 0 {
		return false, err
	}
	return v.standingAs(r.Body, partyOfKey(row.About)) != nil, nil
}
