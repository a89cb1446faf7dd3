package sample

import "time"

// Season is how the demand for a reason moves over the year.
type Season int

const (
	Flat      Season = iota
	Claims           // declarations and the letters about them: January to April
	Switching        // the choice of insurer: half November to January
	YearEnd          // who has used up the own risk
	Summer           // travel
)

// months holds, for the middle of each month from January, the demand of a season against a flat year.
var months = [...][12]float64{
	Flat:      {1.05, 1.02, 1.02, 1.00, .98, .98, .92, .92, 1.02, 1.03, 1.03, .98},
	Claims:    {1.35, 1.40, 1.30, 1.10, .95, .90, .80, .80, .90, .95, .95, .85},
	Switching: {3.20, 1.20, .60, .45, .40, .40, .40, .45, .55, .80, 2.00, 3.20},
	YearEnd:   {1.20, 1.00, .90, .85, .85, .85, .80, .85, 1.00, 1.15, 1.40, 1.60},
	Summer:    {.50, .60, .70, 1.00, 1.45, 1.90, 2.00, 1.50, .80, .60, .50, .60},
}

// on is the demand on a day, straight between the middles of months.
func (s Season) on(day time.Time) float64 {
	m := int(day.Month()) - 1
	at := (float64(day.Day()) - 15) / 30
	other := (m + 1) % 12
	if at < 0 {
		other, at = (m+11)%12, -at
	}
	return float64(months[s][m]*(1-at)) + float64(months[s][other]*at)
}

// Incident is a few days in which one reason comes far more often.
type Incident struct {
	Name   string
	Date   time.Time
	Days   int
	Reason string
	Factor float64
}

// Incidents are the disturbances of the sample: something for a control chart to find.
var Incidents = []Incident{
	{"Storing Mijn-omgeving", time.Date(2025, 10, 7, 0, 0, 0, 0, time.UTC), 3, "Inloggen lukt niet", 9},
	{"Dubbele aanmaningen verstuurd", time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC), 4, "Aanmaning ontvangen", 6},
}

func (r *Reason) demand(day time.Time) float64 {
	w := r.Weight * r.Season.on(day)
	for _, x := range Incidents {
		if r.Name == x.Reason && !day.Before(x.Date) && day.Before(x.Date.AddDate(0, 0, x.Days)) {
			w *= x.Factor
		}
	}
	return w
}
