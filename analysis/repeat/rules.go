package repeat

import (
	"encoding/json"
	"slices"

	"eenkeer/analysis/contact"
)

// PairedChannels is the rule for channels under which only the pairs of
// [Definition.Pairs] count.
const PairedChannels Channels = "pairs"

// ChannelPair is a channel of a first contact and one of a second. "" is a
// missing channel.
type ChannelPair struct {
	First  string `json:"first"`
	Second string `json:"second"`
}

// Anchor says from which moment of a contact the window runs.
type Anchor string

// The anchors.
const (
	FromStart Anchor = ""    // from the start of the contact
	FromEnd   Anchor = "end" // from its end: its end time, else start and handle time, else its start
)

// Abandoned says which outcomes mean that nobody was spoken to, and keeps
// "abandoned, then again" apart from "served, then again".
type Abandoned struct {
	Outcomes []string `json:"outcomes"`
	First    Family   `json:"first"` // which contacts can be a first one, and so stand under the followed rate
}

// Family is which contacts can be the first of a pair.
type Family string

// The families.
const (
	ServedFirst    Family = "served"    // those with no outcome of the list
	AbandonedFirst Family = "abandoned" // those with one
)

// Legs says which contacts are legs of one conversation: the next contact of the
// customer within Within of the end of one that was passed on. A contact was
// passed on when it has transfers, or passes Marked. The first leg stands for the
// conversation; the others are not counted.
type Legs struct {
	Within Span   `json:"within"`
	Marked Filter `json:"marked,omitempty"`
}

// Invited says which repeats were asked for ("call us on Friday"). As with
// planned readmissions an invited contact is no repeat, and what comes after it
// is none of the contacts before it either.
type Invited struct {
	Marked Filter      `json:"marked"`
	On     InvitedMark `json:"on"`
}

// InvitedMark is which contact bears the mark of an invitation.
type InvitedMark string

// The marks.
const (
	MarkOnFirst  InvitedMark = "first"  // the contact in which it was agreed: the next one is invited
	MarkOnSecond InvitedMark = "second" // the invited contact itself
)

// Heavy takes the customers with very many contacts out, or looks at them alone.
type Heavy struct {
	AtLeast int      `json:"at_least"` // contacts in some month, or in all
	Per     HeavyPer `json:"per"`
	Only    bool     `json:"only,omitempty"` // they alone count; else they do not
}

// HeavyPer is over what the contacts of a customer are counted.
type HeavyPer string

// The spans.
const (
	PerMonth HeavyPer = "month" // the calendar month in which the customer has most
	PerData  HeavyPer = "data"  // all of the data
)

// inGroups reports whether the definition only cuts a customer's contacts into
// groups of which each repeats the one before it: what [linkRules] is not needed for.
func (d Definition) inGroups() bool {
	return d.Channels != PairedChannels && d.From == FromStart && len(d.Abandoned.Outcomes) == 0 && len(d.Invited.Marked) == 0 &&
		(d.least() == 0 || !d.CalendarDays && len(d.Opening.Hours) == 0)
}

// rules is the part of a definition that linking depends on, so that it can be
// compared: all but its name, its window and what only changes episodes.
type rules string

func (d Definition) rules() rules {
	d.Name, d.Window, d.Chain = "", 0, ""
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // plain data, cannot fail
	}
	return rules(text)
}

// dimensions gives what two contacts must share besides the customer.
func (d Definition) dimensions() []contact.Dimension {
	var by []contact.Dimension
	switch d.Same {
	case SameProcess:
		by = append(by, contact.Process)
	case SameReason:
		by = append(by, contact.Reason)
	}
	if d.Channels == SameChannel {
		by = append(by, contact.Channel)
	}
	return by
}

// least gives the milliseconds that a second contact must be away from the
// anchor of the first: a redial is at most Redial away.
func (d Definition) least() int64 {
	least := d.LeastGap.Seconds() * 1000
	if d.Redial > 0 {
		least = max(least, d.Redial.Seconds()*1000+1)
	}
	return least
}

// mostPairs is how many pairs of channels a definition can have.
const mostPairs = 400

func (d Definition) checkRules() error {
	switch {
	case (d.Channels == PairedChannels) != (len(d.Pairs) > 0):
		return wrong("pairs")
	case len(d.Pairs) > mostPairs:
		return wrong("many_pairs", "n", mostPairs)
	case len(d.Alike) > 0 && d.Same != SameReason:
		return wrong("alike")
	case d.Redial < 0 || d.Redial > 7*Day:
		return wrong("redial", "value", d.Redial.String())
	case d.From != FromStart && d.From != FromEnd:
		return wrong("from", "value", string(d.From))
	case len(d.Abandoned.Outcomes) > 0 && d.Abandoned.First != ServedFirst && d.Abandoned.First != AbandonedFirst:
		return wrong("family", "value", string(d.Abandoned.First))
	case len(d.Abandoned.Outcomes) == 0 && d.Abandoned.First != "":
		return wrong("no_abandoned")
	case d.Legs.Within < 0 || d.Legs.Within > Day || d.Legs.Within == 0 && len(d.Legs.Marked) > 0:
		return wrong("legs", "value", d.Legs.Within.String())
	case len(d.Invited.Marked) > 0 && d.Invited.On != MarkOnFirst && d.Invited.On != MarkOnSecond:
		return wrong("invited_on", "value", string(d.Invited.On))
	case len(d.Invited.Marked) == 0 && d.Invited.On != "":
		return wrong("no_invited")
	case d.Heavy.AtLeast < 0 || d.Heavy.AtLeast == 1:
		return wrong("heavy", "n", d.Heavy.AtLeast)
	case d.Heavy.AtLeast > 0 && d.Heavy.Per != PerMonth && d.Heavy.Per != PerData:
		return wrong("heavy_per", "value", string(d.Heavy.Per))
	case d.Heavy.AtLeast == 0 && (d.Heavy.Per != "" || d.Heavy.Only):
		return wrong("no_heavy")
	}
	seen := map[string]bool{}
	for _, group := range d.Alike {
		for _, reason := range group {
			if seen[reason] {
				return wrong("two_groups", "reason", reason)
			}
			seen[reason] = true
		}
	}
	for i, p := range d.Pairs {
		if slices.Contains(d.Pairs[:i], p) {
			return wrong("pair_twice", "first", p.First, "second", p.Second)
		}
	}
	for _, f := range []Filter{d.Legs.Marked, d.Invited.Marked} {
		if err := f.Check(); err != nil {
			return err
		}
	}
	return d.Opening.check()
}
