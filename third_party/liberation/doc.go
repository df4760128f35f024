// Package liberation holds Liberation Serif, a face as wide as Times New Roman, in
// which the law has documents written. It lies packed, and is unpacked where it is
// first asked for: most commands of the program draw nothing.
//
// It imports only the standard library. What draws documents imports it.
package liberation
