package ingest

import (
	"cmp"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/key"
)

// Ids of doubts.
const (
	DoubtDateOrder   = "ingest.doubt.date_order"   // nothing tells day and month apart, or too little, or too late
	DoubtMixedDates  = "ingest.doubt.mixed_dates"  // values tell both ways
	DoubtEncoding    = "ingest.doubt.encoding"     // bytes that do not fit the encoding
	DoubtNotUnique   = "ingest.doubt.not_unique"   // an id column that does not tell contacts apart
	DoubtNoHeader    = "ingest.doubt.no_header"    // the table seems to have no header
	DoubtTables      = "ingest.doubt.tables"       // the file holds several tables
	DoubtFooter      = "ingest.doubt.footer"       // notes below the table were left out
	DoubtAbove       = "ingest.doubt.above"        // a small table above the one that is read
	DoubtGarbled     = "ingest.doubt.garbled"      // letters were damaged before the file came here
	DoubtNoCustomer  = "ingest.doubt.no_customer"  // no column seems to hold customer keys
	DoubtDamagedKeys = "ingest.doubt.damaged_keys" // keys that a spreadsheet has rounded
	DoubtDamagedIDs  = "ingest.doubt.damaged_ids"  // contact ids that a spreadsheet has rounded
	DoubtIdentical   = "ingest.doubt.identical"    // rows that are the same and may be several contacts
	DoubtBSN         = "ingest.doubt.bsn"          // citizen service numbers as customer keys
	DoubtMixedZones  = "ingest.doubt.mixed_zones"  // some times have a zone, others have none
	DoubtUTC         = "ingest.doubt.utc"          // the header says Greenwich: converted
	DoubtNoClock     = "ingest.doubt.no_clock"     // days without a time of day
	DoubtUnit        = "ingest.doubt.unit"         // a duration whose header and values disagree
	DoubtNameKey     = "ingest.doubt.name_key"     // names of people as customer keys
	DoubtOnce        = "ingest.doubt.once"         // no customer comes twice: perhaps a list of customers
	DoubtOrderKey    = "ingest.doubt.order_key"    // order or case numbers as customer keys
)

// Guess is what a table seems to mean.
type Guess struct {
	Mapping    Mapping
	Confidence map[contact.Field]float64 // 0 to 1, of the fields that are mapped
	Doubts     []Doubt
	Preset     *Preset // that was used; nil: none
}

// guesser works a guess out.
type guesser struct {
	t      *Table
	values [][]string // by column, of the sample
	traits []traits
	taken  []bool
	g      Guess
}

// Guess finds out which column means what, from the headers and from the values,
// and proposes marks that mean missing. It reads the sample, and more only to see
// whether an id tells contacts apart. A preset that knows the columns goes first.
func (t *Table) Guess() Guess {
	g, _ := t.GuessWith(BuiltIn(), "") // only a preset that is asked for can fail
	return g
}

// GuessWith is [Table.Guess] with presets to choose from: the one with the id given,
// none with "none", and where it is empty the one that knows the columns. The
// error is an *[Error] with [ErrNoPreset] or [ErrPresetFit].
func (t *Table) GuessWith(presets []Preset, id string) (Guess, error) {
	preset, found, err := choosePreset(t, presets, id)
	if err != nil {
		return Guess{}, err
	}
	w := &guesser{t: t, taken: make([]bool, len(t.Columns))}
	w.g = Guess{
		Mapping: Mapping{
			Fields: map[contact.Field][]string{}, Missing: map[contact.Field][]string{},
			Units: map[contact.Field]string{}, Sheet: t.Sheet,
		},
		Confidence: map[contact.Field]float64{},
	}
	s := t.sample()
	for c := range t.Columns {
		values := s.column(c)
		w.values = append(w.values, values)
		w.traits = append(w.traits, traitsOf(values, moment.DecideOrder(values).Order, t.serial(c, values)))
	}
	if preset != nil {
		w.g.Preset = preset
		w.usePreset(preset, found)
	}
	if len(w.g.Mapping.Fields[contact.FieldTime]) == 0 {
		w.guessTime()
	}
	w.timeRival()
	w.guessFields()
	w.guessUnits()
	w.guessMissing()
	w.findDoubts()
	return w.g, nil
}

