package contact

import (
	"hash/maphash"
	"math"
	"slices"
)

// Exports of one source overlap: next week's has the last days of this week's
// again, some of them corrected. A contact with an id is the same as one of
// another batch of its source with that id, and the later batch knows best. Of
// contacts without an id there are as many as the batch has that has the most of
// them, where contacts are the same that are equal in all columns that the
// batches have in common.

// replaced marks the contacts that a later batch has again. It is nil when there
// can be none.
func replaced(batches []*Batch) [][]bool {
	var dead [][]bool
	mark := func(batch, row int) {
		if dead == nil {
			dead = make([][]bool, len(batches))
		}
		if dead[batch] == nil {
			dead[batch] = make([]bool, batches[batch].Len())
		}
		dead[batch][row] = true
	}
	for _, group := range bySource(batches) {
		markReplacedIDs(batches, group, mark)
		if batches[group[0]].Source == "" {
			continue
		}
		for _, near := range overlapping(batches, group) {
			markRepeated(batches, near, mark)
		}
	}
	return dead
}

// bySource gives the places of the batches of each source that has several.
func bySource(batches []*Batch) [][]int {
	var sources []string
	groups := map[string][]int{}
	for i, b := range batches {
		if len(groups[b.Source]) == 0 {
			sources = append(sources, b.Source)
		}
		groups[b.Source] = append(groups[b.Source], i)
	}
	var several [][]int
	for _, s := range sources {
		if len(groups[s]) > 1 {
			several = append(several, groups[s])
		}
	}
	return several
}

// markReplacedIDs marks the contacts of a group of batches whose id a later one has.
func markReplacedIDs(batches []*Batch, group []int, mark func(batch, row int)) {
	withID, total := 0, 0
	for _, i := range group {
		if b := batches[i]; b.ID != nil {
			withID++
			total += b.Len()
		}
	}
	if withID < 2 {
		return
	}
	seen := NewEncoder(total)
	// From the latest batch back: an id met before belongs to a later batch.
	for _, i := range slices.Backward(group) {
		ids := batches[i].ID
		if ids == nil {
			continue
		}
		known := uint32(seen.Dict().Len())
		for r := range ids.Len() {
			id := ids.Bytes(r)
			if len(id) == 0 {
				continue
			}
			if code := seen.Code(id); code < known {
				mark(i, r)
			}
		}
	}
}

// hasID reports whether a contact has a contact id.
func (b *Batch) hasID(r int) bool { return b.ID != nil && len(b.ID.Bytes(r)) > 0 }

// span is the time that the contacts of a batch without an id lie in.
type span struct{ first, last int64 }

func (s span) holds(t int64) bool { return s.first <= t && t <= s.last }

func (b *Batch) spanWithoutID() (s span, any bool) {
	s = span{math.MaxInt64, math.MinInt64}
	for r, t := range b.Time {
		if !b.hasID(r) {
			s, any = span{min(s.first, t), max(s.last, t)}, true
		}
	}
	return s, any
}

// overlapping gives those of a group of batches whose contacts without an id may
// be the same: batches that overlap in time, or are tied together by others that do.
func overlapping(batches []*Batch, group []int) [][]int {
	type placed struct {
		batch int
		span
	}
	var all []placed
	for _, i := range group {
		if s, any := batches[i].spanWithoutID(); any {
			all = append(all, placed{i, s})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		return 0
	})
	var tied [][]int
	for from := 0; from < len(all); {
		until, last := from+1, all[from].last
		for until < len(all) && all[until].first <= last {
			last = max(last, all[until].last)
			until++
		}
		if until-from > 1 {
			var near []int
			for _, p := range all[from:until] {
				near = append(near, p.batch)
			}
			slices.Sort(near)
			tied = append(tied, near)
		}
		from = until
	}
	return tied
}

// markRepeated marks the contacts without an id that later batches have again, as
// often as they have them.
func markRepeated(batches []*Batch, near []int, mark func(batch, row int)) {
	of := make([]*Batch, len(near))
	spans := make([]span, len(near))
	for k, i := range near {
		of[k] = batches[i]
		spans[k], _ = of[k].spanWithoutID()
	}
	m := newMatcher(of)
	type kind struct { // of contacts that are the same
		batch    int
		row      int
		kept     int // in the later batches
		count    int // in the batch `counting`
		counting int
		next     int // kind with the same hash, plus one
	}
	var kinds []kind
	first := map[uint64]int{} // by hash, plus one
	for _, k := range backward(len(near)) {
		b, beside := of[k], others(spans, k)
		for r, t := range b.Time {
			if b.hasID(r) || !slices.ContainsFunc(beside, func(s span) bool { return s.holds(t) }) {
				continue
			}
			h := m.hash(k, r)
			at := first[h]
			for at != 0 && !m.same(k, r, kinds[at-1].batch, kinds[at-1].row) {
				at = kinds[at-1].next
			}
			if at == 0 {
				kinds = append(kinds, kind{batch: k, row: r, next: first[h]})
				at = len(kinds)
				first[h] = at
			}
			one := &kinds[at-1]
			if one.counting != k+1 {
				one.counting, one.count = k+1, 0
			}
			if one.count++; one.count > one.kept {
				one.kept = one.count
			} else {
				mark(near[k], r)
			}
		}
	}
}

// backward counts from n-1 down to 0.
func backward(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = n - 1 - i
	}
	return all
}

