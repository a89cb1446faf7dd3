package main

import (
	"eenkeer/analysis/association"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// againCommand prints who comes back once more after a repeat, and what that goes together with.
func (s *session) againCommand() *cobra.Command {
	var question questionFlags
	var mapping mappingFlags
	c := &cobra.Command{
		Use: "again WORKSPACE", Short: s.l.T("cli.again.short"), Long: s.l.T("cli.again.long"),
		Example: "  eenkeer-cli again week.eenkeer --window 14d\n  eenkeer-cli again week.eenkeer --where process=Declaraties --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	question.addWithoutMeasure(c, s)
	mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if c.Flags().Changed("measure") {
			return s.usage(c, "cli.usage.no_measure")
		}
		q, err := question.query(c, s)
		if err != nil {
			return err
		}
		src, err := s.open(c, args[0], &mapping, question.definition, &q)
		if err != nil {
			return err
		}
		defer src.close()
		q.Measure = repeat.FollowedRate
		a, err := src.engine.Again(c.Context(), q, repeat.PairOptions{})
		if err != nil {
			return err
		}
		if s.format != formatJSON {
			log := src.engine.Log()
			return s.table(report.Again(a, repeat.Data{From: contact.When(log.Start), To: contact.When(log.End)}, s.l))
		}
		out := s.again(a)
		if out.Data, err = src.engine.Data(c.Context(), q); err != nil {
			return err
		}
		return s.json(out)
	}
	return c
}

type againJSON struct {
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection"`
	Data       repeat.Data       `json:"data"`
	Customers  int               `json:"customers"` // with a pair that can be judged
	Again      int               `json:"again"`     // of them, those who came back once more
	Rate       *float64          `json:"rate"`
	Low        *float64          `json:"low"`
	High       *float64          `json:"high"`
	Rows       []againRowJSON    `json:"rows"`
}

type againRowJSON struct {
	Factor  repeat.Factor `json:"factor"`
	With    [2]int        `json:"with"` // came back once more, out of, where it is so
	Without [2]int        `json:"without"`
	Ratio   ratioJSON     `json:"odds_ratio"` // within the same reason
	Strata  int           `json:"strata"`
	P       *float64      `json:"p"`
	Crude   ratioJSON     `json:"crude"`
	Verdict string        `json:"verdict"` // more, less, none or few, in every language
	Text    string        `json:"text"`    // the same in words
}

type ratioJSON struct {
	Value     *float64 `json:"value"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	Corrected bool     `json:"corrected,omitempty"` // a half was added to every count
}

func ratio(r association.Ratio) ratioJSON {
	return ratioJSON{finite(r.Value), finite(r.Low), finite(r.High), r.Corrected}
}

func (s *session) again(a repeat.Again) againJSON {
	out := againJSON{Definition: a.Query.Definition, Selection: a.Query.Selection, Customers: a.Total.Denominator, Again: a.Total.Numerator,
		Rate: finite(a.Total.Value), Low: finite(a.Total.Low), High: finite(a.Total.High), Rows: []againRowJSON{}}
	for _, r := range a.Rows {
		out.Rows = append(out.Rows, againRowJSON{r.Factor, [2]int{r.With.Numerator, r.With.Denominator}, [2]int{r.Without.Numerator, r.Without.Denominator},
			ratio(r.Within.Ratio), r.Within.Strata, finite(r.Within.P), ratio(r.Crude), figure.AgainVerdictID(r), figure.AgainVerdict(r, s.l)})
	}
	return out
}
