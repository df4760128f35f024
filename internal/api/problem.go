package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// problemType is the media type of a fault (RFC 9457).
const problemType = "application/problem+json"

var problemGoType = reflect.TypeFor[problem]()

// problem is a fault as every edge shows it, in the form of RFC 9457.
type problem struct {
	Type     string       `json:"type" example:"about:blank"`
	Title    string       `json:"title"`
	Status   int          `json:"status"`
	Kind     string       `json:"kind" enum:"refused,conflict,invalid,not-found,unauthenticated,busy,internal"`
	Code     string       `json:"code" doc:"Giữ nguyên giữa các bản · stable between versions"`
	Message  string       `json:"message" doc:"Chuyện gì, ở đâu, làm gì · what, where, what to do"`
	Field    string       `json:"field" doc:"Ô nhập liên quan · the input concerned; may be empty"`
	Clauses  []app.Clause `json:"clauses"`
	WhoCould []string     `json:"who_could" doc:"Mã vai được làm · keys of the roles that could"`
	Could    []couldView  `json:"could,omitempty" doc:"Ai đang giữ các vai ấy · who holds them today"`
	Missing  []string     `json:"missing,omitempty"`
	Verdict  *verdict     `json:"verdict,omitempty"`
	Lapsed   *lapsedView  `json:"lapsed,omitempty" doc:"Ủy quyền đã hết hạn hoặc bị thu hồi trong 30 ngày qua · the loan that would have carried the act until lately"`
	Errors   []fieldFault `json:"errors,omitempty" doc:"Mọi ô nhập sai · every input that is wrong"`
}

// couldView is one role that could do what was refused.
type couldView struct {
	Role    string   `json:"role"`
	Title   string   `json:"title"`
	Holders []string `json:"holders"`
}

// lapsedView is a loan that would have carried what was refused, and ended lately.
type lapsedView struct {
	ID      committee.DelegationID `json:"id"`
	Number  int64                  `json:"number" doc:"Số trong sổ của ban · in the body's register"`
	Lender  string                 `json:"lender"`
	Since   charter.Date           `json:"since"`
	Ended   charter.Date           `json:"ended" doc:"Ngày cuối còn hiệu lực · last day in force"`
	Revoked bool                   `json:"revoked"`
	Message string                 `json:"message"`
}

func lapsedOf(l *committee.Lapsed, lang catalogue.Lang) *lapsedView {
	if l == nil {
		return nil
	}
	code, args := l.Words()
	return &lapsedView{l.ID, l.Number, l.Lender, l.Since, l.Ended, l.Revoked, catalogue.T(lang, code, args...)}
}

// fieldFault is what is wrong with one input.
type fieldFault struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Error implements error.
func (p *problem) Error() string { return p.Kind + ": " + p.Code }

// GetStatus tells huma the status.
func (p *problem) GetStatus() int { return p.Status }

// ContentType tells huma the media type.
func (p *problem) ContentType(string) string { return problemType }

// GetHeaders tells huma when to come again.
func (p *problem) GetHeaders() http.Header {
	if p.Status != http.StatusTooManyRequests && p.Status != http.StatusServiceUnavailable {
		return nil
	}
	return http.Header{"Retry-After": {"5"}}
}

