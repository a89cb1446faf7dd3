package ingest

import (
	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
)

// KeySample says what the columns of customer keys of a mapping hold in the rows
// that were looked at, and how many rows those are, so that a person can see it
// before the import. A column that the table does not have is left out.
func (t *Table) KeySample(m Mapping) (columns []KeyCoverage, rows int) {
	missing := newMarks(m.Missing[contact.FieldCustomer])
	there := m.Clone()
	there.Fields[contact.FieldCustomer] = nil
	for _, name := range m.Fields[contact.FieldCustomer] {
		if t.Column(name) >= 0 {
			there.Fields[contact.FieldCustomer] = append(there.Fields[contact.FieldCustomer], name)
		}
	}
	kinds := t.keyKinds(there)
	for i, name := range there.Fields[contact.FieldCustomer] {
		c := t.Column(name)
		told := KeyCoverage{Column: t.Columns[c].Name, Kind: kinds[i]}
		seen := map[string]bool{}
		var raw [][]byte
		for _, text := range t.sample().column(c) {
			if missing.has([]byte(text)) {
				continue
			}
			if form := key.Normalise(kinds[i], key.Namespace(t.Columns[c].Header), text); form != "" {
				told.Filled++
				seen[form] = true
				raw = append(raw, []byte(text))
			}
		}
		if spoilt := key.Inspect(kinds[i], len(raw), func(i int) []byte { return raw[i] }); spoilt.How != "" {
			for _, text := range raw {
				if spoilt.Of(text) {
					told.Damaged++
				}
			}
		}
		told.Distinct = len(seen)
		columns = append(columns, told)
	}
	return columns, len(t.sample().rows)
}
