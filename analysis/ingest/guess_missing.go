package ingest

import (
	"slices"
	"strings"

	"eenkeer/analysis/contact"
)

// missingMarks are values that mean that there is none, in any field.
var missingMarks = map[string]bool{
	"?": true, "-": true, "--": true, "---": true, "–": true, "na": true, "n/a": true, "n.a.": true, "n.v.t.": true, "nvt": true,
	"n.v.t": true, "null": true, "(null)": true, "<null>": true, "#n/a": true, "#n/b": true, "nan": true, "(leeg)": true,
	"(blank)": true, "(empty)": true, "none": true, "n.b.": true, "nil": true, `\n`: true,
}

// customerMarks are proposed for the customer key whether they were seen or not:
// one of them unseen would make one giant customer.
var customerMarks = []string{"0", "?", "-", "NA", "N/A", "n.v.t.", "null"}

// nobody are further values in a customer key that name no one.
var nobody = map[string]bool{
	"onbekend": true, "unknown": true, "anoniem": true, "anonymous": true, "anonymus": true, "restricted": true, "private": true,
	"privé": true, "withheld": true, "niet bekend": true, "geen": true, "unavailable": true, "afgeschermd": true, "undefined": true,
	"nummer onbekend": true, "blocked": true,
}

// noAgent are values of an agent or team that say that there is none.
var noAgent = map[string]bool{"unassigned": true, "niet toegewezen": true, "not assigned": true}

// foldMark brings a value to the form in which marks are compared.
func foldMark(v string) string { return strings.ToLower(strings.TrimSpace(v)) }

// guessMissing proposes marks for every mapped field: those that were seen
// anywhere in the table (a tool writes the same one everywhere), and for a customer
// key zeros and names of nobody.
func (w *guesser) guessMissing() {
	seen := map[string]string{} // folded: as it stands
	for _, values := range w.values {
		for _, v := range values {
			if len(v) <= 8 {
				if k := foldMark(v); missingMarks[k] {
					if _, ok := seen[k]; !ok {
						seen[k] = v
					}
				}
			}
		}
	}
	var common []string
	for _, v := range seen {
		common = append(common, v)
	}
	slices.Sort(common)
	for f, columns := range w.g.Mapping.Fields {
		list := slices.Concat(w.g.Mapping.Missing[f], common)
		listed := map[string]bool{}
		list = slices.DeleteFunc(list, func(v string) bool {
			again := listed[foldMark(v)]
			listed[foldMark(v)] = true
			return again
		})
		add := func(v string) {
			if k := foldMark(v); !listed[k] {
				listed[k] = true
				list = append(list, v)
			}
		}
		if f == contact.FieldCustomer {
			for _, v := range customerMarks {
				add(v)
			}
		}
		for _, name := range columns {
			for _, v := range w.values[w.t.Column(name)] {
				switch k := foldMark(v); f {
				case contact.FieldCustomer:
					if nobody[k] || allZeros(k) {
						add(v)
					}
				case contact.FieldAgent, contact.FieldTeam:
					h := fold(w.t.Columns[w.t.Column(name)].Header)
					if words := fold(k); noAgent[k] || words == "no "+h || words == "geen "+h {
						add(v)
					}
				}
			}
		}
		if len(list) > 0 {
			w.g.Mapping.Missing[f] = list
		}
	}
}

// allZeros reports whether a key is nothing but zeros: 0, 000000, 0.0.
func allZeros(k string) bool {
	return len(k) > 0 && strings.Trim(k, "0.,-+ ") == "" && strings.Contains(k, "0")
}
