package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"nghisu/internal/charter"
)

// flagSet reads a command's words: flags may stand before, between and after
// the other words, as people write them.
type flagSet struct {
	*flag.FlagSet
	asJSON *bool
}

func newFlags(name string) flagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	return flagSet{fs, fs.Bool("json", false, "")}
}

// words parses and gives what is not a flag; between least and most of them
// (most < 0: any number).
func (f flagSet) words(args []string, least, most int) ([]string, error) {
	var words []string
	for len(args) > 0 {
		if err := f.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usage{what: f.Name(), why: strings.ReplaceAll(err.Error(), "-", ""), todo: "nghisu help"}
		}
		args = f.Args()
		if len(args) > 0 {
			words = append(words, args[0])
			args = args[1:]
		}
	}
	if len(words) < least || (most >= 0 && len(words) > most) {
		return nil, usage{what: f.Name(), why: fmt.Sprintf("%d words given", len(words)), todo: "nghisu help"}
	}
	return words, nil
}

// list is a flag that repeats.
type list []string

// String implements flag.Value.
func (l *list) String() string { return strings.Join(*l, ",") }

// Set implements flag.Value.
func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}

// factList is --fact KEY=VALUE, repeated.
type factList []charter.Fact

// String implements flag.Value.
func (l *factList) String() string { return "" }

// Set implements flag.Value.
func (l *factList) Set(s string) error {
	k, v, ok := strings.Cut(s, "=")
	if !ok || k == "" || v == "" {
		return fmt.Errorf("fact %q: want KEY=VALUE", s)
	}
	*l = append(*l, charter.Fact{Key: k, Value: v})
	return nil
}

// day is a flag that holds a date.
type day struct{ charter.Date }

// Set implements flag.Value.
func (d *day) Set(s string) error {
	v, err := charter.ParseDate(s)
	d.Date = v
	return err
}
