package ingest

import (
	"bytes"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/moment"
)

// rowRule is a [RowRule] made ready for reading.
type rowRule struct {
	RowRule
	slot  int
	marks marks
	empty bool // an empty cell counts
}

// insteadRule is an [InsteadRule] made ready for reading.
type insteadRule struct {
	when     rowRule
	slot, by int
}

// rules makes the rules of a mapping ready. A rule about a column that the table
// does not have has nothing to say.
func (p *plan) rules(m Mapping) {
	ready := func(rules []RowRule) (out []rowRule) {
		for _, rule := range rules {
			if c := p.t.Column(rule.Column); c >= 0 {
				out = append(out, rowRule{RowRule: rule, slot: p.slot(c), marks: newMarks(rule.Values), empty: slices.Contains(rule.Values, "")})
			}
		}
		return out
	}
	p.skip = ready(m.Skip)
	p.refuse = ready(slices.DeleteFunc(slices.Clone(m.Refuse), func(r RowRule) bool { return m.accepts(r.ID) }))
	for _, rule := range m.Instead {
		when := ready([]RowRule{rule.When})
		if c, by := p.t.Column(rule.Column), p.t.Column(rule.By); len(when) > 0 && c >= 0 && by >= 0 {
			p.instead = append(p.instead, insteadRule{when[0], p.slot(c), p.slot(by)})
		}
	}
	p.keepBy = -1
	if c := p.t.Column(m.KeepBy); m.KeepBy != "" && c >= 0 {
		p.keepBy, p.version = p.slot(c), p.t.orderOf(c)
	}
	p.rowLabel = -1
	if p.width > 0 {
		p.rowLabel = p.slot(0)
	}
}

// meets reports whether a trimmed text is what the rule is about.
func (r *rowRule) meets(text []byte) bool {
	switch {
	case r.Filled:
		return len(text) > 0 && (len(text) > 8 || !missingMarks[foldMark(string(text))])
	case len(text) == 0:
		return r.empty
	}
	return r.marks.has(text)
}

// reason is what a row that the rule skips is listed under.
func (r *rowRule) reason() string {
	if slices.Contains(Dropping, r.ID) {
		return r.ID
	}
	return ProblemSkipped
}

// applyRules takes the records out that are no contacts: by the rules of the
// mapping, and totals. It notes the records that make the file unfit, and takes a
// cell from another column where the mapping says so.
func (w *worker) applyRules(b *cell.Block, out *part) {
	p := w.p
	for i := range p.refuse {
		rule := &p.refuse[i]
		for r := range b.N {
			if text := cell.Trim(b.Cell(rule.slot, r)); rule.meets(text) && (len(text) > 0 || !w.blankRow(b, r)) {
				out.refuse(rule, b.Line[r], text)
			}
		}
	}
	marked, dropped := w.marked[:b.N], 0
	clear(marked)
	drop := func(r int, reason string, slot int, value []byte) {
		if !marked[r] {
			marked[r] = true
			dropped++
			w.problem(out, b.Line[r], reason, slot, value)
		}
	}
	for i := range p.skip {
		rule := &p.skip[i]
		for r := range b.N {
			if text := cell.Trim(b.Cell(rule.slot, r)); rule.meets(text) && (len(text) > 0 || !w.blankRow(b, r)) {
				drop(r, rule.reason(), rule.slot, text)
			}
		}
	}
	for i := range p.instead {
		rule := &p.instead[i]
		cells, by := b.Column(rule.slot), b.Column(rule.by)
		for r := range b.N {
			if rule.when.meets(cell.Trim(b.Cell(rule.when.slot, r))) {
				cells[r] = by[r]
			}
		}
	}
	if p.id >= 0 {
		for r, c := range b.Column(p.id) {
			if from, to := uint32(c), uint32(c>>32); from < to && totalLetters[b.Buf[from]] && totalWord(b.Buf[from:to]) {
				drop(r, ProblemTotal, p.id, b.Buf[from:to])
			}
		}
	}
	if len(p.customer) > 0 {
		// A total says so in place of the key, or beside an empty one. Nearly all rows
		// are done with after one look at their key.
		for r, c := range b.Column(p.customer[0]) {
			from, to := uint32(c), uint32(c>>32)
			switch {
			case from == to:
				if slot := w.totalLabel(b, r); slot >= 0 && !(slices.Contains(p.stored[:], slot) && w.clocked(b, r)) {
					drop(r, ProblemTotal, slot, b.Cell(slot, r))
				}
			case totalLetters[b.Buf[from]] && totalWord(b.Buf[from:to]) && !w.clocked(b, r):
				drop(r, ProblemTotal, p.customer[0], nil)
			}
		}
	}
	if dropped > 0 {
		out.rows += dropped
		out.dropped += dropped
		b.Drop(marked)
	}
}

// clocked reports whether a record has a time with a time of day. A contact of a
// customer or with a supplier called Total has one; a total has at most a day.
func (w *worker) clocked(b *cell.Block, r int) bool {
	p := w.p
	if len(p.time) == 0 {
		return false
	}
	seen, zoned := w.time.Seen, w.time.Zoned // the record may yet be none
	defer func() { w.time.Seen, w.time.Zoned = seen, zoned }()
	var clock []byte
	if len(p.time) > 1 {
		clock = cell.Trim(b.Cell(p.time[1], r))
	}
	ms, ok := w.time.ReadPair(cell.Trim(b.Cell(p.time[0], r)), clock)
	return ok && moment.Mod(ms, moment.Day) != 0
}

