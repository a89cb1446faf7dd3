package ingest

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/assets/locale"
)

// totalsRule is what a person names to import totals all the same.
const totalsRule = "totals"

// accepts reports whether a person accepted a refusal, by its id or the last part
// of it.
func (m Mapping) accepts(id string) bool {
	return slices.Contains(m.Accepted, "all") || slices.Contains(m.Accepted, id) || slices.Contains(m.Accepted, shortRule(id))
}

// shortRule is the last part of the id of a rule.
func shortRule(id string) string { return id[strings.LastIndexByte(id, '.')+1:] }

// refuse notes a row that makes the file unfit; only the first counts.
func (p *part) refuse(rule *rowRule, line uint32, value []byte) {
	if p.unfit == nil {
		p.unfit = &unfitRow{rule.RowRule, int(line), string(value)}
	}
}

// unfitRow is the first row of a part that a Refuse rule is about.
type unfitRow struct {
	rule  RowRule
	line  int
	value string
}

func (u *unfitRow) refusal(file string) *Error {
	id := u.rule.ID
	if !strings.HasPrefix(id, "ingest.refuse.") || !locale.New("en").Has(id) {
		id = ErrUnfit
	}
	return &Error{ID: id, File: file, Line: u.line, Rule: shortRule(u.rule.ID), Args: []any{"column", u.rule.Column, "value", u.value}}
}

// refused says why the rows that were read make the file unfit; nil if they do not.
func (r *run) refused() error {
	for _, p := range r.parts {
		if p.unfit != nil {
			return p.unfit.refusal(r.t.Path)
		}
	}
	return nil
}

// unfit says of the sample what would give false figures: rows that a Refuse rule
// is about, and totals in place of contacts.
func (m Mapping) unfit(t *Table) error {
	p := &plan{t: t, width: len(t.Columns), want: make([]int, len(t.Columns)), missing: map[contact.Field]*marks{}}
	for i := range p.want {
		p.want[i] = -1
	}
	p.rules(m)
	for i := range p.refuse {
		rule := &p.refuse[i]
		c := t.Column(rule.Column)
		for k, row := range t.Head {
			if text := cellOf(row, c); rule.meets(text) && !cell.BlankAll(row) {
				u := unfitRow{rule: rule.RowRule, value: string(text)}
				if k < len(t.headLines) {
					u.line = t.headLines[k]
				}
				return u.refusal(t.Path)
			}
		}
	}
	if len(m.Fields[contact.FieldCustomer]) == 0 && len(m.Fields[contact.FieldID]) == 0 && !m.accepts(totalsRule) {
		if column := t.totals(); column != "" {
			return &Error{ID: ErrTotals, File: t.Path, Rule: totalsRule, Args: []any{"column", column}}
		}
	}
	return nil
}

// countWords are words in the header of a column that counts contacts.
var countWords = strings.Fields(`aantal aantallen count counts volume volumes contacten contacts gesprekken calls oproepen telefoontjes tickets meldingen
	aangeboden beantwoord afgehandeld verlaten offered answered handled abandoned received chats emails mails total totaal`)

// periodWords are headers of a column of periods.
var periodWords = strings.Fields("dag day datum date week weeknummer weeknr maand month jaar year kwartaal quarter periode period interval uur hour")

// totals gives the column of counts of a table that holds totals by day, week or
// group rather than contacts; empty when it does not. Of totals every day (or day
// and group) stands once, no time of day is finer than a quarter of an hour, and
// beside it stand whole numbers called calls or count.
func (t *Table) totals() string {
	counts, period := map[int]bool{}, false
	first := ""
	rows := t.sample().rows
	for c, col := range t.Columns {
		values := t.sample().column(c)
		words := strings.Fields(fold(col.Header))
		if len(values) == 0 || len(words) == 0 {
			continue
		}
		switch {
		case col.Kind == KindDate || slices.Contains(periodWords, words[0]) && col.Kind != KindText:
			if !wholeQuarters(values, t.orderOf(c).Order, col) {
				return ""
			}
			period = true
		case col.Kind == KindNumber && meansCount(words):
			if sum, whole := sumOf(values); whole && sum > 1.5*float64(len(values)) {
				counts[c] = true
				if first == "" {
					first = col.Name
				}
			}
		case slices.Contains(periodWords, words[0]):
			period = true
		}
	}
	if !period || len(counts) == 0 || len(rows) < 3 {
		return ""
	}
	seen := map[string]bool{}
	n := 0
	for _, row := range rows {
		key := ""
		for c, v := range row {
			if c < len(t.Columns) && t.Columns[c].Kind != KindNumber || c < len(t.Columns) && slices.Contains(periodWords, firstWord(t.Columns[c].Header)) {
				key += strings.TrimSpace(v) + "\x00"
			}
		}
		n++
		seen[key] = true
	}
	if len(seen)*20 < n*19 {
		return "" // days and groups that come again are contacts
	}
	return first
}

func firstWord(header string) string {
	word, _, _ := strings.Cut(fold(header), " ")
	return word
}

func meansCount(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(countWords, w) })
}

// wholeQuarters reports whether no time of day among the values is finer than a
// quarter of an hour.
func wholeQuarters(values []string, order string, col Column) bool {
	if col.Kind != KindDate {
		return true
	}
	r := moment.NewReader(order, false, false, DefaultZone())
	for _, v := range values {
		if ms, ok := r.Read([]byte(v)); ok && moment.Mod(ms, 15*moment.Minute) != 0 {
			return false
		}
	}
	return true
}

// sumOf adds values up, and says whether they are whole numbers from 0.
func sumOf(values []string) (sum float64, whole bool) {
	for _, v := range values {
		f, ok := moment.Number([]byte(v))
		if !ok || f < 0 || f != float64(int64(f)) {
			if missingMarks[foldMark(v)] {
				continue
			}
			return 0, false
		}
		sum += f
	}
	return sum, true
}
