package axe

import _ "embed" // for the script below

// Script is axe.min.js as its authors publish it. Evaluated in a page it defines
// the global object axe.
//
//go:embed axe.min.js
var Script string
