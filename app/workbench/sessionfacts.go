package workbench

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// SessionFacts is what the contacts say about the scope of a kaizen session, beside its frozen baseline. Nothing in it is of
// single agents.
type SessionFacts struct {
	Key   SessionLook
	Query repeat.Query      // the definition of the baseline on the scope
	Total repeat.Result     // of the whole scope
	Weeks repeat.Trend      // week by week
	Parts *outlier.Excesses // where in the scope it is; nil when the scope has no parts
	Peers *outlier.Result   // those that the scope can be compared with; nil when there are none
	Reach Reach
	Worth kaizen.Worth // a month, of all contacts of the scope
	Above Above        // what that is above
}

// Reach is what the best of comparable units makes of the same work.
type Reach struct {
	By               contact.Dimension // empty: there is nothing to compare with
	Unit             string
	Own              bool // the units are those of the kind that the scope names; else parts of the scope
	Value, Low, High float64
	Ripe             int  // of that unit
	Units            int  // that could be judged
	Better           bool // it differs from what is usual by more than chance
}

// Reachable is how a target lies to what the best comparable unit makes.
type Reachable string

// The answers.
const (
	ReachUnknown Reachable = ""
	ReachShown   Reachable = "shown" // another is there already
	ReachClose   Reachable = "close" // within the interval of the best
	ReachFar     Reachable = "far"   // below what any of them makes
	ReachAlike   Reachable = "alike" // none of them is better than usual by more than chance
)

// Of holds a target against the best.
func (r Reach) Of(target float64) Reachable {
	switch {
	case r.By == "" || math.IsNaN(r.Value):
		return ReachUnknown
	case !r.Better:
		return ReachAlike
	case target >= r.Value:
		return ReachShown
	case target >= r.Low:
		return ReachClose
	}
	return ReachFar
}

// SessionLook says which session is looked at, and what its figures hang on.
type SessionLook struct {
	ID    kaizen.ID
	About string // definition, scope and target as JSON: when they change the figures do
}

// LookAtSession gives what to look at for a session; nothing for none.
func LookAtSession(s *kaizen.Session) SessionLook {
	if s == nil {
		return SessionLook{}
	}
	about, err := json.Marshal(struct {
		D repeat.Definition
		S repeat.Selection
		T *float64
	}{definitionOf(s), s.Scope, s.Target})
	if err != nil {
		return SessionLook{}
	}
	return SessionLook{s.ID, string(about)}
}

// definitionOf gives the definition that a session goes by.
func definitionOf(s *kaizen.Session) repeat.Definition {
	if s.Baseline != nil {
		return s.Baseline.Definition
	}
	return repeat.Default
}

// FactsOfSession works out the facts of a session.
func FactsOfSession(ctx context.Context, e *repeat.Engine, s *kaizen.Session, c *contact.Catalogue) (*SessionFacts, error) {
	f := &SessionFacts{Key: LookAtSession(s), Query: repeat.Query{Definition: definitionOf(s), Selection: s.Scope, Measure: repeat.FollowedRate}}
	var err error
	if f.Total, err = e.Rates(ctx, f.Query); err != nil {
		return nil, err
	}
	if f.Weeks, err = e.Trend(ctx, f.Query, contact.Week); err != nil {
		return nil, err
	}
	if by := partsOf(e, s.Scope.Filter); by != "" {
		view := OutliersView{Begin: by, Spread: DefaultSpread}
		b, err := WhereToBegin(ctx, e, f.Query, view, c)
		if err != nil {
			return nil, err
		}
		f.Parts = &b.Excesses
	}
	if err := f.compare(ctx, e, s.Scope.Filter); err != nil {
		return nil, err
	}
	return f, f.worth(ctx, e, s, c)
}

// ownDimensions are those that a scope is most about, in order.
var ownDimensions = []contact.Dimension{contact.Third, contact.Reason, contact.Process, contact.Team, contact.Channel}

// own gives the dimension that a scope is most about, with its values; empty for all contacts.
func own(f repeat.Filter) (contact.Dimension, []string) {
	for _, d := range ownDimensions {
		for _, c := range f {
			if c.By == d && len(c.Values) > 0 {
				return d, c.Values
			}
		}
	}
	return "", nil
}

// many says whether a log has more than one value of a dimension, the missing one not counted.
func many(e *repeat.Engine, d contact.Dimension) bool {
	n := 0
	for _, v := range e.Values(d) {
		if v != "" {
			n++
		}
	}
	return n > 1
}

// partsOf gives the dimension by which a scope is best taken apart.
func partsOf(e *repeat.Engine, f repeat.Filter) contact.Dimension {
	for _, d := range []contact.Dimension{contact.Reason, contact.Process, contact.Third, contact.Channel} {
		if !slices.ContainsFunc(f, func(c repeat.Condition) bool { return c.By == d }) && many(e, d) {
			return d
		}
	}
	return ""
}

