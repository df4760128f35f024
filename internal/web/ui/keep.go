package ui

import "encoding/json"

// keptWords are the sentences that the script says of what is kept on a device, by
// their keys below "keep.", and how many values each takes.
var keptWords = map[string]int{
	"shown": 1, "retry": 0, "list": 0, "needs-net": 0, "missing": 0, "unsent": 0, "back": 0, "refilled": 1, "save": 0, "update": 0, "saving": 2,
	"saved": 3, "failed": 0, "partly": 1, "quota": 2, "wiped": 0, "sent": 1, "stuck": 1, "sign-in": 0, "kind-slip": 0, "kind-answer": 0,
	"kind-prior": 0, "kind-note": 0, "state-waiting": 0, "state-sent": 0, "state-stuck": 0, "filled": 1, "received": 1, "open": 0, "remove": 0,
	"hide": 0, "remove-set": 0, "papers": 1, "this-one": 0, "late": 0, "out-ask": 1, "wipe-ask": 1, "left-title": 0, "left": 0,
}

// KeptSentences gives the sentences for the script, their places marked #0, #1.
func KeptSentences(p *Page) map[string]string {
	places := []string{"#0", "#1", "#2"}
	out := map[string]string{}
	for key, n := range keptWords {
		out[key] = p.T("keep."+key, places[:n]...)
	}
	return out
}

// KeptWords are they as a page carries them.
func KeptWords(p *Page) string {
	b, _ := json.Marshal(KeptSentences(p)) // texts can always be written
	return string(b)
}
