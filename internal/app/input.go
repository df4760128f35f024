package app

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nghisu/internal/committee"
)

// wordLimit is the longest id, key or name of an input, in runes. What people
// write at length is [committee.Prose].
const wordLimit = 300

// sound asks that every text of an input can be kept and read as it was sent:
// whole characters, none that hides or turns the others, not without end. The
// domain holds each field to more; this is for all of them alike, also for ids
// and for fields that an act does not use, since the whole input is recorded.
func sound(in any) *committee.Fault {
	return soundValue("", reflect.ValueOf(in))
}

func soundValue(field string, v reflect.Value) *committee.Fault {
	switch v.Kind() {
	case reflect.String:
		return soundText(field, v.String(), v.Type() == reflect.TypeFor[committee.Prose]())
	case reflect.Pointer:
		if !v.IsNil() {
			return soundValue(field, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if f := soundValue(field+"."+strconv.Itoa(i+1), v.Index(i)); f != nil {
				return f
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" && !f.Anonymous {
				continue // not of an input: the parts of an instant
			}
			if name == "" {
				name = field // embedded: its fields are those of what it stands in
			} else if field != "" {
				name = field + "." + name
			}
			if f := soundValue(name, v.Field(i)); f != nil {
				return f
			}
		}
	}
	return nil
}

// soundText checks one text; prose may have lines.
func soundText(field, s string, prose bool) *committee.Fault {
	if !utf8.ValidString(s) {
		return committee.Wrong(field, "text.not-utf8")
	}
	if field == "charter" || field == "source" {
		return nil // a charter's file: the parser speaks of it, with the line
	}
	limit := wordLimit
	if prose {
		limit = committee.NoteLimit
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return committee.Wrong(field, "text.too-long", strconv.Itoa(limit), strconv.Itoa(n))
	}
	return soundLetters(field, s)
}

// soundLetters refuses signs that make a text read otherwise than it is stored.
func soundLetters(field, s string) *committee.Fault {
	if !utf8.ValidString(s) {
		return committee.Wrong(field, "text.not-utf8")
	}
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Bidi_Control, r):
			return committee.Wrong(field, "text.bidirectional", fmt.Sprintf("U+%04X", r))
		case unicode.IsControl(r) && !strings.ContainsRune("\t\n\r", r), r == '\u2028', r == '\u2029', r == '\ufeff':
			return committee.Wrong(field, "text.control", fmt.Sprintf("U+%04X", r))
		}
	}
	return nil
}

// searchable asks that what a reader looks for is a text of some words.
func searchable(q string) error {
	if f := soundText("q", q, false); f != nil {
		return f
	}
	return nil
}

// unreadable turns the error of a server that cannot take a text as an argument
// into the fault of the input that it is.
func unreadable(err error) error {
	var code interface{ SQLState() string }
	if errors.As(err, &code) && code.SQLState() == "22021" {
		return committee.Wrong("", "text.not-utf8")
	}
	return err
}
