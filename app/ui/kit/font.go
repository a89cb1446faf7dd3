package kit

import (
	"encoding/binary"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
)

// Fyne's bundled Noto Sans has no minus sign (U+2212): on a computer without a font that has one, figures would lose
// their sign. textFont is that font with the minus mapped to the glyph of the en dash, which stands at the same height
// and has the weight of the figures beside it.
func textFont(style fyne.TextStyle) fyne.Resource {
	original := theme.DefaultTheme().Font(style)
	if style.Monospace || style.Symbol {
		return original
	}
	fontsMu.Lock()
	defer fontsMu.Unlock()
	if f, ok := fonts[original.Name()]; ok {
		return f
	}
	f := original
	if data, ok := withMinus(original.Content()); ok {
		f = fyne.NewStaticResource("eenkeer-"+original.Name(), data)
	}
	fonts[original.Name()] = f
	return f
}

var (
	fontsMu sync.Mutex
	fonts   = map[string]fyne.Resource{}
)

const (
	minusSign = 0x2212
	enDash    = 0x2013
)

// withMinus returns a copy of a TrueType font whose character map has the minus too; false when it needs none.
func withMinus(data []byte) ([]byte, bool) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, false
	}
	var buf sfnt.Buffer
	glyph := func(r rune) uint32 {
		i, err := f.GlyphIndex(&buf, r)
		if err != nil {
			return 0
		}
		return uint32(i)
	}
	if glyph(minusSign) != 0 || glyph(enDash) == 0 {
		return nil, false
	}
	return replaceTable(data, "cmap", characterMap(func(r rune) uint32 {
		if r == minusSign {
			r = enDash
		}
		return glyph(r)
	}))
}

// characterMap writes a cmap table with one subtable of format 12 for the runes up to U+FFFF.
func characterMap(glyph func(rune) uint32) []byte {
	type group struct{ first, last, glyph uint32 }
	var groups []group
	for r := uint32(0x20); r < 0xffff; r++ {
		g := glyph(rune(r))
		if g == 0 {
			continue
		}
		if n := len(groups); n > 0 && groups[n-1].last == r-1 && groups[n-1].glyph+r-groups[n-1].first == g {
			groups[n-1].last = r
			continue
		}
		groups = append(groups, group{r, r, g})
	}
	be := binary.BigEndian
	t := be.AppendUint16(nil, 0)   // version
	t = be.AppendUint16(t, 1)      // one subtable
	t = be.AppendUint16(t, 3)      // Windows
	t = be.AppendUint16(t, 10)     // all of Unicode
	t = be.AppendUint32(t, 12)     // where it starts
	t = be.AppendUint32(t, 12<<16) // format 12, reserved
	t = be.AppendUint32(t, uint32(16+12*len(groups)))
	t = be.AppendUint32(t, 0) // language
	t = be.AppendUint32(t, uint32(len(groups)))
	for _, g := range groups {
		t = be.AppendUint32(t, g.first)
		t = be.AppendUint32(t, g.last)
		t = be.AppendUint32(t, g.glyph)
	}
	return t
}

// replaceTable appends a table to a font file and has the directory point to it in place of the old one.
func replaceTable(data []byte, tag string, table []byte) ([]byte, bool) {
	be := binary.BigEndian
	if len(data) < 12 {
		return nil, false
	}
	out := append([]byte(nil), data...)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	for i := range int(be.Uint16(out[4:])) {
		entry := out[12+16*i:]
		if string(entry[:4]) != tag {
			continue
		}
		be.PutUint32(entry[8:], uint32(len(out)))
		be.PutUint32(entry[12:], uint32(len(table)))
		return append(out, table...), true
	}
	return nil, false
}
