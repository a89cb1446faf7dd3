package ingest

import (
	"context"
	"strings"

	"eenkeer/analysis/contact"
)

// idRows is how many rows are looked at to see whether an id tells contacts apart.
const idRows = 150_000

// tellsApart reports whether a column can be a contact id: rows that share its
// value are the same contact, of one customer at one time. Columns that are not
// known are -1 or empty.
func (t *Table) tellsApart(id int, timeColumns []string, customer int) bool {
	type contactOf struct{ time, customer uint64 }
	var times []int
	for _, name := range timeColumns {
		times = append(times, t.Column(name))
	}
	seen := map[uint64]contactOf{}
	rows, repeats, conflicts := 0, 0, 0
	last, rising := "", true
	for row, err := range t.Rows(context.Background()) {
		if err != nil {
			return true // the import will say so
		}
		if rows++; rows > idRows {
			break
		}
		key := strings.TrimSpace(row.Cells[id])
		if rising = rising && (len(key) > len(last) || len(key) == len(last) && key > last); rising && rows > idRows/10 {
			return true // ids that have only risen so far do not start again
		}
		last = key
		if missingMarks[foldMark(key)] || key == "" {
			continue
		}
		now := contactOf{}
		for _, c := range times {
			now.time = now.time*31 + contact.Hash([]byte(strings.TrimSpace(row.Cells[c])))
		}
		if customer >= 0 {
			now.customer = contact.Hash([]byte(strings.TrimSpace(row.Cells[customer])))
		}
		h := contact.Hash([]byte(key))
		before, ok := seen[h]
		if !ok {
			seen[h] = now
			continue
		}
		repeats++
		if before != now {
			conflicts++
		}
	}
	return !(conflicts*50 > rows && conflicts*2 > repeats)
}
