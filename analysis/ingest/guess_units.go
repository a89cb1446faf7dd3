package ingest

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
)

// unitWords are words at the end of a header that name a unit.
var unitWords = map[string]string{
	"s": moment.UnitSeconds, "sec": moment.UnitSeconds, "secs": moment.UnitSeconds, "second": moment.UnitSeconds, "seconds": moment.UnitSeconds,
	"seconde": moment.UnitSeconds, "seconden": moment.UnitSeconds,
	"ms": moment.UnitMillis, "msec": moment.UnitMillis, "millis": moment.UnitMillis, "milliseconds": moment.UnitMillis, "milliseconden": moment.UnitMillis,
	"min": moment.UnitMinutes, "mins": moment.UnitMinutes, "minute": moment.UnitMinutes, "minutes": moment.UnitMinutes, "minuten": moment.UnitMinutes,
	"h": moment.UnitHours, "hour": moment.UnitHours, "hours": moment.UnitHours, "uren": moment.UnitHours, "uur": moment.UnitHours,
	"hhmm": moment.UnitShort, "hmm": moment.UnitShort, "uumm": moment.UnitShort,
	"hms": moment.UnitClock, "hhmmss": moment.UnitClock, "hmmss": moment.UnitClock, "mmss": moment.UnitClock, "uummss": moment.UnitClock,
}

// unitOf takes a unit off a header: "Handle Time (secs)" is "handle time" and
// "s". Without one, the header comes back folded.
func unitOf(header string) (base, unit string) {
	words := strings.Fields(fold(header))
	for n := 1; n <= 3 && n < len(words); n++ {
		if u, ok := unitWords[strings.Join(words[len(words)-n:], "")]; ok {
			words = words[:len(words)-n]
			if k := len(words); k > 1 && words[k-1] == "in" {
				words = words[:k-1]
			}
			return strings.Join(words, " "), u
		}
	}
	return strings.Join(words, " "), ""
}

// guessUnits decides in what durations are written: by the preset, the header,
// the values, and above all by what lies between start and end.
func (w *guesser) guessUnits() {
	for _, f := range []contact.Field{contact.FieldHandle, contact.FieldWait} {
		for _, name := range w.g.Mapping.Fields[f] {
			c := w.t.Column(name)
			unit, sure := durationUnit(w.t.Columns[c], w.values[c])
			if given := w.g.Mapping.Units[f]; given != "" {
				unit, sure = given, true
			}
			if f == contact.FieldHandle {
				if told := w.unitBySpan(c, unit); told != "" {
					if sure && told != unit {
						w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtUnit, Column: name, Args: []any{"unit", told}})
						w.g.Confidence[f] = min(w.g.Confidence[f], contested)
					}
					unit, sure = told, true
				}
			}
			w.g.Mapping.Units[f] = unit
			if !sure {
				w.g.Confidence[f] = min(w.g.Confidence[f], contested)
			}
		}
	}
}

// durationUnit decides on the unit of a column of durations; sure says that the
// header or the way of writing tells it. Numbers of which the middle one would be
// over three hours as seconds are milliseconds, parts of one with many decimals
// are parts of a day.
func durationUnit(col Column, values []string) (unit string, sure bool) {
	var numbers []float64
	clocks, short, broken, decimals := 0, 0, 0, 0
	for _, v := range values {
		if n, ok := moment.Number([]byte(v)); ok {
			if n > 0 {
				numbers = append(numbers, n)
				if n != float64(int64(n)) {
					broken++
				}
				if n < 1 && len(v) > 4 {
					decimals++
				}
			}
		} else if _, ok := moment.Seconds([]byte(v), ""); ok {
			clocks++
			if strings.Count(v, ":") == 1 {
				short++ // m:ss, or perhaps h:mm
			}
		}
	}
	_, named := unitOf(col.Header)
	if clocks > len(numbers) {
		if named == moment.UnitShort {
			return named, true
		}
		return moment.UnitClock, short*2 < clocks || named == moment.UnitClock
	}
	if named != "" && named != moment.UnitClock && named != moment.UnitShort {
		return named, true
	}
	if len(numbers) == 0 {
		return moment.UnitSeconds, false
	}
	slices.Sort(numbers)
	switch middle := numbers[len(numbers)/2]; {
	case middle > 3*3600:
		return moment.UnitMillis, false
	case middle < 1 && decimals*10 > len(numbers)*8 && broken*10 > len(numbers)*8 && numbers[len(numbers)-1] < 2:
		return moment.UnitDays, false
	}
	return moment.UnitSeconds, false
}

// unitBySpan compares durations with the time between start and end of the same
// contacts: the unit in which they agree for most is theirs. Empty: none does.
func (w *guesser) unitBySpan(c int, unit string) string {
	m := w.g.Mapping
	if len(m.Fields[contact.FieldTime]) == 0 || len(m.Fields[contact.FieldEnd]) == 0 {
		return ""
	}
	p := newPlan(w.t, m)
	reader := newWorker(0, p)
	agree := map[string]int{}
	n, over := 0, 0
	for _, row := range w.t.sample().rows {
		span, ok := reader.span(row)
		text := cellOf(row, c)
		if !ok || span < 10 || len(text) == 0 {
			continue
		}
		slack := max(2, span/20)
		if span%60 == 0 {
			slack = max(slack, min(61, span/2)) // times to the minute
		}
		n++
		for _, u := range moment.Units {
			v, ok := moment.Seconds(text, u)
			if ok && int64(v) >= span-slack && int64(v) <= span+slack {
				agree[u]++
			}
			if ok && u == unit && int64(v) > 3*span {
				over++
			}
		}
	}
	if n < 5 {
		return ""
	}
	if agree[unit]*10 >= n*6 {
		return unit
	}
	best := ""
	for _, u := range moment.Units {
		if agree[u]*10 >= n*6 && (best == "" || agree[u] > agree[best]) {
			best = u
		}
	}
	if best == "" && unit == moment.UnitSeconds && over*10 > n*8 {
		return moment.UnitMillis // as seconds they would last longer than the contact
	}
	return best
}

// span gives the seconds between start and end of a row of the sample.
func (w *worker) span(row []string) (int64, bool) {
	p := w.p
	read := func(r *moment.Reader, slots []int) (int64, []byte, bool) {
		var texts [2][]byte
		for c, slot := range p.want {
			for i, s := range slots {
				if s == slot && i < 2 {
					texts[i] = cellOf(row, c)
				}
			}
		}
		ms, ok := r.ReadPair(texts[0], texts[1])
		return ms, texts[0], ok
	}
	start, _, ok := read(w.time, p.time)
	if !ok {
		return 0, false
	}
	end, text, ok := read(w.end, p.end)
	if len(p.end) == 1 {
		if tod, is := w.endClock(text); is {
			end, ok = start-moment.Mod(start, moment.Day)+tod, true
			if end < start {
				end += moment.Day
			}
		}
	}
	return (end - start) / moment.Second, ok && end >= start
}
