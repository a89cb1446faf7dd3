package repeat

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/survival"
)

// TimesOptions say what is told of times to repeat.
type TimesOptions struct {
	Days    []Span          // by when the share that was followed is told, in rising order
	Promise Span            // the service level: what customers are told it takes; 0: none
	Of      map[string]Span // service levels of groups, by the value of the only dimension asked by; those not in it have Promise
	Until   Span            // how far a curve runs
	Points  int             // about how many points of a curve are kept; 0: no curves

	// Independent takes contacts of one customer for independent of each other, which makes intervals too narrow, but costs less.
	Independent bool
}

// timesDays are the days by which a share is told.
var timesDays = []int{1, 2, 3, 7, 14, 30}

// DefaultTimes tells the share by 1, 2, 3, 7, 14 and 30 days, as the definition counts days.
func DefaultTimes(d Definition) TimesOptions {
	o := TimesOptions{Points: 400}
	for _, n := range timesDays {
		o.Days = append(o.Days, Span(n)*d.DayLength())
	}
	o.Until = o.Days[len(o.Days)-1]
	return o
}

// DayLength is what a day counts for in gaps and windows of the definition: 24 hours, or in opening hours a working day.
func (d Definition) DayLength() Span {
	if len(d.Opening.Hours) > 0 && !d.CalendarDays {
		return d.Opening.Longest()
	}
	return Day
}

// Promised gives a service level as the definition counts time: "2 days" are two working days where it counts opening hours.
func (d Definition) Promised(s Span) Span { return s/Day*d.DayLength() + s%Day }

// timesBand is the confidence of the bands.
const timesBand = 0.95

// Times is how long it takes until customers come back, by the estimator of Kaplan and Meier. It is counted for the first contact:
// from a contact to the next that follows it under the definition, of which the window plays no part; a contact that none has
// followed yet was watched until the end of the data. Times are in whole minutes, rounded up.
type Times struct {
	Query Query
	Data  Data
	Total TimesRow
	Rows  []TimesRow // by the dimensions asked by, most followed first
}

// TimesRow is the times to repeat of one group.
type TimesRow struct {
	Key      []string
	Contacts int           // watched
	Followed int           // of them, those that were followed, however late
	Longest  Span          // the longest that one was watched
	Quarter  TimesQuantile // time by which a quarter was followed
	Median   TimesQuantile // and half
	Shares   []TimesShare  // by the days asked for
	Promise  *TimesPromise // nil without a service level
	Curve    []TimesShare  // at the times at which contacts were followed
}

// TimesQuantile is the time by which a share of the contacts was followed, with the interval that the bands leave for it. An end
// below 0 was not reached while contacts were watched, as the value itself when Known is false.
type TimesQuantile struct {
	Value, Low, High Span
	Known            bool
}

// TimesShare is the share that was followed by a time, one less the curve of Kaplan and Meier, with its interval. It is not a number
// where nobody was watched for so long.
type TimesShare struct {
	By               Span
	Share, Low, High float64
	Followed         int // seen to be followed by then
	AtRisk           int // watched for so long or longer, and not followed before
}

// Known reports whether anything is known at that time.
func (s TimesShare) Known() bool { return !math.IsNaN(s.Share) }

// TimesPromise splits the contacts that were followed by a service level.
type TimesPromise struct {
	TimesShare     // by the time that was promised
	After      int // followed once it had passed
}

// Times answers a query with times to repeat: of the whole selection, and of each group by the dimensions of the query.
func (e *Engine) Times(ctx context.Context, q Query, o TimesOptions) (Times, error) {
	out := Times{Query: q}
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
	table, err := e.waiting(ctx, l, m)
	if err != nil {
		return out, err
	}
	if out.Total, err = e.timesTotal(ctx, l, m, table, o); err != nil {
		return out, err
	}
	out.Data = e.dataOf(m, out.Total.Contacts)
	if len(q.By) == 0 {
		return out, nil
	}
	g, err := e.grouping(ctx, q.By)
	if err != nil {
		return out, err
	}
	groups, err := e.gather(ctx, l, m, g, !o.Independent)
	if err != nil {
		return out, err
	}
	rows := make([]TimesRow, g.limit)
	err = inTurns(ctx, g.limit, func(code int) {
		if groups.len(code) == 0 {
			return
		}
		key, promise := g.key(code), o.Promise
		if own, ok := o.Of[key[0]]; ok && len(key) == 1 {
			promise = own
		}
		table := groups.table(code)
		curve := survival.Estimate(table, timesBand)
		rows[code] = timesRow(key, table, curve, promise, o, groups.spread(code, curve, promise, o))
	})
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		if r.Contacts > 0 {
			out.Rows = append(out.Rows, r)
		}
	}
	orderTimes(out.Rows, q.By)
	return out, nil
}

