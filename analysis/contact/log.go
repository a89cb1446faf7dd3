package contact

import (
	"math"
	"slices"
	"sync"
	"time"
)

// Log is every contact of a workspace, by column. Contacts are ordered by
// customer, time and source row; those without a customer key stand first.
// A Log does not change once built.
type Log struct {
	Time      []int64  // wall-clock milliseconds, see the package comment
	Customer  []uint32 // code in Customers; 0: no customer key
	Customers Dict
	Columns   [len(Stored)]Column // by the order of [Stored]

	Length    []int32 // seconds; NoNumber if unknown; nil if no batch has it
	Handle    []int32
	Wait      []int32
	Transfers []int32

	Batch []uint16 // which of the batches given to [Build]; nil if there is one
	Row   []uint32 // which contact of that batch

	Keyed      int   // place of the first contact that has a customer key
	Start, End int64 // first and last contact time; both 0 for an empty log
	Replaced   []int // for each batch, contacts that a later batch replaced
}

// Len gives the number of contacts.
func (l *Log) Len() int { return len(l.Time) }

// When turns a wall-clock time of a log into a time.Time. The zone it bears is
// UTC by name only: the clock reads as it does in the workspace's zone.
func When(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// Wall is the opposite of [When]: what the clock of t shows, as milliseconds.
func Wall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.UnixMilli() + int64(offset)*1000
}

// Column gives the stored column of a dimension; it is nil for one that follows
// from the time.
func (l *Log) Column(d Dimension) *Column {
	if i := StoredIndex(d); i >= 0 {
		return &l.Columns[i]
	}
	return nil
}

// Build makes the log of batches, the oldest first. Of contacts with the same
// contact id in several batches only that of the latest batch stays. covered is
// the time up to which the data are said to be complete; the end of the data is
// that or the last contact, whichever is later (0: the last contact).
//
// Build takes the batches over: their columns are set free as they are copied.
func Build(batches []*Batch, covered int64) *Log {
	l := &Log{Replaced: make([]int, len(batches))}
	source := gatherRows(batches, l.Replaced)
	n := len(source.row)

	customer := l.mergeCustomers(batches, source)
	l.order(customer, batches, source)
	l.Row = source.row
	if len(batches) > 1 {
		l.Batch = source.batch
	}
	l.copyColumns(batches, source)

	if n > 0 {
		l.Start, l.End = math.MaxInt64, math.MinInt64
		for _, t := range l.Time {
			l.Start, l.End = min(l.Start, t), max(l.End, t)
		}
		l.End = max(l.End, covered)
	}
	return l
}

// origin says for each contact where it came from. batch is nil when there is
// one batch only.
type origin struct {
	batch []uint16
	row   []uint32
}

func (o origin) at(i int) (batch int, row int) {
	if o.batch == nil {
		return 0, int(o.row[i])
	}
	return int(o.batch[i]), int(o.row[i])
}

// gatherRows lists the contacts that count, in source order.
func gatherRows(batches []*Batch, replaced []int) origin {
	n := 0
	for _, b := range batches {
		n += b.Len()
	}
	dead := replacedRows(batches)
	o := origin{row: make([]uint32, 0, n)}
	if len(batches) > 1 {
		o.batch = make([]uint16, 0, n)
	}
	for i, b := range batches {
		for r := range b.Len() {
			if dead != nil && dead[i] != nil && dead[i][r] {
				replaced[i]++
				continue
			}
			o.row = append(o.row, uint32(r))
			if o.batch != nil {
				o.batch = append(o.batch, uint16(i))
			}
		}
	}
	return o
}

// replacedRows marks the contacts that a later batch has again. It is nil when
// there can be none.
func replacedRows(batches []*Batch) [][]bool {
	withID, total := 0, 0
	for _, b := range batches {
		if b.ID != nil {
			withID++
			total += b.Len()
		}
	}
	if withID < 2 {
		return nil
	}
	dead := make([][]bool, len(batches))
	seen := NewEncoder(total)
	// From the latest batch back: an id met before belongs to a later batch.
	for i := len(batches) - 1; i >= 0; i-- {
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
				if dead[i] == nil {
					dead[i] = make([]bool, ids.Len())
				}
				dead[i][r] = true
			}
		}
	}
	return dead
}

// mergeCustomers gives the customer code of each contact in source order, in
// one dictionary for all batches.
func (l *Log) mergeCustomers(batches []*Batch, o origin) []uint32 {
	to := make([][]uint32, len(batches))
	switch len(batches) {
	case 0:
		return nil
	case 1:
		l.Customers = batches[0].Customers
	default:
		e := NewEncoder(batches[0].Customers.Len() * 2)
		for i, b := range batches {
			to[i] = e.Merge(&b.Customers)
		}
		l.Customers = *e.Dict()
	}
	codes := make([]uint32, len(o.row))
	parallel(len(codes), func(from, until int) {
		for i := from; i < until; i++ {
			b, r := o.at(i)
			code := batches[b].Customer.At(r)
			if to[b] != nil {
				code = to[b][code]
			}
			codes[i] = code
		}
	})
	for _, b := range batches {
		b.Customer, b.Customers = Codes{}, Dict{}
	}
	return codes
}

