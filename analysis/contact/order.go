package contact

import (
	"cmp"
	"slices"
	"sync"
)

// Order puts the contacts of a batch in the order of a [Log]: by customer, time
// and source row. A batch that is stored so becomes a log without being sorted
// again.
func (b *Batch) Order() { b.order(&origin{}) }

// order sorts the batch, and with it where its contacts came from.
func (b *Batch) order(o *origin) {
	if b.ordered() {
		return
	}
	perm := b.permutation()
	b.Time = gather(b.Time, perm)
	b.Customer = gatherCodes(b.Customer, perm)
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
	for i := 1; i < b.Len(); i++ {
		if before, now := b.Customer.At(i-1), b.Customer.At(i); now < before || now == before && b.Time[i] < b.Time[i-1] {
			return false
		}
	}
	return true
}

// permutation gives, for each place, which contact belongs there: the customers
// by counting (their codes are dense), the few contacts of each by insertion.
func (b *Batch) permutation() []uint32 {
	n := b.Len()
	starts := make([]uint32, b.Customers.Len()+1)
	for i := range n {
		starts[b.Customer.At(i)+1]++
	}
	for c := 1; c < len(starts); c++ {
		starts[c] += starts[c-1]
	}
	perm := make([]uint32, n)
	next := slices.Clone(starts)
	for i := range n {
		c := b.Customer.At(i)
		perm[next[c]] = uint32(i)
		next[c]++
	}
	parallel(len(starts)-1, func(from, until int) {
		var times []int64
		for c := from; c < until; c++ {
			of := perm[starts[c]:starts[c+1]]
			times = times[:0]
			for _, p := range of {
				times = append(times, b.Time[p])
			}
			sortByTime(times, of)
		}
	})
	return perm
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
	if parts == 1 {
		work(0, n)
		return
	}
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() { work(p*n/parts, (p+1)*n/parts) })
	}
	wait.Wait()
}
