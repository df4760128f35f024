package mail

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/store"
)

// word is a file of a word processor with a document.
func word(t *testing.T, document string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, x := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", document},
	} {
		w, err := z.Create(x[0])
		if err == nil {
			_, err = io.WriteString(w, x[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestFilesOfLetters proves that what comes with an answer is kept as an upload
// would be, and opened by who reads the slip; that what is no paper is named with
// the reason; that strangers' files are not kept; and that a file with a mark of
// state secrets leaves nothing behind.
func TestFilesOfLetters(t *testing.T) {
	ctx := context.Background()
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	blobs := filepath.Join(t.TempDir(), "blobs")
	files, err := blob.Open(blobs, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	o.app.KeepFiles(files, 1<<20)
	id := o.round("Dự thảo kế hoạch", "Đồng ý với dự thảo không?")
	_, to := p.letterTo(t, "deputy@so.example")
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	data := drawn.Bytes()
	with := func(to, name string, data []byte) string {
		return message("From: <deputy@so.example>", "To: <"+to+">", "Subject: x", "Date: Wed, 20 Mar 2019 10:00:00 +0700", "Message-ID: <"+name+to+"@so.example>",
			"Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "Đồng ý, góp ý trong tệp", "",
			"--b", `Content-Type: application/octet-stream; name="`+name+`"`, "Content-Transfer-Encoding: base64", "Content-Disposition: attachment", "", base64.StdEncoding.EncodeToString(data),
			"--b", `Content-Type: application/pdf; name="giả.pdf"`, "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString([]byte("MZ chạy được")), "--b--", "")
	}
	x := o.take(signedBy(t, "so.example", with(to, "Góp ý.png", data)))
	if x.State != store.IncomingCounted {
		t.Fatalf("%s %v", x.State, x.Fault)
	}
	r, err := o.app.Round(ctx, o.head, id)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Parties, func(x app.RoundParty) bool { return x.Party.Seat == o.seats[1].Seat })
	kept := r.Parties[i].Files
	if len(kept) != 2 || kept[0].Name != "Góp ý.png" || kept[0].Media != "image/png" || kept[0].Fault != nil || kept[1].Fault == nil || kept[1].Fault.Code != "file.unknown" {
		t.Fatalf("kept: %+v", kept)
	}
	deputy := app.Actor{Office: tinh, Person: o.seats[1].Person, Via: "web"}
	member := app.Actor{Office: tinh, Person: o.seats[2].Person, Via: "web"}
	for who, by := range map[string]app.Actor{"who keeps the round": o.head, "whose answer it is": deputy} {
		f, err := o.app.OpenLetterFile(ctx, by, kept[0].Letter, 1)
		if err != nil {
			t.Errorf("%s: %v", who, err)
			continue
		}
		got, err := io.ReadAll(f.File)
		_ = f.File.Close()
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s reads %d bytes, %v", who, len(got), err)
		}
	}
	if _, err := o.app.OpenLetterFile(ctx, member, kept[0].Letter, 1); err == nil {
		t.Error("another member opens it")
	}
	if _, err := o.app.OpenLetterFile(ctx, o.head, kept[0].Letter, 2); err == nil {
		t.Error("what was not kept is opened")
	}
	if rr, err := o.app.Round(ctx, member, id); err != nil || slices.ContainsFunc(rr.Parties, func(x app.RoundParty) bool { return len(x.Files) > 0 }) {
		t.Errorf("another member is told of it: %v", err)
	}
	// The sweep leaves it, and nothing of a stranger or of a secret is there.
	lies := func() (n int) {
		if err := files.Each(string(tinh), time.Now().Add(time.Hour), func(string) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if x := o.take(with("tra-loi@tinh-a.example", "Lạ.png", append(data, 0))); x.Kind != app.InStranger || len(x.Files) != 2 || lies() != 1 {
		t.Errorf("a stranger's: %s, %v, %d files lie there", x.Kind, x.Files, lies())
	}
	secret := word(t, `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:body></w:document>`)
	if x := o.take(signedBy(t, "so.example", with(to, "cv.docx", secret))); x.Kind != app.InSecret || x.Text != "" || x.Subject != "" || len(x.Files) != 0 || x.State != store.IncomingTray || lies() != 1 {
		t.Errorf("a marked file: %s %s %q %v, %d files", x.Kind, x.State, x.Text, x.Files, lies())
	}
	if err := filepath.WalkDir(blobs, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			err = os.Chtimes(path, time.Now().Add(-72*time.Hour), time.Now().Add(-72*time.Hour))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if n, err := o.app.SweepFiles(ctx, tinh); err != nil || n != 0 || lies() != 1 {
		t.Errorf("swept: %d, %v", n, err)
	}
}
