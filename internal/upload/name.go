package upload

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nameLimit is the longest name of a file, in bytes: what file systems take.
const nameLimit = 200

// SafeName makes a name that can be stored, shown and given to a reader's
// machine: the last part of a path, in composed letters, without signs that
// hide, turn the direction or mean something to a file system, with the ending
// of the file's true form.
func SafeName(name string, kind Kind) string {
	name = strings.ToValidUTF8(name, "")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	var s strings.Builder
	for _, r := range norm.NFC.String(name) {
		switch {
		case unicode.IsSpace(r):
			s.WriteByte(' ')
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError, r == '\u2028', r == '\u2029':
		case strings.ContainsRune(`<>:"|?*%;`, r):
			s.WriteByte('-')
		default:
			s.WriteRune(r)
		}
	}
	name = strings.Join(strings.Fields(s.String()), " ")
	end := ending(name)
	if end != "" {
		name = strings.TrimRight(name, " .")
		name = name[:len(name)-len(end)-1]
	}
	if ofEnding(end) != kind || end == "" {
		if end != "" && ofEnding(end) == "" {
			name += "." + end // “x.v2a” is part of the name
		}
		end = string(kind)
	}
	name = shorten(strings.Trim(name, " ."), nameLimit-len(end)-1)
	switch {
	case name == "":
		name = "tai-lieu"
	case reserved(name):
		name = "_" + name
	}
	return name + "." + end
}

// shorten cuts a text to so many bytes, between two letters.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimRight(s[:limit], " .")
}

// reserved reports whether a name means a device on Windows.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}
