package ingest

import (
	"bytes"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
)

// marks is a list of values that mean missing.
type marks struct {
	texts [][]byte // folded
	max   int      // length of the longest
}

func newMarks(values []string) marks {
	var m marks
	for _, v := range values {
		v := bytes.ToLower(cell.Trim([]byte(v)))
		if len(v) > 0 {
			m.texts, m.max = append(m.texts, v), max(m.max, len(v))
		}
	}
	return m
}

// has reports whether a trimmed text means missing; the empty one does.
func (m *marks) has(s []byte) bool {
	if len(s) == 0 {
		return true
	}
	if len(s) > m.max {
		return false
	}
	for _, t := range m.texts {
		if len(t) == len(s) && equalFoldBytes(s, t) {
			return true
		}
	}
	return false
}

// equalFoldBytes compares a text with a folded one.
func equalFoldBytes(s, folded []byte) bool {
	for i, b := range s {
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		if b != folded[i] {
			return bytes.EqualFold(s, folded)
		}
	}
	return true
}

// valueEncoder codes the values of a column with few different ones. In front of
// its dictionary stands a small table of texts seen lately.
type valueEncoder struct {
	enc     *contact.Encoder
	missing marks
	rule    ValueRule
	recent  [1 << recentBits]recentText
}

const recentBits = 9

// recentText is a text of at most 24 bytes, whole, and its code.
type recentText struct {
	a, b, c uint64
	n       uint32 // its length, plus one: 0 is an empty place
	code    uint32
}

func newValueEncoder(missing marks, rule ValueRule) *valueEncoder {
	return &valueEncoder{enc: contact.NewEncoder(64), missing: missing, rule: rule}
}

// code gives the code of a text; behind it at least eight bytes can be read.
func (v *valueEncoder) code(buf []byte, from, to uint32) uint32 {
	n := to - from
	if n == 0 {
		return 0
	}
	if n > 24 {
		return v.slow(buf[from:to])
	}
	// The text as three words, each byte of it in one of them.
	var a, b, c uint64
	a = cell.Load64(buf, int(from))
	switch {
	case n < 8:
		a &= 1<<(8*n) - 1
	case n <= 16:
		b = cell.Load64(buf, int(to)-8)
	default:
		b = cell.Load64(buf, int(from)+8)
		c = cell.Load64(buf, int(to)-8)
	}
	h := (a ^ b*0x9e3779b97f4a7c15 ^ c*0xc2b2ae3d27d4eb4f ^ uint64(n)) * 0xff51afd7ed558ccd
	r := &v.recent[h>>(64-recentBits)]
	if r.a == a && r.b == b && r.c == c && r.n == n+1 {
		return r.code
	}
	*r = recentText{a, b, c, n + 1, v.slow(buf[from:to])}
	return r.code
}

func (v *valueEncoder) slow(text []byte) uint32 {
	if text = v.rule.apply(cell.Trim(text)); v.missing.has(text) {
		return 0
	}
	return v.enc.Code(text)
}
