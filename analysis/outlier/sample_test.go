package outlier

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/sample"
)

// sampleEngine gives the engine of the sample as its generator makes it.
func sampleEngine(o sample.Options) *repeat.Engine {
	b := &contact.Batch{}
	customers := contact.NewEncoder(0)
	var columns [len(contact.Stored)]*contact.Encoder
	var codes [len(contact.Stored)][]uint32
	for d := range columns {
		columns[d] = contact.NewEncoder(0)
	}
	var keys []uint32
	for c := range sample.Generate(o) {
		b.Time = append(b.Time, contact.Wall(c.Start))
		keys = append(keys, customers.Code([]byte(c.Customer)))
		for d, text := range []string{c.Process, c.Reason, c.ThirdParty, c.Team, c.Agent, c.Channel, c.Direction, c.Outcome} {
			codes[d] = append(codes[d], columns[d].Code([]byte(text)))
		}
	}
	b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: contact.Codes{U32: keys}, Dict: *customers.Dict()}}
	for d := range columns {
		b.Columns[d] = contact.Column{Codes: contact.Codes{U32: codes[d]}, Dict: *columns[d].Dict()}
	}
	return repeat.New(contact.Build([]*contact.Batch{b}, contact.Rules{}))
}

// findings gives which units of the sample are flagged, and how.
func findings(t *testing.T, e *repeat.Engine, by contact.Dimension) (map[string]Side, Result) {
	t.Helper()
	r, err := Compare(context.Background(), e, repeat.Query{Definition: repeat.Default}, by, Options{})
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string]Side{}
	for _, row := range r.Rows {
		if row.Flag != Inside {
			flags[row.Key[0]] = row.Flag
			t.Logf("%s %s: %d ripe, ratio %.2f, z %.1f, q %.4f", by, row.Key[0], row.Ripe, row.Ratio, row.Z, row.Q)
		}
	}
	return flags, r
}

// The agents that the generator made different are flagged on the right side, and nobody else: not the specialists, who have
// the hard reasons, nor Partner Alfa, who has the easy ones.
func TestSampleAgents(t *testing.T) {
	e := sampleEngine(sample.Default())
	flags, r := findings(t, e, contact.Agent)
	if len(flags) != len(sample.OutlyingAgents) {
		t.Errorf("flagged: %v", flags)
	}
	for code, factor := range sample.OutlyingAgents {
		if want := SideOf(factor, 1, 1); flags[code] != want {
			t.Errorf("%s, made %.2f times as bad, is flagged %q", code, factor, flags[code])
		}
	}
	team := map[string]string{}
	for _, a := range sample.Agents {
		team[a.Code] = a.Team
	}
	loaded := map[string]int{}
	for _, row := range r.Rows {
		if row.Crude.Low > r.Total.Value || row.Crude.High < r.Total.Value {
			loaded[team[row.Key[0]]]++
		}
		if row.Flag != Inside {
			checkExplanation(t, row)
		}
	}
	if loaded["Specialisten"] < 3 || loaded["Partner Alfa"] < 3 {
		t.Errorf("by the plain rate these stand out: %v; the sample should have more that only seem different", loaded)
	}
	if r.Spread.Used != Additive {
		t.Errorf("agents of the sample differ a little among themselves: %+v", r.Spread)
	}
}

// The contributions of a flagged agent of the sample go its way, at most three of a kind, and name no customer. No single
// reason or customer explains what is the agent's own.
func checkExplanation(t *testing.T, row Row) {
	t.Helper()
	kinds := map[string]int{}
	for _, c := range row.Explanation {
		kinds[c.By]++
		if (c.Excess > 0) != (row.Flag == High) || c.By == Customer && (c.Key != "" || c.Ordinal != kinds[c.By]) {
			t.Errorf("%s: %+v", row.Key, c)
		}
		if c.By != string(contact.Third) && c.Goes {
			t.Errorf("%s: the flag should not rest on %+v", row.Key, c)
		}
	}
	if kinds["reason"] != 3 || kinds[string(contact.Third)] != 3 || kinds[Customer] != 3 {
		t.Errorf("%s is explained by %v", row.Key, kinds)
	}
}

// Teams: Partner Beta is worse and Zuid better; Partner Alfa only has other work. Oost stands out for one agent.
func TestSampleTeams(t *testing.T) {
	flags, r := findings(t, sampleEngine(sample.Default()), contact.Team)
	if flags["Partner Beta"] != High || flags["Zuid"] != Low || flags["Partner Alfa"] != Inside {
		t.Errorf("flagged: %v", flags)
	}
	for _, row := range r.Rows {
		for _, c := range row.Explanation {
			if c.By == string(contact.Agent) && (c.Key != "" || c.Ripe < 10) {
				t.Errorf("an agent comes out: %+v", c)
			}
			if row.Key[0] == "Oost" && c.By == string(contact.Agent) && c.Ordinal == 1 && !c.Goes {
				t.Errorf("without its one outlying agent Oost is still flagged: %+v", c)
			}
		}
	}
}

// Third parties are compared with contacts of the same kind without one.
func TestSampleThirdParties(t *testing.T) {
	flags, _ := findings(t, sampleEngine(sample.Default()), contact.Third)
	if flags["Zorgboulevard BV"] != High || flags["Hulpmiddelenhuis De Linde"] != Low || flags["Incassodienst Rietveen"] != High ||
		flags["Apotheekpunt Kastanje"] != Inside || flags["Drukwerk Populier"] != Inside {
		t.Errorf("flagged: %v", flags)
	}
}
