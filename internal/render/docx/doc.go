// Package docx writes a [nghisu/internal/render/paper.Paper] as an Office Open XML text document
// (ECMA-376, the transitional form that Word and LibreOffice write), in the
// decreed form. The text is real text in real paragraphs and tables: an official
// goes on editing it. Equal papers give equal bytes.
package docx
