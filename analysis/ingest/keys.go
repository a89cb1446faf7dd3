package ingest

import (
	"bytes"
	"math/bits"
	"slices"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
)

// Customer keys can be millions, too many for one table in a cache: each look-up
// would wait for memory. So the readers only note every row's key, as a word; at
// the end the rows are dealt out over heaps by their keys' hash, and each heap
// gets a dictionary of its own that is small enough. Together they are the
// batch's dictionary.

// keyColumn is the customer keys of a part.
type keyColumn struct {
	words []uint64 // a key of up to eight bytes as it stands, or a longer one's hash
	sizes []uint8  // its length, at most 255; 0: none
	// Keys longer than eight bytes stand here as well. ends is nil without any.
	data []byte
	ends []uint32
}

// maxShort is how long a key can be that is a word.
const maxShort = 8

// add notes a key.
func (k *keyColumn) add(t []byte) {
	n := len(t)
	switch {
	case n == 8:
		k.words = append(k.words, cell.Load64(t, 0))
	case n < 8:
		w := uint64(0)
		for i, b := range t {
			w |= uint64(b) << (8 * i)
		}
		k.words = append(k.words, w)
	default:
		if k.ends == nil {
			k.ends = make([]uint32, len(k.words), cap(k.words))
		}
		k.data = append(k.data, t...)
		k.words = append(k.words, longHash(t))
	}
	if k.ends != nil {
		k.ends = append(k.ends, uint32(len(k.data)))
	}
	k.sizes = append(k.sizes, uint8(min(n, 255)))
}

// text gives the key of row i if it is a long one.
func (k *keyColumn) text(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = k.ends[i-1]
	}
	return k.data[from:k.ends[i]]
}

// key gives the key of row i.
func (k *keyColumn) key(i int) []byte {
	if k.sizes[i] > maxShort {
		return k.text(i)
	}
	return wordText(nil, k.words[i], int(k.sizes[i]))
}

// valid reports whether the keys are valid UTF-8.
func (k *keyColumn) valid() bool {
	high := uint64(0)
	for i, w := range k.words {
		if k.sizes[i] <= maxShort {
			high |= w
		}
	}
	if high&0x8080808080808080 != 0 {
		for i, w := range k.words {
			if n := k.sizes[i]; n <= maxShort && !utf8.Valid(wordText(nil, w, int(n))) {
				return false
			}
		}
	}
	return utf8.Valid(k.data)
}

// wordText appends the key that a word stands for.
func wordText(to []byte, w uint64, n int) []byte {
	for range n {
		to = append(to, byte(w))
		w >>= 8
	}
	return to
}

// longHash is a hash of a text of more than eight bytes that is the same in
// every run, so that one file gives one batch.
func longHash(t []byte) uint64 {
	h := uint64(len(t)) * 0x9e3779b97f4a7c15
	for ; len(t) > 8; t = t[8:] {
		h = mix(h ^ cell.Load64(t, 0))
	}
	w := uint64(0)
	for i, b := range t {
		w |= uint64(b) << (8 * i)
	}
	return mix(h ^ w)
}

// mix spreads a word over all its bits.
func mix(w uint64) uint64 {
	hi, lo := bits.Mul64(w^0xc2b2ae3d27d4eb4f, 0x9e3779b97f4a7c15)
	return (hi ^ lo) * 0xff51afd7ed558ccd
}

// keyEntry is a row in a heap.
type keyEntry struct {
	word uint64
	row  uint32 // in the order of the file, lost rows left out
	size uint32
}

// findKeptRows notes which rows are not lost, where long keys will be looked up by
// their place in the batch.
func findKeptRows(parts []*part) {
	for _, p := range parts {
		if p.lostN == 0 || !slices.ContainsFunc(p.keys, func(k keyColumn) bool { return k.ends != nil }) {
			continue
		}
		p.keptRows = make([]uint32, 0, p.kept())
		for i, lost := range p.lost {
			if !lost {
				p.keptRows = append(p.keptRows, uint32(i))
			}
		}
	}
}

