package repeat

import (
	"context"

	"eenkeer/analysis/contact"
)

// While counting, the four counts of a group share one word, so that a contact
// costs one addition a dimension: contacts in the lowest 16 bits, then repeats,
// ripe, followed. Words are emptied before a lane can overflow.
const (
	oneContact = uint64(1)
	repeatLane = 16
	ripeLane   = 32
	followLane = 48
	laneMask   = 1<<16 - 1
	emptyAfter = (1<<16 - 1) / block // blocks
	mostPacked = 1 << 14             // groups; with more, emptying would cost more than it saves
)

// count gives the counts of each group, for several groupings in one run
// through the contacts with a customer key.
func (e *Engine) count(ctx context.Context, l *links, m mask, window Span, by []*grouping) ([][]Counts, error) {
	n := e.log.Len() - e.log.Keyed
	totals := make([][][]Counts, partsOf(n))
	err := inParts(ctx, n, func(part, from, until int) {
		totals[part] = e.countPart(ctx, l, m, window, by, from, until)
	})
	if err != nil {
		return nil, err
	}
	sum := totals[0]
	for _, more := range totals[1:] {
		for k := range sum {
			for g := range sum[k] {
				sum[k][g].add(more[k][g])
			}
		}
	}
	return sum, nil
}

func (e *Engine) countPart(ctx context.Context, l *links, m mask, window Span, by []*grouping, from, until int) [][]Counts {
	w := int32(min(window.Seconds(), none-2))
	sums := make([]tally, len(by))
	for k, g := range by {
		sums[k] = newTally(g.limit)
	}
	var words [block]uint64
	blocks := 0
	for start := from; start < until; start += block {
		if ctx.Err() != nil {
			return nil
		}
		end := min(start+block, until)
		pack(words[:end-start], l.back[start:end], l.ahead[start:end], l.age[start:end], w)
		if m.bits != nil {
			only(words[:end-start], m.bits[e.log.Keyed+start:])
		}
		if l.eligible != nil {
			only(words[:end-start], l.eligible[start:])
		}
		for k := 0; k < len(by); k++ {
			if k+1 < len(by) && sums[k].addBoth(&sums[k+1], by[k].codes, by[k+1].codes, e.log.Keyed+start, words[:end-start]) {
				k++
				continue
			}
			sums[k].add(by[k].codes, e.log.Keyed+start, words[:end-start])
		}
		if blocks++; blocks == emptyAfter {
			for k := range sums {
				sums[k].empty()
			}
			blocks = 0
		}
	}
	out := make([][]Counts, len(by))
	for k := range sums {
		sums[k].empty()
		out[k] = sums[k].counts
	}
	return out
}

// wordOf gives what a contact adds by its three answers: bit 0 it repeats, bit 1
// it is ripe, bit 2 it is followed. A contact that is not ripe is not followed.
var wordOf = [8]uint64{
	0: oneContact,
	1: oneContact | 1<<repeatLane,
	2: oneContact | 1<<ripeLane,
	3: oneContact | 1<<repeatLane | 1<<ripeLane,
	4: oneContact,
	5: oneContact | 1<<repeatLane,
	6: oneContact | 1<<ripeLane | 1<<followLane,
	7: oneContact | 1<<repeatLane | 1<<ripeLane | 1<<followLane,
}

// pack works out what each contact adds to the counts of its group. It has no
// branches: a comparison is the sign bit of a difference, which cannot overflow,
// for gaps, ages and the window are not negative.
func pack(words []uint64, back, ahead, age []int32, window int32) {
	back, ahead, age = back[:len(words)], ahead[:len(words)], age[:len(words)]
	over := window + 1
	for i := range words {
		repeats := uint32(back[i]-over) >> 31
		ripe := uint32(window-age[i]-1) >> 31
		followed := uint32(ahead[i]-over) >> 31
		words[i] = wordOf[(repeats|ripe<<1|followed<<2)&7]
	}
}

