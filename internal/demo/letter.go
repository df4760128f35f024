package demo

import (
	"time"

	"nghisu/internal/app"
)

// strayLetter is a letter that came in and belongs to nothing: it lies in the tray
// until somebody places it or puts it aside.
func (s *sim) strayLetter() error {
	_, err := s.app.TakeIn(s.ctx, Office, app.Incoming{
		Digest: "thu-mau-1", Source: "pipe", From: "van-thu@don-vi.example", Name: "Văn thư một đơn vị (mẫu)", Subject: "Hỏi về lịch họp",
		Text: "Kính gửi cơ quan thường trực, đề nghị cho biết lịch phiên họp tới.", Sent: s.end.Add(-2 * time.Hour), Received: s.end.Add(-2 * time.Hour),
		Proof: app.ProofNone, Kind: app.InStranger,
	})
	return err
}
