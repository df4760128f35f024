package register

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// fullAct is an act that uses every field.
func fullAct() Act {
	return Act{
		V: 1, Office: "nghe-an", Body: "ban-chi-dao-nghe-an", BodySeq: 12,
		Also: []BodySeq{{"ban-chi-dao-ha-noi", 3}, {"to-giup-viec", 40}},
		ID:   "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", At: 1767250800123456, EnteredAt: 1767337200000000,
		Actor: Actor{
			Party:    Party{"uy-vien-3", Capacity{Seat, "ghe-pho-truong-ban"}},
			OnBehalf: Party{"uy-vien-1", Capacity{Post, "chuc-vu-chu-tich"}},
			Via:      ViaAPI,
		},
		Name:   "meeting.convene",
		Input:  json.RawMessage(`{ "title": {"§": "Phiên họp thường kỳ"}, "kind": "regular", "start": 1767603600000000 }`),
		Facts:  json.RawMessage(`{"notice":5,"papers":true}`),
		Ruling: json.RawMessage(`{"allowed":true,"clauses":[{"address":"quy-che/5.2.a"}],"note":{"§":"Ủy viên 3 được ủy quyền"}}`),
		Events: []Event{
			{"meeting.convened", 1, json.RawMessage(`{"id":"m1","title":{"§":"Phiên họp thường kỳ"},"agenda":[{"title":{"§":"Báo cáo quý"}},{"title":{"§":""}}]}`)},
			{"duty.met", 2, json.RawMessage(`{"duty":"d7"}`)},
		},
		Simulated: true,
	}
}

// smallAct is an act that uses no field it need not.
func smallAct() Act {
	return Act{
		V: 1, Office: "nghe-an", BodySeq: 1, ID: "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c",
		At: 1767250800123456, Actor: Actor{Via: ViaJob}, Name: "duty.raise",
	}
}

// The vectors in testdata fix the format: a leaf once recorded is never written
// otherwise. They are compared and never rewritten.
func TestLeafVectors(t *testing.T) {
	for name, act := range map[string]Act{"full": fullAct(), "small": smallAct()} {
		sealed, contents, err := Seal(act, bytes.NewReader(counting(256)))
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := EncodeLeaf(sealed)
		if err != nil {
			t.Fatal(err)
		}
		compareVector(t, name+".leaf", leaf)
		h := LeafHash(leaf)
		compareVector(t, name+".hash", []byte(hex.EncodeToString(h[:])+"\n"))
		var kept []byte
		for _, c := range contents {
			line := contentLine(c)
			kept = append(line.appendTo(kept), '\n')
		}
		compareVector(t, name+".contents", kept)
		back, err := DecodeLeaf(leaf)
		if err != nil {
			t.Fatal(err)
		}
		again, err := EncodeLeaf(back)
		if err != nil || !bytes.Equal(again, leaf) {
			t.Errorf("%s: decoded and encoded again it is\n%s (%v)", name, again, err)
		}
		if !reflect.DeepEqual(back, sealedCanonical(t, sealed)) {
			t.Errorf("%s: read back as\n%+v, want\n%+v", name, back, sealed)
		}
	}
}

// sealedCanonical gives the act with its JSON in canonical form.
func sealedCanonical(t *testing.T, a Act) Act {
	t.Helper()
	for _, raw := range []*json.RawMessage{&a.Input, &a.Facts, &a.Ruling} {
		if len(*raw) == 0 {
			*raw = nil
		}
	}
	if len(a.Events) == 0 {
		a.Events = nil
	}
	return a
}

func counting(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(i)
	}
	return out
}

func compareVector(t *testing.T, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: the format has changed:\n got %s\nwant %s", name, got, want)
	}
}

