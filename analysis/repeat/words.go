package repeat

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"
)

// WindowText says how long the window is, in what it is counted in: "7 dagen",
// "40 openingsuren", "5 werkdagen".
func (d Definition) WindowText(l *locale.Locale) string { return d.SpanText(d.Window, l) }

// SpanText says a time in what the window of the definition is counted in.
func (d Definition) SpanText(w Span, l *locale.Locale) string {
	open := len(d.Opening.Hours) > 0
	switch {
	case d.CalendarDays && w < Day && open:
		return l.T("definition.window.same_workday")
	case d.CalendarDays && w < Day:
		return l.T("definition.window.same_day")
	case d.CalendarDays && open:
		return l.T("definition.window.workdays", "n", int(w/Day))
	case d.CalendarDays:
		return l.T("definition.window.calendar_days", "n", int(w/Day))
	case open && w%Hour == 0:
		return l.T("definition.window.open", "n", int(w/Hour))
	case open:
		return l.T("definition.window.open_minutes", "n", int(w/Minute))
	}
	return l.Duration(w.duration())
}

// Short names the definition in a few words: "7 dagen · elke reden · alle kanalen".
func (d Definition) Short(l *locale.Locale) string {
	parts := []string{d.WindowText(l), l.T("definition.same." + string(d.Same)), l.T("definition.channels." + string(d.Channels))}
	add := func(on bool, id string, pairs ...any) {
		if on {
			parts = append(parts, l.T(id, pairs...))
		}
	}
	add(len(d.Alike) > 0, "definition.alike.short")
	add(d.LeastGap > 0, "definition.least_gap.short", "gap", l.Duration(d.LeastGap.duration()))
	add(d.Redial > 0, "definition.redial.short", "gap", l.Duration(d.Redial.duration()))
	add(d.From == FromEnd, "definition.from.short")
	add(len(d.Abandoned.Outcomes) > 0, "definition.abandoned."+string(d.Abandoned.First)+".short")
	add(len(d.Invited.Marked) > 0, "definition.invited.short")
	add(d.Legs.Within > 0, "definition.legs.short")
	heavy := "definition.heavy.short"
	if d.Heavy.Only {
		heavy = "definition.heavy.only.short"
	}
	add(d.Heavy.AtLeast > 0, heavy, "count", d.Heavy.AtLeast)
	add(d.Chain == FromFirst, "definition.chain.short")
	add(len(d.Eligible) > 0, "definition.eligible.short")
	return strings.Join(parts, " · ")
}

// Sentence says the definition in full.
func (d Definition) Sentence(l *locale.Locale) string {
	id := "definition.sentence"
	if d.CalendarDays && d.Window < Day {
		id = "definition.sentence.same_day"
	}
	channels := l.T("definition.sentence.channels."+string(d.Channels), "pairs", d.pairsText(l))
	text := l.T(id, "window", d.WindowText(l), "same", l.T("definition.sentence.same."+string(d.Same)), "channels", channels)
	add := func(on bool, id string, pairs ...any) {
		if on {
			text += " " + l.T(id, pairs...)
		}
	}
	add(len(d.Alike) > 0, "definition.sentence.alike", "groups", alikeText(d.Alike, l))
	add(d.LeastGap > 0, "definition.sentence.least_gap", "gap", l.Duration(d.LeastGap.duration()))
	add(d.Redial > 0, "definition.sentence.redial", "gap", l.Duration(d.Redial.duration()))
	add(d.From == FromEnd, "definition.sentence.from")
	add(len(d.Opening.Hours) > 0, "definition.sentence.opening", "hours", d.Opening.text(l))
	var closed []string
	for _, id := range d.Opening.Closed {
		closed = append(closed, l.T("holiday."+id))
	}
	add(len(closed) > 0, "definition.sentence.closed", "days", listed(closed, "definition.sentence.and", l))
	outcomes := Filter{{contact.Outcome, d.Abandoned.Outcomes}}
	add(len(d.Abandoned.Outcomes) > 0, "definition.sentence.abandoned."+string(d.Abandoned.First), "outcomes", outcomes.text(l))
	add(len(d.Invited.Marked) > 0, "definition.sentence.invited."+string(d.Invited.On), "marks", d.Invited.Marked.text(l))
	legs := "definition.sentence.legs"
	if len(d.Legs.Marked) > 0 {
		legs += ".marked"
	}
	add(d.Legs.Within > 0, legs, "gap", l.Duration(d.Legs.Within.duration()), "marks", d.Legs.Marked.text(l))
	heavy := "definition.sentence.heavy." + string(d.Heavy.Per)
	if d.Heavy.Only {
		heavy += ".only"
	}
	add(d.Heavy.AtLeast > 0, heavy, "count", d.Heavy.AtLeast)
	add(d.Chain == FromFirst, "definition.sentence.chain")
	for _, c := range d.Eligible {
		add(true, "definition.sentence.eligible", "dimension", l.T("dimension."+string(c.By)), "values", valuesText(c.Values, ", ", l))
	}
	return text
}

