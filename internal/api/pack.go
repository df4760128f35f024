package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/committee"
	"nghisu/internal/drafting"
)

// packs registers the papers of a meeting as one PDF.
func (s *server) packs() {
	look(s, "papers", "get-pack", "/meetings/{id}/pack", "Bộ tài liệu họp: một tệp PDF · The papers of a meeting as one PDF", s.pack)
}

// pack gives the papers of a meeting as one PDF.
func (s *server) pack(ctx context.Context, c *call, in *struct {
	ByMeeting
	New  bool             `query:"new" doc:"Chỉ bản người gọi chưa mở · only what the caller has not opened"`
	Item committee.ItemID `query:"item" doc:"Chỉ một nội dung · of one item"`
},
) (func(huma.Context), error) {
	m, err := s.App.Meeting(ctx, c.by, in.ID)
	if err != nil {
		return nil, err
	}
	if in.Item != "" && !slices.ContainsFunc(m.Meeting.Agenda, func(x committee.Item) bool { return x.ID == in.Item }) {
		return nil, committee.Missing("item.unknown", string(in.Item))
	}
	zone, err := s.zone(ctx)
	if err != nil {
		return nil, err
	}
	out, err := drafting.Bind(ctx, s.App, c.by, m, drafting.PackOf{Item: in.Item, New: in.New}, c.lang, zone)
	if err != nil {
		return nil, err
	}
	return func(ctx huma.Context) {
		defer func() { _ = out.Close() }() // swept with the machine's temporary files otherwise
		r, w := humaRequest(ctx)
		_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
		h := w.Header()
		h.Set("Content-Type", "application/pdf")
		h.Set("Content-Disposition", `attachment; filename="bo-tai-lieu-`+m.Line.Start.In(zone).Format(time.DateOnly)+`.pdf"`)
		http.ServeContent(w, r, "", time.Time{}, out)
	}, nil
}

// zone is the office's own.
func (s *server) zone(ctx context.Context) (*time.Location, error) {
	info, err := s.App.OfficeInfo(ctx, s.Office)
	if err != nil {
		return nil, err
	}
	return time.LoadLocation(info.Zone)
}
