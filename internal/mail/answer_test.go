package mail

import (
	"strconv"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
)

// asked is a round of some questions with two articles; the usual positions.
func asked(questions int) committee.Round {
	r := committee.Round{Articles: []committee.Article{{Address: "dieu-1"}, {Address: "dieu-2a"}}}
	for i := range questions {
		q := committee.Question{ID: committee.QuestionID(string(rune('a' + i)))}
		for _, s := range []committee.Position{committee.For, committee.Against, committee.Other} {
			q.Options = append(q.Options, committee.Option{Key: string(s), Side: s})
		}
		r.Questions = append(r.Questions, q)
	}
	return r
}

func TestSlips(t *testing.T) {
	own := asked(1)
	own.Questions[0].Options = []committee.Option{{Key: "1", Label: "Phương án 1", Side: committee.For}, {Key: "2", Label: "Phương án 2", Side: committee.For}, {Key: "3", Label: "Không chọn", Side: committee.Against}}
	for name, c := range map[string]struct {
		text string
		r    committee.Round
		want string // question=position, comma-separated
		why  string
	}{
		"one":                      {"Đồng ý", asked(1), "a=for", ""},
		"a number before it":       {"1. Không đồng ý", asked(1), "a=against", ""},
		"one of several":           {"Kính gửi\n", asked(2), "", whyQuestions},
		"several, by number":       {"1. Đồng ý\nvì rõ\nCâu 2: Không đồng ý", asked(2), "a=for,b=against", ""},
		"one answered of three":    {"\n2) Ý kiến khác: xem lại", asked(3), "b=other", ""},
		"a number that is not":     {"7. Đồng ý", asked(2), "", whyQuestions},
		"twice":                    {"1. Đồng ý\n1. Không đồng ý", asked(2), "", whyTwo},
		"one unclear among two":    {"1. Đồng ý\n2. xem sau", asked(2), "", whyUnclear},
		"two lines":                {"Đồng ý\n\nKhông đồng ý.", asked(1), "", whyTwo},
		"the same again":           {"Đồng ý\nNhất trí", asked(1), "a=for", ""},
		"a reason that quotes one": {"Không đồng ý\nCác sở đồng ý nhưng thiếu số liệu", asked(1), "a=against", ""},
		"own positions":            {"Phương án 2 vì rẻ", own, "a=2", ""},
		"a side with two of them":  {"Đồng ý", own, "", whyUnclear},
		"a side with one":          {"Không đồng ý", own, "a=3", ""},
		"nothing":                  {" \n", asked(1), "", whyUnclear},
	} {
		slips, why := Slips(c.text, c.r)
		var got []string
		for _, s := range slips {
			got = append(got, string(s.Question)+"="+s.Position)
		}
		if strings.Join(got, ",") != c.want || why != c.why {
			t.Errorf("%s: %v %q, want %s %q", name, got, why, c.want, c.why)
		}
	}
	slips, _ := Slips("Đồng ý với các nội dung sau\nđược nêu\nĐiều 2a - sửa\nthành hai đoạn\n\nArticle 5: bỏ\nvà cảm ơn", asked(1))
	if len(slips) != 1 || slips[0].Reason != "với các nội dung sau\nđược nêu" || len(slips[0].Comments) != 2 ||
		slips[0].Comments[0].Address != "dieu-2a" || slips[0].Comments[0].Text != "sửa\nthành hai đoạn" || slips[0].Comments[1].Place != "Article 5" || slips[0].Comments[1].Text != "bỏ\nvà cảm ơn" {
		t.Errorf("%+v", slips)
	}
}

