package main

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/holiday"
	"eenkeer/analysis/repeat"

	"github.com/spf13/cobra"
)

// ruleFlags are the rules of a definition besides its window, same, channels and
// chain. Every command takes them; only those of definitions list them.
type ruleFlags struct {
	pairs, alike, eligible []string
	redial, from           string
	calendarDays           bool
	opening                []string
	closed                 string
	abandoned, first       string
	legs                   string
	legsMarked, invited    []string
	invitedOn              string
	heavy                  int
	heavyPer               string
	heavyOnly              bool
}

// ruleNames are their names, in the order of help.
var ruleNames = []string{"eligible", "channel-pair", "alike", "redial", "count-from", "calendar-days", "opening", "closed",
	"abandoned", "first", "legs", "legs-marked", "invited", "invited-on", "heavy", "heavy-per", "heavy-only"}

// ruleNeeds says which rule says nothing without which other.
var ruleNeeds = map[string]string{"closed": "opening", "first": "abandoned", "legs-marked": "legs", "invited-on": "invited", "heavy-per": "heavy", "heavy-only": "heavy"}

func (f *ruleFlags) add(c *cobra.Command, s *session, shown bool) {
	flags := c.Flags()
	t := func(name string) string { return s.l.T("cli.rule." + strings.ReplaceAll(name, "-", "_")) }
	flags.StringArrayVar(&f.eligible, "eligible", nil, t("eligible"))
	flags.StringArrayVar(&f.pairs, "channel-pair", nil, t("channel-pair"))
	flags.StringArrayVar(&f.alike, "alike", nil, t("alike"))
	flags.StringVar(&f.redial, "redial", "0s", t("redial"))
	flags.StringVar(&f.from, "count-from", "start", t("count-from"))
	flags.BoolVar(&f.calendarDays, "calendar-days", false, t("calendar-days"))
	flags.StringArrayVar(&f.opening, "opening", nil, t("opening"))
	flags.StringVar(&f.closed, "closed", strings.Join(repeat.OfficeHours.Closed, ","), t("closed"))
	flags.StringVar(&f.abandoned, "abandoned", "", t("abandoned"))
	flags.StringVar(&f.first, "first", string(repeat.ServedFirst), t("first"))
	flags.StringVar(&f.legs, "legs", "0s", t("legs"))
	flags.StringArrayVar(&f.legsMarked, "legs-marked", nil, t("legs-marked"))
	flags.StringArrayVar(&f.invited, "invited", nil, t("invited"))
	flags.StringVar(&f.invitedOn, "invited-on", string(repeat.MarkOnFirst), t("invited-on"))
	flags.IntVar(&f.heavy, "heavy", 0, t("heavy"))
	flags.StringVar(&f.heavyPer, "heavy-per", string(repeat.PerMonth), t("heavy-per"))
	flags.BoolVar(&f.heavyOnly, "heavy-only", false, t("heavy-only"))
	if !shown {
		for _, name := range ruleNames {
			flags.MarkHidden(name) // cannot fail: the flag is there
		}
	}
}