// order sorts the contacts by customer, time and source row: the customers by
// counting (their codes are dense), the few contacts of each by insertion.
// It fills Customer, Time and Keyed, and puts the origins in the new order.
func (l *Log) order(customer []uint32, batches []*Batch, o origin) {
	n := len(customer)
	starts := make([]uint32, l.Customers.Len()+1)
	for _, c := range customer {
		starts[c+1]++
	}
	for c := 1; c < len(starts); c++ {
		starts[c] += starts[c-1]
	}
	if len(starts) > 1 {
		l.Keyed = int(starts[1])
	}
	perm := make([]uint32, n)
	next := slices.Clone(starts)
	for i, c := range customer {
		perm[next[c]] = uint32(i)
		next[c]++
	}
	l.Customer = make([]uint32, n)
	l.Time = make([]int64, n)
	row := make([]uint32, n)
	var batch []uint16
	if o.batch != nil {
		batch = make([]uint16, n)
	}
	parallel(n, func(from, until int) {
		for i := from; i < until; i++ {
			p := perm[i]
			b, r := o.at(int(p))
			l.Customer[i] = customer[p]
			l.Time[i] = batches[b].Time[r]
		}
	})
	for _, b := range batches {
		b.Time = nil
	}
	parallel(len(starts)-1, func(from, until int) {
		for c := from; c < until; c++ {
			sortByTime(l.Time[starts[c]:starts[c+1]], perm[starts[c]:starts[c+1]])
		}
	})
	parallel(n, func(from, until int) {
		for i := from; i < until; i++ {
			row[i] = o.row[perm[i]]
			if batch != nil {
				batch[i] = o.batch[perm[i]]
			}
		}
	})
	copy(o.row, row)
	copy(o.batch, batch)
}

// sortByTime orders the contacts of one customer by time; equal times keep the
// order of the source.
func sortByTime(times []int64, perm []uint32) {
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
	if slices.IsSorted(times) {
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
	slices.SortFunc(entries, func(a, b entry) int {
		switch {
		case a.time != b.time:
			if a.time < b.time {
				return -1
			}
			return 1
		case a.perm < b.perm:
			return -1
		}
		return 1
	})
	for i, e := range entries {
		times[i], perm[i] = e.time, e.perm
	}
}

// copyColumns brings the dimensions and numbers of all batches together, in the
// order of the log.
func (l *Log) copyColumns(batches []*Batch, o origin) {
	n := len(o.row)
	for d := range Stored {
		to := make([][]uint32, len(batches))
		present := false
		e := NewEncoder(0)
		for i, b := range batches {
			if column := &b.Columns[d]; column.Codes.Len() > 0 {
				present = true
				to[i] = e.Merge(&column.Dict)
			}
		}
		if !present || n == 0 {
			continue
		}
		l.Columns[d] = Column{Codes: NewCodes(n, e.Dict().Len()), Dict: *e.Dict()}
		parallel(n, func(from, until int) {
			codes := l.Columns[d].Codes
			if len(batches) == 1 && sameWidth(codes, batches[0].Columns[d].Codes) {
				gatherCodes(codes, batches[0].Columns[d].Codes, o.row, from, until)
				return
			}
			for i := from; i < until; i++ {
				b, r := o.at(i)
				if to[b] != nil {
					codes.Set(i, to[b][batches[b].Columns[d].Codes.At(r)])
				}
			}
		})
		for _, b := range batches {
			b.Columns[d] = Column{}
		}
	}
	number := func(of func(*Batch) *[]int32) []int32 {
		present := false
		for _, b := range batches {
			present = present || *of(b) != nil
		}
		if !present {
			return nil
		}
		column := make([]int32, n)
		parallel(n, func(from, until int) {
			for i := from; i < until; i++ {
				b, r := o.at(i)
				column[i] = NoNumber
				if values := *of(batches[b]); values != nil {
					column[i] = values[r]
				}
			}
		})
		for _, b := range batches {
			*of(b) = nil
		}
		return column
	}
	l.Length = number(func(b *Batch) *[]int32 { return &b.Length })
	l.Handle = number(func(b *Batch) *[]int32 { return &b.Handle })
	l.Wait = number(func(b *Batch) *[]int32 { return &b.Wait })
	l.Transfers = number(func(b *Batch) *[]int32 { return &b.Transfers })
}

func sameWidth(a, b Codes) bool { return a.Width() == b.Width() }

// gatherCodes copies codes of one batch, whose dictionary is the log's own.
func gatherCodes(to, from Codes, rows []uint32, start, end int) {
	switch {
	case to.U8 != nil:
		for i := start; i < end; i++ {
			to.U8[i] = from.U8[rows[i]]
		}
	case to.U16 != nil:
		for i := start; i < end; i++ {
			to.U16[i] = from.U16[rows[i]]
		}
	default:
		for i := start; i < end; i++ {
			to.U32[i] = from.U32[rows[i]]
		}
	}
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
