package ingest

import (
	"bytes"
	"sort"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/key"
)

// Keep says which of the rows with one contact id stands for the contact.
const (
	KeepLast  = "last"
	KeepFirst = "first"
)

// markLost finds the rows whose contact id stands on another row as well, and marks
// all but the last of them, or but the first, as lost in their part; where rows have
// a version, all but the latest. Rows without an id are left alone.
func markLost(parts []*part, workers int, keepFirst bool) {
	if idsRise(parts) { // no more than a look at where the parts meet
		return
	}
	f := twinFinder{
		rows: func(p *part) int { return p.id.Len() },
		hash: func(p *part, r int) uint64 { return contact.Hash(p.id.Bytes(r)) },
		same: func(p *part, r int, q *part, s int) bool { return bytes.Equal(p.id.Bytes(r), q.id.Bytes(s)) },
		lose: func(p *part, r int) bool { return len(p.id.Bytes(r)) > 0 },
		stays: func(p *part, r int, q *part, s int) bool {
			if len(p.versions) > 0 && len(q.versions) > 0 && p.versions[r] != q.versions[s] {
				return q.versions[s] > p.versions[r]
			}
			return keepFirst
		},
	}
	f.mark(parts, workers)
}

// markIdentical does that for the rows of a file without contact ids that are the
// same in every cell: they are one when they have a customer key and a time of day.
// Of the others it gives how many there are beside the first: they may well be
// several contacts.
func markIdentical(parts []*part, workers int, keys []keyPlan) (kept int) {
	var left atomic.Int64
	f := twinFinder{
		rows: func(p *part) int { return len(p.sums) },
		hash: func(p *part, r int) uint64 { return p.sums[r] },
		same: func(p *part, r int, q *part, s int) bool { return p.sums[r] == q.sums[s] && p.times[r] == q.times[s] },
		lose: func(p *part, r int) bool {
			if moment.Mod(p.times[r], moment.Day) != 0 {
				for k := range keys {
					if text := p.keys[k].key(r); len(key.Append(nil, keys[k].kind, keys[k].namespace, text)) > 0 {
						return true
					}
				}
			}
			left.Add(1)
			return false
		},
		stays: func(*part, int, *part, int) bool { return true },
	}
	f.mark(parts, workers)
	return int(left.Load())
}

// twinFinder finds rows that are the same.
type twinFinder struct {
	rows func(p *part) int
	hash func(p *part, r int) uint64
	same func(p *part, r int, q *part, s int) bool
	lose func(p *part, r int) bool // asked of a row that has a twin: whether it is lost

	// stays reports whether the earlier of two, row s of q, stands for both.
	stays func(p *part, r int, q *part, s int) bool
}

// mark marks rows that have a twin. The hashes of all rows are dealt out over heaps
// small enough to be searched without leaving the cache, and rows with equal hashes
// compared.
func (f twinFinder) mark(parts []*part, workers int) {
	total := 0
	first := make([]int, len(parts)) // row of the part's first contact
	for i, p := range parts {
		first[i] = total
		total += f.rows(p)
	}
	bits := 0
	for total>>bits > 1<<12 && bits < 14 {
		bits++
	}
	heaps := 1 << bits
	shift := 64 - bits

	// Each worker deals out a run of neighbouring parts, so that a heap's rows
	// stay in order.
	workers = max(1, min(workers, len(parts)))
	runs := make([][2]int, workers)
	for w := range runs {
		runs[w] = [2]int{len(parts) * w / workers, len(parts) * (w + 1) / workers}
	}
	hashes := make([]uint64, total)
	counts := make([][]int, workers)
	var g errgroup.Group
	for w, run := range runs {
		counts[w] = make([]int, heaps)
		g.Go(func() error {
			for i := run[0]; i < run[1]; i++ {
				for r := range f.rows(parts[i]) {
					h := f.hash(parts[i], r)
					hashes[first[i]+r] = h
					counts[w][h>>shift]++
				}
			}
			return nil
		})
	}
	_ = g.Wait() // nothing fails
	starts := make([]int, heaps+1)
	at := 0
	for k := range heaps {
		starts[k] = at
		for w := range counts {
			counts[w][k], at = at, at+counts[w][k]
		}
	}
	starts[heaps] = at
	type entry struct {
		hash uint64
		row  uint32
	}
	dealt := make([]entry, total)
	for w, run := range runs {
		g.Go(func() error {
			to := counts[w]
			for i := run[0]; i < run[1]; i++ {
				for r := range f.rows(parts[i]) {
					h := hashes[first[i]+r]
					dealt[to[h>>shift]] = entry{h, uint32(first[i] + r)}
					to[h>>shift]++
				}
			}
			return nil
		})
	}
	_ = g.Wait()
	hashes = nil

	find := func(row uint32) (*part, int) {
		i := sort.Search(len(first), func(i int) bool { return first[i] > int(row) }) - 1
		return parts[i], int(row) - first[i]
	}
	lost := make([][]uint32, workers)
	for w := range workers {
		g.Go(func() error {
			var table []uint32 // places in the heap, plus one
			for k := w; k < heaps; k += workers {
				heap := dealt[starts[k]:starts[k+1]]
				size := 64
				for size < 2*len(heap) {
					size *= 2
				}
				if len(table) < size {
					table = make([]uint32, size)
				}
				clear(table[:size])
				mask := uint64(size - 1)
				for e, it := range heap {
					for j := it.hash & mask; ; j = (j + 1) & mask {
						if table[j] == 0 {
							table[j] = uint32(e + 1)
							break
						}
						earlier := heap[table[j]-1]
						if earlier.hash != it.hash {
							continue
						}
						p, r := find(it.row)
						q, s := find(earlier.row)
						if !f.same(p, r, q, s) {
							continue
						}
						goes := earlier.row
						if f.stays(p, r, q, s) {
							goes = it.row
						} else {
							table[j] = uint32(e + 1)
						}
						if f.lose(p, r) {
							lost[w] = append(lost[w], goes)
						}
						break
					}
				}
			}
			return nil
		})
	}
	_ = g.Wait()
	for _, rows := range lost {
		for _, row := range rows {
			p, r := find(row)
			if p.lost == nil {
				p.lost = make([]bool, len(p.times))
			}
			p.lost[r] = true
			p.lostN++
		}
	}
}

// idsRise reports whether every id is longer than the one before, or as long
// and sorts after it: then no two are the same.
func idsRise(parts []*part) bool {
	var last []byte
	for _, p := range parts {
		n := p.id.Len()
		if n == 0 {
			continue
		}
		first := p.id.Bytes(0)
		if !p.rising || !(len(first) > len(last) || len(first) == len(last) && bytes.Compare(first, last) > 0) {
			return false
		}
		last = p.id.Bytes(n - 1)
	}
	return true
}

// idsInspected is how many contact ids are looked at for damage.
const idsInspected = 20_000

// damagedIDs says what a spreadsheet did to contact ids that makes one of several;
// empty for nothing. Lost zeros do not.
func damagedIDs(ids *contact.Texts) string {
	if ids == nil {
		return ""
	}
	step := max(1, ids.Len()/idsInspected)
	d := key.Inspect(key.ID, ids.Len()/step, func(i int) []byte { return ids.Bytes(i * step) })
	if d.How == key.NoZeros {
		return ""
	}
	return d.How
}
