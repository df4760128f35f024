package mail

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/emersion/go-msgauth/dkim"
)

// Signer signs what leaves for a domain (DKIM, RFC 6376; Ed25519: RFC 8463), so
// that receivers can prove that the office sent it.
type Signer struct {
	Domain, Selector string
	Key              crypto.Signer // RSA of 2048 bits or more, or Ed25519
}

// signed are the header fields under the signature. Those that a message lacks are
// signed as lacking, so that none can be added.
var signed = []string{
	"From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Auto-Submitted",
}

// Sign gives a message with its signature before it.
func (s Signer) Sign(message []byte) ([]byte, error) {
	var out bytes.Buffer
	err := dkim.Sign(&out, bytes.NewReader(message), &dkim.SignOptions{
		Domain: s.Domain, Selector: s.Selector, Signer: s.Key, Hash: crypto.SHA256, HeaderKeys: signed,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
	return out.Bytes(), err
}

// errKey tells that a file holds no key that can sign.
var errKey = errors.New("not an RSA key of 2048 bits or more, nor an Ed25519 key, in PEM")

// ReadKey reads a private key in PEM (PKCS #8, or PKCS #1 for RSA).
func ReadKey(data []byte) (crypto.Signer, error) {
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, errKey
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if block.Type == "RSA PRIVATE KEY" {
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errKey, err)
	}
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if k.N.BitLen() >= 2048 {
			return k, nil
		}
	case ed25519.PrivateKey:
		return k, nil
	}
	return nil, errKey
}
