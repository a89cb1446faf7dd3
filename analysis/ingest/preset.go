package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/assets/locale"
	"eenkeer/assets/presets"
)

// Preset is what is known of the exports of one system: by which columns it is
// known, what they mean, and its traps. It is data, a JSON file each: those in
// assets/presets, and a person's own.
type Preset struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Columns gives every column a name of its own and the headers under which it
	// goes, in any language; headers are compared as [Table.Signature] does.
	Columns   map[string][]string `json:"columns"`
	Signature PresetSignature     `json:"signature"`

	// What follows names columns by their own names. An entry of Fields is one
	// column of the field, or several with | between, of which the first that is
	// there is used.
	Fields    map[contact.Field][]string  `json:"fields"`
	KeyKinds  map[string]string           `json:"key_kinds,omitempty"`
	Missing   map[contact.Field][]string  `json:"missing,omitempty"`
	Units     map[contact.Field]string    `json:"units,omitempty"`
	Values    map[contact.Field]ValueRule `json:"values,omitempty"`
	DateOrder string                      `json:"date_order,omitempty"`
	Skip      []PresetRule                `json:"skip,omitempty"`
	Refuse    []PresetRule                `json:"refuse,omitempty"`
	Instead   []InsteadRule               `json:"instead,omitempty"`
	Keep      string                      `json:"keep,omitempty"`
	KeepBy    string                      `json:"keep_by,omitempty"`
	// Ignore lists columns that say nothing of a contact.
	Ignore []string `json:"ignore,omitempty"`
	Notes  []string `json:"notes,omitempty"` // of texts "preset.ID.note.NOTE", or plain text

	Own bool `json:"-"` // a person's own
}

// PresetSignature says by what a table is known: all columns of All, one of Any
// if it names some, and Least columns of the preset in all.
type PresetSignature struct {
	All   []string `json:"all"`
	Any   []string `json:"any,omitempty"`
	Least int      `json:"least"`
}

// PresetRule is a [RowRule] that names a column of the preset. It is left out of
// tables that have the column Without.
type PresetRule struct {
	RowRule
	Without string `json:"without,omitempty"`
}

// BuiltIn gives the presets that the program carries, by id.
var BuiltIn = sync.OnceValue(func() []Preset {
	names, err := fs.Glob(presets.Files, "*.json")
	if err != nil {
		panic("ingest: presets: " + err.Error())
	}
	var all []Preset
	for _, name := range names {
		data, err := presets.Files.ReadFile(name)
		if err == nil {
			var p Preset
			p, err = ParsePreset(name, data)
			all = append(all, p)
		}
		if err != nil {
			panic("ingest: " + err.Error()) // a broken build, not a person's mistake
		}
	}
	return all
})

var presetID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// ParsePreset reads a preset from the JSON of a file. What is wrong with it is an
// *[Error] that names the file.
func ParsePreset(file string, data []byte) (Preset, error) {
	var p Preset
	bad := func(reason string, args ...any) (Preset, error) {
		return Preset{}, &Error{ID: ErrBadPreset, File: file, Args: []any{"reason", fmt.Sprintf(reason, args...)}}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return bad("%s", wrong.Field)
		}
		_, field, _ := strings.Cut(err.Error(), "unknown field ")
		return bad("%s", field) // empty: no JSON at all
	}
	switch {
	case !presetID.MatchString(p.ID) || p.ID == noPreset:
		return bad("id %q", p.ID)
	case strings.TrimSpace(p.Name) == "":
		return bad("name")
	case len(p.Columns) == 0 || len(p.Columns) > 500:
		return bad("columns: %d", len(p.Columns))
	case len(p.Fields) == 0:
		return bad("fields")
	case p.Signature.Least < 1 || p.Signature.Least > len(p.Columns):
		return bad("signature.least: %d", p.Signature.Least)
	case p.DateOrder != "" && !slices.Contains(orders, p.DateOrder):
		return bad("date_order: %q", p.DateOrder)
	case !slices.Contains([]string{"", "first", "last"}, p.Keep):
		return bad("keep: %q", p.Keep)
	}
	names := slices.Concat(p.Signature.All, p.Signature.Any, p.Ignore, slices.Collect(maps.Keys(p.KeyKinds)))
	for _, rules := range [][]PresetRule{p.Skip, p.Refuse} {
		for _, rule := range rules {
			if names = append(names, rule.Column); rule.Without != "" {
				names = append(names, rule.Without)
			}
			if len(rule.Values) == 0 && !rule.Filled {
				return bad("%s: values", rule.Column)
			}
		}
	}
	if p.KeepBy != "" {
		names = append(names, p.KeepBy)
	}
	for _, rule := range p.Instead {
		if names = append(names, rule.When.Column, rule.Column, rule.By); len(rule.When.Values) == 0 && !rule.When.Filled {
			return bad("instead: %s: values", rule.When.Column)
		}
	}
	for name, headers := range p.Columns {
		if len(headers) == 0 || slices.Contains(headers, "") {
			return bad("columns: %s", name)
		}
	}
	for _, f := range sortedFields(p.Fields) {
		if !slices.Contains(contact.Fields, f) {
			return bad("fields: %s", f)
		}
		if n := len(p.Fields[f]); n > 1 && f != contact.FieldCustomer && (n > 2 || f != contact.FieldTime && f != contact.FieldEnd) {
			return bad("fields: %s: %d", f, n)
		}
		for _, entry := range p.Fields[f] {
			names = append(names, strings.Split(entry, "|")...)
		}
	}
	for _, name := range names {
		if len(p.Columns[name]) == 0 {
			return bad("columns: %q", name)
		}
	}
	for f, unit := range p.Units {
		if !slices.Contains(moment.Units, unit) {
			return bad("units: %s: %q", f, unit)
		}
	}
	for f, v := range p.Values {
		if contact.StoredIndex(contact.Dimension(f)) < 0 || !slices.Contains([]string{"", "first", "last"}, v.Take) {
			return bad("values: %s", f)
		}
	}
	return p, nil
}

