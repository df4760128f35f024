package charter_test

import (
	"fmt"

	"nghisu/internal/charter"
)

// meetings is a regulation of two clauses: who convenes, and how often the
// body meets.
func meetings() *charter.Charter {
	effect, _ := charter.ParseDate("2019-03-19")
	head := charter.Holders{Any: []charter.Holder{{Role: "head"}, {Role: "deputy"}}}
	return &charter.Charter{
		Key: "ban-chi-dao",
		Documents: []charter.Document{{
			Key: "quy-che", Effect: charter.Day(effect),
			Articles: []charter.Article{{Number: "4", Clauses: []charter.Clause{
				{Number: "1", Text: charter.Text{VI: "Ban Chỉ đạo họp 6 tháng một lần."}, Rules: []charter.Rule{
					{ID: "hop-dinh-ky", Spec: charter.SeriesSpec{Series: "regular", Every: charter.Span{N: 6, Unit: charter.Months}}},
				}},
				{Number: "2", Text: charter.Text{VI: "Họp bất thường do Trưởng ban hoặc Phó Trưởng ban quyết định."}, Rules: []charter.Rule{
					{ID: "hop-bat-thuong", Spec: charter.PowerSpec{Acts: []charter.Act{"meeting.convene-extraordinary"}, By: head}},
				}},
			}}},
		}},
	}
}

func ExampleRegulation_May() {
	on, _ := charter.ParseDate("2021-06-01")
	r := charter.Compile(meetings())
	for _, role := range []charter.Role{"standing-deputy", "member"} {
		got := r.May(charter.Question{Roles: []charter.Role{role}, Act: "meeting.convene-extraordinary", On: on})
		fmt.Println(role, got.Reason, got.Clauses[0].Place.In("vi"), got.WhoCould)
	}
	// Output:
	// standing-deputy granted Điều 4 khoản 2 [head deputy]
	// member not-holder Điều 4 khoản 2 [head deputy]
}

func ExampleRegulation_Due() {
	from, _ := charter.ParseDate("2019-01-01")
	to, _ := charter.ParseDate("2020-12-31")
	for _, o := range charter.Compile(meetings()).Due(from, to, nil, nil) {
		fmt.Println(o.Due.To, o.What.In("vi"), o.Period.From, o.Clauses[0].Address)
	}
	// Output:
	// 2019-12-31 Họp định kỳ 2019-07-01 quy-che/4.1
	// 2020-06-30 Họp định kỳ 2020-01-01 quy-che/4.1
	// 2020-12-31 Họp định kỳ 2020-07-01 quy-che/4.1
}

func ExampleRegulation_Verdict() {
	on, _ := charter.ParseDate("2021-06-01")
	got := charter.Compile(meetings()).Verdict("quorum", on, []charter.Fact{{Key: "present", Value: "9"}}, nil)
	fmt.Println(got.OK == charter.Absent, got.Need, got.Unstated)
	// Output:
	// true unstated [quorum]
}

func ExampleRegulation_TextOn() {
	on, _ := charter.ParseDate("2021-06-01")
	for _, d := range charter.Compile(meetings()).TextOn(on) {
		for _, c := range d.Articles[0].Clauses {
			fmt.Println(d.Key, c.Number, c.Text.VI, c.Rules[0].ID)
		}
	}
	// Output:
	// quy-che 1 Ban Chỉ đạo họp 6 tháng một lần. hop-dinh-ky
	// quy-che 2 Họp bất thường do Trưởng ban hoặc Phó Trưởng ban quyết định. hop-bat-thuong
}
