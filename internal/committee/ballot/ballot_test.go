package ballot

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var asked = Question{Office: "nghe-an", Round: "r1", ID: "q1", Choices: 3}

// checkWord makes a voter's word, as a browser does.
func checkWord() string {
	var b [5]byte
	for i := range b {
		b[i] = byte(rand.IntN(256))
	}
	return alphabet.EncodeToString(b[:])
}

func halves(t *testing.T) (first, second Half) {
	t.Helper()
	a, err := NewHalf()
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewHalf()
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func seal(t *testing.T, q Question, seat string, b Ballot, x, y Half) Sealed {
	t.Helper()
	data, err := Seal(q, seat, b, x.Public(), y.Public())
	if err != nil {
		t.Fatal(err)
	}
	return Sealed{seat, data}
}

// What was cast comes out, whoever voted in whichever order.
func TestOpen(t *testing.T) {
	x, y := halves(t)
	for n := range 40 {
		var rows []Sealed
		var want []Ballot
		for i := range n {
			b := Ballot{Choice: rand.IntN(3), Check: checkWord()}
			rows, want = append(rows, seal(t, asked, fmt.Sprint("s", i), b, x, y)), append(want, b)
		}
		rand.Shuffle(n, func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got, err := Open(asked, rows, x, y)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(want, func(a, b Ballot) int { return strings.Compare(a.Check, b.Check) })
		if !slices.Equal(got.Cast, want) || len(got.Void) > 0 {
			t.Fatalf("%d cast: %v, void %v, want %v", n, got.Cast, got.Void, want)
		}
		sum := 0
		for _, c := range got.Count(asked) {
			sum += c
		}
		if sum != n {
			t.Errorf("%d counted of %d", sum, n)
		}
	}
}

// One half opens nothing, nor do halves of another round or in another order.
func TestWrongHalves(t *testing.T) {
	x, y := halves(t)
	z, w := halves(t)
	rows := []Sealed{seal(t, asked, "s1", Ballot{1, checkWord()}, x, y)}
	for name, p := range map[string][2]Half{"the first alone": {x, x}, "the second alone": {y, y}, "changed about": {y, x}, "others": {z, w}, "half right": {x, w}} {
		if got, err := Open(asked, rows, p[0], p[1]); !errors.Is(err, ErrHalf) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// A row that was moved to another seat or question, cut, lengthened or changed in
// any bit is void, and the others count.
func TestVoid(t *testing.T) {
	x, y := halves(t)
	good := seal(t, asked, "s1", Ballot{2, checkWord()}, x, y)
	other := asked
	other.ID = "q2"
	bad := map[string][]byte{
		"copied from another seat":     good.Data,
		"copied from another question": seal(t, other, "s2", Ballot{1, checkWord()}, x, y).Data,
		"cut":                          good.Data[:Length-1],
		"lengthened":                   append(bytes.Clone(good.Data), 0),
		"empty":                        nil,
	}
	mine := seal(t, asked, "s2", Ballot{0, checkWord()}, x, y).Data
	for i := range mine {
		b := bytes.Clone(mine)
		b[i] ^= 1 << (i % 8)
		bad[fmt.Sprint("byte ", i)] = b
	}
	for name, data := range bad {
		got, err := Open(asked, []Sealed{good, {"s2", data}}, x, y)
		if err != nil || len(got.Cast) != 1 || !slices.Equal(got.Void, []string{"s2"}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// All sealed ballots look alike.
func TestLength(t *testing.T) {
	x, y := halves(t)
	seen := map[string]bool{}
	for range 20 {
		for c := range 3 {
			s := seal(t, asked, "s1", Ballot{c, "AAAAAAAA"}, x, y)
			if len(s.Data) != Length || seen[string(s.Data)] {
				t.Errorf("%d bytes, want %d; seen before: %t", len(s.Data), Length, seen[string(s.Data)])
			}
			seen[string(s.Data)] = true
		}
	}
}

func TestSealRefuses(t *testing.T) {
	x, y := halves(t)
	for _, b := range []Ballot{{-1, "AAAAAAAA"}, {3, "AAAAAAAA"}, {0, "AAAA"}, {0, ""}} {
		if _, err := Seal(asked, "s", b, x.Public(), y.Public()); !errors.Is(err, ErrSealed) {
			t.Errorf("%+v: %v", b, err)
		}
	}
	if _, err := Seal(asked, "s", Ballot{0, "AAAAAAAA"}, Public("x"), y.Public()); err == nil {
		t.Error("sealed to a key that is none")
	}
}

// A key survives its paper, also typed carelessly; a slip of the pen is found.
func TestReadHalf(t *testing.T) {
	x, _ := halves(t)
	text := x.String()
	for _, s := range []string{text, strings.ToLower(text), strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(text, " ", "-"), strings.ReplaceAll(strings.ReplaceAll(text, "0", "o"), "1", "l")} {
		got, err := ReadHalf(s)
		if err != nil || !reflect.DeepEqual(got.Public(), x.Public()) {
			t.Errorf("%q: %v", s, err)
		}
	}
	found := 0
	for i, r := range text {
		if r == ' ' {
			continue
		}
		other := "Z"
		if r == 'Z' {
			other = "Y"
		}
		if _, err := ReadHalf(text[:i] + other + text[i+1:]); err == nil {
			t.Errorf("a slip at %d was not found", i)
		}
		found++
	}
	if found != 56 {
		t.Errorf("the slip has %d letters, want 56", found)
	}
	for _, s := range []string{"", "0", "U", strings.Repeat("0", 56), strings.Repeat("Z", 56), text + " 0000"} {
		if _, err := ReadHalf(s); !errors.Is(err, ErrHalf) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestWarning(t *testing.T) {
	cast := func(choices ...int) (out []Ballot) {
		for _, c := range choices {
			out = append(out, Ballot{Choice: c})
		}
		return out
	}
	for want, lists := range map[Warning][][]Ballot{
		NoWarning: {cast(), cast(0, 0, 1, 1, 2), cast(0, 1, 1, 1, 1)},
		Few:       {cast(0, 1), cast(0, 1, 2, 0)},
		Alike:     {cast(1), cast(1, 1, 1), cast(0, 0, 0, 0, 0, 0)},
	} {
		for _, l := range lists {
			if got := warning(l); got != want {
				t.Errorf("%v: %q, want %q", l, got, want)
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	x, _ := NewHalf()
	y, _ := NewHalf()
	data, err := Seal(asked, "s", Ballot{0, "AAAAAAAA"}, x.Public(), y.Public())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Open(asked, []Sealed{{"s", data}}, x, y); err != nil {
			b.Fatal(err)
		}
	}
}
