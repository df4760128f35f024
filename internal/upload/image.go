package upload

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image/jpeg"
	"io"
)

// pixelLimit is the largest picture that is taken: a drawing of A0 at 300 dots
// to the inch. A small file that says more would fill the reader's memory.
const pixelLimit = 150_000_000

// inspectPNG goes through the chunks of a PNG, each with its checksum, to its
// end, behind which nothing may stand.
func inspectPNG(r io.ReaderAt, size int64) (File, error) {
	f := File{Kind: PNG}
	in := bufio.NewReader(io.NewSectionReader(r, 8, size-8))
	for first := true; ; first = false {
		var head [8]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return f, problem(Broken)
		}
		length, kind := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		if first != (kind == "IHDR") || first && length != 13 {
			return f, problem(Broken)
		}
		sum := crc32.NewIEEE()
		_, _ = sum.Write(head[4:])
		var start [8]byte
		n := 0
		if first {
			n = len(start)
			if _, err := io.ReadFull(in, start[:]); err != nil {
				return f, problem(Broken)
			}
			_, _ = sum.Write(start[:])
			if tooWide(binary.BigEndian.Uint32(start[:4]), binary.BigEndian.Uint32(start[4:])) {
				return f, problem(Swelling)
			}
		}
		if _, err := io.CopyN(sum, in, length-int64(n)); err != nil {
			return f, problem(Broken)
		}
		var check [4]byte
		if _, err := io.ReadFull(in, check[:]); err != nil || binary.BigEndian.Uint32(check[:]) != sum.Sum32() {
			return f, problem(Broken)
		}
		if kind == "IEND" {
			if _, err := in.ReadByte(); !errors.Is(err, io.EOF) {
				return f, problem(Appended)
			}
			return f, nil
		}
	}
}

func tooWide(w, h uint32) bool {
	return w == 0 || h == 0 || uint64(w)*uint64(h) > pixelLimit
}

// inspectJPEG reads the head of a JPEG and asks that it ends as one. Cameras put
// a second, smaller picture behind the first; an archive, a PDF or a program
// there is refused.
func inspectJPEG(r io.ReaderAt, size int64) (File, error) {
	f := File{Kind: JPEG}
	c, err := jpeg.DecodeConfig(bufio.NewReader(io.NewSectionReader(r, 0, size)))
	if err != nil {
		return f, problem(Broken)
	}
	if tooWide(uint32(c.Width), uint32(c.Height)) {
		return f, problem(Swelling)
	}
	end, err := jpegEnd(bufio.NewReaderSize(io.NewSectionReader(r, 0, size), 64<<10))
	if err != nil {
		return f, err
	}
	if end == size {
		return f, nil
	}
	for _, sign := range []string{"PK\x03\x04", "PK\x05\x06", "%PDF-", "\x7fELF", "This program", "<script", "<?php"} {
		found, err := contains(io.NewSectionReader(r, end, size-end), []byte(sign))
		if err != nil {
			return f, err
		}
		if found {
			return f, problem(Appended)
		}
	}
	return f, nil
}

// jpegEnd goes through the segments of a JPEG and gives where it ends.
func jpegEnd(in *bufio.Reader) (int64, error) {
	var at int64
	next := func() (byte, error) {
		c, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			return 0, problem(Broken)
		}
		at++
		return c, err
	}
	for {
		c, err := next()
		if err != nil {
			return 0, err
		}
		if c != 0xff {
			continue // the picture itself, or padding
		}
		for c == 0xff {
			if c, err = next(); err != nil {
				return 0, err
			}
		}
		switch {
		case c == 0xd9:
			return at, nil
		case c == 0, c == 1, c >= 0xd0 && c <= 0xd8:
			continue // a byte of the picture, or a mark without content
		}
		hi, err := next()
		if err != nil {
			return 0, err
		}
		lo, err := next()
		if err != nil {
			return 0, err
		}
		length := int(hi)<<8 | int(lo)
		if length < 2 {
			return 0, problem(Broken)
		}
		n, err := in.Discard(length - 2)
		at += int64(n)
		if err != nil {
			return 0, problem(Broken)
		}
	}
}
