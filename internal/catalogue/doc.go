// Package catalogue holds every sentence that the product says, in Vietnamese
// and in English, under one key.
//
// Edges ask for a sentence by key and language; places {0}, {1} … take the
// values. Both languages are complete: a test compares their keys and places.
// It imports the standard library alone.
package catalogue
