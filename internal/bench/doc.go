// Package bench measures the program on the machine it runs on: rulings,
// commands, the folding of the log, the start and the demo, each beside a
// baseline taken in the same run, and prints the rows with their targets. It
// reads the clock and the machine; nothing in it decides anything.
//
// It may import app, store, register, the charter engine and its file format,
// the bundled charters, and the drivers of both databases for the baselines.
package bench
