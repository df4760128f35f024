// Package thirdparty holds the files of other authors that the program serves
// from inside its binary: the htmx scripts, PDF.js and the typefaces. README.md beside
// this file gives version, licence and checksum of each; nothing here is edited.
//
// It imports only the standard library. The web edge imports it; axe-core, which
// only tests use, is in the package axe below it and never reaches the binary.
package thirdparty
