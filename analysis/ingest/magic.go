package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"eenkeer/analysis/ingest/textfile"
)

// fileError puts what the system said about a file into words.
func fileError(path string, err error) error {
	id := ErrRead
	switch {
	case errors.Is(err, fs.ErrNotExist):
		id = ErrNoFile
	case errors.Is(err, fs.ErrPermission):
		id = ErrNoPermission
	}
	return &Error{ID: id, File: path, Err: err}
}

// magics are first bytes of files that are no table, and what is said of them.
var magics = []struct{ start, id string }{
	{"%PDF", ErrPDF},
	{"SQLite format 3\x00", ErrWorkspace},
	{"\x1f\x8b", ErrPacked},
	{"BZh", ErrPacked},
	{"7z\xbc\xaf\x27\x1c", ErrPacked},
	{"Rar!\x1a\x07", ErrPacked},
	{"\x28\xb5\x2f\xfd", ErrPacked},
	{"\xfd7zXZ\x00", ErrPacked},
	{"\x89PNG", ErrBinary},
	{"\xff\xd8\xff", ErrBinary},
	{"GIF8", ErrBinary},
	{"\x7fELF", ErrBinary},
	{"MZ\x90\x00", ErrBinary},
	{"PAR1", ErrBinary},
	{"{\\rtf", ErrBinary},
}

// sniffFormat says whether a file is text or a workbook, by its first bytes and
// not by its name, and refuses what is neither.
func sniffFormat(f *os.File, path string, size int64) (string, error) {
	head := make([]byte, 4096)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", fileError(path, err)
	}
	head = head[:n]
	refuse := func(id string) (string, error) { return "", &Error{ID: id, File: path} }
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.start)) {
			return refuse(m.id)
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")):
		id := zipKind(f, size)
		if id == "" {
			return XLSX, nil
		}
		return refuse(id)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if oleHas(f, head, "EncryptedPackage") {
			return refuse(ErrEncrypted)
		}
		return refuse(ErrXLS)
	case looksLikeHTML(head):
		return HTML, nil
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("<")) && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return XML, nil
	}
	if _, wide := textfile.SniffWide(head); wide {
		return CSV, nil
	}
	control, seen := 0, 0
	for _, b := range head {
		seen++
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0 && b != 0x1a && b != 0x1e && b != 0x1f {
			control++
		}
	}
	if control*20 > seen || bytes.Count(head, []byte{0})*3 > seen {
		return refuse(ErrBinary)
	}
	if len(bytes.Trim(head, "\x00 \t\r\n\xef\xbb\xbf")) == 0 && size <= int64(len(head)) {
		return refuse(ErrEmpty)
	}
	return CSV, nil
}

// looksLikeHTML tells a web page, which some tools write for a table and call .xls.
func looksLikeHTML(head []byte) bool {
	text := strings.ToLower(string(bytes.TrimLeft(head[:min(len(head), 200)], "\xef\xbb\xbf \t\r\n")))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<table"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// zipKind says what is wrong with a zip file as a workbook; empty if nothing.
func zipKind(f *os.File, size int64) string {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return ErrDamaged
	}
	id := ErrPacked
	for _, part := range z.File {
		switch name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/")); {
		case strings.HasSuffix(name, "workbook.xml"):
			return ""
		case strings.HasPrefix(name, "xl/") && strings.HasSuffix(name, "workbook.bin"):
			return ErrXLSB
		case strings.HasPrefix(name, "xl/worksheets/"):
			return ""
		case name == "content.xml":
			return openDocumentKind(z)
		case strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "ppt/"):
			id = ErrBinary
		}
	}
	return id
}

// openDocumentKind tells a spreadsheet from other OpenDocument files.
func openDocumentKind(z *zip.Reader) string {
	f, err := z.Open("mimetype")
	if err != nil {
		return ""
	}
	defer f.Close()
	kind, err := io.ReadAll(io.LimitReader(f, 256))
	if err == nil && len(kind) > 0 && !bytes.Contains(kind, []byte("spreadsheet")) {
		return ErrBinary
	}
	return ""
}

// oleHas looks for a stream in the first directory sector of an OLE container,
// the wrapping of .xls and of encrypted workbooks.
func oleHas(f *os.File, head []byte, stream string) bool {
	if len(head) < 512 {
		return false
	}
	shift := binary.LittleEndian.Uint16(head[0x1e:])
	if shift < 7 || shift > 16 {
		return false
	}
	at := (int64(binary.LittleEndian.Uint32(head[0x30:])) + 1) << shift
	sector := make([]byte, 8192)
	n, _ := f.ReadAt(sector, at)
	wide := make([]byte, 0, 2*len(stream))
	for i := range len(stream) {
		wide = append(wide, stream[i], 0)
	}
	return bytes.Contains(sector[:n], wide)
}