// find gives the place in a table of every column of the preset that it has.
func (p *Preset) find(t *Table) map[string]int {
	byHeader := map[string]int{}
	for c, col := range t.Columns {
		for _, h := range []string{col.Name, col.Header} {
			h = squeeze(fold(h))
			if _, taken := byHeader[h]; !taken && h != "" {
				byHeader[h] = c
			}
		}
	}
	found, used := map[string]int{}, map[int]bool{}
	for _, name := range slices.Sorted(maps.Keys(p.Columns)) {
		for _, header := range p.Columns[name] {
			if c, ok := byHeader[squeeze(fold(header))]; ok && !used[c] {
				found[name], used[c] = c, true
				break
			}
		}
	}
	return found
}

// knows reports whether the columns that were found are those of the preset.
func (s *PresetSignature) knows(found map[string]int) bool {
	has := func(name string) bool { _, ok := found[name]; return ok }
	for _, name := range s.All {
		if !has(name) {
			return false
		}
	}
	return len(found) >= s.Least && (len(s.Any) == 0 || slices.ContainsFunc(s.Any, has))
}

// noPreset as an id turns presets off.
const noPreset = "none"

// choose gives the preset with an id, or where that is empty the one that knows
// most columns of the table; a person's own goes before the others. found is where
// its columns stand; nil: there is none.
func choosePreset(t *Table, all []Preset, id string) (*Preset, map[string]int, error) {
	if id == noPreset {
		return nil, nil, nil
	}
	var best *Preset
	var found map[string]int
	for i := range all {
		p := &all[i]
		switch at := p.find(t); {
		case id != "" && p.ID != id || id != "" && best != nil && best.Own:
		case id != "":
			best, found = p, at
		case !p.Signature.knows(at):
		case best == nil || p.Own && !best.Own || p.Own == best.Own && len(at) > len(found):
			best, found = p, at
		}
	}
	switch {
	case id == "":
	case best == nil:
		return nil, nil, &Error{ID: ErrNoPreset, File: t.Path, Args: []any{"preset", id, "presets", presetList(all)}}
	case len(found) == 0:
		return nil, nil, &Error{ID: ErrPresetFit, File: t.Path, Args: []any{"preset", best.Name}}
	}
	return best, found, nil
}

func presetList(all []Preset) string {
	var ids []string
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), ", ")
}

