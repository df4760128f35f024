package body

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
)

// by names holders that act each alone.
func by(roles ...charter.Role) charter.Holders {
	var h charter.Holders
	for _, r := range roles {
		h.Any = append(h.Any, charter.Holder{Role: r})
	}
	return h
}

func text(s string) charter.Text { return charter.Text{VI: s} }

// spoken holds a rule of every kind, and of every form that reads differently,
// against its sentence.
var spoken = []struct {
	rule   charter.Rule
	vi, en string
}{
	{
		charter.Rule{Spec: charter.BodySpec{
			Name: charter.Text{VI: "Ban Chỉ đạo A", EN: "Body A"}, Level: "province", Nature: "steering",
			Members: charter.Count{Min: 16, Max: 16, Set: true}, Host: text("Sở 2"), FoundedBy: text("Quyết định này"),
		}},
		"Ban Chỉ đạo A, cấp tỉnh, tổ chức chỉ đạo, có 16 người, đặt tại Sở 2, thành lập theo quyết định này.",
		"Body A, of a province, steering, 16 in number, at Sở 2, founded by quyết định này.",
	},
	{
		charter.Rule{Spec: charter.RoleSpec{Role: "deputy", Count: charter.Count{Min: 2, Max: 5, Set: true}, Holder: charter.Occupant{Posts: []string{"Thứ trưởng"}}, Regime: "part-time", Vote: "full"}},
		"Trong ban có Phó Trưởng ban, từ 2 đến 5 người, do Thứ trưởng giữ theo chức vụ, kiêm nhiệm, có quyền biểu quyết.",
		"There is the role Deputy head, 2 to 5, held by post by Thứ trưởng, part-time, with a full vote.",
	},
	{
		charter.Rule{Spec: charter.RoleSpec{Role: "superior", Outside: text("true")}},
		"Cấp thành lập ở ngoài ban, được quy chế nhắc tới.", "Founding authority stands outside the body and is named by the regulation.",
	},
	{
		charter.Rule{Spec: charter.SeatSpec{Roles: []charter.Role{"member"}, Regime: "part-time", Term: charter.Span{N: 5, Unit: charter.Years}, Field: text("assigned-by head"), LapseAfter: 3, LapseOf: text("vắng họp")}},
		"Ghế Ủy viên, kiêm nhiệm, nhiệm kỳ 5 năm, lĩnh vực do Trưởng ban phân công, mất ghế sau 3 lần vắng họp.",
		"Seats of Member, part-time, for a term of 5 years, field: assigned by Head, lost after 3 times: vắng họp.",
	},
	{
		charter.Rule{Spec: charter.PowerSpec{Acts: []charter.Act{"meeting.convene-extraordinary"}, By: by("head", "deputy")}},
		"Trưởng ban, Phó Trưởng ban được triệu tập họp bất thường.", "Head, Deputy head may convene an extraordinary meeting.",
	},
	{
		charter.Rule{In: []string{"nhom-1"}, Unless: []string{"urgent"}, Spec: charter.PowerSpec{
			Acts: []charter.Act{"task.assign", "task.urge"}, By: by("head"), Objects: []string{"scheme"}, OnProposalOf: by("standing-agency"),
			When: []charter.Condition{{Key: "chairing", Values: []string{"true"}}},
		}},
		"Trưởng ban được giao nhiệm vụ và đôn đốc nhiệm vụ, đối với đề án, khi đang chủ trì cuộc họp, theo đề nghị của Cơ quan thường trực, trong Nhóm 1, trừ khi trường hợp khẩn cấp.",
		"Head may assign a task and urge a task, as to a scheme, when chairs the meeting, on the proposal of Standing agency, within Group 1, except in case of urgency.",
	},
	{
		charter.Rule{Spec: charter.PowerSpec{Acts: []charter.Act{"posting.make"}, By: charter.Holders{Unstated: true}}},
		"Có việc trưng tập, biệt phái, nhưng quy chế chưa nêu ai được làm.", "To post staff to the body: the regulation does not say who may.",
	},
	{
		charter.Rule{Spec: charter.PowerSpec{Acts: []charter.Act{"meeting.propose"}, By: charter.Holders{Any: []charter.Holder{
			{Members: 3}, {Share: charter.Share{Cmp: charter.AtLeast, Num: 1, Den: 5, Base: charter.BaseAllMembers}},
		}}}},
		"3 người trong toàn thể thành viên cùng làm, ít nhất 1/5 tổng số thành viên trong toàn thể thành viên cùng làm được đề nghị họp.",
		"3 of all members acting together, at least 1/5 of all members of all members acting together may propose a meeting.",
	},
	{
		charter.Rule{Spec: charter.ForbidSpec{Acts: []charter.Act{charter.AnyAct}, For: by("member"), When: []charter.Condition{{Key: "reach", Values: []string{"outside"}}}}},
		"Ủy viên không được làm bất cứ việc nào, khi việc vượt ra ngoài tổ chức.", "Member may do nothing, when it reaches beyond the body.",
	},
	{
		charter.Rule{Spec: charter.ForbidSpec{Acts: []charter.Act{"fund.spend"}}},
		"Không ai được chi kinh phí.", "Nobody may spend funds.",
	},
	{
		charter.Rule{Spec: charter.DelegationSpec{Acts: []charter.Act{"meeting.chair"}, From: by("head"), To: by("member"), Trigger: []string{"written"}, Scope: text("meeting"), Redelegate: charter.No}},
		"Trưởng ban được ủy quyền cho Ủy viên chủ trì họp, bằng văn bản, trong phạm vi từng phiên họp, người nhận không được ủy quyền tiếp.",
		"Head may delegate to Member the power to chair a meeting, in writing, limited to one meeting, the delegate may not delegate further.",
	},
	{
		charter.Rule{Spec: charter.SeriesSpec{Series: "regular", Every: charter.Span{N: 6, Unit: charter.Months}, Form: "unstated"}},
		"Họp định kỳ: 6 tháng một lần, quy chế chưa nêu hình thức.", "Regular meeting: every 6 months, the form is not stated.",
	},
	{
		charter.Rule{Spec: charter.NoticeSpec{What: []string{"invitation", "papers"}, Lead: charter.Span{N: 3, Unit: charter.WorkingDays}, Series: []string{"regular"}}},
		"Giấy mời, tài liệu họp phải gửi trước phiên họp ít nhất 3 ngày làm việc, với họp định kỳ.",
		"The invitation, the papers must be sent at least 3 working days before the meeting, for regular meeting.",
	},
	{
		charter.Rule{Spec: charter.QuorumSpec{Purposes: []string{"meet"}, Amount: charter.Share{Cmp: charter.AtLeast, Num: 2, Den: 3, Base: charter.BaseAllMembers}, Required: []charter.Required{{Role: "head", Min: 1}}, Online: charter.Unstated}},
		"Được họp khi có ít nhất 2/3 tổng số thành viên, phải có Trưởng ban, quy chế chưa nêu dự trực tuyến có tính không.",
		"A meeting may be held with at least 2/3 of all members, Head must be there, whether those online count is not stated.",
	},
	{
		charter.Rule{Spec: charter.DecisionSpec{Matters: []string{"any"}, Mode: charter.ModeHead, By: by("head")}},
		"Mọi vấn đề: Trưởng ban quyết định, biểu quyết là ý kiến tham khảo.", "All matters: Head decides; votes are advice.",
	},
	{
		charter.Rule{Spec: charter.DecisionSpec{Matters: []string{"personnel"}, Mode: charter.ModeVote, Pass: charter.Threshold{All: []charter.Share{{Cmp: charter.MoreThan, Num: 1, Den: 2, Base: charter.BasePresent}}}, Tie: "fails", Ballot: "open"}},
		"Về nhân sự: biểu quyết, thông qua khi đạt quá 1/2 số người dự họp, biểu quyết công khai, ngang phiếu thì không thông qua.",
		"On personnel: by vote, passed with more than 1/2 of those present, by open ballot, a tie fails.",
	},
	{
		charter.Rule{Spec: charter.AttendanceSpec{Roles: []charter.Role{"member"}, Must: charter.Yes, ReportTo: text("secretary"), LeaveOf: text("head"), Allowed: charter.No}},
		"Ủy viên phải dự họp, vắng thì báo Thư ký, vắng phải được Trưởng ban đồng ý, không được cử người dự thay.",
		"Member must attend, absence is reported to Secretary, absence needs the leave of Head, no substitute may be sent.",
	},
	{
		charter.Rule{Spec: charter.RoundSpec{Matters: []string{"any"}, OpenBy: by("head"), Of: by("all-members"), Deadline: charter.Span{N: 7, Unit: charter.Days}, Silence: "consent", Weight: "counts", Capacity: "personal", ConcludeBy: by("head")}},
		"Trưởng ban được mở đợt lấy ý kiến Toàn thể thành viên, trả lời trong 7 ngày, không trả lời thì coi là đồng ý, ý kiến được tính như phiếu, với tư cách cá nhân, Trưởng ban kết luận.",
		"Head may open an opinion round among All members, answered within 7 days, silence is consent, opinions count as votes, in person, Head concludes.",
	},
	{
		charter.Rule{Spec: charter.DutySpec{
			Duty: charter.Text{VI: "Báo cáo quý", EN: "Report each quarter"}, Who: by("secretary"), To: []string{"head"}, Acts: []charter.Act{"report.submit"},
			Due: charter.DueRule{Kind: charter.DueEvery, Span: charter.Span{N: 1, Unit: charter.Quarters}, BeforeDay: 25},
		}},
		"Thư ký có trách nhiệm báo cáo quý, gửi tới Trưởng ban, hằng quý, trước ngày 25, nên được gửi báo cáo.",
		"Secretary must report each quarter, addressed to Head, every quarter, before day 25, and may therefore submit a report.",
	},
	{
		charter.Rule{Spec: charter.DutySpec{Duty: text("Lập tổ"), Each: []string{"so-nganh"}, Due: charter.DueRule{Kind: charter.DueAfter, Span: charter.Span{N: 10, Unit: charter.Days}, Event: "effect"}}},
		"Mỗi sở, ngành có trách nhiệm lập tổ, trong 10 ngày kể từ khi có hiệu lực.", "Each department must lập tổ, within 10 days after the effect.",
	},
	{
		charter.Rule{Spec: charter.SignatureSpec{Documents: []string{"any"}, Signer: by("head"), Form: "TM.", Seal: "none"}},
		"Trưởng ban ký mọi văn bản, thể thức TM., không đóng dấu.", "Head signs every document, in the form TM., without a seal.",
	},
	{
		charter.Rule{Spec: charter.ResourceSpec{Resource: "budget", Source: []string{"Ngân sách"}, Holder: []string{"unstated"}}},
		"Kinh phí hoạt động, từ Ngân sách, quy chế chưa nêu ai giữ.", "Funds, from Ngân sách, who keeps it is not stated.",
	},
	{
		charter.Rule{Spec: charter.LinkSpec{Link: "sub-body", Key: "nhom-2", Name: text("Nhóm 2"), Head: "group-head", ComposedOf: []charter.Part{{Seats: "deputy"}, {HeadsOf: []string{"nhom-1"}}, {Seats: "expert", ChosenBy: "head"}}}},
		"Nhóm 2 là bộ phận của ban, do Trưởng nhóm đứng đầu, gồm Phó Trưởng ban, người đứng đầu Nhóm 1, Chuyên gia do Trưởng ban chọn.",
		"Nhóm 2 is a part of the body, led by Head of a group, made up of Deputy head, the heads of Group 1, Expert chosen by Head.",
	},
	{
		charter.Rule{Spec: charter.LifecycleSpec{Moment: "amendment", By: by("head"), OnProposalOf: by("standing-agency")}},
		"Trưởng ban được sửa đổi, bổ sung quy chế, theo đề nghị của Cơ quan thường trực.", "Head may amend the regulation, on the proposal of Standing agency.",
	},
	{
		charter.Rule{Spec: charter.LifecycleSpec{Moment: "effect", Day: charter.Day(charter.NewDate(2024, 3, 19))}},
		"Quy chế có hiệu lực từ 19/3/2024.", "The regulation takes effect on 19 March 2024.",
	},
	{
		charter.Rule{Spec: charter.StepSpec{Acts: []charter.Act{"document.submit"}, Needs: []charter.Condition{{Key: "opinion-of", Values: []string{"nhom-1"}}}, Waiver: by("head")}},
		"Trước khi trình văn bản, trong hồ sơ phải có: đã có ý kiến của Nhóm 1, Trưởng ban được miễn bước này.",
		"Before one may submit a document, the record must hold: opinion on record of Group 1, Head may waive it.",
	},
	{
		charter.Rule{Spec: charter.TermSpec{Term: "leaders", Title: text("lãnh đạo Ban"), AnyOf: []charter.Role{"head", "deputy"}}},
		"“lãnh đạo Ban” là Trưởng ban, Phó Trưởng ban.", "“lãnh đạo Ban” means Head, Deputy head.",
	},
}

