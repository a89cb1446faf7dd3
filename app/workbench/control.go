package workbench

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// settingControl holds what was chosen for control charts: by [figure.SetupKey],
// as JSON. A setting and no table: it is little, read as a whole and of no use to
// any query.
const settingControl = "control"

// readSetups gives the setups of a workspace; what makes no sense is left.
func readSetups(ctx context.Context, ws *workspace.Workspace) (map[string]figure.Setup, error) {
	all := map[string]figure.Setup{}
	text, ok, err := ws.Setting(ctx, settingControl)
	if err == nil && ok && json.Unmarshal([]byte(text), &all) != nil {
		all = map[string]figure.Setup{}
	}
	return all, err
}

// Setups is what a workspace knows of control charts: what was chosen, and the
// targets of the catalogue. The zero value knows nothing.
type Setups struct {
	chosen    map[string]figure.Setup
	catalogue *contact.Catalogue
}

// ReadSetups reads those of a workspace.
func ReadSetups(ctx context.Context, ws *workspace.Workspace) (s Setups, err error) {
	if s.chosen, err = readSetups(ctx, ws); err == nil {
		s.catalogue, err = ws.Catalogue(ctx)
	}
	return s, err
}

// Of gives what was chosen for the control chart of a measure and selection; where
// no target was set that of the catalogue, when the selection is one process or one
// reason and the measure a rate.
func (s Setups) Of(m figure.Measure, f repeat.Filter) figure.Setup {
	u := s.chosen[figure.SetupKey(m, f)]
	if u.Target == nil && m.IsRate() {
		if t := catalogueTarget(s.catalogue, f); t.Known {
			u.Target = &t.Value
		}
	}
	return u
}

// Each gives that of each series of a trend, the same as when its group is
// selected; -1 is the whole.
func (s Setups) Each(t repeat.Trend, m figure.Measure) func(series int) figure.Setup {
	f := t.Query.Selection.Filter
	return func(i int) figure.Setup {
		if i < 0 {
			return s.Of(m, f)
		}
		group := f
		for k, d := range t.Query.By {
			group = group.With(repeat.Condition{By: d, Values: []string{t.Series[i].Key[k]}})
		}
		return s.Of(m, group)
	}
}

// Setup gives that of the workspace.
func (s *Snapshot) Setup(m figure.Measure, f repeat.Filter) figure.Setup {
	return Setups{s.Setups, s.Catalogue}.Of(m, f)
}

// SetupOf gives that of each series of a trend.
func (s *Snapshot) SetupOf(t repeat.Trend, m figure.Measure) func(series int) figure.Setup {
	return Setups{s.Setups, s.Catalogue}.Each(t, m)
}

// catalogueTarget is the target of the process or reason that a filter is about.
func catalogueTarget(c *contact.Catalogue, f repeat.Filter) contact.Amount {
	if c == nil {
		return contact.Amount{}
	}
	one := func(d contact.Dimension) string {
		for _, c := range f {
			if c.By == d && len(c.Values) == 1 {
				return c.Values[0]
			}
		}
		return ""
	}
	look := c.Lookup()
	if reason := one(contact.Reason); reason != "" {
		target, _ := look.Amounts(look.Reason(reason))
		return target
	}
	if process := one(contact.Process); process != "" {
		return look.Process(process).Target
	}
	return contact.Amount{}
}

// SetSetup keeps what was chosen for the control chart of a measure and selection.
// text is the id of the note that tells it and lets it be undone; empty tells
// nothing.
func (w *Workbench) SetSetup(m figure.Measure, f repeat.Filter, u figure.Setup, text string) {
	key := figure.SetupKey(m, f)
	w.onOpen("", func(ctx context.Context) error {
		before := w.Snapshot().Setups[key]
		if err := w.keepSetup(ctx, key, u); err != nil {
			return err
		}
		if text != "" {
			w.note(Note{ID: text}, w.undo("", func(ctx context.Context) error { return w.keepSetup(ctx, key, before) }))
		}
		return nil
	})
}

func (w *Workbench) keepSetup(ctx context.Context, key string, u figure.Setup) error {
	all := maps.Clone(w.Snapshot().Setups)
	if all == nil {
		all = map[string]figure.Setup{}
	}
	if all[key] = u; u.Empty() {
		delete(all, key)
	}
	data, err := json.Marshal(all)
	if err == nil {
		err = w.ws.SetSetting(ctx, settingControl, string(data))
	}
	if err == nil {
		w.change(func(s *Snapshot) { s.Setups = all })
	}
	return err
}

// EventsOf lists the events that concern a selection, with the starts of the actions
// about it, the earliest first.
func (s *Snapshot) EventsOf(f repeat.Filter) []Event {
	return WithActions(Concerning(s.Events, f), s.Register, s.Effects, f)
}

// Concerning gives the events that concern a selection: all but those about a
// value that its filter leaves out.
func Concerning(events []Event, f repeat.Filter) []Event {
	var out []Event
	for _, e := range events {
		elsewhere := func(c repeat.Condition) bool { return c.By == e.By && !slices.Contains(c.Values, e.Value) }
		if e.By == "" || !slices.ContainsFunc(f, elsewhere) {
			out = append(out, e)
		}
	}
	return out
}

// marks are how charts show the kinds of events.
var marks = map[string]charts.MarkerKind{workspace.Mailing: charts.Mailing, workspace.Outage: charts.Outage,
	workspace.Changed: charts.Action, workspace.Holiday: charts.Holiday}

// Flags turns events into those of charts.
func Flags(events []Event, l *locale.Locale) []figure.Event {
	var out []figure.Event
	for _, e := range events {
		x := figure.Event{Kind: marks[e.Kind], From: e.From, To: e.To, Name: e.Name(l)}
		if e.Action != 0 {
			x.Note = l.T("effect.flag")
			if e.Effect != nil {
				x.Note = l.T("effect.flag.verdict", "verdict", e.Effect.VerdictText(l))
			}
		}
		out = append(out, x)
	}
	return out
}
