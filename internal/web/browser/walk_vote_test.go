package browser

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/committee/ballot"
	"nghisu/internal/web/ui"
)

// toVote leads from the council's meetings to one of the sample votes and gives
// its address.
func (b *tab) toVote(w *world, login, motion string) string {
	b.t.Helper()
	b.enter(w, login)
	b.open(ui.BodyPath(bodyE, "phien-hop"))
	b.click("Phiên biểu quyết mẫu")
	b.click(motion)
	at, _, _ := strings.Cut(b.path(), "?")
	return at
}

// read gives the words of one element of the page.
func (b *tab) read(selector string) string {
	b.t.Helper()
	var s string
	b.eval(&s, fmt.Sprintf("document.querySelector(%q).textContent", selector))
	return s
}

// TestSecretVote is a secret vote as people hold it: two tellers make their keys,
// three voters cast on a telephone and one of them again, the tellers type their
// slips, and each voter finds the own ballot by its word.
func TestSecretVote(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const motion = "Đề xuất khen thưởng Sở 1 và Sở 2"
	slips := map[string]string{}
	at := ""
	for _, teller := range []string{chairE, drafterE} {
		b := newTab(t, w.url)
		at = b.toVote(w, teller, motion)
		b.must(vi("vote.state.prepared"))
		b.click(vi("do.vote-key"))
		b.click(vi("do.vote-key-make"))
		slips[teller] = b.read("[data-slip]")
		if _, err := ballot.ReadHalf(slips[teller]); err != nil {
			t.Fatalf("the slip %q: %v", slips[teller], err)
		}
		b.clear("the slip of a teller")
		b.click(vi("do.vote-key-lay"))
		b.must(vi("vote.key-laid"))
	}
	words := map[string]string{}
	cast := func(login, option string) {
		b := newTab(t, w.url)
		b.size(390, 844)
		b.enter(w, login)
		b.open(at)
		b.restart()
		again := vi("do.vote-cast")
		if words[login] != "" {
			again = vi("do.vote-again")
		}
		b.click(again)
		b.must(motion)
		b.click(vi(option))
		b.must(motion, vi("vote.word-keep"), vi(option))
		words[login] = b.read("[data-word].num")
		b.clear("the confirmation of a secret ballot")
		b.click(vi("do.ballot-cast"))
		b.must(ui.UpperFirst(vi("vote.has-voted")))
		b.misses(words[login])
		b.limit("a secret ballot on a telephone", 20)
	}
	cast(chairE, "vote.option.for")
	cast(memberE, "vote.option.against")
	cast(drafterE, "vote.option.for")
	first := words[memberE]
	cast(memberE, "vote.option.other")
	b := newTab(t, w.url)
	b.enter(w, chairE)
	b.open(at)
	b.click(vi("do.vote-count"))
	b.fill("Khóa của Chủ tịch", slips[chairE])
	b.fill("Khóa của Phó", strings.ToLower(slips[drafterE]))
	b.clear("where the tellers type")
	b.click(vi("do.ballots-open"))
	b.must(vi("vote.ballots"), vi("vote.warning.few"), words[chairE], words[memberE], words[drafterE])
	b.misses(first)
	b.clear("the result of a secret vote")
	text := b.text()
	for login, option := range map[string]string{chairE: "vote.option.for", memberE: "vote.option.other", drafterE: "vote.option.for"} {
		_, after, _ := strings.Cut(text, words[login])
		if !strings.HasPrefix(strings.TrimSpace(after), vi(option)) {
			t.Errorf("%s finds %.40q beside the word", login, after)
		}
	}
}

// TestBrowserSealsAsTheServerOpens holds the script against the package that opens:
// keys that it makes are read, and ballots that it seals are opened, whatever the
// choice and the seat.
func TestBrowserSealsAsTheServerOpens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	at := b.toVote(w, chairE, "Giới thiệu Chuyên gia 1 vào tổ tư vấn")
	b.open(at + "/phieu-kin")
	var halves [2]ballot.Half
	var public [2]string
	for i := range halves {
		var made struct{ Text, Public string }
		b.eval(&made, "nghisuVote.half()")
		h, err := ballot.ReadHalf(made.Text)
		if err != nil {
			t.Fatalf("%q: %v", made.Text, err)
		}
		if halves[i], public[i] = h, made.Public; hex.EncodeToString(h.Public()) != made.Public || h.String() != made.Text {
			t.Fatalf("a half: %s is read as %s", made.Text, h.String())
		}
	}
	q := ballot.Question{Office: "văn-phòng", Round: "v1", ID: strings.Repeat("ab", 32), Choices: 10}
	var rows []ballot.Sealed
	var want []ballot.Ballot
	for i := range 40 {
		x := ballot.Ballot{Choice: i % 10, Check: fmt.Sprintf("WRD%05d", i)}
		seat := fmt.Sprint("ghế-", i)
		var sealed string
		b.eval(&sealed, fmt.Sprintf("nghisuVote.ballot({office:%q,round:%q,question:%q,seat:%q,first:%q,second:%q},%d,%q)",
			q.Office, q.Round, q.ID, seat, public[0], public[1], x.Choice, x.Check))
		data, err := hex.DecodeString(sealed)
		if err != nil || len(data) != ballot.Length || slices.ContainsFunc(rows, func(s ballot.Sealed) bool { return bytes.Equal(s.Data, data) }) {
			t.Fatalf("sealed %q: %v", sealed, err)
		}
		rows, want = append(rows, ballot.Sealed{Seat: seat, Data: data}), append(want, x)
	}
	got, err := ballot.Open(q, rows, halves[0], halves[1])
	if err != nil || len(got.Void) > 0 || !slices.Equal(got.Cast, want) {
		t.Errorf("opened %v, void %v, %v", got.Cast, got.Void, err)
	}
	other := q
	other.ID = strings.Repeat("cd", 32)
	if _, err := ballot.Open(other, rows, halves[0], halves[1]); err == nil {
		t.Error("ballots of one motion are opened for another")
	}
}
