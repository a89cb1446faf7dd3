package book

import (
	"io"
	"sync/atomic"
)

const (
	pieceSize = 256 << 10
	headroom  = 16 << 10 // before a piece, for what was left of the one before
	ahead     = 4        // pieces that are inflated ahead
)

// stream inflates a part in a goroutine of its own, a few pieces ahead of who
// reads them.
type stream struct {
	full, free chan []byte
	stop       chan struct{}
	ended      chan struct{}
	err        error // why it ended; set before full is closed
	last       []byte
	read       atomic.Int64 // bytes inflated so far
}

func newStream(r io.ReadCloser) *stream {
	s := &stream{
		full: make(chan []byte, ahead), free: make(chan []byte, ahead+2),
		stop: make(chan struct{}), ended: make(chan struct{}),
	}
	go s.inflate(r)
	return s
}

func (s *stream) inflate(r io.ReadCloser) {
	defer close(s.ended)
	defer close(s.full)
	defer r.Close()
	for {
		var b []byte
		select {
		case b = <-s.free:
			b = b[:headroom+pieceSize]
		default:
			b = make([]byte, headroom+pieceSize)
		}
		n, err := io.ReadFull(r, b[headroom:])
		if n > 0 {
			s.read.Add(int64(n))
			select {
			case s.full <- b[:headroom+n]:
			case <-s.stop:
				return
			}
		}
		if err != nil {
			if err == io.ErrUnexpectedEOF {
				err = io.EOF
			}
			s.err = err
			return
		}
	}
}

// more gives the next piece with what was left of the last one before it.
func (s *stream) more(rest []byte) ([]byte, error) {
	b, ok := <-s.full
	if !ok {
		return nil, s.err
	}
	out := b
	if n := len(rest); n <= headroom {
		out = b[headroom-n:]
		copy(out, rest)
		if s.last != nil {
			s.give(s.last)
		}
		s.last = b
	} else {
		out = append(append(make([]byte, 0, n+len(b)-headroom), rest...), b[headroom:]...)
		s.give(b)
	}
	return out, nil
}

func (s *stream) give(b []byte) {
	select {
	case s.free <- b:
	default:
	}
}

// close ends the goroutine.
func (s *stream) close() {
	close(s.stop)
	<-s.ended
}
