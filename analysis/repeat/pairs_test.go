package repeat

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

func pairsOf(t interface{ Fatal(...any) }, e *Engine, q Query, o PairOptions) *Pairs {
	p, err := e.Pairs(context.Background(), q, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// There are as many pairs as the figures count: by the second contact the repeats, by the first with ripe the followed.
// Each pair is what its two contacts say of each other.
func TestPairsAgreeWithCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := New(logOf(genEntries(t)))
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		result, err := engine.Rates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		all := pairsOf(t, engine, q, PairOptions{})
		ripe := pairsOf(t, engine, q, PairOptions{By: ByFirst, Ripe: true})
		repeats := pairsOf(t, engine, q, PairOptions{By: BySecond})
		if ripe.Len() != result.Total.Followed || repeats.Len() != result.Total.Repeats || all.Ripe != ripe.Len() || all.All != all.Len() {
			t.Fatalf("%d ripe, %d repeats, %d of %d in all; counted %+v", ripe.Len(), repeats.Len(), all.Ripe, all.All, result.Total.Counts)
		}
		for i := range all.Len() {
			p := all.At(i)
			if p.First.Second != p.Second.Place || p.Between != p.First.Before || p.First.Customer != p.Second.Customer {
				t.Fatalf("%+v is no pair", p)
			}
			if first, second := all.Places(i); first != p.First.Place || second != p.Second.Place || all.Find(first, second) != i {
				t.Fatalf("places %d, %d of %+v", first, second, p)
			}
		}
		for i := range repeats.Len() {
			if p := repeats.At(i); p.Second.First != p.First.Place || p.Between != p.Second.After {
				t.Fatalf("%+v is no repeat", p)
			}
		}
	})
}

// Likeness, a filter on the other contact and a search choose what they say, one by one.
func TestPairsChosen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := New(logOf(genEntries(t)))
		q := Query{Definition: genDefinition(t)}
		d := rapid.SampledFrom(contact.Stored[:]).Draw(t, "dimension")
		text := rapid.SampledFrom([]string{"a", "b", "B", "zz", "k1"}).Draw(t, "search")
		all := pairsOf(t, engine, q, PairOptions{})
		var same, other, found, filtered int
		for i := range all.Len() {
			p := all.At(i)
			switch is, known := p.Alike(d); {
			case is && known:
				same++
			case known:
				other++
			}
			has := text == "k1" && all.Key(p) == "k1"
			for _, c := range []Contact{p.First, p.Second} {
				for _, v := range c.Values {
					has = has || v != "" && containsFold(v, text)
				}
			}
			found += bit(has)
			filtered += bit(p.Second.Value(d) == "a")
		}
		if got := all.AlikeIn(d); got != (AlikeCount{same, other}) {
			t.Fatalf("%s: %+v, want %d and %d", d, got, same, other)
		}
		for o, want := range map[*PairOptions]int{
			{Alike: []Likeness{{d, true}}}:             same,
			{Alike: []Likeness{{d, false}}}:            other,
			{Alike: []Likeness{{d, false}, {d, true}}}: 0,
			{Search: " " + text + " "}:                 found,
			{Other: Filter{{d, []string{"a"}}}}:        filtered,
		} {
			if got := pairsOf(t, engine, q, *o); got.Len() != want {
				t.Fatalf("%+v: %d pairs, want %d", *o, got.Len(), want)
			}
		}
	})
}

