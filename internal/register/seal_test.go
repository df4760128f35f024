package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestSealAndOpen(t *testing.T) {
	act := fullAct()
	sealed, contents, err := Seal(act, noise(5))
	if err != nil {
		t.Fatal(err)
	}
	values := []string{"Phiên họp thường kỳ", "Ủy viên 3 được ủy quyền", "Báo cáo quý", ""}
	if len(contents) != len(values) {
		t.Fatalf("%d contents, want %d: equal texts share one", len(contents), len(values))
	}
	kept := map[string]Content{}
	for i, c := range contents {
		if c.Value != values[i] || c.ID != act.ID+"."+string(rune('0'+i)) || len(c.Salt) != SaltSize {
			t.Errorf("content %d is %+v, want %q", i, c, values[i])
		}
		kept[c.ID] = c
	}
	leaf, err := EncodeLeaf(sealed)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		if v != "" && strings.Contains(string(leaf), v) {
			t.Errorf("the leaf still says %q", v)
		}
	}
	ids, err := ContentIDs(leaf)
	if err != nil || len(ids) != 4 || ids[3] != contents[3].ID {
		t.Errorf("content ids %v (%v)", ids, err)
	}
	find := func(id string) (Content, bool) { c, ok := kept[id]; return c, ok }
	decoded, err := DecodeLeaf(leaf)
	if err != nil {
		t.Fatal(err)
	}
	opened, erased, err := Open(decoded, find)
	if err != nil || len(erased) != 0 {
		t.Fatalf("open: %v, erased %v", err, erased)
	}
	for _, p := range [][2]json.RawMessage{{opened.Input, act.Input}, {opened.Facts, act.Facts}, {opened.Ruling, act.Ruling}, {opened.Events[0].Data, act.Events[0].Data}, {opened.Events[1].Data, act.Events[1].Data}} {
		want, err := Canonical(p[1])
		if err != nil || string(p[0]) != string(want) {
			t.Errorf("opened %s, want %s", p[0], want)
		}
	}
	if string(act.Input) == string(sealed.Input) || string(act.Events[0].Data) == string(sealed.Events[0].Data) {
		t.Error("Seal did not change the act it gives")
	}

	// The title is erased: wherever it stood there is a mark, the rest opens.
	delete(kept, contents[0].ID)
	opened, erased, err = Open(decoded, find)
	mark := `{"§x":"` + contents[0].ID + `"}`
	if err != nil || len(erased) != 1 || erased[0] != contents[0].ID {
		t.Fatalf("after erasure: %v, erased %v", err, erased)
	}
	if !strings.Contains(string(opened.Input), mark) || !strings.Contains(string(opened.Events[0].Data), mark) || !strings.Contains(string(opened.Events[0].Data), "Báo cáo quý") {
		t.Errorf("erased text: %s, %s", opened.Input, opened.Events[0].Data)
	}
	data, erased, err := OpenJSON(decoded.Events[0].Data, find)
	if err != nil || string(data) != string(opened.Events[0].Data) || len(erased) != 1 {
		t.Errorf("OpenJSON gives %s, %v, %v", data, erased, err)
	}

	// A changed value, a changed salt and a content in another's place do not pass.
	for name, change := range map[string]func(Content) Content{
		"value": func(c Content) Content { c.Value += "."; return c },
		"salt":  func(c Content) Content { c.Salt = append([]byte{1}, c.Salt[1:]...); return c },
		"short": func(c Content) Content { c.Salt = c.Salt[:15]; return c },
		"long":  func(c Content) Content { c.Salt = append(c.Salt[:16:16], 0); return c },
		"other": func(c Content) Content { o := contents[2]; o.ID = c.ID; return o },
	} {
		_, _, err := Open(decoded, func(id string) (Content, bool) {
			c := contents[1]
			if id == c.ID {
				return change(c), true
			}
			return find(id)
		})
		if err == nil || !strings.Contains(err.Error(), contents[1].ID) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSaltsHideEqualTexts(t *testing.T) {
	a, first, _ := Seal(fullAct(), noise(1))
	b, second, _ := Seal(fullAct(), noise(2))
	if string(a.Input) == string(b.Input) || first[0].digest() == second[0].digest() {
		t.Error("one text under two salts looks the same")
	}
}

type noBytes struct{}

func (noBytes) Read([]byte) (int, error) { return 0, errors.New("no bytes") }

func TestSealRefuses(t *testing.T) {
	for in, want := range map[string]string{
		`{"§c":"x","§h":"y"}`:   "for sealed text",
		`{"a":[{"§x":"y"}]}`:    "input.a[0]",
		`{"a":{"§":1}}`:         "reserved",
		`{"a":{"§":"x","b":1}}`: "reserved",
		`{"§c":"x"}`:            "reserved",
		`{"a":1.5}`:             "whole numbers",
	} {
		a := smallAct()
		a.Input = json.RawMessage(in)
		if _, _, err := Seal(a, noise(1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", in, err, want)
		}
	}
	if _, _, err := Seal(fullAct(), noBytes{}); err == nil {
		t.Error("sealed without salts")
	}
	none := func(string) (Content, bool) { return Content{}, false }
	if _, _, err := OpenJSON(json.RawMessage(`{"§":"plain"}`), none); err == nil {
		t.Error("plain text is opened")
	}
	if _, _, err := OpenJSON(json.RawMessage(`{`), none); err == nil {
		t.Error("no JSON is opened")
	}
	a := smallAct()
	a.Facts = json.RawMessage(`{"§y":1}`)
	if _, _, err := Open(a, none); err == nil {
		t.Error("an unknown mark is opened")
	}
}

// TestSealLeaf proves that sealing and writing in one go gives the same bytes and
// contents as one after the other, and refuses the same acts.
func TestSealLeaf(t *testing.T) {
	broken := func(change func(*Act)) Act {
		a := fullAct()
		change(&a)
		return a
	}
	for name, a := range map[string]Act{
		"full": fullAct(), "small": smallAct(),
		"sealed already":   broken(func(a *Act) { a.Facts = json.RawMessage(`{"x":{"§c":"y","§h":"z"}}`) }),
		"reserved key":     broken(func(a *Act) { a.Events[0].Data = json.RawMessage(`[{"§y":1}]`) }),
		"not JSON":         broken(func(a *Act) { a.Input = json.RawMessage(`{`) }),
		"null":             broken(func(a *Act) { a.Ruling = json.RawMessage(`null`) }),
		"no data":          broken(func(a *Act) { a.Events[0].Data = nil }),
		"unknown capacity": broken(func(a *Act) { a.Actor.Capacity.Kind = "guest" }),
	} {
		sealed, contents, wantErr := Seal(a, noise(5))
		var want []byte
		if wantErr == nil {
			want, wantErr = EncodeLeaf(sealed)
		}
		got, gotContents, err := SealLeaf(a, noise(5))
		if (err != nil) != (wantErr != nil) || !bytes.Equal(got, want) {
			t.Errorf("%s: %s, %v; expected %s, %v", name, got, err, want, wantErr)
		}
		if wantErr == nil && !reflect.DeepEqual(gotContents, contents) {
			t.Errorf("%s: contents %v, expected %v", name, gotContents, contents)
		}
	}
}

func BenchmarkSealLeaf(b *testing.B) {
	a, r := fullAct(), noise(1)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := SealLeaf(a, r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	a, r := fullAct(), noise(1)
	for b.Loop() {
		if _, _, err := Seal(a, r); err != nil {
			b.Fatal(err)
		}
	}
}
