package workspace

import "encoding/binary"

// How the bytes of a chunk of texts lie before compression.
const (
	inOrder    = 0 // one text after the other
	transposed = 1 // all first bytes, all second bytes, …: texts of one length
)

// end is what the two kinds of text lists keep their ends in.
type end interface{ ~uint32 | ~uint64 }

// packTexts appends the packed texts to dst. ends are where each text ends in
// data, and start is where the first begins. The chunk is self-contained: the
// lengths as numbers, the length of that, the layout and the compressed bytes.
// Keys and contact ids mostly have one length; turned on their side they become
// half as large, for then a column of digits is packed as digits.
func packTexts[E end](p *packer, dst, data []byte, start E, ends []E) []byte {
	p.lens = p.lens[:0]
	at, even := start, true
	for _, e := range ends {
		p.lens = append(p.lens, uint32(e-at))
		even = even && p.lens[0] == uint32(e-at)
		at = e
	}
	lengths, _ := packNumbers(p, nil, p.lens)
	dst = binary.AppendUvarint(dst, uint64(len(lengths)))
	dst = append(dst, lengths...)
	data = data[start:at]
	if n := len(ends); even && n > 1 && len(data) > 0 {
		width := len(data) / n
		out := p.buffer(len(data))
		for k := range width {
			plane := out[k*n : k*n+n]
			for i := range plane {
				plane[i] = data[i*width+k]
			}
		}
		return p.zstd.EncodeAll(out, append(dst, transposed))
	}
	return p.zstd.EncodeAll(data, append(dst, inOrder))
}

// unpackTexts fills data and ends with what packTexts made; the ends count from
// base, which is where data begins in the whole.
func unpackTexts[E end](u *unpacker, data []byte, ends []E, base E, blob []byte) error {
	size, n := binary.Uvarint(blob)
	if n <= 0 || size >= uint64(len(blob)-n) {
		return errBlob
	}
	lengths, blob := blob[n:n+int(size)], blob[n+int(size):]
	if cap(u.lens) < len(ends) {
		u.lens = make([]uint32, len(ends))
	}
	lens := u.lens[:len(ends)]
	if err := unpackNumbers(u, lens, lengths); err != nil {
		return err
	}
	total := uint64(0)
	for i, l := range lens {
		total += uint64(l)
		if total > uint64(len(data)) {
			return errBlob
		}
		ends[i] = base + E(total)
	}
	if total != uint64(len(data)) {
		return errBlob
	}
	in, err := u.inflate(blob[1:], len(data))
	if err != nil {
		return err
	}
	switch blob[0] {
	case inOrder:
		copy(data, in)
	case transposed:
		count := len(ends)
		if count == 0 || len(data)%count != 0 {
			return errBlob
		}
		width := len(data) / count
		for k := range width {
			plane := in[k*count : k*count+count]
			for i, b := range plane {
				data[i*width+k] = b
			}
		}
	default:
		return errBlob
	}
	return nil
}
