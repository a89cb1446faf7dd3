package contact

import (
	"cmp"
	"math"
	"slices"
)

// With gives the log as a catalogue reads it: reasons under the names that hold at the time of the contact, filed under the
// catalogue's process where it has one, and with the reason's third party where the contact names none. What other
// catalogue was there before does not matter. The contacts are shared, so that this costs little; without a catalogue
// it costs nothing.
func (l *Log) With(c *Catalogue) *Log {
	out := *l
	if l.asRead != nil {
		out.Columns, out.asRead = *l.asRead, nil
	}
	if c.Empty() {
		return &out
	}
	read := out.Columns
	if c.apply(out.Time, &out.Columns) {
		out.asRead = &read
	}
	return &out
}

// The columns that a catalogue changes.
var reasonColumn, processColumn, thirdColumn = StoredIndex(Reason), StoredIndex(Process), StoredIndex(Third)

// apply puts what the catalogue says in the columns, and reports whether that made a difference. It works on the
// dictionary: contacts cost a look-up of their code, and of their time where a rename has a date.
func (c *Catalogue) apply(times []int64, columns *[len(Stored)]Column) bool {
	reason, process, third := columns[reasonColumn], columns[processColumn], columns[thirdColumn]
	if reason.Codes.Len() == 0 {
		return false
	}
	p := newPlan(c, &reason.Dict, &process.Dict, &third.Dict)
	n := len(times)
	at := func(i int) *filing { return p.at(reason.Codes.At(i), times[i]) }
	if p.renames {
		columns[reasonColumn] = recoded(n, p.reasons.Dict(), func(i int) uint32 { return at(i).reason })
	}
	if p.files {
		columns[processColumn] = recoded(n, p.processes.Dict(), func(i int) uint32 {
			if f := at(i); f.process != 0 {
				return f.process
			}
			return process.Codes.At(i)
		})
	}
	if p.fills {
		columns[thirdColumn] = recoded(n, p.thirds.Dict(), func(i int) uint32 {
			if code := third.Codes.At(i); code != 0 {
				return code
			}
			return at(i).third
		})
	}
	return p.renames || p.files || p.fills
}

// filing is what becomes of a contact with a reason: codes in the encoders of the plan.
type filing struct {
	reason  uint32
	process uint32 // 0: as the contact says
	third   uint32 // 0: none
}

// plan says for each reason of a log, and each stretch of time in which the same renames hold, how it is filed.
type plan struct {
	first   []uint32 // of each reason code: where its filings begin; one more for the end
	since   []int64  // from when each holds; the first of a reason from the beginning
	filings []filing

	reasons, processes, thirds *Encoder
	renames, files, fills      bool // the column changes
}

// at gives how a contact is filed.
func (p *plan) at(code uint32, time int64) *filing {
	i, last := p.first[code], p.first[code+1]-1
	for i < last && p.since[i+1] <= time {
		i++
	}
	return &p.filings[i]
}

func newPlan(c *Catalogue, reasons, processes, thirds *Dict) *plan {
	p := &plan{reasons: NewEncoder(reasons.Len()), processes: NewEncoder(processes.Len()), thirds: NewEncoder(thirds.Len())}
	p.reasons.Merge(reasons) // texts of the log keep their codes
	p.processes.Merge(processes)
	p.thirds.Merge(thirds)
	entries := byKey(c.Reasons, reasonKey)
	names := c.names()
	p.first = append(p.first, 0)
	p.since, p.filings = append(p.since, math.MinInt64), append(p.filings, filing{}) // no reason
	for code := uint32(1); code < uint32(reasons.Len()); code++ {
		p.first = append(p.first, uint32(len(p.filings)))
		text := reasons.Text(code)
		for _, since := range names.dates(text) {
			name := names.at(text, since)
			f := filing{reason: p.reasons.Code([]byte(name))}
			if e, known := entries[Fold(name)]; known {
				f.process, f.third = p.processes.Code([]byte(e.Process)), p.thirds.Code([]byte(e.ThirdParty))
			}
			p.renames = p.renames || f.reason != code
			p.files, p.fills = p.files || f.process != 0, p.fills || f.third != 0
			p.since, p.filings = append(p.since, since), append(p.filings, f)
		}
	}
	p.first = append(p.first, uint32(len(p.filings)))
	return p
}

// names are the renames of each folded name, by date.
type names map[string][]Rename

func (c *Catalogue) names() names {
	all := names{}
	for _, r := range c.Renames {
		if r.Since == 0 {
			r.Since = math.MinInt64
		}
		all[Fold(r.From)] = append(all[Fold(r.From)], r)
	}
	for _, of := range all {
		slices.SortFunc(of, func(a, b Rename) int { return cmp.Compare(a.Since, b.Since) })
	}
	return all
}

// at gives the name that a reason has at a time: renames are followed to the end of the chain, each if it holds by then,
// and of several of one name the latest.
func (n names) at(name string, time int64) string {
	for range len(n) + 1 { // a circle, which [Catalogue.Check] refuses, ends all the same
		to, renamed := "", false
		for _, r := range n[Fold(name)] {
			if r.Since <= time {
				to, renamed = r.To, true
			}
		}
		if !renamed || Fold(to) == Fold(name) {
			if renamed {
				name = to // another spelling
			}
			return name
		}
		name = to
	}
	return name
}

// dates gives when the name of a reason may change, the beginning of time first.
func (n names) dates(name string) []int64 {
	all := []int64{math.MinInt64}
	if len(n) == 0 {
		return all
	}
	met := map[string]bool{}
	var walk func(key string)
	walk = func(key string) {
		if met[key] {
			return
		}
		met[key] = true
		for _, r := range n[key] {
			all = append(all, r.Since)
			walk(Fold(r.To))
		}
	}
	walk(Fold(name))
	slices.Sort(all)
	return slices.Compact(all)
}

// recoded makes a column of n contacts of the codes that code gives for each, with only the texts of d that are in use.
func recoded(n int, d *Dict, code func(i int) uint32) Column {
	parts := max(1, Workers)
	used := make([][]bool, parts)
	eachPart(parts, func(p int) {
		mine := make([]bool, d.Len())
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			mine[code(i)] = true
		}
		used[p] = mine
	})
	to := make([]uint32, d.Len())
	e := NewEncoder(0)
	for c := 1; c < len(to); c++ {
		if slices.ContainsFunc(used, func(mine []bool) bool { return mine[c] }) {
			to[c] = e.Code(d.Bytes(uint32(c)))
		}
	}
	codes := NewCodes(n, e.Dict().Len())
	eachPart(parts, func(p int) {
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			codes.Set(i, to[code(i)])
		}
	})
	return Column{codes, *e.Dict()}
}
