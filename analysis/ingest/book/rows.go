package book

import (
	"context"
	"sync"

	"eenkeer/analysis/ingest/cell"
)

// Rows reads the filled rows of a sheet. It is for one goroutine.
type Rows struct {
	Stats Stats

	ctx    context.Context
	sheet  *Sheet
	lock   *sync.Mutex
	reader rowReader
	stream *stream
	total  int64
	buf    []byte
	n      int
	err    error
	ended  bool
}

// Close ends reading.
func (r *Rows) Close() { r.reader.close() }

// Err says what ended the rows before their time.
func (r *Rows) Err() error { return r.err }

// Part tells how far the sheet has been read, 0 to 1.
func (r *Rows) Part() float64 {
	if r.stream == nil || r.total == 0 {
		return 0
	}
	return min(1, float64(r.stream.read.Load())/float64(r.total))
}

// next reads a row behind what is in buf.
func (r *Rows) next(buf []byte) ([]byte, bool) {
	if r.err != nil || r.ended {
		return buf, false
	}
	if r.n++; r.n&255 == 0 {
		if r.err = r.ctx.Err(); r.err != nil {
			return buf, false
		}
	}
	buf, ok, err := r.reader.next(buf)
	if err != nil {
		r.err = err
		return buf, false
	}
	if !ok {
		r.ended = true
		r.lock.Lock()
		r.sheet.merged, r.sheet.seen = r.Stats.merged, true
		r.lock.Unlock()
	}
	return buf, ok
}

// Next reads a row in which something stands. At the end of the sheet, or when
// [Rows.Err] says why not, it gives false.
func (r *Rows) Next() (ok bool) {
	for {
		if r.buf, ok = r.next(r.buf[:0]); !ok {
			return false
		}
		for _, c := range r.reader.row().cells {
			if !blank(r.buf[c.from:c.to]) {
				return true
			}
		}
	}
}

// Line is the number of the row that was read, from 1.
func (r *Rows) Line() int { return r.reader.row().line }

// Width gives how many columns the row that was read reaches over.
func (r *Rows) Width() int {
	width := 0
	for _, c := range r.reader.row().cells {
		width = max(width, c.column+1)
	}
	return width
}

// Cells gives the texts of the row that was read, from the first column on.
func (r *Rows) Cells() []string {
	out := make([]string, r.Width())
	for _, c := range r.reader.row().cells {
		out[c.column] = string(r.buf[c.from:c.to])
	}
	return out
}

// Area is what of a sheet is wanted.
type Area struct {
	Below int   // rows below this one
	To    int   // the last row; 0: of the sheet
	Left  int   // the first column, from 0
	Want  []int // by column from Left on: its slot, or -1
	Alone bool  // there is no other table beside it: cells beyond the last column are told
}

// fullBlock is how much text a block holds before it is handed on with fewer rows.
const fullBlock = 4 << 20

// Fill puts the next rows into a block and tells whether there are any. The text of
// a record is its whole row, and says where each cell of it stands. Cells that hold an
// error of the workbook are left empty and listed.
func (r *Rows) Fill(b *cell.Block, a Area) bool {
	b.Reset()
	for b.N < cell.Rows && len(b.Buf) < fullBlock {
		from := len(b.Buf)
		buf, ok := r.next(b.Buf)
		if !ok {
			b.Buf = b.Buf[:from]
			break
		}
		row := r.reader.row()
		if row.line <= a.Below || a.To > 0 && row.line > a.To {
			b.Buf = buf[:from]
			continue
		}
		b.Buf = buf
		n := b.N
		for _, slot := range a.Want {
			if slot >= 0 {
				b.Set(slot, n, uint32(from), uint32(from))
			}
		}
		filled := false
		for _, c := range row.cells {
			at := c.column - a.Left
			if at < 0 || at >= len(a.Want) {
				if a.Alone && !blank(buf[c.from:c.to]) {
					b.MarkLong(n)
					filled = true
				}
				continue
			}
			filled = filled || !blank(buf[c.from:c.to])
			slot := a.Want[at]
			if slot < 0 {
				continue
			}
			if IsError(buf[c.from:c.to]) {
				b.Errors = append(b.Errors, cell.Place{Slot: slot, Row: n})
				continue
			}
			b.Set(slot, n, uint32(c.from), uint32(c.to))
		}
		if !filled { // what stands in this row is not of the table
			b.Buf = b.Buf[:from]
			continue
		}
		b.Line[n], b.From[n], b.To[n] = uint32(row.line), uint32(from), uint32(len(buf))
		b.N++
	}
	b.Pad()
	return b.N > 0
}

// errorCells are the errors a spreadsheet writes into cells, in English and Dutch.
var errorCells = map[string]bool{
	"#N/A": true, "#N/B": true, "#VALUE!": true, "#WAARDE!": true, "#REF!": true, "#VERW!": true, "#DIV/0!": true,
	"#DEEL/0!": true, "#NUM!": true, "#GETAL!": true, "#NAME?": true, "#NAAM?": true, "#NULL!": true, "#LEEG!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#BUSY!": true,
	"#CONNECT!": true, "#EXTERNAL!": true, "#UNKNOWN!": true,
}

// IsError reports whether a cell holds an error of a spreadsheet.
func IsError(text []byte) bool { return len(text) > 3 && text[0] == '#' && errorCells[string(text)] }
