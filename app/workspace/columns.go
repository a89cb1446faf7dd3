package workspace

import (
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
)

// The columns of a batch under the names by which the file knows them: fields
// bear the name of their field, and a dictionary that of its column and
// ".texts". Stored for ever; a new column is a new name.
const (
	columnTime   = string(contact.FieldTime)
	columnLength = "length_seconds"
	columnLine   = "line"
	textsOf      = ".texts"
)

// keyName gives the name of column k of the customer keys: customer, customer.2, …
func keyName(k int) string {
	if k == 0 {
		return string(contact.FieldCustomer)
	}
	return string(contact.FieldCustomer) + "." + strconv.Itoa(k+1)
}

// span is the rows of one chunk.
type span struct {
	start, count int
	size         int // bytes of text
}

// column is one column that can be packed, chunk by chunk.
type column struct {
	name  string
	codec int
	rows  int
	spans []span
	bytes int64 // in memory, for progress
	limit int64 // codes must be below it; 0 for numbers and texts
	pack  func(p *packer, dst []byte, s span) (data []byte, high int64)
}

// columnsOf lists the columns a batch has, in the order in which they are
// stored and later read.
func columnsOf(b *contact.Batch) []column {
	var all []column
	times := b.Time
	if times == nil {
		times = []int64{} // every batch has this column, be it empty
	}
	all = numbers(all, columnTime, codecI64, times)
	for k := range b.Keys {
		all = coded(all, keyName(k), b.Keys[k].Codes, &b.Keys[k].Dict)
	}
	for i, d := range contact.Stored {
		all = coded(all, string(d), b.Columns[i].Codes, &b.Columns[i].Dict)
	}
	all = numbers(all, columnLength, codecI32, b.Length)
	all = numbers(all, string(contact.FieldHandle), codecI32, b.Handle)
	all = numbers(all, string(contact.FieldWait), codecI32, b.Wait)
	all = numbers(all, string(contact.FieldTransfers), codecI32, b.Transfers)
	all = numbers(all, columnLine, codecU32, b.Line)
	if b.ID != nil {
		all = texts(all, string(contact.FieldID), b.ID.Data, b.ID.Ends)
	}
	if b.Note != nil {
		all = texts(all, string(contact.FieldNote), b.Note.Data, b.Note.Ends)
	}
	return all
}

func numbers[T number](all []column, name string, codec int, values []T) []column {
	if values == nil {
		return all
	}
	c := column{name: name, codec: codec, rows: len(values)}
	var one T
	c.bytes = int64(len(values)) * int64(sizeOf(one))
	for start := 0; start == 0 || start < len(values); start += chunkRows {
		c.spans = append(c.spans, span{start: start, count: min(chunkRows, len(values)-start)})
	}
	c.pack = func(p *packer, dst []byte, s span) ([]byte, int64) {
		return packNumbers(p, dst, values[s.start:s.start+s.count])
	}
	return append(all, c)
}

func sizeOf(one any) int {
	switch one.(type) {
	case uint8:
		return 1
	case uint16:
		return 2
	case int64:
		return 8
	}
	return 4
}

// coded adds a column of codes and its dictionary.
func coded(all []column, name string, c contact.Codes, d *contact.Dict) []column {
	switch c.Width() {
	case 1:
		all = numbers(all, name, codecU8, c.U8)
	case 2:
		all = numbers(all, name, codecU16, c.U16)
	case 4:
		all = numbers(all, name, codecU32, c.U32)
	}
	if c.Width() > 0 {
		all[len(all)-1].limit = int64(d.Len())
	}
	if d.Ends == nil {
		return all
	}
	return texts(all, name+textsOf, d.Data, d.Ends)
}

func texts[E end](all []column, name string, data []byte, ends []E) []column {
	c := column{name: name, codec: codecTexts, rows: len(ends), bytes: int64(len(data)) + int64(len(ends))*4}
	at, from := 0, E(0)
	for i, e := range ends {
		if i > at && (i-at == textRows || e-from > textBytes) {
			c.spans = append(c.spans, span{start: at, count: i - at, size: int(ends[i-1] - from)})
			at, from = i, ends[i-1]
		}
	}
	last := span{start: at, count: len(ends) - at}
	if len(ends) > 0 {
		last.size = int(ends[len(ends)-1] - from)
	}
	c.spans = append(c.spans, last)
	c.pack = func(p *packer, dst []byte, s span) ([]byte, int64) {
		start := E(0)
		if s.start > 0 {
			start = ends[s.start-1]
		}
		return packTexts(p, dst, data, start, ends[s.start:s.start+s.count]), 0
	}
	return append(all, c)
}

// check says what is wrong with a batch that cannot be stored. It finds the
// mistakes of a caller, not of a user. Codes are checked while they are packed.
func check(b *contact.Batch) error {
	n := b.Len()
	if len(b.Keys) > contact.MaxKeys {
		return mistaken("%d columns of customer keys", len(b.Keys))
	}
	for _, c := range columnsOf(b) {
		if !strings.HasSuffix(c.name, textsOf) && c.rows != n {
			return mistaken("column %s has %d rows, the batch %d", c.name, c.rows, n)
		}
	}
	return nil
}
