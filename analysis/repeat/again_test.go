package repeat

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"eenkeer/analysis/association"
	"eenkeer/analysis/contact"
)

// The tables of Again are those that the pairs give when each is looked at by itself.
func TestAgainAgainstPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := New(logOf(genEntries(t)))
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		got, err := engine.Again(context.Background(), q, PairOptions{Sort: SortBetween})
		if err != nil {
			t.Fatal(err)
		}
		pairs := pairsOf(t, engine, q, PairOptions{})
		first := map[uint32]Pair{}
		for i := range pairs.Len() {
			p := pairs.At(i)
			if old, ok := first[p.First.Customer]; p.Second.Ripe && (!ok || p.First.Place < old.First.Place) {
				first[p.First.Customer] = p
			}
		}
		followed := 0
		tables := map[Factor]*association.Table{}
		for _, f := range Factors {
			tables[f] = &association.Table{}
		}
		for _, p := range first {
			followed += bit(p.Second.Followed)
			for _, f := range Factors {
				is, known := false, true
				switch f {
				case Soon:
					is = p.Between <= 24*time.Hour
				case ThirdParty:
					is = p.First.Value(contact.Third) != ""
				default:
					same, both := p.Alike(map[Factor]contact.Dimension{OtherAgent: contact.Agent, OtherChannel: contact.Channel, OtherTeam: contact.Team, OtherReason: contact.Reason}[f])
					is, known = !same, both
				}
				if !known {
					continue
				}
				to := tables[f]
				switch {
				case is && p.Second.Followed:
					to.With++
				case is:
					to.WithNot++
				case p.Second.Followed:
					to.Without++
				default:
					to.WithoutNot++
				}
			}
		}
		if got.Total.Numerator != followed || got.Total.Denominator != len(first) {
			t.Fatalf("%d of %d, want %d of %d", got.Total.Numerator, got.Total.Denominator, followed, len(first))
		}
		rows := map[Factor]AgainRow{}
		for _, r := range got.Rows {
			rows[r.Factor] = r
		}
		for f, want := range tables {
			r, ok := rows[f]
			if both := want.With+want.WithNot > 0 && want.Without+want.WithoutNot > 0; both != ok {
				t.Fatalf("%s: a row is there: %v, of %+v", f, ok, want)
			}
			if ok && (r.With.Numerator != want.With || r.With.Denominator != want.With+want.WithNot || r.Without.Numerator != want.Without || r.Without.Denominator != want.Without+want.WithoutNot) {
				t.Fatalf("%s: %+v, want %+v", f, r, want)
			}
			if ok && r.Crude.Known() && r.Crude.Value != association.Odds(*want).Value {
				t.Fatalf("%s: %+v", f, r.Crude)
			}
		}
	})
}

// A factor that only follows the reason differs crudely and not within reasons: Simpson's trap.
func TestAgainComparesWithinReasons(t *testing.T) {
	var entries []entry
	hour := int64(3_600_000)
	customer := 0
	add := func(n int, reason string, otherAgent bool, again bool) {
		for range n {
			customer++
			key, at := string(rune('a'+customer%26))+string(rune('a'+customer/26)), 1_700_000_000_000+int64(customer)*1000
			agents := []string{"A1", "A1"}
			if otherAgent {
				agents[1] = "A2"
			}
			for k := range 2 {
				entries = append(entries, entry{at + int64(k)*48*hour, key, map[contact.Dimension]string{contact.Reason: reason, contact.Agent: agents[k]}})
			}
			if again {
				entries = append(entries, entry{at + 96*hour, key, map[contact.Dimension]string{contact.Reason: reason, contact.Agent: "A3"}})
			}
		}
	}
	// Of nota half come back whoever takes the call, of polis one in five; nota goes to another agent most.
	add(40, "nota", true, true)
	add(40, "nota", true, false)
	add(10, "nota", false, true)
	add(10, "nota", false, false)
	add(4, "polis", true, true)
	add(16, "polis", true, false)
	add(16, "polis", false, true)
	add(64, "polis", false, false)
	entries = append(entries, entry{1_700_000_000_000 + 9000*hour, "zz", map[contact.Dimension]string{contact.Reason: "later"}}) // all are ripe
	got, err := New(logOf(entries)).Again(context.Background(), Query{Definition: Default}, PairOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Total.Numerator != 70 || got.Total.Denominator != 200 {
		t.Fatalf("%+v", got.Total)
	}
	r := got.Rows[0]
	if r.Factor != OtherAgent || r.Crude.Low <= 1 || r.Within.Value < 0.999 || r.Within.Value > 1.001 || r.Within.Strata != 2 || r.Within.P < 0.9 {
		t.Errorf("%+v", r)
	}
}
