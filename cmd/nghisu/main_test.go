package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets tests and stories run the program itself, as "nghisu".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nghisu": main})
}
