package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// source is what rates are asked of: a workspace, or a file read into memory.
type source struct {
	name   string
	engine *repeat.Engine
	ws     *workspace.Workspace // nil for a file

	warnings []string // what could not be used, said when nothing worse is wrong
}

// close ends the use of the workspace.
func (o *source) close() {
	if o.ws != nil {
		o.ws.Close() // only read from: there is nothing to lose
	}
}

// catalogue gives that of the workspace; a file has none.
func (o *source) catalogue(c *cobra.Command) (*contact.Catalogue, error) {
	if o.ws == nil {
		return nil, nil
	}
	return o.ws.Catalogue(c.Context())
}

// open reads the contacts of a workspace or file, and looks up the definition
// of q when it was asked for by name.
func (s *session) open(c *cobra.Command, path string, f *mappingFlags, definition string, q *repeat.Query) (*source, error) {
	o := &source{name: filepath.Base(path)}
	if err := s.fill(c, path, f, definition, q, o); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// fill reads the contacts into o.
func (s *session) fill(c *cobra.Command, path string, f *mappingFlags, definition string, q *repeat.Query, o *source) (err error) {
	ctx := c.Context()
	if takesAsWorkspace(path) {
		if flag := f.given(); flag != "" {
			return s.usage(c, "cli.usage.mapping", "flag", flag)
		}
		if o.ws, err = workspace.View(path); err != nil {
			return err
		}
		if o.engine, err = workbench.LoadEngine(ctx, o.ws, nil); err != nil {
			return err
		}
	} else {
		if err = s.readFile(ctx, c, path, f, o); err != nil {
			return err
		}
	}
	if definition != "" {
		if q.Definition, err = named(ctx, o.ws, definition, s.l); err != nil {
			return err
		}
	}
	log := o.engine.Log()
	switch {
	case log.Len() == 0:
		return &workbench.Message{ID: "cli.error.no_contacts", Args: []any{"file", o.name}}
	case log.Keyed == log.Len():
		return errNoCustomer(o.name)
	}
	unknown, err := s.unknown(o.engine, q.Selection.Filter)
	if err != nil {
		return err
	}
	for _, text := range append(o.warnings, unknown...) {
		s.say(text)
	}
	return s.checkMarks(o.engine, q.Definition)
}

// readFile reads a CSV or XLSX file into memory and notes what it could not use.
func (s *session) readFile(ctx context.Context, c *cobra.Command, path string, f *mappingFlags, o *source) error {
	options, err := f.options(c, s)
	if err != nil {
		return err
	}
	engine, out, err := workbench.ReadEngine(ctx, path, options)
	if err != nil {
		return err
	}
	o.engine = engine
	for _, file := range out.Files {
		if file.Report.Dropped > 0 {
			o.warnings = append(o.warnings, s.l.T("cli.dropped", "n", file.Report.Dropped, "file", file.Name))
		}
		for _, d := range file.Report.Doubts {
			o.warnings = append(o.warnings, file.Name+": "+d.In(s.l))
		}
	}
	return nil
}

// checkMarks says which values that a definition asks for no contact has. Where it
// leaves nothing to count that is an error; a mark that nobody bears touches nothing,
// which is worth a warning.
func (s *session) checkMarks(e *repeat.Engine, d repeat.Definition) error {
	unknown, err := s.unknown(e, d.Eligible)
	if err != nil {
		return err
	}
	for _, f := range marks(d) {
		more, err := s.unknown(e, f)
		if err != nil {
			more = []string{s.sentence(err)}
		}
		unknown = append(unknown, more...)
	}
	for i, text := range unknown {
		if !slices.Contains(unknown[:i], text) {
			s.say(text)
		}
	}
	return nil
}

// unknown says which values of a filter no contact has: most often a slip. It
// is an error when that leaves a condition without any value that there is, for
// every figure would be nought.
func (s *session) unknown(e *repeat.Engine, f repeat.Filter) (warnings []string, err error) {
	for _, c := range f {
		values := slices.DeleteFunc(e.Values(c.By), func(v string) bool { return v == "" })
		var found bool
		var odd []*workbench.Message
		for _, v := range c.Values {
			if v == "" || slices.Contains(values, v) {
				found = true
				continue
			}
			odd = append(odd, &workbench.Message{ID: "cli.unknown_value", Args: []any{
				"dimension", s.l.T("dimension." + string(c.By)), "value", v, "near", ingest.Near(v, values)}})
		}
		if !found && len(odd) > 0 {
			return nil, odd[0]
		}
		for _, m := range odd {
			warnings = append(warnings, m.In(s.l))
		}
	}
	return warnings, nil
}

// workspaceExtension is how the name of a workspace ends.
const workspaceExtension = ".eenkeer"

// takesAsWorkspace tells a workspace from an export by what is in the file; what
// cannot be read or is empty goes by its name, so that the error is the fitting one.
func takesAsWorkspace(path string) bool {
	byName := strings.EqualFold(filepath.Ext(path), workspaceExtension)
	f, err := os.Open(path)
	if err != nil {
		return byName
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, 1024)
	n, _ := io.ReadFull(f, head)
	switch {
	case bytes.HasPrefix(head[:n], []byte(magic)):
		return true
	case !byName:
		return false
	}
	// A workspace by name only: an export after all if it looks like text or a workbook.
	return n == 0 || !bytes.HasPrefix(head, []byte("PK")) && bytes.IndexByte(head[:n], 0) >= 0
}
