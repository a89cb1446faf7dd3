package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"eenkeer/analysis/ingest"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// Exit codes.
const (
	exitDone  = 0
	exitData  = 1 // bad input or data
	exitUsage = 2 // a command line that is not understood
)

// run does what the arguments ask and gives the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	return runContext(ctx, args, stdin, stdout, stderr)
}

// runContext is run with a context whose end breaks the work off.
func runContext(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &session{l: locale.New(language(args)), out: &output{w: stdout}, err: stderr}
	root := s.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(s.out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if s.out.failed != nil { // whatever came of it, it was not handed over
		err = report.WriteError(s.l.T("cli.output"), s.out.failed)
	}
	var bad *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &bad):
		s.say(bad.text)
		return exitUsage
	case ctx.Err() != nil:
		err = context.Canceled
	}
	s.say(s.sentence(err) + s.hint(err))
	return exitData
}

// session is one call of the program.
type session struct {
	l   *locale.Locale
	out *output   // results
	err io.Writer // errors, warnings and progress

	format, lang string // flags
}

// sentence says what is wrong, in words that fit a terminal.
func (s *session) sentence(err error) string {
	var e *ingest.Error
	if errors.As(err, &e) && e.ID == ingest.ErrWorkspace {
		return s.l.T("cli.error.workspace", "file", filepath.Base(e.File))
	}
	return workbench.Say(err, s.l)
}

// hint says which flag helps against an error, if one does.
func (s *session) hint(err error) string {
	var e *ingest.Error
	if errors.As(err, &e) {
		if e.Rule != "" {
			return " (--accept " + e.Rule + ")"
		}
		switch e.ID {
		case ingest.ErrNoTime:
			if e.Undated() {
				return ""
			}
			return " (--map time=" + s.l.T("cli.column") + ")"
		case ingest.ErrNoCustomer:
			return " (--map customer=" + s.l.T("cli.column") + ")"
		case ingest.ErrNoSheet:
			return " (--sheet)"
		case ingest.ErrNoSuchTable:
			return " (--table)"
		}
	}
	return ""
}

// say writes one line to standard error.
func (s *session) say(text string) {
	fmt.Fprintln(s.err, "eenkeer-cli:", strings.Join(strings.Fields(text), " "))
}

// language gives the language asked for among the arguments, which must be
// known before they are understood, else that of the system.
func language(args []string) string {
	lang := ""
	for i, a := range args {
		if a == "--" {
			break
		}
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			lang = value
		} else if a == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if !slices.Contains(locale.Languages, lang) {
		return locale.System()
	}
	return lang
}

// output remembers that writing failed, so that a full disk is said once and
// never missed.
type output struct {
	w      io.Writer
	failed error
}

func (o *output) Write(p []byte) (int, error) {
	if o.failed != nil {
		return 0, o.failed
	}
	n, err := o.w.Write(p)
	o.failed = err
	return n, err
}
