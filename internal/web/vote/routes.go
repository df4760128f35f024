package vote

import (
	"net/http"

	"nghisu/internal/web/ui"
)

// Routes lists the pages of votes and the acts on them.
func Routes(_ ui.Deps) []ui.Route {
	const vote = ui.VotesPath + "/{id}"
	form := []string{"filled", "error", "refused"}
	routes := []ui.Route{
		{Method: http.MethodGet, Pattern: vote, Name: "vote", Handler: votePage, States: []string{"filled"}, Example: example("", named)},
	}
	for _, r := range []ui.Route{
		{Pattern: ui.MeetingsPath + "/{id}/bieu-quyet", Name: "vote.open", Handler: openVote, States: form, Example: openExample},
		{Pattern: vote + "/bo-phieu", Name: "vote.cast", Handler: castVote, States: form, Example: example("bo-phieu", named)},
		{Pattern: vote + "/ghi-ho", Name: "vote.record", Handler: recordVote, States: form, Example: example("ghi-ho", named)},
		{Pattern: vote + "/phieu-kin", Name: "vote.ballot", Handler: castBallot, States: []string{"filled", "error"}, Example: example("phieu-kin", secret)},
		{Pattern: vote + "/khoa", Name: "vote.key", Handler: layKey, States: []string{"filled", "error"}, Example: example("khoa", keyless)},
		{Pattern: vote + "/kiem-phieu", Name: "vote.close", Handler: closeVote, States: []string{"filled", "error"}, Example: example("kiem-phieu", secret)},
		{Pattern: vote + "/huy", Name: "vote.cancel", Handler: callOff, States: form, Example: example("huy", named)},
	} {
		get, post := r, r
		get.Method, post.Method = http.MethodGet, http.MethodPost
		post.Name, post.States, post.Example = r.Name+".send", nil, nil
		routes = append(routes, get, post)
	}
	return routes
}
