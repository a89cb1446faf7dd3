package ingest

import (
	"errors"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/key"
)

// PreviewRow is a row as it will be understood.
type PreviewRow struct {
	Line     int
	Fields   map[contact.Field]PreviewCell // of the fields that are mapped
	Dropped  bool                          // the row cannot be used
	Problems []Problem
}

// PreviewCell is a value as it stands and as it will be understood.
type PreviewCell struct {
	Text    string        // as it stands; of two columns with a space between
	Time    time.Time     // time and end: wall-clock in UTC; zero if there is none
	Number  int           // seconds or a count; [contact.NoNumber] if there is none
	Value   string        // any other field, trimmed; empty if missing
	Missing bool          // there is no value
	Problem string        // reason why it could not be used; empty if it could
	Length  time.Duration // end: how long after the start
}

// Preview shows how the first rows will be understood: n of them, or as many as
// [Table.Head] has. It reads no file, but decides on the same sample as an import.
func (t *Table) Preview(m Mapping, n int) ([]PreviewRow, error) {
	if err := m.Check(t); err != nil {
		var refused *Error
		if !errors.As(err, &refused) || refused.Rule == "" && !slices.Contains([]string{ErrNoCustomer, ErrNoTime, ErrNoRecords}, refused.ID) {
			return nil, err
		}
	}
	p := newPlan(t, m)
	w := newWorker(0, p)
	n = min(n, len(t.Head))
	rows := make([]PreviewRow, 0, n)
	b := cell.NewBlock(p.slots)
	for i, cells := range t.Head[:n] {
		row := PreviewRow{Fields: map[contact.Field]PreviewCell{}}
		if i < len(t.headLines) {
			row.Line = t.headLines[i]
		}
		b.Reset()
		lost := addCells(b, cells, p.want, uint32(row.Line), t.book != nil)
		out := w.newPart(1)
		for _, slot := range lost {
			w.problem(out, uint32(row.Line), ProblemErrorCell, slot, nil)
		}
		b.Pad()
		if len(p.time) > 0 {
			w.take(b, out)
		}
		row.Dropped = len(p.time) > 0 && len(out.times) == 0
		row.Problems = out.problems
		for f, columns := range m.Fields {
			if len(columns) > 0 {
				row.Fields[f] = w.previewCell(f, columns, cells, out)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// previewCell tells what became of a field of the one row in a part.
func (w *worker) previewCell(f contact.Field, columns, cells []string, out *part) PreviewCell {
	t := w.p.t
	c := PreviewCell{Number: contact.NoNumber}
	reasons := map[string]string{}
	for _, p := range out.problems {
		reasons[p.Column] = p.Reason
	}
	for i, name := range columns {
		at := t.Column(name)
		if i > 0 && c.Text != "" {
			c.Text += " "
		}
		c.Text += string(cell.Trim([]byte(cells[at])))
		if reason := reasons[t.Columns[at].Name]; reason != "" && c.Problem == "" {
			c.Problem = reason
		}
	}
	if len(out.times) == 0 && f != contact.FieldTime {
		if len(columns) == 1 {
			c.Value = string(cell.Trim([]byte(c.Text)))
		}
		c.Missing = w.p.missing[f].has(cell.Trim([]byte(c.Text)))
		return c
	}
	number := func(column []int32) {
		if len(column) > 0 {
			c.Number = int(column[0])
		}
		c.Missing = c.Number == contact.NoNumber
	}
	switch f {
	case contact.FieldTime:
		if len(out.times) > 0 {
			c.Time = wallTime(out.times[0])
		}
		c.Missing = len(out.times) == 0
	case contact.FieldEnd:
		number(out.length)
		if !c.Missing {
			c.Length = time.Duration(c.Number) * time.Second
			c.Time = wallTime(out.times[0]).Add(c.Length)
		}
	case contact.FieldHandle:
		number(out.handle)
	case contact.FieldWait:
		number(out.wait)
	case contact.FieldTransfers:
		number(out.moved)
	case contact.FieldID:
		c.Value = out.id.Text(0)
		c.Missing = c.Value == ""
	case contact.FieldNote:
		c.Value = out.note.Text(0)
		c.Missing = c.Value == ""
	case contact.FieldCustomer:
		for i := range out.keys {
			if c.Value == "" {
				p := w.p.keys[i]
				c.Value = key.Normalise(p.kind, p.namespace, string(out.keys[i].key(0)))
			}
		}
		c.Missing = c.Value == ""
	default:
		i := contact.StoredIndex(contact.Dimension(f))
		if codes := out.stored[i].short; len(codes) > 0 {
			c.Value = w.stored[i].enc.Dict().Text(uint32(codes[0]))
		}
		c.Missing = c.Value == ""
	}
	if c.Missing && c.Problem == "" && f != contact.FieldTime {
		c.Value = ""
	}
	return c
}
