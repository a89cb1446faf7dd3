package survival

import (
	"cmp"
	"slices"
)

// Table is how long those of a group were watched: at each time, in rising order, how many had the event then and how many
// were last seen without it. Who was last seen at a time was at risk at that time.
type Table struct {
	Time             []float64
	Events, Censored []int32
}

// Collect makes a table of single observations: how long each was watched, and whether that ended with the event.
func Collect(times []float64, happened []bool) Table {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(times[a], times[b]) })
	var t Table
	for _, i := range order {
		if n := len(t.Time); n == 0 || t.Time[n-1] != times[i] {
			t.Add(times[i], 0, 0)
		}
		if last := len(t.Time) - 1; happened[i] {
			t.Events[last]++
		} else {
			t.Censored[last]++
		}
	}
	return t
}

// Add puts a time after the last.
func (t *Table) Add(time float64, events, censored int32) {
	t.Time = append(t.Time, time)
	t.Events = append(t.Events, events)
	t.Censored = append(t.Censored, censored)
}

// Len gives the number of times.
func (t Table) Len() int { return len(t.Time) }

// Totals gives how many were watched and how many of them had the event.
func (t Table) Totals() (watched, events int) {
	for i := range t.Events {
		watched += int(t.Events[i]) + int(t.Censored[i])
		events += int(t.Events[i])
	}
	return watched, events
}
