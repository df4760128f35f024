// Package demotest helps tests that copy the example office: many begin with the same
// books, which are made once.
//
// Only tests import it. It may import app, demo and the store.
package demotest
