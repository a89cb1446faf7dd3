package contact

// NoNumber marks a missing duration or count.
const NoNumber = -1

// Batch is what one file brought in: one entry per contact, no two with the same contact id, in the order of the source until [Batch.Order] is asked.
// Absent columns are nil (Codes: zero).
type Batch struct {
	Time      []int64 // wall-clock milliseconds, see the package comment
	Customer  Codes   // code 0: no customer key
	Customers Dict
	Columns   [len(Stored)]Column // by the order of [Stored]

	Length    []int32 // seconds from start to end; NoNumber if unknown
	Handle    []int32 // seconds
	Wait      []int32 // seconds
	Transfers []int32

	Line []uint32 // line (text file) or row (workbook) in the source, from 1

	ID   *Texts // contact ids; nil where the source has none
	Note *Texts
}

// Len gives the number of contacts.
func (b *Batch) Len() int { return len(b.Time) }

// Texts is a column of texts that are mostly distinct, such as contact ids and
// notes: kept one after the other.
type Texts struct {
	Data []byte
	Ends []uint64 // Ends[i] is where text i ends in Data
}

// Append adds a text.
func (t *Texts) Append(text []byte) {
	t.Data = append(t.Data, text...)
	t.Ends = append(t.Ends, uint64(len(t.Data)))
}

// Len gives the number of texts.
func (t *Texts) Len() int { return len(t.Ends) }

// Bytes gives text i without copying it; do not change it.
func (t *Texts) Bytes(i int) []byte {
	start := uint64(0)
	if i > 0 {
		start = t.Ends[i-1]
	}
	return t.Data[start:t.Ends[i]]
}

// Text gives text i.
func (t *Texts) Text(i int) string { return string(t.Bytes(i)) }
