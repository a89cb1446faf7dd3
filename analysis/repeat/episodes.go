package repeat

import (
	"context"

	"eenkeer/analysis/contact"
)

// Episodes sums up the chains of contacts that repeat one another.
type Episodes struct {
	Episodes   int // those whose first contact is in the selection
	Contacts   int // contacts in them
	OneAndDone int // of Episodes, those of one contact
	Longest    int // contacts in the longest
}

// PerEpisode gives contacts per episode; NaN without episodes.
func (e Episodes) PerEpisode() float64 { return float64(e.Contacts) / float64(e.Episodes) }

// Episodes chains contacts under the definition of a query: each within the
// window of the previous contact of the episode, or of its first. An episode is
// counted when its first contact is in the selection, and then whole. A contact
// nearer than the least gap stays in the episode of the one before it.
func (e *Engine) Episodes(ctx context.Context, q Query) (Episodes, error) {
	var out Episodes
	if err := q.Check(); err != nil {
		return out, err
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return out, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return out, err
	}
	if l.first != nil {
		return e.episodesByRules(ctx, q, l, m)
	}
	log := e.log
	times, customers := log.Time[log.Keyed:], e.customers
	windowMs := q.Definition.Window.Seconds() * 1000
	parts := make([]Episodes, partsOf(len(times)))
	err = inParts(ctx, len(times), func(part, from, until int) {
		from, until = customerStart(customers, from), customerStart(customers, until)
		sum := Episodes{}
		limit := max(1, l.keys.limit)
		// For each group of the current customer: its open episode.
		type open struct {
			at, size int   // place of its latest contact; contacts so far
			from     int64 // where the window runs from
			counted  bool
		}
		chains := make([]open, limit)
		for i := range chains {
			chains[i].at = -1
		}
		closeOne := func(c *open) {
			if c.counted && c.at >= 0 {
				sum.Episodes++
				sum.Contacts += c.size
				sum.Longest = max(sum.Longest, c.size)
				if c.size == 1 {
					sum.OneAndDone++
				}
			}
		}
		start := from
		for i := from; i < until; i++ {
			if i&(1<<16-1) == 0 && ctx.Err() != nil {
				return
			}
			if i == from || customers[i] != customers[i-1] {
				start = i
			}
			if !l.counts(i) {
				continue
			}
			c := &chains[l.group(i)]
			if c.at < start || times[i]-c.from > windowMs {
				closeOne(c)
				*c = open{from: times[i], counted: m.bits == nil || m.bits[log.Keyed+i] == 1}
			} else if q.Definition.Chain == FromPrevious {
				c.from = times[i]
			}
			c.at = i
			c.size++
		}
		for i := range chains {
			closeOne(&chains[i])
		}
		parts[part] = sum
	})
	for _, p := range parts {
		out.Episodes += p.Episodes
		out.Contacts += p.Contacts
		out.OneAndDone += p.OneAndDone
		out.Longest = max(out.Longest, p.Longest)
	}
	return out, err
}

// Curve gives the counts of the whole selection at each of the windows, which
// must be in rising order: how the rates grow as the window does.
func (e *Engine) Curve(ctx context.Context, q Query, windows []Span) ([]Counts, error) {
	curve := make([]Counts, len(windows))
	for i, w := range windows {
		q.Definition.Window = max(w, q.Definition.LeastGap)
		r, err := e.Rates(ctx, Query{Definition: q.Definition, Selection: q.Selection})
		if err != nil {
			return nil, err
		}
		curve[i] = r.Total.Counts
	}
	return curve, nil
}

// Values lists the values a dimension has in the log, the missing one first if
// any column is without it.
func (e *Engine) Values(d contact.Dimension) []string {
	if keys := contact.FixedKeys(d); keys != nil {
		return keys
	}
	p, err := e.part(d)
	if err != nil {
		return nil
	}
	values := make([]string, 0, p.limit)
	for code := range p.limit {
		values = append(values, p.text(uint32(code)))
	}
	return values
}
