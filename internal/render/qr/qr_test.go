package qr

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSVG reads codes back as a camera's program would, by the standard and not by
// the library: edge, format, mask, the way through the modules, the bytes.
func TestSVG(t *testing.T) {
	for _, text := range []string{"http://a.vn/phien/x", "https://nghisu.example/phien-hop/1?ma=q-_9", "http://127.0.0.1:8080/phien-hop"} {
		svg, err := SVG(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, string(svg)); got != text {
			t.Errorf("read back %q, want %q", got, text)
		}
	}
	if _, err := SVG(strings.Repeat("x", 5000)); err == nil {
		t.Error("more than a code can hold is drawn")
	}
}

var (
	box  = regexp.MustCompile(`viewBox="0 0 (\d+) \d+"`)
	dark = regexp.MustCompile(`M(\d+) (\d+)h1v1h-1z`)
)

// masks are the patterns of ISO/IEC 18004, 7.8.2; i is the row.
var masks = []func(i, j int) bool{
	func(i, j int) bool { return (i+j)%2 == 0 },
	func(i, _ int) bool { return i%2 == 0 },
	func(_, j int) bool { return j%3 == 0 },
	func(i, j int) bool { return (i+j)%3 == 0 },
	func(i, j int) bool { return (i/2+j/3)%2 == 0 },
	func(i, j int) bool { return i*j%2+i*j%3 == 0 },
	func(i, j int) bool { return (i*j%2+i*j%3)%2 == 0 },
	func(i, j int) bool { return ((i+j)%2+i*j%3)%2 == 0 },
}

// read decodes a code of version 2 or 3 at middle correction, whose data stand in
// one block.
func read(t *testing.T, svg string) string {
	t.Helper()
	whole, _ := strconv.Atoi(box.FindStringSubmatch(svg)[1])
	n := whole - 2*quiet
	at := map[[2]int]bool{} // row, column
	for _, m := range dark.FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		if x < quiet || y < quiet || x >= quiet+n || y >= quiet+n {
			t.Fatalf("the module %d, %d lies in the quiet edge", x, y)
		}
		at[[2]int{y - quiet, x - quiet}] = true
	}
	if n != 25 && n != 29 {
		t.Fatalf("%d modules a side: give the test a text of 15 to 42 bytes", n)
	}
	format := 0
	for k := range 15 { // from the corner: column 8 downwards last
		r, c := 8, k
		switch {
		case k == 6:
			c = 7
		case k == 7:
			c = 8
		case k == 8:
			r, c = 7, 8
		case k > 8:
			r, c = 14-k, 8
		}
		format <<= 1
		if at[[2]int{r, c}] {
			format |= 1
		}
	}
	format ^= 0x5412
	if level := format >> 13; level != 0 {
		t.Fatalf("correction %d, want middle (0)", level)
	}
	mask := masks[format>>10&7]
	fixed := func(i, j int) bool {
		return i < 9 && j < 9 || i < 9 && j >= n-8 || i >= n-8 && j < 9 || i == 6 || j == 6 ||
			i >= n-9 && i <= n-5 && j >= n-9 && j <= n-5
	}
	var bits []int
	up := true
	for j := n - 1; j > 0; j -= 2 {
		if j == 6 {
			j--
		}
		for k := range n {
			i := k
			if up {
				i = n - 1 - k
			}
			for _, c := range []int{j, j - 1} {
				if fixed(i, c) {
					continue
				}
				bit := 0
				if at[[2]int{i, c}] != mask(i, c) {
					bit = 1
				}
				bits = append(bits, bit)
			}
		}
		up = !up
	}
	take := func(n int) (v int) {
		for _, b := range bits[:n] {
			v = v<<1 | b
		}
		bits = bits[n:]
		return v
	}
	if mode := take(4); mode != 4 {
		t.Fatalf("mode %d, want bytes (4)", mode)
	}
	var out []byte
	for range take(8) {
		out = append(out, byte(take(8)))
	}
	return string(out)
}
