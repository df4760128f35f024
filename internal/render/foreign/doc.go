// Package foreign draws documents of office programs (Word, Excel, PowerPoint,
// OpenDocument) as PDF, by the LibreOffice that is installed on the machine, so
// that they can be read in the page and laid into a pack.
//
// Files come from strangers. The program runs in a directory of its own that is
// removed with it, under its own group, with a bounded time, with no settings of
// the machine's user, macros and links to elsewhere switched off, and no way to a
// network through a proxy. It is no sandbox: who wants one puts the server into
// a container.
//
// It imports the standard library and a typeface.
package foreign