// compare finds the best of what the scope can be compared with: others of its kind where it is a third party or a team, else the
// teams or third parties that do its work. Which is best is told from shrunken ratios, so that no small unit is it by chance.
func (f *SessionFacts) compare(ctx context.Context, e *repeat.Engine, filter repeat.Filter) error {
	by, values := own(filter)
	q := f.Query
	if f.Reach.Own = by == contact.Third || by == contact.Team; f.Reach.Own {
		q.Selection.Filter = filter.Without(by)
	} else {
		by = contact.Team
		if !many(e, by) {
			by = contact.Third
		}
	}
	if !many(e, by) {
		f.Reach = Reach{}
		return nil
	}
	r, err := outlier.Compare(ctx, e, q, by, outlier.Options{})
	if err != nil {
		return err
	}
	f.Peers = &r
	expected := f.Total.Total.Follow().Value // of the scope, at what is usual
	if f.Reach.Own {
		ripe, sum := 0, 0.0
		for _, row := range r.Rows {
			if slices.Contains(values, row.Key[0]) && row.State != outlier.Few {
				ripe += row.Ripe
				sum += row.Expected
			}
		}
		if ripe > 0 {
			expected = sum / float64(ripe)
		}
	}
	best := math.Inf(1)
	for _, row := range r.Rows {
		if row.State != outlier.Judged || f.Reach.Own && slices.Contains(values, row.Key[0]) {
			continue
		}
		f.Reach.Units++
		if row.Shrunk < best {
			best = row.Shrunk
			f.Reach.By, f.Reach.Unit, f.Reach.Ripe, f.Reach.Better = by, row.Key[0], row.Ripe, row.RatioHigh < 1
			f.Reach.Value, f.Reach.Low, f.Reach.High = row.Shrunk*expected, min(row.RatioLow, row.Shrunk)*expected, min(1, max(row.RatioHigh, row.Shrunk)*expected)
		}
	}
	if f.Reach.Units < 2 && !f.Reach.Own || f.Reach.Units == 0 { // one team by itself is the scope, not a benchmark
		f.Reach = Reach{}
	}
	return nil
}

// daysOfMonth is the mean length of a month.
const daysOfMonth = 365.25 / 12

// Above is what the worth of a scope is counted above.
type Above string

// What it can be.
const (
	AboveTarget   Above = "target"   // that of the session
	AboveExpected Above = "expected" // what is usual for its kind, see [outlier.Excess]
	AboveMean     Above = "mean"     // the followed rate of all contacts, where nothing else is above its kind
)

// worth works out what the scope costs a month: the contacts followed above the target, or without one above what was expected.
func (f *SessionFacts) worth(ctx context.Context, e *repeat.Engine, s *kaizen.Session, c *contact.Catalogue) error {
	months := f.months()
	if months <= 0 {
		return nil
	}
	total := f.Total.Total
	excess := 0.0
	if s.Target != nil && s.Measure != repeat.RepeatRate {
		f.Above, excess = AboveTarget, float64(total.Followed)-*s.Target*float64(total.Ripe)
	}
	if by, values := own(s.Scope.Filter); by != "" && f.Above == "" {
		q := f.Query
		q.Selection.Filter = s.Scope.Filter.Without(by)
		x, err := outlier.Excess(ctx, e, q, by, outlier.ExcessOptions{})
		if err != nil {
			return err
		}
		low := 0.0
		for _, i := range x.Items {
			if slices.Contains(values, i.Key[0]) {
				excess += i.Excess
				low += i.Low
			}
		}
		f.Above = AboveExpected
		if low <= 0 { // within chance, or nobody else does this work
			f.Above, excess = AboveMean, float64(total.Followed)-x.Total.Value*float64(total.Ripe)
		}
	}
	if f.Above == "" || !(excess > 0) {
		return nil
	}
	cost, err := f.cost(ctx, e, c)
	f.Worth = kaizen.Worth{Repeats: excess / months, Euros: excess / months * cost}
	return err
}

// cost gives what a contact of the scope costs by the catalogue, in the mix of its followed contacts; 0 when that says nothing.
func (f *SessionFacts) cost(ctx context.Context, e *repeat.Engine, c *contact.Catalogue) (float64, error) {
	if c.Empty() {
		return 0, nil
	}
	b, err := WhereToBegin(ctx, e, f.Query, OutliersView{Begin: contact.Process}, c)
	if err != nil {
		return 0, err
	}
	o, _, err := excessOptions(ctx, e, f.Query, OutliersView{Begin: contact.Process}, c)
	if err != nil {
		return 0, err
	}
	followed, sum := 0, 0.0
	for _, i := range b.Items {
		if cost, ok := o.Costs[i.Key[0]]; ok {
			followed += i.Followed
			sum += cost.Low * float64(i.Followed)
		}
	}
	if followed == 0 {
		return 0, nil
	}
	return sum / float64(followed), nil
}

// months is how long the ripe contacts of the scope span, in months.
func (f *SessionFacts) months() float64 {
	from, to := f.Total.Data.From, f.Total.RipeUntil()
	if s := f.Query.Selection; !s.From.IsZero() && s.From.Time().After(from) {
		from = s.From.Time()
	}
	if s := f.Query.Selection; !s.To.IsZero() && s.To.AddDays(1).Time().Before(to) {
		to = s.To.AddDays(1).Time()
	}
	return to.Sub(from).Hours() / 24 / daysOfMonth
}

