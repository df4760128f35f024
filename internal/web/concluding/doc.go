// Package concluding is the half-written sentence of a conclusion, as forms ask for it
// and pages tell it: who carries something out, with whom, what, by when. The page of
// a meeting and the console of who presides share it.
package concluding
