package ingest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings a header to the form in which headers are compared: lower case,
// without accents, a Zendesk suffix such as [list], and with one space where
// anything but letters and digits stood. A lower letter before a capital starts
// a new word.
func fold(header string) string {
	header = strings.TrimSpace(header)
	if i := strings.LastIndexByte(header, '['); i > 0 && strings.HasSuffix(header, "]") {
		header = header[:i]
	}
	var b strings.Builder
	var last rune
	for _, r := range norm.NFD.String(header) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if unicode.IsUpper(r) && unicode.IsLower(last) {
				b.WriteByte(' ')
			}
			b.WriteRune(unicode.ToLower(r))
		default:
			if last != ' ' && b.Len() > 0 {
				b.WriteByte(' ')
			}
			r = ' '
		}
		last = r
	}
	return once(strings.TrimSpace(b.String()))
}

// once takes the repetition out of a name that two equal rows of a header gave.
func once(name string) string {
	words := strings.Fields(name)
	for n := 1; n*2 <= len(words); n++ {
		if len(words)%n != 0 || len(words)/n > 3 {
			continue
		}
		same := true
		for i := n; i < len(words) && same; i++ {
			same = words[i] == words[i-n]
		}
		if same {
			return strings.Join(words[:n], " ")
		}
	}
	return name
}

// knownHeader reports whether a text is a name of a field.
func knownHeader(text string) bool { return len(synonymsOf(text)) > 0 }

// sortedFolds gives the folded names in order.
func sortedFolds(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fold(n)
	}
	slices.Sort(out)
	return out
}

// uniqueNames makes columns of header cells: an empty one is called after its
// place, a repeated one gets .2, .3 and so on.
func uniqueNames(header []string, width int) []Column {
	columns := make([]Column, width)
	used := map[string]bool{}
	last := map[string]int{} // by name: the number it got last
	for i := range columns {
		var h string
		if i < len(header) {
			h = header[i]
		}
		name := strings.Join(strings.Fields(h), " ")
		if name == "" {
			name = "column" + strconv.Itoa(i+1)
		}
		unique := name
		for k := max(last[name]+1, 2); used[unique]; k++ {
			unique = name + "." + strconv.Itoa(k)
			last[name] = k
		}
		used[unique] = true
		columns[i] = Column{Name: unique, Header: h}
	}
	return columns
}

// tableWidth gives the number of columns: those of the header, or more where most
// rows have more. Without a header it is the usual number.
func tableWidth(header int, rows [][]string) int {
	usual := usualWidth(rows)
	n := 0
	for _, row := range rows {
		if len(row) >= usual {
			n++
		}
	}
	if header == 0 || usual > header && n*2 > len(rows) {
		return usual
	}
	return header
}

// usualWidth gives the number of cells that most rows have, of equals the larger.
func usualWidth(rows [][]string) int {
	count := map[int]int{}
	width, n := 0, 0
	for _, row := range rows {
		count[len(row)]++
	}
	for w, k := range count {
		if k > n || k == n && w > width {
			width, n = w, k
		}
	}
	return width
}
