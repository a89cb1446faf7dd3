package ingest

import (
	"math"
	"runtime"
	"slices"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/textfile"
)

// batch puts the parts together.
func (r *run) batch(out *Report) *contact.Batch {
	for _, p := range r.parts {
		p.n = len(p.times) // the columns are let go of one by one
	}
	switch {
	case r.p.sums:
		if n := markIdentical(r.parts, len(r.workers), r.p.keys); n > 0 {
			out.Doubts = append(out.Doubts, Doubt{ID: DoubtIdentical, Args: []any{"n", n}})
		}
		for _, p := range r.parts {
			out.Identical += p.lostN
			p.sums = nil
		}
	case slices.ContainsFunc(r.parts, func(p *part) bool { return p.anyID }):
		markLost(r.parts, len(r.workers), r.p.keepFirst)
	}
	total := 0
	for _, p := range r.parts {
		p.at = total
		total += p.kept()
		out.Merged += p.lostN
	}
	out.Kept = total
	b := &contact.Batch{}
	r.settleCharset(out)
	var jobs []func()
	// The keys take longest: first.
	findKeptRows(r.parts)
	b.Keys, out.Keys = make([]contact.KeyColumn, len(r.p.keys)), make([]KeyCoverage, len(r.p.keys))
	damage := make([]string, len(r.p.keys))
	for k := range r.p.keys {
		jobs = append(jobs, func() {
			b.Keys[k], out.Keys[k], damage[k] = r.keyColumn(k, total)
			for _, p := range r.parts {
				p.keys[k] = keyColumn{}
			}
		})
	}
	if r.p.id >= 0 {
		jobs = append(jobs, func() {
			b.ID = r.texts(total, func(p *part) *contact.Texts { return &p.id })
			if !slices.ContainsFunc(r.parts, func(p *part) bool { return p.anyID }) {
				b.ID = nil
			}
		})
	}
	if r.p.note >= 0 {
		jobs = append(jobs, func() {
			b.Note = r.texts(total, func(p *part) *contact.Texts { return &p.note })
		})
	}
	jobs = append(jobs, func() {
		b.Time = gather(r.parts, total, func(p *part) *[]int64 { return &p.times })
		first, last := int64(math.MaxInt64), int64(math.MinInt64)
		for _, ms := range b.Time {
			first, last = min(first, ms), max(last, ms)
		}
		if total > 0 {
			out.First, out.Last = wallTime(first), wallTime(last)
		}
	})
	for i, slot := range r.p.stored {
		if slot < 0 {
			continue
		}
		jobs = append(jobs, func() {
			dict, to := r.merge(func(w *worker) *contact.Encoder { return w.stored[i].enc })
			codes := contact.NewCodes(total, dict.Len())
			for _, p := range r.parts {
				fillNarrow(codes, p, &p.stored[i], to[p.worker])
				p.stored[i] = narrow{}
			}
			b.Columns[i] = contact.Column{Codes: codes, Dict: dict}
		})
	}
	jobs = append(jobs, func() { b.Line = gather(r.parts, total, func(p *part) *[]uint32 { return &p.line }) })
	numbers := func(to *[]int32, used bool, get func(*part) *[]int32) {
		if used {
			jobs = append(jobs, func() { *to = gather(r.parts, total, get) })
		}
	}
	numbers(&b.Length, len(r.p.end) > 0, func(p *part) *[]int32 { return &p.length })
	numbers(&b.Handle, r.p.handle >= 0, func(p *part) *[]int32 { return &p.handle })
	numbers(&b.Wait, r.p.wait >= 0, func(p *part) *[]int32 { return &p.wait })
	numbers(&b.Transfers, r.p.transfers >= 0, func(p *part) *[]int32 { return &p.moved })

	var g errgroup.Group
	g.SetLimit(max(1, min(runtime.GOMAXPROCS(0), maxWorkers)))
	for _, job := range jobs {
		g.Go(func() error { job(); return nil })
	}
	_ = g.Wait()
	if how := damagedIDs(b.ID); how != "" {
		out.Doubts = append(out.Doubts, Doubt{ID: DoubtDamagedIDs, Column: r.p.names[r.p.id], Args: []any{"how", how}, Red: true})
	}
	out.WithoutCustomer = b.WithoutCustomer()
	for k, how := range damage {
		if how != "" {
			out.Doubts = append(out.Doubts, Doubt{ID: DoubtDamagedKeys, Column: out.Keys[k].Column, Args: []any{"how", how, "n", out.Keys[k].Damaged}, Red: true})
		}
	}
	return b
}

