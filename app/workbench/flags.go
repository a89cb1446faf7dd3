package workbench

import (
	"cmp"
	"slices"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
)

// mostFlags is how many starts of actions a chart shows: the latest. More would hide it.
const mostFlags = 30

// About gives the actions that have begun and are about contacts of a selection: their
// scope names no value that the filter leaves out. The latest start comes last.
func About(r *kaizen.Register, f repeat.Filter) []*kaizen.Action {
	if r == nil {
		return nil
	}
	var all []*kaizen.Action
	for _, a := range r.Actions {
		if Measurable(a) && meet(a.Scope.Filter, f) {
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b *kaizen.Action) int {
		return cmp.Or(a.Start.Time().Compare(b.Start.Time()), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// meet reports whether contacts can pass both filters, as far as the dimensions that both name tell.
func meet(a, b repeat.Filter) bool {
	for _, x := range a {
		for _, y := range b {
			if x.By == y.By && !slices.ContainsFunc(x.Values, func(v string) bool { return slices.Contains(y.Values, v) }) {
				return false
			}
		}
	}
	return true
}

// WithActions puts the starts of the actions about a selection among its events. effects, which may be nil, are what is known
// of their effects.
func WithActions(events []Event, r *kaizen.Register, effects map[kaizen.ID]*figure.Effect, f repeat.Filter) []Event {
	about := About(r, f)
	if len(about) == 0 {
		return events
	}
	events = slices.Clone(events)
	for _, a := range about[max(0, len(about)-mostFlags):] {
		day := a.Start.Time()
		events = append(events, Event{Event: workspace.Event{Kind: workspace.Changed, From: day, To: day, Title: a.Title}, Action: a.ID, Effect: effects[a.ID]})
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.From.Compare(b.From) })
	return events
}
