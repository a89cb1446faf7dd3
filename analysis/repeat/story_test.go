package repeat

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// A story is all contacts of one customer, and its pairs are those of the whole log that are the customer's.
func TestStoryHoldsTheCustomersPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := New(logOf(genEntries(t)))
		log := engine.Log()
		if log.Keyed == log.Len() {
			t.Skip("nobody has a key")
		}
		d := genDefinition(t)
		place := rapid.IntRange(log.Keyed, log.Len()-1).Draw(t, "place")
		story, err := engine.Story(context.Background(), d, place)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i := log.Keyed; i < log.Len(); i++ {
			if log.Customer.At(i) == log.Customer.At(place) {
				if story.Find(i) != n {
					t.Fatalf("contact %d is not number %d of the story", i, n)
				}
				n++
			}
		}
		if len(story.Contacts) != n || story.Find(place) < 0 {
			t.Fatalf("%d contacts of %d", len(story.Contacts), n)
		}
		want := map[[2]int]bool{}
		for _, by := range []CountedBy{ByFirst, BySecond} {
			p := pairsOf(t, engine, Query{Definition: d}, PairOptions{By: by})
			for i := range p.Len() {
				if one := p.At(i); one.First.Customer == story.Customer {
					want[[2]int{one.First.Place, one.Second.Place}] = true
				}
			}
		}
		for _, p := range story.Pairs {
			a, b := story.Contacts[p.First], story.Contacts[p.Second]
			if !want[[2]int{a.Place, b.Place}] {
				t.Fatalf("%d and %d are no pair", a.Place, b.Place)
			}
			if a.Chain == 0 || a.Chain != b.Chain || !a.Counted || !b.Counted {
				t.Fatalf("chains %d and %d of a pair", a.Chain, b.Chain)
			}
		}
		if len(story.Pairs) != len(want) {
			t.Fatalf("%d pairs, want %d", len(story.Pairs), len(want))
		}
		paired := map[int]bool{}
		for _, p := range story.Pairs {
			paired[p.First], paired[p.Second] = true, true
		}
		chains := map[int]bool{}
		for i, c := range story.Contacts {
			if (c.Chain > 0) != paired[i] {
				t.Fatalf("contact %d in chain %d", i, c.Chain)
			}
			if c.Chain > 0 {
				chains[c.Chain] = true
			}
		}
		if len(chains) != story.Chains {
			t.Fatalf("%d chains, said %d", len(chains), story.Chains)
		}
		if _, err := engine.Story(context.Background(), d, -1); err == nil {
			t.Fatal("the story of nobody")
		}
	})
}
