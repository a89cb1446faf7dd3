package key

import (
	"bytes"
	"math"
)

// What a spreadsheet did to keys.
const (
	Exponents = "exponents" // 1,23457E+12: all but the first digits are gone
	Rounded   = "rounded"   // of more than 15 digits the last are noughts
	NoZeros   = "zeros"     // leading zeros are gone
)

// Damage is what a spreadsheet seems to have done to a column of keys, as far as
// their texts show. The zero Damage is none.
type Damage struct {
	How   string // [Exponents], [Rounded] or [NoZeros]; empty: nothing
	width int    // of a key with all its zeros
	phone bool
}

// Of reports whether a key is one of those that were damaged.
func (d Damage) Of(text []byte) bool {
	text = bytes.TrimSpace(text)
	switch d.How {
	case Exponents:
		return isExponent(text)
	case Rounded:
		return isRounded(text)
	case NoZeros:
		if d.phone {
			return isShortMobile(text)
		}
		return allDigits(text) && len(text) < d.width
	}
	return false
}

// Inspect looks at the different keys of a column, as they stand, for damage. It
// says so only on strong evidence: numbers of growing length are no damage.
func Inspect(kind string, n int, text func(i int) []byte) Damage {
	var exponents, long, rounded, mobiles, phones, zeroLed, digits int
	var lengths [20]int
	var heads [20][10]int // first digits, by length
	for i := range n {
		t := bytes.TrimSpace(text(i))
		if isExponent(t) {
			exponents++
			continue
		}
		if len(t) == 0 || !allDigits(t) {
			continue
		}
		digits++
		if len(t) >= 16 {
			long++
			if isRounded(t) {
				rounded++
			}
		}
		switch {
		case isShortMobile(t):
			mobiles++
		case len(t) == 10 && t[0] == '0':
			phones++
		}
		if t[0] == '0' {
			zeroLed++
		}
		if len(t) < len(lengths) {
			lengths[len(t)]++
			heads[len(t)][t[0]-'0']++
		}
	}
	switch {
	case exponents > 0 && kind != Email:
		return Damage{How: Exponents}
	case long >= 5 && rounded*5 >= long*4, long >= 20 && rounded*5 >= long*2:
		return Damage{How: Rounded}
	case kind == Phone && mobiles >= 3 && mobiles*10 >= digits:
		return Damage{How: NoZeros, phone: true}
	case kind == Phone || kind == Email:
		return Damage{}
	}
	if w := paddedWidth(lengths, heads, digits, zeroLed); w > 0 {
		return Damage{How: NoZeros, width: w}
	}
	if w := bereftWidth(n, text, lengths, zeroLed); w > 0 {
		return Damage{How: NoZeros, width: w}
	}
	return Damage{}
}

// paddedWidth gives the width that keys had before their leading zeros went, 0 when
// nothing says that they had one. Numbers of one width, given out at random, are a
// digit shorter without their zeros in one case of ten, two in one of a hundred, and
// the others start with each of 1 to 9 as often. So do all numbers that were given
// out up to a power of ten; those lie close together, where these are far apart.
func paddedWidth(lengths [20]int, heads [20][10]int, digits, zeroLed int) int {
	if digits < 200 || zeroLed > 0 {
		return 0
	}
	w := 0
	for l := range lengths {
		if lengths[l] > lengths[w] {
			w = l
		}
	}
	if w < 6 || float64(digits) > math.Pow10(w)/100 {
		return 0
	}
	below := 0
	for l := range w {
		below += lengths[l]
	}
	if below+lengths[w] != digits {
		return 0 // longer ones as well
	}
	share := float64(lengths[w-1]) / float64(digits)
	rest := float64(below-lengths[w-1]) / float64(digits)
	if share < 0.05 || share > 0.14 || rest > 0.03 {
		return 0
	}
	// The first digits, by Pearson's chi-square with 8 degrees of freedom: 26.1 is passed once in a thousand.
	expected, chi := float64(lengths[w])/9, 0.0
	for d := 1; d <= 9; d++ {
		off := float64(heads[w][d]) - expected
		chi += off * off / expected
	}
	if chi > 26.1 {
		return 0
	}
	return w
}

// bereftWidth gives the width of keys with leading zeros when several of them stand
// in the column without as well: exports that went through a spreadsheet beside
// others that did not.
func bereftWidth(n int, text func(i int) []byte, lengths [20]int, zeroLed int) int {
	if zeroLed < 3 {
		return 0
	}
	w := 0
	for l := range lengths {
		if lengths[l] > lengths[w] {
			w = l
		}
	}
	bare := map[string]bool{} // the shorter ones
	for i := range n {
		if t := bytes.TrimSpace(text(i)); len(t) > 0 && len(t) < w && t[0] != '0' && allDigits(t) {
			bare[string(t)] = true
		}
	}
	if len(bare) < 3 {
		return 0
	}
	padded, twice := 0, 0
	for i := range n {
		if t := bytes.TrimSpace(text(i)); len(t) == w && t[0] == '0' && allDigits(t) {
			padded++
			if bare[string(bytes.TrimLeft(t, "0"))] {
				twice++
			}
		}
	}
	if twice >= 3 && twice*10 >= padded {
		return w
	}
	return 0
}

func allDigits(t []byte) bool {
	for _, c := range t {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

// isExponent reports whether a text is a number as a spreadsheet writes a long one:
// 1.2E+07, 6,12346E+08.
func isExponent(t []byte) bool {
	if len(t) < 5 || len(t) > 24 || t[0]-'0' > 9 {
		return false
	}
	at := bytes.IndexAny(t, "eE")
	if at < 1 || at+2 >= len(t) || t[at+1] != '+' || !allDigits(t[at+2:]) {
		return false
	}
	return at == 1 || (t[1] == '.' || t[1] == ',') && allDigits(t[2:at])
}

// isRounded reports whether a number of more than 15 digits has noughts from the
// sixteenth on: that is how many a spreadsheet keeps.
func isRounded(t []byte) bool {
	return len(t) >= 16 && allDigits(t) && len(bytes.TrimRight(t[15:], "0")) == 0
}

// isShortMobile reports whether a number is a Dutch mobile one without its zero.
func isShortMobile(t []byte) bool { return len(t) == 9 && t[0] == '6' && allDigits(t) }
