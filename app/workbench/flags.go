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

// leastShare is the part of the contacts of an action that a selection must hold for its start to be a flag there.
const leastShare = 0.05

// touches reports whether a selection holds contacts of an action, as far as its effect, which may be nil, tells.
func touches(e *figure.Effect, f repeat.Filter) bool {
	for _, c := range f {
		if e != nil && e.Share(c) < leastShare { // false of what is not known
			return false
		}
	}
	return true
}

// Flagged gives the actions whose starts are flags on the charts of a selection: the latest of those about it. effects, which
// may be nil, are what is known of them: an action without a contact in the selection is left out.
func Flagged(r *kaizen.Register, effects map[kaizen.ID]*figure.Effect, f repeat.Filter) []*kaizen.Action {
	about := slices.DeleteFunc(About(r, f), func(a *kaizen.Action) bool { return !touches(effects[a.ID], f) })
	return about[max(0, len(about)-mostFlags):]
}

// WithActions puts the starts of the actions about a selection among its events.
func WithActions(events []Event, r *kaizen.Register, effects map[kaizen.ID]*figure.Effect, f repeat.Filter) []Event {
	about := Flagged(r, effects, f)
	if len(about) == 0 {
		return events
	}
	events = slices.Clone(events)
	for _, a := range about {
		day := a.Start.Time()
		events = append(events, Event{Event: workspace.Event{Kind: workspace.Changed, From: day, To: day, Title: a.Title}, Action: a.ID, Effect: effects[a.ID]})
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.From.Compare(b.From) })
	return events
}
