package api_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
)

// picture is a small picture; each shade is another file.
func picture(t *testing.T, shade byte) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 8, 8))
	m.Pix[0] = shade
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPapers lays a paper by its bytes, adds a version, reads both back, whole and
// in parts, and takes it back; what may not be is a fault like everywhere.
func TestPapers(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		meeting := w.ok("head", "POST /v1/meetings", map[string]any{
			"body": bodyC, "kind": "regular", "title": "Phiên có tài liệu", "start": "2019-04-20T08:00:00+07:00",
			"agenda": []any{map[string]any{"title": "Nội dung 1"}}, "chair": w.seats["head"][0], "invitees": []any{map[string]any{"seat": w.seats["deputy"][0]}},
		}).str("id")
		lay := "POST /v1/papers?meeting=" + meeting + "&kind=report&name="
		first, second := picture(t, 1), picture(t, 2)

		w.fault(403, "may.unstated", "deputy", lay+"a.png", first)
		w.fault(422, "api.needed", "head", "POST /v1/papers?meeting="+meeting+"&kind=report", first)
		w.fault(422, "file.disguised", "head", lay+"a.pdf", first)
		w.fault(422, "file.too-large", "head", lay+"a.png", first+strings.Repeat("x", 2<<20))
		r := w.ok("head", lay+"so-do.png&title=Sơ+đồ", first, "Idempotency-Key", "p1")
		id := r.str("id")
		if r.status != 201 || r.str("title") != "Sơ đồ" || r.str("versions.0.name") != "so-do.png" || r.str("versions.0.media_type") != "image/png" || r.at("versions.0.size") != float64(len(first)) {
			t.Fatalf("laid: %s", r.body)
		}
		if again := w.ok("head", lay+"so-do.png&title=Sơ+đồ", first, "Idempotency-Key", "p1"); again.str("id") != id {
			t.Errorf("sent again: %s", again.body)
		}
		at := "/v1/papers/" + id
		w.fault(409, "paper.newer-version", "head", "POST "+at+"/versions?name=b.png&note=Sửa&after=7", second)
		r = w.ok("head", "POST "+at+"/versions?name=b.png&note=Sửa+màu&after=1", second)
		if r.len("versions") != 2 || r.str("versions.0.note") != "Sửa màu" || r.at("versions.0.version") != 2.0 {
			t.Errorf("a version added: %s", r.body)
		}

		if got := w.ok("deputy", "GET "+at+"/versions/1/file", nil); string(got.body) != first || got.header.Get("Content-Type") != "image/png" || !strings.Contains(got.header.Get("Content-Disposition"), "so-do.png") {
			t.Errorf("the first version: %d bytes, %v", len(got.body), got.header)
		}
		if got := w.ok("deputy", "GET "+at+"/versions/0/file", nil, "Range", "bytes=1-3"); got.status != 206 || string(got.body) != second[1:4] {
			t.Errorf("a part of the newest: %d %q", got.status, got.body)
		}
		if l := w.ok("deputy", "GET /v1/papers?meeting="+meeting, nil); l.len("items") != 1 || l.at("items.0.new") != false {
			t.Errorf("listed: %s", l.body)
		}
		w.fault(404, "paper.unknown", "outsider", "GET "+at, nil)
		w.fault(404, "paper.unknown", "outsider", "GET "+at+"/versions/1/file", nil)
		w.fault(404, "paper.no-version", "deputy", "GET "+at+"/versions/9/file", nil)
		w.ok("head", "POST "+at+"/withdrawal", map[string]any{"reason": "Nhầm tệp"})
		if p := w.ok("deputy", "GET "+at, nil); p.at("withdrawn") != true || p.str("why") != "Nhầm tệp" || p.len("versions") != 0 {
			t.Errorf("taken back: %s", p.body)
		}
	})
}
