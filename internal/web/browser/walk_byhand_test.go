package browser

import (
	"fmt"
	"strconv"
	"testing"

	"nghisu/internal/web/ui"
)

// field is a field of the papers of a meeting, by the name that its form gives it.
func (b *tab) field(name, value string) {
	b.t.Helper()
	var ok bool
	b.eval(&ok, fmt.Sprintf(`(() => { const el = document.querySelector('[name=%q]'); if (!el) return false; el.value = %q; return el.value === %q })()`, name, value, value))
	if !ok {
		b.t.Fatalf("%s: no field %s that takes %q", b.path(), name, value)
	}
}

// TestWalkByHand: the power fails, the meeting goes on over paper, and the secretary
// enters it afterwards from the keyboard: who came, who spoke, a vote on slips, what was
// concluded.
// The preview tells each act and what would be refused; the minutes show it all.
func TestWalkByHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, width := range []int64{1440, 390} {
		b := newTab(t, w.url)
		b.enter(w, secretary)
		about := fmt.Sprintf("Phiên họp mất điện %d", width)
		b.open(ui.BodyPath(bodyC))
		b.click(vi("do.convene"))
		b.fill(vi("agenda.item", "1"), "Kế hoạch chuyển đổi số năm 2027")
		b.convene(about, "20/11/2026", "8:00")
		b.click(vi("do.convene"))
		b.must(about)
		meeting := pathOf(b.path())
		b.size(width, 900)

		b.open(meeting + "/nhap-sau")
		b.must(vi("byhand.title"), about, vi("byhand.seats"))
		b.narrow(visit{route: "byhand", reader: secretary}, width)
		b.clear("the papers of a meeting")

		// A future hour and an end before its beginning are told beside their fields.
		b.field("opened", "805")
		b.field("seats.1.came", "900")
		b.field("seats.1.left", "8:30")
		b.click(vi("byhand.check"))
		b.must(vi("field.left"), vi("byhand.end-before-start")[1:])
		b.field("seats.1.came", "")
		b.field("seats.1.left", "")

		n := b.count(`tbody [name^="seats."][name$=".took"]`)
		if n < 5 {
			t.Fatalf("%d seats", n)
		}
		for i := range n {
			b.field(fmt.Sprintf("seats.%d.took", i+1), []string{"present", "present", "online", "present", "excused"}[i%5])
		}
		b.field("items.1.began", "8:10")
		// Who spoke: by the beginnings of the name, and from the keyboard alone. More lines
		// come as they are asked for, and the page then stands at the first of them.
		var who string
		b.eval(&who, `document.querySelector("#nguoi-noi option").value`)
		b.eval(new(any), `document.querySelector('[name="items.1.spoke.1.who"]').focus()`)
		for i, words := range []string{who, "815", "8h25"} {
			if i > 0 {
				b.key(tabKey)
			}
			b.write(words)
		}
		b.field("items.1.spoke.2.who", who)
		b.field("items.1.spoke.2.from-hour", "7:50")
		b.click(vi("byhand.check"))
		b.must(vi("byhand.who-spoke"), vi("byhand.outside-meeting")[1:])
		b.field("items.1.spoke.2.who", "")
		b.field("items.1.spoke.2.from-hour", "")
		b.click(vi("byhand.more-spoke"))
		b.until("the new line is at hand", `document.activeElement.name === "items.1.spoke.4.who"`)
		b.field("items.1.called", "830")
		b.field("items.1.counted", "840")
		// Slips are typed one digit after another.
		b.eval(new(any), `document.querySelector("[data-digit]").focus()`)
		for range 4 {
			b.key("1")
		}
		b.field("items.1.concluded.1.text", "Thống nhất nội dung đã trình.")
		b.field("items.1.concluded.1.at", "8:45")
		b.field("closed", "11:00")
		b.fill(vi("acted.paper"), "Bộ giấy số 7, ngày 20/11/2026")
		b.looked(fmt.Sprintf("nhap-sau-%d", width))
		b.click(vi("byhand.check"))
		b.must(vi("byhand.will"), "Thống nhất nội dung đã trình", vi("byhand.will-record"), vi("byhand.act.floor.end", who), "08:25")
		b.narrow(visit{route: "byhand.check", reader: secretary}, width)
		b.clear("the preview")
		b.looked(fmt.Sprintf("nhap-sau-xem-%d", width))
		var press string
		b.eval(&press, `document.querySelector('[name=buoc][value=ghi]').textContent.trim()`)
		b.click(press)
		b.must(about, "Thống nhất nội dung đã trình")
		b.open(meeting + "/bien-ban")
		b.must("Thống nhất nội dung đã trình")
		b.open(meeting + "/nhap-sau")
		b.must(vi("byhand.over"))
	}
}

// TestWalkSlips: slips are gathered while the light is out and entered from a telephone
// by scanning them: the vote is entered as called, each slip takes one press, and the
// count follows from the page of the papers.
func TestWalkSlips(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.fill(vi("agenda.item", "1"), "Phân bổ kinh phí năm 2027")
	b.convene("Phiên họp đếm phiếu", "20/11/2026", "8:00")
	b.click(vi("do.convene"))
	b.must("Phiên họp đếm phiếu")
	meeting := pathOf(b.path())
	b.size(390, 844)
	enter := func() {
		b.t.Helper()
		b.click(vi("byhand.check"))
		b.must(vi("byhand.will"))
		var press string
		b.eval(&press, `document.querySelector('[name=buoc][value=ghi]').textContent.trim()`)
		b.click(press)
		b.must("Phiên họp đếm phiếu")
	}

	b.open(meeting + "/nhap-sau")
	var item string
	var seats []string
	b.eval(&item, `document.querySelector('[name="items.1.item"]').value`)
	b.eval(&seats, `[...document.querySelectorAll('[name^="seats."][name$=".seat"]')].map((el) => el.value)`)
	slip := func(i int) string { return meeting + "/phieu/" + item + "/" + seats[i] }
	b.open(slip(0))
	b.must(vi("slip.unopened"))
	b.open(meeting + "/ghe/" + seats[0])
	b.fill(vi("acted.hour"), "8:02")
	b.click(vi("slip.came"))
	b.must(vi("presence.present") + " 08:02")

	b.open(meeting + "/nhap-sau")
	b.field("opened", "8:00")
	for i := 1; i < 3; i++ {
		b.field("seats."+strconv.Itoa(i+1)+".took", "present")
	}
	b.field("items.1.began", "8:10")
	b.field("items.1.called", "8:20")
	enter()
	for i, option := range []string{"for", "against", "for"} {
		b.open(slip(i))
		b.must(vi("slip.taken", strconv.Itoa(i), strconv.Itoa(len(seats))), "Thông qua nội dung: Phân bổ kinh phí năm 2027")
		if i == 0 {
			b.narrow(visit{route: "slip", reader: secretary}, 390)
			b.clear("a slip on a telephone")
			b.looked("phieu")
		}
		b.click(strconv.Itoa(map[string]int{"for": 1, "against": 2}[option]) + ". " + vi("vote.option."+option))
		b.must(vi("slip.on-record", vi("vote.option."+option)))
	}
	b.open(slip(4)) // was not there
	b.click("1. " + vi("vote.option.for"))
	b.must(vi("refusal.title"), vi("vote.gone"))

	b.open(meeting + "/nhap-sau")
	b.must("3")
	b.field("items.1.counted", "8:30")
	enter()
	b.must(vi("vote.option.for"))
}
