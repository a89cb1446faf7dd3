package effect

import (
	"fmt"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// match is a condition as a table over the codes of its dimension.
type match struct {
	codes contact.Codes
	pass  []bool
}

func (m match) at(i int) bool { return m.pass[m.codes.At(i)] }

// matcher is a filter as tables; every one must pass.
type matcher []match

func (m matcher) at(i int) bool {
	for k := range m {
		if !m[k].at(i) {
			return false
		}
	}
	return true
}

// part is a dimension as a column of codes, with the code of each of its values.
type part struct {
	codes contact.Codes
	n     int // codes are below it
	of    map[string]int
}

// part gives a dimension. Its values are looked up once.
func (d *Data) part(by contact.Dimension) (*part, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.parts[by]; p != nil {
		return p, nil
	}
	p, log := &part{of: map[string]int{}}, d.engine.Log()
	switch c := log.Column(by); {
	case c != nil:
		p.codes, p.n = c.Codes, c.Dict.Len()
		for code := range p.n {
			p.of[c.Dict.Text(uint32(code))] = code
		}
	case contact.Known(by):
		periods := log.PeriodsOf(by)
		p.codes, p.n = periods.Codes, max(1, len(periods.Keys))
		for code, key := range periods.Keys {
			p.of[key] = code
		}
	default:
		return nil, fmt.Errorf("there is no dimension %q", by)
	}
	d.parts[by] = p
	return p, nil
}

// condition makes the table of a condition; with others it passes the other values instead.
func (d *Data) condition(c repeat.Condition, others bool) (match, error) {
	p, err := d.part(c.By)
	if err != nil {
		return match{}, err
	}
	m := match{p.codes, make([]bool, p.n)}
	if others {
		for code := range m.pass {
			m.pass[code] = true
		}
	}
	for _, v := range c.Values {
		if code, ok := p.of[v]; ok {
			m.pass[code] = !others
		}
	}
	return m, nil
}

func (d *Data) matcher(f repeat.Filter) (matcher, error) {
	var m matcher
	for _, c := range f {
		one, err := d.condition(c, false)
		if err != nil {
			return nil, err
		}
		m = append(m, one)
	}
	return m, nil
}

// splits is in which dimension of a scope the others are looked for: those who differ in it and in nothing else that the
// scope names. Teams before reasons: the same question answered by others is the closest there is.
var splits = []contact.Dimension{contact.Agent, contact.Team, contact.Third, contact.Channel, contact.Reason, contact.Process}

// Split gives the dimension in which the comparison of a scope differs from it; false when the scope names none.
func Split(scope repeat.Filter) (contact.Dimension, bool) {
	for _, by := range splits {
		for _, c := range scope {
			if c.By == by {
				return by, true
			}
		}
	}
	return "", false
}

// others makes the tables of the comparison of a scope.
func (d *Data) others(scope repeat.Filter, by contact.Dimension) (matcher, error) {
	var m matcher
	for _, c := range scope {
		one, err := d.condition(c, c.By == by)
		if err != nil {
			return nil, err
		}
		m = append(m, one)
	}
	return m, nil
}

// touched is the contacts of other changes: any of the filters passes. Filters of one condition are put together by
// dimension, so that many changes cost no more than a few.
func (d *Data) touched(scopes []repeat.Filter) ([]matcher, error) {
	together := map[contact.Dimension]match{}
	var all []matcher
	for _, f := range scopes {
		if len(f) != 1 {
			m, err := d.matcher(f)
			if err != nil {
				return nil, err
			}
			all = append(all, m)
			continue
		}
		p, err := d.part(f[0].By)
		if err != nil {
			return nil, err
		}
		m, there := together[f[0].By]
		if !there {
			m = match{p.codes, make([]bool, p.n)}
			together[f[0].By] = m
			all = append(all, matcher{m})
		}
		for _, v := range f[0].Values {
			if code, ok := p.of[v]; ok {
				m.pass[code] = true
			}
		}
	}
	return all, nil
}

func anyOf(all []matcher, i int) bool {
	for _, m := range all {
		if m.at(i) {
			return true
		}
	}
	return false
}