func TestProgress(t *testing.T) {
	for text, want := range map[string]string{
		"60%":                           "60",
		"Tiến độ: 45 % khối lượng":      "45",
		"Đã hoàn thành":                 "done",
		"Hoàn thành 100%":               "done",
		"Done.":                         "done",
		"Hoàn thành 60%":                "60",
		"Tiến độ chậm do thiếu vốn":     "words",
		"Chưa hoàn thành":               "",
		"Sắp xong":                      "",
		"Khi nào xong tôi báo":          "",
		"Từ 20% lên 40%":                "",
		"140%":                          "",
		"Đã nhận thư":                   "",
		"":                              "",
		"Not done":                      "",
		"Dự kiến hoàn thành cuối tháng": "",
	} {
		in, why := Progress(text+"\nGhi chú", "t")
		got := ""
		switch {
		case in == nil:
			if why == "" {
				t.Errorf("%q: neither read nor refused", text)
			}
		case in.Finished:
			got = "done"
		case in.Progress < 0:
			got = "words"
		default:
			got = strconv.Itoa(in.Progress)
		}
		if got != want || in != nil && in.Note != "Ghi chú" {
			t.Errorf("%q: %q %+v, want %q", text, got, in, want)
		}
	}
}

func TestAligned(t *testing.T) {
	for _, c := range []struct {
		signs, sends string
		want         bool
	}{
		{"so.example", "so.example", true},
		{"SO.example.", "so.example", true},
		{"hanoi.gov.vn", "so.hanoi.gov.vn", true},
		{"gov.vn", "hanoi.gov.vn", false},
		{"vn", "hanoi.gov.vn", false},
		{"so.hanoi.gov.vn", "hanoi.gov.vn", false},
		{"anoi.gov.vn", "hanoi.gov.vn", false},
		{"gmail.com", "hanoi.gov.vn", false},
		{"", "hanoi.gov.vn", false},
	} {
		if got := aligned(c.signs, c.sends); got != c.want {
			t.Errorf("%s for %s: %t", c.signs, c.sends, got)
		}
	}
}

func TestDigest(t *testing.T) {
	a := message("From: a@x.vn", "To: b@x.vn", "Message-ID: <1@x>", "Subject: x", "", "Đồng ý", "")
	for name, c := range map[string]struct {
		letter string
		same   bool
	}{
		"with what the way adds":    {"Received: from y\r\nX-Spam: no\r\nDelivered-To: b@x.vn\r\n" + a, true},
		"with other ends of lines":  {strings.ReplaceAll(a, "\r\n", "\n"), true},
		"another text, the same id": {strings.Replace(a, "Đồng", "Không đồng", 1), false},
		"another sender":            {strings.Replace(a, "a@x.vn", "c@x.vn", 1), false},
		"another subject":           {strings.Replace(a, "Subject: x", "Subject: y", 1), false},
	} {
		if got := digest([]byte(a)) == digest([]byte(c.letter)); got != c.same {
			t.Errorf("%s: the same %t", name, got)
		}
	}
}

// TestDigestWords: whatever may await somebody is named in the letter of the morning.
func TestDigestWords(t *testing.T) {
	for _, kind := range app.DeskKinds {
		// A duty is the body's and stands in no letter to one person.
		if key := "letter.digest.kind." + kind; kind != "duty" && !catalogue.Has(key) {
			t.Errorf("the letter would show [%s]", key)
		}
	}
}

func FuzzSlips(f *testing.F) {
	for _, s := range []string{"Đồng ý", "1. Đồng ý\nCâu 2: không đồng ý", "Điều 2: x\n\nĐiều 3a - y", "60%", "đã hoàn thành", "\u202e1) \xff"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		r := asked(1 + (n&0x7fffffff)%4)
		slips, why := Slips(text, r)
		if (len(slips) == 0) != (why != "") {
			t.Fatalf("%d slips, why %q", len(slips), why)
		}
		seen := map[committee.QuestionID]bool{}
		for _, s := range slips {
			if q := r.Question(s.Question); q == nil || seen[s.Question] {
				t.Fatalf("%+v", s)
			} else if _, ok := q.Option(s.Position); !ok {
				t.Fatalf("%+v", s)
			}
			seen[s.Question] = true
		}
		if in, why := Progress(text, "t"); (in == nil) != (why != "") || in != nil && (in.Progress < -1 || in.Progress > 100) {
			t.Fatalf("%+v %q", in, why)
		}
		digest([]byte(text))
	})
}
