// Package pdffile reads the objects of PDF files (ISO 32000-1) and writes them into
// a new one: what is needed to lay many files into one, page by page, with its
// links kept. It draws nothing and knows nothing of what the pages say.
//
// Files come from strangers. Whatever is broken or runs in circles ends in
// [ErrBroken], never in a panic or without end; a file whose table of objects is
// broken is searched for them. Numbers, strings and names are kept as they were
// written, so that a copied object says what the original said.
//
// It imports the standard library alone.
package pdffile
