// Package body holds the pages of bodies: who sits where on any day, what the
// regulation says beside its rules in words, who may do what, what is owed and
// what was done, and the acts on seats, powers, meetings and duties.
//
// It asks the application and draws with the parts of ui; it knows no other
// package of pages.
package body
