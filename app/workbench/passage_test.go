package workbench

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// Each page beside the pairs is worked out only while it is in sight, of the question as it stands.
func TestPassages(t *testing.T) {
	b := newBench(t)
	b.OpenSample()
	b.until("ready", func(s *Snapshot) bool { return s.Phase == Ready && s.Figures != nil && !s.Computing })

	b.Look(Look{Pairs: PairsTime})
	s := b.until("times", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Times != nil && !s.Computing })
	if s.Looked.Flows != nil || s.Looked.Chains != nil || len(s.Looked.Times.Times.Rows) < 2 {
		t.Fatalf("%+v", s.Looked)
	}
	rows := s.Looked.Times.Times.Rows
	v := s.Question.Times
	v.Promise, v.Chosen = 2*repeat.Day, []string{rows[0].Key[0], rows[1].Key[0]}
	b.SetTimes(v)
	s = b.until("compared", func(s *Snapshot) bool {
		return s.Looked != nil && s.Looked.Times != nil && s.Looked.Times.Compared != nil && !s.Computing
	})
	c := s.Looked.Times.Compared
	if !c.Known || c.Times[0].Total.Contacts != rows[0].Contacts || c.Times[0].Total.Promise == nil {
		t.Errorf("%+v", c)
	}
	v.Chosen, v.Split = nil, repeat.DateOf(s.Workspace.From.AddDate(0, 6, 0))
	b.SetTimes(v)
	s = b.until("split", func(s *Snapshot) bool {
		return s.Looked != nil && s.Looked.Times != nil && !s.Looked.Times.Split.IsZero() && !s.Computing
	})
	if c := s.Looked.Times.Compared; c == nil || c.Times[0].Total.Contacts+c.Times[1].Total.Contacts != s.Looked.Times.Times.Total.Contacts {
		t.Errorf("before and after come to another number: %+v", c)
	}

	b.Look(Look{Pairs: PairsFlows})
	s = b.until("flows", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Flows != nil && !s.Computing })
	f := s.Looked.Flows
	if f.Pairs != s.Figures.Total.Total.Followed || s.Looked.Times != nil {
		t.Errorf("%d pairs, %d followed", f.Pairs, s.Figures.Total.Total.Followed)
	}
	w := s.Question.Flows
	w.Shade = figure.ShadeShare
	b.SetFlows(w)
	s = b.until("another colour", func(s *Snapshot) bool {
		return s.Looked != nil && s.Looked.Question.Flows.Shade == figure.ShadeShare && s.Looked.Flows != nil && !s.Computing
	})
	if s.Looked.Flows != f {
		t.Error("another colour counts the pairs again")
	}

	b.Look(Look{Pairs: PairsEpisodes})
	s = b.until("chains", func(s *Snapshot) bool { return s.Looked != nil && s.Looked.Chains != nil && !s.Computing })
	if s.Looked.Chains.Episodes != s.Figures.Episodes {
		t.Errorf("%+v, %+v", s.Looked.Chains.Episodes, s.Figures.Episodes)
	}
}

// Views that make no sense become the default.
func TestPassageChecks(t *testing.T) {
	for _, q := range []Question{
		{Times: TimesView{By: contact.Agent, Until: 30 * repeat.Day}},
		{Times: TimesView{By: contact.Process, Until: repeat.Day}},
		{Times: TimesView{By: contact.Process, Until: 30 * repeat.Day, Chosen: []string{"a", "b", "c", "d", "e"}}},
		{Flows: FlowsView{By: contact.Agent, Order: repeat.LikeOrder, Shade: figure.ShadeShare}},
		{Flows: FlowsView{By: contact.Reason, Order: "best", Shade: figure.ShadeShare}},
		{Chains: ChainsView{Least: 1}},
	} {
		got := q.check()
		if got.Times.Until != defaultTimes.Until || got.Times.By != defaultTimes.By || got.Flows != defaultFlows || got.Chains != defaultChains {
			t.Errorf("%+v became %+v, %+v, %+v", q, got.Times, got.Flows, got.Chains)
		}
	}
	good := DefaultQuestion
	good.Times.Promise, good.Flows.Apart, good.Chains.Least = 3*repeat.Day, true, 5
	if got := good.check(); got.Times.Promise != good.Times.Promise || !got.Flows.Apart || got.Chains.Least != 5 {
		t.Errorf("%+v", got)
	}
}
