package textfile

import (
	"bytes"
	"math"
	"slices"

	"eenkeer/analysis/ingest/cell"
)

// separators are tried in this order; the first of equals wins. The rare ones
// stand for themselves in plain text too often to be tried against the usual.
var (
	separators = []string{";", ",", "\t", "|", "\x1f", "^", "~"}
	rare       = []string{":", " "}
)

// curly are the quotes of which the closing one is another than the opening one,
// in UTF-8 and in Windows-1252.
var curly = [][2]string{{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"‘", "’"}, {"\x93", "\x94"}, {"\x84", "\x93"}, {"\xab", "\xbb"}}

// enough is the score above which a usual separator is not doubted.
const enough = 0.55

// steadyRun is how many records in a row of one width are no accident.
const steadyRun = 5

// sniffRecords is how many records of the sample are looked at.
const sniffRecords = 400

// SniffDialect finds the dialect of the start of a text. A first line "sep=;"
// decides on the separator; skip says how many bytes that line takes.
func SniffDialect(sample []byte, whole bool) (d Dialect, recordEnd string, skip int) {
	if whole {
		sample = bytes.TrimRight(sample, "\x1a")
	}
	ends, crlf := sniffEnds(sample)
	told, skip := sepLine(sample)
	text := sample[skip:]
	best := fit{score: math.Inf(-1)}
	for i, end := range ends {
		if told != "" {
			end.Sep = told
			if f := fitOf(text, end, whole); f.score > best.score {
				best = f
			}
			continue
		}
		f := sniffSeparator(text, end, whole)
		if i == 0 || f.score > best.score+0.02 && f.records*2 >= best.records {
			best = f
		}
	}
	d = best.d
	if d.Sep == "" {
		d.Sep, d.End = ";", '\n'
	}
	if told != "" || d.Columns == nil {
		d.Width = best.width
	}
	return d, d.RecordEnd(crlf), skip
}

// fit is how well a dialect suits a sample.
type fit struct {
	d       Dialect
	score   float64
	width   int     // cells that most records have
	share   float64 // of the records that have them
	records int
	quoted  int // cells in quotes
	typed   float64
	single  int // records that are one quoted cell
}

// sniffSeparator finds the separator, with the quote and escape that go with it.
func sniffSeparator(text []byte, end Dialect, whole bool) fit {
	best := fit{score: math.Inf(-1)}
	try := func(sep string) fit {
		c := end
		c.Sep = sep
		return fitOf(text, c, whole)
	}
	for _, sep := range separators {
		f := try(sep)
		// A separator of more than one character: every one is doubled, or followed
		// by a space.
		for _, longer := range []string{sep + sep, sep + sep + sep, sep + " "} {
			if bytes.Contains(text, []byte(longer)) && always(text, f.d, longer) {
				if g := try(longer); g.width > 1 && g.score > f.score-0.35 {
					g.score = max(g.score, f.score)
					f = g
				}
			}
		}
		if f.score > best.score {
			best = f
		}
	}
	if best.width == 1 && best.single*2 > best.records && best.records > 1 {
		if f, ok := sniffWrapped(text, end, whole); ok {
			return f
		}
	}
	if best.score >= enough && !onlyDecimals(text, best, whole) {
		return best
	}
	if onlyDecimals(text, best, whole) {
		best.score, best.width, best.d.Sep = 0.05, 1, separators[0]
	}
	if best.width < 3 || best.share < 0.5 {
		if f, ok := sniffAligned(text, end, best); ok {
			return f
		}
	}
	for _, sep := range append(rare, "::") {
		f := try(sep)
		if sep == " " && f.quoted*2 < f.records && (f.share < 0.9 || f.width < 3 || f.typed < 0.3) {
			continue
		}
		if sep[0] == ':' && (f.share < 0.9 || inClocks(text)) {
			continue
		}
		if f.quoted >= f.records && best.quoted == 0 {
			f.score += 0.3 // its quotes open and close cells, which they do with no other
		}
		if f.records > 1 && f.score > best.score && f.score > 0 {
			best = f
		}
	}
	return best
}

