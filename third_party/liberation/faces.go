package liberation

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"
)

//go:embed *.gz OFL-liberation.txt
var files embed.FS

// The faces as TrueType files, each unpacked once. Their bytes are shared: nobody
// writes to them.
var (
	Regular    = unpacked("LiberationSerif-Regular.ttf.gz")    // chữ đứng
	Bold       = unpacked("LiberationSerif-Bold.ttf.gz")       // chữ đậm
	Italic     = unpacked("LiberationSerif-Italic.ttf.gz")     // chữ nghiêng
	BoldItalic = unpacked("LiberationSerif-BoldItalic.ttf.gz") // chữ đậm nghiêng
)

// unpacked opens a file of this package when it is first asked for. The files are
// part of the program: one that cannot be opened is a program built wrong.
func unpacked(name string) func() []byte {
	return sync.OnceValue(func() []byte {
		packed, err := files.ReadFile(name)
		if err != nil {
			panic(fmt.Sprintf("liberation: %v", err))
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic(fmt.Sprintf("liberation: %s: %v", name, err))
		}
		face, err := io.ReadAll(z)
		if err != nil {
			panic(fmt.Sprintf("liberation: %s: %v", name, err))
		}
		return face
	})
}
