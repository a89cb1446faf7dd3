package main

import (
	"bytes"
	"encoding/json"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// outliersFlags ask for a comparison.
type outliersFlags struct {
	by       string
	spread   float64
	question questionFlags
	mapping  mappingFlags
}

func (f *outliersFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringVar(&f.by, "by", "", s.l.T("cli.flag.outliers_by"))
	c.Flags().Float64Var(&f.spread, "cost-range", workbench.DefaultSpread, s.l.T("cli.flag.cost_range"))
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
}

// addWithoutMeasure adds the flags of a question whose measure is not to choose.
func (f *questionFlags) addWithoutMeasure(c *cobra.Command, s *session) {
	f.add(c, s)
	c.Flags().Lookup("measure").Hidden = true
}

// oneOf reads a dimension that is one of a few.
func (s *session) oneOf(c *cobra.Command, text string, among []contact.Dimension) (contact.Dimension, error) {
	choices := make([]string, len(among))
	for i, d := range among {
		choices[i] = string(d)
		if text == string(d) {
			return d, nil
		}
	}
	if text == "" {
		return "", s.usage(c, "cli.usage.give_by", "choices", s.choice(choices...))
	}
	return "", s.usage(c, "cli.usage.choice", "flag", "by", "value", text, "choices", s.choice(choices...))
}

// compare makes the comparison.
func (f *outliersFlags) compare(c *cobra.Command, s *session, path string) (outlier.Result, error) {
	var r outlier.Result
	by, err := s.oneOf(c, f.by, outlier.Dimensions)
	if err != nil {
		return r, err
	}
	switch {
	case !(f.spread >= 0 && f.spread < 1):
		return r, s.usage(c, "cli.usage.cost_range", "value", f.spread)
	case c.Flags().Changed("measure"):
		return r, s.usage(c, "cli.usage.no_measure")
	}
	q, err := f.question.query(c, s)
	if err != nil {
		return r, err
	}
	o, err := s.open(c, path, &f.mapping, f.question.definition, &q)
	if err != nil {
		return r, err
	}
	defer o.close()
	catalogue, err := o.catalogue(c)
	if err != nil {
		return r, err
	}
	return workbench.Compare(c.Context(), o.engine, q, by, f.spread, catalogue)
}

// outliersCommand prints who or what stands out.
func (s *session) outliersCommand() *cobra.Command {
	var flags outliersFlags
	c := &cobra.Command{
		Use: "outliers WORKSPACE --by DIMENSION", Short: s.l.T("cli.outliers.short"), Long: s.l.T("cli.outliers.long"),
		Example: "  eenkeer-cli outliers week.eenkeer --by third_party\n  eenkeer-cli outliers week.eenkeer --by agent --window 14d --format json",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		r, err := flags.compare(c, s, args[0])
		if err != nil {
			return err
		}
		if s.format != formatJSON {
			return s.table(report.Outliers(r, s.l))
		}
		v, err := s.outliersJSON(r)
		if err != nil {
			return err
		}
		return s.json(v)
	}
	return c
}

// outliersJSON is a comparison as the command line promises it: that of the analysis, with the method in one place, for each
// row in words why it is not flagged, and nothing of how agents under the least volume did.
func (s *session) outliersJSON(r outlier.Result) (map[string]any, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	spread := v["overdispersion"].(map[string]any)
	v["method"] = map[string]any{
		"overdispersion": spread["used"], "overdispersion_reason": spread["reason"], "phi": spread["phi"], "phi_by_chance": spread["chance"],
		"tau2": spread["tau2"], "strata": r.Strata, "merged_cells": r.Merged, "least_stratum": r.Options.LeastStratum,
		"least_ripe": r.Options.LeastRipe, "false_discovery_share": r.Options.Alpha, "judged": r.Judged, "flagged": r.Flagged,
		"withheld": figure.Withheld(r),
	}
	for _, name := range []string{"overdispersion", "strata", "merged_cells", "options", "judged", "flagged"} {
		delete(v, name)
	}
	for i, row := range v["rows"].([]any) {
		row := row.(map[string]any)
		of := r.Rows[i]
		row["reason_not_flagged"] = figure.WhyText(r, of, s.l)
		if r.Dimension == contact.Agent && of.State == outlier.Few {
			row["followed"] = nil
		}
	}
	if r.Dimension == contact.Agent {
		v["appraisal"] = s.l.T("figure.appraisal")
	}
	return v, nil
}

// beginFlags ask where to begin.
type beginFlags struct {
	by       string
	target   bool
	spread   float64
	question questionFlags
	mapping  mappingFlags
}

func (f *beginFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringVar(&f.by, "by", string(contact.Process), s.l.T("cli.flag.begin_by"))
	c.Flags().BoolVar(&f.target, "target", false, s.l.T("cli.flag.begin_target"))
	c.Flags().Float64Var(&f.spread, "cost-range", workbench.DefaultSpread, s.l.T("cli.flag.cost_range"))
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
}

// begin works out where to begin; costs and targets are those of the workspace.
func (f *beginFlags) begin(c *cobra.Command, s *session, path string) (*workbench.Begin, error) {
	by, err := s.oneOf(c, f.by, workbench.TopDimensions)
	if err != nil {
		return nil, err
	}
	switch {
	case !(f.spread >= 0 && f.spread < 1):
		return nil, s.usage(c, "cli.usage.cost_range", "value", f.spread)
	case c.Flags().Changed("measure"):
		return nil, s.usage(c, "cli.usage.no_measure")
	}
	q, err := f.question.query(c, s)
	if err != nil {
		return nil, err
	}
	o, err := s.open(c, path, &f.mapping, f.question.definition, &q)
	if err != nil {
		return nil, err
	}
	defer o.close()
	catalogue, err := o.catalogue(c)
	if err != nil {
		return nil, err
	}
	return workbench.WhereToBegin(c.Context(), o.engine, q, workbench.OutliersView{Begin: by, Target: f.target, Spread: f.spread}, catalogue)
}

// beginCommand prints where to begin.
func (s *session) beginCommand() *cobra.Command {
	var flags beginFlags
	c := &cobra.Command{
		Use: "begin WORKSPACE [--by DIMENSION]", Short: s.l.T("cli.begin.short"), Long: s.l.T("cli.begin.long"),
		Example: "  eenkeer-cli begin week.eenkeer --by reason\n  eenkeer-cli begin week.eenkeer --target --cost-range 0.3 --format csv",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		b, err := flags.begin(c, s, args[0])
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(b.Excesses)
		}
		return s.table(report.Begin(b.Excesses, s.l))
	}
	return c
}
