package ingest

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/cell"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/key"
)

// Mapping says which columns of a table hold which fields of a contact, and how
// their values are to be read. It marshals to JSON and is remembered under the
// table's [Table.Signature].
type Mapping struct {
	// Fields names the columns of a field. Time and end take one column or a
	// date and a time column; customer takes several key columns, the strongest
	// first; any other field takes one.
	Fields map[contact.Field][]string `json:"fields"`
	// Missing are values that mean that there is none, compared without case and
	// outer spaces. The empty value always does.
	Missing map[contact.Field][]string `json:"missing,omitempty"`
	// DateOrder is "dmy", "mdy" or "ymd"; empty: as the values say.
	DateOrder string `json:"date_order,omitempty"`
	// Units of handle_seconds and wait_seconds, one of [moment.Units]; empty:
	// seconds, and whatever has a colon as h:mm:ss or mm:ss.
	Units map[contact.Field]string `json:"units,omitempty"`
	// Values says of a dimension how a text becomes its value.
	Values map[contact.Field]ValueRule `json:"values,omitempty"`
	Sheet  string                      `json:"sheet,omitempty"`
	// Table is which table of the file or sheet, from 1; 0: the one found.
	Table int `json:"table,omitempty"`
	// KeyKinds says by column what kind of customer key it holds (see package
	// key); a column not named: as its header and values say.
	KeyKinds map[string]string `json:"key_kinds,omitempty"`
	// Preset is the id of the preset that the mapping was made from; empty: none.
	Preset string `json:"preset,omitempty"`
	// Skip lists rows that are no contacts, Refuse those that make the whole file
	// unfit until a person accepts it.
	Skip   []RowRule `json:"skip,omitempty"`
	Refuse []RowRule `json:"refuse,omitempty"`
	// Instead lists rows in which a value stands in another column.
	Instead []InsteadRule `json:"instead,omitempty"`
	// Accepted lists the ids of the refusals that a person accepted, whole or their
	// last part ("partial"); "all" accepts all.
	Accepted []string `json:"accepted,omitempty"`
	// Keep says which of the rows with one contact id stands for the contact:
	// "last" (also when empty) or "first".
	Keep string `json:"keep,omitempty"`
	// KeepBy is a column that says when a row was last changed: the latest of the
	// rows with one contact id stands for the contact, of equals as Keep says.
	KeepBy string `json:"keep_by,omitempty"`
}

// RowRule picks rows by the value of a column.
type RowRule struct {
	// ID of the text that says why: of a Skip rule one of [Dropping], of a Refuse rule
	// an "ingest.refuse.…"; of any other a plain sentence is said.
	ID     string   `json:"id"`
	Column string   `json:"column"`           // name of the column
	Values []string `json:"values"`           // compared as missing marks are; "" is an empty cell
	Filled bool     `json:"filled,omitempty"` // instead: any value but an empty or missing one
}

// InsteadRule takes the value of Column from column By in the rows that When is
// about: the customer's number of an outgoing call stands where your own stands for
// an incoming one.
type InsteadRule struct {
	When   RowRule `json:"when"`
	Column string  `json:"column"`
	By     string  `json:"by"`
}

// ValueRule says how the text of a cell becomes the value of a dimension.
type ValueRule struct {
	// Separator stands between several values in a cell, of which Take ("first" or
	// "last") is the one that counts.
	Separator string `json:"separator,omitempty"`
	Take      string `json:"take,omitempty"`
	// Names gives codes their names: "2" is "Open".
	Names map[string]string `json:"names,omitempty"`
}

// apply makes the value of a trimmed text.
func (v ValueRule) apply(text []byte) []byte {
	if v.Separator != "" {
		sep := []byte(v.Separator)
		if i := bytes.Index(text, sep); i >= 0 && v.Take != "last" {
			text = cell.Trim(text[:i])
		} else if i := bytes.LastIndex(text, sep); i >= 0 {
			text = cell.Trim(text[i+len(sep):])
		}
	}
	if name, ok := v.Names[string(text)]; ok {
		return []byte(name)
	}
	return text
}

