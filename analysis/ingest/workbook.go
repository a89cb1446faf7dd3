package ingest

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/ingest/book"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/layout"
	"eenkeer/analysis/ingest/textfile"
)

// bookSource says how the table of a workbook is read.
type bookSource struct {
	path   string
	format string
	file   *book.Book // nil when closed
	sheet  int
	slow   bool // its XML is left to excelize

	date1904 bool // days are counted from 1904

	left, width int         // first column, from 0, and how many
	below, to   int         // the row before the first, and the last one, from 1; 0: of the sheet
	alone       bool        // no other table stands beside it
	stats       *book.Stats // of the whole sheet; nil when it was too large to look at all of it
	sample      []Row       // from all over the sheet
	above       int         // filled rows above the first of the table

	more  []*bookSource // other sheets that belong to the table
	order []int         // of such a sheet, by column: which one of the table it is
}

// lookSize is how large a sheet may be to be looked at as a whole before anything
// is asked. Of a larger one the import says what there is to say.
const lookSize = 48 << 20

// open opens the workbook, unless it still is.
func (s *bookSource) open() error {
	if s.file != nil {
		return nil
	}
	open := book.Open
	switch s.format {
	case HTML:
		open = book.OpenHTML
	case XML:
		open = book.OpenXML
	}
	f, err := open(s.path)
	if err != nil {
		return s.refusal(err)
	}
	s.file, s.date1904 = f, f.Date1904()
	return nil
}

// refusal puts what is wrong with a workbook into words.
func (s *bookSource) refusal(err error) error {
	id := ErrDamaged
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, book.ErrEncrypted):
		id = ErrEncrypted
	case errors.Is(err, book.ErrTooBig):
		id = ErrTooBig
	case errors.Is(err, book.ErrDamaged) || book.Unusual(err):
	default:
		return fileError(s.path, err)
	}
	return &Error{ID: id, File: s.path, Err: err}
}

// close lets go of what is held of the file.
func (s *bookSource) close() {
	s.file = nil
	for _, other := range s.more {
		other.file = nil
	}
}

// each gives the filled rows of the sheet, read by excelize where the fast path
// does not understand the sheet's beginning. It ends when do gives false.
func (s *bookSource) each(ctx context.Context, do func(r *book.Rows) bool) (*book.Stats, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	r, err := s.file.Rows(ctx, s.sheet, s.slow)
	if err != nil {
		return nil, s.refusal(err)
	}
	defer r.Close()
	given := false
	for r.Next() {
		given = true
		if !do(r) {
			return &r.Stats, nil
		}
	}
	if err := r.Err(); err != nil {
		if book.Unusual(err) && !s.slow && !given {
			s.slow = true
			return s.each(ctx, do)
		}
		return nil, s.refusal(err)
	}
	return &r.Stats, nil
}