// fitOf finds the quote and the escape of a separator, and how well all suit.
func fitOf(text []byte, d Dialect, whole bool) fit {
	d.Quote = sniffQuote(text, d)
	f := d.fit(text, whole)
	if f.quoted == 0 {
		for _, pair := range curly {
			e := d
			e.Curly = pair
			if bytes.Count(text, []byte(d.Sep+pair[0])) > 2 && bytes.Count(text, []byte(pair[1]+d.Sep)) > 2 {
				if g := e.fit(text, whole); g.quoted > g.records && g.score >= f.score {
					return g
				}
			}
		}
	}
	if d.Quote != 0 && backslashed(text, d) {
		e := d
		e.Escape = '\\'
		if g := e.fit(text, whole); g.score >= f.score {
			return g
		}
	}
	return f
}

// sniffEnds lists the record ends that may be, the likeliest first.
func sniffEnds(sample []byte) (ends []Dialect, crlf bool) {
	lf := bytes.Count(sample, []byte{'\n'})
	both := bytes.Count(sample, []byte{'\r', '\n'})
	cr := bytes.Count(sample, []byte{'\r'}) - both
	lf -= both
	line, old := Dialect{End: '\n'}, Dialect{End: '\r'}
	mixed, strict := Dialect{End: '\n', Mixed: true}, Dialect{End: '\n', Strict: true}
	if bytes.HasSuffix(sample, []byte("\r")) && cr == 1 {
		cr = 0 // cut through, perhaps
	}
	switch {
	case cr == 0:
		ends = []Dialect{line}
		if both > 0 && lf > 0 {
			ends = append(ends, strict)
		}
	case lf == 0 && both == 0:
		ends = []Dialect{old}
	case cr > lf+both:
		ends = []Dialect{mixed, old}
	default:
		ends = []Dialect{line, mixed}
		if both > 0 {
			ends = append(ends, strict)
		}
	}
	return ends, both*2 > lf+both
}

// sniffQuote finds the quote: the double one, unless cells are wrapped in another
// and none in double ones. ` and ¨ (in one byte) have been seen in the wild.
func sniffQuote(sample []byte, d Dialect) byte {
	if wrapped(sample, d, '"') > 0 {
		return '"'
	}
	records := min(d.Lines(sample), 500)
	for _, quote := range []byte{'\'', '`', 0xa8} {
		if n := wrapped(sample, d, quote); n > 2 && n*2 > records {
			return quote
		}
	}
	return '"'
}

// wrapped counts the cells that stand wholly in a quote.
func wrapped(sample []byte, d Dialect, quote byte) int {
	first := d.Sep[len(d.Sep)-1]
	opens := func(b byte) bool { return b == first || b == '\n' || b == '\r' }
	closes := func(b byte) bool { return b == d.Sep[0] || b == '\n' || b == '\r' }
	n := 0
	for i, tried := 0, 0; tried < 500; i++ {
		k := bytes.IndexByte(sample[i:], quote)
		if k < 0 {
			return n
		}
		i += k
		if i > 0 && !opens(sample[i-1]) {
			continue
		}
		tried++
		// The same cell must close: 'n text and 's avonds only open.
		rest := sample[i+1 : min(len(sample), i+1+4096)]
		for at := 0; ; {
			q := bytes.IndexByte(rest[at:], quote)
			if q < 0 {
				break
			}
			at += q + 1
			if at == len(rest) || closes(rest[at]) {
				n++
				break
			}
		}
	}
	return n
}

// backslashed reports whether quotes within cells seem to be escaped with a
// backslash rather than doubled.
func backslashed(sample []byte, d Dialect) bool {
	escaped, doubled := 0, 0
	for i := 0; ; i++ {
		k := bytes.IndexByte(sample[i:], d.Quote)
		if k < 0 {
			break
		}
		i += k
		next := byte('\n')
		if i+1 < len(sample) {
			next = sample[i+1]
		}
		switch {
		case i > 0 && sample[i-1] == '\\' && next != d.Sep[0] && next != '\n' && next != '\r':
			escaped++
		case next == d.Quote && i > 0 && sample[i-1] != d.Sep[len(d.Sep)-1] && sample[i-1] != '\n':
			doubled++
			i++
		}
	}
	return escaped > doubled
}

// always reports whether a separator outside quotes always stands as part of a
// longer one, with something between two of them on most lines.
func always(sample []byte, d Dialect, longer string) bool {
	seps, long, inside := 0, 0, false
	for i := 0; i < len(sample); {
		b := sample[i]
		if b == d.Quote && d.Quote != 0 {
			inside = !inside
		}
		if inside || b != d.Sep[0] {
			i++
			continue
		}
		seps++
		switch rest := sample[i:]; {
		case bytes.HasPrefix(rest, []byte(longer)):
			long++
			i += len(longer)
		case len(longer) == 2 && longer[1] == ' ' && (len(rest) == 1 || rest[1] == '\r' || rest[1] == '\n'):
			long++ // the space was lost at the end of the line
			i++
		default:
			i++
		}
	}
	return long > 0 && long*100 >= seps*98
}

