package workbench

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
)

// OutliersView is what the screen of outliers asks.
type OutliersView struct {
	By     contact.Dimension `json:"by"`     // what is compared
	Begin  contact.Dimension `json:"begin"`  // where to begin, by this
	Target bool              `json:"target"` // against the targets of the catalogue, where it has them
	Spread float64           `json:"spread"` // how far a cost may lie from that of the catalogue: 0.2 for ± 20 %
}

// DefaultSpread is how far a cost of the catalogue may be off when nobody says.
const DefaultSpread = 0.2

var defaultOutliers = OutliersView{By: contact.Third, Begin: contact.Process, Spread: DefaultSpread}

func (v OutliersView) ok() bool {
	return slices.Contains(outlier.Dimensions, v.By) && slices.Contains(TopDimensions, v.Begin) && v.Spread >= 0 && v.Spread < 1
}

// SetOutliers changes what the screen of outliers shows.
func (w *Workbench) SetOutliers(v OutliersView) { w.ask(func(q *Question) { q.Outliers = v }) }

// Look is what a person looks at of the figures that are made only then.
type Look struct {
	Outliers bool        // the comparison that the question asks for
	Begin    bool        // where to begin, as the question asks
	Pairs    PairsTab    // the page of the screen of pairs; empty: none
	Session  SessionLook // the facts of a kaizen session; zero: none
	Beside   bool        // the definitions side by side

	rules bool // what each rule of the definition touches, see LookAtRules
}

// Look says what is in sight. It is told over and over and costs nothing when it is the same.
func (w *Workbench) Look(l Look) {
	w.mu.Lock()
	l.rules = w.look.rules
	if w.look == l || w.closed {
		w.mu.Unlock()
		return
	}
	w.look = l
	w.jobs = append(w.jobs, job{"", func(context.Context) error { w.looked = false; return nil }})
	w.mu.Unlock()
	w.signal()
}

// Begin is where to begin.
type Begin struct {
	outlier.Excesses
	Costs   bool // some item has a cost
	Targets bool // the catalogue has a target for some item, whether it was asked for or not
}

// Looked is the figures that are made only while they are in sight.
type Looked struct {
	Question Question
	Result   *outlier.Result    // nil when it was not in sight
	Begin    *Begin             // the same
	Pairs    *repeat.Pairs      // those of Snapshot.PairsView; the same
	Again    *repeat.Again      // who comes back once more; the same
	Times    *Times             // the same
	Flows    *repeat.Flows      // the same
	Chains   *repeat.Chains     // the same
	Facts    *SessionFacts      // the same
	Beside   *repeat.Comparison // the present definition first; the same
	Touches  []repeat.Touch     // of the present definition; the same
}

// looks keeps what was worked out lately, so that going back costs nothing.
type looks struct {
	engine    *repeat.Engine
	catalogue *contact.Catalogue
	compared  []compared
	begun     []begun
	facts     []*SessionFacts
	paired    []paired
	came      []*repeat.Again
	timed     []answered[*Times]
	flowed    []answered[*repeat.Flows]
	chained   []answered[*repeat.Chains]
	beside    []*repeat.Comparison
	touches   []touched
}

type compared struct {
	spread float64
	result *outlier.Result
}

type begun struct {
	query repeat.Query
	view  OutliersView
	begin *Begin
}

// mostLooks is how many answers of each kind are kept.
const mostLooks = 8

func kept[T any](list []T, one T) []T {
	if list = append(list, one); len(list) > mostLooks {
		list = list[1:]
	}
	return list
}

// lookAt makes what is in sight for the question of the present figures.
func (w *Workbench) lookAt(ctx context.Context) {
	w.mu.Lock()
	look := w.look
	w.mu.Unlock()
	s := w.Snapshot()
	w.looked = true // a change from here on clears it through a job
	if look == (Look{}) || s.Figures == nil {
		w.change(func(s *Snapshot) { s.Computing = false })
		return
	}
	if !s.Computing {
		w.change(func(s *Snapshot) { s.Computing = true })
	}
	if w.looks.engine != w.engine || w.looks.catalogue != s.Catalogue {
		w.looks = looks{engine: w.engine, catalogue: s.Catalogue}
	}
	found, err := w.looks.find(ctx, s, look)
	switch {
	case errors.Is(err, context.Canceled):
		w.looked = false
	case err != nil:
		w.note(Note{Err: err}, nil)
		w.change(func(s *Snapshot) { s.Computing = false })
	default:
		w.change(func(s *Snapshot) { s.Looked, s.Computing = found, false })
	}
}

