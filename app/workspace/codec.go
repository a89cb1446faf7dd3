package workspace

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"math/bits"

	"github.com/klauspost/compress/zstd"
)

// The codecs of a chunk: which numbers it holds, or texts. They are stored and
// keep their number for ever.
const (
	codecU8    = 1
	codecU16   = 2
	codecU32   = 3
	codecI32   = 4
	codecI64   = 5
	codecTexts = 6
)

// Chunks of numbers hold up to chunkRows, which is what one goroutine packs at
// a time. Chunks of texts are small, so that one note is read without its
// hundred thousand neighbours.
const (
	chunkRows  = 1 << 20
	textRows   = 1 << 15
	textBytes  = 1 << 18
	textLength = math.MaxInt32 / 4 // of one text; longer cannot be a note
)

// number is what a column can be made of.
type number interface {
	~uint8 | ~uint16 | ~uint32 | ~int32 | ~int64
}

// How the numbers of a chunk are turned into small ones.
const (
	plain = 0 // (value − base) / unit
	delta = 1 // (value − the one before − least) / unit; base is the first
)

var errBlob = errors.New("chunk does not decode")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(data []byte) int64 { return int64(crc32.Checksum(data, castagnoli)) }

// packer packs chunks. It is for one goroutine and keeps its buffers.
type packer struct {
	zstd   *zstd.Encoder
	planes []byte
	lens   []uint32
}

func newPacker() *packer {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		panic("workspace: " + err.Error()) // only for wrong options
	}
	return &packer{zstd: enc}
}

func (p *packer) buffer(n int) []byte {
	if cap(p.planes) < n {
		p.planes = make([]byte, n)
	}
	return p.planes[:n]
}

// packNumbers appends the packed values to dst: a head (transform, planes,
// unit, base, least) and the bytes of the small numbers, plane by plane, lowest
// first, compressed together. A column that is constant, or counts on evenly,
// has no planes at all.
//
// It also gives the highest value.
func packNumbers[T number](p *packer, dst []byte, values []T) ([]byte, int64) {
	if bytes, ok := any(values).([]uint8); ok {
		return packBytes(p, dst, bytes), int64(highest(bytes))
	}
	t := chooseTransform(values)
	dst = append(dst, t.kind, byte(t.planes))
	dst = binary.AppendUvarint(dst, uint64(t.unit))
	dst = binary.AppendVarint(dst, t.base)
	dst = binary.AppendVarint(dst, t.least)
	if t.planes == 0 {
		return dst, t.high
	}
	n := len(values)
	out := p.buffer(n * t.planes)
	if t.kind == plain && t.unit == 1 {
		splitPlain(out, values, t.base, t.planes)
	} else {
		splitAny(out, values, t)
	}
	return p.zstd.EncodeAll(out, dst), t.high
}

// packBytes is packNumbers for what already is a plane.
func packBytes(p *packer, dst []byte, values []uint8) []byte {
	dst = append(dst, plain, 1)
	dst = binary.AppendUvarint(dst, 1)
	dst = binary.AppendVarint(dst, 0)
	dst = binary.AppendVarint(dst, 0)
	return p.zstd.EncodeAll(values, dst)
}

func highest[T number](values []T) T {
	var high T
	for _, v := range values {
		high = max(high, v)
	}
	return high
}

type transform struct {
	kind        byte
	planes      int
	unit        int64
	base, least int64
	high        int64 // highest value; not stored
}

// chooseTransform finds the range of the values, the unit that all share (for
// times: whole seconds or minutes), and by sampling whether the differences are
// smaller than the values.
func chooseTransform[T number](values []T) transform {
	t := transform{unit: 1}
	if len(values) == 0 {
		return t
	}
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	t.base, t.high = int64(low), int64(high)
	span := uint64(int64(high)) - uint64(int64(low))
	if _, wide := any(low).(int64); wide && span < 1<<62 {
		t.unit = sharedUnit(values)
		span /= uint64(t.unit)
	}
	t.planes = (bits.Len64(span) + 7) / 8
	if t.planes < 2 || !smallSteps(values, t.base, t.unit) {
		return t
	}
	least, most := int64(math.MaxInt64), int64(math.MinInt64)
	for i := 1; i < len(values); i++ {
		d := int64(values[i]) - int64(values[i-1])
		least, most = min(least, d), max(most, d)
	}
	steps := (uint64(most) - uint64(least)) / uint64(t.unit)
	planes := (bits.Len64(steps) + 7) / 8
	if planes > t.planes+1 || planes > 7 {
		return t
	}
	return transform{kind: delta, planes: planes, unit: t.unit, base: int64(values[0]), least: least, high: t.high}
}

// sharedUnit gives the largest of a minute, a second and a millisecond in which
// all differences are whole.
func sharedUnit[T number](values []T) int64 {
	first, minutes := int64(values[0]), true
	for _, v := range values {
		d := int64(v) - first
		if d%1000 != 0 {
			return 1
		}
		minutes = minutes && d%60000 == 0
	}
	if minutes {
		return 60000
	}
	return 1000
}

// smallSteps reports whether the steps from one value to the next take clearly
// fewer bits than the values above the base, judged by some runs of them.
func smallSteps[T number](values []T, base, unit int64) bool {
	const run, runs = 1024, 16
	var value, step, n int
	stride := max(run, len(values)/runs)
	for at := 1; at < len(values); at += stride {
		for i := at; i < min(at+run, len(values)); i++ {
			v, d := uint64(int64(values[i])-base), int64(values[i])-int64(values[i-1])
			if d < 0 {
				d = -d
			}
			value += bits.Len64(v / uint64(unit))
			step += bits.Len64(uint64(d) / uint64(unit))
			n++
		}
	}
	return n > 0 && step+2*n < value
}