// sniffWrapped finds the dialect of lines that stand in quotes as a whole.
func sniffWrapped(text []byte, end Dialect, whole bool) (fit, bool) {
	var inner bytes.Buffer
	line := end
	line.Sep, line.Quote = "\x00", '"'
	var seen Seen
	var cells []Span
	for pos, n := 0, 0; pos < len(text) && n < sniffRecords; n++ {
		var next int
		cells, next = line.Record(text, pos, cells[:0], &seen)
		if next >= len(text) && !whole {
			break
		}
		inner.Write(line.Cell(text, cells[0]))
		inner.WriteByte('\n')
		pos = next
	}
	best := fit{score: math.Inf(-1)}
	for _, sep := range separators {
		c := end
		c.Sep, c.Mixed, c.Strict = sep, false, false
		if f := fitOf(inner.Bytes(), c, true); f.score > best.score {
			best = f
		}
	}
	best.d.End, best.d.Quote, best.d.Escape = end.End, '"', 0
	return best, best.width > 1 && best.score >= enough
}

// fit says how well a dialect suits: how many records have the usual number of
// cells, with more cells a little better, and one cell a record worst of all.
func (d *Dialect) fit(sample []byte, whole bool) fit {
	f := fit{d: *d}
	widths := map[int]int{}
	damaged, typed, filled := 0, 0, 0
	run, steady, before := 0, 0, 0 // records of one width in a row, and those in rows of some length
	var cells []Span
	var seen Seen
	for pos := 0; pos < len(sample) && f.records < sniffRecords; {
		var next int
		cells, next = d.Record(sample, pos, cells[:0], &seen)
		if next >= len(sample) && !whole && f.records > 0 {
			break // cut through
		}
		if !BlankRecord(sample, cells) {
			widths[len(cells)]++
			f.records++
			if len(cells) != before {
				run, before = 0, len(cells)
			}
			if run++; before > 1 && run == steadyRun {
				steady += run
			} else if before > 1 && run > steadyRun {
				steady++
			}
			hurt := false
			for _, c := range cells {
				text := sample[c.from:c.to]
				if c.marks&quoted != 0 {
					f.quoted++
				} else if d.Quote != 0 && bytes.IndexByte(text, d.Quote) >= 0 {
					// A quote within an unquoted cell hints at a wrong separator.
					hurt = true
				}
				if text = cell.Trim(text); len(text) > 0 {
					filled++
					if typedText(text) {
						typed++
					}
				}
			}
			if hurt {
				damaged++
			}
			if len(cells) == 1 && cells[0].marks&quoted != 0 {
				f.single++
			}
		}
		pos = next
	}
	if f.records == 0 {
		f.score = math.Inf(-1)
		return f
	}
	if filled > 0 {
		f.typed = float64(typed) / float64(filled)
	}
	usual, n := 1, 0
	for w, k := range widths {
		if k > n || k == n && w > usual {
			usual, n = w, k
		}
	}
	f.width, f.share = usual, float64(n)/float64(f.records)
	if usual == 1 {
		f.score = 0.05 * f.share
		return f
	}
	kinds := float64(len(widths)-1) / float64(f.records)
	// Of two tables one below the other each has a width of its own.
	f.share = max(f.share, 0.95*float64(steady)/float64(f.records))
	f.score = f.share*f.share*(1+0.15*math.Log2(float64(usual))) - 0.25*kinds - 0.3*float64(damaged)/float64(f.records)
	return f
}

// typedText reports whether a text is a number, a date or a time rather than words.
func typedText(text []byte) bool {
	digits, letters := 0, 0
	for _, b := range text {
		switch {
		case b >= '0' && b <= '9':
			digits++
		case b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80:
			letters++
		}
	}
	return digits > 0 && (letters == 0 || digits > 2*letters)
}

// eachRecord gives the cells of the records of a sample.
func (d *Dialect) eachRecord(sample []byte, whole bool, yield func(cells [][]byte)) {
	var cells []Span
	var seen Seen
	for pos, n := 0, 0; pos < len(sample) && n < sniffRecords; n++ {
		var next int
		cells, next = d.Record(sample, pos, cells[:0], &seen)
		if next >= len(sample) && !whole && n > 0 {
			return
		}
		if !BlankRecord(sample, cells) {
			row := make([][]byte, len(cells))
			for i, c := range cells {
				row[i] = cell.Trim(sample[c.from:c.to])
			}
			yield(row)
		}
		pos = next
	}
}

