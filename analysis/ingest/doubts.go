package ingest

import (
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
)

// orderOf decides on day and month of a column. Where its own values do not tell,
// those of another column of dates do: a tool writes all of them alike.
func (t *Table) orderOf(c int) moment.Order {
	o := moment.DecideOrder(t.sample().column(c))
	if o.Decided || o.Mixed || o.Few {
		return o
	}
	for other := range t.Columns {
		if other == c || t.Columns[other].Kind != KindDate {
			continue
		}
		if also := moment.DecideOrder(t.sample().column(other)); also.Told && also.Sure() {
			return also
		}
	}
	return o
}

// orderDoubt says what is not sure about the dates of a column, with the earliest
// and the latest of them as they were read; nil for nothing.
func (t *Table) orderDoubt(o moment.Order, column string) *Doubt {
	d := &Doubt{ID: DoubtDateOrder, Column: column, Args: []any{"order", o.Order}}
	switch {
	case o.Sure():
		return nil
	case o.Mixed:
		d.ID = DoubtMixedDates
	case o.Turned:
		d.Args = append(d.Args, "turned", true)
	case o.Few:
		d.Args = append(d.Args, "few", true)
	}
	if c := t.Column(column); c >= 0 {
		if days := daysOf(t.sample().column(c), o.Order, t.zone); len(days) > 0 {
			n := min(3, len(days))
			d.Args = append(d.Args, "earliest", joinDays(days[:n]), "latest", joinDays(days[len(days)-n:]))
		}
	}
	return d
}

// daysOf gives the days that values fall on, read in an order, in their own order.
func daysOf(values []string, order string, zone *time.Location) []int64 {
	r := moment.NewReader(order, false, false, zone)
	var days []int64
	for _, v := range values {
		if ms, ok := r.Read([]byte(v)); ok {
			days = append(days, ms-moment.Mod(ms, moment.Day))
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// dayForm is how days stand in the arguments of a doubt; [spoken] writes them as
// the language does.
const dayForm = "2006-01-02"

func joinDays(days []int64) string {
	var b strings.Builder
	for i, ms := range days {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(wallTime(ms).Format(dayForm))
	}
	return b.String()
}

// timeDoubts says what else is not sure about the times of a mapping: zones in some
// of them only, a header that says Greenwich, and no time of day at all. all are
// the workers that read the whole table; nil: only the sample is looked at.
func (t *Table) timeDoubts(m Mapping, all []*worker) (doubts []Doubt) {
	columns := m.Fields[contact.FieldTime]
	if len(columns) == 0 {
		return nil
	}
	p := newPlan(t, m)
	w := newWorker(0, p)
	first, second := t.Column(columns[0]), -1
	if len(columns) > 1 {
		second = t.Column(columns[1])
	}
	read, clocks := 0, 0
	var times []int64
	for _, row := range t.sample().rows {
		text := cellOf(row, first)
		var clock []byte
		if second >= 0 {
			clock = cellOf(row, second)
		}
		if p.missing[contact.FieldTime].has(text) {
			continue
		}
		if ms, ok := w.time.ReadPair(text, clock); ok {
			read++
			times = append(times, ms)
			if moment.Mod(ms, moment.Day) != 0 {
				clocks++
			}
		}
	}
	zoned := w.time.Zoned
	if all == nil && t.book == nil { // the import looks at all rows, and a workbook's cells say more
		doubts = append(doubts, swappedMonths(times, columns[0])...)
	}
	if all != nil {
		zoned, read = 0, 0
		for _, w := range all {
			zoned += w.time.Zoned
			read += w.read
		}
	}
	if zoned > 0 && zoned < read {
		doubts = append(doubts, Doubt{ID: DoubtMixedZones, Column: columns[0], Args: []any{"rows", zoned, "of", read}})
	}
	if p.utc && zoned < read {
		doubts = append(doubts, Doubt{ID: DoubtUTC, Column: columns[0]})
	}
	if read > 0 && clocks == 0 {
		doubts = append(doubts, Doubt{ID: DoubtNoClock, Column: columns[0]})
	}
	return doubts
}

// saysUTC reports whether a header says that its times are Greenwich times.
func saysUTC(header string) bool {
	for _, word := range strings.Fields(fold(header)) {
		if word == "utc" || word == "gmt" {
			return true
		}
	}
	return false
}
