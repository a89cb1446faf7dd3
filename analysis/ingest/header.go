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

// findHeader gives the index of the header among the first rows, or -1 when the
// table starts at once. Above a header there may be titles, filters and blank
// lines.
func findHeader(rows [][]string) int {
	width := usualWidth(rows)
	for i, row := range rows[:min(len(rows), 40)] {
		filled, typed := 0, 0
		seen := map[string]bool{}
		for _, c := range row {
			c = strings.TrimSpace(c)
			if c == "" {
				continue
			}
			filled++
			seen[strings.ToLower(c)] = true
			if typedCell(c) {
				typed++
			}
		}
		switch {
		case filled == 0 || filled*2 < width || width > 1 && filled < 2:
			continue
		case typed == 0 && len(seen)*3 >= filled*2:
			return i
		case typed*3 <= filled && len(seen)*4 >= filled*3 && looksHeader(row):
			return i
		case typed > 0 && filled*3 >= width*2:
			// A row of values: what stands above it was no header either.
			return -1
		}
	}
	return -1
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

// looksHeader reports whether some cell is a header that is known.
func looksHeader(row []string) bool {
	known := 0
	for _, c := range row {
		if len(synonymsOf(c)) > 0 {
			known++
		}
	}
	return known >= 2
}

// typedCell reports whether a text is a number, a date or a time rather than words.
func typedCell(c string) bool {
	digits, letters := 0, 0
	for _, r := range c {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && (letters == 0 || digits > 2*letters)
}