// Data says what figures of a query are made from. Its measure and dimensions play no part.
func (e *Engine) Data(ctx context.Context, q Query) (Data, error) {
	links, err := e.linked(ctx, q.Definition)
	if err != nil {
		return Data{}, err
	}
	m, err := e.mask(ctx, q.Selection)
	if err != nil {
		return Data{}, err
	}
	eligible := 0
	for i := range links.back {
		eligible += bit((m.bits == nil || m.bits[e.log.Keyed+i] == 1) && links.counts(i))
	}
	return e.dataOf(m, eligible), nil
}

// dataOf says what figures over a mask were made from; counted are the contacts that came to count.
func (e *Engine) dataOf(m mask, counted int) Data {
	return Data{From: contact.When(e.log.Start), To: contact.When(e.log.End),
		Contacts: m.all, WithoutCustomer: m.keyless, NotEligible: m.all - m.keyless - counted}
}

// timesTotal tells of a whole selection.
func (e *Engine) timesTotal(ctx context.Context, l *links, m mask, table survival.Table, o TimesOptions) (TimesRow, error) {
	curve := survival.Estimate(table, timesBand)
	spread, err := e.spread(ctx, l, m, curve, o)
	if err != nil {
		return TimesRow{}, err
	}
	return timesRow([]string{}, table, curve, o.Promise, o, spread), nil
}

// timesRow tells of a table what the options ask for.
func timesRow(key []string, table survival.Table, curve *survival.Curve, promise Span, o TimesOptions, s spread) TimesRow {
	r := TimesRow{Key: key, Contacts: curve.Watched, Followed: curve.Events, Longest: spanOf(curve.End),
		Quarter: timesQuantile(curve.Quantile(0.25)), Median: timesQuantile(curve.Quantile(0.5))}
	times := o.Days
	if promise > 0 {
		times = append(slices.Clip(times), promise)
	}
	r.Shares = timesShares(table, curve, times, s)
	if promise > 0 {
		last := len(r.Shares) - 1
		r.Promise = &TimesPromise{r.Shares[last], r.Followed - r.Shares[last].Followed}
		r.Shares = r.Shares[:last]
	}
	if o.Points > 0 {
		points := curve.Thin(minutesOf(o.Until), o.Points)
		at := make([]Span, len(points))
		for i, p := range points {
			at[i] = spanOf(p.Time)
		}
		r.Curve = timesShares(table, curve, at, s)
	}
	return r
}

// timesShares gives the shares by some times.
func timesShares(table survival.Table, curve *survival.Curve, times []Span, s spread) []TimesShare {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(times[a], times[b]) })
	shares := make([]TimesShare, len(times))
	followed, next := 0, 0
	for _, i := range order {
		at := minutesOf(times[i])
		for ; next < table.Len() && table.Time[next] <= at; next++ {
			followed += int(table.Events[next])
		}
		p := curve.At(at)
		low, high := s.band(curve, p)
		shares[i] = TimesShare{By: times[i], Share: 1 - p.S, Low: 1 - high, High: 1 - low, Followed: followed, AtRisk: p.AtRisk}
	}
	return shares
}

// minutesOf gives the whole minutes of a span, in which times are counted.
func minutesOf(s Span) float64 { return float64(s / Minute) }

func spanOf(minutes float64) Span { return Span(minutes) * Minute }

func timesQuantile(q survival.Quantile) TimesQuantile {
	span := func(minutes float64) Span {
		if math.IsNaN(minutes) {
			return -1
		}
		return Span(minutes * float64(Minute))
	}
	return TimesQuantile{span(q.Value), span(q.Low), span(q.High), !math.IsNaN(q.Value)}
}

// orderTimes puts groups in the order of [order]: most followed first, time dimensions and agents by their keys.
func orderTimes(rows []TimesRow, by []contact.Dimension) {
	slices.SortStableFunc(rows, func(a, b TimesRow) int {
		for k, d := range by {
			if contact.StoredIndex(d) < 0 || d == contact.Agent {
				if c := cmp.Compare(a.Key[k], b.Key[k]); c != 0 {
					return c
				}
			}
		}
		return cmp.Or(cmp.Compare(b.Followed, a.Followed), cmp.Compare(b.Contacts, a.Contacts), slices.Compare(a.Key, b.Key))
	})
}

// Compared is the times to repeat of several selections, and whether they differ by more than chance.
type Compared struct {
	Times []Times
	Test  survival.Test // log-rank
	Known bool          // there was enough to test: two selections with contacts, and something that followed
}

