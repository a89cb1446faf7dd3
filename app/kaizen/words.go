package kaizen

import (
	"encoding/json"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// ScopeText says what a scope is: "proces: Premie, Declaraties · kanaal: Chat"; "alles"
// for everything. The period it was picked on is not said.
func ScopeText(s repeat.Selection, l *locale.Locale) string {
	var parts []string
	for _, c := range s.Filter {
		var values []string
		for _, v := range c.Values {
			if v == "" {
				v = l.T("value.missing")
			}
			values = append(values, v)
		}
		parts = append(parts, l.T("dimension."+string(c.By))+": "+strings.Join(values, ", "))
	}
	if len(parts) == 0 {
		return l.T("kaizen.scope.all")
	}
	return strings.Join(parts, " · ")
}

// DayText writes a day, empty for none.
func DayText(d repeat.Date, l *locale.Locale) string {
	if d.IsZero() {
		return ""
	}
	return l.Date(d.Time())
}

// NeedText says what an item of a checklist is.
func (n Need) NeedText(l *locale.Locale) string {
	if n.Text != "" || n.What == "" {
		return n.Text
	}
	return l.T("kaizen.need." + n.What)
}

// Told says in a line what a step did, such as "gewijzigd: actie 12 “Nieuwe afwijsbrief”".
func (r *Register) Told(s Step, l *locale.Locale) string {
	return r.Did(s, l) + ": " + r.Named(s.Of, l)
}

// Did says what a step did: "gewijzigd", "ongedaan gemaakt (gewijzigd)".
func (r *Register) Did(s Step, l *locale.Locale) string {
	text := l.T(s.What)
	if len(s.Changes) == 1 && added(s.Changes[0]) { // in the history of an item that a larger step made
		text = l.T("kaizen.did.add")
	}
	switch {
	case s.Undoes != 0:
		return l.T("kaizen.did.undo", "what", text)
	case s.Redoes != 0:
		return l.T("kaizen.did.redo", "what", text)
	}
	return text
}

// Named says which item it is: "actie 12 “Nieuwe afwijsbrief”".
func (r *Register) Named(ref Ref, l *locale.Locale) string {
	kind := l.T("kaizen.kind." + string(ref.Kind))
	if ref.Kind == OfSettings {
		return kind
	}
	const most = 60
	title := []rune(r.Title(ref))
	if len(title) > most {
		title = append(title[:most-1], '…')
	}
	return l.T("kaizen.named", "kind", kind, "id", idText(ref.ID), "title", oneLine(string(title)))
}

func idText(id ID) string {
	data, _ := json.Marshal(int64(id)) // a whole number
	return string(data)
}

// Difference is one changed field in words.
type Difference struct {
	Field    string // what it is called
	From, To string // empty: nothing
}

// Differences says what a change did, field by field; what only the program needs to
// know is left out.
func (r *Register) Differences(c Change, l *locale.Locale) []Difference {
	var all []Difference
	for _, f := range c.Fields {
		parts := f.Parts()
		if parts[0] == "id" || parts[0] == "made" || parts[0] == "by" || parts[0] == "high" || strings.HasSuffix(f.Path, "/") {
			continue
		}
		d := Difference{Field: fieldText(parts, l), From: r.valueText(parts, f.From, l), To: r.valueText(parts, f.To, l)}
		if d.From != d.To {
			all = append(all, d)
		}
	}
	return all
}

// fieldText names a field by its path: "oorzaken 4, waarom 2, tekst".
func fieldText(parts []string, l *locale.Locale) string {
	var names []string
	if len(parts) == 2 && parts[0] == "scope" && parts[1] == "filter" {
		parts = parts[:1]
	}
	for _, p := range parts {
		if id := element(p); id != 0 && len(names) > 0 {
			names[len(names)-1] += " " + p
			continue
		}
		if id := "kaizen.field." + p; l.Has(id) {
			p = l.T(id)
		}
		names = append(names, p)
	}
	return strings.Join(names, ", ")
}

// refers says of which kind the item is that a field names by its number.
var refers = map[string]Kind{
	"owner": OfPerson, "helper": OfPerson, "keeper": OfPerson, "sponsor": OfPerson, "facilitator": OfPerson, "participants": OfPerson, "from": OfPerson,
	"session": OfSession, "theme": OfTheme, "action": OfAction, "copied": OfAction,
}

// ofChoice says under which texts the words of a field lie that has a choice.
var ofChoice = map[string]string{
	"status": "kaizen.status.", "stage": "kaizen.stage.", "state": "kaizen.answer.", "verdict": "kaizen.verdict.", "what": "kaizen.need.",
}

// valueText says a value of a field.
func (r *Register) valueText(parts []string, value json.RawMessage, l *locale.Locale) string {
	if value == nil {
		return ""
	}
	v, err := tree(value)
	if err != nil {
		return ""
	}
	field := parts[len(parts)-1]
	if field == "scope" && len(parts) == 1 {
		var s repeat.Selection
		if json.Unmarshal(value, &s) != nil {
			return ""
		}
		return ScopeText(s, l)
	}
	if parts[0] == "scope" && field == "filter" {
		var f repeat.Filter
		if json.Unmarshal(value, &f) != nil {
			return ""
		}
		return ScopeText(repeat.Selection{Filter: f}, l)
	}
	return r.said(field, v, l)
}

func (r *Register) said(field string, v any, l *locale.Locale) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return l.T("kaizen.yes")
		}
		return l.T("kaizen.no")
	case json.Number:
		return r.saidNumber(field, v, l)
	case string:
		if prefix, ok := ofChoice[field]; ok && v != "" {
			return l.T(prefix + v)
		}
		if field == "measure" {
			if l.Has("kaizen.measure." + v) {
				return l.T("kaizen.measure." + v)
			}
		}
		if d, err := repeat.ParseDate(v); err == nil && len(v) == len("2006-01-02") {
			return DayText(d, l)
		}
		return v
	case []any:
		var all []string
		for _, x := range v {
			if text := r.said(field, x, l); text != "" {
				all = append(all, text)
			}
		}
		return strings.Join(all, ", ")
	case map[string]any:
		for _, name := range []string{"text", "title", "name", "what", "days", "verdict"} {
			if x, ok := v[name]; ok {
				return r.said(name, x, l)
			}
		}
		if f, ok := v["followed"].(map[string]any); ok { // a baseline
			var figure Figure
			if data, err := json.Marshal(f); err == nil && json.Unmarshal(data, &figure) == nil && figure.Denominator > 0 {
				return l.Percent(figure.Rate().Value)
			}
		}
	}
	return ""
}

func (r *Register) saidNumber(field string, n json.Number, l *locale.Locale) string {
	if kind, ok := refers[field]; ok {
		if id, err := n.Int64(); err == nil {
			if title := r.Title(Ref{kind, ID(id)}); title != "" {
				return title
			}
			return n.String()
		}
	}
	x, err := n.Float64()
	if err != nil {
		return n.String()
	}
	switch {
	case field == "target":
		return l.Percent(x)
	case field == "expected":
		return l.Points(x / 100)
	case x == float64(int(x)):
		return l.Int(int(x))
	}
	return l.Decimal(x, 1)
}
