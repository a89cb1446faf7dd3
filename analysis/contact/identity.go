package contact

import (
	"cmp"
	"slices"
)

// Identity says how the contacts of a log became customers.
type Identity struct {
	Contacts        int // in the log
	WithoutCustomer int // of them, those that no key gives a customer
	Customers       int
	Joined          int           // customers that are known by more than one key
	Columns         []KeyCoverage // the columns of customer keys of all batches, the strongest first
	// Shared lists the keys that join nobody, and those that do only because a person said so, the ones
	// with the most contacts first.
	Shared []SharedKey
}

// KeyCoverage says what a column of customer keys brought.
type KeyCoverage struct {
	Name, Kind string
	Contacts   int // in batches that have the column
	Filled     int // of them, those with a key in it
	Distinct   int // different keys
}

// SharedKey is a key that seems to be of many customers, such as the number of a
// switchboard, or that a person decided about.
type SharedKey struct {
	Key, Kind string
	Contacts  int  // that have it
	Leading   int  // different stronger keys that it stands beside, each a customer it would join
	Proposed  bool // the data say that it is shared
	ByPerson  bool // a person decided
	Shared    bool // it joins nobody
}

// MostLeading is beside how many different stronger keys a key may stand and still
// join them. A household shares a telephone; a switchboard is shared by a town.
const MostLeading = 5

// keySet is the customer keys of all contacts in one dictionary. The lower of two
// codes is the stronger key.
type keySet struct {
	n        int     // contacts
	columns  []Codes // the strongest first
	dict     Dict
	kinds    []string // that there are
	kindOf   []uint8  // by code, plus one: the kind of the strongest column that has it; nil for one column
	coverage []KeyCoverage
}

// keysOf gives the customer keys of one batch.
func keysOf(b *Batch) keySet {
	if len(b.Keys) == 1 {
		k := &b.Keys[0]
		filled := k.Codes.Len() - k.Missing()
		return keySet{n: b.Len(), columns: []Codes{k.Codes}, dict: k.Dict, coverage: []KeyCoverage{{k.Name, k.Kind, b.Len(), filled, k.Dict.Len() - 1}}}
	}
	return joiner{batches: []*Batch{b}, n: b.Len()}.keys()
}

// customers gives every contact its customer: contacts that have a key in common
// are of one, and so are all that such contacts lead to. The dictionary has each
// customer's strongest key.
func (s keySet) customers(shared map[string]bool) (Codes, Dict, Identity) {
	id := Identity{Columns: s.coverage}
	switch {
	case len(s.columns) == 0:
		return Codes{}, Dict{}, id
	case len(s.columns) == 1 && len(shared) == 0:
		return s.columns[0], s.dict, id
	}
	apart := s.shared(shared, &id)
	parent := make([]uint32, s.dict.Len())
	for c := range parent {
		parent[c] = uint32(c)
	}
	root := func(c uint32) uint32 {
		for parent[c] != c {
			parent[c] = parent[parent[c]]
			c = parent[c]
		}
		return c
	}
	n := s.n
	first := make([]uint32, n) // the strongest key of each contact that is not shared
	used := make([]bool, s.dict.Len())
	for k := range s.columns {
		for i := range n {
			c := s.columns[k].At(i)
			if c == 0 || apart[c] {
				continue
			}
			used[c] = true
			if first[i] == 0 {
				first[i] = c
				continue
			}
			a, b := root(first[i]), root(c)
			switch { // the stronger key stands for both
			case a < b:
				parent[b] = a
			case b < a:
				parent[a] = b
			}
		}
	}
	// Customers get codes in the order of their keys, without gaps.
	var names Dict
	to := make([]uint32, s.dict.Len())
	several := make([]bool, s.dict.Len())
	for c := uint32(1); int(c) < len(to); c++ {
		if !used[c] {
			continue
		}
		if r := root(c); r == c {
			names.Data = append(names.Data, s.dict.Bytes(c)...)
			names.Ends = append(names.Ends, uint32(len(names.Data)))
			to[c] = uint32(len(names.Ends))
		} else {
			to[c] = to[r] // r is lower: it has its code
			if !several[r] {
				several[r] = true
				id.Joined++
			}
		}
	}
	codes := NewCodes(n, names.Len())
	for i, c := range first {
		codes.Set(i, to[c])
	}
	return codes, names, id
}