func splitPlain[T number](out []byte, values []T, base int64, planes int) {
	n := len(values)
	switch planes {
	case 1:
		for i, v := range values {
			out[i] = byte(int64(v) - base)
		}
	case 2:
		p0, p1 := out[:n], out[n:2*n]
		for i, v := range values {
			u := uint64(int64(v) - base)
			p0[i], p1[i] = byte(u), byte(u>>8)
		}
	case 3:
		p0, p1, p2 := out[:n], out[n:2*n], out[2*n:3*n]
		for i, v := range values {
			u := uint64(int64(v) - base)
			p0[i], p1[i], p2[i] = byte(u), byte(u>>8), byte(u>>16)
		}
	default:
		for i, v := range values {
			u := uint64(int64(v) - base)
			for k := range planes {
				out[k*n+i] = byte(u >> (8 * k))
			}
		}
	}
}

func splitAny[T number](out []byte, values []T, t transform) {
	n := len(values)
	previous := t.base - t.least // so that the first step is the least
	for i, v := range values {
		u := uint64(int64(v) - t.base)
		if t.kind == delta {
			u = uint64(int64(v) - previous - t.least)
			previous = int64(v)
		}
		switch t.unit { // a division by a constant is far cheaper
		case 1000:
			u /= 1000
		case 60000:
			u /= 60000
		}
		for k := range t.planes {
			out[k*n+i] = byte(u >> (8 * k))
		}
	}
}

// unpacker reads chunks. It is for one goroutine and keeps its buffers.
type unpacker struct {
	zstd   *zstd.Decoder
	planes []byte
	lens   []uint32
}

func newUnpacker() *unpacker {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		panic("workspace: " + err.Error()) // only for wrong options
	}
	return &unpacker{zstd: dec}
}

func (u *unpacker) close() { u.zstd.Close() }

// inflate decompresses into exactly n bytes, which are valid until the next call.
func (u *unpacker) inflate(data []byte, n int) ([]byte, error) {
	if cap(u.planes) < n {
		u.planes = make([]byte, 0, n)
	}
	out, err := u.zstd.DecodeAll(data, u.planes[:0:n])
	if err != nil || len(out) != n {
		return nil, errBlob
	}
	return out, nil
}

// inflateInto decompresses straight to where the bytes belong.
func inflateInto(u *unpacker, dst, data []byte) error {
	out, err := u.zstd.DecodeAll(data, dst[:0:len(dst)])
	if err != nil || len(out) != len(dst) || len(dst) > 0 && &out[0] != &dst[0] {
		return errBlob
	}
	return nil
}

// unpackNumbers fills dst with what packNumbers made of as many values.
func unpackNumbers[T number](u *unpacker, dst []T, data []byte) error {
	t, data, err := readTransform(data)
	if err != nil {
		return err
	}
	n := len(dst)
	var in []byte
	if bytes, ok := any(dst).([]uint8); ok && t == (transform{kind: plain, planes: 1, unit: 1}) {
		return inflateInto(u, bytes, data)
	}
	if t.planes > 0 {
		if in, err = u.inflate(data, n*t.planes); err != nil {
			return err
		}
	}
	switch {
	case t.kind == plain && t.unit == 1:
		joinPlain(dst, in, t.base, t.planes)
	case t.kind == plain:
		for i := range dst {
			dst[i] = T(t.base + int64(join(in, i, n, t.planes))*t.unit)
		}
	default:
		v := t.base - t.least
		for i := range dst {
			v += t.least + int64(join(in, i, n, t.planes))*t.unit
			dst[i] = T(v)
		}
	}
	return nil
}

func readTransform(data []byte) (transform, []byte, error) {
	if len(data) < 2 || data[0] > delta || data[1] > 8 {
		return transform{}, nil, errBlob
	}
	t := transform{kind: data[0], planes: int(data[1])}
	data = data[2:]
	unit, n := binary.Uvarint(data)
	if n <= 0 || unit == 0 || unit > math.MaxInt32 {
		return t, nil, errBlob
	}
	t.unit, data = int64(unit), data[n:]
	for _, to := range []*int64{&t.base, &t.least} {
		v, n := binary.Varint(data)
		if n <= 0 {
			return t, nil, errBlob
		}
		*to, data = v, data[n:]
	}
	return t, data, nil
}

func join(in []byte, i, n, planes int) uint64 {
	var u uint64
	for k := range planes {
		u |= uint64(in[k*n+i]) << (8 * k)
	}
	return u
}

func joinPlain[T number](dst []T, in []byte, base int64, planes int) {
	n := len(dst)
	switch planes {
	case 0:
		for i := range dst {
			dst[i] = T(base)
		}
	case 1:
		in = in[:n]
		for i := range dst {
			dst[i] = T(base + int64(in[i]))
		}
	case 2:
		p0, p1 := in[:n], in[n:2*n]
		for i := range dst {
			dst[i] = T(base + int64(uint64(p0[i])|uint64(p1[i])<<8))
		}
	case 3:
		p0, p1, p2 := in[:n], in[n:2*n], in[2*n:3*n]
		for i := range dst {
			dst[i] = T(base + int64(uint64(p0[i])|uint64(p1[i])<<8|uint64(p2[i])<<16))
		}
	default:
		for i := range dst {
			dst[i] = T(base + int64(join(in, i, n, planes)))
		}
	}
}
