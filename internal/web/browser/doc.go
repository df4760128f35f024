// Package browser holds the stories that a reader lives in a real browser: the
// walk through the demonstration by mouse and by keys, the look at every page
// for barriers, overflow and errors, the printed page, the count of clicks and
// keys of the acts that must be quick, and the pictures of the handbook.
//
// It is tests alone. They build the program, have it make and serve the
// demonstration, and drive Chromium over it; nothing is faked. Where Chromium is
// missing they fail.
//
// NGHISU_LONG=1 looks at every page in every width and colour, NGHISU_SCREENSHOTS
// names a directory for the pictures, NGHISU_SIGHTS one for what a failed test saw
// last, NGHISU_BOOKS a demonstration made before.
//
// It imports nothing; its tests may import every layer, as the wiring in cmd does.
package browser
