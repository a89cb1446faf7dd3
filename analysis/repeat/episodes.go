package repeat

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

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

// Done gives the share of the episodes that are one contact: one-and-done.
func (e Episodes) Done() Rate { return NewRate(e.OneAndDone, e.Episodes) }

// Episodes chains contacts under the definition of a query: each within the
// window of the previous contact of the episode, or of its first. An episode is
// counted when its first contact is in the selection, and then whole. A contact
// nearer than the least gap stays in the episode of the one before it.
func (e *Engine) Episodes(ctx context.Context, q Query) (Episodes, error) {
	c, err := e.chain(ctx, q, 0)
	return c.sum(), err
}

// ChainOptions say which open chains are listed.
type ChainOptions struct {
	Least int // contacts that a chain must have; below 2: 2
	Most  int // chains, the longest first; 0: none
}

// Chains is the lengths of episodes, and those that may go on.
type Chains struct {
	Query Query
	Data  Data
	Episodes
	Lengths []int       // by number of contacts: how many episodes have so many; Lengths[0] is 0
	Open    []OpenChain // the longest first, of those as long the one that was heard of last
	Opened  int         // open chains of the least length asked for, listed or not

	list *List
	json chainsJSON
}

// chainsJSON says what of chains goes into JSON.
type chainsJSON struct{ noOpen, keys bool }

// WithoutOpen gives the same, of which JSON leaves the open chains out.
func (c *Chains) WithoutOpen() *Chains {
	out := *c
	out.json.noOpen = true
	return &out
}

// WithKeys gives the same, of which JSON has the customer keys of the open chains if they are wanted: personal data.
func (c *Chains) WithKeys(wanted bool) *Chains {
	out := *c
	out.json.keys = wanted
	return &out
}

// OpenChain is an episode that the next contact of its customer could still become part of: the data end within its window.
type OpenChain struct {
	Contacts    int
	First, Last int           // places in the log
	Lasted      time.Duration // from the first contact to the last
	Left        Span          // of the window, at the end of the data
}

// Chains gives the lengths of the episodes of a query as [Engine.Episodes] counts them, and its open chains.
func (e *Engine) Chains(ctx context.Context, q Query, o ChainOptions) (*Chains, error) {
	q.By = nil
	least := max(2, o.Least)
	if o.Most == 0 {
		least = 0
	}
	t, err := e.chain(ctx, q, least)
	if err != nil {
		return nil, err
	}
	c := &Chains{Query: q, Episodes: t.sum(), Lengths: t.lengths, Opened: len(t.open)}
	links, err := e.linked(ctx, q.Definition)
	if err != nil {
		return nil, err
	}
	if c.Data, err = e.Data(ctx, q); err != nil {
		return nil, err
	}
	c.list = &List{Query: q, engine: e, links: links}
	slices.SortFunc(t.open, func(a, b OpenChain) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(e.log.Time[b.Last], e.log.Time[a.Last]), cmp.Compare(a.First, b.First))
	})
	c.Open = slices.Clone(t.open[:min(len(t.open), o.Most)])
	return c, nil
}

// Contact describes a contact of a chain by its place in the log.
func (c *Chains) Contact(place int) Contact {
	one, _ := c.list.Around(place)
	return one
}

// Key gives the strongest key of the customer of a chain.
func (c *Chains) Key(o OpenChain) string { return c.list.Key(c.Contact(o.First)) }

// Places gives where in the log the contacts of an open chain stand, the first first.
func (c *Chains) Places(o OpenChain) []int {
	e, d := c.list.engine, c.Query.Definition
	l := c.list.links
	var places []int
	if l.first != nil {
		from := customerFirst(e.customers, o.First-e.log.Keyed)
		for k, head := range e.headsOf(nil, d, l, e.clock(d), from, o.Last-e.log.Keyed+1) {
			if from+int(head) == o.First-e.log.Keyed && l.counts(from+k) {
				places = append(places, e.log.Keyed+from+k)
			}
		}
		return places
	}
	group := l.group(o.First - e.log.Keyed)
	for p := o.First; p <= o.Last; p++ {
		if i := p - e.log.Keyed; l.counts(i) && l.group(i) == group {
			places = append(places, p)
		}
	}
	return places
}

// customerFirst gives the first contact of the customer of one.
func customerFirst(customers []uint32, i int) int {
	for i > 0 && customers[i-1] == customers[i] {
		i--
	}
	return i
}

// chainTally is what one worker counts of chains.
type chainTally struct {
	lengths []int
	open    []OpenChain
}

func (t *chainTally) add(size int) {
	for size >= len(t.lengths) {
		t.lengths = append(t.lengths, 0)
	}
	t.lengths[size]++
}

func (t *chainTally) plus(o chainTally) {
	if len(o.lengths) > len(t.lengths) {
		t.lengths, o.lengths = o.lengths, t.lengths
	}
	for i, n := range o.lengths {
		t.lengths[i] += n
	}
	t.open = append(t.open, o.open...)
}

func (t chainTally) sum() Episodes {
	var out Episodes
	for size, n := range t.lengths {
		out.Episodes += n
		out.Contacts += size * n
		if size == 1 {
			out.OneAndDone = n
		}
		if n > 0 {
			out.Longest = size
		}
	}
	return out
}

