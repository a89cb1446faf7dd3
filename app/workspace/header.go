package workspace

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// applicationID stands in the header of every workspace: "EENK".
const applicationID = 0x45454e4b

// extension is that of a workspace file.
const extension = ".eenkeer"

// nameOf gives the name by which a person knows a file.
func nameOf(path string) string { return filepath.Base(path) }

// header is what the first hundred bytes of an SQLite file say.
type header struct {
	version  int
	wanted   int64 // size the file should have; 0 if it does not say
	unclosed bool  // a rollback journal lies beside it: a change is under way or was broken off
}

// probe looks at a file without SQLite, which would create, repair or roll back
// what it opens, and says plainly what is no workspace of ours.
func probe(path string) (header, error) {
	var h header
	info, err := os.Stat(path)
	if err != nil {
		return h, explain(path, err)
	}
	if info.IsDir() {
		return h, &Error{ID: ErrFolder, File: path}
	}
	if !info.Mode().IsRegular() {
		return h, &Error{ID: ErrNotWorkspace, File: path}
	}
	f, err := os.Open(path)
	if err != nil {
		return h, explain(path, err)
	}
	defer f.Close()
	head := make([]byte, 100)
	switch n, err := io.ReadFull(f, head); {
	case n == 0 && errors.Is(err, io.EOF):
		return h, &Error{ID: ErrEmpty, File: path}
	case errors.Is(err, io.ErrUnexpectedEOF):
		if n >= 16 && isSQLite(head) {
			return h, &Error{ID: ErrDamaged, File: path}
		}
		return h, &Error{ID: ErrNotWorkspace, File: path}
	case err != nil:
		return h, explain(path, err)
	}
	if !isSQLite(head) || binary.BigEndian.Uint32(head[68:]) != applicationID {
		// Zeroes where the header was are what a failed download or a broken disk leaves of a file
		// that bears our name.
		if strings.EqualFold(filepath.Ext(path), extension) && allZero(head) {
			return h, &Error{ID: ErrDamaged, File: path}
		}
		return h, &Error{ID: ErrNotWorkspace, File: path}
	}
	h.version = int(binary.BigEndian.Uint32(head[60:]))
	if h.version > schemaVersion() {
		return h, &Error{ID: ErrNewer, File: path}
	}
	if journal, err := os.Stat(path + "-journal"); err == nil && journal.Size() > 0 {
		h.unclosed = true
		return h, nil
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	if binary.BigEndian.Uint32(head[24:]) == binary.BigEndian.Uint32(head[92:]) {
		h.wanted = size * int64(binary.BigEndian.Uint32(head[28:]))
	}
	if h.version == 0 || info.Size() < h.wanted || size == 0 || info.Size()%size != 0 {
		return h, &Error{ID: ErrDamaged, File: path}
	}
	return h, nil
}

func isSQLite(head []byte) bool { return string(head[:16]) == "SQLite format 3\x00" }

func allZero(b []byte) bool {
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}
