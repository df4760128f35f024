// Package calendar counts working days (ngày làm việc) of Vietnamese state
// bodies: weekly rest days, public holidays with their substitutes, the days
// swapped by decision, and the lunar calendar that some holidays follow.
//
// What is a holiday stands in a versioned reference set, holidays-vn.txt, and
// not in code: rules of the Labour Code by year, and the decisions of single
// years that override them. Each holiday says how sure it is (see [Certainty]).
//
// The package is pure: values in, values out, no clock, no zone, no files
// outside the binary. It imports the standard library only.
package calendar
