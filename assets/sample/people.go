package sample

import "fmt"

// Team is a group of agents. Factor multiplies the chance of a repeat of what it handles. Work says how much of each
// process it takes, relative to its size; processes not named get Other.
type Team struct {
	Name    string
	Agents  int
	Factor  float64
	Work    map[string]float64
	Other   float64
	Calls   float64 // how much of phone it takes
	Written float64 // how much of mail and chat it takes
}

// Teams holds the nine teams. Specialisten handles the hard processes and Partner Alfa the easy ones, and neither is any
// better or worse for it: their plain rates differ by case mix alone. Partner Beta really is worse, Zuid a little better.
var Teams = []Team{
	{Name: "Noord", Agents: 9, Factor: 1, Other: 1, Calls: 1, Written: .5},
	{Name: "Oost", Agents: 9, Factor: 1, Other: 1, Calls: 1, Written: .5},
	{Name: "Zuid", Agents: 8, Factor: .92, Other: 1, Calls: 1, Written: .5},
	{Name: "West", Agents: 8, Factor: 1.03, Other: 1, Calls: 1, Written: .5},
	{Name: "Centrum", Agents: 8, Factor: 1, Other: 1, Calls: 1, Written: .5},
	{Name: "Specialisten", Agents: 8, Factor: 1, Other: .1, Calls: 1, Written: .7,
		Work: map[string]float64{"Declaraties": 2, "Machtigingen": 4, "Hulpmiddelen": 2.5, "Medicijnen": 3}},
	{Name: "Webcare", Agents: 6, Factor: 1, Other: 1, Calls: 0, Written: 4},
	{Name: "Partner Alfa", Agents: 7, Factor: 1, Other: .1, Calls: 1, Written: .2,
		Work: map[string]float64{"Overstappen": 3, "Persoonsgegevens": 3, "Polis en dekking": 2, "Zorg in buitenland": 2, "Eigen risico": 1}},
	{Name: "Partner Beta", Agents: 7, Factor: 1.15, Other: 1, Calls: 1.2, Written: 0},
}

// Agent is somebody who handles contacts, under a code. Factor multiplies the chance of a repeat, on top of the team's.
type Agent struct {
	Code   string
	Team   string
	Factor float64
}

// Agents holds the seventy agents, team by team. Most differ little; [OutlyingAgents] stand out.
var Agents = agents()

// OutlyingAgents are the agents whose repeats differ much more than the common spread, and their factors.
var OutlyingAgents = map[string]float64{"M014": 1.50, "M031": 1.40, "M047": 0.60}

// spread repeats over the agents; thirteen values do not fall in step with any team.
var spread = [...]float64{1.00, 0.95, 1.06, 0.98, 1.10, 0.91, 1.03, 1.00, 0.93, 1.08, 0.97, 1.04, 0.95}

func agents() []Agent {
	var all []Agent
	for _, team := range Teams {
		for range team.Agents {
			a := Agent{Code: fmt.Sprintf("M%03d", len(all)+1), Team: team.Name, Factor: spread[len(all)%len(spread)]}
			if f, ok := OutlyingAgents[a.Code]; ok {
				a.Factor = f
			}
			all = append(all, a)
		}
	}
	return all
}
