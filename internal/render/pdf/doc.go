// Package pdf draws a [nghisu/internal/render/paper.Paper] as PDF, in the decreed form, with its
// typeface inside. Equal papers give equal bytes.
//
// The typeface is Liberation Serif, whose letters are as wide as those of Times
// New Roman and which has every Vietnamese letter.
package pdf
