package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// call is one request: who asks, in which language.
type call struct {
	by   app.Actor
	lang catalogue.Lang
}

// say gives a wording in the reader's language.
func (c *call) say(t charter.Text) string { return t.In(string(c.lang)) }

// callKey is where the call lies between the middleware and the operation, both
// of this package. Below it the actor is a parameter.
type callKey struct{}

func callOf(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// identify finds out who asks, before anything that was sent is read.
func (s *server) identify(ctx huma.Context, next func(huma.Context)) {
	r, w := humaRequest(ctx)
	c := &call{lang: langOf(r)}
	secret, ok := bearer(r)
	if !ok {
		w.Header().Set("WWW-Authenticate", `Bearer realm="nghisu"`)
		s.write(w, r, &committee.Fault{Kind: committee.SignIn, Code: "signin.needed"})
		return
	}
	var err error
	if c.by, err = s.App.TokenActor(ctx.Context(), s.Office, secret); err != nil {
		w.Header().Set("WWW-Authenticate", `Bearer realm="nghisu", error="invalid_token"`)
		s.write(w, r, err)
		return
	}
	if err := particulars(r, &c.by); err != nil {
		s.write(w, r, err)
		return
	}
	next(huma.WithValue(ctx, callKey{}, c))
}

// bearer reads the key of a program from its header.
func bearer(r *http.Request) (string, bool) {
	scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	secret = strings.TrimSpace(secret)
	return secret, ok && strings.EqualFold(scheme, "Bearer") && secret != ""
}

// langOf is the language of the first tag that the product speaks.
func langOf(r *http.Request) catalogue.Lang {
	for tag := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag = strings.ToLower(strings.TrimSpace(tag))
		if strings.HasPrefix(tag, "en") {
			return catalogue.EN
		}
		if strings.HasPrefix(tag, "vi") {
			break
		}
	}
	return catalogue.VI
}

// The headers that say how an act is done.
const (
	keyHeader      = "Idempotency-Key"
	capacityHeader = "Capacity"
	actedHeader    = "Acted-At"
	paperHeader    = "Acted-Paper"
	maxKey         = 200
)

// particulars reads the headers of an act into its actor.
func particulars(r *http.Request, by *app.Actor) error {
	by.Key = r.Header.Get(keyHeader)
	if len(by.Key) > maxKey {
		return committee.Wrong(keyHeader, "api.key-too-long", "200")
	}
	if word := r.Header.Get(capacityHeader); word != "" {
		kind, id, _ := strings.Cut(word, ":")
		switch k := committee.CapacityKind(kind); k {
		case committee.BySeat, committee.ByPost, committee.ByOffice:
			by.Capacity = &committee.Capacity{Kind: k, ID: id}
		default:
			return committee.Wrong(capacityHeader, "api.capacity", word)
		}
	}
	if word := r.Header.Get(actedHeader); word != "" {
		at, err := time.Parse(time.RFC3339, word)
		if err != nil {
			return committee.Wrong(actedHeader, "api.instant", word)
		}
		by.ActedAt = at
	}
	var err error
	if by.Paper, err = url.PathUnescape(r.Header.Get(paperHeader)); err != nil {
		return committee.Wrong(paperHeader, "api.escaped", r.Header.Get(paperHeader))
	}
	return nil
}

// answer carries the body of an answer.
type answer[O any] struct{ Body O }

// operate registers one operation: In is the input, O the answer.
func operate[In, O any](s *server, op huma.Operation, fn func(ctx context.Context, c *call, in *In) (O, error)) {
	op.Path = prefix + op.Path
	op.Security = []map[string][]string{{"bearer": {}}}
	op.Responses = map[string]*huma.Response{"default": {Description: "Fault", Content: map[string]*huma.MediaType{
		problemType: {Schema: s.api.OpenAPI().Components.Schemas.Schema(problemGoType, true, "Problem")},
	}}}
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = bodyLimit
	}
	op.Parameters = append(op.Parameters, header("Accept-Language", "vi (mặc định) hoặc en · vi (default) or en"))
	huma.Register(s.api, op, func(ctx context.Context, in *In) (*answer[O], error) {
		c := callOf(ctx)
		out, err := fn(ctx, c, in)
		if err != nil {
			return nil, s.problem(ctx, c.lang, err)
		}
		return &answer[O]{out}, nil
	})
}

func header(name, doc string) *huma.Param {
	return &huma.Param{Name: name, In: "header", Description: doc, Schema: &huma.Schema{Type: "string"}}
}

// look registers a question: GET.
func look[In, O any](s *server, tag, id, path, what string, fn func(ctx context.Context, c *call, in *In) (O, error)) {
	operate(s, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: what, Tags: []string{tag},
	}, fn)
}

// act registers a command. Something new is answered with 201.
func act[In, O any](s *server, method, tag, id, path, what string, limit int64, fn func(ctx context.Context, c *call, in *In) (O, error)) {
	status := http.StatusOK
	if method == http.MethodPost {
		status = http.StatusCreated
	}
	operate(s, huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: what, Tags: []string{tag}, DefaultStatus: status, MaxBodyBytes: limit,
		Parameters: []*huma.Param{
			header(keyHeader, "Gửi lại cùng khóa và cùng nội dung thì nhận lại câu trả lời cũ · The same key and content get the same answer again"),
			header(capacityHeader, "seat:ID, post:ID hoặc office; để trống: tư cách đầu tiên được phép · empty: the first that is allowed"),
			header(actedHeader, "Lúc việc diễn ra, nếu nhập sau (RFC 3339) · when it took place, if entered afterwards"),
			header(paperHeader, "Số, ngày của giấy mà việc nhập sau theo, mã hóa phần trăm (UTF-8) · number and day of the paper it is entered from, percent-encoded"),
		},
	}, fn)
}

// passOver takes it that who acted may not see what came of it: the act is on
// record all the same, and is answered without the thing.
func passOver(err error) error {
	var f *committee.Fault
	if errors.As(err, &f) && f.Kind == committee.NotFound {
		return nil
	}
	return err
}