// totalLabel gives the slot in which a record without any key or id says that it
// is a total, or -1.
func (w *worker) totalLabel(b *cell.Block, r int) int {
	p := w.p
	if w.anyKey(b, r) || p.id >= 0 && p.id != p.rowLabel && len(cell.Trim(b.Cell(p.id, r))) > 0 {
		return -1
	}
	label, filled := -1, 0
	look := func(slot int) {
		text := b.Cell(slot, r)
		if len(text) == 0 {
			return
		}
		if filled++; label < 0 && totalLetters[text[0]] && totalWord(text) {
			label = slot
		}
	}
	if p.rowLabel >= 0 {
		look(p.rowLabel)
	}
	for _, slot := range p.stored {
		if slot >= 0 && slot != p.rowLabel {
			look(slot)
		}
	}
	if filled > 3 {
		return -1 // a contact of nobody, with a supplier called Total
	}
	return label
}

// anyKey reports whether a record has anything in its columns of customer keys.
func (w *worker) anyKey(b *cell.Block, r int) bool {
	for _, slot := range w.p.customer {
		if len(cell.Trim(b.Cell(slot, r))) > 0 {
			return true
		}
	}
	return false
}

// noContact looks at a record whose time cannot be read: a total, the header once
// more and a footer are told as such. It reports whether it was one of them.
func (w *worker) noContact(b *cell.Block, r int, out *part) bool {
	p := w.p
	filled, same := 0, 0
	for c, slot := range p.want {
		if slot < 0 {
			continue
		}
		text := cell.Trim(b.Cell(slot, r))
		if len(text) == 0 {
			continue
		}
		filled++
		if strings.EqualFold(string(text), strings.TrimSpace(p.t.Columns[c].Header)) {
			same++
		}
	}
	if same > 1 && same*3 >= filled*2 {
		w.problem(out, b.Line[r], ProblemHeader, -1, nil)
		return true
	}
	labels := [][]int{{p.rowLabel, p.id}, p.time, p.customer}
	if !w.anyKey(b, r) {
		labels = append(labels, p.stored[:])
	}
	for _, slots := range labels {
		for _, slot := range slots {
			if slot < 0 {
				continue
			}
			if text := cell.Trim(b.Cell(slot, r)); len(text) > 0 && totalLetters[text[0]] && totalStart(text) {
				w.problem(out, b.Line[r], ProblemTotal, slot, text)
				return true
			}
		}
	}
	if p.rowLabel >= 0 && filled == 1 {
		text := cell.Trim(b.Cell(p.rowLabel, r))
		if len(text) > 0 && (p.rowLabel != p.time[0] || footerText(text)) && !p.missing[contact.FieldTime].has(text) {
			if !footerText(text) {
				text = nil // perhaps somebody's name
			}
			w.problem(out, b.Line[r], ProblemFooter, p.rowLabel, text)
			return true
		}
	}
	return false
}

// totalWords are what a row of totals is called, folded: in Dutch, English,
// German and Spanish.
var totalWords = map[string]bool{
	"totaal": true, "totalen": true, "subtotaal": true, "sub totaal": true, "eindtotaal": true, "algemeen totaal": true, "totaal generaal": true,
	"som": true, "gemiddelde": true, "total": true, "totals": true, "subtotal": true, "sub total": true, "grand total": true,
	"sum": true, "average": true, "avg": true, "total avg": true, "total total avg": true, "summe": true, "gesamt": true, "gesamtsumme": true,
	"gesamtergebnis": true, "zwischensumme": true, "mittelwert": true, "total general": true, "suma": true, "promedio": true,
}

// totalLetters are the bytes that such a word can start with.
var totalLetters = func() (letters [256]bool) {
	for word := range totalWords {
		letters[word[0]], letters[word[0]-'a'+'A'] = true, true
	}
	return letters
}()

// totalWord reports whether a whole cell is the name of a total. It is asked of many
// a key, so it folds by itself: letters only, whatever stands between is one space.
func totalWord(text []byte) bool {
	var word [24]byte
	n := 0
	if len(text) > len(word) {
		return false
	}
	for _, c := range text {
		switch letter := c | 0x20; {
		case letter >= 'a' && letter <= 'z':
			word[n] = letter
			n++
		case c >= '0' && c <= '9' || c == '@' || c == '_' || c >= 0x80:
			return false
		case n > 0 && word[n-1] != ' ':
			word[n] = ' '
			n++
		}
	}
	if n > 0 && word[n-1] == ' ' {
		n--
	}
	return totalWords[string(word[:n])]
}

// totalStart reports whether a cell starts with the name of a total: "Totaal
// januari", "Subtotal: 12".
func totalStart(text []byte) bool {
	if len(text) > 80 {
		return false
	}
	words := strings.Fields(fold(string(text)))
	return len(words) > 0 && totalWords[words[0]] || len(words) > 1 && totalWords[words[0]+" "+words[1]]
}

// footerWords start the lines that tools put under a table.
var footerWords = [][]byte{
	[]byte("generated"), []byte("gegenereerd"), []byte("copyright"), []byte("(c)"), []byte("©"), []byte("confidential"), []byte("vertrouwelijk"),
	[]byte("export"), []byte("report"), []byte("rapport"), []byte("bron"), []byte("source"), []byte("printed"), []byte("afgedrukt"), []byte("page "),
	[]byte("pagina"), []byte("filter"), []byte("aantal"), []byte("number of"), []byte("records"), []byte("rijen"), []byte("end of"), []byte("einde"),
}

// footerText reports whether a text that stands alone is such a line.
func footerText(text []byte) bool {
	lower := bytes.ToLower(text)
	for _, w := range footerWords {
		if bytes.HasPrefix(lower, w) {
			return true
		}
	}
	return len(text) > 40
}
