package coding

import (
	"cmp"
	"slices"

	"eenkeer/analysis/association"
	"eenkeer/analysis/repeat"
)

// Share is how often one answer was given.
type Share struct {
	ID string `json:"id"`
	repeat.Rate
}

// Coder is one of the people who coded.
type Coder struct {
	Name string `json:"name"`
	Done int    `json:"done"` // pairs of which both questions are answered
}

// Agreement is how far two people agree on the pairs that both judged.
type Agreement struct {
	A, B  string
	Cause association.Kappa
	Party association.Kappa
}

// Summary is what a sample adds up to. A pair counts with what was settled together; without that, with what everyone
// who coded it says; where they differ it is disputed, and not in the split.
type Summary struct {
	Pairs     int
	Coders    []Coder // by name; those who settled together are none
	Causes    []Share // most first; of the pairs with one cause. With the 95 % Wilson interval of each by itself
	Parties   []Share // in the order of Parties
	Coded     int     // pairs that at least one person gave a cause
	Contested []int   // numbers of the pairs on which they differ, cause or party
	Disputed  []int   // of them, those that are not settled
	Settled   int     // pairs that were settled together
	// Of each two people who both coded pairs; those with the most pairs in common first.
	Agreements []Agreement
}

// Verdict is what a pair counts with.
type Verdict struct {
	Cause     string
	Party     Party
	Contested bool // people said different things
	Disputed  bool // and it is not settled
	Settled   bool
}

// Verdicts gives what each pair counts with, by its number.
func Verdicts(codings []Coding) map[int]Verdict {
	out := map[int]Verdict{}
	settled := map[int]Coding{}
	for _, c := range codings {
		if c.Coder == Agreed {
			settled[c.Pair] = c
		}
	}
	type said struct {
		causes, parties map[string]bool
	}
	all := map[int]*said{}
	for _, c := range codings {
		if c.Coder == Agreed {
			continue
		}
		s := all[c.Pair]
		if s == nil {
			s = &said{map[string]bool{}, map[string]bool{}}
			all[c.Pair] = s
		}
		if c.Cause != "" {
			s.causes[c.Cause] = true
		}
		if c.Party != "" {
			s.parties[string(c.Party)] = true
		}
	}
	only := func(m map[string]bool) string {
		if len(m) != 1 {
			return ""
		}
		for v := range m {
			return v
		}
		return ""
	}
	for pair, s := range all {
		v := Verdict{Cause: only(s.causes), Party: Party(only(s.parties))}
		v.Contested = len(s.causes) > 1 || len(s.parties) > 1
		v.Disputed = v.Contested
		out[pair] = v
	}
	for pair, c := range settled { // what was settled holds, question by question
		v := out[pair]
		if c.Cause != "" {
			v.Cause = c.Cause
		}
		if c.Party != "" {
			v.Party = c.Party
		}
		s := all[pair]
		open := s != nil && (len(s.causes) > 1 && c.Cause == "" || len(s.parties) > 1 && c.Party == "")
		v.Disputed, v.Settled = open, !open
		out[pair] = v
	}
	return out
}

// Sum sums a sample of n pairs up.
func Sum(n int, codings []Coding) Summary {
	s := Summary{Pairs: n}
	causes, parties := map[string]int{}, map[Party]int{}
	withCause, withParty := 0, 0
	verdicts := Verdicts(codings)
	for pair, v := range verdicts {
		if v.Cause != "" {
			causes[v.Cause]++
			withCause++
		}
		if v.Party != "" {
			parties[v.Party]++
			withParty++
		}
		if v.Contested {
			s.Contested = append(s.Contested, pair)
		}
		if v.Disputed {
			s.Disputed = append(s.Disputed, pair)
		}
		if v.Settled {
			s.Settled++
		}
	}
	slices.Sort(s.Contested)
	slices.Sort(s.Disputed)
	for id, x := range causes {
		s.Causes = append(s.Causes, Share{id, repeat.NewRate(x, withCause)})
	}
	slices.SortFunc(s.Causes, func(a, b Share) int { return cmp.Or(b.Numerator-a.Numerator, cmp.Compare(a.ID, b.ID)) })
	for _, p := range Parties {
		s.Parties = append(s.Parties, Share{string(p), repeat.NewRate(parties[p], withParty)})
	}
	byCoder := map[string]map[int]Coding{}
	coded := map[int]bool{}
	for _, c := range codings {
		if c.Cause != "" {
			coded[c.Pair] = true
		}
		if c.Coder == Agreed || c.Empty() {
			continue
		}
		if byCoder[c.Coder] == nil {
			byCoder[c.Coder] = map[int]Coding{}
		}
		byCoder[c.Coder][c.Pair] = c
	}
	s.Coded = len(coded)
	for name, said := range byCoder {
		done := 0
		for _, c := range said {
			if c.Done() {
				done++
			}
		}
		s.Coders = append(s.Coders, Coder{name, done})
	}
	slices.SortFunc(s.Coders, func(a, b Coder) int { return cmp.Compare(a.Name, b.Name) })
	for i, a := range s.Coders {
		for _, b := range s.Coders[i+1:] {
			one := Agree(byCoder[a.Name], byCoder[b.Name])
			if one.A, one.B = a.Name, b.Name; one.Cause.N+one.Party.N > 0 {
				s.Agreements = append(s.Agreements, one)
			}
		}
	}
	slices.SortStableFunc(s.Agreements, func(a, b Agreement) int { return b.Cause.N - a.Cause.N })
	return s
}

// Agree gives how far two people agree, by what each says of the pairs.
func Agree(a, b map[int]Coding) Agreement {
	return Agreement{
		Cause: kappa(a, b, func(c Coding) string { return c.Cause }),
		Party: kappa(a, b, func(c Coding) string { return string(c.Party) }),
	}
}

func kappa(a, b map[int]Coding, answer func(Coding) string) association.Kappa {
	var categories []string
	var both [][2]string
	for pair, x := range a {
		y, ok := b[pair]
		if u, v := answer(x), answer(y); ok && u != "" && v != "" {
			both = append(both, [2]string{u, v})
			categories = append(categories, u, v)
		}
	}
	slices.Sort(categories)
	categories = slices.Compact(categories)
	table := make([][]int, len(categories))
	for i := range table {
		table[i] = make([]int, len(categories))
	}
	for _, p := range both {
		table[slices.Index(categories, p[0])][slices.Index(categories, p[1])]++
	}
	return association.CohenKappa(table)
}
