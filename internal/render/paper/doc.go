// Package paper is an administrative document (văn bản hành chính) as a value:
// who issues it, its number, date, kind, subject, text, signatures and
// recipients, and the decreed form that every renderer draws it in.
//
// The form is that of Annex I of Decree 30/2020/NĐ-CP: A4, Times New Roman or a
// typeface of the same widths, each component at its place and in its size.
// [nghisu/internal/render/pdf] and [nghisu/internal/render/docx] turn a [Paper]
// into bytes; equal papers give equal bytes.
//
// It imports the standard library alone.
package paper
