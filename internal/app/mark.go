package app

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Mark is a note or a highlight of the reader's own on a paper (ghi chú riêng).
// Nobody else sees it, not even who keeps the books, and the register knows
// nothing of it.
type Mark struct {
	ID            string
	Version       int // on which it was made
	Page          int // of that version, from 1
	Quote         string
	Before, After string // words around the quote, to find it again in a new version
	Words         string // empty: only highlighted
	At            time.Time
}

// MarkIn makes a mark, or changes the words of one that is named.
type MarkIn struct {
	Paper   committee.PaperID `json:"paper"`
	ID      string            `json:"id"` // empty: a new one
	Version int               `json:"version"`
	Page    int               `json:"page"`
	Quote   committee.Prose   `json:"quote"` // empty: the page as a whole
	Before  string            `json:"before"`
	After   string            `json:"after"`
	Words   committee.Prose   `json:"words"`
}

// The bounds of marks.
const (
	mostMarks  = 1000 // of one reader on one paper
	longAround = 64   // letters before and behind a quote
	markPages  = 50_000
)

// Marks lists the reader's own marks on a paper, in the order of its pages.
func (a *App) Marks(ctx context.Context, by Actor, paper committee.PaperID) (out []Mark, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := a.paperFor(tx, v, paper, seesFile); err != nil {
			return err
		}
		rows, err := tx.Marks(paper, by.Person)
		out = nil
		for _, m := range rows {
			out = append(out, Mark{
				ID: m.ID, Version: m.N, Page: m.Page, Quote: m.Quote, Before: m.Ahead, After: m.Behind,
				Words: m.Words, At: time.UnixMicro(m.At).UTC(),
			})
		}
		return err
	})
	return out, err
}

// PutMark makes a mark of the reader's own, or changes its words.
func (a *App) PutMark(ctx context.Context, by Actor, in MarkIn) error {
	in.Before, in.After = last(in.Before, longAround), first(in.After, longAround)
	if f := sound(in); f != nil {
		return f
	}
	words, quote := strings.TrimSpace(string(in.Words)), strings.TrimSpace(string(in.Quote))
	switch {
	case by.Person == "":
		return committee.Missing("paper.unknown", string(in.Paper))
	case in.ID != "":
	case words == "" && quote == "":
		return committee.Wrong("words", "mark.nothing")
	case in.Page < 1 || in.Page > markPages:
		return committee.Wrong("page", "mark.page")
	}
	now := a.now()
	return a.ownMarks(ctx, by, in.Paper, func(tx *store.Tx, p committee.Paper) error {
		if done, err := noted(tx, by, in, now); err != nil || done {
			return err
		}
		if in.ID != "" {
			ok, err := tx.ChangeMark(in.Paper, by.Person, in.ID, words, now.UnixMicro())
			if err == nil && !ok {
				err = committee.Missing("mark.unknown")
			}
			return err
		}
		if _, ok := p.Version(in.Version); !ok {
			return committee.Missing("paper.no-version", itoa(in.Version))
		}
		have, err := tx.Marks(in.Paper, by.Person)
		if err != nil {
			return err
		}
		if len(have) >= mostMarks {
			return committee.Clash("mark.too-many", itoa(mostMarks))
		}
		return tx.PutMark(store.Mark{
			ID: tx.NewID(), Paper: in.Paper, Person: by.Person, N: in.Version, Page: in.Page, Quote: quote,
			Ahead: in.Before, Behind: in.After, Words: words, At: now.UnixMicro(),
		})
	})
}

// noted reports whether a mark came under its key before: what a device queued
// without a network may come twice and counts once.
func noted(tx *store.Tx, by Actor, in MarkIn, now time.Time) (done bool, err error) {
	if by.Key == "" {
		return false, nil
	}
	input, err := json.Marshal(in)
	if err != nil {
		return false, fmt.Errorf("input: %w", err)
	}
	var none Receipt
	if done, err = replayed(tx, by, digest(in, input), &none); err != nil || done {
		return done, err
	}
	return false, remember(tx, by, digest(in, input), none, now)
}

// DropMark takes away a mark of the reader's own.
func (a *App) DropMark(ctx context.Context, by Actor, paper committee.PaperID, id string) error {
	return a.ownMarks(ctx, by, paper, func(tx *store.Tx, _ committee.Paper) error {
		ok, err := tx.DropMark(paper, by.Person, id)
		if err == nil && !ok {
			err = committee.Missing("mark.unknown")
		}
		return err
	})
}

// ownMarks writes marks on a paper whose file the reader may open.
func (a *App) ownMarks(ctx context.Context, by Actor, paper committee.PaperID, write func(tx *store.Tx, p committee.Paper) error) error {
	var p committee.Paper
	if err := a.read(ctx, by, func(tx *store.Tx, v *view) (err error) {
		p, err = a.paperFor(tx, v, paper, seesFile)
		return err
	}); err != nil {
		return err
	}
	return a.store.Write(ctx, by.Office, []committee.BodyKey{paperReadKey}, func(tx *store.Tx) error { return write(tx, p) })
}

// first and last cut a text to so many letters.
func first(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

func last(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[len(r)-n:])
	}
	return s
}
