package body

import (
	"net/http"
	"slices"

	"nghisu/internal/web/ui"
)

// Routes lists the pages of bodies and meetings, and the acts on them.
func Routes(_ ui.Deps) []ui.Route {
	filled, list := []string{"filled"}, []string{"filled", "empty"}
	const body, meeting, paper, round = ui.BodiesPath + "/{key}", ui.MeetingsPath + "/{id}", ui.PapersPath + "/{id}", ui.RoundsPath + "/{id}"
	routes := []ui.Route{
		{Pattern: ui.BodiesPath, Name: "bodies", Handler: listPage, States: filled},
		{Pattern: body, Name: "body", Handler: overviewPage, States: list, Example: bodyAt("")},
		{Pattern: body + "/quy-che", Name: "charter", Handler: charterPage, States: list, Example: bodyAt("quy-che")},
		{Pattern: body + "/quy-che/{version}", Name: "charter.file", Handler: charterFile},
		{Pattern: body + "/tham-quyen", Name: "explorer", Handler: explorerPage, States: []string{"filled", "empty", "refused"}, Example: explorerExample},
		{Pattern: body + "/tham-quyen/bang", Name: "matrix", Handler: matrixPage, States: filled, Example: bodyAt("tham-quyen/bang")},
		{Pattern: body + "/nghia-vu", Name: "duties", Handler: dutiesPage, States: list, Example: bodyAt("nghia-vu")},
		{Pattern: body + "/ke-hoach", Name: "plan", Handler: planPage, States: filled, Example: bodyAt("ke-hoach")},
		{Pattern: body + "/quyet-dinh", Name: "decisions", Handler: decisionsPage, States: filled, Example: bodyAt("quyet-dinh")},
		{Pattern: "/quyet-dinh/{id}", Name: "decision", Handler: decisionPage, States: filled, Example: decisionExample},
		{Pattern: body + "/uy-quyen", Name: "powers", Handler: powersPage, States: filled, Example: bodyAt("uy-quyen")},
		{Pattern: body + "/ban-giao", Name: "handovers", Handler: handOversPage, States: list, Example: handOversExample},
		{Pattern: body + "/phien-hop", Name: "body.meetings", Handler: meetingsPage, States: list, Example: bodyAt("phien-hop")},
		{Pattern: meeting, Name: "meeting", Handler: meetingPage, States: filled, Example: meetingExample},
		{Pattern: meeting + "/xuat/{file}", Name: "meeting.document", Handler: meetingDocument},
		{Pattern: paper, Name: "paper", Handler: paperPage, States: filled, Example: paperExample("")},
		{Pattern: paper + "/tep/{version}", Name: "paper.file", Handler: paperFile},
		{Pattern: ui.RoundsPath, Name: "rounds", Handler: roundsPage, States: list, Example: roundsExample},
		{Pattern: round, Name: "round", Handler: roundPage, States: filled, Example: roundExample("")},
		{Pattern: round + "/xuat/{file}", Name: "round.document", Handler: roundDocument},
	}
	for i := range routes {
		routes[i].Method = http.MethodGet
	}
	acts := []ui.Route{
		{Pattern: body + "/kien-toan", Name: "reconstitute", Handler: reconstitute, Example: formExample("kien-toan")},
		{Pattern: body + "/cu", Name: "appoint", Handler: appoint, Example: formExample("cu")},
		{Pattern: body + "/thoi", Name: "end", Handler: endSeat, Example: formExample("thoi")},
		{Pattern: body + "/cu-nguoi", Name: "delegate", Handler: nameDelegate, Example: formExample("cu-nguoi")},
		{Pattern: body + "/phan-cong", Name: "portfolio", Handler: assignPortfolio, Example: formExample("phan-cong")},
		{Pattern: body + "/uy-quyen/moi", Name: "lend", Handler: lend, Example: formExample("uy-quyen/moi")},
		{Pattern: body + "/uy-quyen/{id}", Name: "revoke", Handler: revoke, Example: lentExample},
		{Pattern: body + "/vien-dan", Name: "invoke", Handler: invoke, Example: formExample("vien-dan")},
		{Pattern: body + "/ban-giao/giao", Name: "handover.take", Handler: takeOver, States: []string{"filled", "empty", "error", "refused"}, Example: takeExample},
		{Pattern: body + "/nghia-vu/chung-cu", Name: "evidence", Handler: evidence, Example: evidenceExample},
		{Pattern: body + "/phien-hop/moi", Name: "convene", Handler: convene, Example: formExample("phien-hop/moi")},
		{Pattern: body + "/de-nghi-hop", Name: "propose", Handler: propose, Example: formExample("de-nghi-hop")},
		{Pattern: meeting + "/diem-danh", Name: "presence", Handler: presence, Example: actExample("diem-danh")},
		{Pattern: meeting + "/y-kien", Name: "positions", Handler: positions, Example: actExample("y-kien")},
		{Pattern: meeting + "/ket-luan", Name: "conclude", Handler: conclude, Example: actExample("ket-luan")},
		{Pattern: meeting + "/giao-viec", Name: "settle", Handler: settle, Example: settleExample},
		{Pattern: meeting + "/chu-tri", Name: "chair", Handler: chair, Example: actExample("chu-tri")},
		{Pattern: meeting + "/thanh-phan", Name: "attendees", Handler: attendees, Example: actExample("thanh-phan")},
		{Pattern: meeting + "/hoan", Name: "move", Handler: move, Example: actExample("hoan")},
		{Pattern: meeting + "/huy", Name: "cancel", Handler: cancel, Example: actExample("huy")},
		{Pattern: meeting + "/be-mac", Name: "close", Handler: closing, Example: actExample("be-mac")},
		{Pattern: meeting + "/tai-lieu", Name: "paper.lay", Handler: layPaper, Example: actExample("tai-lieu")},
		{Pattern: body + "/lay-y-kien/moi", Name: "round.open", Handler: openRound, Example: openExample},
		{Pattern: round + "/tra-loi", Name: "round.answer", Handler: answerRound, Example: roundExample("tra-loi")},
		{Pattern: round + "/ghi-ho", Name: "round.record", Handler: recordSlips, Example: roundExample("ghi-ho")},
		{Pattern: round + "/muon", Name: "round.late", Handler: takeLate, States: []string{"filled", "empty", "error", "refused"}, Example: lateExample},
		{Pattern: round + "/tiep-thu", Name: "round.reply", Handler: answerComments, Example: roundExample("tiep-thu")},
		{Pattern: round + "/giao", Name: "round.charge", Handler: chargeComments, Example: roundExample("giao")},
		{Pattern: round + "/sua-van-ban", Name: "round.change", Handler: changeRound, Example: roundExample("sua-van-ban")},
		{Pattern: round + "/gia-han", Name: "round.extend", Handler: extendRound, Example: roundExample("gia-han")},
		{Pattern: round + "/huy", Name: "round.cancel", Handler: cancelRound, Example: roundExample("huy")},
		{Pattern: round + "/ket-luan", Name: "round.conclude", Handler: concludeRound, Example: roundExample("ket-luan")},
		{Pattern: paper + "/phien-ban", Name: "paper.version", Handler: addVersion, Example: paperExample("phien-ban")},
		{Pattern: paper + "/rut", Name: "paper.withdraw", Handler: withdrawPaper, Example: paperExample("rut")},
		{Pattern: paper + "/pham-vi", Name: "paper.show", Handler: showPaper, Example: paperExample("pham-vi")},
	}
	for _, r := range acts {
		get, post := r, r
		get.Method, post.Method = http.MethodGet, http.MethodPost
		if get.States == nil {
			get.States = []string{"filled", "error", "refused"}
		}
		post.Name, post.Example, post.States = r.Name+".send", nil, nil
		routes = append(routes, get, post)
	}
	routes = append(routes,
		ui.Route{Method: http.MethodGet, Pattern: ui.TopicsPath + "/{id}/tai-lieu", Name: "paper.lay.topic", Handler: layTopicPaper, States: []string{"filled", "error"}, Example: topicPaperExample},
		ui.Route{Method: http.MethodPost, Pattern: ui.TopicsPath + "/{id}/tai-lieu", Name: "paper.lay.topic.send", Handler: layTopicPaper})
	return slices.Concat(routes, inviteRoutes(meeting), answerRoutes(meeting), agendaRoutes(body, meeting))
}
