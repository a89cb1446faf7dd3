package coding

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func say(pair int, coder, cause string, party Party) Coding {
	return Coding{Pair: pair, Coder: coder, Cause: cause, Party: party}
}

func TestSum(t *testing.T) {
	s := Sum(10, []Coding{
		say(1, "Anouk", "backlog", Process), say(1, "Bas", "backlog", Process),
		say(2, "Anouk", "backlog", Process), say(2, "Bas", "mandate", Process),
		say(3, "Anouk", "mandate", Customer), say(3, "Bas", "backlog", Employee), say(3, Agreed, "mandate", Employee),
		say(4, "Anouk", "other", ""),
		say(5, "Bas", "", Customer),
		{Pair: 6, Coder: "Bas", Note: "nog eens luisteren"},
	})
	if s.Pairs != 10 || s.Coded != 4 || s.Settled != 1 || !slices.Equal(s.Contested, []int{2, 3}) || !slices.Equal(s.Disputed, []int{2}) {
		t.Errorf("%+v", s)
	}
	// Pair 2 has no one cause, so that 1, 3 and 4 count; its party is the same to both.
	want := map[string]int{"backlog": 1, "mandate": 1, "other": 1}
	for _, c := range s.Causes {
		if c.Numerator != want[c.ID] || c.Denominator != 3 || !(c.Low > 0 && c.High < 1) {
			t.Errorf("%+v", c)
		}
	}
	for _, p := range s.Parties {
		if n := map[string]int{"process": 2, "employee": 1, "customer": 1}[p.ID]; p.Numerator != n || p.Denominator != 4 {
			t.Errorf("%+v", p)
		}
	}
	if len(s.Coders) != 2 || s.Coders[0] != (Coder{"Anouk", 3}) || s.Coders[1] != (Coder{"Bas", 3}) {
		t.Errorf("%+v", s.Coders)
	}
	if len(s.Agreements) != 1 {
		t.Fatal(s.Agreements)
	}
	a := s.Agreements[0]
	if a.Cause.N != 3 || a.Cause.Agreed != 1 || a.Party.N != 3 || a.Party.Agreed != 2 {
		t.Errorf("%+v", a)
	}
	// 1 of 3 alike; by chance (2/3)(2/3) + (1/3)(1/3): κ = (1/3 − 5/9) / (4/9).
	if math.Abs(a.Cause.Value-(1.0/3-5.0/9)/(4.0/9)) > 1e-12 {
		t.Error(a.Cause.Value)
	}
	if s := Sum(3, nil); s.Coded != 0 || len(s.Causes) != 0 || len(s.Agreements) != 0 || s.Parties[0].Known() {
		t.Errorf("%+v", s)
	}
}

// Settling every dispute leaves none, and then each coded pair is in the split.
func TestSettlingEndsDisputes(t *testing.T) {
	cause := rapid.SampledFrom([]string{"", "backlog", "mandate", "other"})
	party := rapid.SampledFrom([]Party{"", Customer, Process, Employee})
	rapid.Check(t, func(t *rapid.T) {
		var said []Coding
		for pair := 1; pair <= 8; pair++ {
			for _, who := range []string{"Anouk", "Bas", "Carla"} {
				if c := say(pair, who, cause.Draw(t, "cause"), party.Draw(t, "party")); !c.Empty() {
					said = append(said, c)
				}
			}
		}
		s := Sum(8, said)
		for _, pair := range s.Disputed {
			said = append(said, say(pair, Agreed, "backlog", Process))
		}
		after := Sum(8, said)
		if len(after.Disputed) != 0 || after.Settled != len(s.Disputed) || !slices.Equal(after.Contested, s.Contested) {
			t.Fatalf("%+v, settled %+v", s, after)
		}
		sum := 0
		for _, c := range after.Causes {
			sum += c.Numerator
			if c.Denominator != sumOf(after.Causes) {
				t.Fatalf("%+v", after.Causes)
			}
		}
		if sum < s.Coded || sum > after.Coded {
			t.Fatalf("%d in the split, %d coded before and %d after", sum, s.Coded, after.Coded)
		}
	})
}

func sumOf(shares []Share) (n int) {
	for _, s := range shares {
		n += s.Numerator
	}
	return n
}

func TestBook(t *testing.T) {
	b := DefaultBook()
	if b.Check() != nil || len(b) != MostCauses || b[8].ID != Other {
		t.Fatal(b)
	}
	c := b.Put(Cause{Title: "Brief"})
	if d := c.Put(Cause{Title: "Nog een"}); c[8].ID != "own_1" || d[9].ID != "own_2" || d[10].ID != Other || d.Check() != nil {
		t.Error(d)
	}
	if len(b) != 9 {
		t.Error("the book that was changed is another")
	}
	if m := b.Move(b[0].ID, 1); m[1].ID != b[0].ID || m[0].ID != b[1].ID {
		t.Error(m)
	}
	for _, same := range []Book{b.Move(Other, -1), b.Move(b[7].ID, 1), b.Move(b[0].ID, -1), b.Move("gone", 1)} {
		if !slices.Equal(same, b) {
			t.Error(same)
		}
	}
	for _, bad := range []Book{nil, b[:8], append(slices.Clone(b), Cause{ID: "x", Title: "na anders"}), append(Book{{ID: "x"}}, b...), append(Book{b[0]}, b...), b.Put(Cause{ID: Other, Retired: true})} {
		if bad.Check() == nil {
			t.Errorf("%+v passes", bad)
		}
	}
	if CoderName("  Anouk   de\tWit ") != "Anouk de Wit" {
		t.Error("names of coders")
	}
}
