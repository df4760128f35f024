// Package axe holds the axe-core script, with which the browser tests look for
// barriers on every page. Only tests import it, so that the script, licensed
// under the MPL, is not part of the program.
//
// It imports only the standard library.
package axe