// only clears what contacts add whose bit is 0.
func only(words []uint64, bits []uint8) {
	bits = bits[:len(words)]
	for i := range words {
		words[i] &= -uint64(bits[i])
	}
}

// tally adds words up by group. Two sets of words take turns, so that contacts
// of one group that follow each other need not wait for one another.
type tally struct {
	counts []Counts
	even   []uint64 // nil when there are too many groups to pack
	odd    []uint64
}

func newTally(groups int) tally {
	t := tally{counts: make([]Counts, groups)}
	if groups <= mostPacked {
		n := max(groups, 256) // room for any one-byte code, see addBytes
		t.even, t.odd = make([]uint64, n), make([]uint64, n)
	}
	return t
}

// add counts a block; codes are those of the log from place at on.
func (t *tally) add(codes contact.Codes, at int, words []uint64) {
	switch {
	case t.even == nil:
		for i, word := range words {
			t.counts[codes.At(at+i)].addWord(word)
		}
	case codes.U8 != nil:
		addBytes((*[256]uint64)(t.even), (*[256]uint64)(t.odd), codes.U8[at:], words)
	case codes.U16 != nil:
		addPacked(t.even, t.odd, codes.U16[at:], words)
	case codes.U32 != nil:
		addPacked(t.even, t.odd, codes.U32[at:], words)
	default: // an absent column: all are missing
		sum := uint64(0)
		for _, word := range words {
			sum += word
		}
		t.even[0] += sum
	}
}

// addBoth counts a block for two groupings at once if both have codes of one
// byte, which reads the words half as often; false if they have not.
func (t *tally) addBoth(o *tally, a, b contact.Codes, at int, words []uint64) bool {
	if t.even == nil || o.even == nil || a.U8 == nil || b.U8 == nil {
		return false
	}
	te, to := (*[256]uint64)(t.even), (*[256]uint64)(t.odd)
	oe, oo := (*[256]uint64)(o.even), (*[256]uint64)(o.odd)
	as, bs := a.U8[at:at+len(words)], b.U8[at:at+len(words)]
	i := 0
	for ; i+1 < len(words) && i+1 < len(as) && i+1 < len(bs); i += 2 {
		one, two := words[i], words[i+1]
		te[as[i]] += one
		oe[bs[i]] += one
		to[as[i+1]] += two
		oo[bs[i+1]] += two
	}
	if i < len(words) {
		te[as[i]] += words[i]
		oe[bs[i]] += words[i]
	}
	return true
}

// addBytes is addPacked for codes of one byte, which cannot lie outside an array
// of 256: there is nothing to check.
func addBytes(even, odd *[256]uint64, codes []uint8, words []uint64) {
	codes = codes[:len(words)]
	i := 0
	for ; i+1 < len(words); i += 2 {
		even[codes[i]] += words[i]
		odd[codes[i+1]] += words[i+1]
	}
	if i < len(words) {
		even[codes[i]] += words[i]
	}
}

func addPacked[C uint16 | uint32](even, odd []uint64, codes []C, words []uint64) {
	codes = codes[:len(words)]
	i := 0
	for ; i+1 < len(words); i += 2 {
		even[codes[i]] += words[i]
		odd[codes[i+1]] += words[i+1]
	}
	if i < len(words) {
		even[codes[i]] += words[i]
	}
}

func (c *Counts) addWord(word uint64) {
	c.Contacts += int(word & laneMask)
	c.Repeats += int(word >> repeatLane & laneMask)
	c.Ripe += int(word >> ripeLane & laneMask)
	c.Followed += int(word >> followLane)
}

// empty moves the packed words to the counts.
func (t *tally) empty() {
	for g := range t.even[:min(len(t.even), len(t.counts))] {
		t.counts[g].addWord(t.even[g])
		t.counts[g].addWord(t.odd[g])
		t.even[g], t.odd[g] = 0, 0
	}
}
