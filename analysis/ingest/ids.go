package ingest

import (
	"bytes"
	"sort"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
)

// markLost finds the rows whose contact id stands on a later row as well, and
// marks them as lost in their part. Rows without an id are left alone.
//
// Ids that only rise need no more than a look at where the parts meet.
// Otherwise the hashes of all ids are dealt out over heaps small enough to be
// searched without leaving the cache, and equal hashes compared as texts.
func markLost(parts []*part, workers int) {
	if idsRise(parts) {
		return
	}
	total := 0
	first := make([]int, len(parts)) // row of the part's first contact
	for i, p := range parts {
		first[i] = total
		total += p.id.Len()
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
				for r := range parts[i].id.Len() {
					h := contact.Hash(parts[i].id.Bytes(r))
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
				for r := range parts[i].id.Len() {
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

	text := func(row uint32) []byte {
		i := sort.Search(len(first), func(i int) bool { return first[i] > int(row) }) - 1
		return parts[i].id.Bytes(int(row) - first[i])
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
						id := text(it.row)
						if !bytes.Equal(id, text(earlier.row)) {
							continue
						}
						if len(id) > 0 {
							lost[w] = append(lost[w], earlier.row)
						}
						table[j] = uint32(e + 1)
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
			i := sort.Search(len(first), func(i int) bool { return first[i] > int(row) }) - 1
			p := parts[i]
			if p.lost == nil {
				p.lost = make([]bool, len(p.times))
			}
			p.lost[int(row)-first[i]] = true
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
