package repeat

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"eenkeer/analysis/contact"
)

// grouping is a dimension, or several crossed, as one column of codes.
type grouping struct {
	codes contact.Codes // absent: every contact is in group 0
	limit int           // codes are below it
	parts []part        // the dimensions, the first varies slowest
	dense [][]uint32    // for crossings too large to number outright: the codes of each group
}

// part is one dimension of a grouping.
type part struct {
	dimension contact.Dimension
	codes     contact.Codes
	limit     int
	text      func(code uint32) string
}

// most groups that are numbered outright when dimensions are crossed, and the
// most groups that are counted at all.
const (
	numberOutright = 1 << 20
	mostGroups     = 1 << 24
)

// part gives one dimension as a column of codes.
func (e *Engine) part(d contact.Dimension) (part, error) {
	if column := e.log.Column(d); column != nil {
		return part{d, column.Codes, column.Dict.Len(), column.Dict.Text}, nil
	}
	p, err := e.periodsOf(d)
	if err != nil {
		return part{}, err
	}
	return part{d, p.Codes, max(1, len(p.Keys)), func(code uint32) string {
		if int(code) < len(p.Keys) {
			return p.Keys[code]
		}
		return ""
	}}, nil
}

func (e *Engine) periodsOf(d contact.Dimension) (*contact.Periods, error) {
	return cached(e, &e.periods, d, func() (*contact.Periods, error) { return e.log.PeriodsOf(d), nil })
}

// grouping crosses the dimensions asked by.
func (e *Engine) grouping(ctx context.Context, by []contact.Dimension) (*grouping, error) {
	if len(by) == 1 { // shares its column with the log or the periods: nothing to keep
		p, err := e.part(by[0])
		return &grouping{codes: p.codes, limit: p.limit, parts: []part{p}}, err
	}
	names := make([]string, len(by))
	for i, d := range by {
		names[i] = string(d)
	}
	return cached(e, &e.groups, strings.Join(names, ","), func() (*grouping, error) { return e.cross(ctx, by) })
}

// cross numbers the combinations of several dimensions.
func (e *Engine) cross(ctx context.Context, by []contact.Dimension) (*grouping, error) {
	g := &grouping{limit: 1}
	for _, d := range by {
		p, err := e.part(d)
		if err != nil {
			return nil, err
		}
		g.parts = append(g.parts, p)
		if g.limit *= p.limit; g.limit > 1<<40 {
			return nil, errTooManyGroups
		}
	}
	n := e.log.Len()
	if g.limit > numberOutright {
		return g, e.crossSparse(ctx, g)
	}
	if n == 0 || len(by) == 0 {
		return g, nil
	}
	g.codes = contact.NewCodes(n, g.limit)
	return g, inParts(ctx, n, func(_, from, until int) {
		for i := from; i < until; i++ {
			code := uint32(0)
			for k := range g.parts {
				code = code*uint32(g.parts[k].limit) + g.parts[k].codes.At(i)
			}
			g.codes.Set(i, code)
		}
	})
}

var errTooManyGroups = errors.New("too many groups: choose other dimensions")

// crossSparse numbers only the combinations that occur.
func (e *Engine) crossSparse(ctx context.Context, g *grouping) error {
	n := e.log.Len()
	g.codes = contact.Codes{U32: make([]uint32, n)}
	seen := map[uint64]uint32{}
	for i := range n {
		if i%block == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		combined := uint64(0)
		for _, p := range g.parts {
			combined = combined*uint64(p.limit) + uint64(p.codes.At(i))
		}
		code, ok := seen[combined]
		if !ok {
			code = uint32(len(seen))
			if code >= mostGroups {
				return errTooManyGroups
			}
			seen[combined] = code
			codes := make([]uint32, len(g.parts))
			for k, p := range g.parts {
				codes[k] = p.codes.At(i)
			}
			g.dense = append(g.dense, codes)
		}
		g.codes.U32[i] = code
	}
	g.limit = max(1, len(seen))
	return nil
}

// split gives the code of each dimension for a group.
func (g *grouping) split(code int) []uint32 {
	if g.dense != nil {
		return g.dense[code]
	}
	codes := make([]uint32, len(g.parts))
	for k := len(g.parts) - 1; k >= 0; k-- {
		codes[k] = uint32(code % g.parts[k].limit)
		code /= g.parts[k].limit
	}
	return codes
}

// key gives the values that name a group.
func (g *grouping) key(code int) []string {
	key := make([]string, len(g.parts))
	for k, c := range g.split(code) {
		key[k] = g.parts[k].text(c)
	}
	return key
}

// mask says which contacts of the log a selection counts.
type mask struct {
	bits    []uint8 // 1: counted; nil: all are
	all     int     // counted contacts
	keyless int     // of them, those without a customer key
}

// mask works out a selection for every contact.
func (e *Engine) mask(ctx context.Context, s Selection) (mask, error) {
	n, keyed := e.log.Len(), e.log.Keyed
	if s.From.IsZero() && s.To.IsZero() && len(s.Filter) == 0 {
		return mask{nil, n, keyed}, nil
	}
	key := fmt.Sprint(s.From, s.To) + s.Filter.key()
	return cached(e, &e.masks, key, func() (mask, error) {
		pass := make([]allowed, 0, len(s.Filter))
		for _, c := range s.Filter {
			a, err := e.allow(c)
			if err != nil {
				return mask{}, err
			}
			pass = append(pass, a)
		}
		from, until := int64(-1<<62), int64(1<<62)
		if !s.From.IsZero() {
			from = contact.Wall(s.From.t)
		}
		if !s.To.IsZero() {
			until = contact.Wall(s.To.AddDays(1).t)
		}
		m := mask{bits: make([]uint8, n)}
		sums := make([][2]int, partsOf(n))
		err := inParts(ctx, n, func(part, start, end int) {
			for i := start; i < end; i++ {
				bit := uint8(0)
				if t := e.log.Time[i]; t >= from && t < until {
					bit = 1
				}
				for k := range pass {
					bit &= pass[k].table[pass[k].codes.At(i)]
				}
				m.bits[i] = bit
				sums[part][0] += int(bit)
				if i < keyed {
					sums[part][1] += int(bit)
				}
			}
		})
		for _, s := range sums {
			m.all += s[0]
			m.keyless += s[1]
		}
		return m, err
	})
}

// allowed is a condition as a table over the codes of its dimension.
type allowed struct {
	codes contact.Codes
	table []uint8
}

func (e *Engine) allow(c Condition) (allowed, error) {
	p, err := e.part(c.By)
	if err != nil {
		return allowed{}, err
	}
	values := make(map[string]bool, len(c.Values))
	for _, v := range c.Values {
		values[v] = true
	}
	a := allowed{p.codes, make([]uint8, p.limit)}
	for code := range a.table {
		if values[p.text(uint32(code))] {
			a.table[code] = 1
		}
	}
	return a, nil
}