// openBook finds the sheet, header and columns of a workbook.
func openBook(ctx context.Context, t *Table, asked string, table int) error {
	s := &bookSource{path: t.Path, format: t.Format}
	if err := s.open(); err != nil {
		return err
	}
	if s.file.OpenDocument {
		t.Format = ODS
	}
	sheets := s.file.Sheets
	t.Sheets = s.file.Names()
	candidates := make([]int, len(sheets))
	for i := range candidates {
		candidates[i] = i
	}
	if asked != "" {
		if i := s.file.Find(asked); i >= 0 {
			candidates = []int{i}
		} else if candidates = joinedSheets(asked, sheets); candidates == nil {
			s.close()
			return &Error{ID: ErrNoSheet, File: t.Path, Args: []any{"sheet", asked, "sheets", strings.Join(t.Sheets, ", ")}}
		}
	}
	hidden := func(i int) int {
		if sheets[i].Hidden {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(candidates, func(a, b int) int { return cmp.Compare(hidden(a), hidden(b)) })
	// The first sheet with a date in its table, else the first with a table.
	var best *Table
	var damaged error // the first sheet that cannot be read
	for _, i := range candidates {
		c := *t
		src := *s
		src.sheet = i
		c.book = &src
		found, err := c.readSheetHead(ctx, sheets[i].Name, table)
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
		dated := hasDates(c.Columns)
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
		if t.Format == HTML {
			return &Error{ID: ErrHTML, File: t.Path}
		}
		return &Error{ID: ErrNoTable, File: t.Path}
	}
	*t = *best
	if table > 0 {
		return nil
	}
	if err := t.join(ctx, candidates, asked != ""); err != nil {
		t.book.close()
		return err
	}
	return nil
}

// maxGrid bounds the cells of the first rows of a sheet that are looked at for tables.
const maxGrid = 400_000

// readSheetHead reads the first rows of a sheet, and tells whether there is a table.
func (t *Table) readSheetHead(ctx context.Context, name string, asked int) (found bool, err error) {
	s := t.book
	if err := s.look(ctx); err != nil {
		return false, err
	}
	g, err := s.grid(ctx)
	if err != nil || len(g.rows) == 0 {
		return false, err
	}
	o := layout.Options{Known: knownHeader, Cut: g.cut, Beside: true}
	tables := layout.Find(g.rows, o)
	if len(tables) == 0 { // nothing but spaces of other kinds
		return false, nil
	}
	number := layout.Best(g.rows, tables, o)
	if asked > 0 {
		if asked > len(tables) {
			return false, &Error{ID: ErrNoSuchTable, File: t.Path, Args: []any{"table", asked, "tables", len(tables)}}
		}
		number = asked - 1
	}
	at := tables[number]
	var body [][]string
	t.Head, t.headLines = nil, nil
	for i := at.From; i < at.To; i++ {
		row := g.rows[i]
		row = row[min(at.Left, len(row)):min(max(at.Right, at.Left), len(row))]
		if cell.BlankAll(row) {
			continue
		}
		body = append(body, row)
		if len(t.Head) < headRows {
			t.headLines = append(t.headLines, g.places[i].line)
		}
	}
	if at.Header < 0 && len(body) == 0 {
		return false, nil
	}
	width := min(tableWidth(len(at.Names), body), maxColumns)
	for width > 1 && (width > len(at.Names) || cell.Blank([]byte(at.Names[width-1]))) && emptyBeyond(body, width-1) {
		width--
	}
	if width < 2 {
		return false, nil
	}
	t.Sheet, t.HeaderLine, t.Number = name, 0, number+1
	if at.Header >= 0 {
		t.HeaderLine = g.places[at.Header].line
	} else {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtNoHeader})
	}
	t.Columns = uniqueNames(at.Names, width)
	for _, row := range body[:len(t.headLines)] {
		t.Head = append(t.Head, padded(row, width))
	}
	for _, other := range tables {
		p := g.place(other)
		p.Left, p.Right = p.Left+s.left, p.Right+s.left
		t.Tables = append(t.Tables, p)
		s.alone = s.alone && (other.To <= at.From || other.From >= at.To || other.Left == at.Left)
	}
	if len(tables) > 1 {
		t.Doubts = append(t.Doubts, Doubt{ID: DoubtTables, Args: []any{"table", t.Number, "tables", len(tables)}})
	}
	t.above(at.Above)
	s.above = g.filledIn(0, at.From)
	s.left, s.width, s.below = s.left+at.Left, width, g.line(at.From)-1
	if at.To < len(g.rows) {
		s.to = g.line(at.To) - 1
		if at.Footers > 0 {
			t.footer(g.line(at.To), g.filledIn(at.To, at.To+at.Footers))
		}
	}
	if s.stats != nil {
		t.Doubts = append(t.Doubts, sheetDoubts(s.stats)...)
	}
	return true, nil
}

// grid reads the first rows of the sheet, from the first column of its tables on.
// Of blank rows that follow each other one is kept.
func (s *bookSource) grid(ctx context.Context) (grid, error) {
	var g grid
	cells := 0
	_, err := s.each(ctx, func(r *book.Rows) bool {
		if n := len(g.places); n > 0 && r.Line() > g.end.line {
			g.rows, g.places = append(g.rows, nil), append(g.places, place{line: g.end.line})
		}
		row := r.Cells()
		cells += len(row)
		g.rows, g.places = append(g.rows, row), append(g.places, place{line: r.Line()})
		g.end.line = r.Line() + 1
		g.filled++
		g.cut = len(g.rows) >= gridRows || cells > maxGrid
		return !g.cut
	})
	s.left, s.alone = leftmost(g.rows), true
	for i, row := range g.rows {
		left, inside := row[:min(s.left, len(row))], row[min(s.left, len(row)):]
		if cell.BlankAll(inside) && len(left) > 0 { // a title may stand anywhere above its table
			inside = slices.DeleteFunc(left, func(text string) bool { return cell.Blank([]byte(text)) })
		}
		g.rows[i] = inside
	}
	return g, err
}

// leftmost gives the first column of a table that may not start in A: of the rows
// with more than one filled cell, as a title above it may stand anywhere.
func leftmost(rows [][]string) int {
	left := -1
	for _, row := range rows {
		filled, first := 0, 0
		for c, text := range row {
			if cell.Blank([]byte(text)) {
				continue
			}
			if filled++; filled == 1 {
				first = c
			}
		}
		if filled > 1 && (left < 0 || first < left) {
			left = first
		}
	}
	return max(left, 0)
}

