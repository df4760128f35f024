package cli

import (
	"context"
	"errors"
)

// serverCommands run until they are stopped. What they stand on is handed in
// through [Env]; their flags are read where they are wired.
var serverCommands = []command{
	{"serve", "[--db ADDRESS] [--addr HOST:PORT] [--keys DIR] [--files DIR] [--libreoffice PROGRAM|none] [--office ID] [--secure] [--proxy NETWORK,…] [--smtp HOST:PORT --mailfrom ADDRESS] [--smtptls starttls|tls|none] [--smtpuser NAME --smtppass FILE] [--mailreply DOMAIN] [--dkimkey FILE --dkimselector NAME] [--site URL] [--imap HOST:PORT --imapuser NAME --imappass FILE] [--imaptls tls|starttls|none] [--imapfolder NAME] [--log text|json] [--config FILE]", "Chạy máy chủ", "Run the server", serve, false},
	{"mail deliver", "[--db ADDRESS] [--office ID] [--keys DIR] [--smtp HOST:PORT --mailfrom ADDRESS] [--mailreply DOMAIN] [--config FILE] < LETTER", "Nhận một thư đến từ đầu vào chuẩn", "Take in one letter from standard input", deliver, false},
	{"demo", "--data DIR --addr HOST:PORT [--until DATE]", "Chạy thử với dữ liệu mẫu", "Run the example office", demo, false},
	{"bench", "[--scale small|province] [--row P1]… [--json]", "Đo trên máy này, bên các mốc so sánh", "Measure this machine beside its baselines", bench, true},
}

var errAbsent = errors.New("this command is not part of this build")

func hand(ctx context.Context, run func(ctx context.Context, args []string) error, args []string) error {
	if run == nil {
		return errAbsent
	}
	return run(ctx, args)
}

func serve(ctx context.Context, e *Env, args []string) error { return hand(ctx, e.Serve, args) }
func deliver(ctx context.Context, e *Env, args []string) error {
	if e.Deliver == nil {
		return errAbsent
	}
	return e.Deliver(ctx, args, e.Stdin)
}
func demo(ctx context.Context, e *Env, args []string) error  { return hand(ctx, e.Demo, args) }
func bench(ctx context.Context, e *Env, args []string) error { return hand(ctx, e.Bench, args) }
