// Command floor is the least program that the start of ours is compared with:
// bare net/http and one prepared statement over a SQLite file, without rights,
// pages or history. It is built and started by the bench. It imports the
// standard library and the driver alone.
package main
