package contact

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// person is a contact as the naive model sees it: its keys by column, "" for none.
type person struct {
	batch, row int
	time       int64
	keys       []string
}

// keyedBatch makes a batch with columns of keys.
func keyedBatch(people []person, columns int) *Batch {
	b := &Batch{}
	for k := range columns {
		e := NewEncoder(0)
		var codes []uint32
		for _, p := range people {
			codes = append(codes, e.Code([]byte(p.keys[k])))
		}
		b.Keys = append(b.Keys, KeyColumn{Name: fmt.Sprint("kolom", k), Kind: fmt.Sprint("soort", k), Codes: codesOf(codes, e.Dict().Len()), Dict: *e.Dict()})
	}
	for _, p := range people {
		b.Time = append(b.Time, p.time)
	}
	return b
}

// naive works customers out in the plainest way: it compares all contacts with one
// another until nothing changes.
type naive struct {
	all      []person
	shared   map[string]bool
	leading  map[string]map[string]bool
	customer []int // by contact, -1 for none
}

func newNaive(all []person, said map[string]bool) *naive {
	n := &naive{all: all, shared: map[string]bool{}, leading: map[string]map[string]bool{}}
	for _, p := range all {
		for k, key := range p.keys {
			lead := ""
			for _, earlier := range p.keys[:k] {
				if lead == "" {
					lead = earlier
				}
			}
			if key != "" && lead != "" && lead != key {
				if n.leading[key] == nil {
					n.leading[key] = map[string]bool{}
				}
				n.leading[key][lead] = true
			}
		}
	}
	for key, leads := range n.leading {
		n.shared[key] = len(leads) > MostLeading
	}
	for key, is := range said {
		n.shared[key] = is
	}
	n.customer = make([]int, len(all))
	for i, p := range all {
		n.customer[i] = -1
		for _, key := range p.keys {
			if key != "" && !n.shared[key] {
				n.customer[i] = i
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for i, p := range all {
			for j, q := range all[:i] {
				if n.customer[i] == n.customer[j] {
					continue
				}
				meet := slices.ContainsFunc(p.keys, func(key string) bool { return key != "" && !n.shared[key] && slices.Contains(q.keys, key) })
				if meet {
					low := min(n.customer[i], n.customer[j])
					n.customer[i], n.customer[j], changed = low, low, true
				}
			}
		}
	}
	return n
}

func TestCustomersAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []person
		var batches []*Batch
		pools := [][]string{{"", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "t1"}, {"", "", "t1", "t2", "t3"}, {"", "", "e1", "e2", "k1"}}
		for b := range rapid.IntRange(1, 3).Draw(t, "batches") {
			columns := rapid.IntRange(0, 3).Draw(t, "columns")
			var people []person
			for range rapid.IntRange(0, 30).Draw(t, "contacts") {
				p := person{batch: b, time: rapid.Int64Range(0, 3).Draw(t, "time")}
				for k := range columns {
					p.keys = append(p.keys, rapid.SampledFrom(pools[k]).Draw(t, "key"))
				}
				people = append(people, p)
			}
			batch := keyedBatch(people, columns)
			// As it is stored: by the strongest key and time. Contacts of the log are found back by their place in it.
			order := batch.permutationOf()
			batch.Order()
			for row, at := range order {
				p := people[at]
				p.row = row
				all = append(all, p)
			}
			batches = append(batches, batch)
		}
		said := map[string]bool{}
		for _, key := range []string{"k1", "t1", "e1", "niemand"} {
			if rapid.Bool().Draw(t, key) {
				said[key] = rapid.Bool().Draw(t, key+" shared")
			}
		}
		n := newNaive(all, said)
		log := Build(batches, Rules{Shared: said})
		if log.Len() != len(all) {
			t.Fatalf("%d contacts, want %d", log.Len(), len(all))
		}
		place := map[[2]int]int{}
		for i := range log.Len() {
			batch, row := log.Origin(i)
			place[[2]int{batch, row}] = i
		}
		code := map[int]uint32{}
		members := map[int][]person{}
		for i, p := range all {
			at, known := place[[2]int{p.batch, p.row}]
			if !known || log.Time[at] != p.time {
				t.Fatalf("contact %+v is not where it came from", p)
			}
			c := log.Customer.At(at)
			if n.customer[i] < 0 {
				if c != 0 {
					t.Fatalf("%+v has customer %q, want none", p, log.Customers.Text(c))
				}
				continue
			}
			if before, seen := code[n.customer[i]]; c == 0 || seen && before != c {
				t.Fatalf("%+v: customers %d and %d are one", p, before, c)
			}
			code[n.customer[i]] = c
			members[n.customer[i]] = append(members[n.customer[i]], p)
		}
		distinct := map[uint32]bool{}
		joined := 0
		for root, c := range code {
			if distinct[c] {
				t.Fatal("two customers have one code")
			}
			distinct[c] = true
			// Its name is its strongest key: no other stands in a lower column.
			lowest := map[string]int{}
			for _, p := range all {
				for k, key := range p.keys {
					if l, seen := lowest[key]; !seen || k < l {
						lowest[key] = k
					}
				}
			}
			keys := map[string]bool{}
			for _, p := range members[root] {
				for _, key := range p.keys {
					if key != "" && !n.shared[key] {
						keys[key] = true
					}
				}
			}
			label := log.Customers.Text(c)
			if !keys[label] {
				t.Fatalf("customer %q has the keys %v", label, keys)
			}
			for key := range keys {
				if lowest[key] < lowest[label] {
					t.Fatalf("customer %q has the stronger key %q", label, key)
				}
			}
			if len(keys) > 1 {
				joined++
			}
		}
		without := 0
		for _, c := range n.customer {
			if c < 0 {
				without++
			}
		}
		id := log.Identity
		if id.Contacts != len(all) || id.WithoutCustomer != without || id.Customers != len(code) || id.Joined != joined {
			t.Fatalf("%+v, want %d contacts, %d without, %d customers, %d joined", id, len(all), without, len(code), joined)
		}
		for _, s := range id.Shared {
			contacts := 0
			for _, p := range all {
				if slices.Contains(p.keys, s.Key) {
					contacts++
				}
			}
			word, decided := said[s.Key]
			proposed := len(n.leading[s.Key]) > MostLeading
			if s.Contacts != contacts || s.Leading != len(n.leading[s.Key]) || s.Proposed != proposed || s.ByPerson != decided || s.Shared != (proposed && !decided || word) {
				t.Fatalf("%+v: %d contacts, %d leading, said %v %v", s, contacts, len(n.leading[s.Key]), decided, word)
			}
		}
		for key, leads := range n.leading {
			if len(leads) > MostLeading && !slices.ContainsFunc(id.Shared, func(s SharedKey) bool { return s.Key == key }) {
				t.Fatalf("%q is not listed", key)
			}
		}
		filled := 0
		for _, p := range all {
			for _, key := range p.keys {
				if key != "" {
					filled++
				}
			}
		}
		for _, c := range id.Columns {
			filled -= c.Filled
		}
		if filled != 0 {
			t.Fatalf("coverage %+v is %d off", id.Columns, filled)
		}
	})
}