func (k *looks) find(ctx context.Context, s *Snapshot, look Look) (*Looked, error) {
	q := s.Figures.Question
	found := &Looked{Question: q}
	var err error
	if look.Outliers {
		if found.Result, err = k.compare(ctx, q); err != nil {
			return nil, err
		}
	}
	if look.Begin {
		if found.Begin, err = k.begin(ctx, q); err != nil {
			return nil, err
		}
	}
	if look.Pairs == PairsAgain {
		if found.Again, err = k.again(ctx, q); err != nil {
			return nil, err
		}
	}
	if look.Pairs == PairsList {
		if found.Pairs, err = k.pairs(ctx, q, s.PairsView); err != nil {
			return nil, err
		}
	}
	switch look.Pairs {
	case PairsTime:
		found.Times, err = k.times(ctx, q)
	case PairsFlows:
		found.Flows, err = k.flows(ctx, q)
	case PairsEpisodes:
		found.Chains, err = k.chains(ctx, q)
	}
	if err != nil {
		return nil, err
	}
	if look.Session != (SessionLook{}) {
		if found.Facts, err = k.session(ctx, s, look.Session); err != nil {
			return nil, err
		}
	}
	if look.Beside {
		if found.Beside, err = k.sideBySide(ctx, q); err != nil {
			return nil, err
		}
	}
	if look.rules {
		if found.Touches, err = k.touched(ctx, q); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (k *looks) compare(ctx context.Context, q Question) (*outlier.Result, error) {
	query := q.Query(repeat.FollowedRate)
	for _, c := range k.compared {
		if c.spread == q.Outliers.Spread && c.result.Dimension == q.Outliers.By && reflect.DeepEqual(c.result.Query, query) {
			return c.result, nil
		}
	}
	r, err := Compare(ctx, k.engine, query, q.Outliers.By, q.Outliers.Spread, k.catalogue)
	if err != nil {
		return nil, err
	}
	k.compared = kept(k.compared, compared{q.Outliers.Spread, &r})
	return &r, nil
}

// Compare compares the units of a dimension, those of work with the costs of a catalogue, which may be nil: what people
// or teams cost is not said.
func Compare(ctx context.Context, e *repeat.Engine, q repeat.Query, by contact.Dimension, spread float64, c *contact.Catalogue) (outlier.Result, error) {
	r, err := outlier.Compare(ctx, e, q, by, outlier.Options{})
	if err != nil || !slices.Contains(TopDimensions, by) {
		return r, err
	}
	o, _, err := excessOptions(ctx, e, q, OutliersView{Begin: by, Spread: spread}, c)
	if err != nil {
		return r, err
	}
	return r, r.Price(o.Costs)
}

func (k *looks) begin(ctx context.Context, q Question) (*Begin, error) {
	query, view := q.Query(repeat.FollowedRate), q.Outliers
	view.By = "" // makes no difference here
	for _, b := range k.begun {
		if b.view == view && reflect.DeepEqual(b.query, query) {
			return b.begin, nil
		}
	}
	b, err := WhereToBegin(ctx, k.engine, query, view, k.catalogue)
	if err != nil {
		return nil, err
	}
	k.begun = kept(k.begun, begun{query, view, b})
	return b, nil
}

// WhereToBegin works out where to begin: the excess of every item of view.Begin, with the costs and, if asked, the targets of a
// catalogue, which may be nil.
func WhereToBegin(ctx context.Context, e *repeat.Engine, q repeat.Query, view OutliersView, c *contact.Catalogue) (*Begin, error) {
	o, targets, err := excessOptions(ctx, e, q, view, c)
	if err != nil {
		return nil, err
	}
	b := &Begin{Costs: len(o.Costs) > 0, Targets: targets}
	b.Excesses, err = outlier.Excess(ctx, e, q, view.Begin, o)
	return b, err
}

// excessOptions takes costs and targets from a catalogue. An item that has none of its own has those of its reasons, else of
// their processes, in the mix of its contacts: a cost when at least half of its followed contacts have one, a target when all
// its ripe ones have. The targets of a catalogue are of repeat rates; they are held against the followed rate, which over a
// whole period is the same but for its ends.
func excessOptions(ctx context.Context, e *repeat.Engine, q repeat.Query, view OutliersView, c *contact.Catalogue) (o outlier.ExcessOptions, targets bool, err error) {
	if c.Empty() {
		return o, false, nil
	}
	by := []contact.Dimension{view.Begin}
	for _, d := range []contact.Dimension{contact.Reason, contact.Process} {
		if d != view.Begin {
			by = append(by, d)
		}
	}
	q.By, q.Measure = by, repeat.FollowedRate
	r, err := e.Rates(ctx, q)
	if err != nil {
		return o, false, err
	}
	reason, process := slices.Index(by, contact.Reason), slices.Index(by, contact.Process)
	known := c.Lookup()
	type sums struct{ followed, costed, cost, ripe, aimed, target float64 }
	items := map[string]*sums{}
	for _, row := range r.Rows {
		s := items[row.Key[0]]
		if s == nil {
			s = &sums{}
			items[row.Key[0]] = s
		}
		entry := known.Reason(row.Key[reason])
		if entry.Process == "" {
			entry.Process = row.Key[process]
		}
		target, cost := known.Amounts(entry)
		followed, ripe := float64(row.Followed), float64(row.Ripe)
		s.followed += followed
		s.ripe += ripe
		if cost.Known {
			s.costed += followed
			s.cost += followed * cost.Value
		}
		if target.Known {
			s.aimed += ripe
			s.target += ripe * target.Value
		}
	}
	o.Costs, o.Targets = map[string]outlier.Cost{}, map[string]float64{}
	for key, s := range items {
		cost, target := math.NaN(), math.NaN()
		if s.costed > 0 && 2*s.costed >= s.followed {
			cost = s.cost / s.costed
		}
		if s.ripe > 0 && s.aimed == s.ripe {
			target = s.target / s.ripe
		}
		if p := known.Process(key); view.Begin == contact.Process {
			if p.Cost.Known {
				cost = p.Cost.Value
			}
			if p.Target.Known {
				target = p.Target.Value
			}
		}
		if key == "" {
			continue
		}
		if !math.IsNaN(cost) {
			o.Costs[key] = outlier.Cost{Low: cost * (1 - view.Spread), High: cost * (1 + view.Spread)}
		}
		if !math.IsNaN(target) {
			targets = true
			if view.Target {
				o.Targets[key] = target
			}
		}
	}
	return o, targets, nil
}
