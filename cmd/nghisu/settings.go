package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"nghisu/internal/cli"
)

// settings are what a server runs by. Each is a flag; the environment gives it
// as NGHISU_NAME, a file as a line name=value. A flag wins over the environment,
// the environment over the file.
type settings struct {
	db      string // sqlite:PATH or postgres://…
	keys    string // directory of the keys that sign checkpoints; empty: beside the database
	files   string // directory of the files that people send; empty: beside the database
	draws   string // the LibreOffice that draws Office files; empty: the one on the path; none: none
	addr    string
	office  string // whose books; empty: the only office there is
	log     string // text or json
	secure  bool   // served over TLS, by a proxy before it: cookies are bound to it
	proxies []netip.Prefix
	mail    mailSettings
}

// readSettings reads them for a command. Words that are no flags are refused.
func readSettings(command string, args []string) (settings, error) {
	var s settings
	wrong := func(what, why string) (settings, error) { return s, cli.Wrong(what, why, "nghisu help") }
	fs := flag.NewFlagSet(command, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&s.db, "db", "sqlite:nghisu.db", "")
	fs.StringVar(&s.keys, "keys", "", "")
	fs.StringVar(&s.files, "files", "", "")
	fs.StringVar(&s.draws, "libreoffice", "", "")
	fs.StringVar(&s.addr, "addr", "127.0.0.1:8080", "")
	fs.StringVar(&s.office, "office", "", "")
	fs.StringVar(&s.log, "log", "text", "")
	fs.BoolVar(&s.secure, "secure", false, "")
	proxy := fs.String("proxy", "", "")
	s.mail.flags(fs)
	config := fs.String("config", os.Getenv("NGHISU_CONFIG"), "")

	if err := fs.Parse(args); err != nil { // a first time, for --config
		if errors.Is(err, flag.ErrHelp) {
			return s, err
		}
		return wrong(command, strings.ReplaceAll(err.Error(), "-", ""))
	}
	if fs.NArg() > 0 {
		return wrong(command, fs.Arg(0))
	}
	if err := fromFile(fs, *config); err != nil {
		return s, err
	}
	var err error
	fs.VisitAll(func(f *flag.Flag) {
		if v, ok := os.LookupEnv("NGHISU_" + strings.ToUpper(f.Name)); ok && f.Name != "config" && err == nil {
			if e := fs.Set(f.Name, v); e != nil {
				err = cli.Wrong("NGHISU_"+strings.ToUpper(f.Name), fmt.Sprintf("%q", v), "nghisu help")
			}
		}
	})
	if err != nil {
		return s, err
	}
	if err := fs.Parse(args); err != nil {
		return wrong(command, err.Error())
	}
	if s.log != "text" && s.log != "json" {
		return wrong("--log "+s.log, "text, json")
	}
	for word := range strings.SplitSeq(*proxy, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		p, err := network(word)
		if err != nil {
			return wrong("--proxy "+word, "10.0.0.0/8, 192.0.2.1")
		}
		s.proxies = append(s.proxies, p)
	}
	if err := s.mail.check(); err != nil {
		return s, err
	}
	if s.keys == "" {
		s.keys = beside(s.db, "keys")
	}
	if s.files == "" {
		s.files = beside(s.db, "files")
	}
	return s, nil
}

// fromFile sets flags from lines of name=value; empty lines and those that begin
// with # are passed over.
func fromFile(fs *flag.FlagSet, name string) error {
	if name == "" {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return cli.Wrong("--config", err.Error(), "nghisu help")
	}
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !ok || key == "config" || fs.Lookup(key) == nil || fs.Set(key, value) != nil {
			return cli.Wrong(fmt.Sprintf("%s:%d", name, i+1), key, "db, keys, files, libreoffice, addr, office, log, secure, proxy, "+mailNames)
		}
	}
	return nil
}

// network reads a network, or one address as a network of its own.
func network(s string) (netip.Prefix, error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.Masked(), nil
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(a, a.BitLen()), nil
}

// beside is the directory of a name that belongs to a database.
func beside(db, name string) string {
	if path, ok := strings.CutPrefix(db, "sqlite:"); ok {
		return filepath.Join(filepath.Dir(path), name)
	}
	return name
}
