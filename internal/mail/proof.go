package mail

import (
	"bytes"
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-msgauth/dkim"
	"golang.org/x/net/publicsuffix"

	"nghisu/internal/app"
)

// The bounds of proving a sender.
const (
	mostSignatures = 5
	lookupTime     = 10 * time.Second
)

// prove says what is known of a letter's sender: whether the domain that stands in
// From, or the organisation's domain above it, signed the letter (DKIM, RFC 6376;
// alignment: RFC 7489, section 3.1.1). The signature has to cover sender, receivers
// and subject, and the whole body, or it could be set upon another letter.
func (b *Inbox) prove(ctx context.Context, raw []byte, from string) app.SenderProof {
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	lookup := b.Lookup
	if lookup == nil {
		lookup = net.DefaultResolver.LookupTXT
	}
	list, err := dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{
		MaxVerifications: mostSignatures,
		LookupTXT:        func(domain string) ([]string, error) { return lookup(ctx, domain) },
	})
	if err != nil && !errors.Is(err, dkim.ErrTooManySignatures) {
		return app.ProofNone
	}
	proof := app.ProofNone
	for _, v := range list {
		if !aligned(v.Domain, domainOf(from)) {
			continue
		}
		if v.Err == nil && covers(v.HeaderKeys) && (v.Expiration.IsZero() || b.Now().Before(v.Expiration)) {
			return app.ProofPass
		}
		if v.Err != nil && !dkim.IsTempFail(v.Err) {
			proof = app.ProofFail
		}
	}
	return proof
}

// covers reports whether a signature covers what tells who writes to whom.
func covers(fields []string) bool {
	for _, need := range []string{"from", "to", "subject"} {
		if !slices.ContainsFunc(fields, func(f string) bool { return strings.EqualFold(f, need) }) {
			return false
		}
	}
	return true
}

// aligned reports whether a domain that signs may speak for one that sends.
func aligned(signs, sends string) bool {
	signs, sends = strings.ToLower(strings.TrimSuffix(signs, ".")), strings.ToLower(strings.TrimSuffix(sends, "."))
	if signs == "" || signs == sends {
		return signs != ""
	}
	above, err := publicsuffix.EffectiveTLDPlusOne(sends)
	return err == nil && strings.HasSuffix(sends, "."+signs) && (signs == above || strings.HasSuffix(signs, "."+above))
}
