// Package reading serves the pages in which papers are read (đọc tài liệu): one
// paper in the page with the reader's own notes and highlights, and the papers of
// a meeting laid into one file.
//
// It may import the application, drafting, the renderers and the parts of the web
// edge; the web edge imports it.
package reading
