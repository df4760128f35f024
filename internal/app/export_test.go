package app

import (
	"context"

	"nghisu/internal/committee"
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
