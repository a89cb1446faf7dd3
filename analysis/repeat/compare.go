package repeat

import (
	"context"
	"fmt"

	"eenkeer/analysis/contact"
)

// MostCompared is how many definitions are set side by side.
const MostCompared = 5

// CompareOptions say what is worked out besides the rates and the episodes.
type CompareOptions struct {
	Curve   bool // the rates at every window of [CurveWindows]
	Touches bool // how many contacts each rule touches
}

// Comparison is several definitions on the same contacts.
type Comparison struct {
	Selection Selection
	Data      Data // NotEligible differs between definitions and is with each
	Items     []ComparedDefinition
}

// ComparedDefinition is one definition of a [Comparison].
type ComparedDefinition struct {
	Definition Definition
	Data       Data
	Total      Counts
	Episodes   Episodes
	Curve      []CurvePoint // nil unless asked for
	Touches    []Touch      // nil unless asked for
}

// CurvePoint is the counts of the selection at one window.
type CurvePoint struct {
	Window Span
	Days   float64 // the window in days as the definition counts them, see [Definition.DayLength]
	Counts
}

// Compare answers for up to [MostCompared] definitions on the same selection. Each is
// linked once; all else follows from its links.
func (e *Engine) Compare(ctx context.Context, definitions []Definition, s Selection, o CompareOptions) (Comparison, error) {
	c := Comparison{Selection: s}
	if len(definitions) == 0 || len(definitions) > MostCompared {
		return c, fmt.Errorf("1 to %d definitions can be set side by side, not %d", MostCompared, len(definitions))
	}
	for _, d := range definitions {
		one, err := e.compareOne(ctx, Query{Definition: d, Selection: s}, o)
		if err != nil {
			return c, err
		}
		c.Items = append(c.Items, one)
	}
	c.Data = c.Items[0].Data
	c.Data.NotEligible = 0
	return c, nil
}

func (e *Engine) compareOne(ctx context.Context, q Query, o CompareOptions) (ComparedDefinition, error) {
	one := ComparedDefinition{Definition: q.Definition}
	r, err := e.Rates(ctx, q)
	if err != nil {
		return one, err
	}
	one.Data, one.Total = r.Data, r.Total.Counts
	if one.Episodes, err = e.Episodes(ctx, q); err != nil {
		return one, err
	}
	if o.Curve {
		if one.Curve, err = e.CurvePoints(ctx, q); err != nil {
			return one, err
		}
	}
	if o.Touches {
		if one.Touches, err = e.Touches(ctx, q); err != nil {
			return one, err
		}
	}
	return one, nil
}

// CurvePoints is [Engine.Curve] at the windows of [CurveWindows].
func (e *Engine) CurvePoints(ctx context.Context, q Query) ([]CurvePoint, error) {
	var windows []Span
	for _, w := range CurveWindows(q.Definition) {
		if w >= q.Definition.LeastGap {
			windows = append(windows, w)
		}
	}
	counts, err := e.Curve(ctx, q, windows)
	if err != nil {
		return nil, err
	}
	points := make([]CurvePoint, len(counts))
	for i, c := range counts {
		points[i] = CurvePoint{windows[i], q.Definition.Days(windows[i]), c}
	}
	return points, nil
}

// Days gives a time in days as the definition counts them.
func (d Definition) Days(w Span) float64 { return float64(w) / float64(d.DayLength()) }

// Switch names a rule of a definition that can be turned off.
type Switch string

// The switches, in the order in which they are shown.
const (
	SwitchEligible  Switch = "eligible"
	SwitchAlike     Switch = "alike"
	SwitchPairs     Switch = "channel_pairs"
	SwitchLeastGap  Switch = "least_gap"
	SwitchRedial    Switch = "redial"
	SwitchFrom      Switch = "from"
	SwitchDays      Switch = "calendar_days"
	SwitchOpening   Switch = "opening"
	SwitchAbandoned Switch = "abandoned"
	SwitchInvited   Switch = "invited"
	SwitchLegs      Switch = "legs"
	SwitchHeavy     Switch = "heavy"
)

// Switches lists the rules that a definition has on.
func (d Definition) Switches() []Switch {
	var on []Switch
	for _, s := range []struct {
		is Switch
		on bool
	}{
		{SwitchEligible, len(d.Eligible) > 0}, {SwitchAlike, len(d.Alike) > 0}, {SwitchPairs, d.Channels == PairedChannels},
		{SwitchLeastGap, d.LeastGap > 0}, {SwitchRedial, d.Redial > 0}, {SwitchFrom, d.From == FromEnd},
		{SwitchDays, d.CalendarDays}, {SwitchOpening, len(d.Opening.Hours) > 0}, {SwitchAbandoned, len(d.Abandoned.Outcomes) > 0},
		{SwitchInvited, len(d.Invited.Marked) > 0}, {SwitchLegs, d.Legs.Within > 0}, {SwitchHeavy, d.Heavy.AtLeast > 0},
	} {
		if s.on {
			on = append(on, s.is)
		}
	}
	return on
}

