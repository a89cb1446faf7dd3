package book

import (
	"io"
	"math"
)

// Bounds of the shared strings of a workbook, which are held in memory.
const (
	maxSharedBytes = 1 << 30
	maxShared      = 1 << 25
)

// texts holds texts one after the other.
type texts struct {
	data []byte
	ends []uint32
}

func (t *texts) at(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.data[from:t.ends[i]]
}

// readShared reads the shared strings: of rich text the runs, without the
// phonetic guides.
func readShared(r io.ReadCloser, size int64) (*texts, error) {
	s := newStream(r)
	defer s.close()
	l := &lexer{more: s.more}
	out := &texts{data: make([]byte, 0, min(max(size, 0)/2, 64<<20))}
	inItem, inText, phonetic := false, false, 0
	from := 0
	for {
		t, err := l.next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t.kind {
		case tokenStart, tokenEmpty:
			start := t.kind == tokenStart
			switch string(t.name) {
			case "si":
				from = len(out.data)
				if inItem = start; !start {
					out.ends = append(out.ends, uint32(from))
				}
			case "rPh":
				if start {
					phonetic++
				}
			case "t":
				inText = start && inItem && phonetic == 0
			}
		case tokenEnd:
			switch string(t.name) {
			case "t":
				inText = false
			case "rPh":
				phonetic = max(phonetic-1, 0)
			case "si":
				inItem = false
				out.data = unescape(out.data, from)
				out.ends = append(out.ends, uint32(len(out.data)))
				if len(out.data) > min(maxSharedBytes, math.MaxUint32) || len(out.ends) > maxShared {
					return nil, ErrTooBig
				}
			}
		case tokenText, tokenCDATA:
			if !inText {
				continue
			}
			if out.data, err = t.appendTo(out.data); err != nil {
				return nil, err
			}
			if len(out.data)-from > maxToken {
				return nil, ErrTooBig
			}
		}
	}
}
