// Command nghisu runs a steering body's working regulation: the server, the
// demonstration, and the tools that work on charters and on the books. It reads
// the configuration, wires the layers together and ends the process; nothing
// else does.
//
//   - main.go: the command line; settings.go: flags, environment and file
//   - books.go: opening a database and its keys; serve.go: the server;
//     demo.go: the example office; proxy.go: whom a request comes from
package main
