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

// part gives a dimension as codes, and the text of each.
func (d *Data) part(by contact.Dimension) (codes contact.Codes, n int, text func(code int) string, err error) {
	log := d.engine.Log()
	if c := log.Column(by); c != nil {
		return c.Codes, c.Dict.Len(), func(code int) string { return c.Dict.Text(uint32(code)) }, nil
	}
	if !contact.Known(by) {
		return codes, 0, nil, fmt.Errorf("there is no dimension %q", by)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.periods[by]
	if p == nil {
		p = log.PeriodsOf(by)
		d.periods[by] = p
	}
	return p.Codes, max(1, len(p.Keys)), func(code int) string {
		if code < len(p.Keys) {
			return p.Keys[code]
		}
		return ""
	}, nil
}

// condition makes the table of a condition; with others it passes the other values instead.
func (d *Data) condition(c repeat.Condition, others bool) (match, error) {
	codes, n, text, err := d.part(c.By)
	if err != nil {
		return match{}, err
	}
	values := make(map[string]bool, len(c.Values))
	for _, v := range c.Values {
		values[v] = true
	}
	m := match{codes, make([]bool, n)}
	for code := range m.pass {
		m.pass[code] = values[text(code)] != others
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
	together := map[contact.Dimension]*match{}
	var all []matcher
	for _, f := range scopes {
		m, err := d.matcher(f)
		if err != nil {
			return nil, err
		}
		if len(f) != 1 {
			all = append(all, m)
			continue
		}
		if old := together[f[0].By]; old != nil {
			for code, pass := range m[0].pass {
				old.pass[code] = old.pass[code] || pass
			}
			continue
		}
		together[f[0].By] = &m[0]
		all = append(all, m)
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
