package committee

import (
	"encoding/json"
	"fmt"
)

// Erased stands where words were taken out of the record by an act of erasure
// (đã xóa).
const Erased = "[đã xóa]"

// The keys of a stored [Prose]: its words, or the id under which the words once
// lay. They are no struct tags, since a tag cannot hold the sign.
const (
	wordsKey = "§"
	goneKey  = "§x"
)

// MarshalJSON writes {"§": "words"}.
func (p Prose) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{wordsKey: string(p)})
}

// UnmarshalJSON reads {"§": "words"}, or {"§x": "id"} for words that were
// erased, which reads as [Erased]. Anything else is an error.
func (p *Prose) UnmarshalJSON(data []byte) error {
	var m map[string]string
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("prose: %w", err)
	}
	words, hasWords := m[wordsKey]
	_, gone := m[goneKey]
	switch {
	case len(m) == 1 && hasWords:
		*p = Prose(words)
	case len(m) == 1 && gone:
		*p = Erased
	default:
		return fmt.Errorf(`prose: want an object with exactly one of %q and %q`, wordsKey, goneKey)
	}
	return nil
}
