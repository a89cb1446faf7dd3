package textfile

import (
	"bytes"
	"io"
	"unicode/utf8"

	"eenkeer/analysis/ingest/cell"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Charset is how the characters of a text file are written.
//
// A file with one byte a character is cut into cells as it stands, and only the
// texts that are kept are decoded, once each; one with two bytes a character
// (UTF-16) is decoded while it is read.
type Charset struct {
	Name  string
	BOM   int               // bytes to skip at the start
	Wide  encoding.Encoding // UTF-16; nil for the others
	Bytes *charmap.Charmap  // one byte a character; nil for UTF-8
	Sure  bool              // a mark or a character beyond ASCII says so
}

// SniffCharset decides on a mark at the start, else on whether the head is valid
// UTF-8, else on what letters an encoding of one byte a character gives. cut says
// that the head ends somewhere in the file, perhaps within a character.
func SniffCharset(head []byte, cut bool) Charset {
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		return Charset{Name: "UTF-8 BOM", BOM: 3, Sure: true}
	}
	if c, wide := SniffWide(head); wide {
		return c
	}
	if cut { // leave out a character that was cut through
		for i := 0; i < utf8.UTFMax && len(head) > 0; i++ {
			last := head[len(head)-1]
			if last < utf8.RuneSelf {
				break
			}
			head = head[:len(head)-1]
			if utf8.RuneStart(last) {
				break
			}
		}
	}
	if !utf8.Valid(head) {
		return sniffLegacy(head)
	}
	return Charset{Name: "UTF-8", Sure: !IsASCII(head)}
}

// SniffWide recognises UTF-16, by its mark or by the zero bytes of plain letters.
func SniffWide(head []byte) (Charset, bool) {
	little := Charset{Name: "UTF-16LE", Wide: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), Sure: true}
	big := Charset{Name: "UTF-16BE", Wide: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), Sure: true}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		little.BOM = 2
		return little, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		big.BOM = 2
		return big, true
	}
	head = head[:min(len(head), 4096)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
	case zeros[1]*10 > half*7 && zeros[0]*10 < half:
		return little, true
	case zeros[0]*10 > half*7 && zeros[1]*10 < half:
		return big, true
	}
	return Charset{}, false
}

// reader gives the text behind the mark: decoded if it is wide, else as it stands.
func (c Charset) Reader(r io.Reader) io.Reader {
	if c.Wide == nil {
		return r
	}
	return transform.NewReader(r, c.Wide.NewDecoder())
}

// text gives a cell as UTF-8. Bytes that are no UTF-8 in a UTF-8 file become �.
func (c Charset) Text(cell []byte) []byte {
	if IsASCII(cell) {
		return cell
	}
	if c.Bytes == nil {
		if utf8.Valid(cell) {
			return cell
		}
		return bytes.ToValidUTF8(cell, []byte("\ufffd"))
	}
	out := make([]byte, 0, len(cell)+8)
	for _, b := range cell {
		out = utf8.AppendRune(out, c.Bytes.DecodeByte(b))
	}
	return out
}

// IsASCII reports whether a text is plain ASCII.
func IsASCII(text []byte) bool {
	for len(text) >= 8 {
		if cell.Load64(text, 0)&0x8080808080808080 != 0 {
			return false
		}
		text = text[8:]
	}
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