// shared finds the keys that join nobody: those of a column but the first that
// stand beside more than [MostLeading] different leading keys, where the leading
// key of a contact is the first that it has in an earlier column. A person's word
// goes before that.
func (s keySet) shared(said map[string]bool, id *Identity) []bool {
	type beside [MostLeading + 1]uint32
	var leads []beside                    // of keys that stand beside several
	place := make([]uint32, s.dict.Len()) // of a key in leads, plus one
	only := make([]uint32, s.dict.Len())  // the leading key of those that stand beside one
	n := s.n
	leading := func(i, below int) uint32 {
		for k := range below {
			if c := s.columns[k].At(i); c != 0 {
				return c
			}
		}
		return 0
	}
	proposed := make([]bool, s.dict.Len())
	for k := 1; k < len(s.columns); k++ {
		for i := range n {
			c := s.columns[k].At(i)
			if c == 0 || proposed[c] {
				continue
			}
			lead := leading(i, k)
			if lead == 0 || lead == c || lead == only[c] {
				continue
			}
			if only[c] == 0 {
				only[c] = lead
				continue
			}
			if place[c] == 0 {
				leads = append(leads, beside{only[c]})
				place[c] = uint32(len(leads))
			}
			b := &leads[place[c]-1]
			for at := range b {
				if b[at] == lead {
					break
				}
				if b[at] == 0 {
					b[at] = lead
					proposed[c] = at == MostLeading
					break
				}
			}
		}
	}
	apart := slices.Clone(proposed)
	place = make([]uint32, s.dict.Len()) // of a key in list, plus one
	var list []SharedKey
	for c := uint32(1); int(c) < s.dict.Len(); c++ {
		word, decided := false, false
		if len(said) > 0 {
			word, decided = said[string(s.dict.Bytes(c))]
		}
		if decided {
			apart[c] = word
		}
		if decided || proposed[c] {
			list = append(list, SharedKey{Key: s.dict.Text(c), Kind: s.kind(c), Proposed: proposed[c], ByPerson: decided, Shared: apart[c]})
			place[c] = uint32(len(list))
		}
	}
	id.Shared = s.counted(list, place, leading)
	return apart
}

// kind gives the kind of a key.
func (s keySet) kind(c uint32) string {
	switch {
	case s.kindOf == nil:
		return s.coverage[0].Kind
	case s.kindOf[c] == 0:
		return "" // of more kinds than are counted
	}
	return s.kinds[s.kindOf[c]-1]
}

// counted counts the contacts and leading keys of the keys in the list, and puts
// those first that most contacts have. place says where each key stands, plus one.
func (s keySet) counted(list []SharedKey, place []uint32, leading func(i, below int) uint32) []SharedKey {
	if len(list) == 0 {
		return nil
	}
	type pair struct{ place, lead uint32 }
	beside := map[pair]bool{}
	last := make([]int, len(list)) // the contact that was counted last, plus one
	for i := range s.n {
		for k := range s.columns {
			c := s.columns[k].At(i)
			p := place[c]
			if p == 0 {
				continue
			}
			of := &list[p-1]
			if last[p-1] != i+1 {
				last[p-1] = i + 1
				of.Contacts++
			}
			if lead := leading(i, k); lead != 0 && lead != c && !beside[pair{p, lead}] {
				beside[pair{p, lead}] = true
				of.Leading++
			}
		}
	}
	list = slices.DeleteFunc(list, func(k SharedKey) bool { return k.Contacts == 0 })
	slices.SortFunc(list, func(a, b SharedKey) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Key, b.Key))
	})
	return list
}
