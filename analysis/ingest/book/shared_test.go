package book

import (
	"io"
	"strings"
	"testing"
)

// Strings that do not fit one block are found again.
func TestSharedBlocks(t *testing.T) {
	if testing.Short() {
		t.Skip("80 MB of text")
	}
	var xml strings.Builder
	xml.WriteString("<sst>")
	long := strings.Repeat("x", 3<<20)
	for i := range 26 {
		xml.WriteString("<si><t>" + string(rune('a'+i)) + long + "</t></si><si/>")
	}
	xml.WriteString("</sst>")
	s, err := readShared(io.NopCloser(strings.NewReader(xml.String())))
	if err != nil || len(s.at) != 52 || len(s.blocks) != 2 {
		t.Fatal(err)
	}
	for i := range 26 {
		if text := s.text(2 * i); len(text) != 1+len(long) || text[0] != byte('a'+i) || len(s.text(2*i+1)) != 0 {
			t.Errorf("string %d has %d bytes", i, len(text))
		}
	}
}
