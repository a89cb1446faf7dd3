package contact

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// Order puts the contacts of a batch in the order of a [Log]: by customer, time
// and source row, where the strongest key column stands for the customer. A batch
// with one such column that is stored so becomes a log without being sorted again.
func (b *Batch) Order() { b.order(&origin{}) }

// order sorts the batch, and with it where its contacts came from.
func (b *Batch) order(o *origin) {
	if b.ordered() {
		return
	}
	b.rearrange(b.permutation(), o)
}

// settle puts contacts of one customer and time in the order of the source, where
// the batches they came from stand by one key of several. lines are those of the
// batches; one without any stays as it is.
func (b *Batch) settle(o *origin, lines [][]uint32) {
	customer := b.lead().Codes
	inSource := func(i, j uint32) int {
		of := o.batch[i]
		if c := cmp.Compare(of, o.batch[j]); c != 0 || lines[of] == nil {
			return c
		}
		return cmp.Compare(lines[of][o.row[i]], lines[of][o.row[j]])
	}
	var perm []uint32 // nil: as it stands
	for from, n := 0, b.Len(); from < n; {
		until, sorted := from+1, true
		for until < n && b.Time[until] == b.Time[from] && customer.At(until) == customer.At(from) {
			sorted = sorted && inSource(uint32(until-1), uint32(until)) <= 0
			until++
		}
		if !sorted {
			if perm == nil {
				perm = make([]uint32, n)
				for i := range perm {
					perm[i] = uint32(i)
				}
			}
			slices.SortStableFunc(perm[from:until], inSource)
		}
		from = until
	}
	if perm != nil {
		b.rearrange(perm, o)
	}
}

// rearrange puts the contacts in the order of perm, and with them where they came from.
func (b *Batch) rearrange(perm []uint32, o *origin) {
	b.Time = gather(b.Time, perm)
	for k := range b.Keys {
		b.Keys[k].Codes = gatherCodes(b.Keys[k].Codes, perm)
	}
	for d := range b.Columns {
		b.Columns[d].Codes = gatherCodes(b.Columns[d].Codes, perm)
	}
	b.Length, b.Handle = gather(b.Length, perm), gather(b.Handle, perm)
	b.Wait, b.Transfers = gather(b.Wait, perm), gather(b.Transfers, perm)
	b.Line = gather(b.Line, perm)
	b.ID, b.Note = b.ID.gather(perm), b.Note.gather(perm)
	o.batch, o.row = gather(o.batch, perm), gather(o.row, perm)
}

// ordered reports whether the batch is in order already, at one look each. Equal
// times are taken to stand as in the source.
func (b *Batch) ordered() bool {
	customer := b.lead().Codes
	for i := 1; i < b.Len(); i++ {
		if before, now := customer.At(i-1), customer.At(i); now < before || now == before && b.Time[i] < b.Time[i-1] {
			return false
		}
	}
	return true
}

// permutation gives, for each place, which contact belongs there. Customers are
// sorted by counting, for their codes are dense, in two steps: first into ranges
// of customers few enough that a range stays in the fastest memory, then within
// each range; the few contacts of a customer by time.
func (b *Batch) permutation() []uint32 {
	n, customers := b.Len(), b.lead().Dict.Len()
	shift := 0
	for customers>>shift > mostRanges {
		shift++
	}
	ranges := (customers-1)>>shift + 1
	ends, byRange := b.intoRanges(shift, ranges)
	perm := make([]uint32, n)
	parallelRanges(ends, func(from, until uint32, r int) {
		first := uint32(r) << shift
		starts := make([]uint32, 1<<shift+1)
		part := byRange[from:until]
		for _, k := range part {
			starts[k.customer-first+1]++
		}
		for c := 1; c < len(starts); c++ {
			starts[c] += starts[c-1]
		}
		next := slices.Clone(starts)
		sorted := perm[from:until]
		for _, k := range part {
			c := k.customer - first
			sorted[next[c]] = k.contact
			next[c]++
		}
		var times []int64
		for c := range len(starts) - 1 {
			if of := sorted[starts[c]:starts[c+1]]; len(of) > 1 {
				times = times[:0]
				for _, p := range of {
					times = append(times, b.Time[p])
				}
				sortByTime(times, of)
			}
		}
	})
	return perm
}

