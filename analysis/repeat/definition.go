package repeat

import (
	"fmt"
	"slices"

	"eenkeer/analysis/contact"
)

// Same says what a later contact must share with an earlier one to repeat it.
type Same string

// What can be asked to be the same. A missing process or reason is a value of
// its own: two contacts without a reason have the same reason.
const (
	SameAny     Same = "any"
	SameProcess Same = "process"
	SameReason  Same = "reason"
)

// Channels says which channels a repeat may come through.
type Channels string

// The rules for channels.
const (
	AnyChannel  Channels = "any"
	SameChannel Channels = "same"
)

// Chain says from which contact of an episode the window runs. It changes
// episodes, not rates.
type Chain string

// The rules for chains.
const (
	FromPrevious Chain = "previous"
	FromFirst    Chain = "first"
)

// Definition says when a later contact counts as a repeat of an earlier one:
// the same customer, passing Same and Channels, and LeastGap ≤ gap ≤ Window,
// both ends included.
type Definition struct {
	Name     string   `json:"name,omitempty"`
	Window   Span     `json:"window"`
	Same     Same     `json:"same"`
	Channels Channels `json:"channels"`
	Chain    Chain    `json:"chain"`
	LeastGap Span     `json:"least_gap"`
	Eligible Filter   `json:"eligible,omitempty"` // only these contacts are linked and counted; empty: all

	// The rest is off when it is zero.
	Pairs        []ChannelPair `json:"channel_pairs,omitempty"` // with PairedChannels: which pairs count
	Alike        [][]string    `json:"alike,omitempty"`         // with SameReason: groups of reasons that are the same one
	Redial       Span          `json:"redial,omitempty"`        // a contact at most this long after another is a redial, no repeat of it
	From         Anchor        `json:"from,omitempty"`          // where the window starts; gaps run from there too
	CalendarDays bool          `json:"calendar_days,omitempty"` // the window is counted in whole days (with Opening: working days)
	Opening      Opening       `json:"opening,omitzero"`        // only time in these hours counts for the window
	Abandoned    Abandoned     `json:"abandoned,omitzero"`
	Legs         Legs          `json:"legs,omitzero"`
	Invited      Invited       `json:"invited,omitzero"`
	Heavy        Heavy         `json:"heavy,omitzero"`
}

// Default is the definition a new workspace starts with: 7 days, any reason,
// any channel.
var Default = Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}

// Ready is a definition that the field uses, with the id of its name.
type Ready struct {
	ID string
	Definition
}

// ReadyMade are the definitions the field uses.
var ReadyMade = []Ready{
	{"24h", Definition{Window: 24 * Hour, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
	{"3d", Definition{Window: 3 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
	{"7d-reason", Definition{Window: 7 * Day, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious}},
	{"ohra", Definition{Window: 14 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
	{"month", Definition{Window: 30 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
}

// Presets are the windows the field uses.
var Presets = []Span{24 * Hour, 3 * Day, 7 * Day, 14 * Day, 30 * Day}

// Check says what is wrong with a definition, if anything.
func (d Definition) Check() error {
	switch {
	case d.Window < 0 || d.Window > 3660*Day:
		return wrong("window", "window", d.Window.String())
	case d.LeastGap < 0 || d.LeastGap > 3660*Day || d.LeastGap > d.Window && !d.CalendarDays && len(d.Opening.Hours) == 0:
		return wrong("least_gap", "gap", d.LeastGap.String(), "window", d.Window.String())
	case d.Same != SameAny && d.Same != SameProcess && d.Same != SameReason:
		return wrong("same", "value", string(d.Same))
	case d.Channels != AnyChannel && d.Channels != SameChannel && d.Channels != PairedChannels:
		return wrong("channels", "value", string(d.Channels))
	case d.Chain != FromPrevious && d.Chain != FromFirst:
		return wrong("chain", "value", string(d.Chain))
	}
	if err := d.Eligible.Check(); err != nil {
		return err
	}
	return d.checkRules()
}

// Condition lets through the contacts that have one of the values.
type Condition struct {
	By     contact.Dimension `json:"by"`
	Values []string          `json:"values"` // "" is the missing value
}

// Filter lets through the contacts that pass every condition.
type Filter []Condition

// Check says which condition names a dimension that does not exist.
func (f Filter) Check() error {
	for _, c := range f {
		if !contact.Known(c.By) {
			return wrong("dimension", "value", string(c.By))
		}
	}
	return nil
}

// With adds a condition; one for the same dimension is replaced.
func (f Filter) With(c Condition) Filter {
	return append(f.Without(c.By), c)
}

// Without drops the condition for a dimension.
func (f Filter) Without(d contact.Dimension) Filter {
	return slices.DeleteFunc(slices.Clone(f), func(c Condition) bool { return c.By == d })
}

func (f Filter) key() string {
	if len(f) == 0 {
		return ""
	}
	return fmt.Sprintf("%q", f)
}
