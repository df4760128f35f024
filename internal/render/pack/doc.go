// Package pack lays the papers of a meeting into one PDF (bộ tài liệu họp): a
// cover, a table of contents that leads to every paper, bookmarks, and on every
// page its number in the pack and which paper it belongs to. Equal papers give
// equal bytes.
//
// A paper that cannot be laid in, as one of an office program that nobody has
// drawn, or a broken one, gets a page that says so: a pack never fails for one
// paper. Files are read as they are needed; what is held does not grow with them.
package pack
