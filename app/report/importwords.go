package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"
)

// Weight says how much a line of a report wants to be looked at.
type Weight int

// The weights.
const (
	Normal Weight = iota
	Detail        // belongs to the line before
	Warn          // look at it
	Bad           // figures will be wrong unless someone acts
)

// ImportLine is one thing that a report says.
type ImportLine struct {
	Label string
	Text  string // as people read it
	// Count, and what it is a part of; only with Counted. Of 0: of nothing.
	Count, Of int
	Counted   bool
	Weight    Weight
}

// ImportSection is the lines of a report on one subject.
type ImportSection struct {
	ID, Title string
	Lines     []ImportLine
}

// The sections.
const (
	SectionLook   = "look"   // what to look at
	SectionRows   = "rows"   // what became of the rows
	SectionBefore = "before" // new, changed, unchanged, gone against earlier imports
	SectionKeys   = "keys"   // customer keys
	SectionPeriod = "period" // days
	SectionFields = "fields" // how full the fields are
	SectionTop    = "top"    // customers with most contacts
	SectionRead   = "read"   // how the file was read
)

// importWords writes sections.
type importWords struct {
	r ImportReport
	l *locale.Locale
}

// Sections says all of a report but its listed problems, in the order in which it
// is read. Customer keys are in it only with keys.
func (r ImportReport) Sections(l *locale.Locale, keys bool) []ImportSection {
	w := importWords{r, l}
	var all []ImportSection
	for _, s := range []struct {
		id    string
		lines []ImportLine
	}{
		{SectionLook, w.look()}, {SectionRows, w.rows()}, {SectionBefore, w.before()}, {SectionKeys, w.keys()}, {SectionPeriod, w.period()},
		{SectionFields, w.fields()}, {SectionTop, w.top(keys)}, {SectionRead, w.read()},
	} {
		if len(s.lines) > 0 {
			all = append(all, ImportSection{s.id, l.T("report.import.section." + s.id), s.lines})
		}
	}
	return all
}

func (w importWords) t(id string, pairs ...any) string { return w.l.T("report.import."+id, pairs...) }

// counted makes a line of a count that is a part of another.
func (w importWords) counted(label string, n, of int, weight Weight) ImportLine {
	text := w.l.Int(n)
	if of > 0 {
		text = w.t("part", "part", n, "of", of, "share", figure.Share(n, of, w.l))
	}
	return ImportLine{Label: label, Text: text, Count: n, Of: of, Counted: true, Weight: weight}
}

// look lists what the reader was not sure of, the worst first.
func (w importWords) look() []ImportLine {
	var lines []ImportLine
	for _, d := range w.r.Doubts {
		weight, label := Warn, "doubt"
		if d.Red {
			weight, label = Bad, "doubt_red"
		}
		lines = append(lines, ImportLine{Label: w.t(label), Text: d.In(w.l), Weight: weight})
	}
	return lines
}

// rows says what became of the rows.
func (w importWords) rows() []ImportLine {
	r := w.r
	lines := []ImportLine{
		w.counted(w.t("rows"), r.Rows, 0, Normal),
		w.counted(w.t("kept"), r.Kept, r.Rows, Normal),
		w.counted(w.t("merged"), r.Merged, r.Rows, Normal),
	}
	if r.Identical > 0 {
		lines = append(lines, w.counted(w.t("identical"), r.Identical, r.Rows, Detail))
	}
	lines = append(lines, w.counted(w.t("dropped"), r.Dropped, r.Rows, weightOf(r.Dropped > 0)))
	var values []ImportLine
	all := 0
	for _, c := range r.Reasons {
		if c.Drops {
			lines = append(lines, w.counted(figure.Capital(figure.ReasonName(c.Reason, w.l)), c.N, r.Rows, Detail))
			continue
		}
		all += c.N
		values = append(values, ImportLine{Label: figure.Capital(figure.ReasonName(c.Reason, w.l)), Text: w.l.Int(c.N), Count: c.N, Counted: true, Weight: Detail})
	}
	if all > 0 {
		lines = append(lines, w.counted(w.t("values"), all, 0, Normal))
	}
	return append(lines, values...)
}

func weightOf(warn bool) Weight {
	if warn {
		return Warn
	}
	return Normal
}

