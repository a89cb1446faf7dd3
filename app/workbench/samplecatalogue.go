package workbench

import (
	"math"

	"eenkeer/analysis/contact"
	"eenkeer/assets/sample"
)

// sampleHour is what an hour of work costs the insurer of the sample, in euros.
const sampleHour = 48

// sampleTargets are the repeat rates that it aims at.
var sampleTargets = map[string]float64{"Declaraties": 0.28, "Hulpmiddelen": 0.28, "Machtigingen": 0.28, "Premie": 0.20, "Mijn-omgeving": 0.25}

// sampleCatalogue is what the insurer of the sample would have filled in: of every
// process the cost of a contact, by how long they take, and of some a target.
func sampleCatalogue() *contact.Catalogue {
	c := &contact.Catalogue{}
	for _, p := range sample.Processes {
		weight, seconds := 0.0, 0.0
		for _, r := range p.Reasons {
			weight += r.Weight
			seconds += r.Weight * r.Handle
		}
		e := contact.ProcessEntry{Process: p.Name, Cost: contact.Some(math.Round(seconds/weight/3600*sampleHour*10) / 10)}
		if target, ok := sampleTargets[p.Name]; ok {
			e.Target = contact.Some(target)
		}
		c.Processes = append(c.Processes, e)
	}
	return c
}
