package repeat

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	godiff "github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
)

// naiveChains puts the contacts that can repeat each other in a row, and cuts it where the window has passed. It gives the chains as
// numbers of entries.
func naiveChains(entries []entry, q Query) (chains [][]int) {
	d := q.Definition
	rows := map[string][]int{}
	var order []string
	for i, e := range entries {
		if e.customer == "" || !passes(e, d.Eligible) {
			continue
		}
		key := e.customer
		switch d.Same {
		case SameProcess:
			key += "/" + e.values[contact.Process]
		case SameReason:
			key += "/" + e.values[contact.Reason]
		}
		if d.Channels == SameChannel {
			key += "/" + e.values[contact.Channel]
		}
		if rows[key] == nil {
			order = append(order, key)
		}
		rows[key] = append(rows[key], i)
	}
	for _, key := range order {
		row := rows[key]
		slices.SortStableFunc(row, func(a, b int) int { return cmp.Compare(entries[a].time, entries[b].time) })
		var chain []int
		for _, i := range row {
			if len(chain) > 0 {
				from := chain[len(chain)-1]
				if d.Chain == FromFirst {
					from = chain[0]
				}
				if entries[i].time-entries[from].time > d.Window.Seconds()*1000 {
					chains, chain = append(chains, chain), nil
				}
			}
			chain = append(chain, i)
		}
		chains = append(chains, chain)
	}
	return slices.DeleteFunc(chains, func(c []int) bool { return !passes(entries[c[0]], q.Selection.Filter) })
}

func TestChainsAgainstTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genPlain(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		least := rapid.IntRange(0, 4).Draw(t, "least")
		got, err := New(logOf(entries)).Chains(context.Background(), q, ChainOptions{Least: least, Most: 1000})
		if err != nil {
			t.Fatal(err)
		}
		end := int64(-1 << 62)
		for _, e := range entries {
			end = max(end, e.time)
		}
		lengths, want := map[int]int{}, []string{}
		describe := func(times []int64, customer string) string { return fmt.Sprint(customer, times) }
		for _, c := range naiveChains(entries, q) {
			lengths[len(c)]++
			from := c[len(c)-1]
			if q.Definition.Chain == FromFirst {
				from = c[0]
			}
			if len(c) >= max(2, least) && (end-entries[from].time)/1000 < q.Definition.Window.Seconds() {
				var times []int64
				for _, i := range c {
					times = append(times, entries[i].time)
				}
				want = append(want, describe(times, entries[c[0]].customer))
			}
		}
		found, open := map[int]int{}, []string{}
		for size, n := range got.Lengths {
			if n > 0 {
				found[size] = n
			}
		}
		if diff := godiff.Diff(lengths, found); diff != "" {
			t.Fatal(diff)
		}
		for k, c := range got.Open {
			var times []int64
			for _, p := range got.Places(c) {
				times = append(times, contact.Wall(got.Contact(p).Time))
			}
			if len(times) != c.Contacts || c.Lasted.Milliseconds() != times[len(times)-1]-times[0] {
				t.Fatalf("%+v has the contacts %v", c, times)
			}
			if k > 0 && c.Contacts > got.Open[k-1].Contacts {
				t.Fatal("a longer chain stands after a shorter one")
			}
			open = append(open, describe(times, got.Key(c)))
		}
		if diff := godiff.Diff(want, open, cmpopts.SortSlices(cmp.Less[string])); diff != "" || got.Opened != len(open) {
			t.Fatal(diff, got.Opened)
		}
		sum, err := New(logOf(entries)).Episodes(context.Background(), q)
		if err != nil || sum != got.Episodes {
			t.Fatalf("%+v, %+v, %v", sum, got.Episodes, err)
		}
	})
}

// A definition whose rules take nothing away chains as one without them, though the work is done another way.
func TestChainsByRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		d := genPlain(t)
		d.LeastGap = 0
		q := Query{Definition: d, Selection: Selection{Filter: genFilter(t, "filter")}}
		e, o := New(logOf(entries)), ChainOptions{Most: 1000}
		plain, err := e.Chains(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		q.Definition.Abandoned = Abandoned{Outcomes: []string{"nobody has this"}, First: ServedFirst}
		ruled, err := e.Chains(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := godiff.Diff(plain, ruled, cmpopts.IgnoreUnexported(Chains{}), cmpopts.IgnoreFields(Chains{}, "Query"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		for _, c := range ruled.Open {
			if diff := godiff.Diff(plain.Places(c), ruled.Places(c)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// Redials stay in the episode of the contact that they follow, and so in its length.
func TestChainWithRedials(t *testing.T) {
	at := func(minutes int64) entry {
		return entry{1_700_000_000_000 + minutes*60_000, "a", map[contact.Dimension]string{}}
	}
	entries := []entry{at(0), at(2), at(60), at(60 * 24 * 3)}
	d := Definition{Window: Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Redial: 5 * Minute}
	c, err := New(logOf(entries)).Chains(context.Background(), Query{Definition: d}, ChainOptions{Most: 10})
	if err != nil || c.Episodes != (Episodes{Episodes: 2, Contacts: 4, OneAndDone: 1, Longest: 3}) || len(c.Open) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}
