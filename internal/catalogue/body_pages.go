package catalogue

// bodyPages are words of the pages of bodies.
var bodyPages = map[string]entry{}
