package workbench

import (
	"fmt"
	"strings"
	"testing"
)

// A person's word on a key makes new figures, and can be undone.
func TestSetKeyRule(t *testing.T) {
	b := newBench(t)
	var s strings.Builder
	s.WriteString("contactnummer;klantnummer;telefoonnummer;datum;contactreden\n")
	for i := range 6 {
		fmt.Fprintf(&s, "%d;K%d;030-1234567;%02d-03-2026 10:00;a\n", i, i, i+1)
	}
	b.importFile(write(t, t.TempDir(), "a.csv", s.String()))
	repeats := func() int { return b.settled().Figures.Total.Total.Repeats }
	if c := b.settled().Customers; c.Customers != 6 || len(c.Shared) != 1 || c.Shared[0].Key != "+31301234567" || len(c.Largest) != 6 || repeats() != 0 {
		t.Fatalf("%+v, %d repeats", c, repeats())
	}
	no, yes := false, true
	b.SetKeyRule("+31301234567", &no)
	b.until("one customer", func(s *Snapshot) bool { return s.Customers.Customers == 1 && s.Customers.Shared[0].ByPerson })
	if repeats() != 5 {
		t.Errorf("%d repeats", repeats())
	}
	undo := b.lastUndo()
	undo()
	b.until("six again", func(s *Snapshot) bool { return s.Customers.Customers == 6 && !s.Customers.Shared[0].ByPerson })
	b.SetKeyRule("K1", &yes)
	b.until("one without a customer", func(s *Snapshot) bool { return s.Customers.Customers == 5 && s.Customers.WithoutCustomer == 1 })
	b.SetKeyRule("K1", nil)
	b.until("left to the data", func(s *Snapshot) bool { return s.Customers.Customers == 6 && len(s.Customers.Shared) == 1 })
}