func TestEncodeLeafRefuses(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*Act)
	}{
		{"format 2", func(a *Act) { a.V = 2 }},
		{"office", func(a *Act) { a.Office = "" }},
		{"office", func(a *Act) { a.Office = "Nghệ An" }},
		{"body", func(a *Act) { a.Body = "-x" }},
		{"seq", func(a *Act) { a.BodySeq = 0 }},
		{"id", func(a *Act) { a.ID = "0198A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B" }},
		{"id", func(a *Act) { a.ID = "1" }},
		{"at", func(a *Act) { a.At = 0 }},
		{"entered_at", func(a *Act) { a.EnteredAt = a.At }},
		{"act", func(a *Act) { a.Name = "Meeting" }},
		{"actor.via", func(a *Act) { a.Actor.Via = "" }},
		{"actor.person", func(a *Act) { a.Actor.Person = "Ủy viên" }},
		{"actor.capacity.kind", func(a *Act) { a.Actor.Capacity.Kind = "chair" }},
		{"actor.on_behalf.capacity.id", func(a *Act) { a.Actor.OnBehalf.Capacity.ID = "" }},
		{"also[1].body", func(a *Act) { a.Also[1].Body = a.Also[0].Body }},
		{"also[0].body", func(a *Act) { a.Also[0].Body = a.Body }},
		{"input", func(a *Act) { a.Input = json.RawMessage(`null`) }},
		{"input", func(a *Act) { a.Input = json.RawMessage(`{"a":1.5}`) }},
		{"facts", func(a *Act) { a.Facts = json.RawMessage(`{"a":1,"a":2}`) }},
		{"only sealed text", func(a *Act) { a.Ruling = json.RawMessage(`{"x":{"§":"plain"}}`) }},
		{"only sealed text", func(a *Act) { a.Ruling = json.RawMessage(`{"x":{"§x":"id"}}`) }},
		{"reserved", func(a *Act) { a.Facts = json.RawMessage(`{"§":"plain","b":1}`) }},
		{"reserved", func(a *Act) { a.Facts = json.RawMessage(`{"§y":1}`) }},
		{"content id", func(a *Act) { a.Facts = json.RawMessage(`{"§c":"other.0","§h":"` + strings.Repeat("A", 43) + `="}`) }},
		{"two hashes", func(a *Act) {
			a.Ruling = json.RawMessage(`{"§c":"` + a.ID + `.0","§h":"` + strings.Repeat("A", 43) + `="}`)
		}},
		{"32 bytes", func(a *Act) { a.Ruling = json.RawMessage(`{"§c":"` + a.ID + `.0","§h":"AAAA"}`) }},
		{"event 0", func(a *Act) { a.Events[0].Data = nil }},
		{"events[1].v", func(a *Act) { a.Events[1].V = 0 }},
		{"events[1].type", func(a *Act) { a.Events[1].Type = "" }},
		{"at most", func(a *Act) { a.Facts = json.RawMessage(`"` + strings.Repeat("x", MaxLeaf) + `"`) }},
	} {
		a, _, err := Seal(fullAct(), noise(1))
		if err != nil {
			t.Fatal(err)
		}
		c.change(&a)
		if _, err := EncodeLeaf(a); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want an error about %q, got %v", c.want, err)
		}
	}
}

func TestDecodeLeafRefuses(t *testing.T) {
	a, _, _ := Seal(fullAct(), noise(1))
	leaf, err := EncodeLeaf(a)
	if err != nil {
		t.Fatal(err)
	}
	swap := func(old, new string) string {
		if !strings.Contains(string(leaf), old) {
			t.Fatalf("the leaf has no %q", old)
		}
		return strings.Replace(string(leaf), old, new, 1)
	}
	for _, s := range []string{
		"", LeafHeader, string(leaf) + "\n", string(leaf[:len(leaf)-1]), swap("leaf/1", "leaf/2"),
		swap(`"at":`, `"at": `), swap(`"act":`, `"acu":`), swap(`,"simulated":true`, `,"simulated":false`),
		swap(`,"simulated":true`, `,"simulated":true,"x":1`), swap(`"also":[`, `"also":[],"alsp":[`),
		swap(`"seq":12`, `"seq":"12"`), swap(`{"act"`, `["act"`), swap(`"actor":{`, `"actor":[],"actos":{`),
		swap(`"events":[{`, `"events":[1,{`), swap(`"on_behalf":{`, `"on_behalf":{},"on_behalg":{`),
	} {
		if _, err := DecodeLeaf([]byte(s)); err == nil {
			t.Errorf("taken for a leaf: %s", s)
		}
	}
	if _, err := DecodeLeaf(make([]byte, MaxLeaf+1)); err == nil {
		t.Error("an oversized leaf is read")
	}
}

func FuzzDecodeLeaf(f *testing.F) {
	for _, a := range []Act{fullAct(), smallAct()} {
		sealed, _, _ := Seal(a, noise(1))
		leaf, err := EncodeLeaf(sealed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(leaf)
	}
	f.Add([]byte(LeafHeader + `{}`))
	f.Fuzz(func(t *testing.T, leaf []byte) {
		a, err := DecodeLeaf(leaf)
		if err != nil {
			return
		}
		again, err := EncodeLeaf(a)
		if err != nil || !bytes.Equal(again, leaf) {
			t.Fatalf("%q is read and written as %q (%v)", leaf, again, err)
		}
	})
}

func BenchmarkEncodeLeaf(b *testing.B) {
	a, _, _ := Seal(fullAct(), noise(1))
	for b.Loop() {
		if _, err := EncodeLeaf(a); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeLeaf(b *testing.B) {
	a, _, _ := Seal(fullAct(), noise(1))
	leaf, _ := EncodeLeaf(a)
	for b.Loop() {
		if _, err := DecodeLeaf(leaf); err != nil {
			b.Fatal(err)
		}
	}
}
