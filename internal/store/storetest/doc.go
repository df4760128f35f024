// Package storetest gives tests fresh databases of both engines: a file for
// SQLite, and for PostgreSQL a database of its own in the server named by
// NGHISU_TEST_POSTGRES or, without that, in a cluster that is made for the test
// process from the programs installed on the machine and removed after it.
//
// It may import store and the standard library, and is for tests alone.
package storetest
