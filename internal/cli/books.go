package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/register"
)

// bookCommands work on the books of an office, beside the server or without it.
var bookCommands = []command{
	{"register export", "--out FILE [--office ID] [--db ADDRESS] [--json]", "Xuất sổ và bằng chứng để người ngoài kiểm chứng", "Export the register and what proves it, for others to verify", registerExport, true},
	{"register verify", "[--export FILE | --db ADDRESS] [--office ID] [--key KEY]… [--checkpoint FILE]… [--json]", "Kiểm chứng sổ, không cần tin máy chủ", "Verify a register without trusting the server", registerVerify, true},
	{"replay", "[--office ID] [--db ADDRESS] [--json]", "Dựng lại mọi trạng thái từ sổ rồi so sánh", "Rebuild the whole state from the register and compare", replay, true},
	{"office found", "--office ID --name NAME --keeper NAME --login LOGIN [--name-en NAME] [--zone ZONE] [--db ADDRESS] [--json]", "Lập văn phòng giữ sổ và tài khoản người giữ sổ", "Found an office and its keeper's account", officeFound, true},
	{"account reset", "--user LOGIN [--office ID] [--db ADDRESS] [--json]", "Đặt lại mật khẩu một tài khoản", "Give an account a new password", accountReset, true},
	{"token create", "--user LOGIN [--name WHAT] [--days N] [--office ID] [--db ADDRESS] [--json]", "Cấp khóa API cho một tài khoản", "Make an API key for an account", tokenCreate, true},
}

// bookFlags are the flags by which a command finds its books.
type bookFlags struct {
	flagSet
	db, office *string
}

func newBookFlags(name string) bookFlags {
	fl := newFlags(name)
	return bookFlags{fl, fl.String("db", "", ""), fl.String("office", "", "")}
}

// books are an open application and the office asked for.
type books struct {
	*app.App
	office committee.OfficeID
}

// with opens the books, runs fn on the office that was named, or on the only
// one, and closes them.
func (f bookFlags) with(ctx context.Context, e *Env, fn func(b books) error) (err error) {
	a, offices, done, err := e.Open(ctx, *f.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	b := books{App: a}
	for _, o := range offices {
		if string(o) == *f.office || *f.office == "" && len(offices) == 1 {
			b.office = o
		}
	}
	if b.office == "" {
		return f.which(offices)
	}
	return fn(b)
}

// which says which offices there are.
func (f bookFlags) which(offices []committee.OfficeID) error {
	if len(offices) == 0 {
		return usage{what: f.Name(), why: "no office is kept here yet", todo: "nghisu office found"}
	}
	names := make([]string, len(offices))
	for i, o := range offices {
		names[i] = string(o)
	}
	return usage{what: "--office " + *f.office, why: "one of " + strings.Join(names, ", "), todo: "nghisu " + f.Name() + " --office " + names[0]}
}

// none refuses words that are not flags.
func (f bookFlags) none(args []string) error {
	_, err := f.words(args, 0, 0)
	return err
}

func registerExport(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("register export")
	out := fl.String("out", "", "")
	if err := fl.none(args); err != nil {
		return err
	}
	if *out == "" {
		return usage{what: "register export", why: "--out FILE", todo: "nghisu help"}
	}
	return fl.with(ctx, e, func(b books) error {
		// What is committed and not yet sealed belongs to the register too.
		if err := b.FoldNow(ctx, b.office); err != nil {
			return err
		}
		if err := writeWhole(*out, func(w io.Writer) error { return b.ExportOffice(ctx, b.office, w) }); err != nil {
			return err
		}
		report, err := verifyFile(*out, register.Options{})
		if err != nil {
			return err
		}
		return sayReport(e, fl.flagSet, report)
	})
}

// writeWhole writes a file beside its place and moves it there when it is whole.
func writeWhole(name string, write func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return cannot(name, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	buf := bufio.NewWriter(f)
	if err = write(buf); err == nil {
		err = buf.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// cannot says that a file named on the command line cannot be used.
func cannot(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return usage{what: name, why: err.Error(), todo: "nghisu help"}
}

func registerVerify(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("register verify")
	export := fl.String("export", "", "")
	var keys, checkpoints list
	fl.Var(&keys, "key", "")
	fl.Var(&checkpoints, "checkpoint", "")
	if err := fl.none(args); err != nil {
		return err
	}
	opts := register.Options{TrustedKeys: keys}
	for _, name := range checkpoints {
		b, err := os.ReadFile(name)
		if err != nil {
			return cannot(name, err)
		}
		opts.Older = append(opts.Older, b)
	}
	if *export != "" {
		if *fl.db != "" || *fl.office != "" {
			return usage{what: "register verify", why: "--export FILE, or --db ADDRESS", todo: "nghisu help"}
		}
		report, err := verifyFile(*export, opts)
		if err != nil {
			return err
		}
		return sayReport(e, fl.flagSet, report)
	}
	if len(keys)+len(checkpoints) > 0 {
		return usage{what: "register verify", why: "--key, --checkpoint: --export FILE", todo: "nghisu register export --out FILE"}
	}
	return fl.with(ctx, e, func(b books) error {
		report, err := b.VerifyRegister(ctx, app.Operator(b.office))
		if err != nil {
			return err
		}
		return sayReport(e, fl.flagSet, report)
	})
}

func verifyFile(name string, opts register.Options) (register.Report, error) {
	f, err := os.Open(name)
	if err != nil {
		return register.Report{}, cannot(name, err)
	}
	defer f.Close()
	report, err := register.VerifyExport(f, opts)
	if err != nil {
		return report, cannot(name, err)
	}
	return report, nil
}

// sayReport prints what a verification found; a fault exits 1.
func sayReport(e *Env, fl flagSet, r register.Report) error {
	if *fl.asJSON {
		printJSON(e.Stdout, r)
	} else {
		if r.OK {
			fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "verify.ok", fmt.Sprint(r.Entries), r.Root))
		} else {
			reason, at := r.Reason.Vi, "?"
			if e.Lang == catalogue.EN {
				reason = r.Reason.En
			}
			if r.FirstBad != nil {
				at = fmt.Sprint(*r.FirstBad)
			}
			fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "verify.bad", at, reason))
		}
		if r.OK && !r.KeyTrusted {
			fmt.Fprintln(e.Stdout, "  "+catalogue.T(e.Lang, "verify.own-key"))
		}
	}
	if !r.OK {
		return errRefused
	}
	return nil
}

func replay(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("replay")
	if err := fl.none(args); err != nil {
		return err
	}
	return fl.with(ctx, e, func(b books) error {
		r, err := b.Replay(ctx, b.office)
		if err != nil {
			return err
		}
		if *fl.asJSON {
			printJSON(e.Stdout, r)
		} else {
			word := "replay.equal"
			if !r.OK {
				word = "replay.differs"
			}
			fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, word, fmt.Sprint(r.Acts), fmt.Sprint(len(r.Differences))))
			for _, d := range r.Differences {
				fmt.Fprintln(e.Stdout, "  "+d)
			}
		}
		if !r.OK {
			return errRefused
		}
		return nil
	})
}