// pairsText says which channels follow each other, those after one channel together.
func (d Definition) pairsText(l *locale.Locale) string {
	var texts []string
	var done []string
	for _, p := range d.Pairs {
		first := valueText(p.First, l)
		if slices.Contains(done, first) {
			continue
		}
		done = append(done, first)
		var seconds []string
		for _, o := range d.Pairs {
			if valueText(o.First, l) == first {
				seconds = append(seconds, valueText(o.Second, l))
			}
		}
		texts = append(texts, l.T("definition.sentence.pair", "first", first, "second", listed(seconds, "definition.sentence.or", l)))
	}
	return strings.Join(texts, "; ")
}

func alikeText(groups [][]string, l *locale.Locale) string {
	texts := make([]string, len(groups))
	for i, g := range groups {
		texts[i] = valuesText(g, "definition.sentence.and", l)
	}
	return strings.Join(texts, "; ")
}

// text says the conditions of a filter, all of which must hold: "uitkomst HANG of PHANTOM".
func (f Filter) text(l *locale.Locale) string {
	texts := make([]string, len(f))
	for i, c := range f {
		texts[i] = l.T("dimension."+string(c.By)) + " " + valuesText(c.Values, "definition.sentence.or", l)
	}
	return strings.Join(texts, l.T("definition.sentence.and"))
}

func valuesText(values []string, last string, l *locale.Locale) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = valueText(v, l)
	}
	return listed(texts, last, l)
}

func valueText(value string, l *locale.Locale) string {
	if value == "" {
		return l.T("value.missing")
	}
	return value
}

// listed joins texts: "a, b en c". last is the id of the word before the last, or a
// separator.
func listed(texts []string, last string, l *locale.Locale) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	word := last
	if strings.Contains(last, ".") {
		word = l.T(last)
	}
	return strings.Join(texts[:len(texts)-1], ", ") + word + texts[len(texts)-1]
}

// text says the hours: "ma–vr 08:00–18:00, za 09:00–12:00".
func (o Opening) text(l *locale.Locale) string {
	texts := make([]string, len(o.Hours))
	for i, h := range o.Hours {
		texts[i] = h.Text(l)
	}
	return strings.Join(texts, ", ")
}

// Text says the hours: "ma–vr 08:00–18:00".
func (h Hours) Text(l *locale.Locale) string {
	return daysText(h.Days, l) + " " + h.From.String() + "–" + h.To.String()
}

// daysText says weekdays, those that follow each other as a span.
func daysText(days string, l *locale.Locale) string {
	var on [8]bool
	for _, d := range days {
		if d >= '1' && d <= '7' {
			on[d-'1'] = true
		}
	}
	var texts []string
	for from := 0; from < 7; from++ {
		if !on[from] {
			continue
		}
		to := from
		for on[to+1] {
			to++
		}
		switch {
		case to == from:
			texts = append(texts, l.Weekday(from))
		case to == from+1:
			texts = append(texts, l.Weekday(from), l.Weekday(to))
		default:
			texts = append(texts, l.Weekday(from)+"–"+l.Weekday(to))
		}
		from = to
	}
	return strings.Join(texts, ", ")
}

// Name gives the name of a ready made definition.
func (r Ready) Name(l *locale.Locale) string { return l.T("definition.ready." + r.ID) }
