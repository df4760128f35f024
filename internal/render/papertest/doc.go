// Package papertest holds a drawn paper against the decreed form: where each of
// its components stands and how large its letters are, as an independent reader
// (pdftotext of Poppler) finds them.
//
// Tests alone import it.
package papertest
