package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/textfile"
)

// maxUnpacked bounds what a workbook may unpack to. Everything stays in memory:
// no sheet with customers is left in a temporary folder.
const maxUnpacked = 3 << 30

// maxRows is how many rows a sheet can have. A damaged file may claim more, and
// every one of them would be walked through.
const maxRows = 1 << 20

// bookSource says how the table of a workbook is read.
type bookSource struct {
	path     string
	sheet    string
	file     *excelize.File // nil when closed
	date1904 bool
	header   int // row of the header, from 1; 0 for none
	rowsTold int // rows the sheet says it has; 0 if it does not
}

// open unpacks the workbook, unless it still is.
func (s *bookSource) open() (err error) {
	if s.file != nil {
		return nil
	}
	defer func() { // excelize trusts its input more than we do
		if p := recover(); p != nil {
			err = &Error{ID: ErrDamaged, File: s.path, Err: fmt.Errorf("%v", p)}
		}
	}()
	f, err := excelize.OpenFile(s.path, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		id := ErrDamaged
		switch {
		case errors.Is(err, os.ErrPermission):
			id = ErrNoPermission
		case errors.Is(err, excelize.ErrWorkbookPassword):
			id = ErrEncrypted
		case strings.Contains(err.Error(), "size exceeds"):
			id = ErrTooBig
		}
		return &Error{ID: id, File: s.path, Err: err}
	}
	s.file = f
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		s.date1904 = *props.Date1904
	}
	return nil
}

// close lets go of the unpacked parts.
func (s *bookSource) close() error {
	if s.file == nil {
		return nil
	}
	f := s.file
	s.file = nil
	return f.Close()
}

// openBook finds the sheet, header and columns of a workbook.
func openBook(ctx context.Context, t *Table, asked string) error {
	s := &bookSource{path: t.Path}
	if err := s.open(); err != nil {
		return err
	}
	all := s.file.GetSheetList()
	t.Sheets = all
	candidates := slices.Clone(all)
	if asked != "" {
		i := slices.IndexFunc(all, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(asked)) })
		if i < 0 {
			s.close()
			return &Error{ID: ErrNoSheet, File: t.Path, Args: []any{"sheet", asked, "sheets", strings.Join(all, ", ")}}
		}
		candidates = all[i : i+1]
	} else {
		hidden := func(name string) int {
			if shown, err := s.file.GetSheetVisible(name); err == nil && !shown {
				return 1
			}
			return 0
		}
		slices.SortStableFunc(candidates, func(a, b string) int { return hidden(a) - hidden(b) })
	}
	// The first sheet with a date in its table, else the first with a table.
	var best *Table
	var damaged error // the first sheet that cannot be read
	for _, name := range candidates {
		if err := ctx.Err(); err != nil {
			s.close()
			return err
		}
		c := *t
		src := *s
		src.sheet = name
		c.book = &src
		found, err := c.readSheetHead(ctx, name)
		if ctx.Err() != nil {
			s.close()
			return ctx.Err()
		}
		if damaged == nil {
			damaged = err
		}
		if !found {
			continue
		}
		c.columnKinds()
		dated := slices.ContainsFunc(c.Columns, func(col Column) bool { return col.Kind == KindDate })
		if best == nil || dated {
			best = &c
		}
		if dated {
			damaged = nil // it holds what was looked for
			break
		}
	}
	if damaged != nil {
		s.close()
		return damaged
	}
	if best == nil {
		s.close()
		return &Error{ID: ErrNoTable, File: t.Path}
	}
	*t = *best
	return nil
}

