package book

import (
	"bytes"
	"io"
)

// Bounds of the shared strings of a workbook, which are held in memory.
const (
	maxSharedBytes = 1 << 30
	maxShared      = 1 << 25
)

// texts holds texts one after the other, in blocks: one array that grows would for a
// while be there twice.
type texts struct {
	blocks [][]byte
	at     []uint32 // block and place in it
}

// blockBits is how many bits tell the place in a block.
const blockBits = 26

func (t *texts) text(i int) []byte {
	at := t.at[i]
	block, from := t.blocks[at>>blockBits], at&(1<<blockBits-1)
	if i+1 < len(t.at) && t.at[i+1]>>blockBits == at>>blockBits {
		return block[from : t.at[i+1]&(1<<blockBits-1)]
	}
	return block[from:]
}

var itemStart, itemEnd = []byte("<si><t>"), []byte("</t></si>")

// readShared reads the shared strings: of rich text the runs, without the
// phonetic guides.
func readShared(r io.ReadCloser) (*texts, error) {
	s := newStream(r)
	defer s.close()
	l := &lexer{more: s.more}
	out := &texts{blocks: [][]byte{nil}}
	inItem, inText, phonetic := false, false, 0
	from, last := 0, 0     // where the text starts, and in which block
	begin := func() bool { // makes room for a text; false: there are too many
		if len(out.blocks[last]) > 1<<blockBits-2*maxToken {
			out.blocks = append(out.blocks, nil)
			last++
		}
		from = len(out.blocks[last])
		out.at = append(out.at, uint32(last<<blockBits|from))
		return last*(1<<blockBits)+from <= maxSharedBytes && len(out.at) <= maxShared
	}
	for {
		for !inItem { // as nearly all are written
			b := l.buf[l.pos:]
			if !bytes.HasPrefix(b, itemStart) {
				break
			}
			n := bytes.IndexByte(b[len(itemStart):], '<')
			if n < 0 || !bytes.HasPrefix(b[len(itemStart)+n:], itemEnd) || !plain(b[len(itemStart):][:n]) {
				break
			}
			if !begin() {
				return nil, ErrTooBig
			}
			out.blocks[last] = append(out.blocks[last], b[len(itemStart):][:n]...)
			l.pos += len(itemStart) + n + len(itemEnd)
		}
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
				inItem = start
				if !begin() {
					return nil, ErrTooBig
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
				out.blocks[last] = unescape(out.blocks[last], from)
			}
		case tokenText, tokenCDATA:
			if !inText {
				continue
			}
			if out.blocks[last], err = t.appendTo(out.blocks[last]); err != nil {
				return nil, err
			}
			if len(out.blocks[last])-from > maxToken {
				return nil, ErrTooBig
			}
		}
	}
}
