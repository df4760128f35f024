package ui

import (
	"encoding/json"
	"regexp"
)

// icon is one picture of the program for a device's screen.
type icon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// manifest is what a device needs in order to keep the program among its own (W3C,
// Web Application Manifest).
type manifest struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	ShortName  string `json:"short_name"`
	Lang       string `json:"lang"`
	Start      string `json:"start_url"`
	Scope      string `json:"scope"`
	Display    string `json:"display"`
	Theme      string `json:"theme_color"`
	Background string `json:"background_color"`
	Icons      []icon `json:"icons"`
}

// addManifest adds the icons and what names them.
func (a assets) addManifest() {
	m := manifest{
		ID: DeskPath, Name: "Nghị Sự", ShortName: "Nghị Sự", Lang: "vi", Start: DeskPath, Scope: "/", Display: "standalone",
		Theme: token("spine"), Background: token("canvas"),
	}
	for _, x := range []struct{ file, size, purpose string }{{"icon-192", "192x192", ""}, {"icon-512", "512x512", ""}, {"icon-mask-512", "512x512", "maskable"}} {
		m.Icons = append(m.Icons, icon{a.add(x.file+".png", x.file, ".png", mustRead(own, "assets/"+x.file+".png")), x.size, "image/png", x.purpose})
	}
	m.Icons = append(m.Icons, icon{a.names["mark.svg"], "any", "image/svg+xml", ""})
	data, _ := json.Marshal(m) // plain words can always be written
	a.add("manifest", "nghi-su", ".webmanifest", data)
}

// token gives a colour of the design as it is in the light.
func token(name string) string {
	m := regexp.MustCompile(`--` + name + `: light-dark\((#[0-9a-f]{6}),`).FindSubmatch(mustRead(own, "assets/css/tokens.css"))
	if m == nil {
		panic("no colour " + name)
	}
	return string(m[1])
}
