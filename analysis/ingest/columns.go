package ingest

import (
	"bytes"
	"math"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/moment"
)

// part is what one chunk of a file gave: columns in the order of its records,
// coded by the dictionaries of the worker that read it.
type part struct {
	worker   int
	times    []int64
	keys     []keyColumn // by column of customer keys
	stored   [len(contact.Stored)]narrow
	length   []int32
	handle   []int32
	wait     []int32
	moved    []int32 // transfers
	line     []uint32
	lines    int // record ends in the chunk
	id, note contact.Texts
	sums     []uint64 // of all cells of each record; nil where contacts have an id

	rows, dropped int
	n             int // rows with a time, lost ones included
	problems      []Problem
	count         map[string]int
	anyID, rising bool // ids: there is one; each is longer than, or sorts after, the one before
	valid         bool // ids and notes are valid UTF-8
	lost          []bool
	lostN         int
	keptRows      []uint32 // rows that are not lost; only made where they are asked for
	at            int      // place of the first contact in the batch
	unfit         *unfitRow
	versions      []int64 // by row: when it was last changed; only where the mapping names a column
}

// kept gives how many rows become contacts.
func (p *part) kept() int { return p.n - p.lostN }

// narrow holds codes in two bytes as long as they fit.
type narrow struct {
	short []uint16
	long  []uint32
}

func (n *narrow) add(code uint32) {
	if n.long == nil {
		if code <= math.MaxUint16 {
			n.short = append(n.short, uint16(code))
			return
		}
		n.long = make([]uint32, len(n.short), 2*cap(n.short)+1)
		for i, c := range n.short {
			n.long[i] = uint32(c)
		}
		n.short = nil
	}
	n.long = append(n.long, code)
}

// worker turns blocks of cells into columns. Each goroutine has its own.
type worker struct {
	n         int
	p         *plan
	time, end *moment.Reader
	version   *moment.Reader
	stored    [len(contact.Stored)]*valueEncoder
	marked    []bool
	problems  int // listed so far
	read      int // times that could be read

	idSize, noteSize int // bytes a row that the last part's ids and notes took
}

func newWorker(n int, p *plan) *worker {
	w := &worker{n: n, p: p, marked: make([]bool, cell.Rows)}
	zone := p.t.zone
	w.time = moment.NewReader(p.order.Order, p.serial[0], p.from1904, zone)
	w.end = moment.NewReader(p.endOrder.Order, p.endSerial[0], p.from1904, zone)
	w.time.UTC, w.end.UTC = p.utc, p.endUTC
	w.version = moment.NewReader(p.versionOrder(), false, p.from1904, zone)
	for i, d := range contact.Stored {
		if p.stored[i] >= 0 {
			w.stored[i] = newValueEncoder(*p.missing[contact.Field(d)], p.values[i])
		}
	}
	return w
}

// newPart makes a part with room for n rows.
func (w *worker) newPart(n int) *part {
	p := w.p
	out := &part{worker: w.n, count: map[string]int{}, rising: true}
	out.times = make([]int64, 0, n)
	out.line = make([]uint32, 0, n)
	for range p.keys {
		out.keys = append(out.keys, keyColumn{words: make([]uint64, 0, n), sizes: make([]uint8, 0, n)})
	}
	for i := range p.stored {
		if p.stored[i] >= 0 {
			out.stored[i].short = make([]uint16, 0, n)
		}
	}
	numbers := func(slot int) []int32 {
		if slot < 0 {
			return nil
		}
		return make([]int32, 0, n)
	}
	if len(p.end) > 0 {
		out.length = make([]int32, 0, n)
	}
	out.handle, out.wait, out.moved = numbers(p.handle), numbers(p.wait), numbers(p.transfers)
	if p.id >= 0 {
		out.id.Ends, out.id.Data = make([]uint64, 0, n), make([]byte, 0, n*w.idSize)
	}
	if p.note >= 0 {
		out.note.Ends, out.note.Data = make([]uint64, 0, n), make([]byte, 0, n*w.noteSize)
	}
	if p.sums {
		out.sums = make([]uint64, 0, n)
	}
	return out
}

// problem counts a problem and lists it while there is room.
func (w *worker) problem(out *part, line uint32, reason string, slot int, value []byte) {
	if reason == ProblemErrorCell && slot >= w.p.mapped {
		return // in a column that is read for nothing but its sum
	}
	out.count[reason]++
	if w.problems >= MaxProblems {
		return
	}
	w.problems++
	pr := Problem{Line: int(line), Reason: reason}
	if slot >= 0 {
		pr.Column = w.p.names[slot]
	}
	if value != nil && !w.isKey(slot) {
		if len(value) > 80 {
			value = append(bytes.Clone(value[:80]), "…"...)
		}
		if t := w.p.t.text; t != nil {
			value = t.charset.Text(value)
		}
		pr.Value = string(bytes.ToValidUTF8(value, []byte("\ufffd")))
	}
	out.problems = append(out.problems, pr)
}

