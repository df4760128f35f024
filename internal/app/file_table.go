package app

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"nghisu/internal/committee"
	"nghisu/internal/upload"
)

// CheckTable looks at what a file with a table truly is before it is read: a
// spreadsheet without password and macros, under its own ending, or plain text that
// does not claim to be one. The fault says what to do, as for papers.
func CheckTable(name string, data []byte) error {
	office := slices.ContainsFunc([]string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-"}, func(s string) bool { return bytes.HasPrefix(data, []byte(s)) })
	switch strings.ToLower(path.Ext(name)) {
	case "", ".csv", ".txt", ".tsv":
		if !office {
			return nil
		}
	}
	f, err := upload.Inspect(bytes.NewReader(data), int64(len(data)), name)
	var p *upload.Problem
	switch {
	case errors.As(err, &p) && p.Code != upload.Unknown:
		return committee.Wrong("file", p.Code, p.Args...)
	case err != nil && p == nil:
		return err
	case err != nil, f.Kind != upload.XLSX:
		return committee.Wrong("file", "enrol.no-table")
	}
	return nil
}