// look reads a sheet that is not too large as a whole: for its merged cells, which
// stand behind the rows, for what is to be told of it, and for a sample.
func (s *bookSource) look(ctx context.Context) error {
	if err := s.open(); err != nil {
		return err
	}
	if s.file.Size(s.sheet) > lookSize {
		return nil
	}
	knew := s.file.Known(s.sheet)
	n, step, cells := 0, 1, 0
	var sample []Row
	stats, err := s.each(ctx, func(r *book.Rows) bool {
		if n++; n%step == 0 && cells < 4*maxGrid {
			cells += r.Width()
			if sample = append(sample, Row{r.Line(), r.Cells()}); len(sample) == 4*headRows {
				for i := range sample[:2*headRows] {
					sample[i] = sample[2*i+1]
				}
				sample, step = sample[:2*headRows], 2*step
			}
		}
		return true
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	switch {
	case err == nil && !knew && s.file.Merged(s.sheet):
		return s.look(ctx)
	case err == nil:
		s.stats, s.sample = stats, sample
	case book.Unusual(err) && !s.slow:
		s.slow = true
		return s.look(ctx)
	}
	return nil // anything else is told when it is met
}

// narrow gives what of a row of the sheet is of the table: nothing of a row above or
// below it.
func (s *bookSource) narrow(line int, cells []string) []string {
	if line <= s.below || s.to > 0 && line > s.to {
		return nil
	}
	cells = cells[min(s.left, len(cells)):]
	if !s.alone {
		cells = cells[:min(s.width, len(cells))]
	}
	return cells
}

// rows gives the records below the header as they stand, sheet by sheet.
func (s *bookSource) rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, part := range s.all() {
			more := true
			_, err := part.each(ctx, func(r *book.Rows) bool {
				cells := part.narrow(r.Line(), r.Cells())
				if cell.BlankAll(cells) {
					return true
				}
				more = yield(Row{Line: r.Line(), Cells: part.arranged(cells)}, nil)
				return more
			})
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !more {
				return
			}
		}
	}
}

// errAgain means that a table is to be read once more, now that more is known of it.
var errAgain = errors.New("read again")

// partBlocks is how many blocks of a sheet make a part.
const partBlocks = 32

// readBook reads the sheets: one goroutine inflates one, one cuts it into blocks, and
// the workers take parts of them in turn, so that the same file gives the same
// batch every time. One more reads the file for its hash.
func (r *run) readBook(ctx context.Context) error {
	main := r.t.book
	hashing, stop := context.WithCancel(ctx)
	var hashed errgroup.Group
	defer func() { // nothing is left behind, whatever came of the rows
		stop()
		hashed.Wait()
	}()
	if r.hash != nil {
		hashed.Go(func() error { return r.hashFile(hashing) })
	}
	all := main.all()
	for i, s := range all {
		stats, err := r.readSheet(ctx, s, i, len(all))
		if err != nil {
			return err
		}
		r.stats = main.withStats(r.stats, s, stats)
	}
	if err := hashed.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// readSheet reads a sheet, the i-th of n.
func (r *run) readSheet(ctx context.Context, s *bookSource, i, n int) (*book.Stats, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	knew := s.file.Known(s.sheet)
	rows, err := s.file.Rows(ctx, s.sheet, s.slow)
	if err != nil {
		return nil, s.refusal(err)
	}
	defer rows.Close()
	from := len(r.parts)
	r.takeRows(s, rows, func() { r.bytes.Store(int64((float64(i) + rows.Part()) / float64(n) * float64(r.t.Size))) })
	switch err := rows.Err(); {
	case book.Unusual(err) && !s.slow:
		s.slow = true
		return nil, errAgain
	case err != nil:
		return nil, s.refusal(err)
	case !knew && !s.slow && s.file.Merged(s.sheet):
		return nil, errAgain
	}
	for _, p := range r.parts[from:] {
		slices.SortStableFunc(p.problems, func(a, b Problem) int { return a.Line - b.Line })
		for k := range p.problems {
			if n > 1 {
				p.problems[k].Sheet = s.name()
			}
		}
	}
	return &rows.Stats, nil
}

// takeRows hands the rows of a sheet to the workers, block by block, and tells after
// each of them.
func (r *run) takeRows(s *bookSource, rows *book.Rows, told func()) {
	type piece struct {
		b   *cell.Block
		seq int
	}
	area, done := book.Area{Below: s.below, To: s.to, Left: s.left, Want: s.want(r.p.want), Alone: s.alone}, len(r.parts)
	free := make(chan *cell.Block, 4*len(r.workers))
	queues := make([]chan piece, len(r.workers))
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, w := range r.workers {
		queues[i] = make(chan piece, 2)
		wg.Go(func() {
			var out *part
			at := -1
			for k := range queues[i] {
				if n := done + k.seq/partBlocks; n != at {
					at = n
					out = w.newPart(partBlocks * cell.Rows)
					out.valid = true
					mu.Lock()
					for len(r.parts) <= n {
						r.parts = append(r.parts, nil)
					}
					r.parts[n] = out
					mu.Unlock()
				}
				before := out.rows
				for _, e := range k.b.Errors {
					w.problem(out, k.b.Line[e.Row], ProblemErrorCell, e.Slot, nil)
				}
				w.take(k.b, out)
				r.rows.Add(int64(out.rows - before))
				select {
				case free <- k.b:
				default:
				}
			}
		})
	}
	for seq := 0; ; seq++ {
		var b *cell.Block
		select {
		case b = <-free:
		default:
			b = cell.NewBlock(r.p.slots)
		}
		if !rows.Fill(b, area) {
			break
		}
		queues[seq/partBlocks%len(queues)] <- piece{b, seq}
		told()
	}
	for _, q := range queues {
		close(q)
	}
	wg.Wait()
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
