// Package ui holds the parts from which every page is built: the shell, heads,
// fields, rulings, citations, tables, marks, and the round of a formal act (form,
// check, confirm, receipt). Parts are templ components that take a [Page], which
// says to whom, in which language and theme, and at which instant they speak.
//
// It imports the application's values, the domain, the catalogue and the files
// of third_party. It draws and reads forms; it decides nothing.
package ui
