package browser

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/sha3"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

// vector is one of the test vectors of RFC 9180, as its authors publish them, with
// the encryptions of a thousand drawn inputs as one digest.
type vector struct {
	Info  string `json:"info"`
	IkmE  string `json:"ikmE"`
	SkRm  string `json:"skRm"`
	PkRm  string `json:"pkRm"`
	Enc   string `json:"enc"`
	Total string `json:"encryptions_accumulated"`
}

// TestSealingVectors holds the script that seals ballots against the test vectors of
// RFC 9180 for its suite: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base
// mode. The sender's key is the vector's; the thousand messages are sealed in the
// browser, under the key and the nonce that the script came to.
func TestSealingVectors(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/rfc9180.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vector
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	plain := func(s string) []byte {
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sender, err := hpke.DHKEM(ecdh.P256()).DeriveKeyPair(plain(v.IkmE))
	if err != nil || hex.EncodeToString(sender.PublicKey().Bytes()) != v.Enc {
		t.Fatalf("the sender's key is not the vector's: %v", err)
	}
	secret, err := sender.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	word := base64.RawURLEncoding.EncodeToString
	point := sender.PublicKey().Bytes()
	jwk := map[string]any{"kty": "EC", "crv": "P-256", "d": word(secret), "x": word(point[1:33]), "y": word(point[33:])}

	// The inputs come out of a stream: a length, and so many bytes.
	stream := sha3.NewSHAKE128()
	draw := func() string {
		var n [1]byte
		_, _ = stream.Read(n[:])
		b := make([]byte, n[0])
		_, _ = stream.Read(b)
		return hex.EncodeToString(b)
	}
	var inputs [][2]string
	for range 1000 {
		aad := draw()
		inputs = append(inputs, [2]string{aad, draw()})
	}
	given, err := json.Marshal(map[string]any{"jwk": jwk, "info": v.Info, "to": v.PkRm, "inputs": inputs})
	if err != nil {
		t.Fatal(err)
	}

	w := newWorld(t)
	b := newTab(t, w.url)
	b.open(b.toVote(w, chairE, "Giới thiệu Chuyên gia 1 vào tổ tư vấn") + "/phieu-kin")
	var got struct {
		Enc    string
		Sealed []string
	}
	b.eval(&got, fmt.Sprintf(`(async (v) => {
		const { unhex, hex, schedule } = nghisuVote, curve = { name: "ECDH", namedCurve: "P-256" };
		const { d, ...open } = v.jwk;
		const own = {
			privateKey: await crypto.subtle.importKey("jwk", v.jwk, curve, false, ["deriveBits"]),
			publicKey: await crypto.subtle.importKey("jwk", open, curve, true, []),
		};
		const { enc, key, iv } = await schedule(unhex(v.to), unhex(v.info), own);
		const sealed = [];
		for (const [n, [aad, plain]] of v.inputs.entries()) {
			const nonce = iv.slice();
			nonce[10] ^= n >> 8; nonce[11] ^= n & 255;
			sealed.push(hex(new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: unhex(aad) }, key, unhex(plain)))));
		}
		return { Enc: hex(enc), Sealed: sealed };
	})(%s)`, given))
	if got.Enc != v.Enc || len(got.Sealed) != len(inputs) {
		t.Fatalf("the browser sends %s, %d messages", got.Enc, len(got.Sealed))
	}
	sum := sha3.NewSHAKE128()
	for _, s := range got.Sealed {
		_, _ = sum.Write(plain(s))
	}
	total := make([]byte, 16)
	if _, _ = sum.Read(total); hex.EncodeToString(total) != v.Total {
		t.Errorf("the messages sealed in the browser are %x together, the vector says %s", total, v.Total)
	}
}