// isKey reports whether a slot holds a customer key.
func (w *worker) isKey(slot int) bool {
	for k := range w.p.keys {
		if w.p.keys[k].slot == slot {
			return true
		}
	}
	return false
}

// take reads a block into a part.
func (w *worker) take(b *cell.Block, out *part) {
	p := w.p
	for _, r := range b.Long {
		w.problem(out, b.Line[r], ProblemLongRow, -1, nil)
	}
	w.applyRules(b, out)
	w.takeTimes(b, out)
	n := b.N
	w.read += n
	if n == 0 {
		return
	}
	out.line = append(out.line, b.Line[:n]...)
	if p.sums {
		w.takeSums(b, out)
	}
	for k := range p.keys {
		w.takeKeys(b, p.keys[k].slot, &out.keys[k])
	}
	for i, slot := range p.stored {
		if slot < 0 {
			continue
		}
		enc, col := w.stored[i], &out.stored[i]
		buf := b.Buf[:cap(b.Buf)] // the encoder reads whole words
		for _, c := range b.Column(slot) {
			code := enc.code(buf, uint32(c), uint32(c>>32))
			if col.long == nil && code <= math.MaxUint16 {
				col.short = append(col.short, uint16(code))
			} else {
				col.add(code)
			}
		}
	}
	if len(p.end) > 0 {
		w.takeLengths(b, out)
	}
	if p.handle >= 0 {
		out.handle = w.takeSeconds(b, out, out.handle, p.handle, p.handleUnit, p.missing[contact.FieldHandle])
	}
	if p.wait >= 0 {
		out.wait = w.takeSeconds(b, out, out.wait, p.wait, p.waitUnit, p.missing[contact.FieldWait])
	}
	if p.transfers >= 0 {
		w.takeCounts(b, out)
	}
	if p.id >= 0 {
		w.takeIDs(b, out)
		w.takeVersions(b, out)
	}
	if p.note >= 0 {
		missing := p.missing[contact.FieldNote]
		for r := range n {
			text := cell.Trim(b.Cell(p.note, r))
			if missing.has(text) {
				text = nil
			}
			out.note.Append(text)
		}
	}
}

// takeTimes reads the times and leaves only the records that have one.
func (w *worker) takeTimes(b *cell.Block, out *part) {
	p := w.p
	slot, missing := p.time[0], p.missing[contact.FieldTime]
	marked, drop := w.marked[:b.N], false
	blanks := 0
	for r, c := range b.Column(slot) {
		marked[r] = false
		text := b.Buf[uint32(c) : c>>32]
		var ms int64
		var ok bool
		if len(p.time) == 1 {
			if !missing.has(text) {
				ms, ok = w.time.Read(text)
			}
			if !ok {
				before := len(text)
				if text = cell.Trim(text); len(text) < before && !missing.has(text) {
					ms, ok = w.time.Read(text)
				}
			}
		} else if text = cell.Trim(text); !missing.has(text) {
			clock := cell.Trim(b.Cell(p.time[1], r))
			if missing.has(clock) {
				clock = nil
			}
			if ms, ok = w.time.ReadPair(text, clock); !ok {
				text = append(append(bytes.Clone(text), ' '), clock...)
			}
		}
		if ok {
			out.times = append(out.times, ms)
			continue
		}
		drop, marked[r] = true, true
		switch {
		case len(text) == 0 && w.blankRow(b, r):
			blanks++
			continue
		case w.noContact(b, r, out):
		case !missing.has(text):
			w.problem(out, b.Line[r], ProblemBadTime, slot, text)
		default:
			w.problem(out, b.Line[r], ProblemNoTime, slot, nil)
		}
		out.dropped++
	}
	out.rows += b.N - blanks
	if drop {
		b.Drop(marked)
	}
}

// blankRow reports whether a record holds separators and spaces only.
func (w *worker) blankRow(b *cell.Block, r int) bool {
	sep, quote := byte(0), byte(0)
	if t := w.p.t.text; t != nil {
		sep, quote = t.dialect.Sep[0], t.dialect.Quote
	}
	for _, c := range b.Buf[b.From[r]:b.To[r]] {
		if c > ' ' && c != sep && c != quote {
			return false
		}
	}
	return true
}

// takeSums notes a sum of all cells of each record, by which identical ones are found.
func (w *worker) takeSums(b *cell.Block, out *part) {
	for r := range b.N {
		if w.p.t.text != nil {
			out.sums = append(out.sums, longHash(bytes.TrimRight(b.Buf[b.From[r]:b.To[r]], "\r\n")))
			continue
		}
		sum := uint64(0)
		for slot := range w.p.slots {
			sum = mix(sum ^ longHash(b.Cell(slot, r)))
		}
		out.sums = append(out.sums, sum)
	}
}

