package sample

import (
	"slices"
	"time"
)

// Change is something the insurer did on a date that multiplies the chance of a repeat by Factor, for contacts from that
// date (a midnight) on, with one of Reasons (any when empty) and with ThirdParty (any when empty).
type Change struct {
	Name       string
	Date       time.Time
	Reasons    []string
	ThirdParty string
	Factor     float64
}

// Changes are the three of the sample: two that work and one that does nothing.
var Changes = []Change{
	{
		Name:    "Nieuwe afwijzingsbrief declaraties",
		Date:    time.Date(2025, 9, 15, 0, 0, 0, 0, time.UTC),
		Reasons: []string{"Declaratie afgewezen", "Brief afwijzing onduidelijk"},
		Factor:  0.55,
	},
	{
		Name:       "Track & trace-sms Pakketdienst Oost",
		Date:       time.Date(2025, 11, 3, 0, 0, 0, 0, time.UTC),
		ThirdParty: "Pakketdienst Oost",
		Factor:     0.50,
	},
	{
		Name:    "Nieuw gespreksscript betalingsregeling",
		Date:    time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC),
		Reasons: []string{"Betalingsregeling", "Aanmaning ontvangen"},
		Factor:  1,
	},
}

// Touches says whether the change is about contacts of this reason and third party, whatever their date.
func (c Change) Touches(reason, thirdParty string) bool {
	return (len(c.Reasons) == 0 || slices.Contains(c.Reasons, reason)) &&
		(c.ThirdParty == "" || c.ThirdParty == thirdParty)
}
