package workbench

import (
	"context"
	"math"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
)

// What is looked at follows the question, and is made only while it is in sight; the last question wins.
func TestLook(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	b.until("ready", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })
	if b.Snapshot().Looked != nil {
		t.Fatal("something was compared that nobody looks at")
	}
	b.Look(Look{Outliers: true})
	s := b.until("compared", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Result != nil && !s.Computing })
	if s.Looked.Result.Dimension != contact.Third || s.Looked.Begin != nil {
		t.Errorf("compared %s", s.Looked.Result.Dimension)
	}
	first := s.Looked.Result
	d := s.Question.Definition
	for day := repeat.Span(1); day <= 14; day++ {
		d.Window = day * repeat.Day
		b.SetDefinition(d)
	}
	s = b.until("the last window", func(s *Snapshot) bool {
		return s.Looked.Result.Query.Definition.Window == 14*repeat.Day && !s.Computing
	})
	if s.Figures.Question.Definition.Window != 14*repeat.Day {
		t.Error("figures and comparison are of different questions")
	}
	d.Window = first.Query.Definition.Window
	b.SetDefinition(d)
	s = b.until("back", func(s *Snapshot) bool { return s.Looked.Question.Definition.Window == d.Window && !s.Computing })
	if s.Looked.Result != first {
		t.Error("what was worked out before is worked out again")
	}
	v := s.Question.Outliers
	v.By, v.Begin = contact.Agent, contact.Reason
	b.SetOutliers(v)
	b.Look(Look{Begin: true})
	s = b.until("begun", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Begin != nil && !s.Computing })
	if s.Looked.Begin.Dimension != contact.Reason || s.Looked.Result != nil {
		t.Errorf("begun by %s", s.Looked.Begin.Dimension)
	}
}

// Views that make no sense become the default.
func TestOutliersViewCheck(t *testing.T) {
	for _, v := range []OutliersView{{}, {By: contact.Hour, Begin: contact.Process}, {By: contact.Team, Begin: contact.Agent}, {By: contact.Team, Begin: contact.Reason, Spread: 2}} {
		q := DefaultQuestion
		q.Outliers = v
		if got := q.check().Outliers; got != defaultOutliers {
			t.Errorf("%+v became %+v", v, got)
		}
	}
}

// Costs and targets: those of a process are its own, else of its reasons in the mix of its contacts.
func TestCostsAndTargets(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	b.until("ready", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })
	e := b.engine
	c := &contact.Catalogue{
		Processes: []contact.ProcessEntry{{Process: "Declaraties", Cost: contact.Some(10), Target: contact.Some(0.2)}},
		Reasons:   []contact.ReasonEntry{{Reason: "Status declaratie", Cost: contact.Some(20)}},
	}
	q := repeat.Query{Definition: repeat.Default}
	for _, by := range TopDimensions {
		begin, err := WhereToBegin(context.Background(), e, q, OutliersView{Begin: by, Target: true, Spread: 0.1}, c)
		if err != nil || !begin.Costs && by != contact.Third {
			t.Fatalf("%s: %v", by, err)
		}
		at := func(key string) outlier.Item {
			for _, i := range begin.Items {
				if i.Key[0] == key {
					return i
				}
			}
			t.Fatalf("no %s", key)
			return outlier.Item{}
		}
		switch by {
		case contact.Process:
			i := at("Declaraties")
			if !i.Targeted || math.Abs(i.Expected-0.2*float64(i.Ripe)) > 1e-6 || math.Abs(i.EurosHigh-11*i.Excess) > 1e-6 || math.Abs(i.EurosLow-9*i.Excess) > 1e-6 {
				t.Errorf("%+v", i)
			}
			if i := at("Premie"); i.Targeted || !math.IsNaN(i.EurosLow) {
				t.Errorf("%+v", i)
			}
		case contact.Reason:
			if i := at("Status declaratie"); math.Abs(i.EurosHigh-22*i.Excess) > 1e-6 || !i.Targeted {
				t.Errorf("%+v", i)
			}
		}
	}
	compared, err := Compare(context.Background(), e, q, contact.Process, 0.1, c)
	if err != nil || !compared.Priced {
		t.Fatal(err, compared.Priced)
	}
	for _, row := range compared.Rows { // € 10 ± 10 % for every followed contact beyond the expected, and none of a process without a cost
		excess := float64(row.Followed) - row.Expected
		if own := row.Key[0] == "Declaraties"; own && !(math.Abs(row.EurosLow-9*excess) < 1e-6 && math.Abs(row.EurosHigh-11*excess) < 1e-6) || !own && !math.IsNaN(row.EurosLow) {
			t.Errorf("%s: %v to %v for %v", row.Key[0], row.EurosLow, row.EurosHigh, excess)
		}
	}
	if compared, err := Compare(context.Background(), e, q, contact.Agent, 0.1, c); err != nil || compared.Priced {
		t.Errorf("agents have a price: %v", err)
	}
	if begin, err := WhereToBegin(context.Background(), e, q, OutliersView{Begin: contact.Reason}, nil); err != nil || begin.Costs || begin.Targets {
		t.Errorf("without a catalogue: %v, %v", begin, err)
	}
}