// serial reports whether numbers in a column are a spreadsheet's dates.
func (t *Table) serial(c int, values []string) bool {
	return t.Columns[c].Kind == KindDate && moment.LooksSerialColumn(values)
}

// use maps a field to columns.
func (w *guesser) use(f contact.Field, confidence float64, columns ...int) {
	for _, c := range columns {
		w.g.Mapping.Fields[f] = append(w.g.Mapping.Fields[f], w.t.Columns[c].Name)
		w.taken[c] = true
	}
	w.g.Confidence[f] = min(confidence, 1)
}

// match says how far a header means a field, 0 to 1: as it stands, by the same
// words in any order, or by known words among others.
func match(header string, f contact.Field) float64 {
	base, _ := unitOf(header)
	for _, h := range append([]string{fold(header), base}, inFull(base)...) {
		for _, s := range synonyms()[squeeze(h)] {
			if s.field == f {
				return s.trust
			}
		}
	}
	if len(base) <= 2*longestSynonym() {
		for _, s := range wordSets()[wordSet(base)] {
			if s.field == f {
				return s.trust * 0.9
			}
		}
	}
	// The known words among others: "klantnummer (crm)", "u_customer_id". A cell may
	// be a whole text, so no run of words goes on beyond the longest known one.
	words := strings.Fields(base)
	joined := strings.Join(words, "")
	best := 0.0
	for from := 0; len(words) > 0; from, words = from+len(words[0]), words[1:] {
		to := from
		for _, word := range words {
			if to += len(word); to-from > longestSynonym() {
				break
			}
			if to-from < 4 {
				continue
			}
			for _, s := range synonyms()[joined[from:to]] {
				if s.field == f {
					best = max(best, s.trust*(0.55+0.2*float64(to-from)/float64(len(joined))))
				}
			}
		}
	}
	return best
}

// meansTime reports whether a header means a point in time.
func meansTime(header string) bool {
	return match(header, contact.FieldTime) > 0.3 || match(header, contact.FieldEnd) > 0.3
}

// guessTime finds the column, or the date and the time column, of the start and
// of the end.
func (w *guesser) guessTime() {
	type candidate struct {
		column int
		score  float64
	}
	find := func(f, other contact.Field, kind Kind) (best candidate) {
		best.column = -1
		for c := range w.t.Columns {
			col := &w.t.Columns[c]
			if w.taken[c] || col.Kind != kind {
				continue
			}
			score := match(col.Header, f)
			if score <= match(col.Header, other) {
				continue
			}
			if kind == KindDate && w.traits[c].withClock == 0 {
				score *= 0.8
			}
			if score > best.score {
				best = candidate{c, score}
			}
		}
		return best
	}
	clockFor := func(date int, f, other contact.Field) int {
		c := find(f, other, KindClock)
		if c.column >= 0 {
			return c.column
		}
		// A column called just "tijd" or "time" beside the date.
		for _, n := range []int{date + 1, date - 1} {
			if n >= 0 && n < len(w.t.Columns) && !w.taken[n] && w.t.Columns[n].Kind == KindClock {
				if slices.Contains(clockHeaders, squeeze(fold(w.t.Columns[n].Header))) {
					return n
				}
			}
		}
		return -1
	}
	start := find(contact.FieldTime, contact.FieldEnd, KindDate)
	if start.column < 0 {
		// No header says so: the first column of dates, best with a time of day.
		for c := range w.t.Columns {
			col := &w.t.Columns[c]
			if col.Kind != KindDate || match(col.Header, contact.FieldEnd) > 0.3 {
				continue
			}
			score := 0.3
			if w.traits[c].withClock > 0 {
				score = 0.4
			}
			if score > start.score {
				start = candidate{c, score}
			}
		}
	}
	if start.column >= 0 {
		columns := []int{start.column}
		w.taken[start.column] = true
		if w.traits[start.column].withClock == 0 {
			if c := clockFor(start.column, contact.FieldTime, contact.FieldEnd); c >= 0 {
				columns = append(columns, c)
				start.score /= 0.8
			}
		}
		w.use(contact.FieldTime, start.score, columns...)
	}
	end := find(contact.FieldEnd, contact.FieldTime, KindDate)
	if end.column >= 0 {
		columns := []int{end.column}
		w.taken[end.column] = true
		if w.traits[end.column].withClock == 0 {
			if c := find(contact.FieldEnd, contact.FieldTime, KindClock); c.column >= 0 {
				columns = append(columns, c.column)
			} else if start.column >= 0 && w.traits[start.column].withClock > 0 {
				// A day without a time of day is no end of a contact that has one.
				w.taken[end.column] = false
				return
			}
		}
		w.use(contact.FieldEnd, end.score, columns...)
	} else if c := find(contact.FieldEnd, contact.FieldTime, KindClock); c.column >= 0 && start.column >= 0 {
		w.use(contact.FieldEnd, c.score, c.column)
	}
}