// places of the rules above: one group, one word of the text.
func someDocuments() []charter.Document {
	return []charter.Document{{Key: "quy-che", Articles: []charter.Article{{Number: "1", Rules: []charter.Rule{
		{Spec: charter.LinkSpec{Link: "sub-body", Key: "nhom-1", Name: charter.Text{VI: "Nhóm 1", EN: "Group 1"}}},
		{Spec: charter.TermSpec{Term: "leaders", Title: text("lãnh đạo Ban"), AnyOf: []charter.Role{"head", "deputy"}}},
	}}}}}
}

func TestEveryKindIsSaid(t *testing.T) {
	seen := map[charter.Kind]bool{}
	for _, lang := range []catalogue.Lang{catalogue.VI, catalogue.EN} {
		s := NewSpeaker(lang, someDocuments())
		for _, x := range spoken {
			seen[x.rule.Spec.Kind()] = true
			want := x.vi
			if lang == catalogue.EN {
				want = x.en
			}
			if got := strings.ReplaceAll(s.Rule(&x.rule), "\u00a0", " "); got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", lang, x.rule.Spec.Kind(), got, want)
			}
		}
	}
	if len(seen) != 19 {
		t.Errorf("%d kinds of rule are said, want all 19", len(seen))
	}
}

// TestCharters says every rule of the bundled charters and of the general
// examples: a whole sentence, without a key of the catalogue left over.
func TestCharters(t *testing.T) {
	files, err := filepath.Glob("../../../charters/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../../../charters/testdata/general/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rules := 0
	for _, name := range append(files, more...) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, problems := file.Parse(name, src)
		if c == nil {
			t.Fatalf("%s: %v", name, problems)
		}
		for _, lang := range []catalogue.Lang{catalogue.VI, catalogue.EN} {
			s := NewSpeaker(lang, c.Documents)
			eachRule(c.Documents, func(r *charter.Rule) {
				rules++
				got := s.Rule(r)
				switch {
				case !strings.HasSuffix(got, ".") || len(got) < 8:
					t.Errorf("%s, %s: no sentence: %q", filepath.Base(name), r.ID, got)
				case strings.ContainsAny(got, "[]{}") || strings.Contains(got, "unstated") || strings.Contains(got, "  "):
					t.Errorf("%s, %s: something is left over: %q", filepath.Base(name), r.ID, got)
				}
			})
		}
	}
	if rules < 400 {
		t.Errorf("%d rules said: the charters were not found", rules)
	}
}
