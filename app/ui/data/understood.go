package data

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// understood writes a value as it will be understood.
func understood(f contact.Field, c ingest.PreviewCell, l *locale.Locale) string {
	switch {
	case c.Problem != "":
		return c.Text
	case c.Missing, c.Number == contact.NoNumber && (f == contact.FieldHandle || f == contact.FieldWait || f == contact.FieldTransfers):
		return ""
	}
	switch f {
	case contact.FieldTime, contact.FieldEnd:
		return l.DateTime(c.Time)
	case contact.FieldHandle, contact.FieldWait:
		return seconds(c.Number, l)
	case contact.FieldTransfers:
		return l.Int(c.Number)
	}
	return c.Value
}

// examples gives the first few different values of a field, as they will be
// understood; as they stand where that is not known yet.
func examples(f workbench.DraftFile, field contact.Field, m ingest.Mapping, l *locale.Locale) string {
	const most = 3
	var values []string
	add := func(s string) bool {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(values, s) {
			values = append(values, s)
		}
		return len(values) < most
	}
	if f.Preview != nil {
		for _, row := range f.Preview {
			c, ok := row.Fields[field]
			if ok && c.Problem == "" && !add(understood(field, c, l)) {
				break
			}
		}
		return strings.Join(values, "  ·  ")
	}
	for _, name := range m.Fields[field] {
		at := f.Table.Column(name)
		for _, cells := range f.Table.Head {
			if at >= 0 && at < len(cells) && !add(cells[at]) {
				break
			}
		}
	}
	return strings.Join(values, "  ·  ")
}

// previewCell is a cell of the preview.
type previewCell struct {
	text    string
	problem bool
	missing bool
}

// previewRow is a row of the preview.
type previewRow struct {
	line    string
	cells   []previewCell
	dropped bool
	remark  string
}

// understoodRows gives the rows of the preview as they will be understood, a
// cell for each of the fields.
func understoodRows(rows []ingest.PreviewRow, fields []contact.Field, l *locale.Locale) []previewRow {
	all := make([]previewRow, len(rows))
	for i, r := range rows {
		p := previewRow{line: l.Int(r.Line), dropped: r.Dropped, cells: make([]previewCell, len(fields))}
		for k, f := range fields {
			c := r.Fields[f]
			p.cells[k] = previewCell{text: understood(f, c, l), problem: c.Problem != "", missing: c.Missing && c.Problem == ""}
			if p.cells[k].text == "" && (p.cells[k].missing || c.Problem != "") {
				p.cells[k].text = l.T("value.missing")
			}
		}
		var remarks []string
		for _, problem := range r.Problems {
			remarks = append(remarks, figure.Capital(figure.ReasonName(problem.Reason, l)))
		}
		p.remark = strings.Join(remarks, "; ")
		if r.Dropped {
			p.remark = strings.TrimPrefix(p.remark+": ", ": ") + l.T("data.preview.dropped")
		}
		all[i] = p
	}
	return all
}

// rawRows gives the first rows as they stand in the file.
func rawRows(t *ingest.Table, n int, l *locale.Locale) []previewRow {
	head := t.Head[:min(n, len(t.Head))]
	lines, _ := t.Preview(ingest.Mapping{}, len(head)) // of no field: only where the rows stand
	all := make([]previewRow, len(head))
	for i, cells := range head {
		p := previewRow{cells: make([]previewCell, len(t.Columns))}
		if i < len(lines) && lines[i].Line > 0 {
			p.line = l.Int(lines[i].Line)
		}
		for k := range p.cells {
			if k < len(cells) {
				p.cells[k].text = cells[k]
			}
		}
		all[i] = p
	}
	return all
}
