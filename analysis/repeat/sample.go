package repeat

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"eenkeer/analysis/contact"
)

// Stratum is a part of the pairs that a sample is drawn from.
type Stratum struct {
	Value string `json:"value"` // of the dimension of the strata, of the first contact
	Pairs int    `json:"pairs"` // how many there are
	Drawn int    `json:"drawn"`
}

// Sample is a random choice among pairs.
type Sample struct {
	Strata []Stratum // in the order of their values
	Places []int     // the pairs drawn, by their place among the pairs; in random order
	Of     []int     // for each, its stratum
}

// Sample draws n pairs (or all there are, if fewer) at random, from each value of a stored dimension of the first
// contact in proportion, see [Shares]; without a dimension from all together. The same seed draws the same pairs from
// the same contacts, however the pairs are sorted.
func (p *Pairs) Sample(n int, by contact.Dimension, seed uint64) (Sample, error) {
	var s Sample
	column := p.Log().Column(by)
	if by != "" && column == nil {
		return s, fmt.Errorf("there are no strata by %q", by)
	}
	// In the order of the log, which the sorting of a list does not change.
	keys := make([]uint64, p.Len())
	for i := range keys {
		keys[i] = uint64(p.first[i])<<32 | uint64(p.second[i])
	}
	limit := 1
	code := func(int32) uint32 { return 0 }
	if column != nil {
		limit = column.Dict.Len()
		code = func(i int32) uint32 { return column.Codes.At(p.Log().Keyed + int(p.first[i])) }
	}
	lists := make([][]int32, limit) // the pairs of each stratum, by its code
	for _, i := range sortedBy(keys) {
		c := code(i)
		lists[c] = append(lists[c], i)
	}
	var sizes []int
	var codes []uint32
	for c, list := range lists {
		if len(list) > 0 {
			codes = append(codes, uint32(c))
		}
	}
	value := func(c uint32) string {
		if column == nil {
			return ""
		}
		return column.Dict.Text(c)
	}
	slices.SortFunc(codes, func(a, b uint32) int { return cmp.Compare(value(a), value(b)) })
	for _, c := range codes {
		sizes = append(sizes, len(lists[c]))
		s.Strata = append(s.Strata, Stratum{Value: value(c), Pairs: len(lists[c])})
	}
	random := rand.New(rand.NewPCG(seed, 0x65656e6b656572))
	for i, share := range Shares(sizes, n) {
		s.Strata[i].Drawn = share
		list := lists[codes[i]]
		for k := range share { // the first steps of a shuffle
			j := k + random.IntN(len(list)-k)
			list[k], list[j] = list[j], list[k]
			s.Places, s.Of = append(s.Places, int(list[k])), append(s.Of, i)
		}
	}
	random.Shuffle(len(s.Places), func(i, j int) {
		s.Places[i], s.Places[j] = s.Places[j], s.Places[i]
		s.Of[i], s.Of[j] = s.Of[j], s.Of[i]
	})
	return s, nil
}

// Shares gives how many to draw from each of some parts, n in all (or all there are), in proportion: each gets its share
// rounded down, and those with the largest remainders one more; of equal ones the first.
func Shares(sizes []int, n int) []int {
	total := 0
	for _, s := range sizes {
		total += s
	}
	n = min(n, total)
	out := make([]int, len(sizes))
	if n <= 0 {
		return out
	}
	left := n
	rests := make([]int, len(sizes))
	for i, s := range sizes {
		out[i] = s * n / total
		left -= out[i]
		rests[i] = i
	}
	slices.SortStableFunc(rests, func(a, b int) int { return sizes[b]*n%total - sizes[a]*n%total })
	for _, i := range rests[:left] {
		out[i]++
	}
	return out
}
