package qr

import (
	"bytes"
	"fmt"

	"github.com/boombuler/barcode/qr"
)

// quiet is the empty edge that readers need around a code, in its modules.
const quiet = 4

// SVG draws a text as a QR code of middle correction, black on white whatever the
// theme of the page: readers do not take light on dark.
func SVG(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("QR code: %w", err)
	}
	n := code.Bounds().Dx()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path fill="#000" d="`, n+2*quiet)
	for y := range n {
		for x := range n {
			if dark, _, _, _ := code.At(x, y).RGBA(); dark == 0 {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return b.Bytes(), nil
}

// Modules gives a code as its modules, dark ones true, row by row and without the quiet
// edge: what a printed page draws.
func Modules(text string) ([][]bool, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("QR code: %w", err)
	}
	out := make([][]bool, code.Bounds().Dx())
	for y := range out {
		out[y] = make([]bool, len(out))
		for x := range out[y] {
			dark, _, _, _ := code.At(x, y).RGBA()
			out[y][x] = dark == 0
		}
	}
	return out, nil
}
