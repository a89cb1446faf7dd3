package ingest

import (
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest/moment"
	"eenkeer/analysis/key"
)

// plan is a mapping made ready for reading a table.
type plan struct {
	t     *Table
	width int   // columns of the table
	want  []int // by column: its slot, or -1
	slots int
	names []string // by slot: the column's name

	time, end, customer               []int // slots
	keys                              []keyPlan
	stored                            [len(contact.Stored)]int
	handle, wait, transfers, id, note int
	handleUnit, waitUnit              string
	missing                           map[contact.Field]*marks

	order, endOrder   moment.Order
	fixedOrder        bool // the user said so
	serial, endSerial [2]bool
	from1904          bool
	utc, endUTC       bool // the header says that times without a zone are Greenwich times

	values    [len(contact.Stored)]ValueRule
	skip      []rowRule
	refuse    []rowRule
	instead   []insteadRule
	keepFirst bool // of the rows with one contact id
	sums      bool // rows that are the same in every cell are looked for
	mapped    int  // slots below it are of columns that are asked for; the others only make the sums

	keepBy   int          // slot of when a row was last changed; -1: none
	version  moment.Order // what its own values say of day and month
	rowLabel int          // slot of the first column, in which totals have their label; -1: not asked for
}

// keyPlan is how a column of customer keys is read.
type keyPlan struct {
	slot                  int
	name, kind, namespace string // as in package key
}

// keyKinds gives the kinds of the columns of customer keys, in their order: as the
// mapping says, else by header and values. Numbers of customers stand in one column;
// another one might number something else, and must not be taken for the first.
func (t *Table) keyKinds(m Mapping) []string {
	var kinds []string
	for _, name := range m.Fields[contact.FieldCustomer] {
		c := t.Column(name)
		kind := m.keyKind(t.Columns[c].Name)
		if kind == "" {
			kind = key.Guess(t.Columns[c].Header, t.sample().column(c))
			if kind == key.ID && len(kinds) > 0 {
				kind = key.Other
			}
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

// keyKind gives what the mapping says of a column; empty if nothing.
func (m Mapping) keyKind(column string) string {
	for name, kind := range m.KeyKinds {
		if strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(column)) {
			return kind
		}
	}
	return ""
}

// newPlan makes a plan of a mapping that was checked.
func newPlan(t *Table, m Mapping) *plan {
	p := &plan{t: t, width: len(t.Columns), want: make([]int, len(t.Columns)), missing: map[contact.Field]*marks{}}
	for i := range p.want {
		p.want[i] = -1
	}
	slots := func(f contact.Field) (out []int) {
		k := newMarks(m.Missing[f])
		p.missing[f] = &k
		for _, name := range m.Fields[f] {
			c := t.Column(name)
			out = append(out, p.slot(c))
		}
		return out
	}
	one := func(f contact.Field) int {
		if s := slots(f); len(s) > 0 {
			return s[0]
		}
		return -1
	}
	p.time, p.end = slots(contact.FieldTime), slots(contact.FieldEnd)
	kinds := t.keyKinds(m)
	p.customer = slots(contact.FieldCustomer)
	for i, slot := range p.customer {
		c := &t.Columns[t.Column(m.Fields[contact.FieldCustomer][i])]
		p.keys = append(p.keys, keyPlan{slot, c.Name, kinds[i], key.Namespace(c.Header)})
	}
	for i, d := range contact.Stored {
		p.stored[i] = one(contact.Field(d))
	}
	p.handle, p.wait, p.transfers = one(contact.FieldHandle), one(contact.FieldWait), one(contact.FieldTransfers)
	p.id, p.note = one(contact.FieldID), one(contact.FieldNote)
	for i, d := range contact.Stored {
		p.values[i] = m.Values[contact.Field(d)]
	}
	p.rules(m)
	p.keepFirst, p.sums, p.mapped = m.Keep == KeepFirst, p.id < 0, p.slots
	if p.sums && t.book != nil { // a text file has its records as they stand
		for c := range t.Columns {
			p.slot(c)
		}
	}
	p.handleUnit, p.waitUnit = m.Units[contact.FieldHandle], m.Units[contact.FieldWait]

	p.from1904 = t.book != nil && t.book.date1904
	p.fixedOrder = m.DateOrder != ""
	p.order, p.serial = p.dates(m, contact.FieldTime)
	p.endOrder, p.endSerial = p.dates(m, contact.FieldEnd)
	p.utc, p.endUTC = p.headerUTC(m, contact.FieldTime), p.headerUTC(m, contact.FieldEnd)
	if !p.endOrder.Decided {
		p.endOrder.Order = p.order.Order
	}
	return p
}

// dates decides how the dates of a field are written.
func (p *plan) dates(m Mapping, f contact.Field) (o moment.Order, serial [2]bool) {
	columns := m.Fields[f]
	for i, name := range columns {
		c := p.t.Column(name)
		values := p.t.sample().column(c)
		serial[i] = moment.LooksSerialColumn(values)
		if i == 0 {
			o = p.t.orderOf(c)
		}
	}
	if m.DateOrder != "" {
		o = moment.Order{Order: m.DateOrder, Decided: true}
	}
	return o, serial
}

// versionOrder gives the order of day and month in when a row was last changed: as a
// person said, else as its own values say, else as in the times of the contacts.
func (p *plan) versionOrder() string {
	if p.fixedOrder || !p.version.Decided {
		return p.order.Order
	}
	return p.version.Order
}

// headerUTC reports whether the header of a field's first column says UTC.
func (p *plan) headerUTC(m Mapping, f contact.Field) bool {
	columns := m.Fields[f]
	return len(columns) > 0 && saysUTC(p.t.Columns[p.t.Column(columns[0])].Header)
}

// slot gives the slot of a column, asking for it if need be.
func (p *plan) slot(c int) int {
	if p.want[c] < 0 {
		p.want[c] = p.slots
		p.names = append(p.names, p.t.Columns[c].Name)
		p.slots++
	}
	return p.want[c]
}
