package app

import (
	"fmt"

	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// maxCompiled bounds the compiled charters that are kept, some 100 KB each; others
// are compiled again when they are asked for. A province has a thousand bodies: a
// bound below their number makes every second command wait for a compiler.
const maxCompiled = 1200

// regulation gives the compiled charter of a body on a day, or nil when it had
// none. Compiled charters are kept: a file never changes under its hash.
func (a *App) regulation(tx *store.Tx, body committee.BodyKey, on charter.Date) (*charter.Regulation, error) {
	hash, ok, err := tx.CharterHash(body, on)
	if err != nil || !ok {
		return nil, err
	}
	if r := a.keptCharter(hash); r != nil {
		return r, nil
	}
	v, ok, err := tx.CharterOn(body, on)
	if err != nil || !ok {
		return nil, err
	}
	return a.compiled(v.Hash, string(body), v.Source)
}

// compiled compiles a charter that is in the books, and keeps it. What a command
// merely brings is compiled by [compile]: a text that is refused, or only
// checked, leaves nothing behind.
func (a *App) compiled(hash, name string, source []byte) (*charter.Regulation, error) {
	if r := a.keptCharter(hash); r != nil {
		return r, nil
	}
	r, err := compile(name, source)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for old := range a.regs { // any one gives way: the order of a map is random
		if len(a.regs) < maxCompiled {
			break
		}
		delete(a.regs, old)
	}
	a.regs[hash] = r
	return r, nil
}

func (a *App) keptCharter(hash string) *charter.Regulation {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.regs[hash]
}

// compile parses and compiles a charter file.
func compile(name string, source []byte) (*charter.Regulation, error) {
	c, problems := file.Parse(name, source)
	if c == nil {
		return nil, fmt.Errorf("charter of %s: %w", name, problems)
	}
	return charter.Compile(c), nil
}