// settleCharset decides how the kept texts are encoded. What the head left open
// (plain ASCII) the first text decides that is not; bytes that do not fit what
// the head did show are replaced, and that is said.
func (r *run) settleCharset(out *Report) {
	if r.t.text == nil {
		return
	}
	r.charset = r.t.text.charset
	if r.charset.Bytes != nil {
		return
	}
	valid := true
	for _, p := range r.parts {
		valid = valid && p.valid
	}
	for _, w := range r.workers {
		for _, v := range w.stored {
			valid = valid && (v == nil || utf8.Valid(v.enc.Dict().Data))
		}
	}
	switch {
	case valid:
	case !r.charset.Sure:
		r.charset = textfile.Windows1252
	default:
		r.broken = true
		out.Doubts = append(out.Doubts, Doubt{ID: DoubtEncoding, Args: []any{"encoding", r.charset.Name}})
	}
	out.Encoding = r.charset.Name
}

// merge brings the workers' dictionaries together: one dictionary, and by worker
// the code in it of every code of the worker's.
func (r *run) merge(get func(*worker) *contact.Encoder) (contact.Dict, [][]uint32) {
	to := make([][]uint32, len(r.workers))
	base := get(r.workers[0])
	to[0] = make([]uint32, base.Dict().Len())
	for c := range to[0] {
		to[0][c] = uint32(c)
	}
	for i, w := range r.workers[1:] {
		to[i+1] = base.Merge(get(w).Dict())
	}
	dict, _ := r.decodeDict(*base.Dict(), to)
	return dict, to
}

// decodeDict brings a dictionary into UTF-8, which may make one text of two, and
// corrects the codes that refer to it.
func (r *run) decodeDict(dict contact.Dict, to [][]uint32) (_ contact.Dict, changed bool) {
	if r.charset.Bytes == nil && !r.broken || textfile.IsASCII(dict.Data) {
		return dict, false
	}
	enc := contact.NewEncoder(dict.Len())
	again := make([]uint32, dict.Len())
	for c := 1; c < dict.Len(); c++ {
		again[c] = enc.Code(cell.Trim(r.charset.Text(dict.Bytes(uint32(c)))))
	}
	for _, codes := range to {
		for c := range codes {
			codes[c] = again[codes[c]]
		}
	}
	return *enc.Dict(), true
}

// fillLong writes a part's codes into the batch.
func fillLong(to contact.Codes, p *part, codes []uint32, as []uint32) {
	switch at := p.at; {
	case p.lostN > 0:
		for i, c := range codes {
			if !p.lost[i] {
				to.Set(at, as[c])
				at++
			}
		}
	case to.U8 != nil:
		for i, c := range codes {
			to.U8[at+i] = uint8(as[c])
		}
	case to.U16 != nil:
		for i, c := range codes {
			to.U16[at+i] = uint16(as[c])
		}
	default:
		out := to.U32[at : at+len(codes)]
		for i, c := range codes {
			out[i] = as[c]
		}
	}
}

func fillNarrow(to contact.Codes, p *part, codes *narrow, as []uint32) {
	if codes.long != nil {
		fillLong(to, p, codes.long, as)
		return
	}
	switch at := p.at; {
	case p.lostN > 0:
		for i, c := range codes.short {
			if !p.lost[i] {
				to.Set(at, as[c])
				at++
			}
		}
	case to.U8 != nil:
		for i, c := range codes.short {
			to.U8[at+i] = uint8(as[c])
		}
	case to.U16 != nil:
		for i, c := range codes.short {
			to.U16[at+i] = uint16(as[c])
		}
	default:
		for i, c := range codes.short {
			to.U32[at+i] = as[c]
		}
	}
}

// gather puts a column of all parts together and lets go of theirs.
func gather[T int32 | int64 | uint32](parts []*part, total int, get func(*part) *[]T) []T {
	out := make([]T, 0, total)
	for _, p := range parts {
		from := get(p)
		if p.lostN == 0 {
			out = append(out, *from...)
		} else {
			for i, v := range *from {
				if !p.lost[i] {
					out = append(out, v)
				}
			}
		}
		*from = nil
	}
	return out
}

// texts puts a column of texts together.
func (r *run) texts(total int, get func(*part) *contact.Texts) *contact.Texts {
	size := 0
	for _, p := range r.parts {
		size += len(get(p).Data)
	}
	asIs := r.charset.Bytes == nil && !r.broken
	out := &contact.Texts{Data: make([]byte, 0, size), Ends: make([]uint64, 0, total)}
	for _, p := range r.parts {
		from := get(p)
		if p.lostN == 0 && asIs {
			base := uint64(len(out.Data))
			out.Data = append(out.Data, from.Data...)
			for _, end := range from.Ends {
				out.Ends = append(out.Ends, base+end)
			}
		} else {
			for i := range from.Len() {
				if p.lost == nil || !p.lost[i] {
					out.Append(r.charset.Text(from.Bytes(i)))
				}
			}
		}
		*from = contact.Texts{}
	}
	return out
}