func (w *worker) takeKeys(b *cell.Block, slot int, keys *keyColumn) {
	missing := w.p.missing[contact.FieldCustomer]
	for r := range b.N {
		text := b.Cell(slot, r)
		if n := len(text); n > 0 && (text[0] <= ' ' || text[0] == 0xc2 || text[n-1] <= ' ' || text[n-1] == 0xa0) {
			text = cell.Trim(text)
		}
		if missing.has(text) {
			text = nil
		}
		keys.add(text)
	}
}

// takeLengths reads end times as seconds since the start. An end that is a time
// of day only is the next such time after the start.
func (w *worker) takeLengths(b *cell.Block, out *part) {
	p := w.p
	missing := p.missing[contact.FieldEnd]
	started := out.times[len(out.times)-b.N:]
	for r := range b.N {
		text := cell.Trim(b.Cell(p.end[0], r))
		if missing.has(text) {
			out.length = append(out.length, contact.NoNumber)
			continue
		}
		var ms int64
		var ok bool
		if len(p.end) == 2 {
			clock := cell.Trim(b.Cell(p.end[1], r))
			if missing.has(clock) {
				out.length = append(out.length, contact.NoNumber)
				continue
			}
			ms, ok = w.end.ReadPair(text, clock)
		} else if tod, is := w.endClock(text); is {
			ms, ok = started[r]-moment.Mod(started[r], moment.Day)+tod, true
			if ms < started[r] && started[r]-ms > 12*moment.Hour {
				ms += moment.Day
			}
		} else {
			ms, ok = w.end.Read(text)
		}
		length := (ms - started[r]) / moment.Second
		switch {
		case !ok:
			w.problem(out, b.Line[r], ProblemBadEnd, p.end[0], text)
			length = contact.NoNumber
		case ms < started[r]:
			w.problem(out, b.Line[r], ProblemEndBefore, p.end[0], text)
			length = contact.NoNumber
		}
		out.length = append(out.length, int32(min(length, math.MaxInt32)))
	}
}

// endClock reads an end that is a time of day only.
func (w *worker) endClock(text []byte) (int64, bool) {
	if tod, _, zoned, ok := moment.Clock(text); ok && !zoned {
		return tod, true
	}
	if w.p.endSerial[0] {
		return moment.Fraction(text)
	}
	return 0, false
}

// takeSeconds reads durations.
func (w *worker) takeSeconds(b *cell.Block, out *part, to []int32, slot int, unit string, missing *marks) []int32 {
	whole := unit == "" || unit == moment.UnitSeconds || unit == moment.UnitClock
	for r, c := range b.Column(slot) {
		text := b.Buf[uint32(c) : c>>32]
		if whole && len(text) > 0 && len(text) < 9 { // digits only, nearly always
			v, ok := int32(0), true
			for _, c := range text {
				if c -= '0'; c > 9 {
					ok = false
					break
				}
				v = v*10 + int32(c)
			}
			if ok && (missing.max == 0 || !missing.has(text)) {
				to = append(to, v)
				continue
			}
		}
		text = cell.Trim(text)
		if missing.has(text) {
			to = append(to, contact.NoNumber)
			continue
		}
		v, ok := moment.Seconds(text, unit)
		if !ok {
			w.problem(out, b.Line[r], ProblemBadNumber, slot, text)
			v = contact.NoNumber
		}
		to = append(to, v)
	}
	return to
}

func (w *worker) takeCounts(b *cell.Block, out *part) {
	missing := w.p.missing[contact.FieldTransfers]
	for r := range b.N {
		text := cell.Trim(b.Cell(w.p.transfers, r))
		v := int32(contact.NoNumber)
		if !missing.has(text) {
			var ok bool
			if v, ok = moment.Count(text); !ok {
				w.problem(out, b.Line[r], ProblemBadNumber, w.p.transfers, text)
				v = contact.NoNumber
			}
		}
		out.moved = append(out.moved, v)
	}
}

// takeVersions reads when rows were last changed; 0 where that cannot be read.
func (w *worker) takeVersions(b *cell.Block, out *part) {
	if w.p.keepBy < 0 {
		return
	}
	for r := range b.N {
		ms, ok := w.version.Read(cell.Trim(b.Cell(w.p.keepBy, r)))
		if !ok {
			ms = 0
		}
		out.versions = append(out.versions, ms)
	}
}

func (w *worker) takeIDs(b *cell.Block, out *part) {
	missing, slot := w.p.missing[contact.FieldID], w.p.id
	var last []byte
	if n := out.id.Len(); n > 0 {
		last = out.id.Bytes(n - 1)
	}
	for r := range b.N {
		text := b.Cell(slot, r)
		if n := len(text); n > 0 && (text[0] <= ' ' || text[0] == 0xc2 || text[n-1] <= ' ' || text[n-1] == 0xa0) {
			text = cell.Trim(text)
		}
		if missing.has(text) {
			text = nil
		} else {
			out.anyID = true
		}
		if out.rising && !(len(text) > len(last) || len(text) == len(last) && bytes.Compare(text, last) > 0) {
			out.rising = false
		}
		out.id.Append(text)
		last = text
	}
}