// apply puts the rules that were given into a definition.
func (f *ruleFlags) apply(c *cobra.Command, s *session, d *repeat.Definition) (err error) {
	for flag, with := range ruleNeeds {
		if c.Flags().Changed(flag) && !c.Flags().Changed(with) {
			return s.usage(c, "cli.usage.goes_with", "flag", flag, "with", with)
		}
	}
	for _, span := range []struct {
		flag, text string
		to         *repeat.Span
	}{{"redial", f.redial, &d.Redial}, {"legs", f.legs, &d.Legs.Within}} {
		if *span.to, err = repeat.ParseSpan(span.text); err != nil {
			return s.badSpan(c, span.flag, span.text, err)
		}
	}
	for _, choice := range []struct {
		flag, value string
		choices     []string
	}{
		{"count-from", f.from, []string{"start", "end"}},
		{"first", f.first, []string{string(repeat.ServedFirst), string(repeat.AbandonedFirst)}},
		{"invited-on", f.invitedOn, []string{string(repeat.MarkOnFirst), string(repeat.MarkOnSecond)}},
		{"heavy-per", f.heavyPer, []string{string(repeat.PerMonth), string(repeat.PerData)}},
	} {
		if !slices.Contains(choice.choices, choice.value) {
			return s.usage(c, "cli.usage.choice", "flag", choice.flag, "value", choice.value, "choices", s.choice(choice.choices...))
		}
	}
	if f.from == "end" {
		d.From = repeat.FromEnd
	}
	d.CalendarDays = f.calendarDays
	for _, filter := range []struct {
		flag  string
		texts []string
		to    *repeat.Filter
	}{{"eligible", f.eligible, &d.Eligible}, {"legs-marked", f.legsMarked, &d.Legs.Marked}, {"invited", f.invited, &d.Invited.Marked}} {
		if *filter.to, err = conditions(c, s, filter.flag, filter.texts); err != nil {
			return err
		}
	}
	if len(d.Invited.Marked) > 0 {
		d.Invited.On = repeat.InvitedMark(f.invitedOn)
	}
	for _, text := range f.pairs {
		first, second, ok := strings.Cut(text, "=")
		if !ok {
			return s.usage(c, "cli.usage.pair", "flag", "channel-pair", "value", text)
		}
		d.Channels = repeat.PairedChannels
		d.Pairs = append(d.Pairs, repeat.ChannelPair{First: first, Second: second})
	}
	for _, text := range f.alike {
		d.Alike = append(d.Alike, strings.Split(text, ","))
	}
	if f.abandoned != "" {
		d.Abandoned = repeat.Abandoned{Outcomes: strings.Split(f.abandoned, ","), First: repeat.Family(f.first)}
	}
	if f.heavy != 0 {
		d.Heavy = repeat.Heavy{AtLeast: f.heavy, Per: repeat.HeavyPer(f.heavyPer), Only: f.heavyOnly}
	}
	return f.hours(c, s, d)
}

// hours reads the opening hours: "office", or "12345 08:00-18:00".
func (f *ruleFlags) hours(c *cobra.Command, s *session, d *repeat.Definition) (err error) {
	for _, text := range f.opening {
		if text == "office" {
			d.Opening.Hours = append(d.Opening.Hours, repeat.OfficeHours.Hours...)
			continue
		}
		days, times, _ := strings.Cut(strings.TrimSpace(text), " ")
		from, to, _ := strings.Cut(times, "-")
		h := repeat.Hours{Days: days}
		if h.From, err = repeat.ParseTimeOfDay(from); err == nil {
			h.To, err = repeat.ParseTimeOfDay(to)
		}
		if err != nil {
			return s.usage(c, "cli.usage.opening", "value", text)
		}
		d.Opening.Hours = append(d.Opening.Hours, h)
	}
	if len(f.opening) == 0 || f.closed == "" || f.closed == "none" {
		return nil
	}
	for _, id := range strings.Split(f.closed, ",") {
		if !slices.Contains(holiday.IDs(), id) {
			return s.usage(c, "cli.usage.choice", "flag", "closed", "value", id, "choices", s.choice(append(holiday.IDs(), "none")...))
		}
		d.Opening.Closed = append(d.Opening.Closed, id)
	}
	return nil
}

// conditions reads DIMENSION=VALUE.
func conditions(c *cobra.Command, s *session, flag string, texts []string) (repeat.Filter, error) {
	var f repeat.Filter
	for _, text := range texts {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, s.usage(c, "cli.usage.pair", "flag", flag, "value", text)
		}
		d, err := dimension(c, s, name)
		if err != nil {
			return nil, err
		}
		f = either(f, d, value)
	}
	return f, nil
}

// marks are the values that a definition asks for besides which contacts are eligible.
func marks(d repeat.Definition) []repeat.Filter {
	filters := []repeat.Filter{d.Legs.Marked, d.Invited.Marked}
	if len(d.Abandoned.Outcomes) > 0 {
		filters = append(filters, repeat.Filter{{By: contact.Outcome, Values: d.Abandoned.Outcomes}})
	}
	for _, group := range d.Alike {
		filters = append(filters, repeat.Filter{{By: contact.Reason, Values: group}})
	}
	for _, p := range d.Pairs {
		filters = append(filters, repeat.Filter{{By: contact.Channel, Values: []string{p.First}}}, repeat.Filter{{By: contact.Channel, Values: []string{p.Second}}})
	}
	return filters
}