// onlyDecimals reports whether a comma splits nothing but numbers in two, below
// a header of one column.
func onlyDecimals(sample []byte, f fit, whole bool) bool {
	if f.d.Sep != "," || f.width != 2 {
		return false
	}
	rows, numbers, first := 0, 0, 0
	f.d.eachRecord(sample, whole, func(cells [][]byte) {
		if rows == 0 {
			first = len(cells)
		}
		rows++
		if len(cells) == 2 && digitsOnly(bytes.TrimLeft(cells[0], "-+")) && digitsOnly(cells[1]) {
			numbers++
		}
	})
	return first == 1 && rows > 1 && numbers*10 >= (rows-1)*9
}

// inClocks reports whether colons often stand within times of day or addresses.
func inClocks(sample []byte) bool {
	colons, within := 0, 0
	for i := 1; i+1 < len(sample); i++ {
		if sample[i] != ':' {
			continue
		}
		colons++
		if sample[i+1] == '/' || sample[i-1]-'0' <= 9 && sample[i+1]-'0' <= 9 {
			within++
		}
	}
	return within*3 > colons
}

func digitsOnly(text []byte) bool {
	for _, b := range text {
		if b-'0' > 9 {
			return false
		}
	}
	return len(text) > 0
}

// sniffAligned finds columns that are lined up with spaces: places at which
// nearly every line has two spaces or more.
func sniffAligned(text []byte, end Dialect, other fit) (fit, bool) {
	var lines [][]rune
	whole, utf := end, validRunes(text)
	whole.Sep = "\x00"
	var seen Seen
	var cells []Span
	for pos := 0; pos < len(text) && len(lines) < 200; {
		var next int
		cells, next = whole.Record(text, pos, cells[:0], &seen)
		line := bytes.TrimRight(text[cells[0].from:cells[0].to], " ")
		if bytes.Contains(line, []byte("  ")) && len(line) < 4096 {
			if utf {
				lines = append(lines, []rune(string(line)))
			} else {
				runes := make([]rune, len(line))
				for i, b := range line {
					runes[i] = rune(b)
				}
				lines = append(lines, runes)
			}
		}
		pos = next
	}
	if len(lines) < 3 {
		return fit{}, false
	}
	longest := 0
	for _, line := range lines {
		longest = max(longest, len(line))
	}
	// A place is a gap when hardly any line has a character there and some line
	// goes on behind it.
	filled := make([]int, longest)
	for _, line := range lines {
		for i, r := range line {
			if r != ' ' {
				filled[i]++
			}
		}
	}
	bound := len(lines) / 50
	var columns []int
	for i := 0; i < longest; {
		for i < longest && filled[i] <= bound {
			i++
		}
		if i == longest {
			break
		}
		columns = append(columns, i)
		for i < longest && (filled[i] > bound || i+1 < longest && filled[i+1] > bound && !headed(lines[0], i)) {
			i++
		}
	}
	if len(columns) < 2 {
		return fit{}, false
	}
	// Most lines must have something in most columns: prose has not.
	good := 0
	for _, line := range lines {
		n := 0
		for k, from := range columns {
			to := len(line)
			if k+1 < len(columns) {
				to = min(to, columns[k+1])
			}
			if from < to && slices.ContainsFunc(line[from:to], func(r rune) bool { return r != ' ' }) {
				n++
			}
		}
		if n*2 > len(columns) {
			good++
		}
	}
	if good*10 < len(lines)*8 || other.width > len(columns) && other.share > 0.8 {
		return fit{}, false
	}
	columns[0] = 0
	d := end
	d.Sep, d.Columns, d.Runes, d.Width = " ", columns, utf, len(columns)
	return fit{d: d, score: 1, width: len(columns), share: 1, records: len(lines)}, true
}

// headed reports whether a name of a header starts behind a gap of one space.
func headed(header []rune, gap int) bool {
	return gap > 0 && gap+1 < len(header) && header[gap] == ' ' && header[gap+1] != ' '
}

// validRunes reports whether a sample is UTF-8 with characters beyond ASCII.
func validRunes(text []byte) bool {
	c := SniffCharset(text, true)
	return c.Name == "UTF-8" && c.Sure
}
