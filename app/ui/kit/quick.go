package kit

import (
	"strings"
	"sync"

	"fyne.io/fyne/v2"
)

// quickWidth is the width of a text as the sum of its runes: a thousand texts cost no more than a glance. It is what wrapping
// many texts needs; the one that is drawn is measured as it is.
func quickWidth(s string, l roleLook) float32 {
	quickMu.Lock()
	defer quickMu.Unlock()
	key := quickKey{l.size, l.bold}
	widths := quickWidths[key]
	if widths == nil {
		widths = map[rune]float32{}
		quickWidths[key] = widths
	}
	var w float32
	for _, r := range s {
		x, ok := widths[r]
		if !ok {
			x = fyne.MeasureText(string(r), l.size, l.style()).Width
			widths[r] = x
		}
		w += x
	}
	return w
}

type quickKey struct {
	size float32
	bold bool
}

var (
	quickMu     sync.Mutex
	quickWidths = map[quickKey]map[rune]float32{}
)

// wrapQuick is [wrapWords] by [quickWidth].
func wrapQuick(text string, l roleLook, width float32) []string {
	space := quickWidth(" ", l)
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line, at := "", float32(0)
		for _, word := range strings.FieldsFunc(para, breaks) {
			w := quickWidth(word, l)
			if line == "" {
				line, at = word, w
				continue
			}
			if at+space+w > width {
				out = append(out, line)
				line, at = word, w
				continue
			}
			line, at = line+" "+word, at+space+w
		}
		out = append(out, line)
	}
	return out
}
