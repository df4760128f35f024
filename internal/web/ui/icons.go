package ui

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"sync"

	"github.com/a-h/templ"

	"nghisu/internal/committee"
)

// symbol finds the drawings of the icon file.
var symbol = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>`)
})

type drawing struct{ box, inner string }

// drawings reads the icon file once.
var drawings = sync.OnceValue(func() map[string]drawing {
	m := map[string]drawing{}
	for _, s := range symbol().FindAllStringSubmatch(string(mustRead(own, "assets/icons.svg")), -1) {
		m[s[1]] = drawing{s[2], s[3]}
	}
	return m
})

// Icon draws an icon of 24 units beside a word: "task", "check", "alert".
func Icon(name string) templ.Component { return draw("i-"+name, "i") }

// Mark draws one of the status marks: "done", "donelate", "open", "late", "now".
func Mark(name string) templ.Component { return draw("m-"+name, "m") }

// Brand draws the mark of the program.
func Brand() templ.Component { return draw("brand", "b") }

func draw(id, class string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		d, ok := drawings()[id]
		if !ok {
			return fmt.Errorf("icon %q: no such drawing in assets/icons.svg", id)
		}
		_, err := io.WriteString(w, `<svg class="`+class+`" viewBox="`+d.box+`" aria-hidden="true" focusable="false">`+d.inner+`</svg>`)
		return err
	})
}

// SideIcon names the icon of a side: for, against, or another opinion.
func SideIcon(side committee.Position) string {
	switch side {
	case committee.For:
		return "check"
	case committee.Against:
		return "x"
	}
	return "note"
}