// Without gives the definition with a rule turned off.
func (d Definition) Without(s Switch) Definition {
	switch s {
	case SwitchEligible:
		d.Eligible = nil
	case SwitchAlike:
		d.Alike = nil
	case SwitchPairs:
		d.Channels, d.Pairs = AnyChannel, nil
	case SwitchLeastGap:
		d.LeastGap = 0
	case SwitchRedial:
		d.Redial = 0
	case SwitchFrom:
		d.From = FromStart
	case SwitchDays:
		// Working days become the hours of as many; calendar days are 24 hours.
		d.CalendarDays = false
		d.Window = Span(float64(d.Window) * float64(d.DayLength()) / float64(Day))
	case SwitchOpening:
		length := d.DayLength()
		d.Opening = Opening{}
		d.Window = Span(float64(d.Window) / float64(length) * float64(Day))
	case SwitchAbandoned:
		d.Abandoned = Abandoned{}
	case SwitchInvited:
		d.Invited = Invited{}
	case SwitchLegs:
		d.Legs = Legs{}
	case SwitchHeavy:
		d.Heavy = Heavy{}
	}
	return d
}

// Touch is what one rule of a definition does to the contacts of a selection.
type Touch struct {
	Switch Switch
	// Contacts is how many contacts the rule is about: those left out (eligible, legs, heavy), that have one of the
	// outcomes (abandoned), that come too soon after another (least_gap, redial); otherwise Changed.
	Contacts int
	Changed  int    // contacts of which another answer (counted, repeats, ripe, followed) is given than without the rule
	Without  Counts // what the counts would be without the rule
}

// Touches says what each rule does that a definition has on. Each costs one more linking.
func (e *Engine) Touches(ctx context.Context, q Query) ([]Touch, error) {
	switches := q.Definition.Switches()
	if len(switches) == 0 {
		return nil, q.Check()
	}
	with, err := e.Answers(ctx, q)
	if err != nil {
		return nil, err
	}
	var touches []Touch
	for _, s := range switches {
		t, err := e.touch(ctx, q, s, with)
		if err != nil {
			return nil, err
		}
		touches = append(touches, t)
	}
	return touches, nil
}

func (e *Engine) touch(ctx context.Context, q Query, s Switch, with []Answer) (Touch, error) {
	t := Touch{Switch: s}
	d := q.Definition
	without, err := e.answersWithout(ctx, q, s)
	if err != nil {
		return t, err
	}
	counted := 0
	for i, a := range with {
		b := without[i]
		t.Changed += bit(a != b)
		counted += bit(a.Is(Counted))
		t.Without.add(Counts{bit(b.Is(Counted)), bit(b.Is(Repeats)), bit(b.Is(Ripe)), bit(b.Is(Followed))})
	}
	t.Contacts = t.Changed
	switch s {
	case SwitchEligible, SwitchLegs, SwitchHeavy:
		t.Contacts = t.Without.Contacts - counted
	case SwitchAbandoned:
		bits, err := e.bits(ctx, Filter{{contact.Outcome, d.Abandoned.Outcomes}})
		if err != nil {
			return t, err
		}
		t.Contacts = 0
		for i, b := range bits {
			t.Contacts += bit(b == 1 && with[e.log.Keyed+i].Is(Counted))
		}
	case SwitchLeastGap, SwitchRedial:
		near := q
		near.Definition.LeastGap, near.Definition.Redial, near.Definition.Window = 0, 0, d.Redial
		near.Definition.CalendarDays, near.Definition.Opening = false, Opening{}
		if s == SwitchLeastGap {
			near.Definition.Window = d.LeastGap - Second // gaps are whole seconds in nearly every export
		}
		r, err := e.Rates(ctx, near)
		if err != nil {
			return t, err
		}
		t.Contacts = r.Total.Repeats
	}
	return t, nil
}

// answersWithout gives the answers with a rule turned off.
func (e *Engine) answersWithout(ctx context.Context, q Query, s Switch) ([]Answer, error) {
	q.Definition = q.Definition.Without(s)
	return e.Answers(ctx, q)
}
