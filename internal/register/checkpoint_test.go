package register

import (
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func TestCheckpoint(t *testing.T) {
	m := newMemory(t, 1)
	m.add(t, m.testAct(0))
	c := m.head(t)
	signed, err := c.Sign(m.signer)
	if err != nil {
		t.Fatal(err)
	}
	want := "nghi-su/van-phong-thu\n1\n" + c.Root.String() + "\n2026-01-01T00:00:01.000000Z\n\n— nghi-su/van-phong-thu "
	if !strings.HasPrefix(string(signed), want) {
		t.Errorf("signed:\n%s\nwant\n%s…", signed, want)
	}
	back, err := OpenCheckpoint(signed, m.key)
	if err != nil || back != c {
		t.Errorf("opened as %+v (%v)", back, err)
	}
	// Every change of a byte is seen, in the text and in the signature.
	for i := range signed {
		for _, bit := range []byte{0x01, 0x20} {
			bent := []byte(string(signed))
			bent[i] ^= bit
			if _, err := OpenCheckpoint(bent, m.key); err == nil {
				t.Errorf("byte %d changed, and the checkpoint still opens:\n%s", i, bent)
			}
		}
	}
	other := newMemory(t, 2)
	for name, keys := range map[string][]string{"another key": {other.key}, "no key": nil, "no such key": {"x"}} {
		if _, err := OpenCheckpoint(signed, keys...); err == nil {
			t.Errorf("opens under %s", name)
		}
	}
	if _, err := OpenCheckpoint(signed, other.key, m.key); err != nil {
		t.Errorf("one of two keys: %v", err)
	}
	if _, err := OpenCheckpoint(make([]byte, maxCheckpoint+1), m.key); err == nil {
		t.Error("an oversized checkpoint opens")
	}
}

func TestCheckpointKeepsWitnesses(t *testing.T) {
	m := newMemory(t, 1)
	m.add(t, m.testAct(0))
	signed := m.seal(t)
	n, err := note.Open(signed, note.VerifierList(mustVerifier(t, m.key)))
	if err != nil {
		t.Fatal(err)
	}
	skey, wkey, err := note.GenerateKey(noise(3), "witness.example")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	both, err := note.Sign(n, signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCheckpoint(both, m.key); err != nil {
		t.Errorf("with a witness's signature: %v", err)
	}
	if _, err := OpenCheckpoint(both, wkey); err == nil {
		t.Error("the witness alone is trusted with another's log")
	}
}

func mustVerifier(t *testing.T, key string) note.Verifier {
	t.Helper()
	v, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSignRefuses(t *testing.T) {
	m := newMemory(t, 1)
	c := m.head(t)
	for name, change := range map[string]func(*Checkpoint){
		"another office": func(c *Checkpoint) { c.Office = "khac" },
		"a size below 0": func(c *Checkpoint) { c.Size = -1 },
		"a huge size":    func(c *Checkpoint) { c.Size = 1 << 60 },
		"a far time":     func(c *Checkpoint) { c.At = 1 << 62 },
	} {
		bad := c
		change(&bad)
		if _, err := bad.Sign(m.signer); err == nil {
			t.Errorf("%s is signed", name)
		}
	}
	if _, err := c.Sign("x"); err == nil || strings.Contains(err.Error(), `"x"`) {
		t.Errorf("a broken signer key: %v", err)
	}
	if _, _, err := NewKey(noise(1), "Văn phòng"); err == nil {
		t.Error("a key for no office")
	}
	for _, text := range []string{"", "nghi-su/a\n1\n", "nghi-su/a\n01\nx\ny\n", "khac/a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n2026-01-01T00:00:00.000000Z\n"} {
		if _, err := parseCheckpoint(text); err == nil {
			t.Errorf("taken for a checkpoint: %q", text)
		}
	}
}