// usePreset maps what a preset knows of the table.
func (w *guesser) usePreset(p *Preset, found map[string]int) {
	m := &w.g.Mapping
	m.Preset, m.Keep, m.DateOrder = p.ID, p.Keep, p.DateOrder
	for _, f := range contact.Fields {
		var columns []int
		for _, entry := range p.Fields[f] {
			for name := range strings.SplitSeq(entry, "|") {
				c, ok := found[name]
				if !ok || f == contact.FieldCustomer && w.traits[c].n == 0 {
					continue
				}
				if !slices.Contains(columns, c) {
					columns = append(columns, c)
					if kind := p.KeyKinds[name]; kind != "" && f == contact.FieldCustomer {
						w.keyKind(c, kind)
					}
				}
				break
			}
		}
		if len(columns) == 0 {
			continue
		}
		w.use(f, presetTrust, columns...)
		if unit := p.Units[f]; unit != "" {
			m.Units[f] = unit
		}
		if v, ok := p.Values[f]; ok {
			if m.Values == nil {
				m.Values = map[contact.Field]ValueRule{}
			}
			m.Values[f] = v
		}
		if marks := p.Missing[f]; len(marks) > 0 {
			m.Missing[f] = slices.Clone(marks)
		}
	}
	rules := func(from []PresetRule) (out []RowRule) {
		for _, rule := range from {
			c, ok := found[rule.Column]
			if _, other := found[rule.Without]; ok && !other {
				r := rule.RowRule
				r.Column = w.t.Columns[c].Name
				out = append(out, r)
			}
		}
		return out
	}
	m.Skip, m.Refuse = rules(p.Skip), rules(p.Refuse)
	if c, ok := found[p.KeepBy]; ok {
		m.KeepBy = w.t.Columns[c].Name
	}
	for _, rule := range p.Instead {
		when, ok := found[rule.When.Column]
		to, also := found[rule.Column]
		if by, all := found[rule.By]; ok && also && all {
			rule.When.Column, rule.Column, rule.By = w.t.Columns[when].Name, w.t.Columns[to].Name, w.t.Columns[by].Name
			m.Instead = append(m.Instead, rule)
		}
	}
	for _, name := range p.Ignore {
		if c, ok := found[name]; ok {
			w.taken[c] = true
		}
	}
}

// presetTrust is how sure what a preset says is.
const presetTrust = 0.95

// NotesIn gives what a person should know of the exports of a preset.
func (p *Preset) NotesIn(l *locale.Locale) []string {
	var out []string
	for _, note := range p.Notes {
		if id := "preset." + p.ID + ".note." + note; l.Has(id) {
			note = l.T(id)
		}
		out = append(out, note)
	}
	return out
}

// Headers lists the headers under which the columns of a preset go, one each.
func (p *Preset) Headers() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(p.Columns)) {
		out = append(out, p.Columns[name][0])
	}
	return out
}

// NewPreset makes a preset of how a table was mapped, so that files with these
// columns are understood the same way. It is known by the columns that are mapped.
func NewPreset(name string, m Mapping, t *Table) (Preset, error) {
	if err := m.Check(t); err != nil {
		var refused *Error
		if !errors.As(err, &refused) || refused.ID != ErrNoCustomer {
			return Preset{}, err
		}
	}
	p := Preset{
		ID: presetIDOf(name), Name: strings.TrimSpace(name), Columns: map[string][]string{}, Fields: map[contact.Field][]string{}, KeyKinds: map[string]string{},
		Missing: maps.Clone(m.Missing), Units: maps.Clone(m.Units), Values: maps.Clone(m.Values), DateOrder: m.DateOrder, Keep: m.Keep, Own: true,
	}
	column := func(name string) string {
		c := t.Column(name)
		key := fmt.Sprintf("c%d", c+1)
		p.Columns[key] = []string{t.Columns[c].Name}
		return key
	}
	for _, f := range sortedFields(m.Fields) {
		for _, name := range m.Fields[f] {
			key := column(name)
			p.Fields[f] = append(p.Fields[f], key)
			if kind := m.KeyKinds[name]; kind != "" {
				p.KeyKinds[key] = kind
			}
			if !slices.Contains(p.Signature.All, key) {
				p.Signature.All = append(p.Signature.All, key)
			}
		}
	}
	rules := func(from []RowRule) (out []PresetRule) {
		for _, rule := range from {
			if t.Column(rule.Column) >= 0 {
				rule.Column = column(rule.Column)
				out = append(out, PresetRule{RowRule: rule})
			}
		}
		return out
	}
	p.Skip, p.Refuse = rules(m.Skip), rules(m.Refuse)
	if m.KeepBy != "" && t.Column(m.KeepBy) >= 0 {
		p.KeepBy = column(m.KeepBy)
	}
	for _, rule := range m.Instead {
		if t.Column(rule.When.Column) >= 0 && t.Column(rule.Column) >= 0 && t.Column(rule.By) >= 0 {
			rule.When.Column, rule.Column, rule.By = column(rule.When.Column), column(rule.Column), column(rule.By)
			p.Instead = append(p.Instead, rule)
		}
	}
	p.Signature.Least = len(p.Signature.All)
	data, err := json.Marshal(p)
	if err != nil {
		return Preset{}, err
	}
	own, err := ParsePreset(p.ID+".json", data) // held to what a file is held to
	own.Own = true
	return own, err
}

// presetIDOf makes an id of a name.
func presetIDOf(name string) string {
	id := strings.ReplaceAll(fold(name), " ", "-")
	id = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, id)
	return strings.Trim(id[:min(len(id), 64)], "-")
}