// before says what is new against earlier imports of the same source.
func (w importWords) before() []ImportLine {
	o := w.r.Overlap
	if o == nil {
		return nil
	}
	return []ImportLine{
		w.counted(w.t("new"), o.New, w.r.Kept, Normal),
		w.counted(w.t("changed"), o.Changed, w.r.Kept, Normal),
		w.counted(w.t("unchanged"), o.Unchanged, w.r.Kept, Normal),
		w.counted(w.t("gone"), o.Gone, 0, Normal),
		{Label: w.t("against"), Text: w.list(len(o.Against), func(i int) string { return o.Against[i] })},
	}
}

// keys says what the columns of customer keys brought.
func (w importWords) keys() []ImportLine {
	r := w.r
	lines := []ImportLine{w.counted(w.t("with_key"), r.Kept-r.WithoutCustomer, r.Kept, Normal)}
	for _, k := range r.Keys {
		label := k.Column
		if kind := figure.KeyKind(k.Kind, w.l); kind != "" && !strings.EqualFold(kind, k.Column) {
			label = w.t("key_column", "column", k.Column, "kind", kind)
		}
		line := w.counted(label, k.Filled, r.Kept, Normal)
		line.Text += "; " + w.t("distinct", "n", k.Distinct)
		lines = append(lines, line)
		if k.Damaged > 0 {
			lines = append(lines, w.counted(w.t("damaged", "column", k.Column), k.Damaged, k.Filled, Bad))
		}
	}
	if len(r.Keys) == 0 && r.Customers > 0 {
		lines = append(lines, w.counted(w.t("customers"), r.Customers, 0, Normal))
	}
	return lines
}

