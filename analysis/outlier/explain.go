package outlier

import (
	"cmp"
	"math"
	"slices"

	"eenkeer/analysis/contact"
)

// Customer is the kind of contribution that a single customer makes; others bear the name of their dimension.
const Customer = "customer"

// Contribution is a part of what a flagged unit has more (or fewer) of than expected.
type Contribution struct {
	By       string  `json:"by"`                // reason, third_party, customer; of a team also agent
	Key      string  `json:"key"`               // its value, "" for the missing one; of people always ""
	Ordinal  int     `json:"ordinal,omitempty"` // of people: 1 for who contributes most, 2 for the next; who it is stays inside
	Ripe     int     `json:"ripe"`
	Followed int     `json:"followed"`
	Expected float64 `json:"expected"`
	Excess   float64 `json:"excess"` // followed − expected
	P        float64 `json:"p"`      // of the unit when this is left out; 1 where nothing is left to judge
	Goes     bool    `json:"goes"`   // whether the flag goes away then
}

// part adds up a unit's contacts of one kind.
type part struct {
	code           uint32
	ripe, followed int
	expected       float64
}

func (p part) excess() float64 { return float64(p.followed) - p.expected }

// explain gives the contributions that go the way of the unit's flag: the largest of each kind.
func (m *mix) explain(a *Assessment, unit int) []Contribution {
	out := []Contribution{}
	for _, d := range []contact.Dimension{contact.Reason, contact.Third} {
		if column := m.log.Column(d); d != m.by && column.Dict.Len() > 1 {
			out = m.explainBy(out, a, unit, string(d), column.Codes, column.Dict.Text)
		}
	}
	if agents := m.log.Column(contact.Agent); m.by == contact.Team && agents.Dict.Len() > 1 {
		out = m.explainBy(out, a, unit, string(contact.Agent), agents.Codes, nil)
	}
	return m.explainBy(out, a, unit, Customer, m.log.Customer, nil)
}

func (m *mix) explainBy(out []Contribution, a *Assessment, unit int, by string, codes contact.Codes, text func(uint32) string) []Contribution {
	sign := 1.0
	if a.Scores[unit].Flag == Low {
		sign = -1
	}
	at := map[uint32]int{}
	var parts []part
	for k := m.start[unit]; k < m.start[unit+1]; k++ {
		code := codes.At(int(m.place[k]))
		i, ok := at[code]
		if !ok {
			i = len(parts)
			at[code] = i
			parts = append(parts, part{code: code})
		}
		parts[i].ripe++
		parts[i].followed += int(m.outcome[k] & 1)
		parts[i].expected += a.Rates[m.outcome[k]>>1]
	}
	if by == string(contact.Agent) {
		parts = slices.DeleteFunc(parts, func(p part) bool { return p.code == 0 || p.ripe < a.o.LeastRipe })
	}
	slices.SortStableFunc(parts, func(x, y part) int { return cmp.Compare(sign*y.excess(), sign*x.excess()) })
	for rank, p := range parts[:min(a.o.Top, len(parts))] {
		if sign*p.excess() <= 0 {
			break
		}
		c := Contribution{By: by, Ripe: p.ripe, Followed: p.followed, Expected: p.expected, Excess: p.excess()}
		if text == nil {
			c.Ordinal = rank + 1
		} else {
			c.Key = text(p.code)
		}
		c.P, c.Goes = m.leftOut(a, unit, codes, p.code)
		out = append(out, c)
	}
	return out
}

// leftOut judges a unit without some of its contacts. The rates of the strata and the spread between units stay as they are.
// With its p in the place of the old one the unit is still flagged exactly when it is at most the cut: a larger p makes the
// cut of Benjamini and Hochberg no larger.
func (m *mix) leftOut(a *Assessment, unit int, codes contact.Codes, code uint32) (p float64, goes bool) {
	at := map[int32]int{}
	var groups []group
	followed := 0
	for k := m.start[unit]; k < m.start[unit+1]; k++ {
		if codes.At(int(m.place[k])) == code {
			continue
		}
		s := m.outcome[k] >> 1
		i, ok := at[s]
		if !ok {
			i = len(groups)
			at[s] = i
			groups = append(groups, group{p: a.Rates[s]})
		}
		groups[i].n++
		followed += int(m.outcome[k] & 1)
	}
	for s, i := range at {
		groups[i].own = float64(groups[i].n) / float64(a.ripe[s])
	}
	d := nullOf(groups)
	if d.n < a.o.LeastRipe || d.nothing() {
		return 1, true
	}
	z := d.score(followed) * a.Spread.scale(d.spread())
	p = twoSided(z)
	return p, p > a.Cut || math.Signbit(z) != (a.Scores[unit].Flag == Low)
}
