package foreign

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"nghisu/third_party/liberation"
)

// Drawer draws documents.
type Drawer struct{ program string }

// ErrAbsent tells that LibreOffice is not installed.
var ErrAbsent = errors.New("LibreOffice is not installed")

// ErrUndrawn tells that a document could not be drawn.
var ErrUndrawn = errors.New("the document could not be drawn")

// programs are the names under which LibreOffice is installed.
var programs = []string{"soffice", "libreoffice"}

// Find looks for LibreOffice: the program named, or one on the path; [ErrAbsent]
// when there is none.
func Find(program string) (*Drawer, error) {
	names := programs
	if program != "" {
		names = []string{program}
	}
	for _, n := range names {
		if at, err := exec.LookPath(n); err == nil {
			return &Drawer{program: at}, nil
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrAbsent, strings.Join(names, ", "))
}

// longest is how long drawing one document may take.
const longest = 2 * time.Minute

// most is the largest PDF that is taken.
const most = 200 << 20

// settings switch off what a stranger's document could do.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`

// Draw draws a document, whose form its ending tells, and writes the PDF.
func (d *Drawer) Draw(ctx context.Context, document io.Reader, ending string, out io.Writer) error {
	dir, err := os.MkdirTemp("", "nghisu-draw-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left is swept with the machine's temporary files
	profile := filepath.Join(dir, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(settings), 0o600); err != nil {
		return err
	}
	if err := typefaces(filepath.Join(dir, ".fonts")); err != nil {
		return err
	}
	in := filepath.Join(dir, "document."+ending)
	if err := save(in, document); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	if err := d.run(ctx, dir, profile, in); err != nil {
		return err
	}
	drawn, err := os.Open(filepath.Join(dir, "document.pdf"))
	if err != nil {
		return fmt.Errorf("%w: nothing came out", ErrUndrawn)
	}
	defer drawn.Close()
	if info, err := drawn.Stat(); err != nil || info.Size() == 0 || info.Size() > most {
		return fmt.Errorf("%w: too large or empty", ErrUndrawn)
	}
	_, err = io.Copy(out, drawn)
	return err
}

// run runs the program and, should it not end, it and all that it started.
func (d *Drawer) run(ctx context.Context, dir, profile, in string) error {
	cmd := exec.CommandContext(ctx, d.program, "-env:UserInstallation=file://"+profile,
		"--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", dir, in)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LANG=C.UTF-8",
		"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "SAL_USE_VCLPLUGIN=svp",
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	said, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %w", ErrUndrawn, ctx.Err())
	case err != nil:
		return fmt.Errorf("%w: %w: %.200s", ErrUndrawn, err, said)
	}
	return nil
}

// typefaces lays out a face as wide as Times New Roman, in which the law has
// documents written and which few servers have: without it Vietnamese letters come
// from whatever face has them, and their words fall apart.
func typefaces(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	for name, face := range map[string][]byte{
		"regular": liberation.Regular(), "bold": liberation.Bold(),
		"italic": liberation.Italic(), "bold-italic": liberation.BoldItalic(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name+".ttf"), face, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// save writes the document where the program finds it.
func save(name string, from io.Reader) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Close())
}
