package book

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxSlow bounds the sheets that excelize reads: it holds them as a whole.
const maxSlow = 32 << 20

// slowReader reads a sheet through excelize, cell by cell.
type slowReader struct {
	f      *excelize.File
	rows   *excelize.Rows
	name   string
	styles map[int]style
	dates  dateWriter
	stats  *Stats
	merges *merges
	cur    row
}

func (r *slowReader) row() *row { return &r.cur }

func (r *slowReader) close() {
	r.rows.Close()
	r.f.Close()
}

// slowRows opens the workbook once more, in excelize.
func (b *Book) slowRows(s *Sheet, stats *Stats) (_ rowReader, err error) {
	defer func() { // excelize trusts its input more than it should
		if p := recover(); p != nil {
			err = damaged("%v", p)
		}
	}()
	if b.archive.size(s.part) > maxSlow || b.archive.size(b.sharedPart) > maxSlow {
		return nil, damaged("a sheet of %d bytes that only a plain reader could read", b.archive.size(s.part))
	}
	f, err := excelize.OpenFile(b.path, excelize.Options{RawCellValue: true, UnzipSizeLimit: 8 * maxSlow, UnzipXMLSizeLimit: 8 * maxSlow})
	if err != nil {
		switch {
		case errors.Is(err, excelize.ErrWorkbookPassword):
			return nil, ErrEncrypted
		case strings.Contains(err.Error(), "size exceeds"):
			return nil, ErrTooBig
		}
		return nil, damaged("%w", err)
	}
	rows, err := f.Rows(s.Name)
	if err != nil {
		f.Close()
		return nil, damaged("%w", err)
	}
	var ranges mergedRanges
	if merged, err := f.GetMergeCells(s.Name); err == nil {
		for _, m := range merged {
			ranges.add([]byte(m[0]))
		}
	}
	return &slowReader{merges: newMerges(ranges), f: f, rows: rows, name: s.Name, styles: map[int]style{}, dates: dateWriter{from1904: b.date1904}, stats: stats}, nil
}

func (r *slowReader) next(buf []byte) (_ []byte, ok bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			ok, err = false, damaged("%v", p)
		}
	}()
	for r.rows.Next() {
		if r.cur.line++; r.cur.line > maxRows {
			return buf, false, damaged("row %d", r.cur.line)
		}
		cells, err := r.rows.Columns()
		if err != nil {
			return buf, false, damaged("%w", err)
		}
		r.cur.cells = r.cur.cells[:0]
		start, filled := len(buf), false
		for column, text := range cells {
			if text == "" {
				continue
			}
			buf = r.cur.apart(buf, column)
			from := len(buf)
			if buf, err = r.put(buf, column, text); err != nil {
				return buf, false, err
			}
			r.cur.cells = append(r.cur.cells, ref{column, from, len(buf)})
			filled = filled || !blank(buf[from:])
		}
		if filled {
			r.stats.row()
			if r.merges != nil {
				buf = r.merges.fill(buf, &r.cur, r.stats)
			}
			return buf, true, nil
		}
		buf = buf[:start]
	}
	if err := r.rows.Error(); err != nil {
		return buf, false, damaged("%w", err)
	}
	return buf, false, nil
}

// put adds a cell as its type and style say.
func (r *slowReader) put(buf []byte, column int, text string) ([]byte, error) {
	name, err := excelize.CoordinatesToCellName(column+1, r.cur.line)
	if err != nil {
		return buf, damaged("%w", err)
	}
	typ, err := r.f.GetCellType(r.name, name)
	if err != nil {
		return buf, damaged("%w", err)
	}
	switch typ {
	case excelize.CellTypeBool:
		return append(buf, map[bool]string{true: "TRUE", false: "FALSE"}[text == "1" || text == "TRUE"]...), nil
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		s, err := r.style(name)
		if err != nil {
			return buf, err
		}
		raw := []byte(strings.TrimSpace(text))
		switch {
		case s.kind != number:
			buf, isDate, day := r.dates.append(buf, raw, s.kind)
			if isDate {
				r.stats.date(column, day)
			}
			return buf, nil
		case s.zeros > 0:
			return appendZeros(buf, raw, int(s.zeros)), nil
		}
		return appendNumber(buf, raw), nil
	}
	r.stats.text(column, []byte(text))
	return append(buf, text...), nil
}

// style gives what a cell's style makes of a number.
func (r *slowReader) style(name string) (style, error) {
	id, err := r.f.GetCellStyle(r.name, name)
	if err != nil {
		return style{}, damaged("%w", err)
	}
	s, ok := r.styles[id]
	if !ok {
		if st, err := r.f.GetStyle(id); err == nil && st != nil {
			if s = builtin(st.NumFmt); st.CustomNumFmt != nil {
				s = parseFormat(*st.CustomNumFmt)
			}
		}
		r.styles[id] = s
	}
	return s, nil
}