// CompareTimes sets times to repeat of several selections beside each other. The selections should not overlap: a contact that is in
// two is taken for two. The test of two has the spread that contacts of one customer have together.
func (e *Engine) CompareTimes(ctx context.Context, d Definition, selections []Selection, o TimesOptions) (Compared, error) {
	var out Compared
	var tables []survival.Table
	var masks []mask
	l, err := e.linked(ctx, d)
	if err != nil {
		return out, err
	}
	for _, s := range selections {
		q := Query{Definition: d, Selection: s, Measure: FollowedRate}
		if err := q.Check(); err != nil {
			return out, err
		}
		m, err := e.mask(ctx, s)
		if err != nil {
			return out, err
		}
		table, err := e.waiting(ctx, l, m)
		if err != nil {
			return out, err
		}
		t := Times{Query: q}
		if t.Total, err = e.timesTotal(ctx, l, m, table, o); err != nil {
			return out, err
		}
		t.Data = e.dataOf(m, t.Total.Contacts)
		out.Times, tables, masks = append(out.Times, t), append(tables, table), append(masks, m)
	}
	out.Test, err = survival.LogRank(tables...)
	if out.Known = err == nil; !out.Known || len(tables) != 2 || o.Independent {
		return out, ctx.Err()
	}
	squares, err := e.squares(ctx, l, [2]mask{masks[0], masks[1]}, survival.LogRankScores(tables[0], tables[1]))
	out.Test = out.Test.Clustered(squares)
	return out, err
}

// withheld reports whether nothing is told of a row: figures of an agent that rest on too few contacts, as with rates.
func (r TimesRow) withheld(by []contact.Dimension) bool {
	return slices.Contains(by, contact.Agent) && r.Contacts < LeastRipe
}

type timesShareJSON struct {
	By       Span     `json:"by"`
	Share    *float64 `json:"share"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Followed int      `json:"followed"`
	AtRisk   int      `json:"at_risk"`
}

func (s TimesShare) json() timesShareJSON {
	return timesShareJSON{s.By, number(s.Share), number(s.Low), number(s.High), s.Followed, s.AtRisk}
}

// MarshalJSON writes a share as the command line promises: fractions, null where nothing is known.
func (s TimesShare) MarshalJSON() ([]byte, error) { return json.Marshal(s.json()) }

// MarshalJSON writes the time as a span, null where it was not reached.
func (q TimesQuantile) MarshalJSON() ([]byte, error) {
	span := func(s Span, known bool) *Span {
		if !known || s < 0 {
			return nil
		}
		return &s
	}
	return json.Marshal(struct {
		Value *Span `json:"value"`
		Low   *Span `json:"low"`
		High  *Span `json:"high"`
	}{span(q.Value, q.Known), span(q.Low, true), span(q.High, true)})
}

type timesRowJSON struct {
	Key         []string       `json:"key"`
	Contacts    int            `json:"contacts"`
	Followed    *int           `json:"followed"`
	LongestSeen *Span          `json:"longest_watched"`
	Quarter     *TimesQuantile `json:"quarter"`
	Median      *TimesQuantile `json:"median"`
	Shares      []TimesShare   `json:"shares"`
	Service     *timesKeptJSON `json:"service_level,omitempty"`
	Curve       []TimesShare   `json:"curve,omitempty"`
}

type timesKeptJSON struct {
	timesShareJSON
	Before int `json:"followed_before"`
	After  int `json:"followed_after"`
}

func (r TimesRow) json(by []contact.Dimension) timesRowJSON {
	out := timesRowJSON{Key: r.Key, Contacts: r.Contacts, Shares: []TimesShare{}}
	if r.withheld(by) {
		return out
	}
	out.Followed, out.LongestSeen, out.Quarter, out.Median, out.Curve = &r.Followed, &r.Longest, &r.Quarter, &r.Median, r.Curve
	out.Shares = append(out.Shares, r.Shares...)
	if p := r.Promise; p != nil {
		out.Service = &timesKeptJSON{p.json(), p.Followed, p.After}
	}
	return out
}

// MarshalJSON writes times to repeat as the command line promises.
func (t Times) MarshalJSON() ([]byte, error) {
	rows := make([]timesRowJSON, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = r.json(t.Query.By)
	}
	return json.Marshal(struct {
		Definition Definition          `json:"definition"`
		Selection  Selection           `json:"selection"`
		By         []contact.Dimension `json:"by,omitempty"`
		Data       Data                `json:"data"`
		Total      timesRowJSON        `json:"total"`
		Rows       []timesRowJSON      `json:"rows"`
	}{t.Query.Definition, t.Query.Selection, t.Query.By, t.Data, t.Total.json(nil), rows})
}

type testJSON struct {
	Observed  []int     `json:"observed"`
	Expected  []float64 `json:"expected"`
	ChiSquare float64   `json:"chi_square"`
	Freedom   int       `json:"degrees_of_freedom"`
	P         float64   `json:"p"`
}

// MarshalJSON writes a comparison as the command line promises; the test is null when there was too little for one.
func (c Compared) MarshalJSON() ([]byte, error) {
	var test *testJSON
	if c.Known {
		test = &testJSON{c.Test.Observed, c.Test.Expected, c.Test.ChiSquare, c.Test.Freedom, c.Test.P}
	}
	return json.Marshal(struct {
		Test       *testJSON `json:"log_rank"`
		Selections []Times   `json:"selections"`
	}{test, c.Times})
}
