// Package crash holds the test that ends the process at random instants under
// load, as a power cut or an operator does, and asks of what is left: every
// acknowledged act is there whole, none is half done, no sequence has a gap, the
// log goes on where it was. It has no code of its own.
//
// Its tests may import app, store, register, committee and charter.
package crash
