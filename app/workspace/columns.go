package workspace

import (
	"fmt"

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
	pack  func(p *packer, s span) []byte
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
	all = codes(all, string(contact.FieldCustomer), b.Customer)
	all = dictionary(all, string(contact.FieldCustomer), &b.Customers)
	for i, d := range contact.Stored {
		all = codes(all, string(d), b.Columns[i].Codes)
		all = dictionary(all, string(d), &b.Columns[i].Dict)
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
	c.pack = func(p *packer, s span) []byte {
		return packNumbers(p, nil, values[s.start:s.start+s.count])
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

func codes(all []column, name string, c contact.Codes) []column {
	switch c.Width() {
	case 1:
		return numbers(all, name, codecU8, c.U8)
	case 2:
		return numbers(all, name, codecU16, c.U16)
	case 4:
		return numbers(all, name, codecU32, c.U32)
	}
	return all
}

func dictionary(all []column, of string, d *contact.Dict) []column {
	if d.Ends == nil {
		return all
	}
	return texts(all, of+textsOf, d.Data, d.Ends)
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
	c.pack = func(p *packer, s span) []byte {
		start := E(0)
		if s.start > 0 {
			start = ends[s.start-1]
		}
		return packTexts(p, nil, data, start, ends[s.start:s.start+s.count])
	}
	return append(all, c)
}

// check says what is wrong with a batch that cannot be stored. It finds the
// mistakes of a caller, not of a user.
func check(b *contact.Batch) error {
	n := b.Len()
	for _, c := range columnsOf(b) {
		if len(c.name) > len(textsOf) && c.name[len(c.name)-len(textsOf):] == textsOf {
			continue
		}
		if c.rows != n {
			return fmt.Errorf("workspace: column %s has %d rows, the batch %d", c.name, c.rows, n)
		}
	}
	for _, c := range append([]contact.Column{{Codes: b.Customer, Dict: b.Customers}}, b.Columns[:]...) {
		if err := checkCodes(c.Codes, c.Dict.Len()); err != nil {
			return err
		}
	}
	return nil
}

// checkCodes makes sure that every code has a text.
func checkCodes(c contact.Codes, limit int) error {
	high := 0
	for _, v := range c.U8 {
		high = max(high, int(v))
	}
	for _, v := range c.U16 {
		high = max(high, int(v))
	}
	for _, v := range c.U32 {
		high = max(high, int(v))
	}
	if high >= limit {
		return fmt.Errorf("workspace: a code of %d where the dictionary has %d", high, limit)
	}
	return nil
}
