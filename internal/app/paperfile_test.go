package app_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"

	"nghisu/internal/app"
)

// again reads the same bytes anew whenever it has come to their end, as a sender
// does who sends once more.
type again struct {
	data []byte
	at   *bytes.Reader
}

func (a *again) Read(p []byte) (int, error) {
	if a.at == nil {
		a.at = bytes.NewReader(a.data)
	}
	n, err := a.at.Read(p)
	if err == io.EOF {
		a.at = nil
	}
	return n, err
}

// picture is a small true file; each number is another one.
func picture(n uint8) []byte {
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	img.SetGray(1, 1, color.Gray{Y: n})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// sends gives a file as somebody sends it.
func sends(name string, data []byte) app.Upload {
	return app.Upload{Name: name, Data: &again{data: data}}
}
