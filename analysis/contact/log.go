package contact

import (
	"math"
	"time"
)

// Log is every contact of a workspace, by column. Contacts are ordered by
// customer, time and source row; those without a customer key stand first.
// A Log does not change once built.
type Log struct {
	Time      []int64 // wall-clock milliseconds, see the package comment
	Customer  Codes   // code in Customers; 0: no customer key
	Customers Dict
	Columns   [len(Stored)]Column // by the order of [Stored]

	Length    []int32 // seconds; NoNumber if unknown; nil if no batch has it
	Handle    []int32
	Wait      []int32
	Transfers []int32

	Keyed      int   // place of the first contact that has a customer key
	Start, End int64 // first and last contact time; both 0 for an empty log

	origin origin
	asRead *[len(Stored)]Column // Columns before a catalogue changed them; nil: none did, see [Log.With]
}

// origin says for each contact where it came from. It is empty when there is one
// batch, ordered as the log is.
type origin struct {
	batch []uint16
	row   []uint32
}

// Len gives the number of contacts.
func (l *Log) Len() int { return len(l.Time) }

// Origin gives which of the batches given to [Build] a contact came from, and its
// place in that batch once ordered by [Batch.Order].
func (l *Log) Origin(i int) (batch, place int) {
	if l.origin.row == nil {
		return 0, i
	}
	return int(l.origin.batch[i]), int(l.origin.row[i])
}

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
// Build takes the batches over: they must not be used after.
func Build(batches []*Batch, covered int64) *Log {
	l := &Log{}
	b := &Batch{}
	if len(batches) == 1 {
		b = batches[0]
	} else {
		b, l.origin = join(batches)
	}
	b.ID, b.Note, b.Line = nil, nil, nil // on disk until asked for
	b.order(&l.origin)
	l.Time, l.Customer, l.Customers, l.Columns = b.Time, b.Customer, b.Customers, b.Columns
	l.Length, l.Handle, l.Wait, l.Transfers = b.Length, b.Handle, b.Wait, b.Transfers
	for l.Keyed < l.Len() && l.Customer.At(l.Keyed) == 0 {
		l.Keyed++
	}
	if l.Len() > 0 {
		l.Start, l.End = math.MaxInt64, math.MinInt64
		for _, t := range l.Time {
			l.Start, l.End = min(l.Start, t), max(l.End, t)
		}
		l.End = max(l.End, covered)
	}
	return l
}