// chain goes through the episodes of a query. Open chains of at least so many contacts are listed; none when least is 0.
func (e *Engine) chain(ctx context.Context, q Query, least int) (chainTally, error) {
	if err := q.Check(); err != nil {
		return chainTally{}, err
	}
	l, err := e.linked(ctx, q.Definition)
	if err != nil {
		return chainTally{}, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return chainTally{}, err
	}
	if least == 0 {
		least = int(^uint(0) >> 1)
	}
	c := &chainScan{e: e, d: q.Definition, l: l, m: m, least: least, window: int32(min(q.Definition.Window.Seconds(), none-2))}
	if c.times, err = e.counted(ctx, q.Definition); err != nil {
		return chainTally{}, err
	}
	work := c.plain
	if l.first != nil {
		c.clock = e.clock(q.Definition)
		work = c.byRules
	}
	parts := make([]chainTally, partsOf(len(e.customers)))
	err = inParts(ctx, len(e.customers), func(part, from, until int) {
		parts[part] = work(ctx, customerStart(e.customers, from), customerStart(e.customers, until))
	})
	sum := parts[0]
	for _, p := range parts[1:] {
		sum.plus(p)
	}
	return sum, err
}

// chainScan looks for chains in parts of a log.
type chainScan struct {
	e      *Engine
	d      Definition
	l      *links
	m      mask
	least  int // contacts of an open chain that is listed
	window int32
	clock  *clock
	times  []int64 // starts of the contacts with a customer key, by the clock
}

// end counts a chain that has come to its end; first and last are places among the contacts with a key.
func (s *chainScan) end(t *chainTally, size, first, last int) {
	t.add(size)
	if size < s.least {
		return
	}
	from := last
	if s.d.Chain == FromFirst {
		from = first
	}
	age := s.l.age[from]
	if age < 0 && s.d.Abandoned.First != "" { // no repeat of it would count
		return
	}
	if age = max(0, age); age >= s.window {
		return
	}
	keyed, times := s.e.log.Keyed, s.e.log.Time
	t.open = append(t.open, OpenChain{Contacts: size, First: keyed + first, Last: keyed + last,
		Lasted: time.Duration(times[keyed+last]-times[keyed+first]) * time.Millisecond, Left: Span(s.window-age) * Second})
}

// plain chains the contacts of whole customers under a plain definition.
func (s *chainScan) plain(ctx context.Context, from, until int) (sum chainTally) {
	l, m, customers, keyed := s.l, s.m, s.e.customers, s.e.log.Keyed
	times, windowMs := s.times, s.d.Window.Seconds()*1000
	limit := max(1, l.keys.limit)
	// For each group of the current customer: its open episode.
	type open struct {
		at, size int   // place of its latest contact; contacts so far
		first    int   // place of its first
		from     int64 // where the window runs from
		counted  bool
	}
	chains := make([]open, limit)
	for i := range chains {
		chains[i].at = -1
	}
	closeOne := func(c *open) {
		if c.counted && c.at >= 0 {
			s.end(&sum, c.size, c.first, c.at)
		}
	}
	start := from
	for i := from; i < until; i++ {
		if i&(1<<16-1) == 0 && ctx.Err() != nil {
			return sum
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
			*c = open{first: i, from: times[i], counted: m.bits == nil || m.bits[keyed+i] == 1}
		} else if s.d.Chain == FromPrevious {
			c.from = times[i]
		}
		c.at = i
		c.size++
	}
	for i := range chains {
		closeOne(&chains[i])
	}
	return sum
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

type chainLengthJSON struct {
	Contacts int `json:"contacts"`
	Episodes int `json:"episodes"`
}

// openChainJSON is an open chain as the command line promises. Customer is a number within the log.
type openChainJSON struct {
	Contacts    int     `json:"contacts"`
	Customer    int     `json:"customer"`
	Key         string  `json:"customer_key,omitempty"`
	First       string  `json:"first"`
	Last        string  `json:"last"`
	Days        float64 `json:"days"`
	LeftHours   float64 `json:"hours_left"`
	FirstReason string  `json:"first_reason"`
	LastReason  string  `json:"last_reason"`
}

// MarshalJSON writes episodes as the command line promises.
func (c *Chains) MarshalJSON() ([]byte, error) {
	lengths, open := []chainLengthJSON{}, []openChainJSON{}
	for size, n := range c.Lengths {
		if n > 0 {
			lengths = append(lengths, chainLengthJSON{size, n})
		}
	}
	for _, o := range c.Open {
		if c.json.noOpen {
			break
		}
		first, last := c.Contact(o.First), c.Contact(o.Last)
		key := ""
		if c.json.keys {
			key = c.Key(o)
		}
		open = append(open, openChainJSON{o.Contacts, int(first.Customer), key, wallClock(first.Time), wallClock(last.Time), o.Lasted.Hours() / 24, o.Left.duration().Hours(),
			first.Value(contact.Reason), last.Value(contact.Reason)})
	}
	done := c.Done()
	return json.Marshal(struct {
		Definition Definition        `json:"definition"`
		Selection  Selection         `json:"selection"`
		Data       Data              `json:"data"`
		Episodes   int               `json:"episodes"`
		Contacts   int               `json:"contacts"`
		Per        *float64          `json:"contacts_per_episode"`
		OneAndDone int               `json:"one_and_done"`
		Rate       *float64          `json:"one_and_done_rate"`
		Low        *float64          `json:"low"`
		High       *float64          `json:"high"`
		Longest    int               `json:"longest"`
		Lengths    []chainLengthJSON `json:"chain_lengths"`
		Opened     int               `json:"open"`
		Open       []openChainJSON   `json:"open_chains,omitempty"`
	}{c.Query.Definition, c.Query.Selection, c.Data, c.Episodes.Episodes, c.Episodes.Contacts, number(c.PerEpisode()), c.OneAndDone,
		number(done.Value), number(done.Low), number(done.High), c.Longest, lengths, c.Opened, open})
}
