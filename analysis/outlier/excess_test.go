package outlier

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/sample"
)

func TestExcessOfTheSample(t *testing.T) {
	e := sampleEngine(sample.Default())
	q := repeat.Query{Definition: repeat.Default}
	o := ExcessOptions{Cost: &Cost{3.5, 9}, Costs: map[string]Cost{"Declaraties": {5, 6}}}
	r, err := Excess(context.Background(), e, q, contact.Process, o)
	if err != nil {
		t.Fatal(err)
	}
	sum, above, shares := 0.0, 0.0, 0.0
	for i, item := range r.Items {
		sum += item.Excess
		above += max(0, item.Excess)
		if i > 0 && item.Excess > r.Items[i-1].Excess {
			t.Errorf("%s out of order", item.Key)
		}
		if !(item.Low < item.Excess && item.Excess < item.High) {
			t.Errorf("%s: %g of %g to %g", item.Key, item.Excess, item.Low, item.High)
		}
		cost := Cost{3.5, 9}
		if item.Key[0] == "Declaraties" {
			cost = Cost{5, 6}
		}
		near(t, "euros", item.EurosLow, min(item.Excess*cost.Low, item.Excess*cost.High), 1e-9)
		near(t, "euros", item.EurosHigh, max(item.Excess*cost.Low, item.Excess*cost.High), 1e-9)
		if item.Excess > 0 {
			shares += item.Share
			near(t, "cumulated", item.Cumulated, shares, 1e-9)
			if inside := i < r.Make80; inside != (shares-item.Share < 0.8) {
				t.Errorf("%s and the 80 %%: %g", item.Key, shares)
			}
		}
	}
	if math.Abs(sum) > 1e-6 || math.Abs(above-r.Above) > 1e-6 || len(r.Items) != 12 {
		t.Errorf("excess adds up to %g over %d items, above 0 to %g of %g", sum, len(r.Items), above, r.Above)
	}
	if first := r.Items[0].Key[0]; first != "Declaraties" && first != "Hulpmiddelen" {
		t.Errorf("begins with %s", first)
	}
	if h := r.Heavy; h.Callers != (h.Customers+99)/100 || h.Others().Plus(h.Theirs) != h.All || h.Theirs.Follow().Value <= h.Others().Follow().Value {
		t.Errorf("%+v", h)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestExcessAgainstATarget(t *testing.T) {
	e := engineOf(manyCalls())
	q := repeat.Query{Definition: repeat.Default}
	r, err := Excess(context.Background(), e, q, contact.Agent, ExcessOptions{Target: 0.1, Targets: map[string]float64{"a1": 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range r.Items {
		want := 20 - 10.0
		switch item.Key[0] {
		case "a0":
			want = 59 - 14
		case "a1":
			want = 20 - 50
		case "few", "late":
			t.Errorf("agent %s has too few contacts to be shown", item.Key)
			continue
		}
		if math.Abs(item.Excess-want) > 1e-9 || !item.Targeted || !math.IsNaN(item.EurosLow) || (item.Excess > 0) == math.IsNaN(item.Share) {
			t.Errorf("%+v, want %g", item, want)
		}
	}
	if r.Items[0].Key[0] != "a0" || r.Items[len(r.Items)-1].Key[0] != "a1" || r.Make80+r.Rest != 9 {
		t.Errorf("%d and %d of %d", r.Make80, r.Rest, len(r.Items))
	}
	h := r.Heavy
	if h.Callers != 11 || h.Theirs.Contacts != 40+10*2 || h.Least != 2 || h.Theirs.Followed != 39+10 {
		t.Errorf("%+v", h)
	}
	for _, o := range []ExcessOptions{{Target: 1.1}, {Targets: map[string]float64{"a": -1}}, {Cost: &Cost{2, 1}}, {Costs: map[string]Cost{"a": {-1, 1}}}} {
		if _, err := Excess(context.Background(), e, q, contact.Agent, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
