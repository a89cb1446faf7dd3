package ingest

import (
	"cmp"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
)

// Kinds beside those of package key: no keys as long as there is another.
const (
	kindName  = "name"
	kindOrder = "order"
)

// keyStrength puts the kinds in the order in which they tell customers apart.
var keyStrength = map[string]int{key.ID: 0, key.Phone: 1, key.Email: 2, key.Other: 3, kindName: 4, kindOrder: 5}

// Words in headers that say whose key stands below.
var (
	companyWords = strings.Fields("account bedrijf company organisatie organization organisation debiteur debiteurnummer domain domein werkgever")
	staffWords   = strings.Fields("agent agents medewerker behandelaar assignee assigned owner submitter user users operator responder adviseur consulent team group manager created updated")
	orderHeaders = strings.Fields("ordernummer ordernr orderid ordernumber order bestelnummer bestelling zaaknummer zaakid dossiernummer dossierid dossier casenumber caseid " +
		"factuurnummer invoicenumber projectnummer complaintdossierid")
)

// keyKindOf says what kind of customer key a column would be.
func (w *guesser) keyKindOf(c int) string {
	names, n := 0, 0
	for _, v := range w.values[c] {
		if missingMarks[foldMark(v)] {
			continue
		}
		if n++; nameLike(v) {
			names++
		}
	}
	if names*10 > n*7 {
		return kindName
	}
	return key.Guess(w.t.Columns[c].Header, w.values[c])
}

// nameLike reports whether a text looks like somebody's name: two words or more of
// letters.
func nameLike(v string) bool {
	words := strings.Fields(v)
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	for _, r := range v {
		if r >= '0' && r <= '9' || r == '@' || r == '_' {
			return false
		}
	}
	return true
}

// keyKind notes the kind of a key column. Numbers of customers stand in one; those
// of another column must not be taken for the first's.
func (w *guesser) keyKind(c int, kind string) {
	if kind == kindName || kind == kindOrder {
		kind = key.ID
	}
	for _, other := range w.g.Mapping.KeyKinds {
		if kind == key.ID && other == key.ID {
			kind = key.Other
		}
	}
	if w.g.Mapping.KeyKinds == nil {
		w.g.Mapping.KeyKinds = map[string]string{}
	}
	w.g.Mapping.KeyKinds[w.t.Columns[c].Name] = kind
}

// guessKeys maps the columns that are customer keys, the strongest first. The
// first needs a header that means a customer; the others must say so more plainly
// than anything else, hold enough, and be of one person: not of a company, of an
// employee, or a citizen service number.
func (w *guesser) guessKeys() {
	type candidate struct {
		column int
		kind   string
		score  float64
	}
	var all []candidate
	for c := range w.t.Columns {
		if w.taken[c] {
			continue
		}
		if score := match(w.t.Columns[c].Header, contact.FieldCustomer) * w.fits(contact.FieldCustomer, c); score > 0.2 && w.plainest(c, score) {
			all = append(all, candidate{c, w.keyKindOf(c), score})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		weak := func(k candidate) int { // what is hardly a key comes last, whatever its kind
			if k.score < moreKeysFrom || w.t.Columns[k.column].Kind == KindEmpty || w.ofStaff(k.column) {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(weak(a), weak(b)), cmp.Compare(keyStrength[a.kind], keyStrength[b.kind]), cmp.Compare(b.score, a.score))
	})
	var columns []int
	confidence := 0.0
	for i, k := range all {
		if i > 0 && !w.furtherKey(k.column, k.kind, k.score) {
			continue
		}
		columns = append(columns, k.column)
		if i == 0 {
			confidence = k.score
			if k.kind == kindName {
				confidence = min(confidence, 0.5)
				w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtNameKey, Column: w.t.Columns[k.column].Name})
			}
			if len(all) > 1 && all[1].kind == k.kind && k.kind == key.ID && all[1].score > 0.95*k.score {
				confidence = min(confidence, contested) // two of them claim it
			}
		}
		w.keyKind(k.column, k.kind)
		if len(columns) == maxKeys {
			break
		}
	}
	if len(columns) > 0 {
		w.use(contact.FieldCustomer, confidence, columns...)
	}
}

// moreKeysFrom is how plainly a header must say that it holds a further key.
const moreKeysFrom = 0.6

// maxKeys is how many key columns a contact can have.
const maxKeys = 8

// contested is the most confidence in a field that two columns claim.
const contested = 0.65

// plainest reports whether a header means a customer rather than anything else.
func (w *guesser) plainest(c int, score float64) bool {
	for _, f := range contact.Fields {
		if f != contact.FieldCustomer && match(w.t.Columns[c].Header, f)*w.fits(f, c) > score {
			return false
		}
	}
	return true
}

// ofStaff reports whether a header speaks of an employee.
func (w *guesser) ofStaff(c int) bool { return headerHas(w.t.Columns[c].Header, staffWords) }

func headerHas(header string, words []string) bool {
	return slices.ContainsFunc(strings.Fields(fold(header)), func(word string) bool { return slices.Contains(words, word) })
}

// furtherKey reports whether a column is worth joining customers by, beside a
// stronger one.
func (w *guesser) furtherKey(c int, kind string, score float64) bool {
	header := w.t.Columns[c].Header
	rows := len(w.t.sample().rows)
	return score >= moreKeysFrom && kind != kindName && w.traits[c].n*10 >= rows && !w.ofStaff(c) && !headerHas(header, companyWords) && !isBSN(header)
}

// isBSN reports whether a header names citizen service numbers.
func isBSN(header string) bool {
	h := fold(header)
	return strings.Contains(" "+h+" ", " bsn ") || strings.Contains(h, "burgerservicenummer")
}

// purchases are words in headers of numbers that are one customer's for certain: of
// orders and invoices. Numbers of cases may be those of contacts.
var purchases = strings.Fields("ordernummer ordernr orderid ordernumber bestelnummer bestelnr bestellingnummer factuurnummer factuurnr invoicenumber invoiceid")

// purchaseKeys adds columns of order numbers behind the customer keys: contacts about
// one order are one customer's, and may name nothing else.
func (w *guesser) purchaseKeys() {
	columns := w.g.Mapping.Fields[contact.FieldCustomer]
	rows := len(w.t.sample().rows)
	for c := range w.t.Columns {
		t := w.traits[c]
		if len(columns) == 0 || len(columns) == maxKeys {
			return
		}
		if !w.taken[c] && slices.Contains(purchases, squeeze(fold(w.t.Columns[c].Header))) && t.n*10 >= rows && t.distinct*3 > t.n && w.fits(contact.FieldCustomer, c) == 1 {
			columns = append(columns, w.t.Columns[c].Name)
			w.g.Mapping.Fields[contact.FieldCustomer], w.taken[c] = columns, true
			w.keyKind(c, key.Other)
		}
	}
}

// orderKey maps a column of order or case numbers as the customer key where there
// is no other and its numbers come again.
func (w *guesser) orderKey() {
	for c := range w.t.Columns {
		t := w.traits[c]
		if !w.taken[c] && slices.Contains(orderHeaders, squeeze(fold(w.t.Columns[c].Header))) && t.n > 20 && t.distinct*20 < t.n*19 && w.fits(contact.FieldCustomer, c) == 1 {
			w.use(contact.FieldCustomer, 0.3, c)
			w.keyKind(c, kindOrder)
			w.g.Doubts = append(w.g.Doubts, Doubt{ID: DoubtOrderKey, Column: w.t.Columns[c].Name})
			return
		}
	}
}