// codeKeys makes column k of the customer keys and its dictionary. Code 0 is no key.
func codeKeys(parts []*part, k, total, workers int) (contact.Codes, contact.Dict) {
	b := 0
	for total>>b > 1<<15 && b < 10 {
		b++
	}
	heaps, shift := 1<<b, 64-b
	workers = max(1, min(workers, len(parts)))
	starts, entries := dealKeys(parts, k, heaps, shift, workers)

	// Each heap's dictionary. An entry's word becomes its code in it.
	dicts := make([]contact.Dict, heaps)
	var g errgroup.Group
	for w := range workers {
		g.Go(func() error {
			var table []keySlot
			var room contact.Dict
			for h := w; h < heaps; h += workers {
				dicts[h], table = codeHeap(parts, k, entries[starts[h]:starts[h+1]], b, table, &room)
			}
			return nil
		})
	}
	_ = g.Wait() // nothing fails

	var dict contact.Dict
	first := make([]uint32, heaps)
	size, keys := 0, 0
	for h := range dicts {
		size, keys = size+len(dicts[h].Data), keys+len(dicts[h].Ends)
	}
	dict.Data, dict.Ends = make([]byte, 0, size), make([]uint32, 0, keys)
	for h := range dicts {
		first[h] = uint32(len(dict.Ends))
		base := uint32(len(dict.Data))
		dict.Data = append(dict.Data, dicts[h].Data...)
		for _, end := range dicts[h].Ends {
			dict.Ends = append(dict.Ends, base+end)
		}
		dicts[h] = contact.Dict{}
	}
	codes := contact.NewCodes(total, dict.Len())
	for w := range workers {
		g.Go(func() error {
			for h := w; h < heaps; h += workers {
				heap, base := entries[starts[h]:starts[h+1]], first[h]
				switch {
				case codes.U8 != nil:
					for _, e := range heap {
						codes.U8[e.row] = uint8(base + uint32(e.word))
					}
				case codes.U16 != nil:
					for _, e := range heap {
						codes.U16[e.row] = uint16(base + uint32(e.word))
					}
				default:
					for _, e := range heap {
						codes.U32[e.row] = base + uint32(e.word)
					}
				}
			}
			return nil
		})
	}
	_ = g.Wait()
	return codes, dict
}

// dealKeys deals the rows that have a key out over heaps, in the order of the file.
func dealKeys(parts []*part, k, heaps, shift, workers int) (starts []int, entries []keyEntry) {
	counts := make([][]int, workers)
	run := func(w int) []*part { return parts[len(parts)*w/workers : len(parts)*(w+1)/workers] }
	var g errgroup.Group
	for w := range workers {
		counts[w] = make([]int, heaps)
		g.Go(func() error {
			for _, p := range run(w) {
				for i, word := range p.keys[k].words {
					if p.keys[k].sizes[i] > 0 && (p.lost == nil || !p.lost[i]) {
						counts[w][mix(word)>>shift]++
					}
				}
			}
			return nil
		})
	}
	_ = g.Wait()
	starts = make([]int, heaps+1)
	at := 0
	for h := range heaps {
		starts[h] = at
		for w := range counts {
			counts[w][h], at = at, at+counts[w][h]
		}
	}
	starts[heaps] = at
	entries = make([]keyEntry, at)
	for w := range workers {
		g.Go(func() error {
			to := counts[w]
			for _, p := range run(w) {
				row := uint32(p.at)
				for i, word := range p.keys[k].words {
					if p.lost != nil && p.lost[i] {
						continue
					}
					if size := p.keys[k].sizes[i]; size > 0 {
						h := mix(word) >> shift
						entries[to[h]] = keyEntry{word, row, uint32(size)}
						to[h]++
					}
					row++
				}
			}
			return nil
		})
	}
	_ = g.Wait()
	return starts, entries
}

// keySlot is a place in a heap's table; code 0 is an empty one.
type keySlot struct {
	word uint64
	size uint32
	code uint32
}

// codeHeap gives the rows of a heap codes from 1, in their order. used bits of
// the hash chose the heap. The table and the room are for use again.
func codeHeap(parts []*part, k int, heap []keyEntry, used int, table []keySlot, room *contact.Dict) (contact.Dict, []keySlot) {
	d := contact.Dict{Data: room.Data[:0], Ends: room.Ends[:0]}
	size, width := 64, 6
	for size < len(heap)+len(heap)/2 {
		size, width = size*2, width+1
	}
	if len(table) < size {
		table = make([]keySlot, size)
	}
	slots := table[:size]
	clear(slots)
	mask, shift := uint64(size-1), 64-width
	part := 0 // of the last long key
	for i := range heap {
		e := &heap[i]
		var text []byte
		if e.size > maxShort {
			for part+1 < len(parts) && parts[part+1].at <= int(e.row) {
				part++
			}
			text = parts[part].keys[k].text(parts[part].rowAt(int(e.row)))
		}
		for p := (mix(e.word) << used) >> shift; ; p = (p + 1) & mask {
			s := &slots[p]
			if s.code == 0 {
				if text == nil {
					d.Data = wordText(d.Data, e.word, int(e.size))
				} else {
					d.Data = append(d.Data, text...)
				}
				d.Ends = append(d.Ends, uint32(len(d.Data)))
				*s = keySlot{e.word, e.size, uint32(len(d.Ends))}
			} else if s.word != e.word || s.size != e.size || text != nil && !bytes.Equal(d.Bytes(s.code), text) {
				continue
			}
			e.word = uint64(s.code)
			break
		}
	}
	*room = d
	return contact.Dict{Data: bytes.Clone(d.Data), Ends: slices.Clone(d.Ends)}, table
}

// rowAt gives the row of the part that became contact n of the batch.
func (p *part) rowAt(n int) int {
	n -= p.at
	if p.lostN == 0 {
		return n
	}
	return int(p.keptRows[n])
}
