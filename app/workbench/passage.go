package workbench

import (
	"context"
	"reflect"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// What the pages beside the pairs ask: how long until customers come back, from what to what, and how long their episodes are.

// TimesView is what the page of time to repeat asks.
type TimesView struct {
	By      contact.Dimension `json:"by"`                // groups; empty: all together
	Chosen  []string          `json:"chosen,omitempty"`  // groups whose curves are drawn; none: that of all together
	Until   repeat.Span       `json:"until"`             // how far the curves run, in days of 24 hours; see [repeat.Definition.Promised]
	Promise repeat.Span       `json:"promise,omitempty"` // the service level, in the same days; 0: none
	Split   repeat.Date       `json:"split,omitzero"`    // compare the time before this day with that from it on
}

// TimesUntil are how far the curves of time to repeat can run.
var TimesUntil = []repeat.Span{3 * repeat.Day, 7 * repeat.Day, 30 * repeat.Day, 90 * repeat.Day}

// TimesDimensions are what time to repeat is told by. Agents are not among them: who is compared is compared fairly, see
// [OutliersView].
var TimesDimensions = []contact.Dimension{contact.Process, contact.Reason, contact.Third, contact.Channel, contact.Team}

func (v TimesView) ok() bool {
	return (v.By == "" || slices.Contains(TimesDimensions, v.By)) && len(v.Chosen) <= figure.MostCurves && slices.Contains(TimesUntil, v.Until) &&
		v.Promise >= 0 && v.Promise <= 3660*repeat.Day
}

// FlowsView is what the page of first to second contacts asks.
type FlowsView struct {
	By    contact.Dimension `json:"by"`
	Order repeat.FlowOrder  `json:"order"`
	Shade figure.FlowShade  `json:"shade"`
	Apart bool              `json:"apart,omitempty"` // pairs with the same value twice are left out
	Ribs  bool              `json:"ribs,omitempty"`  // streams in place of the matrix
}

func (v FlowsView) ok() bool {
	return v.options().Check() == nil && (v.Shade == figure.ShadeResidual || v.Shade == figure.ShadeShare)
}

// mostFlowSides is how many values have a row of their own.
const mostFlowSides = 40

func (v FlowsView) options() repeat.FlowOptions {
	return repeat.FlowOptions{By: v.By, Order: v.Order, Most: mostFlowSides, Apart: v.Apart}
}

// ChainsView is what the page of episodes asks.
type ChainsView struct {
	Least int `json:"least"` // contacts of an open chain that is listed
}

func (v ChainsView) ok() bool { return v.Least >= 2 && v.Least <= 100 }

// MostOpenChains is how many open chains are listed.
const MostOpenChains = 1000

var (
	defaultTimes  = TimesView{By: contact.Process, Until: 30 * repeat.Day}
	defaultFlows  = FlowsView{By: contact.Reason, Order: repeat.LikeOrder, Shade: figure.ShadeResidual}
	defaultChains = ChainsView{Least: 3}
)

// SetTimes changes what the page of time to repeat shows.
func (w *Workbench) SetTimes(v TimesView) { w.ask(func(q *Question) { q.Times = v }) }

// SetFlows changes what the page of first to second contacts shows.
func (w *Workbench) SetFlows(v FlowsView) { w.ask(func(q *Question) { q.Flows = v }) }

// SetChains changes what the page of episodes shows.
func (w *Workbench) SetChains(v ChainsView) { w.ask(func(q *Question) { q.Chains = v }) }

// Times is time to repeat as the page shows it.
type Times struct {
	Options  repeat.TimesOptions
	Times    repeat.Times
	Compared *repeat.Compared // nil when nothing is compared
	Names    []string         // of what is compared: values of the dimension; nil when it is before and after Split
	Split    repeat.Date
}

// times works time to repeat out.
func (k *looks) times(ctx context.Context, q Question) (*Times, error) {
	return remembered(&k.timed, [2]any{q.Query(""), q.Times}, func() (*Times, error) {
		return TimeToRepeat(ctx, k.engine, q.Query(repeat.FollowedRate), q.Times)
	})
}

// TimeToRepeat works out what a view asks of time to repeat.
func TimeToRepeat(ctx context.Context, e *repeat.Engine, q repeat.Query, v TimesView) (*Times, error) {
	d := q.Definition
	o := repeat.DefaultTimes(d)
	o.Promise, o.Until = d.Promised(v.Promise), d.Promised(v.Until)
	if last := o.Days[len(o.Days)-1]; o.Until > last {
		o.Days = append(o.Days, 2*last, o.Until)
	}
	q.By = nil
	if v.By != "" {
		q.By = []contact.Dimension{v.By}
	}
	out := &Times{Options: o, Split: v.Split}
	var err error
	if out.Times, err = e.Times(ctx, q, o); err != nil {
		return nil, err
	}
	var selections []repeat.Selection
	switch {
	case !v.Split.IsZero():
		before, after := q.Selection, q.Selection
		if before.To.IsZero() || before.To.Time().After(v.Split.AddDays(-1).Time()) {
			before.To = v.Split.AddDays(-1)
		}
		if after.From.Time().Before(v.Split.Time()) {
			after.From = v.Split
		}
		if before.From.IsZero() || !before.To.Time().Before(before.From.Time()) {
			if after.To.IsZero() || !after.To.Time().Before(after.From.Time()) {
				selections = []repeat.Selection{before, after}
			}
		}
	case len(v.Chosen) == 2 && v.By != "":
		for _, value := range v.Chosen {
			s := q.Selection
			s.Filter = append(slices.Clone(s.Filter), repeat.Condition{By: v.By, Values: []string{value}})
			selections = append(selections, s)
		}
		out.Names = v.Chosen
	}
	if selections == nil {
		return out, nil
	}
	c, err := e.CompareTimes(ctx, d, selections, o)
	if err != nil {
		return nil, err
	}
	out.Compared = &c
	return out, nil
}

// flows works out what the question asks of first to second contacts.
func (k *looks) flows(ctx context.Context, q Question) (*repeat.Flows, error) {
	v := q.Flows
	v.Shade, v.Ribs = "", false // make no difference here
	return remembered(&k.flowed, [2]any{q.Query(""), v}, func() (*repeat.Flows, error) { return k.engine.Flows(ctx, q.Query(""), v.options()) })
}

// chains works the episodes out.
func (k *looks) chains(ctx context.Context, q Question) (*repeat.Chains, error) {
	return remembered(&k.chained, [2]any{q.Query(""), q.Chains}, func() (*repeat.Chains, error) {
		return k.engine.Chains(ctx, q.Query(""), repeat.ChainOptions{Least: q.Chains.Least, Most: MostOpenChains})
	})
}

// answered is an answer with what was asked.
type answered[T any] struct {
	asked  any
	answer T
}

// remembered gives the answer to what was asked lately, or works it out.
func remembered[T any](list *[]answered[T], asked any, work func() (T, error)) (T, error) {
	for _, a := range *list {
		if reflect.DeepEqual(a.asked, asked) {
			return a.answer, nil
		}
	}
	answer, err := work()
	if err == nil {
		*list = kept(*list, answered[T]{asked, answer})
	}
	return answer, err
}
