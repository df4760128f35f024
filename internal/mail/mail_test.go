package mail

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func message(lines ...string) string { return strings.Join(lines, "\r\n") }

func read(t *testing.T, text string) Message {
	t.Helper()
	m, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		auto       bool
		files      int
		calendar   bool
	}{
		"plain": {text: message("From: a@x.vn", "To: b@x.vn", "Subject: x", "", "Đồng ý."), want: "Đồng ý."},
		"quoted-printable": {text: message("From: =?utf-8?q?=E1=BB=A6y_vi=C3=AAn_1?= <A@X.vn>", "Subject: x", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
			"=C4=90=E1=BB=93ng =C3=BD, vi=", "=E1=BB=87c n=C3=A0y g=E1=BA=A5p"), want: "Đồng ý, việc này gấp"},
		"windows-1258": {text: message("From: a@x.vn", "Content-Type: text/plain; charset=windows-1258", "", "") + "\xd0\xf4\xccng y\xec", want: "Đồng ý"},
		"base64":       {text: message("From: a@x.vn", "Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", "xJDhu5NuZyDDvQ=="), want: "Đồng ý"},
		"unknown set":  {text: message("From: a@x.vn", "Content-Type: text/plain; charset=x-none", "", "OK"), want: "OK"},
		"two forms": {
			text: message("From: a@x.vn", "Content-Type: multipart/alternative; boundary=b", "", "--b", "Content-Type: text/html", "", "<p>Không</p>", "--b", "Content-Type: text/plain", "", "Có", "--b--"),
			want: "Có",
		},
		"a page alone": {
			text: message("From: a@x.vn", "Content-Type: text/html; charset=utf-8", "", "<html><head><style>p{}</style></head><body><div>Đồng ý</div><p>vì&nbsp;rõ</p><script>x()</script><blockquote>cũ</blockquote></body></html>"),
			want: "Đồng ý\n\nvì rõ\n\n>",
		},
		"with a file": {
			text: message("From: a@x.vn", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "Xem tệp", "--b", "Content-Type: application/pdf; name=\"=?utf-8?b?Z8OzcCDDvS5wZGY=?=\"", "Content-Transfer-Encoding: base64", "", "JVBERg==", "--b--"),
			want: "Xem tệp", files: 1,
		},
		"calendar":                  {text: message("From: a@x.vn", "Content-Type: text/calendar; method=REPLY", "", "BEGIN:VCALENDAR"), calendar: true},
		"absence by its subject":    {text: message("From: a@x.vn", "Subject: =?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte("Trả lời tự động: Xin ý kiến"))+"?=", "", "Đồng ý"), want: "Đồng ý", auto: true},
		"absence in windows-1258":   {text: message("From: a@x.vn", "Subject: =?windows-1258?q?T=F0ng?=", "Content-Type: text/plain; charset=windows-1258", "Auto-Submitted: auto-replied (vacation)", "", "") + "T\xf4i v\xe3\xecng m\xe3\xf2t", want: "Tôi vắng mặt", auto: true},
		"absence as Exchange does":  {text: message("From: a@x.vn", "Subject: Automatic reply: x", "X-Auto-Response-Suppress: All", "", "Đồng ý"), want: "Đồng ý", auto: true},
		"a word on absence by hand": {text: message("From: a@x.vn", "Subject: Re: =?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte("Trả lời tự động của cổng dịch vụ"))+"?=", "Auto-Submitted: no", "", "Đồng ý"), want: "Đồng ý"},
		"absence":                   {text: message("From: a@x.vn", "Auto-Submitted: auto-replied", "", "Tôi vắng"), want: "Tôi vắng", auto: true},
		"bounce":                    {text: message("From: mailer@x.vn", "Return-Path: <>", "", "x"), want: "x", auto: true},
		"cut":                       {text: message("From: a@x.vn", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "", "Nửa"), want: "Nửa"},
		"hidden":                    {text: message("From: a@x.vn", "", "Đồng\u202e \u200bý"), want: "Đồng ý"},
	} {
		m := read(t, c.text)
		want := strings.TrimSpace(c.want)
		if m.Text != want || m.Auto != c.auto || len(m.Files) != c.files || (m.Calendar != nil) != c.calendar {
			t.Errorf("%s: %q, automatic %t, %d files, calendar %t", name, m.Text, m.Auto, len(m.Files), m.Calendar != nil)
		}
	}
	if m := read(t, message("From: =?utf-8?q?=E1=BB=A6y_vi=C3=AAn_1?= <A@X.vn>", "Cc: c@x.vn", "", "x")); m.From.Address != "a@x.vn" || m.From.Name != "Ủy viên 1" || len(m.To) != 1 {
		t.Errorf("%+v", m)
	}
}

func TestReadRefuses(t *testing.T) {
	deep := "From: a@x.vn\r\n"
	for i := range 20 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for name, text := range map[string]string{
		"nothing":     "",
		"no sender":   message("To: b@x.vn", "", "x"),
		"two senders": message("From: a@x.vn, b@x.vn", "", "x"),
		"too deep":    deep,
		"too large":   message("From: a@x.vn", "", "") + strings.Repeat("x", largest),
	} {
		if m, err := Read(strings.NewReader(text)); !errors.Is(err, ErrMessage) {
			t.Errorf("%s: %.80v, %v", name, m, err)
		}
	}
}

func TestReply(t *testing.T) {
	for text, want := range map[string]string{
		"Đồng ý\n\nVào Th 6, 20 thg 11, 2026 lúc 08:00 Văn phòng <vp@x.vn> đã viết:\n> Kính gửi": "Đồng ý",
		"Đồng ý\nvới dự thảo\n> cũ\nmới":                                                         "Đồng ý\nvới dự thảo",
		"Không đồng ý\n-----Original Message-----\nFrom: vp@x.vn":                                "Không đồng ý",
		"OK\n-- \nUỷ viên":                                              "OK",
		"OK\nSent from my iPhone":                                       "OK",
		"OK\nGửi từ iPhone của tôi":                                     "OK",
		"Ý kiến\n________________________________\nTừ: Văn phòng":       "Ý kiến",
		"On Fri, Nov 20, 2026 at 8:00 AM Office\n<vp@x.vn> wrote:\n> x": "",
		"Vào việc: cần làm ngay":                                        "Vào việc: cần làm ngay",
		"":                                                              "",
	} {
		if got := Reply(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPosition(t *testing.T) {
	for text, want := range map[string]Stated{
		"Đồng ý":                 {Key: "for"},
		"ĐỒNG Ý.":                {Key: "for"},
		"dong y":                 {Key: "for"},
		"Tôi đồng ý với dự thảo": {Key: "for", Rest: "với dự thảo"},
		"Không đồng ý, vì thiếu kinh phí":     {Key: "against", Rest: "vì thiếu kinh phí"},
		"Chưa nhất trí: cần làm rõ Điều 5":    {Key: "against", Rest: "cần làm rõ Điều 5"},
		"Ý kiến khác\nĐề nghị bổ sung Điều 5": {Key: "other", Rest: "Đề nghị bổ sung Điều 5"},
		"I agree":               {Key: "for"},
		"Disagree":              {Key: "against"},
		"Đồng ý / không đồng ý": {Two: true},
		"Đồng ý Điều 1, không đồng ý Điều 2": {Two: true},
		"Đồng ý, nhất trí cao":               {Key: "for", Rest: "nhất trí cao"},
		"Tôi không thể nói là đồng ý":        {},
		"Nếu sửa Điều 5 thì đồng ý":          {},
		"Kính gửi văn phòng":                 {},
		"":                                   {},
		"Sau khi nghiên cứu kỹ toàn bộ hồ sơ trình, chúng tôi thấy rằng có thể đồng ý": {},
		"agreement pending": {},
	} {
		if got := Position(text, Choices); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	now := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	d := Desk{Local: "tra-loi", Domain: "vp.example.gov.vn", Key: []byte(strings.Repeat("k", 32))}
	e := Errand{Thing: "round/018f", Party: "seat/7", Expiry: now.Add(24 * time.Hour)}
	a := d.Address(42, e)
	if local, _, _ := strings.Cut(a, "@"); len(local) > 64 {
		t.Errorf("%d letters before the sign: %s", len(local), a)
	}
	if ref, ok := d.Ref(strings.ToUpper(a)); !ok || ref != 42 {
		t.Errorf("ref %d, %t", ref, ok)
	}
	if err := d.Open(strings.ToUpper(a), e, now); err != nil {
		t.Errorf("%s: %v", a, err)
	}
	other := e
	other.Party = "seat/8"
	stranger := d
	stranger.Key = []byte(strings.Repeat("x", 32))
	for name, err := range map[string]error{
		"another party":   d.Open(a, other, now),
		"too late":        d.Open(a, e, e.Expiry),
		"another key":     stranger.Open(a, e, now),
		"another domain":  d.Open(strings.Replace(a, "vp.", "xx.", 1), e, now),
		"another number":  d.Open(d.Address(43, e)[:22]+a[22:], e, now),
		"no code":         d.Open("tra-loi@vp.example.gov.vn", e, now),
		"an empty string": d.Open("", e, now),
	} {
		if !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(message("From: a@x.vn", "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x", "--b--")))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(strings.NewReader(string(data)))
		if err == nil {
			Position(Reply(m.Text), Choices)
		}
	})
}
