package contact

import (
	"math"
	"slices"
)

// join lays batches one behind the other, in one dictionary for each column,
// without the contacts that a later batch has again. The customer keys come apart.
func join(batches []*Batch) (*Batch, keySet, origin) {
	dead := replaced(batches)
	n := 0
	for i, b := range batches {
		n += b.Len()
		if dead != nil {
			for _, d := range dead[i] {
				if d {
					n--
				}
			}
		}
	}
	j := joiner{dead: dead, n: n, batches: batches}
	out := &Batch{}
	from := origin{make([]uint16, 0, n), make([]uint32, 0, n)}
	out.Time = make([]int64, 0, n)
	for i, b := range batches {
		for r := range b.Len() {
			if j.lives(i, r) {
				out.Time = append(out.Time, b.Time[r])
				from.batch, from.row = append(from.batch, uint16(i)), append(from.row, uint32(r))
			}
		}
	}
	keys := j.keys()
	for d := range Stored {
		out.Columns[d].Codes, out.Columns[d].Dict = j.codes(func(b *Batch) (Codes, *Dict) { return b.Columns[d].Codes, &b.Columns[d].Dict })
	}
	out.Length = j.numbers(func(b *Batch) []int32 { return b.Length })
	out.Handle = j.numbers(func(b *Batch) []int32 { return b.Handle })
	out.Wait = j.numbers(func(b *Batch) []int32 { return b.Wait })
	out.Transfers = j.numbers(func(b *Batch) []int32 { return b.Transfers })
	return out, keys, from
}

type joiner struct {
	batches []*Batch
	dead    [][]bool // nil: none; dead[i] nil: none in batch i
	n       int      // contacts that live
}

func (j joiner) lives(batch, row int) bool {
	return j.dead == nil || j.dead[batch] == nil || !j.dead[batch][row]
}

// codes joins a coded column; it is absent when no batch has it.
func (j joiner) codes(of func(*Batch) (Codes, *Dict)) (Codes, Dict) {
	present := false
	e := NewEncoder(0)
	to := make([][]uint32, len(j.batches))
	for i, b := range j.batches {
		if codes, dict := of(b); codes.Len() > 0 {
			present = true
			to[i] = e.Merge(dict)
		}
	}
	if !present {
		return Codes{}, Dict{}
	}
	return j.recoded(func(b *Batch) Codes { codes, _ := of(b); return codes }, to, e.Dict().Len()), *e.Dict()
}

// recoded joins a coded column by what its codes become, batch by batch; nil
// where a batch has none.
func (j joiner) recoded(of func(*Batch) Codes, to [][]uint32, limit int) Codes {
	joined := NewCodes(j.n, limit)
	at := 0
	for i, b := range j.batches {
		codes := of(b)
		for r := range b.Len() {
			if !j.lives(i, r) {
				continue
			}
			if to[i] != nil {
				joined.Set(at, to[i][codes.At(r)])
			}
			at++
		}
	}
	return joined
}

func (j joiner) numbers(of func(*Batch) []int32) []int32 {
	present := false
	for _, b := range j.batches {
		present = present || of(b) != nil
	}
	if !present {
		return nil
	}
	joined := make([]int32, 0, j.n)
	for i, b := range j.batches {
		values := of(b)
		for r := range b.Len() {
			switch {
			case !j.lives(i, r):
			case values == nil:
				joined = append(joined, NoNumber)
			default:
				joined = append(joined, values[r])
			}
		}
	}
	return joined
}

// keys joins the columns of customer keys in one dictionary: first those of all
// strongest columns, then those of the next, so that the lower of two codes is
// the stronger key.
func (j joiner) keys() keySet {
	most := 0
	for _, b := range j.batches {
		most = max(most, len(b.Keys))
	}
	largest := 0
	for _, b := range j.batches {
		keys := 0
		for k := range b.Keys {
			keys += b.Keys[k].Dict.Len()
		}
		largest = max(largest, keys)
	}
	e := NewEncoder(largest)
	set := keySet{n: j.n, columns: make([]Codes, most)}
	to := make([][][]uint32, most)
	for k := range most {
		to[k] = make([][]uint32, len(j.batches))
		for i, b := range j.batches {
			if k < len(b.Keys) {
				to[k][i] = e.Merge(&b.Keys[k].Dict)
			}
		}
	}
	set.dict = *e.Dict()
	set.kindOf = make([]uint8, set.dict.Len())
	for k := range most {
		for i, codes := range to[k] {
			if k >= len(j.batches[i].Keys) {
				continue
			}
			kind := slices.Index(set.kinds, j.batches[i].Keys[k].Kind)
			if kind < 0 {
				kind = len(set.kinds)
				set.kinds = append(set.kinds, j.batches[i].Keys[k].Kind)
			}
			if kind >= math.MaxUint8 {
				continue
			}
			for _, c := range codes {
				if set.kindOf[c] == 0 {
					set.kindOf[c] = uint8(kind + 1)
				}
			}
		}
	}
	eachPart(most+1, func(k int) {
		if k == most {
			set.coverage = j.coverage(to, set.dict.Len())
			return
		}
		set.columns[k] = j.recoded(func(b *Batch) Codes {
			if k < len(b.Keys) {
				return b.Keys[k].Codes
			}
			return Codes{}
		}, to[k], set.dict.Len())
	})
	return set
}

// coverage counts what each column of customer keys brought; columns of one name
// and kind are one, whatever batch they are of.
func (j joiner) coverage(to [][][]uint32, keys int) []KeyCoverage {
	type column struct{ name, kind string }
	var all []KeyCoverage
	place := map[column]int{}
	var seen [][]bool // by place in all, then key
	for k := range to {
		for i, b := range j.batches {
			if k >= len(b.Keys) {
				continue
			}
			of := &b.Keys[k]
			p, known := place[column{of.Name, of.Kind}]
			if !known {
				p = len(all)
				place[column{of.Name, of.Kind}] = p
				all, seen = append(all, KeyCoverage{Name: of.Name, Kind: of.Kind}), append(seen, make([]bool, keys))
			}
			for r := range b.Len() {
				if !j.lives(i, r) {
					continue
				}
				all[p].Contacts++
				if c := of.At(r); c != 0 {
					all[p].Filled++
					seen[p][to[k][i][c]] = true
				}
			}
		}
	}
	for p := range all {
		for _, is := range seen[p] {
			if is {
				all[p].Distinct++
			}
		}
	}
	return all
}
