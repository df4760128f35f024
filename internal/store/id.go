package store

import (
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"sync"

	"github.com/google/uuid"
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// SeededIDs gives a source of ids for [Options].NewID that always mints the
// same UUIDv7 texts, in ascending order, for the same seed. It may be used from
// several goroutines; it is for tests and re-enactments, never for real use.
func SeededIDs(seed uint64) func() string {
	var mu sync.Mutex
	r := rand.New(rand.NewPCG(seed, seed^0x9e3779b97f4a7c15))
	var tick uint64
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		tick++
		var b [16]byte
		binary.BigEndian.PutUint64(b[:8], tick<<16|r.Uint64()&0x0fff|0x7000) // 48 bits of time, version 7
		binary.BigEndian.PutUint64(b[8:], r.Uint64()&^(3<<62)|2<<62)         // variant
		var out [36]byte
		hex.Encode(out[:8], b[:4])
		hex.Encode(out[9:13], b[4:6])
		hex.Encode(out[14:18], b[6:8])
		hex.Encode(out[19:23], b[8:10])
		hex.Encode(out[24:], b[10:])
		out[8], out[13], out[18], out[23] = '-', '-', '-', '-'
		return string(out[:])
	}
}
