package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// MaxCompiled is the bound on compiled charters, for tests.
const MaxCompiled = maxCompiled

// CompiledCharters counts the compiled charters that an application keeps.
func CompiledCharters(a *App) int {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return len(a.regs)
}

// KeepCompiled compiles a charter and keeps it under a hash of the caller's.
func KeepCompiled(a *App, hash string, source []byte) error {
	_, err := a.compiled(hash, "test", source)
	return err
}

// FoldBy is [App.FoldNow] with lists and batches of other lengths.
func FoldBy(ctx context.Context, a *App, office committee.OfficeID, list, batch int) error {
	return a.foldAll(ctx, office, list, batch)
}

// RoundWhole is [App.Round] with every slip read, whoever asks.
func RoundWhole(ctx context.Context, a *App, by Actor, id committee.RoundID) (out RoundPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		s, err := v.roundReach(tx, id)
		if err != nil {
			return err
		}
		s.all = true
		if err := s.fill(tx, v, id); err != nil {
			return err
		}
		out, err = a.roundPage(tx, v, s)
		return err
	})
	return out, err
}

// PartyNames names the parties of a round at once, or each by itself.
func PartyNames(ctx context.Context, a *App, by Actor, id committee.RoundID, atOnce bool) (out map[committee.Party]charter.Text, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		r, _, err := tx.RoundFrame(id)
		if err != nil {
			return err
		}
		if atOnce {
			out, err = a.partyNames(tx, r, v.on)
			return err
		}
		out = map[committee.Party]charter.Text{}
		for _, p := range slices.Concat(r.Asked, []committee.Party{r.Drafter}) {
			if out[p], err = a.partyName(tx, p, v.on); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}
