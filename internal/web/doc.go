// Package web is the edge of people: pages drawn by the server, which work
// without a script.
//
// It holds what every page shares: the router, sign-in and sessions, the
// headers of safety, and the one function that turns an error into a page. The
// pages lie below it by area, built from the parts of ui. Web knows the
// application, the domain, the charter and the catalogue, never the store.
package web