// period says which days are covered.
func (w importWords) period() []ImportLine {
	r, l := w.r, w.l
	if r.First.IsZero() {
		return nil
	}
	lines := []ImportLine{{Label: w.t("first"), Text: l.DateTime(r.First)}, {Label: w.t("last"), Text: l.DateTime(r.Last)}}
	d := r.Days
	if d == nil {
		return lines
	}
	lines = append(lines, w.counted(w.t("days"), d.With, d.Span, Normal))
	if len(d.Closed) > 0 {
		var names []string
		for _, day := range d.Closed {
			names = append(names, l.Weekday((int(day)+6)%7))
		}
		lines = append(lines, ImportLine{Label: w.t("closed"), Text: strings.Join(names, ", ")})
	}
	if n := len(d.Holidays); n > 0 {
		line := w.counted(w.t("holidays"), n, 0, Normal)
		line.Text = w.list(n, func(i int) string { return l.Date(d.Holidays[i]) })
		lines = append(lines, line)
	}
	gaps := w.counted(w.t("gaps"), d.Missing, 0, weightOf(d.Missing > 0))
	if d.Missing > 0 {
		gaps.Text = w.t("gap_days", "n", d.Missing) + ": " + w.list(len(d.Gaps), func(i int) string { return l.Period(d.Gaps[i].From, d.Gaps[i].To) })
	} else {
		gaps.Text = w.t("gaps_none")
	}
	lines = append(lines, gaps)
	if d.Quiet > 0 {
		line := w.counted(w.t("quiet"), d.Quiet, 0, Normal)
		line.Text = w.t("quiet_text", "n", d.Quiet)
		lines = append(lines, line)
	}
	if !d.Thin.IsZero() {
		lines = append(lines, ImportLine{Label: w.t("thin"), Text: w.t("thin_text", "date", l.Date(d.Thin)), Weight: Warn})
	}
	if d.FirstPart {
		lines = append(lines, ImportLine{Label: w.t("first_part"), Text: w.t("first_part_text", "time", r.First.Format("15:04"), "usual", clock(d.Opens)), Weight: Warn})
	}
	if d.LastPart {
		lines = append(lines, ImportLine{Label: w.t("last_part"), Text: w.t("last_part_text", "time", r.Last.Format("15:04"), "usual", clock(d.Closes)), Weight: Warn})
	}
	if !d.Unripe.IsZero() {
		line := w.counted(w.t("unripe"), d.UnripeContacts, r.Kept, Normal)
		line.Text = w.t("unripe_text", "date", l.Date(d.Unripe), "n", d.UnripeContacts)
		lines = append(lines, line)
	}
	return lines
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

// mostListed is how many things one line lists.
const mostListed = 8

// list writes the first of n things, and how many there are more.
func (w importWords) list(n int, of func(i int) string) string {
	var parts []string
	for i := range min(n, mostListed) {
		parts = append(parts, of(i))
	}
	if n > mostListed {
		parts = append(parts, w.l.T("figure.more", "n", n-mostListed))
	}
	return strings.Join(parts, ", ")
}

// fields says how full the fields are.
func (w importWords) fields() []ImportLine {
	var lines []ImportLine
	for _, f := range w.r.Fields {
		label := figure.FieldName(f.Field, w.l)
		columns := strings.Join(f.Columns, " + ")
		if !strings.EqualFold(columns, label) {
			label = w.t("field_column", "field", label, "column", columns)
		}
		if !f.Known {
			lines = append(lines, ImportLine{Label: label, Text: w.t("not_counted")})
			continue
		}
		lines = append(lines, w.counted(label, f.Filled, w.r.Kept, Normal))
	}
	return lines
}

// top lists the customers with most contacts.
func (w importWords) top(keys bool) []ImportLine {
	var lines []ImportLine
	for i, n := range w.r.TopCounts {
		label := w.t("customer", "i", w.l.Int(i+1))
		if keys && i < len(w.r.Top) {
			label = w.r.Top[i].Key
		}
		lines = append(lines, w.counted(label, n, w.r.Kept, Normal))
	}
	return lines
}

// read says how the file was read.
func (w importWords) read() []ImportLine {
	r, l := w.r.Read, w.l
	var lines []ImportLine
	add := func(id, text string) {
		if text != "" {
			lines = append(lines, ImportLine{Label: w.t(id), Text: text})
		}
	}
	add("file", w.r.Name)
	add("imported", l.DateTime(w.r.Imported.Local().Truncate(time.Minute)))
	add("format", strings.Join(slices.DeleteFunc([]string{strings.ToUpper(r.Format), figure.FileSize(r.Bytes, l)}, func(s string) bool { return s == "" }), ", "))
	add("sheet", r.Sheet)
	if r.Table > 0 {
		add("table", l.Int(r.Table))
	}
	add("encoding", r.Encoding)
	add("separator", figure.SeparatorName(r.Separator, l))
	add("quote", r.Quote)
	add("record_end", r.RecordEnd)
	if r.HeaderLine > 0 {
		add("header", w.t("header_line", "line", r.HeaderLine))
	} else {
		add("header", l.T("data.read.no_header"))
	}
	add("time", strings.Join(r.Time, " + "))
	add("dates", w.dates(r.Dates))
	switch {
	case r.KeepBy != "":
		add("keep", w.t("keep_by", "column", r.KeepBy))
	case r.Keep != "":
		add("keep", w.t("keep_"+r.Keep))
	}
	for _, f := range contact.Fields {
		if u := r.Units[f]; u != "" {
			add("unit", l.T("field."+string(f))+" "+l.T("data.unit."+u))
		}
	}
	add("preset", w.preset(r.Preset))
	for _, id := range r.Accepted {
		add("accepted", w.rule(id))
	}
	add("hash", r.Hash)
	add("program", w.r.Program)
	return lines
}

// dates says which order of dates was used and why.
func (w importWords) dates(d ingest.DateRule) string {
	name := figure.OrderName(d.Order, w.l)
	switch {
	case name == "":
		return ""
	case d.Chosen:
		return name + ": " + w.t("dates_chosen")
	case d.Order == "dmy" && d.DayFirst > 0:
		return name + ": " + w.t("dates_first", "n", d.DayFirst, "other", d.MonthFirst)
	case d.Order == "mdy" && d.MonthFirst > 0:
		return name + ": " + w.t("dates_first", "n", d.MonthFirst, "other", d.DayFirst)
	case d.Either > 0 && d.Told:
		return name + ": " + w.t("dates_spread")
	case d.Either > 0:
		return name + ": " + w.t("dates_assumed")
	}
	return name
}

// preset names a preset by its id.
func (w importWords) preset(id string) string {
	for _, p := range ingest.BuiltIn() {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// rule says a rule by its id.
func (w importWords) rule(id string) string {
	if text := "data.rule." + id[strings.LastIndexByte(id, '.')+1:]; w.l.Has(text) {
		return w.l.T(text)
	}
	return id
}
