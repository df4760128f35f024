// Package browser holds the stories that a reader lives in a real browser: the
// walk through the demonstration by mouse and by keys, the look at every page
// for barriers, overflow and errors, the printed page, the count of clicks and
// keys of the acts that must be quick, and the pictures of the handbook.
//
// It is tests alone. They drive Chromium over the pages of the demonstration's
// books, in which nothing is faked, and fail where Chromium is missing.
//
// It imports nothing; its tests may import every layer, as the wiring in cmd does.
package browser
