// Package uitest helps tests of pages: it draws a component, reads the page back
// and finds parts of it by selectors, and holds the rules that every page keeps.
//
// Only tests import it. It imports ui and the standard library.
package uitest
