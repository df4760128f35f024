package desk

import (
	"encoding/json"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// The data of the pages under test: 15 April 2026, plain names.
var (
	today  = charter.NewDate(2026, 4, 15)
	bodyA  = charter.Text{VI: "Ban Chỉ đạo Chuyển đổi số tỉnh A", EN: "Digital transformation steering body of province A"}
	clause = app.Clause{
		Ref: "Điều 6 khoản 2", Address: "quy-che/6.2", Document: "quy-che", Rule: "r1",
		Text: "Họp bất thường theo quyết định của Trưởng ban hoặc Phó Trưởng ban.",
	}
	granted = app.Ground{Reason: "granted", Role: "head", Clauses: []app.Clause{clause}}
	refused = &committee.Fault{
		Kind: committee.Refused, Code: "may.not-holder", Args: []string{"task.accept"}, Body: "ban-a",
		Ruling: &charter.Ruling{
			Reason: charter.ReasonNotHolder, Missing: []string{"chairing=true", "delegation=written|absent"},
			Clauses: []charter.Cite{{Address: "quy-che/6.3", Place: charter.Place{Article: "6", Clause: "3"}, Text: charter.Text{VI: "Trưởng ban nghiệm thu nhiệm vụ."}}},
		},
		Could: []committee.Could{
			{Role: "head", Title: charter.Text{VI: "Trưởng ban", EN: "Head"}, Holders: []string{"Chủ tịch 1"}},
			{Role: "deputy", Title: charter.Text{VI: "Phó Trưởng ban"}},
		},
	}
)

func at14(day int) time.Time { return time.Date(2026, 4, day, 7, 0, 0, 0, time.UTC) }

func aTask(id, title string, due charter.Date, days int, status committee.TaskStatus, state committee.TaskState) app.TaskLine {
	return app.TaskLine{
		ID: committee.TaskID(id), Body: "ban-a", BodyName: bodyA, Title: title, Lead: charter.Text{VI: "Sở 2", EN: "Department 2"},
		Accountable: "Ủy viên, Giám đốc Sở 2", Due: due, DaysLeft: days, Status: status, State: state, Progress: 40,
	}
}

func someTasks() app.TaskList {
	return app.TaskList{
		Items: []app.TaskLine{
			aTask("t1", "Hoàn thiện phương án dùng chung trung tâm dữ liệu", today+19, 13, committee.InTime, committee.TaskOpen),
			aTask("t2", "Báo cáo rà soát phần mềm dùng chung", today-5, -3, committee.Overdue, committee.TaskSubmitted),
			aTask("t3", "Trình quy chế chia sẻ dữ liệu", today-30, 0, committee.DoneLate, committee.TaskDone),
			aTask("t4", "Khảo sát đường truyền cấp xã", today-40, 0, committee.DoneOnTime, committee.TaskDone),
			aTask("t5", uitest.Long, 0, 0, committee.InTime, committee.TaskOpen),
		},
		Next: "t5", Counts: map[committee.TaskStatus]int{committee.InTime: 31, committee.Overdue: 9, committee.DoneLate: 12, committee.DoneOnTime: 32},
	}
}

func oneTask() app.TaskPage {
	line := aTask("t2", "Báo cáo rà soát phần mềm dùng chung", today-5, -3, committee.Overdue, committee.TaskSubmitted)
	return app.TaskPage{
		Line: line,
		Task: committee.Task{
			ID: "t2", Body: "ban-a", Title: line.Title, Due: line.Due, FirstDue: line.Due - 20, State: line.State, Progress: 100,
			AskedUntil: today + 10, Note: "Đã rà soát 12 phần mềm.\nCòn hai phần mềm chờ số liệu.", Finished: today - 1,
		},
		Coordinators: []charter.Text{{VI: "Sở 4"}, {VI: "Văn phòng"}}, Source: "Kết luận phiên họp 15/4/2026, mục 3", SourceLink: "m1", Subassigned: "Chuyên viên 5",
		Offers: []app.Offer{
			{Act: "task.accept", Allowed: true, Ground: granted},
			{Act: "task.return", Allowed: true, Ground: app.Ground{Reason: "inherent", Inherent: "assigner"}},
			{Act: "task.urge", Fault: refused},
			{Act: "task.grant-extension", Fault: refused},
			{Act: "task.update", Allowed: true, Ground: granted},
		},
		Trail: app.Trail{Acts: []app.ActRecord{anAct("a3", "task.update", 12), anAct("a2", "task.urge", -1)}}, Changed: 12,
	}
}

func anAct(id, name string, index int64) app.ActRecord {
	return app.ActRecord{
		ID: committee.ActID(id), Body: "ban-a", BodyName: bodyA, Seq: 1280, At: at14(14), EnteredAt: at14(15),
		Act: app.ActWord{Act: charter.Act(name), Word: charter.ActWord(charter.Act(name)).Text()}, Person: "Chuyên viên 5",
		Capacity: charter.Text{VI: "Ủy viên, Ban Chỉ đạo tỉnh A"}, OnBehalf: "Giám đốc Sở 2", Ground: granted, Simulated: true, Index: index,
		RefKind: "task", Ref: "t2", Via: "web",
	}
}

func oneAct() app.ActPage {
	return app.ActPage{
		Record: anAct("a3", "task.update", 12),
		Input:  json.RawMessage(`{"id":"t2","note":{"§":"Đã rà soát 12 phần mềm."},"progress":60,"finished":false,"due":"2026-04-30","seats":[{"role":"head"},{"role":"member","vi":{"§x":"c1"}}]}`),
		Facts:  []charter.Fact{{Key: "chairing", Value: "true"}, {Key: "in", Value: "nhom-1"}},
		Events: []app.EventLine{{Name: "task.updated/1", Data: json.RawMessage(`{"progress":60}`)}, {Name: "unheard.of/1", Data: json.RawMessage(`[]`)}},
		Leaf:   "e2d09a4c",
		Proof: &app.Proof{
			Index: 12, Size: 1284, LeafHash: "b81c5e19b81c5e19b81c5e19b81c5e19b81c5e19b81c5e19b81c5e19b81c5e19",
			Hashes: []string{"03fb6d88", "c31d77aa"}, Root: "8f02a9b1", Checkpoint: "nghisu/tinh-a\n1284\njwKpsQ==\n\n— tinh-a Az3grl",
		},
	}
}

func meetings() app.MeetingList {
	m := app.MeetingLine{
		ID: "m1", Body: "ban-a", BodyName: bodyA, Kind: committee.Regular, Title: "Phiên họp định kỳ 6 tháng đầu năm",
		Start: at14(15), End: at14(15).Add(135 * time.Minute), Place: "Phòng họp số 2, trụ sở UBND tỉnh A", State: committee.Convened, Chair: "Trưởng ban, Chủ tịch 1",
	}
	n := m
	n.ID, n.Title, n.Kind, n.Start, n.End, n.State = "m2", "", committee.Extraordinary, at14(17), time.Time{}, committee.Postponed
	o := n
	o.ID, o.Title, o.State = "m3", uitest.Long, committee.Cancelled
	return app.MeetingList{Items: []app.MeetingLine{m, n, o}, Next: "m3"}
}

func aDesk(me app.Me) app.Desk {
	item := func(kind, what string, due charter.Date, days int) app.DeskItem {
		return app.DeskItem{Kind: kind, What: what, Who: "Sở 4", Body: "ban-a", BodyName: bodyA, Due: due, DaysLeft: days, Ref: "t1"}
	}
	d := app.Desk{
		Me: me, On: today,
		Await: []app.DeskItem{
			item("accept", "Nghiệm thu: báo cáo rà soát phần mềm dùng chung", today-1, -1),
			item("conclude", "Kết luận phiên họp định kỳ tháng 4", today, 0),
			item("extension", "Gia hạn nhiệm vụ: số hóa hồ sơ đất đai tám xã", today+2, 2),
			item("proposal", uitest.Long, 0, 0),
			item("task", "Công bố danh mục dữ liệu mở đợt 1", today+5, 3),
			item("duty", "Báo cáo lĩnh vực được phân công, quý I", today+2, 2),
		},
		Meetings: meetings().Items[:2],
		Waiting:  []app.DeskItem{item("task", "Sở 2 trả lời về phương án kết nối dữ liệu", today+3, 3)},
		Missed:   2,
	}
	for i := range 8 {
		d.Waiting = append(d.Waiting, item("task", "Việc chờ Sở "+string(rune('1'+i)), today+charter.Date(i), i))
	}
	return d
}

func options() []ui.Option {
	return []ui.Option{{Value: "ban-a", Text: "Ban Chỉ đạo Chuyển đổi số tỉnh A"}, {Value: "ban-b", Text: "Hội đồng B"}}
}
