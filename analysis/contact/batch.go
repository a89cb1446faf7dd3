package contact

// NoNumber marks a missing duration or count.
const NoNumber = -1

// Batch is what one file brought in: one entry per contact, no two with the same contact id, in the order of the source until [Batch.Order] is asked.
// Absent columns are nil (Codes: zero).
type Batch struct {
	Time    []int64             // wall-clock milliseconds, see the package comment
	Keys    []KeyColumn         // columns of customer keys, the strongest first; at most [MaxKeys]
	Columns [len(Stored)]Column // by the order of [Stored]

	// Source names the exports that the batch is one of, for example by the columns that they have.
	// Contacts of two batches can only be the same one when their source is; that of batches without a
	// source only by their contact id.
	Source string

	Length    []int32 // seconds from start to end; NoNumber if unknown
	Handle    []int32 // seconds
	Wait      []int32 // seconds
	Transfers []int32

	Line []uint32 // line (text file) or row (workbook) in the source, from 1

	ID   *Texts // contact ids; nil where the source has none
	Note *Texts
}

// MaxKeys is how many columns of customer keys a batch can have.
const MaxKeys = 8

// KeyColumn is a column of customer keys, normalised: in all columns of all
// batches the same text is the same key.
type KeyColumn struct {
	Name string // of the column in the source
	Kind string // as in package key
	Codes
	Dict Dict
}

// lead gives the strongest column of customer keys; an empty one if there is none.
func (b *Batch) lead() *KeyColumn {
	if len(b.Keys) == 0 {
		return &KeyColumn{}
	}
	return &b.Keys[0]
}

// WithoutCustomer counts the contacts that have no customer key in any column.
func (b *Batch) WithoutCustomer() int {
	n := 0
	for i := range b.Len() {
		if b.keyless(i) {
			n++
		}
	}
	return n
}

func (b *Batch) keyless(i int) bool {
	for k := range b.Keys {
		if b.Keys[k].At(i) != 0 {
			return false
		}
	}
	return true
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
