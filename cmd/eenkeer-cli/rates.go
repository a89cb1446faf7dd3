package main

import (
	"encoding/json"
	"fmt"

	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// ratesCommand prints repeat and followed rates by up to any number of
// dimensions.
func (s *session) ratesCommand() *cobra.Command {
	var question questionFlags
	var mapping mappingFlags
	var by []string
	c := &cobra.Command{
		Use: "rates WORKSPACE [--by DIMENSION[,DIMENSION]]", Short: s.l.T("cli.rates.short"), Long: s.l.T("cli.rates.long"),
		Example: "  eenkeer-cli rates week.eenkeer --by reason --window 14d\n  eenkeer-cli rates export.csv --by process,channel --where third_party=Post --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().StringArrayVar(&by, "by", nil, s.l.T("cli.flag.by"))
	question.add(c, s)
	mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		q, err := question.query(c, s)
		if err != nil {
			return err
		}
		if q.By, err = dimensions(c, s, by); err != nil {
			return err
		}
		o, err := s.open(c, args[0], &mapping, question.definition, &q)
		if err != nil {
			return err
		}
		defer o.close()
		result, err := o.engine.Rates(c.Context(), q)
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(result)
		}
		return s.table(report.Rates(result, s.l))
	}
	return c
}

// table writes a table for people or as CSV.
func (s *session) table(t report.Table) error {
	if s.format == formatCSV {
		return report.WriteCSV(s.out, t, s.l)
	}
	return report.WriteText(s.out, t, s.l)
}

// json writes a value as one indented object.
func (s *session) json(v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s\n", data)
	return err
}
