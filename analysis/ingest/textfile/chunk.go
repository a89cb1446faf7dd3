package textfile

import (
	"bytes"
	"errors"
	"io"

	"eenkeer/analysis/ingest/cell"
)

const (
	ChunkSize = 1 << 20  // bytes read at a time
	maxRecord = 64 << 20 // a record longer than this is none
)

// ErrLongRecord says that no record end came for [maxRecord] bytes.
var ErrLongRecord = errors.New("no end of a record in 64 MB")

// Chunk is a piece of a text file that holds whole records. Its last byte is a
// record end.
type Chunk struct {
	Seq    int
	Buf    []byte
	Quoted bool // there are quotes in it
}

// Chunker cuts a text into chunks.
type Chunker struct {
	d    Dialect
	size int
	r    io.Reader
	rest []byte // read, but not yet given out
	eof  bool
	seq  int
	Free chan *Chunk // used chunks that can be filled again; may be nil
}

func NewChunker(r io.Reader, d Dialect, size int) *Chunker { return &Chunker{r: r, d: d, size: size} }

// next gives the next chunk; io.EOF after the last.
func (c *Chunker) Next() (*Chunk, error) {
	k := c.take()
	k.Buf = append(k.Buf[:0], c.rest...)
	c.rest = c.rest[:0]
	for {
		for !c.eof && len(k.Buf) < cap(k.Buf)-cell.Slack {
			n, err := c.r.Read(k.Buf[len(k.Buf) : cap(k.Buf)-cell.Slack])
			k.Buf = k.Buf[:len(k.Buf)+n]
			if err == io.EOF {
				c.eof = true
			} else if err != nil {
				return nil, err
			}
		}
		if len(k.Buf) == 0 {
			return nil, io.EOF
		}
		k.Quoted = c.d.Quote != 0 && bytes.IndexByte(k.Buf, c.d.Quote) >= 0
		if c.eof {
			k.Buf = c.d.ended(k.Buf)
			if cap(k.Buf)-len(k.Buf) < cell.Slack {
				k.Buf = append(make([]byte, 0, len(k.Buf)+cell.Slack), k.Buf...)
			}
			break
		}
		var cut int
		if k.Quoted || !c.d.plain() {
			cut = c.d.lastEnd(k.Buf)
		} else {
			cut = bytes.LastIndexByte(k.Buf, c.d.End) + 1
		}
		if cut > 0 {
			c.rest = append(c.rest, k.Buf[cut:]...)
			k.Buf = k.Buf[:cut]
			break
		}
		if len(k.Buf) > maxRecord {
			return nil, ErrLongRecord
		}
		k.Buf = append(make([]byte, 0, 2*cap(k.Buf)), k.Buf...)
	}
	k.Seq = c.seq
	c.seq++
	return k, nil
}

// ended gives the end of a file a record end where it has none. DOS ends a file
// with ^Z, which is no text.
func (d *Dialect) ended(buf []byte) []byte {
	for len(buf) > 1 && buf[len(buf)-1] == 0x1a {
		buf = buf[:len(buf)-1]
	}
	switch last := buf[len(buf)-1]; {
	case last == d.End, d.Mixed && (last == '\r' || last == '\n'), d.Strict && bytes.HasSuffix(buf, []byte("\r\n")):
		return buf
	case d.Strict:
		return append(buf, "\r\n"...)
	}
	return append(buf, d.End)
}

func (c *Chunker) take() *Chunk {
	select {
	case k := <-c.Free:
		if cap(k.Buf) >= len(c.rest)+cell.Slack+1 {
			return k
		}
	default:
	}
	return &Chunk{Buf: make([]byte, 0, max(c.size, len(c.rest))+2*cell.Slack)}
}

// lastEnd gives where the last whole record of a text ends that starts with a
// record and goes on beyond its end; 0 if not even the first is whole. All that a
// record before it was decided on stands before it as well.
func (d *Dialect) lastEnd(buf []byte) (safe int) {
	if !d.plain() {
		return d.lastRecord(buf)
	}
	var cells []Span
	end, seen := 0, Seen{}
	reached := func(at int) {
		if end = at; end > seen.reach {
			safe = end
		}
	}
	for pos := 0; pos < len(buf); {
		i := bytes.IndexByte(buf[pos:], d.Quote)
		plain := buf[pos:]
		if i >= 0 {
			plain = buf[pos : pos+i]
		}
		if k := bytes.LastIndexByte(plain, d.End); k >= 0 {
			reached(pos + k + 1)
		}
		if i < 0 {
			break
		}
		pos += i
		if pos > 0 && buf[pos-1] != d.Sep[0] && buf[pos-1] != d.End {
			pos++ // within a cell: text
			continue
		}
		close, _, odd := d.closing(buf, pos+1, &seen, asItStands)
		if odd {
			// How it is read depends on the whole record: let it be read.
			if bytes.IndexByte(buf[pos:], d.End) < 0 {
				return safe
			}
			var next int
			seen.open = false
			cells, next = d.Record(buf, end, cells[:0], &seen)
			if next == len(buf) || seen.open {
				return safe
			}
			pos = next
			reached(next)
			continue
		}
		if close >= 0 && d.closesWithin(buf, close+1) {
			pos = close + 1
			continue
		}
		if close >= 0 || len(buf)-pos-1 < maxQuoted {
			return safe // what follows has to be seen first
		}
		pos++ // never closed: text
	}
	return safe
}

// lastRecord does the same for any dialect, record by record.
func (d *Dialect) lastRecord(buf []byte) int {
	if d.Curly[0] == "" && (d.Quote == 0 || bytes.IndexByte(buf, d.Quote) < 0) {
		for i := len(buf) - 2; i >= 0; i-- { // what follows the last byte is not known
			if n := d.endAt(buf, i); n > 0 && i+n < len(buf) {
				return i + n
			}
		}
		return 0
	}
	var cells []Span
	seen, end, safe := Seen{}, 0, 0
	for {
		var next int
		cells, next = d.general(buf, end, cells[:0], &seen)
		if next >= len(buf) || seen.open {
			return safe
		}
		if end = next; end > seen.reach {
			safe = end
		}
	}
}

// closesWithin is closesAt where the end of the text does not count: what comes
// next is not known yet.
func (d *Dialect) closesWithin(buf []byte, at int) bool {
	for at < len(buf) && buf[at] == ' ' {
		at++
	}
	return at < len(buf) && (buf[at] != '\r' || at+1 < len(buf))
}
