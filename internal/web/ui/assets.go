package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	thirdparty "nghisu/third_party"
)

//go:embed assets
var own embed.FS

// sheets are the style sheets in the order in which they are joined: values
// first, print last.
var sheets = []string{
	"tokens", "base", "layout", "controls", "surfaces", "law", "work", "tables", "sequence", "pages", "body", "reading", "room", "keep", "rhythm", "print", "contrast",
}

// asset is one file that browsers may keep for ever, under a name that changes
// with its content.
type asset struct {
	kind string
	data func() []byte
	gzip func() []byte // nil: not compressed
}

// assets holds every file by its address, and the addresses by plain name.
type assets struct {
	files map[string]asset
	names map[string]string
}

// loadAssets joins, hashes and compresses the files of the binary, once.
var loadAssets = sync.OnceValue(func() assets {
	a := assets{files: map[string]asset{}, names: map[string]string{}}
	var css bytes.Buffer
	for _, name := range sheets {
		css.Write(mustRead(own, "assets/css/"+name+".css"))
	}
	a.add("nghisu.css", "nghisu", ".css", css.Bytes())
	a.add("nghisu.js", "nghisu", ".js", mustRead(own, "assets/js/nghisu.js"))
	a.add("reading.js", "reading", ".js", mustRead(own, "assets/js/reading.js"))
	a.add("minutes.js", "minutes", ".js", mustRead(own, "assets/js/minutes.js"))
	for _, name := range []string{"pdf.min.mjs", "pdf.worker.min.mjs", "openjpeg_nowasm_fallback.js"} {
		a.names[name] = ReadingParts + name
		a.putPacked(ReadingParts+name, mustRead(thirdparty.Assets, "pdfjs/"+name+".gz"))
	}
	// One file, since htmx looks at the page as soon as it has run: what follows a
	// meeting has to be there by then.
	a.add("live.js", "live", ".js", bytes.Join([][]byte{
		mustRead(thirdparty.Assets, "htmx/htmx.min.js"), mustRead(thirdparty.Assets, "htmx/hx-sse.min.js"), mustRead(own, "assets/js/live.js"),
	}, []byte("\n;\n")))
	a.add("vote.js", "vote", ".js", mustRead(own, "assets/js/vote.js"))
	a.add("htmx.js", "htmx", ".js", mustRead(thirdparty.Assets, "htmx/htmx.min.js"))
	faces := mustRead(thirdparty.Assets, "fonts/fonts.css")
	faces = regexp.MustCompile(`url\(([\w-]+)\.woff2\)`).ReplaceAllFunc(faces, func(m []byte) []byte {
		name := strings.TrimSuffix(strings.TrimPrefix(string(m), "url("), ")")
		at := a.add(name, strings.TrimSuffix(name, ".woff2"), ".woff2", mustRead(thirdparty.Assets, "fonts/"+name))
		return []byte("url(" + path.Base(at) + ")")
	})
	a.add("fonts.css", "fonts", ".css", faces)
	a.add("keep.js", "keep", ".js", append(keepScript("store"), keepScript("page")...))
	a.add("mark.svg", "mark", ".svg", mustRead(own, "assets/mark.svg"))
	a.addManifest()
	return a
})

func (a assets) add(name, stem, ext string, data []byte) string {
	sum := sha256.Sum256(data)
	at := "/static/" + stem + "." + hex.EncodeToString(sum[:6]) + ext
	a.put(at, ext, data)
	a.names[name] = at
	return at
}

// ReadingParts is the directory of what draws papers in the page. Its files find
// each other by their names, so that the version stands in the directory's.
const ReadingParts = "/static/pdfjs-5.6.205/"

// put keeps a file under an address. It is compressed when somebody first asks for
// it so: most never are, and the largest take a while.
func (a assets) put(at, ext string, data []byte) {
	f := asset{kind: kindOf(ext), data: func() []byte { return data }}
	if ext != ".woff2" && ext != ".png" {
		f.gzip = sync.OnceValue(func() []byte {
			var buf bytes.Buffer
			z, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
			_, _ = z.Write(data)
			_ = z.Close()
			return buf.Bytes()
		})
	}
	a.files[at] = f
}

// putPacked keeps a file that lies in the binary as gzip. The few browsers that do
// not take it so get it unpacked.
func (a assets) putPacked(at string, packed []byte) {
	a.files[at] = asset{
		kind: kindOf(path.Ext(at)),
		gzip: func() []byte { return packed },
		data: sync.OnceValue(func() []byte { return unpack(packed) }),
	}
}

// unpack gives what gzip holds; a file of the binary that cannot be read is a
// fault of the build.
func unpack(packed []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return data
}

// kindOf is the media type of a file by the ending of its name.
func kindOf(ext string) string {
	switch ext {
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	case ".webmanifest":
		return "application/manifest+json"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	}
	return mime.TypeByExtension(ext)
}

// mustRead reads a file of the binary; one that lacks is a fault of the build.
func mustRead(from fs.FS, name string) []byte {
	data, err := fs.ReadFile(from, name)
	if err != nil {
		panic(err)
	}
	return data
}

// AssetPath is the address of a static file by its plain name: "nghisu.css".
func AssetPath(name string) string { return loadAssets().names[name] }

// Static serves the static files. An address that names no current content is
// not found: a page that is older than the server loads itself anew.
func Static(w http.ResponseWriter, r *http.Request) {
	f, ok := loadAssets().files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	data := f.data
	if f.gzip != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			data = f.gzip
		}
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(data())
	}
}

// WorkerPath is where the script lies that keeps pages for when there is no network.
const WorkerPath = "/ngoai-tuyen.js"

// worker is that script: what it shares with pages, and its own part.
var worker = sync.OnceValue(func() []byte { return append(keepScript("store"), keepScript("worker")...) })

// keepScript reads one part of what keeps pages on a device.
func keepScript(part string) []byte { return mustRead(own, "assets/js/keep-"+part+".js") }

// KeptAssets are the static files that pages kept on a device are drawn with.
func KeptAssets() []string {
	a := loadAssets()
	out := []string{ReadingParts + "pdf.min.mjs", ReadingParts + "pdf.worker.min.mjs"}
	for name, at := range a.names {
		switch {
		case strings.HasSuffix(name, ".woff2"), name == "fonts.css", name == "nghisu.css", name == "nghisu.js", name == "keep.js",
			name == "htmx.js", name == "reading.js", name == "mark.svg":
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return out
}
