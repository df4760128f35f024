package charters

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// files holds the schema and every bundled charter file. One pattern names
// both, .json and .yaml, so that it always has a match.
//
//go:embed *.[jy]*
var files embed.FS

// schemaName is the schema's file name, the one that charter files point to.
const schemaName = "charter.schema.json"

// Keys gives the keys of the bundled charters in alphabetical order. A key is
// the file's name without ".yaml" and need not be the body's own key.
func Keys() []string {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil
	}
	keys := make([]string, 0, len(names))
	for _, n := range names {
		keys = append(keys, strings.TrimSuffix(n, ".yaml"))
	}
	return keys
}

// Read gives the source of a bundled charter. It fails, naming the keys that
// exist, when there is none of that key.
func Read(key string) ([]byte, error) {
	b, err := files.ReadFile(key + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no bundled charter %q: there are %s", key, strings.Join(Keys(), ", "))
	}
	return b, nil
}

// Schema gives the JSON Schema of the charter format.
func Schema() []byte {
	b, err := files.ReadFile(schemaName)
	if err != nil {
		// The embed line takes every .json file here, so the build has it.
		panic("charters: no " + schemaName)
	}
	return b
}
