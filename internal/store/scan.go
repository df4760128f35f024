package store

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"nghisu/internal/committee"
)

// instant reads microseconds into a time in UTC; 0 is no time.
type instant struct{ to *time.Time }

// Scan reads a column.
func (i instant) Scan(v any) error {
	us, ok := v.(int64)
	if !ok {
		return fmt.Errorf("an instant is stored as %T", v)
	}
	*i.to = time.Time{}
	if us != 0 {
		*i.to = time.UnixMicro(us).UTC()
	}
	return nil
}

// jsonList reads a stored JSON list; an empty one reads as nil.
type jsonList[T any] struct{ to *[]T }

// Scan reads a column.
func (l jsonList[T]) Scan(v any) error {
	var text []byte
	switch x := v.(type) {
	case string:
		text = []byte(x)
	case []byte:
		text = x
	default:
		return fmt.Errorf("a list is stored as %T", v)
	}
	*l.to = nil
	if string(text) == "[]" {
		return nil
	}
	return json.Unmarshal(text, l.to)
}

// hexBytes reads bytes that are stored in hexadecimal, which both engines keep
// alike; none reads as nil.
type hexBytes struct{ to *[]byte }

// Scan reads a column.
func (h hexBytes) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("bytes are stored as %T", v)
	}
	*h.to = nil
	if text == "" {
		return nil
	}
	b, err := hex.DecodeString(text)
	*h.to = b
	return err
}

// millis reads milliseconds into a length of time.
type millis struct{ to *time.Duration }

// Scan reads a column.
func (m millis) Scan(v any) error {
	ms, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a length of time is stored as %T", v)
	}
	*m.to = time.Duration(ms) * time.Millisecond
	return nil
}

// filledOf is when a device says that something was filled in on it, and its two
// skews; the zero value where nothing says so.
func filledOf(at, kept, sent int64) committee.Filled {
	return committee.FilledEntry{At: at, Kept: kept, Sent: sent}.Claim()
}
