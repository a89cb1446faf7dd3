package outlier

import (
	"context"
	"fmt"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Dimensions lists what can be compared.
var Dimensions = []contact.Dimension{contact.Agent, contact.Team, contact.Third, contact.Reason, contact.Process}

// bands are the hour bands of the case mix: night to 7, morning to 12, afternoon to 17, evening.
const bands = 4

// bandOf gives the hour band of a wall-clock time.
func bandOf(ms int64) int {
	switch hour := (ms/3_600_000%24 + 24) % 24; {
	case hour < 7:
		return 0
	case hour < 12:
		return 1
	case hour < 17:
		return 2
	}
	return 3
}

// mostCells bounds the table of strata before small ones are put together.
const mostCells = 1 << 24

// mix is the contacts of a question, put in order by unit, with the stratum of each.
type mix struct {
	log      *contact.Log
	by       contact.Dimension
	units    *contact.Column
	contacts []int   // by unit: counted contacts
	without  int     // counted contacts without a value of the dimension: in no unit
	base     bool    // they are part of what units are compared with
	strata   int     // number of strata
	merged   int     // fine cells that were put together
	start    []int   // by unit: where its ripe contacts start in place; one more at the end
	place    []int32 // places in the log of ripe contacts, by unit, then in the order of the log
	outcome  []int32 // beside place: stratum × 2, + 1 where followed
}

// newMix reads the answers once for the counts and once for the order. The case mix is reason × channel × hour band; where
// reasons or processes are compared themselves, channel × hour band. Contacts without a value of the dimension stay out (those
// without an agent hung up while they waited), but a third party is compared with the contacts of the same kind that had none
// as well: they show what the kind does by itself.
func newMix(ctx context.Context, e *repeat.Engine, answers []repeat.Answer, by contact.Dimension, least int) (*mix, error) {
	log := e.Log()
	m := &mix{log: log, by: by, units: log.Column(by), base: by == contact.Third}
	if m.units == nil || !compared(by) {
		return nil, fmt.Errorf("agents, teams, third parties, reasons and processes can be compared, not %q", by)
	}
	none := contact.Codes{}
	reasons, channels := log.Column(contact.Reason), log.Column(contact.Channel)
	first, second, sizes := reasons.Codes, channels.Codes, []int{reasons.Dict.Len(), channels.Dict.Len(), bands}
	if by == contact.Reason || by == contact.Process {
		first, sizes[0] = none, 1
	}
	if sizes[0]*sizes[1]*bands > mostCells { // no export has so many; the channel goes first
		second, sizes[1] = none, 1
	}
	units := m.units.Dict.Len()
	m.contacts, m.start = make([]int, units), make([]int, units+1)
	counts := make([]int, sizes[0]*sizes[1]*bands)
	cellOf := func(i int) int {
		return (int(first.At(i))*sizes[1]+int(second.At(i)))*bands + bandOf(log.Time[i])
	}
	for i, a := range answers {
		if i&0xffff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !a.Is(repeat.Counted) {
			continue
		}
		unit := m.units.Codes.At(i)
		if unit == 0 {
			m.without++
			if !m.base {
				continue
			}
		} else {
			m.contacts[unit]++
		}
		if a.Is(repeat.Ripe) {
			m.start[unit+1]++
			counts[cellOf(i)]++
		}
	}
	stratum, n := MergeStrata(counts, sizes, least)
	m.strata = len(n)
	for i, c := range counts {
		if c > 0 && c < least && stratum[i] >= 0 {
			m.merged++
		}
	}
	for u := range units {
		m.start[u+1] += m.start[u]
	}
	next := append([]int(nil), m.start...)
	m.place, m.outcome = make([]int32, m.start[units]), make([]int32, m.start[units])
	for i, a := range answers {
		if i&0xffff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !a.Is(repeat.Ripe) {
			continue
		}
		unit := m.units.Codes.At(i)
		if unit == 0 && !m.base {
			continue
		}
		o := int32(stratum[cellOf(i)]) << 1
		if a.Is(repeat.Followed) {
			o |= 1
		}
		m.place[next[unit]], m.outcome[next[unit]] = int32(i), o
		next[unit]++
	}
	return m, nil
}

func compared(by contact.Dimension) bool {
	for _, d := range Dimensions {
		if d == by {
			return true
		}
	}
	return false
}

// cells gives what each unit has in each stratum, by unit; strata in the order in which the unit first has them. Contacts
// without a value, code 0 of the dimension, are of no unit.
func (m *mix) cells() []Cell {
	var cells []Cell
	at := make([]int, m.strata) // 1 + place in cells, if it is of this unit
	for unit := range len(m.start) - 1 {
		from, name := len(cells), unit
		if unit == 0 {
			name = NoUnit
		}
		for _, o := range m.outcome[m.start[unit]:m.start[unit+1]] {
			s := o >> 1
			if at[s] <= from {
				cells = append(cells, Cell{Unit: name, Stratum: int(s)})
				at[s] = len(cells)
			}
			c := &cells[at[s]-1]
			c.Ripe++
			c.Followed += int(o & 1)
		}
	}
	return cells
}
