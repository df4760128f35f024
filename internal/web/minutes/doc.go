// Package minutes serves the pages in which the minutes of a meeting are written,
// by several at once, and approved (biên bản).
//
// It may import the application and the parts of the web edge; the web edge
// imports it.
package minutes