// statusOf is the status of each kind of fault.
func statusOf(f *committee.Fault) int {
	switch f.Kind {
	case committee.Refused:
		return http.StatusForbidden
	case committee.Conflict:
		return http.StatusConflict
	case committee.Invalid:
		return http.StatusUnprocessableEntity
	case committee.NotFound:
		return http.StatusNotFound
	case committee.SignIn:
		return http.StatusUnauthorized
	case committee.Busy:
		if strings.HasPrefix(f.Code, "signin.") {
			return http.StatusTooManyRequests
		}
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// problem turns any error into what is sent. One that nobody foresaw gets a
// number and goes to the log whole.
func (s *server) problem(ctx context.Context, lang catalogue.Lang, err error) *problem {
	var f *committee.Fault
	if !errors.As(err, &f) {
		number := incident()
		if ctx.Err() == nil {
			s.Log.Error("incident", "number", number, "err", err)
		}
		s.Metrics.fault("internal")
		return plain(lang, http.StatusInternalServerError, "internal", "api.incident", "", number)
	}
	s.Metrics.fault(string(f.Kind))
	p := plain(lang, statusOf(f), string(f.Kind), f.Code, f.Field, f.Args...)
	if f.Ruling != nil {
		p.Clauses = app.ClausesOf(f.Ruling.Clauses, string(lang))
		p.Missing = f.Ruling.Missing
		for _, r := range f.Ruling.WhoCould {
			p.WhoCould = append(p.WhoCould, string(r))
		}
	}
	for _, c := range f.Could {
		p.Could = append(p.Could, couldView{string(c.Role), c.Title.In(string(lang)), some(c.Holders)})
	}
	p.Lapsed = lapsedOf(f.Lapsed, lang)
	if f.Verdict != nil {
		v := verdictOf(*f.Verdict, lang)
		p.Verdict = &v
		if f.Ruling == nil {
			p.Clauses = v.Clauses
		}
	}
	return p
}

func plain(lang catalogue.Lang, status int, kind, code, field string, args ...string) *problem {
	return &problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Kind: kind, Code: code, Field: field,
		Message: catalogue.T(lang, code, args...), Clauses: []app.Clause{}, WhoCould: []string{},
	}
}

func incident() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the process instead
	return hex.EncodeToString(b[:])
}

// write answers with a fault outside of an operation.
func (s *server) write(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problem(r.Context(), langOf(r), err)
	w.Header().Set("Content-Type", problemType)
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil && r.Context().Err() == nil {
		s.Log.Warn("answer not sent", "err", err)
	}
}

func humaRequest(ctx huma.Context) (*http.Request, http.ResponseWriter) { return humago.Unwrap(ctx) }

// plainProblem turns what huma says of a malformed input into the same form as
// every other fault.
func (s *server) plainProblem(ctx huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	r, _ := humaRequest(ctx)
	lang := langOf(r)
	s.Metrics.fault(string(committee.Invalid))
	code, field, args := "api.input", "", []string{m.Detail}
	var list []fieldFault
	for i, e := range m.Errors {
		if e == nil {
			continue
		}
		c, at, a := inputFault(e)
		if i == 0 {
			code, field, args = c, at, a
		}
		list = append(list, fieldFault{at, catalogue.T(lang, c, a...)})
	}
	switch m.Status {
	case http.StatusRequestEntityTooLarge:
		code, args = "api.too-big", nil
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		code, args = "api.json-only", nil
	case http.StatusRequestTimeout:
		code, args = "api.too-slow", nil
	}
	p := plain(lang, m.Status, string(committee.Invalid), code, field, args...)
	p.Errors = list
	return p, nil
}

// inputFault names what is wrong with one input in our own words.
func inputFault(e *huma.ErrorDetail) (code, field string, args []string) {
	field = e.Location
	for _, part := range []string{"body.", "query.", "path.", "header."} {
		field = strings.TrimPrefix(field, part)
	}
	says := e.Message
	named := func(before, after string) string {
		return strings.TrimSuffix(strings.TrimPrefix(says, before), after)
	}
	switch {
	case strings.HasPrefix(says, "expected required property "):
		name := named("expected required property ", " to be present")
		if field == "body" || field == "" {
			field = name
		} else {
			field += "." + name
		}
		return "api.needed", field, []string{field}
	case says == "required query parameter is missing", says == "required header parameter is missing":
		return "api.needed", field, []string{field}
	case says == "unexpected property", strings.HasPrefix(says, "unknown query parameter"):
		return "api.unknown-field", field, []string{field}
	case strings.Contains(says, "RFC 3339 date-time"):
		return "api.instant", field, []string{brief(e.Value)}
	case strings.Contains(says, "RFC 3339 date"):
		return "api.date", field, []string{brief(e.Value)}
	case strings.HasPrefix(says, "expected value to be one of "):
		return "api.one-of", field, []string{strings.Trim(named("expected value to be one of ", ""), `"`)}
	case strings.HasPrefix(says, "expected length <= "):
		return "api.too-long", field, []string{named("expected length <= ", "")}
	case field == "body" || field == "":
		return "api.no-json", "", []string{says}
	default:
		return "api.value", field, []string{field, says}
	}
}

// brief is a value that was sent, short enough to be said back.
func brief(v any) string {
	s, ok := v.(string)
	if !ok {
		b, err := json.Marshal(v)
		if err != nil {
			return "?"
		}
		s = string(b)
	}
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