// Source names the exports that a file with this mapping is one of: those whose
// contact ids and times stand in the same columns. Contacts of several files are
// compared within it.
func (m Mapping) Source() string {
	name := func(f contact.Field) string {
		if len(m.Fields[f]) == 0 {
			return ""
		}
		return asciiLower(strings.Trim(m.Fields[f][0], " "))
	}
	return name(contact.FieldID) + "\x1f" + name(contact.FieldTime)
}

// asciiLower is what SQLite calls lower: a migration made the sources of old batches.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r | 0x20
		}
		return r
	}, s)
}

// Clone gives a copy that shares nothing.
func (m Mapping) Clone() Mapping {
	c := m
	c.Fields, c.Missing, c.Units = map[contact.Field][]string{}, map[contact.Field][]string{}, map[contact.Field]string{}
	for f, v := range m.Fields {
		c.Fields[f] = slices.Clone(v)
	}
	for f, v := range m.Missing {
		c.Missing[f] = slices.Clone(v)
	}
	for f, v := range m.Units {
		c.Units[f] = v
	}
	c.Values, c.KeyKinds = maps.Clone(m.Values), maps.Clone(m.KeyKinds)
	c.Skip, c.Refuse, c.Accepted, c.Instead = slices.Clone(m.Skip), slices.Clone(m.Refuse), slices.Clone(m.Accepted), slices.Clone(m.Instead)
	return c
}

// With gives a copy in which what is set in o replaces m's, field by field: what
// a person asked for over what was guessed. A field whose columns change loses
// m's missing marks and unit unless o gives them.
func (m Mapping) With(o Mapping) Mapping {
	c := m.Clone()
	for f, columns := range o.Fields {
		if !slices.Equal(c.Fields[f], columns) {
			delete(c.Units, f)
			delete(c.Missing, f)
			delete(c.Values, f)
		}
		if len(columns) == 0 {
			delete(c.Fields, f)
			continue
		}
		c.Fields[f] = slices.Clone(columns)
	}
	for f, marks := range o.Missing {
		c.Missing[f] = slices.Clone(marks)
	}
	for f, u := range o.Units {
		c.Units[f] = u
	}
	for f, v := range o.Values {
		if c.Values == nil {
			c.Values = map[contact.Field]ValueRule{}
		}
		c.Values[f] = v
	}
	if o.DateOrder != "" {
		c.DateOrder = o.DateOrder
	}
	if o.Sheet != "" {
		c.Sheet = o.Sheet
	}
	if o.Table != 0 {
		c.Table = o.Table
	}
	for column, kind := range o.KeyKinds {
		if c.KeyKinds == nil {
			c.KeyKinds = map[string]string{}
		}
		c.KeyKinds[column] = kind
	}
	c.Accepted = append(c.Accepted, o.Accepted...)
	return c
}

