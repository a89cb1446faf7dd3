package book

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Bounds of what a file may unpack to. Deflate packs at most a thousandfold, a
// real sheet a hundredfold at best.
const (
	maxParts   = 20_000  // entries of the zip file
	maxSheet   = 4 << 30 // bytes of a sheet or of its strings; they are never held as a whole
	maxSmall   = 64 << 20
	maxRatio   = 500
	ratioAfter = 64 << 20 // a small part may be packed as tight as it likes
)

// archive is the zip file of a workbook. The file is open only while something
// of it is read: who looks at a table must be able to save it in Excel.
type archive struct {
	file  *source
	parts map[string]*zip.File // by name in lower case, with / between
}

func openArchive(path string) (*archive, error) {
	f := &source{path: path}
	if err := f.use(); err != nil {
		return nil, err
	}
	defer f.release()
	info, err := f.file.Stat()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, damaged("%w", err)
	}
	if len(z.File) > maxParts {
		return nil, ErrTooBig
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	a := &archive{file: f, parts: make(map[string]*zip.File, len(z.File))}
	for _, p := range z.File {
		name := partName(p.Name)
		if _, twice := a.parts[name]; !twice {
			a.parts[name] = p
		}
	}
	return a, nil
}

// source is a file that is opened for its first reader and closed by its last.
type source struct {
	path  string
	lock  sync.Mutex
	file  *os.File
	users int
}

func (s *source) use() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.users == 0 {
		f, err := os.Open(s.path)
		if err != nil {
			return err
		}
		s.file = f
	}
	s.users++
	return nil
}

func (s *source) release() {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.users--; s.users == 0 {
		s.file.Close()
	}
}

// ReadAt reads the file while it is used.
func (s *source) ReadAt(b []byte, at int64) (int, error) { return s.file.ReadAt(b, at) }

// partName brings the name of a part to the form in which it is looked up.
func partName(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// open gives a part's bytes, at most limit of them.
func (a *archive) open(name string, limit int64) (io.ReadCloser, error) {
	p := a.parts[partName(name)]
	if p == nil {
		return nil, fmt.Errorf("%w: %w", damaged("no part %s", name), fs.ErrNotExist)
	}
	if p.UncompressedSize64 > uint64(limit) {
		return nil, ErrTooBig
	}
	if err := a.file.use(); err != nil {
		return nil, err
	}
	r, err := p.Open()
	if err != nil {
		a.file.release()
		return nil, damaged("%w", err)
	}
	if n := int64(p.CompressedSize64); n < limit/maxRatio { // else the ratio is within bounds anyway
		limit = min(limit, max(ratioAfter, n*maxRatio))
	}
	return &bounded{r: r, file: a.file, left: limit}, nil
}

// small reads a part that is never large.
func (a *archive) small(name string) ([]byte, error) {
	r, err := a.open(name, maxSmall)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// size is what a part says it unpacks to; 0 if there is no such part.
func (a *archive) size(name string) int64 {
	if p := a.parts[partName(name)]; p != nil {
		return int64(min(p.UncompressedSize64, 1<<62))
	}
	return 0
}

// bounded ends a part that unpacks to more than it may.
type bounded struct {
	r    io.ReadCloser
	file *source
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, ErrTooBig
	}
	if err != nil && err != io.EOF && !errors.Is(err, ErrTooBig) {
		err = damaged("%w", err)
	}
	return n, err
}

func (b *bounded) Close() error {
	defer b.file.release()
	return b.r.Close()
}