// mostRanges is how many ranges customers are first sorted into: as many as can
// be written to side by side without getting in each other's way.
const mostRanges = 512

// keyed is a contact with its customer, so that neither need be looked up.
type keyed struct{ contact, customer uint32 }

// intoRanges sorts the contacts by range of customers, keeping the order of the
// source within each, and says where each range ends. Every worker counts and
// then writes a stretch of the source.
func (b *Batch) intoRanges(shift, ranges int) (ends []uint32, sorted []keyed) {
	n, customer := b.Len(), b.lead().Codes
	parts := max(1, Workers)
	counts := make([][]uint32, parts)
	eachPart(parts, func(p int) {
		counts[p] = make([]uint32, ranges)
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			counts[p][customer.At(i)>>shift]++
		}
	})
	ends = make([]uint32, ranges)
	at := uint32(0)
	for r := range ranges {
		for p := range parts { // where part p starts to write in range r
			count := counts[p][r]
			counts[p][r] = at
			at += count
		}
		ends[r] = at
	}
	sorted = make([]keyed, n)
	eachPart(parts, func(p int) {
		next := counts[p]
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			c := customer.At(i)
			r := c >> shift
			sorted[next[r]] = keyed{uint32(i), c}
			next[r]++
		}
	})
	return ends, sorted
}

// eachPart runs work for every part at once and waits for all.
func eachPart(parts int, work func(p int)) {
	var wait sync.WaitGroup
	for p := 1; p < parts; p++ {
		wait.Go(func() { work(p) })
	}
	work(0)
	wait.Wait()
}

// parallelRanges hands the ranges out to the workers, the next to who is free.
func parallelRanges(ends []uint32, work func(from, until uint32, r int)) {
	var next atomic.Int64
	eachPart(max(1, Workers), func(int) {
		for {
			r := int(next.Add(1)) - 1
			if r >= len(ends) {
				return
			}
			from := uint32(0)
			if r > 0 {
				from = ends[r-1]
			}
			work(from, ends[r], r)
		}
	})
}

// sortByTime orders the contacts of one customer by time; equal times keep the
// order of the source.
func sortByTime(times []int64, perm []uint32) {
	if slices.IsSorted(times) {
		return
	}
	if len(times) <= 32 {
		for i := 1; i < len(times); i++ {
			t, p := times[i], perm[i]
			j := i
			for ; j > 0 && times[j-1] > t; j-- {
				times[j], perm[j] = times[j-1], perm[j-1]
			}
			times[j], perm[j] = t, p
		}
		return
	}
	type entry struct {
		time int64
		perm uint32
	}
	entries := make([]entry, len(times))
	for i := range entries {
		entries[i] = entry{times[i], perm[i]}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.perm, b.perm)) })
	for i, e := range entries {
		perm[i] = e.perm
	}
}

// gather gives a column in the order of perm; an absent column stays absent.
func gather[T any](column []T, perm []uint32) []T {
	if column == nil {
		return nil
	}
	out := make([]T, len(perm))
	parallel(len(perm), func(from, until int) {
		for i := from; i < until; i++ {
			out[i] = column[perm[i]]
		}
	})
	return out
}

func gatherCodes(c Codes, perm []uint32) Codes {
	return Codes{gather(c.U8, perm), gather(c.U16, perm), gather(c.U32, perm)}
}

func (t *Texts) gather(perm []uint32) *Texts {
	if t == nil {
		return nil
	}
	out := &Texts{Data: make([]byte, 0, len(t.Data)), Ends: make([]uint64, 0, len(t.Ends))}
	for _, p := range perm {
		out.Append(t.Bytes(int(p)))
	}
	return out
}

// parallel cuts 0 to n into a part for each worker and waits for all.
func parallel(n int, work func(from, until int)) {
	parts := Workers
	if n < 1<<14 {
		parts = 1
	}
	eachPart(parts, func(p int) { work(p*n/parts, (p+1)*n/parts) })
}
