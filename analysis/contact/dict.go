package contact

import (
	"hash/maphash"
	"math/bits"
)

// Dict is a list of distinct texts, packed. Code 0 is always the empty text and
// means that the value is missing. The zero Dict holds nothing but that.
type Dict struct {
	Data []byte   // the texts of codes 1, 2, … one after the other
	Ends []uint32 // Ends[c-1] is where the text of code c ends in Data
}

// Len gives the number of codes, the missing value included: at least 1.
func (d *Dict) Len() int { return len(d.Ends) + 1 }

// Bytes gives the text of a code without copying it; do not change it.
func (d *Dict) Bytes(code uint32) []byte {
	if code == 0 {
		return nil
	}
	start := uint32(0)
	if code > 1 {
		start = d.Ends[code-2]
	}
	return d.Data[start:d.Ends[code-1]]
}

// Text gives the text of a code.
func (d *Dict) Text(code uint32) string { return string(d.Bytes(code)) }

// Texts gives all texts; the index is the code. Meant for small dictionaries.
func (d *Dict) Texts() []string {
	all := make([]string, d.Len())
	for c := range all {
		all[c] = d.Text(uint32(c))
	}
	return all
}

// hashSeed is one for the whole program, so that dictionaries can share hashes.
var hashSeed = maphash.MakeSeed()

// Hash gives the hash under which an [Encoder] files a text. It differs from
// one run of the program to the next and must not be stored.
func Hash(text []byte) uint64 { return maphash.Bytes(hashSeed, text) }

// Encoder turns texts into codes, giving each new text the next code. It is
// for one goroutine; codes of several encoders are brought together by [Merge].
type Encoder struct {
	dict    Dict
	table   []slot // open addressing; length is a power of two
	mask    uint64
	touched uint32 // keeps the loads of Merge from being optimised away
}

// slot holds a code and the upper half of its hash; code 0 is an empty slot.
type slot struct{ tag, code uint32 }

// NewEncoder makes an encoder with room for about n texts before it grows.
func NewEncoder(n int) *Encoder {
	size := uint64(64)
	for size < uint64(n)*2 {
		size <<= 1
	}
	return &Encoder{table: make([]slot, size), mask: size - 1}
}

// Code gives the code of a text, a new one if it was not seen before. The text
// is copied. The empty text has code 0.
func (e *Encoder) Code(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	return e.CodeHashed(text, Hash(text))
}

// CodeHashed is [Encoder.Code] for a caller that has the [Hash] already. The
// text must not be empty.
func (e *Encoder) CodeHashed(text []byte, hash uint64) uint32 {
	tag := uint32(hash >> 32)
	for i := hash & e.mask; ; i = (i + 1) & e.mask {
		s := e.table[i]
		if s.code == 0 {
			break
		}
		if s.tag == tag && string(e.dict.Bytes(s.code)) == string(text) {
			return s.code
		}
	}
	e.dict.Data = append(e.dict.Data, text...)
	e.dict.Ends = append(e.dict.Ends, uint32(len(e.dict.Data)))
	code := uint32(len(e.dict.Ends))
	if uint64(code)*3 > uint64(len(e.table))*2 {
		e.grow()
	}
	e.place(hash, code)
	return code
}

// Prefetch touches the slot a hash will be looked for in, so that a caller who
// batches its look-ups waits for memory once instead of every time. The result
// has no meaning but to keep the load alive.
func (e *Encoder) Prefetch(hash uint64) uint32 { return e.table[hash&e.mask].tag }

// Dict gives what has been encoded so far. It is shared with the encoder.
func (e *Encoder) Dict() *Dict { return &e.dict }

func (e *Encoder) place(hash uint64, code uint32) {
	i := hash & e.mask
	for e.table[i].code != 0 {
		i = (i + 1) & e.mask
	}
	e.table[i] = slot{uint32(hash >> 32), code}
}

func (e *Encoder) grow() {
	// Hashes are not kept (they would double the table), so they are made again.
	size := uint64(len(e.table)) * 4
	e.table, e.mask = make([]slot, size), size-1
	for c := uint32(1); c < uint32(e.dict.Len()-1); c++ {
		e.place(Hash(e.dict.Bytes(c)), c)
	}
}

// Merge adds the texts of d to e and gives, for every code of d, the code in e.
func (e *Encoder) Merge(d *Dict) []uint32 {
	to := make([]uint32, d.Len())
	const ahead = 16
	var hashes [ahead]uint64
	for base := 1; base < d.Len(); base += ahead {
		n := min(ahead, d.Len()-base)
		var sink uint32
		for k := range n {
			hashes[k] = Hash(d.Bytes(uint32(base + k)))
			sink += e.Prefetch(hashes[k])
		}
		e.touched = sink
		for k := range n {
			to[base+k] = e.CodeHashed(d.Bytes(uint32(base+k)), hashes[k])
		}
	}
	return to
}

// widthFor gives the bytes a code needs when there are n codes.
func widthFor(n int) int {
	switch b := bits.Len(uint(max(n-1, 0))); {
	case b <= 8:
		return 1
	case b <= 16:
		return 2
	default:
		return 4
	}
}
