// Package demo keeps the example office: five real bodies whose foundings and
// successions stand at their true dates, and the last two years re-enacted by a
// deterministic simulator. Everything it does goes through the door, the methods
// of [app.App], under a clock that it sets; every act is marked as simulated.
// The simulator is also the load under which the program is measured.
//
// People are placeholders. What the sources do not tell is left unknown or is
// named an example (mẫu).
//
// It may import app, committee, charter, the calendar and the bundled charters,
// never the store.
package demo
