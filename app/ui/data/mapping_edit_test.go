package data

import (
	"reflect"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/analysis/ingest/moment"
)

func guessed() ingest.Mapping {
	return ingest.Mapping{
		Fields:  map[contact.Field][]string{contact.FieldTime: {"Datum", "Tijd"}, contact.FieldCustomer: {"Klant"}, contact.FieldHandle: {"Duur"}},
		Missing: map[contact.Field][]string{contact.FieldCustomer: {"0"}},
		Units:   map[contact.Field]string{contact.FieldHandle: moment.UnitMinutes},
	}
}

func TestSetColumn(t *testing.T) {
	g := guessed()
	for _, c := range []struct {
		name   string
		field  contact.Field
		slot   int
		column string
		want   []string
	}{
		{"another date", contact.FieldTime, 0, "Dag", []string{"Dag", "Tijd"}},
		{"no time of day", contact.FieldTime, 1, "", []string{"Datum"}},
		{"a second key", contact.FieldCustomer, 1, "Telefoon", []string{"Klant", "Telefoon"}},
		{"the same key twice", contact.FieldCustomer, 1, "Klant", []string{"Klant"}},
		{"none", contact.FieldHandle, 0, "", nil},
		{"a new field", contact.FieldReason, 0, "Reden", []string{"Reden"}},
	} {
		if got := setColumn(g, g, c.field, c.slot, c.column).Fields[c.field]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	if !reflect.DeepEqual(g, guessed()) {
		t.Error("an edit changed the mapping it was made from")
	}
}

func TestColumnBringsItsMarksAndUnitBack(t *testing.T) {
	g := guessed()
	m := setColumn(g, g, contact.FieldHandle, 0, "Wacht")
	if m.Units[contact.FieldHandle] != "" {
		t.Error("another column kept the unit of the first:", m.Units)
	}
	m = setColumn(m, g, contact.FieldHandle, 0, "Duur")
	if m.Units[contact.FieldHandle] != moment.UnitMinutes {
		t.Error("the guessed column came back without its unit:", m.Units)
	}
	m = setColumn(setColumn(g, g, contact.FieldCustomer, 0, ""), g, contact.FieldCustomer, 0, "Klant")
	if got := missingText(m, contact.FieldCustomer); got != "0" {
		t.Errorf("the guessed key came back with marks %q", got)
	}
}

func TestSetMissing(t *testing.T) {
	m := setMissing(guessed(), contact.FieldCustomer, " ?, n.v.t. ,,? ")
	if got := missingText(m, contact.FieldCustomer); got != "?, n.v.t." {
		t.Errorf("got %q", got)
	}
	if m = setMissing(m, contact.FieldCustomer, " , "); len(m.Missing[contact.FieldCustomer]) != 0 {
		t.Error(m.Missing)
	}
}

func TestCertaintyAndOrder(t *testing.T) {
	g := ingest.Guess{Mapping: guessed(), Confidence: map[contact.Field]float64{contact.FieldTime: 0.9, contact.FieldCustomer: 0.5, contact.FieldHandle: 0.4}}
	m := g.Mapping
	for f, want := range map[contact.Field]certainty{contact.FieldTime: sure, contact.FieldCustomer: doubtful, contact.FieldHandle: doubtful, contact.FieldNote: unused} {
		if got := certaintyOf(f, m, g, false); got != want {
			t.Errorf("%s: got %v, want %v", f, got, want)
		}
	}
	if got := certaintyOf(contact.FieldTime, m, g, true); got != kept {
		t.Error("remembered:", got)
	}
	m = setColumn(m, g.Mapping, contact.FieldCustomer, 0, "")
	if got := certaintyOf(contact.FieldCustomer, m, g, false); got != needed {
		t.Error("without customer:", got)
	}
	order := fieldOrder(g.Mapping, g, false)
	if len(order) != len(contact.Fields) || order[0] != contact.FieldTime || order[1] != contact.FieldCustomer || order[2] != contact.FieldHandle {
		t.Error(order)
	}
}
