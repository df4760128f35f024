package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// hand writes a PDF from its objects, the first of which is its catalogue, with a
// table of objects that is right.
func hand(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

func open(data []byte) (*File, error) { return Open(bytes.NewReader(data), int64(len(data))) }

// copied copies all pages of a file into a new one.
func copied(data []byte) ([]byte, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := NewWriter(&out)
	tree := w.Reserve()
	c, refs := NewCopier(f, w, pages)
	kids := Array{}
	for i, p := range pages {
		c.Page(p, refs[i], tree, nil)
		kids = append(kids, refs[i])
	}
	c.Layers()
	w.Put(tree, Dict{"Type": Name("Pages"), "Kids": kids, "Count": Int(len(kids))})
	err = w.Close(w.Add(Dict{"Type": Name("Catalog"), "Pages": tree}), w.Add(Dict{}))
	return out.Bytes(), err
}

const onePage = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Rotate 90>>"

func TestInherited(t *testing.T) {
	f, err := open(hand("<</Type/Catalog/Pages 2 0 R>>", onePage, "<</Type/Page/Parent 2 0 R/CropBox[10 20 200 300]>>"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	if wide, high := pages[0].Size(); wide != 280 || high != 190 || pages[0].Turned() != 90 {
		t.Errorf("%v×%v turned by %d", wide, high, pages[0].Turned())
	}
}

// What runs, and what belongs to the old file alone, stays behind; links hold.
func TestLeftBehind(t *testing.T) {
	data := hand(
		"<</Type/Catalog/Pages 2 0 R/OpenAction 8 0 R/Names<</Dests<</Names[(c\\150)[4 0 R/Fit]]>>>>>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 300 400]>>",
		"<</Type/Page/Parent 2 0 R/AA<</O 8 0 R>>/Annots[5 0 R 6 0 R 7 0 R]/Contents 9 0 R>>",
		"<</Type/Page/Parent 2 0 R>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoTo/D(ch)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>",
		"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/Parent 8 0 R/A 8 0 R/AA<</K 8 0 R>>>>",
		"<</S/JavaScript/JS(app.alert\\(1\\))>>",
		"<</Length 4>>\nstream\nq Q \nendstream",
	)
	out, err := copied(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"JavaScript", "OpenAction", "app.alert", "/AA"} {
		if bytes.Contains(out, []byte(s)) {
			t.Errorf("%s went along: %s", s, out)
		}
	}
	f, err := open(out)
	if err != nil {
		t.Fatal(err)
	}
	pages, _ := f.Pages()
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	notes, _ := f.Get(pages[0].Dict["Annots"]).(Array)
	if len(notes) != 3 {
		t.Fatalf("%d annotations", len(notes))
	}
	link, _ := f.Get(notes[0]).(Dict)
	if to, _ := f.Get(link["Dest"]).(Array); len(to) != 2 || to[0] != (Ref{Num: pages[1].Num}) {
		t.Errorf("the link by name leads to %v, the second page is %d", to, pages[1].Num)
	}
	if !bytes.Contains(out, []byte("(https://example.org)")) || !bytes.Contains(out, []byte("q Q ")) {
		t.Errorf("lost: %s", out)
	}
}

// A file whose table of objects is wrong, or gone, is searched.
func TestRebuilt(t *testing.T) {
	sound := hand("<</Type/Catalog/Pages 2 0 R>>", onePage, "<</Type/Page/Parent 2 0 R>>")
	for name, data := range map[string][]byte{
		"shifted":    append([]byte("\n\n\n"), sound...),
		"no table":   sound[:bytes.Index(sound, []byte("xref"))],
		"wrong":      bytes.Replace(sound, []byte("startxref\n"), []byte("startxref\n1"), 1),
		"other root": bytes.Replace(sound, []byte("/Root 1 0 R"), []byte("/Root 3 0 R"), 1),
	} {
		f, err := open(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if pages, err := f.Pages(); err != nil || len(pages) != 1 || pages[0].Turned() != 90 {
			t.Errorf("%s: %d pages, %v", name, len(pages), err)
		}
	}
}

// What is broken or runs in circles ends in a fault, soon.
func TestBroken(t *testing.T) {
	const catalogue = "<</Type/Catalog/Pages 2 0 R>>"
	for name, data := range map[string][]byte{
		"empty":        nil,
		"words":        []byte("%PDF-1.7 nothing at all"),
		"no pages":     hand(catalogue, "<</Type/Pages/Kids[]/Count 0>>"),
		"itself":       hand(catalogue, "<</Type/Pages/Kids[2 0 R 2 0 R]>>"),
		"reference":    hand(catalogue, "2 0 R"),
		"two":          hand(catalogue, "3 0 R", "2 0 R"),
		"locked":       bytes.Replace(hand(catalogue, onePage, "<</Type/Page>>"), []byte("trailer\n<<"), []byte("trailer\n<</Encrypt 3 0 R"), 1),
		"nested":       hand(catalogue, strings.Repeat("[", 100_000)),
		"nested dicts": hand(catalogue, strings.Repeat("<</Kids ", 100_000)),
		"long prev":    []byte("%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"),
		"huge table":   []byte("%PDF-1.7\nxref\n0 99999999\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"),
	} {
		f, err := open(data)
		if err == nil {
			_, err = f.Pages()
		}
		if !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzCopy(f *testing.F) {
	f.Add(hand("<</Type/Catalog/Pages 2 0 R>>", onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[<</A<</S/GoTo/D[3 0 R]>>>>]>>", "<</Length 3>>\nstream\nq Q\nendstream"))
	f.Add(hand("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[3 0 R]/D<</OFF[3 0 R]>>>>>>", onePage, "<</Type/Page/Resources<</XObject<</A 3 0 R>>>>>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, err := copied(data)
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Fatal(err)
			}
			return
		}
		again, err := copied(out)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, out)
		}
		if len(again) > 2*len(out)+4096 {
			t.Fatalf("a copy of %d bytes grew to %d", len(out), len(again))
		}
	})
}
