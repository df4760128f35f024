package catalogue

// bodyActs are words of the pages of bodies.
var bodyActs = map[string]entry{}