// timeRival lowers the confidence in the time when another column of dates, used
// for nothing, claims it as plainly.
func (w *guesser) timeRival() {
	columns := w.g.Mapping.Fields[contact.FieldTime]
	if len(columns) == 0 || w.g.Confidence[contact.FieldTime] >= presetTrust {
		return
	}
	best := match(w.t.Columns[w.t.Column(columns[0])].Header, contact.FieldTime)
	for c := range w.t.Columns {
		if col := &w.t.Columns[c]; !w.taken[c] && col.Kind == KindDate && match(col.Header, contact.FieldTime) > max(0.95*best, match(col.Header, contact.FieldEnd)) {
			w.g.Confidence[contact.FieldTime] = min(w.g.Confidence[contact.FieldTime], contested)
		}
	}
}

// listed raises a reason that stands in a field of a ticket tool with choices of
// its own: there the tool's users keep theirs.
func (w *guesser) listed(f contact.Field, c int, score float64) float64 {
	if f == contact.FieldReason && score > 0 && strings.HasSuffix(strings.TrimSpace(w.t.Columns[c].Header), "[list]") {
		return score + 0.3
	}
	return score
}

// guessFields deals the other columns out: the customer keys, then the plainest
// match first.
func (w *guesser) guessFields() {
	if len(w.g.Mapping.Fields[contact.FieldCustomer]) == 0 {
		w.guessKeys()
	}
	type candidate struct {
		field  contact.Field
		column int
		score  float64
	}
	var all []candidate
	for c := range w.t.Columns {
		for _, f := range contact.Fields {
			if f == contact.FieldTime || f == contact.FieldEnd || f == contact.FieldCustomer || w.taken[c] {
				continue
			}
			score := w.listed(f, c, match(w.t.Columns[c].Header, f)) * w.fits(f, c)
			if score > 0.2 {
				all = append(all, candidate{f, c, score})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		if d := cmp.Compare(b.score, a.score); d != 0 {
			return d
		}
		return cmp.Compare(a.column, b.column)
	})
	for _, k := range all {
		if w.taken[k.column] || len(w.g.Mapping.Fields[k.field]) > 0 {
			continue
		}
		if k.field == contact.FieldID && !w.t.tellsApart(k.column, w.g.Mapping.Fields[contact.FieldTime], w.customerColumn()) {
			w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtNotUnique, Column: w.t.Columns[k.column].Name})
			w.taken[k.column] = true
			continue
		}
		w.use(k.field, k.score, k.column)
	}
	w.reasonFirst()
	if len(w.g.Mapping.Fields[contact.FieldCustomer]) == 0 {
		w.orderKey()
	} else {
		w.purchaseKeys()
	}
	for _, k := range all {
		// A column that nobody took claims a field as plainly as the one that has it.
		if got := w.g.Confidence[k.field]; !w.taken[k.column] && got > contested && got < presetTrust && k.score > 0.95*got {
			w.g.Confidence[k.field] = contested
		}
	}
}

// reasonFirst takes a column that may be either, such as a category, for the reason
// where nothing else is: without reasons no repeat is for the same one.
func (w *guesser) reasonFirst() {
	fields := w.g.Mapping.Fields
	process := fields[contact.FieldProcess]
	if len(fields[contact.FieldReason]) > 0 || len(process) != 1 || match(w.t.Columns[w.t.Column(process[0])].Header, contact.FieldReason) < 0.5 {
		return
	}
	fields[contact.FieldReason] = process
	w.g.Confidence[contact.FieldReason] = w.g.Confidence[contact.FieldProcess]
	delete(fields, contact.FieldProcess)
	delete(w.g.Confidence, contact.FieldProcess)
}

