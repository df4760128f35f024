// Package xlsx writes a table as a spreadsheet (bảng tính, Office Open XML): one
// sheet, its heading above, the head of the table kept in sight and on every
// printed page. Every cell is a text: nothing that a person wrote is ever taken
// for a formula. Equal tables give equal bytes.
//
// It imports [nghisu/internal/render/paper] alone; edges import it.
package xlsx
