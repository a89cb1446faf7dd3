package main

import (
	"fmt"
	"strconv"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// batchesCommand lists the imports of a workspace and takes them back. What is taken
// back is gone when the workspace is closed, which is when the command ends: there
// is no putting back from here.
func (s *session) batchesCommand() *cobra.Command {
	var back []int64
	var of int64
	var keys bool
	c := &cobra.Command{
		Use: "batches WORKSPACE [--report ID FILE]", Short: s.l.T("cli.batches.short"), Long: s.l.T("cli.batches.long"),
		Example: "  eenkeer-cli batches week.eenkeer\n  eenkeer-cli batches week.eenkeer --take-back 3\n  eenkeer-cli batches week.eenkeer --report 3 report.xlsx",
		Args: func(c *cobra.Command, args []string) error {
			if of != 0 {
				return s.exactly(2, "WORKSPACE FILE")(c, args)
			}
			return s.exactly(1, "WORKSPACE")(c, args)
		},
	}
	c.Flags().Int64SliceVar(&back, "take-back", nil, s.l.T("cli.batches.take_back"))
	c.Flags().Lookup("take-back").DefValue = "" // "[]" says nothing
	c.Flags().Int64Var(&of, "report", 0, s.l.T("cli.batches.report"))
	c.Flags().BoolVar(&keys, "with-keys", false, s.l.T("cli.flag.with_keys"))
	c.RunE = func(c *cobra.Command, args []string) error {
		path := args[0]
		if of != 0 {
			if err := checkReportFile(args[1]); err != nil {
				return err
			}
		}
		if looksLikeExport(c.Context(), path) {
			return s.usage(c, "cli.usage.not_workspace", "file", path)
		}
		if len(back) > 0 {
			if err := takeBack(c, path, back); err != nil {
				return err
			}
		}
		ws, err := workspace.View(path)
		if err != nil {
			return err
		}
		defer ws.Close() // only read from: there is nothing to lose
		all, err := ws.Batches(c.Context())
		if err != nil {
			return err
		}
		if of != 0 {
			r, err := batchReport(all, of)
			if err != nil {
				return err
			}
			if err := report.SaveImports(args[1], []report.ImportReport{r}, keys, s.l); err != nil {
				return err
			}
		}
		return s.batches(path, all)
	}
	return c
}

// batchReport makes the import report of a batch by its number.
func batchReport(all []workspace.Batch, id int64) (report.ImportReport, error) {
	var end time.Time
	for _, b := range all {
		if !b.TakenBack && b.Last.After(end) {
			end = b.Last
		}
	}
	for _, b := range all {
		if b.ID == id {
			if r, ok := workbench.ImportReport(b, repeat.Default, end); ok {
				return r, nil
			}
		}
	}
	return report.ImportReport{}, &workbench.Message{ID: "cli.error.no_report", Args: []any{"id", strconv.FormatInt(id, 10)}}
}

// takeBack takes imports back for good, all of them or none.
func takeBack(c *cobra.Command, path string, ids []int64) (err error) {
	ws, err := workspace.Open(path)
	if err != nil {
		return err
	}
	var done []int64
	defer func() {
		if err != nil {
			for _, id := range done {
				_ = ws.PutBack(c.Context(), id) // the error says what went wrong
			}
		}
		if e := ws.Close(); err == nil {
			err = e
		}
	}()
	for _, id := range ids {
		if err := ws.TakeBack(c.Context(), id); err != nil {
			return err
		}
		done = append(done, id)
	}
	return nil
}

type batchesJSON struct {
	Workspace string      `json:"workspace"`
	Batches   []batchJSON `json:"batches"`
}

type batchJSON struct {
	ID              int64        `json:"id"`
	File            string       `json:"file"`
	Sheet           string       `json:"sheet"`
	ImportedAt      string       `json:"imported_at"` // UTC
	Rows            int          `json:"rows"`
	Contacts        int          `json:"contacts"`
	Merged          int          `json:"merged"`
	Dropped         int          `json:"dropped"`
	WithoutCustomer int          `json:"without_customer"`
	From            string       `json:"from"`
	To              string       `json:"to"`
	Keys            []columnJSON `json:"keys"` // the strongest first
	TakenBack       bool         `json:"taken_back"`
}

// columnJSON is a column of customer keys.
type columnJSON struct {
	Column string `json:"column"`
	Kind   string `json:"kind"`
}

// batches prints the imports of a workspace.
func (s *session) batches(path string, all []workspace.Batch) error {
	out := batchesJSON{Workspace: path, Batches: []batchJSON{}}
	for _, b := range all {
		keys := []columnJSON{}
		for _, k := range b.Keys {
			keys = append(keys, columnJSON{k.Name, k.Kind})
		}
		out.Batches = append(out.Batches, batchJSON{
			ID: b.ID, File: b.Name, Sheet: b.Sheet, ImportedAt: b.ImportedAt.Format(time.RFC3339), Rows: b.Rows, Contacts: b.Contacts, Merged: b.Merged,
			Dropped: b.Dropped, WithoutCustomer: b.WithoutCustomer, From: wallClock(b.First), To: wallClock(b.Last), Keys: keys, TakenBack: b.TakenBack,
		})
	}
	switch s.format {
	case formatJSON:
		return s.json(out)
	case formatCSV:
		var rows [][]string
		for _, b := range out.Batches {
			rows = append(rows, []string{strconv.FormatInt(b.ID, 10), b.File, b.Sheet, b.ImportedAt, strconv.Itoa(b.Rows), strconv.Itoa(b.Contacts), strconv.Itoa(b.Merged),
				strconv.Itoa(b.Dropped), strconv.Itoa(b.WithoutCustomer), b.From, b.To, strconv.FormatBool(b.TakenBack)})
		}
		return s.csv([]string{"id", "file", "sheet", "imported_at", "rows", "contacts", "merged", "dropped", "without_customer", "from", "to", "taken_back"}, rows)
	}
	g := grid{title: s.l.T("cli.batches.title", "n", len(all)), numbers: 2}
	for _, id := range []string{"id", "file", "imported", "from", "to", "contacts", "without"} {
		g.head = append(g.head, s.l.T("cli.batches.head."+id))
	}
	for _, b := range all {
		name := b.Name
		if b.TakenBack {
			name += " (" + s.l.T("cli.batches.taken_back") + ")"
		}
		from, to := "", ""
		if !b.First.IsZero() {
			from, to = s.l.DateTime(b.First), s.l.DateTime(b.Last)
		}
		g.rows = append(g.rows, []string{strconv.FormatInt(b.ID, 10), name, s.l.DateTime(b.ImportedAt.Local()), from, to, s.l.Int(b.Contacts), s.l.Int(b.WithoutCustomer)})
	}
	if len(all) == 0 {
		s.line(s.l.T("cli.batches.none"))
	}
	s.print(g)
	return nil // a failed write is remembered by s.out
}

// line writes a line of a result.
func (s *session) line(text string) { fmt.Fprintln(s.out, text) }