// customerColumn gives the column that most looks like customer keys, or -1.
func (w *guesser) customerColumn() int {
	if columns := w.g.Mapping.Fields[contact.FieldCustomer]; len(columns) > 0 {
		return w.t.Column(columns[0])
	}
	best, score := -1, 0.3
	for c := range w.t.Columns {
		if s := match(w.t.Columns[c].Header, contact.FieldCustomer) * w.fits(contact.FieldCustomer, c); s > score {
			best, score = c, s
		}
	}
	return best
}

// fits says how far the values of a column can be a field's, 0 to 1.
func (w *guesser) fits(f contact.Field, c int) float64 {
	t, kind := w.traits[c], w.t.Columns[c].Kind
	if t.n == 0 {
		// All empty, or nothing but marks: the header alone is thin ground.
		if f == contact.FieldID || f == contact.FieldCustomer {
			return 0.4
		}
		return 0.5
	}
	variety := t.share(t.distinct)
	mean := t.share(t.length)
	switch f {
	case contact.FieldID:
		if kind == KindDate || kind == KindClock || t.n > 20 && t.distinct < 5 || mean > 60 {
			return 0
		}
		if t.n > 50 && variety < 0.05 {
			return 0.3
		}
		return 1
	case contact.FieldCustomer:
		if kind == KindDate || kind == KindClock || t.n > 20 && t.distinct < 4 || mean > 80 {
			return 0
		}
		if t.n > 50 && t.distinct < 12 {
			return 0.3
		}
		return 1
	case contact.FieldHandle, contact.FieldWait:
		if kind == KindDate || t.share(t.numbs+t.clocks) < 0.5 {
			return 0
		}
		return 1
	case contact.FieldTransfers:
		if kind == KindNumber && t.share(t.small) > 0.9 {
			return 1
		}
		return 0
	case contact.FieldNote:
		if kind == KindDate || kind == KindClock || kind == KindNumber {
			return 0
		}
		if mean < 6 {
			return 0.5
		}
		return 1
	}
	// A dimension: its values come again.
	if kind == KindDate || kind == KindClock {
		return 0
	}
	if kind == KindNumber && t.numbs > t.whole {
		return 0
	}
	score := 1.0
	switch {
	case t.n > 50 && variety > 0.8:
		score = 0.3
	case t.n > 50 && variety > 0.5:
		score = 0.7
	}
	if (f == contact.FieldDirection || f == contact.FieldChannel || f == contact.FieldOutcome) && t.distinct > 40 {
		score *= 0.5
	}
	if kind == KindNumber && (f == contact.FieldDirection || f == contact.FieldOutcome) {
		score *= 0.5
	}
	return score
}

// findDoubts lists what a person should look at.
func (w *guesser) findDoubts() {
	m := w.g.Mapping
	w.g.Doubts = append(w.g.Doubts, w.t.Doubts...)
	if w.t.book != nil {
		w.g.Doubts = append(w.g.Doubts, w.t.bookDoubts(m, w.t.book.stats)...)
	}
	if len(m.Fields[contact.FieldCustomer]) == 0 {
		w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtNoCustomer})
	}
	for _, f := range []contact.Field{contact.FieldCustomer, contact.FieldID} {
		for _, name := range m.Fields[f] {
			if f == contact.FieldCustomer && isBSN(name) {
				w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtBSN, Column: name})
			}
			if t := w.traits[w.t.Column(name)]; t.exponents > 0 && t.exponents*20 > t.n && w.t.book == nil {
				id := DoubtDamagedKeys
				if f == contact.FieldID {
					id = DoubtDamagedIDs
				}
				w.g.Doubts = append(w.g.Doubts, Doubt{ID: id, Column: name, Args: []any{"how", key.Exponents}, Red: true})
			}
		}
	}
	if columns := m.Fields[contact.FieldTime]; len(columns) > 0 && m.DateOrder == "" {
		c := w.t.Column(columns[0])
		if d := w.t.orderDoubt(w.t.orderOf(c), columns[0]); d != nil {
			w.g.Doubts = append(w.g.Doubts, *d)
			w.g.Confidence[contact.FieldTime] = min(w.g.Confidence[contact.FieldTime], contested)
		}
	}
	w.g.Doubts = append(w.g.Doubts, w.t.timeDoubts(m, nil)...)
}
