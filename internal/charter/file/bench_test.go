package file

import (
	"testing"

	"nghisu/charters"
	"nghisu/internal/charter"
)

// BenchmarkLoad measures what a bundled charter costs from bytes to a
// regulation that answers; it should stay under 5 ms.
func BenchmarkLoad(b *testing.B) {
	for _, key := range charters.Keys() {
		src, err := charters.Read(key)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(key, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				c, problems := Parse(key, src)
				if c == nil {
					b.Fatal(problems)
				}
				charter.Compile(c)
			}
		})
	}
}