// permutationOf gives the order that Order brings a batch in.
func (b *Batch) permutationOf() []uint32 {
	perm := b.permutation()
	if b.ordered() {
		for i := range perm {
			perm[i] = uint32(i)
		}
	}
	return perm
}

// A switchboard joins nobody, a household of five is one; a person can say otherwise.
func TestSharedKeys(t *testing.T) {
	var people []person
	for i := range 6 {
		people = append(people, person{time: int64(i), keys: []string{fmt.Sprint("k", i), "centrale"}})
	}
	for i := range 5 {
		people = append(people, person{time: int64(i), keys: []string{fmt.Sprint("h", i), "thuis"}})
	}
	people = append(people, person{time: 9, keys: []string{"", "centrale"}})
	for _, c := range []struct {
		said               map[string]bool
		customers, without int
		shared             []SharedKey
	}{
		{nil, 7, 1, []SharedKey{{"centrale", "soort1", 7, 6, true, false, true}}},
		{map[string]bool{"centrale": false}, 2, 0, []SharedKey{{"centrale", "soort1", 7, 6, true, true, false}}},
		{map[string]bool{"thuis": true}, 11, 1, []SharedKey{{"centrale", "soort1", 7, 6, true, false, true}, {"thuis", "soort1", 5, 5, false, true, true}}},
		{map[string]bool{"k0": true}, 7, 2, []SharedKey{{"centrale", "soort1", 7, 6, true, false, true}, {"k0", "soort0", 1, 0, false, true, true}}},
	} {
		id := Build([]*Batch{keyedBatch(people, 2)}, Rules{Shared: c.said}).Identity
		if c.said["k0"] {
			c.customers-- // it was one of the seven
		}
		if d := cmp.Diff(c.shared, id.Shared); d != "" || id.Customers != c.customers || id.WithoutCustomer != c.without {
			t.Errorf("%v: %d customers, %d without; %s", c.said, id.Customers, id.WithoutCustomer, d)
		}
	}
}

