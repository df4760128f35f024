package file

import "nghisu/internal/charter"

// acts are the keys of the public vocabulary; a charter grants no other act.
var acts = keysOf(charter.Acts())

// contractRoles are the keys of the roles that every charter has without
// declaring them.
var contractRoles = keysOf(charter.ContractRoles())

func keysOf(words []charter.Word) []string {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.Key
	}
	return keys
}