// readSheetHead reads the first rows of a sheet, and tells whether there is a table.
func (t *Table) readSheetHead(ctx context.Context, name string) (found bool, err error) {
	s := t.book
	var rows [][]string
	var numbers []int
	for row, err := range s.cells(ctx, 0) {
		if err != nil {
			return false, err
		}
		rows, numbers = append(rows, row.Cells), append(numbers, row.Line)
		if len(rows) == headRows+60 {
			break
		}
	}
	if len(rows) == 0 {
		return false, nil
	}
	at := findHeader(rows)
	var header []string
	if at >= 0 {
		header = rows[at]
		s.header = numbers[at]
	} else {
		s.header = numbers[0] - 1
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtNoHeader})
	}
	body := rows[at+1:]
	if len(body) == 0 && at < 0 {
		return false, nil
	}
	width := tableWidth(len(header), body)
	for width > 1 && (width > len(header) || cell.Blank([]byte(header[width-1]))) && emptyBeyond(body, width-1) {
		width--
	}
	if width < 2 {
		return false, nil
	}
	t.Sheet, t.HeaderLine = name, 0
	if at >= 0 {
		t.HeaderLine = s.header
	}
	t.Columns = uniqueNames(header, width)
	t.Head, t.headLines = nil, nil
	for i, row := range body[:min(len(body), headRows)] {
		t.Head = append(t.Head, padded(row, width))
		t.headLines = append(t.headLines, numbers[at+1+i])
	}
	formats := s.formats()
	s.rowsTold = formats.rows
	for c := range t.Columns {
		if kind := formats.kind(c, s.header); kind != "" {
			t.Columns[c].Kind, t.Columns[c].Serial = kind, true
		}
	}
	return true, nil
}

// cells gives the filled rows of the sheet below a row, raw.
func (s *bookSource) cells(ctx context.Context, below int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := s.open(); err != nil {
			yield(Row{}, err)
			return
		}
		damaged := func(err error) { yield(Row{}, &Error{ID: ErrDamaged, File: s.path, Err: err}) }
		rows, err := s.file.Rows(s.sheet)
		if err != nil {
			damaged(err)
			return
		}
		defer rows.Close()
		for line := 1; rows.Next(); line++ {
			if line > maxRows {
				damaged(excelize.ErrMaxRows)
				return
			}
			if line&255 == 0 && ctx.Err() != nil {
				yield(Row{}, ctx.Err())
				return
			}
			cells, err := rows.Columns()
			if err != nil {
				damaged(err)
				return
			}
			if line <= below || cell.BlankAll(cells) {
				continue
			}
			if !yield(Row{Line: line, Cells: cells}, nil) {
				return
			}
		}
		if err := rows.Error(); err != nil {
			damaged(err)
		}
	}
}

// rows gives the records below the header as they stand.
func (s *bookSource) rows(ctx context.Context, t *Table) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range s.cells(ctx, s.header) {
			if err == nil {
				row.Cells = padded(row.Cells, len(t.Columns))
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// readBook reads the sheet into one part, and the file once more for its hash.
func (r *run) readBook(ctx context.Context) error {
	s, w := r.t.book, r.workers[0]
	hashing, stop := context.WithCancel(ctx)
	var hashed errgroup.Group
	defer func() { // nothing is left behind, whatever came of the rows
		stop()
		hashed.Wait()
	}()
	if r.hash != nil {
		hashed.Go(func() error { return r.hashFile(hashing) })
	}
	out, b := w.newPart(max(1024, s.rowsTold)), cell.NewBlock(r.p.slots)
	flush := func() {
		b.Pad()
		w.take(b, out)
		r.rows.Store(int64(out.rows))
		b.Reset()
	}
	for row, err := range s.cells(ctx, s.header) {
		if err != nil {
			return err
		}
		for _, slot := range addCells(b, row.Cells, r.p.want, uint32(row.Line), true) {
			w.problem(out, uint32(row.Line), ProblemErrorCell, slot, nil)
		}
		if b.N == cell.Rows {
			flush()
			if s.rowsTold > 0 {
				r.bytes.Store(min(r.t.Size, r.t.Size*int64(row.Line)/int64(s.rowsTold)))
			}
		}
	}
	if b.N > 0 {
		flush()
	}
	out.valid = true
	slices.SortStableFunc(out.problems, func(a, b Problem) int { return a.Line - b.Line })
	r.parts = []*part{out}
	if err := hashed.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// hashFile passes the whole file through the hash.
func (r *run) hashFile(ctx context.Context) error {
	f, err := os.Open(r.t.Path)
	if err != nil {
		return fileError(r.t.Path, err)
	}
	defer f.Close()
	buf := make([]byte, textfile.ChunkSize)
	for {
		n, err := f.Read(buf)
		r.hash.Write(buf[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fileError(r.t.Path, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}
