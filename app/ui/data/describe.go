package data

import (
	"fmt"
	"slices"
	"strings"

	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// read is how a file was, or will be, read.
type read struct {
	format, sheet, encoding, separator string
	header, columns                    int // columns 0: not known
	bytes                              int64
}

func readTable(t *ingest.Table) read {
	return read{t.Format, t.Sheet, t.Encoding, t.Separator, t.HeaderLine, len(t.Columns), t.Size}
}

func readReport(r *ingest.Report) read {
	return read{r.Format, r.Sheet, r.Encoding, r.Separator, r.HeaderLine, 0, r.Bytes}
}

// sentence says it in one line: CSV, puntkomma, UTF-8, kop op regel 1, 17
// kolommen, 3,2 MB.
func (r read) sentence(l *locale.Locale) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if r.format != ingest.CSV {
		if r.format == ingest.XLSX {
			add(l.T("data.read.xlsx"))
		} else {
			add(strings.ToUpper(r.format))
		}
		if r.sheet != "" {
			add(l.T("data.read.sheet", "sheet", r.sheet))
		}
	} else {
		add(strings.ToUpper(r.format))
		add(figure.SeparatorName(r.separator, l))
		add(r.encoding)
	}
	if r.header > 0 {
		add(l.T("data.read.header", "line", r.header))
	} else {
		add(l.T("data.read.no_header"))
	}
	if r.columns > 0 {
		add(l.T("data.read.columns", "n", r.columns))
	}
	add(figure.FileSize(r.bytes, l))
	return strings.Join(parts, ", ")
}

// doubtText says a doubt, with an order of dates by its name.
func doubtText(d ingest.Doubt, l *locale.Locale) string {
	d.Args = slices.Clone(d.Args)
	for i, v := range d.Args {
		if code, ok := v.(string); ok && i%2 == 1 && figure.OrderName(code, l) != "" {
			d.Args[i] = figure.OrderName(code, l)
		}
	}
	return d.In(l)
}

// orderOf gives the order of dates that a doubt is about; empty for none.
func orderOf(d ingest.Doubt) string {
	for _, v := range d.Args {
		if code, ok := v.(string); ok && slices.Contains(figure.DateOrders, code) {
			return code
		}
	}
	return ""
}

// columnsText writes the columns of a field: Datum + Begintijd.
func columnsText(columns []string) string { return strings.Join(columns, " + ") }

// period writes the days that a batch covers.
func period(b workspace.Batch, l *locale.Locale) string {
	if b.First.IsZero() {
		return "–"
	}
	return l.Period(b.First, b.Last)
}

// keyless gives the share of contacts without a customer key.
func keyless(b workspace.Batch, l *locale.Locale) string {
	return figure.Share(b.WithoutCustomer, b.Contacts, l)
}

// equation writes what became of the rows: 12.402 rijen = 12.380 contacten + 12
// samengevoegd + 10 niet bruikbaar.
func equation(rows, kept, merged, dropped int, l *locale.Locale) string {
	text := l.T("data.equation.rows", "n", rows) + " = " + l.T("data.equation.kept", "n", kept)
	if merged > 0 {
		text += " + " + l.T("data.equation.merged", "n", merged)
	}
	if dropped > 0 {
		text += " + " + l.T("data.equation.dropped", "n", dropped)
	}
	return text
}

// totals says what all live imports hold together. stored is how many contacts
// the workspace counts after the later of two with one id has won.
func totals(batches []workspace.Batch, stored int, l *locale.Locale) string {
	var n, rows, kept, merged, dropped, without int
	for _, b := range batches {
		if b.TakenBack {
			continue
		}
		n++
		rows, kept, merged, dropped, without = rows+b.Rows, kept+b.Contacts, merged+b.Merged, dropped+b.Dropped, without+b.WithoutCustomer
	}
	parts := []string{l.T("data.total", "n", n), equation(rows, kept, merged, dropped, l)}
	if kept > 0 {
		parts = append(parts, l.T("data.without_share", "share", figure.Share(without, kept, l)))
	}
	if stored < kept {
		parts = append(parts, l.T("data.total.double", "n", kept-stored))
	}
	return strings.Join(parts, "  ·  ")
}

// seconds writes a duration as people say it: 44 s, 6 min 44 s, 1 u 03 min.
func seconds(n int, l *locale.Locale) string {
	switch {
	case n < 60:
		return fmt.Sprintf("%d s", n)
	case n < 3600 && n%60 == 0:
		return fmt.Sprintf("%d min", n/60)
	case n < 3600:
		return fmt.Sprintf("%d min %d s", n/60, n%60)
	}
	return fmt.Sprintf("%s %s %02d min", l.Int(n/3600), l.T("data.hour"), n/60%60)
}
