package mail

import (
	"regexp"
	"strings"
	"sync"
)

// quoteBegins are the lines by which programs begin the message that is answered.
var quoteBegins = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)^-{2,}\s*(original message|forwarded message|thư gốc|tin nhắn gốc|thư chuyển tiếp)\s*-{2,}$`),
		regexp.MustCompile(`(?i)^(on|vào|lúc|ngày)\s.{5,200}\s(wrote|đã viết|viết)\s*:$`),
		regexp.MustCompile(`(?i)^(từ|from)\s*:\s.*@`),
		regexp.MustCompile(`^_{10,}$`),
	}
})

// signatures begin what stands under every letter of a sender.
var signatures = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(--\s?|sent from my .*|gửi từ (iphone|ipad|thiết bị|điện thoại).*|được gửi từ .*)$`)
})

// Reply is what was written anew: the text before what is quoted and before the
// signature.
func Reply(text string) string {
	lines := strings.Split(text, "\n")
	var out []string
	for i, l := range lines {
		bare := strings.TrimSpace(l)
		if strings.HasPrefix(bare, ">") || signatures().MatchString(bare) || begins(lines, i) {
			break
		}
		out = append(out, strings.TrimRight(l, " \t"))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// begins reports whether a quotation begins on a line; its opening may be broken
// over two.
func begins(lines []string, i int) bool {
	one := strings.TrimSpace(lines[i])
	two := one
	if i+1 < len(lines) {
		two = one + " " + strings.TrimSpace(lines[i+1])
	}
	for _, r := range quoteBegins() {
		if one != "" && (r.MatchString(one) || r.MatchString(two)) {
			return true
		}
	}
	return false
}
