package contact

// Codes is a column of dictionary codes, kept in the narrowest width that holds
// them: exactly one of the slices is in use (none when the column is absent,
// which reads as all missing).
type Codes struct {
	U8  []uint8
	U16 []uint16
	U32 []uint32
}

// NewCodes makes a column of n codes below limit, all zero (missing).
func NewCodes(n, limit int) Codes {
	switch widthFor(limit) {
	case 1:
		return Codes{U8: make([]uint8, n)}
	case 2:
		return Codes{U16: make([]uint16, n)}
	default:
		return Codes{U32: make([]uint32, n)}
	}
}

// Width gives the bytes a code takes: 1, 2 or 4; 0 for an absent column.
func (c Codes) Width() int {
	switch {
	case c.U8 != nil:
		return 1
	case c.U16 != nil:
		return 2
	case c.U32 != nil:
		return 4
	}
	return 0
}

// Len gives the number of codes; 0 for an absent column.
func (c Codes) Len() int { return len(c.U8) + len(c.U16) + len(c.U32) }

// At gives the code of contact i; 0 for an absent column.
func (c Codes) At(i int) uint32 {
	switch {
	case c.U8 != nil:
		return uint32(c.U8[i])
	case c.U16 != nil:
		return uint32(c.U16[i])
	case c.U32 != nil:
		return c.U32[i]
	}
	return 0
}

// Set puts a code, which must fit the width.
func (c Codes) Set(i int, code uint32) {
	switch {
	case c.U8 != nil:
		c.U8[i] = uint8(code)
	case c.U16 != nil:
		c.U16[i] = uint16(code)
	case c.U32 != nil:
		c.U32[i] = code
	}
}

// Missing counts the codes that are 0.
func (c Codes) Missing() int { return zeros(c.U8) + zeros(c.U16) + zeros(c.U32) }

func zeros[T uint8 | uint16 | uint32](codes []T) int {
	n := 0
	for _, c := range codes {
		if c == 0 {
			n++
		}
	}
	return n
}

// Column is one stored dimension of a batch or log.
type Column struct {
	Codes Codes
	Dict  Dict
}