// WorthOf gives what a cause of the session costs a month, as far as its evidence tells: the share of coded pairs with the code of
// its bone, or the excess of the part of the scope that a figure is of. known is false where nothing tells it; all causes are then taken to
// weigh the same.
func (f *SessionFacts) WorthOf(s *kaizen.Session, cause kaizen.ID) (w kaizen.Worth, known bool) {
	if f == nil {
		return kaizen.Worth{}, false
	}
	even := 1 / float64(max(1, len(s.Causes)))
	same := kaizen.Worth{Repeats: f.Worth.Repeats * even, Euros: f.Worth.Euros * even}
	c := s.Cause(cause)
	if c == nil {
		return same, false
	}
	code := ""
	for _, b := range s.Bones {
		if b.ID == c.Bone {
			code = b.Code
		}
	}
	evidence := slices.Clone(c.Evidence)
	for _, why := range c.Whys {
		evidence = append(evidence, why.Evidence...)
	}
	for _, ev := range evidence {
		for _, share := range ev.Split {
			if code != "" && (share.Code == code || share.Code == figure.PartyCode+code) && share.Of > 0 {
				part := float64(share.N) / float64(share.Of)
				return kaizen.Worth{Repeats: f.Worth.Repeats * part, Euros: f.Worth.Euros * part}, true
			}
		}
		if ev.Figure != nil && f.Parts != nil {
			for _, cond := range ev.Figure.Selection.Filter {
				if cond.By == f.Parts.Dimension {
					return f.part(cond.Values), true
				}
			}
		}
	}
	return same, false
}

// part is the excess a month of some parts of the scope.
func (f *SessionFacts) part(values []string) kaizen.Worth {
	excess := 0.0
	for _, i := range f.Parts.Items {
		if slices.Contains(values, i.Key[0]) {
			excess += max(0, i.Excess)
		}
	}
	w := kaizen.Worth{Repeats: excess / f.months()}
	if f.Worth.Repeats > 0 {
		w.Euros = w.Repeats * f.Worth.Euros / f.Worth.Repeats
	}
	return w
}

// MostImpact is the upper end of the impact of an idea.
const MostImpact = 10

// Top is the worth that stands at the top of the grid: half of what the whole scope costs.
func (f *SessionFacts) Top() kaizen.Worth {
	if f == nil {
		return kaizen.Worth{}
	}
	return kaizen.Worth{Repeats: f.Worth.Repeats / 2, Euros: f.Worth.Euros / 2}
}

// Impact places a worth on the grid.
func (f *SessionFacts) Impact(w kaizen.Worth) (float64, bool) {
	top := f.Top().Repeats
	if !(top > 0) || !(w.Repeats >= 0) {
		return 0, false
	}
	return math.Round(min(1, w.Repeats/top)*MostImpact*2) / 2, true
}

// session gives the facts of a session that is looked at; nil where it is not there any more, or is not what it was.
func (k *looks) session(ctx context.Context, s *Snapshot, look SessionLook) (*SessionFacts, error) {
	for _, f := range k.facts {
		if f.Key == look {
			return f, nil
		}
	}
	if s.Register == nil {
		return nil, nil
	}
	session := s.Register.Session(look.ID)
	if session == nil || LookAtSession(session) != look {
		return nil, nil
	}
	f, err := FactsOfSession(ctx, k.engine, session, s.Catalogue)
	if err != nil {
		return nil, err
	}
	k.facts = kept(k.facts, f)
	return f, nil
}

// ReachText says whether the target of a session was reached by anyone comparable; empty when there is no target, or no telling yet.
func ReachText(s *kaizen.Session, f *SessionFacts, l *locale.Locale) (string, Reachable) {
	if s.Target == nil || s.Measure == repeat.RepeatRate {
		return "", ReachUnknown
	}
	if s.Baseline != nil {
		if r := s.Baseline.Of(s.Measure); r.Known() && *s.Target >= r.Value {
			return l.T("session.reach.no_step"), ReachFar
		}
	}
	if f == nil {
		return "", ReachUnknown
	}
	reach := f.Reach.Of(*s.Target)
	if reach == ReachUnknown {
		return l.T("session.reach.unknown"), reach
	}
	return l.T("session.reach."+string(reach), "unit", figure.Value(f.Reach.By, f.Reach.Unit, l), "rate", l.Percent(f.Reach.Value),
		"interval", l.Interval(f.Reach.Low, f.Reach.High), "n", f.Reach.Ripe, "units", f.Reach.Units), reach
}

// Bones gives a new session its fishbone: third parties, and the causes of the code book.
func Bones(b coding.Book) []kaizen.Bone {
	bones := []kaizen.Bone{{ID: 1, Code: figure.BoneThird}}
	for _, c := range b.Offered() {
		if c.ID != coding.Other {
			bones = append(bones, kaizen.Bone{ID: kaizen.ID(len(bones) + 1), Code: c.ID})
		}
	}
	return bones
}