func containsFold(text, part string) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		if equalFold(text[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

func equalFold(a, b string) bool {
	for i := range len(a) {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}

// Whatever the order, the pairs are the same and stand by it.
func TestPairsSorted(t *testing.T) {
	var entries []entry
	random := rand.New(rand.NewPCG(1, 2))
	for range 6000 {
		entries = append(entries, entry{1_700_000_000_000 + random.Int64N(1e10), fmt.Sprint("k", random.IntN(900)),
			map[contact.Dimension]string{contact.Reason: string(rune('a' + random.IntN(5))), contact.Agent: string(rune('A' + random.IntN(7)))}})
	}
	engine := New(logOf(entries))
	q := Query{Definition: Default}
	byTime := pairsOf(t, engine, q, PairOptions{})
	if byTime.Len() < 1500 {
		t.Fatal(byTime.Len(), "pairs")
	}
	key := map[string]func(p Pair) string{
		SortPairTime:                func(p Pair) string { return p.First.Time.Format("20060102150405.000") },
		SortSecondAt:                func(p Pair) string { return p.Second.Time.Format("20060102150405.000") },
		SortBetween:                 func(p Pair) string { return fmt.Sprintf("%020d", p.Between) },
		SortOwner:                   func(p Pair) string { return fmt.Sprintf("%09d", p.First.Customer) },
		SortFirst(contact.Reason):   func(p Pair) string { return p.First.Value(contact.Reason) },
		SortSecond(contact.Agent):   func(p Pair) string { return p.Second.Value(contact.Agent) },
		SortSecond(contact.Process): func(p Pair) string { return "" },
	}
	for by, of := range key {
		for _, desc := range []bool{false, true} {
			p := pairsOf(t, engine, q, PairOptions{Sort: by, Desc: desc})
			seen := map[int]bool{}
			for i := range p.Len() {
				first, _ := p.Places(i)
				seen[first] = true
				if i == 0 {
					continue
				}
				if a, b := of(p.At(i-1)), of(p.At(i)); !desc && a > b || desc && a < b {
					t.Fatalf("by %s, descending %v: %q before %q", by, desc, a, b)
				}
			}
			if len(seen) != byTime.Len() {
				t.Errorf("by %s: %d of %d pairs", by, len(seen), byTime.Len())
			}
		}
	}
	for _, by := range []string{"first.week", "third.reason", "reason"} {
		if _, err := engine.Pairs(context.Background(), q, PairOptions{Sort: by}); err == nil {
			t.Errorf("pairs sorted by %s", by)
		}
	}
}

// The digits put keys in the order that comparing them does.
func TestSortedBy(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 1000, 5000} {
		for _, spread := range []uint64{1, 40, 1 << 30, 1 << 63} {
			keys := make([]uint64, n)
			for i := range keys {
				keys[i] = random.Uint64N(spread)*3 + 7
			}
			got := sortedBy(keys)
			want := make([]int32, n)
			for i := range want {
				want[i] = int32(i)
			}
			slices.SortStableFunc(want, func(a, b int32) int {
				if keys[a] < keys[b] {
					return -1
				} else if keys[a] > keys[b] {
					return 1
				}
				return 0
			})
			if !slices.Equal(got, want) {
				t.Errorf("%d keys below %d", n, spread)
			}
		}
	}
}

// A sample has as many pairs of each stratum as its share, none twice, the same for the same seed however the pairs are
// sorted, and others for another.
func TestSample(t *testing.T) {
	var entries []entry
	random := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		entries = append(entries, entry{1_700_000_000_000 + random.Int64N(1e10), fmt.Sprint("k", random.IntN(700)),
			map[contact.Dimension]string{contact.Reason: []string{"a", "a", "a", "b", "c", ""}[random.IntN(6)]}})
	}
	engine := New(logOf(entries))
	q := Query{Definition: Default}
	draw := func(o PairOptions, n int, by contact.Dimension, seed uint64) (Sample, [][2]int) {
		p := pairsOf(t, engine, q, o)
		s, err := p.Sample(n, by, seed)
		if err != nil {
			t.Fatal(err)
		}
		var drawn [][2]int
		count := make([]int, len(s.Strata))
		for i, place := range s.Places {
			a, b := p.Places(place)
			drawn = append(drawn, [2]int{a, b})
			if by == contact.Reason && p.At(place).First.Value(by) != s.Strata[s.Of[i]].Value {
				t.Fatal("a pair in another stratum")
			}
			count[s.Of[i]]++
		}
		all := 0
		for i, one := range s.Strata {
			if one.Drawn != count[i] {
				t.Errorf("%q: %d drawn, said %d", one.Value, count[i], one.Drawn)
			}
			all += one.Pairs
		}
		if all != p.Len() || len(s.Places) != min(n, p.Len()) {
			t.Errorf("%d drawn of %d in strata of %d", len(s.Places), n, all)
		}
		unique := slices.Clone(drawn)
		slices.SortFunc(unique, func(a, b [2]int) int { return a[0] - b[0] })
		if len(slices.Compact(unique)) != len(drawn) {
			t.Error("a pair drawn twice")
		}
		return s, drawn
	}
	s, first := draw(PairOptions{}, 60, contact.Reason, 7)
	if len(s.Strata) != 4 || s.Strata[1].Drawn < 20 || s.Strata[2].Drawn < 5 {
		t.Errorf("%+v", s.Strata)
	}
	if _, again := draw(PairOptions{Sort: SortBetween, Desc: true}, 60, contact.Reason, 7); !slices.Equal(first, again) {
		t.Error("the order of the pairs changed the sample")
	}
	if _, other := draw(PairOptions{}, 60, contact.Reason, 8); slices.Equal(first, other) {
		t.Error("another seed, the same sample")
	}
	draw(PairOptions{}, 25, "", 7)
	draw(PairOptions{}, 1e6, contact.Reason, 7)
	if s, _ := draw(PairOptions{Search: "nothing has this"}, 10, contact.Reason, 7); len(s.Places) != 0 {
		t.Error("a sample of nothing")
	}
	if _, err := pairsOf(t, engine, q, PairOptions{}).Sample(5, contact.Week, 1); err == nil {
		t.Error("strata by week")
	}
}

// Every pair has the same chance: over many seeds each is drawn about as often.
func TestSampleIsFair(t *testing.T) {
	var entries []entry
	for i := range int64(40) {
		entries = append(entries, entry{1_700_000_000_000 + i*1000, fmt.Sprint("k", i%20), map[contact.Dimension]string{contact.Reason: []string{"a", "b"}[i%20/14]}})
	}
	p := pairsOf(t, New(logOf(entries)), Query{Definition: Default}, PairOptions{})
	if p.Len() != 20 {
		t.Fatal(p.Len())
	}
	drawn := make([]int, 20)
	const times = 4000
	for seed := range uint64(times) {
		s, err := p.Sample(10, contact.Reason, seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range s.Places {
			drawn[i]++
		}
	}
	for i, n := range drawn { // each half the times, standard error 0.8 %
		if n < times*45/100 || n > times*55/100 {
			t.Errorf("pair %d was drawn %d times of %d", i, n, times)
		}
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		n     int
		want  []int
	}{
		{[]int{50, 30, 20}, 10, []int{5, 3, 2}},
		{[]int{1, 1, 1}, 2, []int{1, 1, 0}},
		{[]int{97, 2, 1}, 10, []int{10, 0, 0}},
		{[]int{3, 4}, 100, []int{3, 4}},
		{[]int{0, 5}, 3, []int{0, 3}},
		{nil, 3, []int{}},
	} {
		if got := Shares(c.sizes, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%v of %v: %v, want %v", c.n, c.sizes, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 60), 1, 9).Draw(t, "sizes")
		n := rapid.IntRange(0, 400).Draw(t, "n")
		total, sum := 0, 0
		for i, x := range Shares(sizes, n) {
			sum += x
			if x < 0 || x > sizes[i] {
				t.Fatalf("%d of %d", x, sizes[i])
			}
		}
		for _, s := range sizes {
			total += s
		}
		if sum != min(n, total) {
			t.Fatalf("%d of %d", sum, min(n, total))
		}
	})
}
