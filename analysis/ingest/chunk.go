package ingest

import (
	"bytes"
	"errors"
	"io"
)

const (
	chunkSize  = 1 << 20  // bytes read at a time
	maxRecord  = 64 << 20 // a record longer than this is none
	chunkSlack = 16       // room behind a chunk, so that eight bytes can be read anywhere
)

// errLongRecord says that no record end came for [maxRecord] bytes.
var errLongRecord = errors.New("no end of a record in 64 MB")

// chunk is a piece of a text file that holds whole records. Its last byte is a
// record end.
type chunk struct {
	seq    int
	buf    []byte
	quoted bool // there are quotes in it
}

// chunker cuts a text into chunks.
type chunker struct {
	d    Dialect
	size int
	r    io.Reader
	rest []byte // read, but not yet given out
	eof  bool
	seq  int
	free chan *chunk // used chunks that can be filled again; may be nil
}

func newChunker(r io.Reader, d Dialect, size int) *chunker { return &chunker{r: r, d: d, size: size} }

// next gives the next chunk; io.EOF after the last.
func (c *chunker) next() (*chunk, error) {
	k := c.take()
	k.buf = append(k.buf[:0], c.rest...)
	c.rest = c.rest[:0]
	for {
		for !c.eof && len(k.buf) < cap(k.buf)-chunkSlack {
			n, err := c.r.Read(k.buf[len(k.buf) : cap(k.buf)-chunkSlack])
			k.buf = k.buf[:len(k.buf)+n]
			if err == io.EOF {
				c.eof = true
			} else if err != nil {
				return nil, err
			}
		}
		if len(k.buf) == 0 {
			return nil, io.EOF
		}
		k.quoted = c.d.Quote != 0 && bytes.IndexByte(k.buf, c.d.Quote) >= 0
		if c.eof {
			if k.buf[len(k.buf)-1] != c.d.End {
				k.buf = append(k.buf, c.d.End)
			}
			if cap(k.buf)-len(k.buf) < chunkSlack {
				k.buf = append(make([]byte, 0, len(k.buf)+chunkSlack), k.buf...)
			}
			break
		}
		var cut int
		if k.quoted {
			cut = c.d.lastEnd(k.buf)
		} else {
			cut = bytes.LastIndexByte(k.buf, c.d.End) + 1
		}
		if cut > 0 {
			c.rest = append(c.rest, k.buf[cut:]...)
			k.buf = k.buf[:cut]
			break
		}
		if len(k.buf) > maxRecord {
			return nil, errLongRecord
		}
		k.buf = append(make([]byte, 0, 2*cap(k.buf)), k.buf...)
	}
	k.seq = c.seq
	c.seq++
	return k, nil
}

func (c *chunker) take() *chunk {
	select {
	case k := <-c.free:
		if cap(k.buf) >= len(c.rest)+chunkSlack+1 {
			return k
		}
	default:
	}
	return &chunk{buf: make([]byte, 0, max(c.size, len(c.rest))+2*chunkSlack)}
}

// lastEnd gives where the last whole record of a text ends that starts with a
// record and goes on beyond its end; 0 if not even the first is whole.
func (d Dialect) lastEnd(buf []byte) int {
	end, dead := 0, 0
	for pos := 0; pos < len(buf); {
		i := bytes.IndexByte(buf[pos:], d.Quote)
		plain := buf[pos:]
		if i >= 0 {
			plain = buf[pos : pos+i]
		}
		if k := bytes.LastIndexByte(plain, d.End); k >= 0 {
			end = pos + k + 1
		}
		if i < 0 {
			break
		}
		pos += i
		if pos > 0 && buf[pos-1] != d.Sep && buf[pos-1] != d.End {
			pos++ // within a cell: text
			continue
		}
		close, _ := d.closing(buf, pos+1, &dead)
		if close >= 0 && d.closesWithin(buf, close+1) {
			pos = close + 1
			continue
		}
		if close >= 0 || len(buf)-pos-1 < maxQuoted {
			return end // what follows has to be seen first
		}
		pos++ // never closed: text
	}
	return end
}

// closesWithin is closesAt where the end of the text does not count: what comes
// next is not known yet.
func (d Dialect) closesWithin(buf []byte, at int) bool {
	for at < len(buf) && buf[at] == ' ' {
		at++
	}
	return at < len(buf) && (buf[at] != '\r' || at+1 < len(buf))
}
