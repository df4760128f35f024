// Package house keeps the rules of the house as tests: which layer may import
// which, that every package and exported name says what it is, who may read the
// clock, how SQL numbers its placeholders, that documents name only what exists.
//
// It holds no code of the program and nothing imports it. Each rule is a function
// from sources to a list of breaches; beside the test that runs it over the tree
// stands one that shows it a small breach and expects it found.
package house