// With one column nothing is shared unless a person says so.
func TestOneColumnAndAPerson(t *testing.T) {
	people := []person{{time: 1, keys: []string{"a"}}, {time: 2, keys: []string{"0800"}}, {time: 3, keys: []string{"0800"}}}
	log := Build([]*Batch{keyedBatch(people, 1)}, Rules{Shared: map[string]bool{"0800": true}})
	if log.Keyed != 2 || log.Identity.Customers != 1 || log.Identity.Columns[0].Filled != 3 {
		t.Errorf("%d without, %+v", log.Keyed, log.Identity)
	}
	// A batch without any key, and a rule.
	log = Build([]*Batch{{Time: []int64{1}}}, Rules{Shared: map[string]bool{"x": true}})
	if log.Keyed != 1 {
		t.Error(log.Keyed)
	}
	// A column that is mapped and holds nothing.
	log = Build([]*Batch{{Time: []int64{1}, Keys: []KeyColumn{{}}}}, Rules{Shared: map[string]bool{"x": true}})
	if log.Keyed != 1 {
		t.Error(log.Keyed)
	}
}

func TestLargest(t *testing.T) {
	var people []person
	for k := range 300 {
		for i := range k%7 + 1 {
			people = append(people, person{time: int64(i), keys: []string{fmt.Sprintf("k%03d", k)}})
		}
	}
	log := Build([]*Batch{keyedBatch(people, 1)}, Rules{})
	top := log.Largest(50)
	for i, c := range top {
		want := 7
		if i >= 42 { // 300 = 42 sevens and 6
			want = 6
		}
		if c.Contacts != want || c.First != 0 || c.Last != int64(want-1) {
			t.Fatalf("place %d: %+v", i, c)
		}
	}
	if len(top) != 50 || len(log.Largest(1000)) != 300 || len(log.Largest(0)) != 0 {
		t.Error(len(top))
	}
}

// Contacts of one customer at one time stand as in the source, whichever key joins
// them, whether their batch was stored by its strongest key or just read.
func TestTiesStandAsInTheSource(t *testing.T) {
	people := []person{{time: 5, keys: []string{"k9", "t1"}}, {time: 5, keys: []string{"k1", "t1"}}, {time: 5, keys: []string{"k9", "t1"}}, {time: 4, keys: []string{"k1", ""}}}
	for _, stored := range []bool{true, false} {
		for _, several := range []bool{true, false} {
			var batches []*Batch
			if several {
				batches = append(batches, keyedBatch([]person{{time: 5, keys: []string{"k1", ""}}}, 2))
			}
			b := keyedBatch(people, 2)
			b.Line = []uint32{2, 3, 4, 5}
			lines := b.Line
			if stored {
				b.Order()
				lines = slices.Clone(b.Line)
			}
			log := Build(append(batches, b), Rules{})
			var got []uint32
			for i := range log.Len() {
				if batch, place := log.Origin(i); batch == len(batches) {
					got = append(got, lines[place])
				}
			}
			if want := []uint32{5, 2, 3, 4}; !slices.Equal(got, want) {
				t.Errorf("stored %v, several %v: lines %v, want %v", stored, several, got, want)
			}
		}
	}
}

// Keys that were brought to one form since a batch was stored leave it out of order:
// contacts are still found back at their place.
func TestOriginOfABatchOutOfOrder(t *testing.T) {
	b := keyedBatch([]person{{time: 3, keys: []string{"b"}}, {time: 1, keys: []string{"a"}}, {time: 2, keys: []string{"b"}}}, 1)
	times := slices.Clone(b.Time)
	log := Build([]*Batch{b}, Rules{})
	for i := range log.Len() {
		if batch, place := log.Origin(i); batch != 0 || times[place] != log.Time[i] {
			t.Errorf("place %d of the log came from %d of batch %d", i, place, batch)
		}
	}
}
