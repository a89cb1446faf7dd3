package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/book"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/ingest/textfile"
)

// Import reads the whole table into a batch. Rows that could not be used are
// counted and listed in the report. progress, which may be nil, is called about
// ten times a second from one goroutine, and once at the end. A context that is
// cancelled ends the import with its error.
//
// A mapping without a customer key is accepted: its contacts count, but can be
// in no rate. Ask [Mapping.Check] first where that will not do.
func (t *Table) Import(ctx context.Context, m Mapping, progress func(Progress)) (*contact.Batch, *Report, error) {
	began := time.Now()
	if err := m.Check(t); err != nil {
		var refused *Error
		if !errors.As(err, &refused) || refused.ID != ErrNoCustomer {
			return nil, nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if info, err := os.Stat(t.Path); err != nil {
		return nil, nil, fileError(t.Path, err)
	} else if info.Size() != t.Size || !info.ModTime().Equal(t.modified) {
		return nil, nil, &Error{ID: ErrChanged, File: t.Path}
	}
	p := newPlan(t, m)
	run, err := t.readAll(ctx, p, progress)
	if err != nil {
		return nil, nil, err
	}
	if run.turnDates() {
		if run, err = t.readAll(ctx, p, progress); err != nil {
			return nil, nil, err
		}
	}
	if err := run.refused(); err != nil {
		return nil, nil, err
	}
	report := run.report(m)
	batch := run.batch(report)
	column := m.Fields[contact.FieldTime][0]
	if !swappedAlready(report.Doubts, column) {
		report.Doubts = append(report.Doubts, swappedMonths(batch.Time, column)...)
	}
	report.Doubts = append(report.Doubts, unread(report, column)...)
	if noneAgain(report) {
		report.Doubts = append(report.Doubts, Doubt{ID: DoubtOnce, Args: []any{"n", report.Kept - report.WithoutCustomer}, Red: true})
	}
	batch.Source = m.Source()
	if run.hash != nil { // else nothing is kept
		report.Health = run.health(batch)
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	report.Elapsed = time.Since(began)
	if progress != nil {
		progress(Progress{Rows: int64(report.Rows), Bytes: t.Size, TotalBytes: t.Size})
	}
	if report.Kept == 0 {
		return nil, report, noRows(t, m, report)
	}
	return batch, report, nil
}

// leastOnce is how many contacts without a repeat are too many to be chance.
const leastOnce = 200

// noneAgain reports whether no customer comes twice, by any key.
func noneAgain(r *Report) bool {
	for _, k := range r.Keys {
		if k.Distinct < k.Filled {
			return false
		}
	}
	return len(r.Keys) > 0 && r.Kept-r.WithoutCustomer >= leastOnce
}

// noRows says why nothing was left, with the first bad value if there is one.
func noRows(t *Table, m Mapping, r *Report) error {
	if r.Rows == 0 {
		return &Error{ID: ErrNoRecords, File: t.Path}
	}
	column, value := m.Fields[contact.FieldTime][0], ""
	line := 0
	for _, p := range r.Problems {
		if p.Reason == ProblemBadTime {
			value, line = p.Value, p.Line
			break
		}
	}
	return &Error{ID: ErrNoRows, File: t.Path, Line: line, Args: []any{"column", column, "value", value, "rows", r.Rows}}
}

// run is one reading of a whole table.
type run struct {
	t       *Table
	p       *plan
	workers []*worker
	parts   []*part
	hash    hash.Hash // nil: not asked for
	rows    atomic.Int64
	bytes   atomic.Int64
	charset textfile.Charset // of the kept texts, once settled
	broken  bool             // some of them do not fit it
	stats   *book.Stats      // of a workbook's sheet
}

// readAll reads the whole table, once more if the reading itself shows that the
// first time was not the way to do it.
func (t *Table) readAll(ctx context.Context, p *plan, progress func(Progress)) (*run, error) {
	for {
		r := newRun(t, p)
		if err := r.read(ctx, progress); err != errAgain {
			return r, err
		}
	}
}

// maxWorkers bounds the goroutines that read; more are held up by memory.
const maxWorkers = 8

func newRun(t *Table, p *plan) *run {
	r := &run{t: t, p: p, hash: sha256.New()}
	if t.noHash {
		r.hash = nil
	}
	n := min(runtime.GOMAXPROCS(0), maxWorkers)
	for i := range n {
		r.workers = append(r.workers, newWorker(i, p))
	}
	return r
}

// read fills the parts, with progress told beside it.
func (r *run) read(ctx context.Context, progress func(Progress)) error {
	source := r.readText
	if r.t.text == nil {
		source = r.readBook
	}
	if progress == nil {
		return source(ctx)
	}
	done := make(chan error, 1)
	go func() { done <- source(ctx) }()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-tick.C:
			progress(Progress{Rows: r.rows.Load(), Bytes: r.bytes.Load(), TotalBytes: r.t.Size})
		}
	}
}

// teeReader passes a file's bytes through the hash and counts them.
type teeReader struct {
	f io.Reader
	r *run
}

func (t teeReader) Read(b []byte) (int, error) {
	n, err := t.f.Read(b)
	if t.r.hash != nil {
		t.r.hash.Write(b[:n])
	}
	t.r.bytes.Add(int64(n))
	return n, err
}

// readText reads a text file: one goroutine cuts it into chunks, the workers take
// them in turn, so that the same file gives the same batch every time.
func (r *run) readText(ctx context.Context) error {
	return r.readChunks(ctx, textfile.ChunkSize)
}

func (r *run) readChunks(ctx context.Context, size int) error {
	src := r.t.text
	f, err := os.Open(src.path)
	if err != nil {
		return fileError(src.path, err)
	}
	defer f.Close()
	tee := teeReader{f, r}
	if _, err := io.CopyN(io.Discard, tee, int64(src.charset.BOM)); err != nil {
		return fileError(src.path, err)
	}
	text := src.charset.Reader(tee)
	if _, err := io.CopyN(io.Discard, text, src.dataAt); err != nil && err != io.EOF {
		return fileError(src.path, err)
	}
	chunks := textfile.NewChunker(src.upTo(text), src.dialect, size)
	chunks.Free = make(chan *textfile.Chunk, 4*len(r.workers))
	queues := make([]chan *textfile.Chunk, len(r.workers))
	var mu sync.Mutex
	var parts []*part
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for i, w := range r.workers {
		queues[i] = make(chan *textfile.Chunk, 2)
		wg.Go(func() {
			split, b := textfile.NewSplitter(src.dialect, r.p.want), cell.NewBlock(r.p.slots)
			for k := range queues[i] {
				select {
				case <-stop:
					continue
				default:
				}
				part := w.chunk(k, split, b)
				r.rows.Add(int64(part.rows))
				mu.Lock()
				for len(parts) <= k.Seq {
					parts = append(parts, nil)
				}
				parts[k.Seq] = part
				mu.Unlock()
				select {
				case chunks.Free <- k:
				default:
				}
			}
		})
	}
	err = func() error {
		for {
			if err := ctx.Err(); err != nil {
				return err
			}
			k, err := chunks.Next()
			if err == io.EOF {
				_, err = io.Copy(io.Discard, tee) // what stands below the table is part of the file's hash
				if err != nil {
					return src.readError(err)
				}
				return nil
			}
			if err != nil {
				return src.readError(err)
			}
			select {
			case queues[k.Seq%len(queues)] <- k:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}()
	if err != nil {
		close(stop)
	}
	for _, q := range queues {
		close(q)
	}
	wg.Wait()
	if err != nil {
		return err
	}
	line := src.dataLine
	for _, p := range parts {
		for i := range p.line {
			p.line[i] += uint32(line)
		}
		for i := range p.problems {
			p.problems[i].Line += line
		}
		if p.unfit != nil {
			p.unfit.line += line
		}
		line += p.lines
	}
	r.parts = parts
	return ctx.Err()
}

// chunk reads a chunk into a part.
func (w *worker) chunk(k *textfile.Chunk, split *textfile.Splitter, b *cell.Block) *part {
	lines := split.Dialect().Lines(k.Buf)
	rows := lines
	if k.Quoted {
		rows = min(rows, 1+len(k.Buf)/(len(w.p.want)+1)) // breaks in cells are no rows
	}
	out := w.newPart(rows)
	out.lines = lines
	split.Reset(k)
	for split.Next(b) {
		w.take(b, out)
	}
	slices.SortStableFunc(out.problems, func(a, b Problem) int { return a.Line - b.Line })
	if n := len(out.times); n > 0 {
		w.idSize, w.noteSize = 1+len(out.id.Data)/n, 1+len(out.note.Data)/n
	}
	out.valid = utf8.Valid(out.id.Data) && utf8.Valid(out.note.Data)
	for k := range out.keys {
		out.valid = out.valid && out.keys[k].valid()
	}
	return out
}

// turnDates looks at whether all rows bear out what was decided on the sample
// about day and month. If not, it corrects the plan, and the table is to be read
// again.
func (r *run) turnDates() (again bool) {
	seen, o := r.seen(), &r.p.order
	n := seen[moment.FormEither] + seen[moment.FormFirst] + seen[moment.FormSecond]
	if r.p.fixedOrder || n == 0 || o.Order == "ymd" {
		return false
	}
	if seen[moment.FormFirst]+seen[moment.FormSecond] == 0 {
		return false // nothing speaks against the sample
	}
	all := moment.Judge(seen[moment.FormFirst], seen[moment.FormSecond], n)
	all.Turned = all.Order != o.Order
	*o = all
	if !r.p.endOrder.Decided {
		r.p.endOrder.Order = all.Order
	}
	return all.Turned
}

// seen counts how the times of all rows were written.
func (r *run) seen() (n [moment.Forms]int) {
	for _, w := range r.workers {
		for as, k := range w.time.Seen {
			n[as] += k
		}
	}
	return n
}

// dateOrder gives the order in which dates were read; empty where none was
// needed, as for months in words.
func (r *run) dateOrder() string {
	switch n := r.seen(); {
	case n[moment.FormDigits]+n[moment.FormEither]+n[moment.FormFirst]+n[moment.FormSecond] > 0:
		return r.p.order.Order
	case n[moment.FormYear] > 0:
		return "ymd"
	}
	return ""
}

// report sums up what was read, but for what [run.batch] finds.
func (r *run) report(m Mapping) *Report {
	t := r.t
	out := &Report{
		File: t.Path, Bytes: t.Size,
		ProblemCount: map[string]int{}, Doubts: slices.Clone(t.Doubts),
		Format: t.Format, Sheet: t.Sheet, Encoding: t.Encoding, Separator: t.Separator, Quote: t.Quote,
		RecordEnd: t.RecordEnd, HeaderLine: t.HeaderLine, DateOrder: r.dateOrder(),
	}
	if r.hash != nil {
		out.Hash = hex.EncodeToString(r.hash.Sum(nil))
	}
	for _, p := range r.parts {
		out.Rows += p.rows
		out.Dropped += p.dropped
		for reason, n := range p.count {
			out.ProblemCount[reason] += n
		}
		if room := MaxProblems - len(out.Problems); room > 0 {
			out.Problems = append(out.Problems, p.problems[:min(room, len(p.problems))]...)
		}
	}
	column := m.Fields[contact.FieldTime][0]
	if d := t.orderDoubt(r.p.order, column); d != nil {
		out.Doubts = append(out.Doubts, *d)
	}
	out.Doubts = append(out.Doubts, t.timeDoubts(m, r.workers)...)
	if r.stats != nil {
		out.Doubts = withDoubts(withDoubts(out.Doubts, sheetDoubts(r.stats)...), t.bookDoubts(m, r.stats)...)
	}
	return out
}
