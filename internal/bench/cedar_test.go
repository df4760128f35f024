package bench

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cedar-policy/cedar-go"
)

// BenchmarkCedar is the anchor of row P1: one decision of a general policy
// engine over 200 policies, with the reasons that it gives. It links in tests
// alone.
func BenchmarkCedar(b *testing.B) {
	const policies = 200
	var src strings.Builder
	for i := range policies {
		fmt.Fprintf(&src, "@id(\"dieu-%d\") permit (principal in Role::\"role-%d\", action == Action::\"act-%d\", resource) when { resource.kind == \"k%d\" };\n",
			i, i%40, i%60, i%7)
	}
	set, err := cedar.NewPolicySetFromBytes("charter.cedar", []byte(src.String()))
	if err != nil {
		b.Fatal(err)
	}
	user, body := cedar.NewEntityUID("User", "u"), cedar.NewEntityUID("Body", "b")
	role := cedar.NewEntityUID("Role", "role-3")
	entities := cedar.EntityMap{
		user: {UID: user, Parents: cedar.NewEntityUIDSet(role)},
		role: {UID: role},
		body: {UID: body, Attributes: cedar.NewRecord(cedar.RecordMap{"kind": cedar.String("k3")})},
	}
	req := cedar.Request{Principal: user, Action: cedar.NewEntityUID("Action", "act-3"), Resource: body}
	b.ReportAllocs()
	for b.Loop() {
		if ok, d := cedar.Authorize(set, entities, req); ok != cedar.Allow || len(d.Reasons) == 0 {
			b.Fatal(ok, d)
		}
	}
}
