package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"eenkeer/analysis/ingest"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// readCommand prints what the reader made of a file before any mapping.
func (s *session) readCommand() *cobra.Command {
	var o ingest.Options
	c := &cobra.Command{
		Use: "read FILE [--sheet S] [--table N]", Short: s.l.T("cli.read.short"), Long: s.l.T("cli.read.long"),
		Example: "  eenkeer-cli read export.xlsx --sheet Cases --format csv",
		Args:    s.exactly(1, "FILE"),
	}
	c.Flags().StringVar(&o.Sheet, "sheet", "", s.l.T("cli.flag.sheet"))
	c.Flags().IntVar(&o.Table, "table", 0, s.l.T("cli.flag.table"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := s.checkTable(c, o.Table); err != nil {
			return err
		}
		t, err := ingest.Open(c.Context(), args[0], o)
		if refused := (*ingest.Error)(nil); s.format == formatCSV && errors.As(err, &refused) && refused.ID == ingest.ErrEmpty {
			// As a table an empty file is an empty file; that it is gets told.
			s.say(refused.In(s.l))
			return nil
		}
		if err != nil {
			return err
		}
		defer t.Close()
		out := bufio.NewWriterSize(s.out, 1<<16)
		write := s.readText
		if s.format != formatTable {
			for _, d := range t.Doubts {
				s.say(d.In(s.l))
			}
		}
		switch s.format {
		case formatCSV:
			write = readCSV
		case formatJSON:
			write = readJSON
		}
		if err := write(c.Context(), out, t); err != nil {
			return err
		}
		return out.Flush()
	}
	return c
}

// readCSV writes the columns and all rows as plain RFC 4180 in UTF-8. A table
// without a header stays one: numbers for columns would read as its first row. The
// standard writer will not do: with CRLF it changes line breaks inside cells.
func readCSV(ctx context.Context, w io.Writer, t *ingest.Table) error {
	var line []byte
	if t.HeaderLine > 0 {
		if _, err := w.Write(record(nil, t.Names())); err != nil {
			return err
		}
	}
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return err
		}
		line = record(line[:0], row.Cells)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// record appends one record of RFC 4180. A lone empty cell is quoted, for an
// empty line reads as no record.
func record(line []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			line = append(line, ',')
		}
		if strings.ContainsAny(c, ",\"\r\n") || len(cells) == 1 && c == "" {
			line = append(line, '"')
			line = append(line, strings.ReplaceAll(c, `"`, `""`)...)
			line = append(line, '"')
			continue
		}
		line = append(line, c...)
	}
	return append(line, "\r\n"...)
}

// readJSON writes one object, the rows one by one as they are read.
func readJSON(ctx context.Context, w io.Writer, t *ingest.Table) error {
	number, tables := 0, 0
	if len(t.Tables) > 1 {
		number, tables = t.Number, len(t.Tables)
	}
	head, err := plainJSON(struct {
		File       string   `json:"file"`
		Format     string   `json:"format"`
		Encoding   string   `json:"encoding"`
		Separator  string   `json:"separator"`
		Quote      string   `json:"quote"`
		RecordEnd  string   `json:"record_end"`
		HeaderLine int      `json:"header_line"`
		Sheet      string   `json:"sheet"`
		Table      int      `json:"table,omitempty"` // of several only
		Tables     int      `json:"tables,omitempty"`
		Columns    []string `json:"columns"`
	}{t.Path, t.Format, t.Encoding, t.Separator, t.Quote, t.RecordEnd, t.HeaderLine, t.Sheet, number, tables, t.Names()})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s,\"rows\":[", bytes.TrimSuffix(head, []byte("}")))
	between := "\n"
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return err
		}
		cells, err := plainJSON(row.Cells)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s%s", between, cells); err != nil {
			return err
		}
		between = ",\n"
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// plainJSON marshals without escaping <, > and &.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// previewRows is how many rows are shown on a terminal.
const previewRows = 10

// readText writes how the file is put together and its first rows.
func (s *session) readText(ctx context.Context, w io.Writer, t *ingest.Table) error {
	fact := func(id, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-18s%s\n", s.l.T("cli.read."+id), value)
		}
	}
	fact("file", t.Path)
	fact("format", t.Format)
	fact("sheet", t.Sheet)
	fact("encoding", t.Encoding)
	fact("separator", visible(t.Separator))
	fact("quote", t.Quote)
	fact("record_end", t.RecordEnd)
	fact("header_line", s.l.Int(t.HeaderLine))
	for i, at := range t.Tables {
		if len(t.Tables) > 1 {
			fact("table", s.l.T("cli.read.table_at", "table", i+1, "line", max(at.HeaderLine, at.From), "title", at.Title))
		}
	}
	fact("columns", s.l.Int(len(t.Columns)))
	for _, d := range t.Doubts {
		fmt.Fprintln(w, "! "+d.In(s.l))
	}
	table := report.Table{Title: "\n" + s.l.T("cli.read.first", "n", previewRows)}
	for _, c := range t.Columns {
		table.Columns = append(table.Columns, report.Column{ID: c.Name, Title: c.Name, Kind: report.Words})
	}
	for row, err := range t.Rows(ctx) {
		if err != nil {
			return err
		}
		r := report.Row{Cells: make([]report.Cell, len(table.Columns))}
		for i := range r.Cells {
			if i < len(row.Cells) {
				r.Cells[i].Text = row.Cells[i]
			}
		}
		if table.Rows = append(table.Rows, r); len(table.Rows) == previewRows {
			break
		}
	}
	return report.WriteText(w, table, s.l)
}

// visible names separators that cannot be seen.
func visible(separator string) string {
	return strings.NewReplacer("\t", "tab", " ", "space", "\x1f", "0x1F").Replace(separator)
}
