package exchange

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// Field is a column of a list of actions.
type Field string

// The fields, in the order of a list.
const (
	Number   Field = "number"
	Title    Field = "title"
	Status   Field = "status"
	Owner    Field = "owner"
	Due      Field = "due"
	Helper   Field = "helper"
	Start    Field = "start"
	Finished Field = "finished"
	Process  Field = "process"
	Reason   Field = "reason"
	Third    Field = "third_party"
	Team     Field = "team"
	Channel  Field = "channel"
	Cause    Field = "cause"
	Measure  Field = "measure"
	Expected Field = "expected"
	Text     Field = "text"
	Why      Field = "why"
	Tags     Field = "tags"
	Session  Field = "session" // to read only
	Effect   Field = "effect"  // to read only
	Mark     Field = "mark"    // how the register stood
)

// Fields lists the fields in the order of a list.
var Fields = []Field{Number, Title, Status, Owner, Due, Helper, Start, Finished, Process, Reason, Third, Team, Channel, Cause, Measure, Expected, Text, Why, Tags, Session, Effect, Mark}

// Editable lists the fields that can be changed in a list.
var Editable = []Field{Title, Status, Owner, Due, Helper, Start, Finished, Process, Reason, Third, Team, Channel, Cause, Measure, Expected, Text, Why, Tags}

// Name is what the column is called.
func (f Field) Name(l *locale.Locale) string { return l.T("exchange.field." + string(f)) }

// IsDay reports whether the field holds a day.
func (f Field) IsDay() bool { return f == Due || f == Start || f == Finished }

// dimension gives the dimension of a scope that the field is.
func (f Field) dimension() contact.Dimension {
	switch f {
	case Process, Reason, Third, Team, Channel:
		return contact.Dimension(f)
	}
	return ""
}

// between stands between the values of a field that has several.
const between = " | "

// Value gives the value of a field of an action, in its one form; empty for none.
func Value(r *kaizen.Register, a *kaizen.Action, f Field) string {
	switch f {
	case Number:
		return number(a.ID)
	case Title:
		return a.Title
	case Status:
		return string(a.Status)
	case Owner:
		return r.Name(a.Owner)
	case Helper:
		return r.Name(a.Helper)
	case Due:
		return a.Due.String()
	case Start:
		return a.Start.String()
	case Finished:
		return a.Finished.String()
	case Cause:
		return a.Cause
	case Measure:
		return string(a.Measure)
	case Expected:
		if a.Expected == nil {
			return ""
		}
		return decimal(*a.Expected)
	case Text:
		return a.Text
	case Why:
		return a.Why
	case Tags:
		return strings.Join(a.Tags, between)
	case Session:
		return r.Title(kaizen.Ref{Kind: kaizen.OfSession, ID: a.Session})
	}
	if d := f.dimension(); d != "" {
		for _, c := range a.Scope.Filter {
			if c.By == d {
				return joined(c.Values)
			}
		}
	}
	return ""
}

// missing stands for the value that is none, in a scope.
const missing = "–"

func joined(values []string) string {
	all := slices.Clone(values)
	for i, v := range all {
		if v == "" {
			all[i] = missing
		}
	}
	return strings.Join(all, between)
}

func split(text string) []string {
	var all []string
	for v := range strings.SplitSeq(text, "|") {
		switch v = strings.TrimSpace(v); v {
		case "":
		case missing:
			all = append(all, "")
		default:
			all = append(all, v)
		}
	}
	return all
}

// Show writes a value as a list and a person have it.
func Show(f Field, value string, l *locale.Locale) string {
	switch {
	case value == "":
		return ""
	case f == Status:
		return l.T("kaizen.status." + value)
	case f == Measure:
		return l.T("kaizen.measure." + value)
	case f.IsDay():
		if d, err := repeat.ParseDate(value); err == nil {
			if l.Language == "nl" {
				return d.Time().Format("02-01-2006")
			}
			return d.String()
		}
	case f == Expected && l.Language == "nl":
		return strings.Replace(value, ".", ",", 1)
	}
	return value
}

// Set gives an action the value of a field, which [Parse] let through.
func Set(e *kaizen.Edit, a *kaizen.Action, f Field, value string) {
	day := func(to *repeat.Date) { *to, _ = repeat.ParseDate(value) } // empty: none
	switch f {
	case Title:
		a.Title = value
	case Status:
		a.Status = kaizen.Status(value)
	case Owner:
		a.Owner = e.PersonNamed(value)
	case Helper:
		a.Helper = e.PersonNamed(value)
	case Due:
		day(&a.Due)
	case Start:
		day(&a.Start)
	case Finished:
		day(&a.Finished)
	case Cause:
		a.Cause = value
	case Measure:
		a.Measure = kaizen.Measure(value)
	case Expected:
		a.Expected = amount(value)
	case Text:
		a.Text = value
	case Why:
		a.Why = value
	case Tags:
		a.Tags = split(value)
	}
	if d := f.dimension(); d != "" {
		a.Scope.Filter = rescoped(a.Scope.Filter, d, split(value))
	}
}

// rescoped gives a filter with other values for a dimension, in its place.
func rescoped(f repeat.Filter, d contact.Dimension, values []string) repeat.Filter {
	i := slices.IndexFunc(f, func(c repeat.Condition) bool { return c.By == d })
	switch {
	case len(values) == 0:
		return f.Without(d)
	case i < 0:
		return append(slices.Clone(f), repeat.Condition{By: d, Values: values})
	}
	f = slices.Clone(f)
	f[i].Values = values
	return f
}
