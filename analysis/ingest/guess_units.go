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

// guessUnits decides in what durations are written: by the header, else by the
// values.
func (w *guesser) guessUnits() {
	for _, f := range []contact.Field{contact.FieldHandle, contact.FieldWait} {
		for _, name := range w.g.Mapping.Fields[f] {
			c := w.t.Column(name)
			w.g.Mapping.Units[f] = durationUnit(w.t.Columns[c], w.values[c])
		}
	}
}

// durationUnit decides on the unit of a column of durations. Numbers of which
// the middle one would be over three hours as seconds are milliseconds.
func durationUnit(col Column, values []string) string {
	var numbers []float64
	clocks := 0
	for _, v := range values {
		if n, ok := moment.Number([]byte(v)); ok {
			if n > 0 {
				numbers = append(numbers, n)
			}
		} else if _, ok := moment.ClockSeconds([]byte(v)); ok {
			clocks++
		}
	}
	if clocks > len(numbers) {
		return moment.UnitClock
	}
	if _, unit := unitOf(col.Header); unit != "" && unit != moment.UnitClock {
		return unit
	}
	if len(numbers) == 0 {
		return moment.UnitSeconds
	}
	slices.Sort(numbers)
	if numbers[len(numbers)/2] > 3*3600 {
		return moment.UnitMillis
	}
	return moment.UnitSeconds
}