// Check tells whether a table can be imported with the mapping. The error is an
// *[Error]; that with id [ErrNoCustomer] comes last and means that all else is
// well: contacts can be counted, but no rate.
func (m Mapping) Check(t *Table) error {
	for _, f := range sortedFields(m.Fields) {
		columns := m.Fields[f]
		if !slices.Contains(contact.Fields, f) {
			return &Error{ID: ErrNoField, File: t.Path, Args: []any{"field", string(f), "fields", fieldList()}}
		}
		for _, name := range columns {
			if t.Column(name) < 0 {
				return &Error{ID: ErrNoColumn, File: t.Path, Args: []any{"column", name, "near", Near(name, t.Names())}}
			}
		}
		switch f {
		case contact.FieldTime, contact.FieldEnd:
			if len(columns) > 2 {
				return &Error{ID: ErrTimeColumns, File: t.Path, Args: []any{"field", string(f)}}
			}
		case contact.FieldCustomer:
			if len(columns) > contact.MaxKeys {
				return &Error{ID: ErrManyKeys, File: t.Path, Args: []any{"n", contact.MaxKeys}}
			}
		default:
			if len(columns) > 1 {
				return &Error{ID: ErrOneColumn, File: t.Path, Args: []any{"field", string(f)}}
			}
		}
	}
	for column, kind := range m.KeyKinds {
		if !slices.Contains(key.Kinds, kind) {
			return &Error{ID: ErrBadKind, File: t.Path, Args: []any{"column", column, "kind", kind, "kinds", strings.Join(key.Kinds, ", ")}}
		}
	}
	for f, unit := range m.Units {
		if f != contact.FieldHandle && f != contact.FieldWait || unit != "" && !slices.Contains(moment.Units, unit) {
			return &Error{ID: ErrBadUnit, File: t.Path, Args: []any{"field", string(f), "unit", unit}}
		}
	}
	if m.DateOrder != "" && !slices.Contains(orders, m.DateOrder) {
		return &Error{ID: ErrBadOrder, File: t.Path, Args: []any{"order", m.DateOrder}}
	}
	for _, f := range sortedFields(m.Values) {
		if contact.StoredIndex(contact.Dimension(f)) < 0 {
			return &Error{ID: ErrNoField, File: t.Path, Args: []any{"field", string(f), "fields", fieldList()}}
		}
	}
	if err := m.unfit(t); err != nil {
		return err
	}
	if len(m.Fields[contact.FieldTime]) == 0 {
		if len(t.Head) == 0 {
			return &Error{ID: ErrNoRecords, File: t.Path}
		}
		args := []any{"columns", strings.Join(firstNames(t.Names(), 12), ", ")}
		if !t.dated() {
			args = append(args, undated, true)
		}
		return &Error{ID: ErrNoTime, File: t.Path, Args: args}
	}
	if len(m.Fields[contact.FieldCustomer]) == 0 {
		return &Error{ID: ErrNoCustomer, File: t.Path, Args: []any{"columns", strings.Join(firstNames(t.Names(), 12), ", ")}}
	}
	return nil
}

// dated reports whether any column holds values that may be dates, so that it
// makes sense to ask which.
func (t *Table) dated() bool {
	for c := range t.Columns {
		if t.Columns[c].Kind == KindDate {
			return true
		}
		values := t.sample().column(c)
		for _, order := range []string{"dmy", "mdy"} {
			if tr := traitsOf(values, order, false); tr.dates > 0 || tr.compact > 0 && tr.compact*2 >= tr.n {
				return true
			}
		}
	}
	return false
}

func sortedFields[V any](fields map[contact.Field]V) []contact.Field {
	all := make([]contact.Field, 0, len(fields))
	for f := range fields {
		all = append(all, f)
	}
	slices.Sort(all)
	return all
}

func fieldList() string {
	var b strings.Builder
	for i, f := range contact.Fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(f))
	}
	return b.String()
}

func firstNames(names []string, n int) []string {
	if len(names) > n {
		return append(slices.Clone(names[:n]), "… (+"+strconv.Itoa(len(names)-n)+")")
	}
	return names
}

// Near lists the names most like the one asked for, or the first ones.
func Near(name string, names []string) string {
	type near struct {
		name string
		far  int
	}
	want := fold(name)
	var found []near
	for _, n := range names {
		f := fold(n)
		far := distance(want, f)
		if f != "" && (strings.Contains(f, want) || strings.Contains(want, f)) {
			far = min(far, 1)
		}
		if far <= max(2, len(want)/3) {
			found = append(found, near{n, far})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	if len(found) == 0 {
		return strings.Join(firstNames(names, 12), ", ")
	}
	var out []string
	for _, f := range found[:min(len(found), 5)] {
		out = append(out, f.name)
	}
	return strings.Join(out, ", ")
}

// distance counts the letters to insert, delete or replace between two words.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 60 || len(y) > 60 {
		return 60
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last := row[0]
		row[0] = i + 1
		for j := range y {
			cost := last
			if x[i] != y[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, last+1)
		}
	}
	return row[len(y)]
}
