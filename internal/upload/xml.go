package upload

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// reader reads the XML of an office file. What it says of its own form, such as
// entities that swell, is not carried out: the standard reader knows none.
func reader(data []byte) *xml.Decoder {
	return xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
}

// each calls fn with every token of an XML text. A text that is broken is a
// broken file; one that was cut at the limit is read as far as it goes.
func each(data []byte, fn func(t xml.Token) error) error {
	d := reader(data)
	for {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && len(data) >= textLimit:
			return nil
		case err != nil:
			return problem(Broken)
		}
		if err := fn(t); err != nil {
			return err
		}
	}
}

// attr gives an attribute of an element, by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// contentTypes reads which part of an office file is of which media type.
func contentTypes(data []byte) (map[string]string, error) {
	out := map[string]string{}
	err := each(data, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "Override":
				out[attr(e, "PartName")] = attr(e, "ContentType")
			case "Default":
				out["."+attr(e, "Extension")] = attr(e, "ContentType")
			}
		}
		return nil
	})
	return out, err
}

// relations notes what an office file fetches from elsewhere when it is opened.
// A link that a reader follows by hand is not that.
func (f *File) relations(data []byte) error {
	return each(data, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "Relationship" && strings.EqualFold(attr(e, "TargetMode"), "External") &&
			!strings.HasSuffix(strings.ToLower(attr(e, "Type")), "/hyperlink") {
			f.note(External)
		}
		return nil
	})
}

// lines looks at the paragraphs, cells and headings of an office file for marks
// of state secrets. need says that the part must be whole.
func (f *File) lines(data []byte, need bool) error {
	var line strings.Builder
	depth := 0
	err := each(data, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			if paragraph(t.Name.Local) {
				if depth++; depth == 1 {
					line.Reset()
				}
			}
		case xml.EndElement:
			if paragraph(t.Name.Local) {
				if m := markOf(line.String()); m != "" {
					f.mark(m)
				}
				if depth--; depth <= 0 {
					depth = 0
				}
				line.Reset()
			}
		case xml.CharData:
			if depth > 0 && line.Len() < 400 {
				line.Write(t)
			}
		}
		return nil
	})
	if !need && isProblem(err) {
		return nil
	}
	return err
}

// paragraph reports whether an element is a line of text: a paragraph, a
// heading, a cell's string.
func paragraph(local string) bool { return local == "p" || local == "h" || local == "si" }

func isProblem(err error) bool {
	var p *Problem
	return errors.As(err, &p)
}
