package ingest

import (
	"eenkeer/analysis/contact"
)

// Ids of doubts.
const (
	DoubtDateOrder   = "ingest.doubt.date_order"   // nothing tells day and month apart
	DoubtMixedDates  = "ingest.doubt.mixed_dates"  // values tell both ways
	DoubtEncoding    = "ingest.doubt.encoding"     // bytes that do not fit the encoding
	DoubtNotUnique   = "ingest.doubt.not_unique"   // an id column that does not tell contacts apart
	DoubtNoHeader    = "ingest.doubt.no_header"    // the table seems to have no header
	DoubtNoCustomer  = "ingest.doubt.no_customer"  // no column seems to hold customer keys
	DoubtDamagedKeys = "ingest.doubt.damaged_keys" // keys that a spreadsheet has rounded
)

// Guess is what a table seems to mean.
type Guess struct {
	Mapping    Mapping
	Confidence map[contact.Field]float64 // 0 to 1, of the fields that are mapped
	Doubts     []Doubt
}

// Guess finds out which column means what, from the headers and the values.
func (t *Table) Guess() Guess { return Guess{} }
func (t *Table) columnKinds() {}