// others gives all spans but one.
func others(spans []span, but int) []span {
	return slices.Concat(spans[:but], spans[but+1:])
}

// matcher compares contacts of batches in the columns that all of them have.
// Notes do not count.
type matcher struct {
	batches []*Batch
	coded   []sharedCodes
	numbers [][][]int32 // by column, then batch
}

// sharedCodes is a coded column that all batches have, in one dictionary.
type sharedCodes struct {
	codes []Codes    // by batch
	to    [][]uint32 // by batch: what its codes are in the one dictionary
}

func newMatcher(batches []*Batch) *matcher {
	m := &matcher{batches: batches}
	add := func(of func(b *Batch) (Codes, *Dict)) {
		var s sharedCodes
		e := NewEncoder(0)
		for _, b := range batches {
			codes, dict := of(b)
			if codes.Width() == 0 {
				return
			}
			s.codes, s.to = append(s.codes, codes), append(s.to, e.Merge(dict))
		}
		m.coded = append(m.coded, s)
	}
	for _, k := range batches[0].Keys {
		add(func(b *Batch) (Codes, *Dict) {
			for c := range b.Keys {
				if b.Keys[c].Name == k.Name && b.Keys[c].Kind == k.Kind {
					return b.Keys[c].Codes, &b.Keys[c].Dict
				}
			}
			return Codes{}, nil
		})
	}
	for d := range Stored {
		add(func(b *Batch) (Codes, *Dict) { return b.Columns[d].Codes, &b.Columns[d].Dict })
	}
	for _, of := range []func(b *Batch) []int32{
		func(b *Batch) []int32 { return b.Length }, func(b *Batch) []int32 { return b.Handle },
		func(b *Batch) []int32 { return b.Wait }, func(b *Batch) []int32 { return b.Transfers },
	} {
		var columns [][]int32
		for _, b := range batches {
			if of(b) != nil {
				columns = append(columns, of(b))
			}
		}
		if len(columns) == len(batches) {
			m.numbers = append(m.numbers, columns)
		}
	}
	return m
}

// same reports whether two contacts are equal.
func (m *matcher) same(a, i, b, j int) bool {
	if m.batches[a].Time[i] != m.batches[b].Time[j] {
		return false
	}
	for _, c := range m.coded {
		if c.to[a][c.codes[a].At(i)] != c.to[b][c.codes[b].At(j)] {
			return false
		}
	}
	for _, n := range m.numbers {
		if n[a][i] != n[b][j] {
			return false
		}
	}
	return true
}

// hash gives equal contacts the same number.
func (m *matcher) hash(a, i int) uint64 {
	const spread = 0x9e3779b97f4a7c15
	h := uint64(m.batches[a].Time[i])
	for _, c := range m.coded {
		h = (h ^ uint64(c.to[a][c.codes[a].At(i)])) * spread
		h ^= h >> 29
	}
	for _, n := range m.numbers {
		h = (h ^ uint64(uint32(n[a][i]))) * spread
		h ^= h >> 29
	}
	return maphash.Comparable(hashSeed, h)
}

// Overlap says what a batch brings beside earlier ones of its source.
type Overlap struct {
	New       int // contacts that no earlier batch has
	Changed   int // contacts that were there with the same contact id, and another content
	Unchanged int // contacts that were there just so
	Gone      int // contacts there within the time of the batch that it does not have; they stay
}

// Compare says what a batch brings beside earlier batches of its source, the
// oldest first. Contacts are compared as [Build] does, in the columns that both
// batches have; notes do not count. The batches stay as they are.
func Compare(earlier []*Batch, now *Batch) Overlap {
	var o Overlap
	dead := replaced(earlier)
	taken := make([]bool, now.Len())
	var within span
	if now.Len() > 0 {
		within = span{slices.Min(now.Time), slices.Max(now.Time)}
	} else {
		within = span{math.MaxInt64, math.MinInt64}
	}
	place := map[string]int{}
	for r := range now.Len() {
		if now.hasID(r) {
			place[string(now.ID.Bytes(r))] = r
		}
	}
	for e, b := range earlier {
		m := newMatcher([]*Batch{b, now})
		var without map[uint64][]int // contacts without an id, by hash
		for r, t := range b.Time {
			if dead != nil && dead[e] != nil && dead[e][r] {
				continue
			}
			if b.hasID(r) {
				at, there := place[string(b.ID.Bytes(r))]
				switch {
				case !there && within.holds(t):
					o.Gone++
				case !there:
				case m.same(0, r, 1, at):
					o.Unchanged++
				default:
					o.Changed++
				}
				continue
			}
			if !within.holds(t) || now.Source == "" {
				continue
			}
			if without == nil {
				without = map[uint64][]int{}
				for i := range now.Len() {
					if !now.hasID(i) && !taken[i] {
						h := m.hash(1, i)
						without[h] = append(without[h], i)
					}
				}
			}
			h := m.hash(0, r)
			left := without[h]
			at := slices.IndexFunc(left, func(i int) bool { return m.same(0, r, 1, i) })
			if at < 0 {
				o.Gone++
				continue
			}
			taken[left[at]] = true
			left[at] = left[len(left)-1] // which of the same it is does not matter
			without[h] = left[:len(left)-1]
			o.Unchanged++
		}
	}
	o.New = now.Len() - o.Changed - o.Unchanged
	return o
}
