package main

import (
	"math"
	"slices"
	"time"

	"eenkeer/analysis/association"
	"eenkeer/analysis/coding"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// samplesCommand prints the samples of a workspace with what people said of them, or what was said of one.
func (s *session) samplesCommand() *cobra.Command {
	var id int64
	var notes bool
	c := &cobra.Command{
		Use: "samples WORKSPACE", Short: s.l.T("cli.samples.short"), Long: s.l.T("cli.samples.long"),
		Example: "  eenkeer-cli samples week.eenkeer\n  eenkeer-cli samples week.eenkeer --id 3 --format csv",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().Int64Var(&id, "id", 0, s.l.T("cli.samples.id"))
	c.Flags().BoolVar(&notes, "notes", false, s.l.T("cli.samples.notes"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if notes && id == 0 {
			return s.usage(c, "cli.usage.samples_notes")
		}
		ws, err := workspace.View(args[0])
		if err != nil {
			return err
		}
		defer ws.Close()
		all, err := workbench.Samples(c.Context(), ws)
		if err != nil {
			return err
		}
		book, err := ws.CodeBook(c.Context())
		if err != nil {
			return err
		}
		if c.Flags().Changed("id") {
			i := slices.IndexFunc(all, func(one workbench.Sampled) bool { return one.ID == id })
			if i < 0 {
				return &workbench.Message{ID: "cli.error.no_sample", Args: []any{"id", id}}
			}
			if s.format != formatJSON {
				return s.table(report.Codings(all[i].Sample, all[i].Codings, book, notes, s.l))
			}
			out := s.sampled(all[i], book)
			out.Codings = all[i].Codings
			if !notes {
				out.Codings = slices.Clone(out.Codings)
				for k := range out.Codings {
					out.Codings[k].Note = ""
				}
			}
			return s.json(out)
		}
		if s.format != formatJSON {
			return s.table(report.Samples(summed(all), s.l))
		}
		out := map[string][]sampledJSON{"samples": {}}
		for _, one := range all {
			out["samples"] = append(out["samples"], s.sampled(one, book))
		}
		return s.json(out)
	}
	return c
}

func summed(all []workbench.Sampled) (list []report.SummedSample) {
	for _, one := range all {
		list = append(list, report.SummedSample{Sample: one.Sample, Summary: one.Summary})
	}
	return list
}

type sampledJSON struct {
	ID         int64             `json:"id"`
	Name       string            `json:"name"`
	Drawn      string            `json:"drawn"` // ISO 8601, UTC
	Seed       uint64            `json:"seed"`
	By         string            `json:"by"`
	Pairs      int               `json:"pairs"`
	Of         int               `json:"of"`
	Strata     []repeat.Stratum  `json:"strata"`
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection"`
	Coded      int               `json:"coded"`
	Disputed   []int             `json:"disputed"` // numbers of pairs
	Settled    int               `json:"settled"`
	Coders     []coding.Coder    `json:"coders"`
	Agreement  []agreementJSON   `json:"agreement"`
	Causes     []shareJSON       `json:"causes"`
	Parties    []shareJSON       `json:"parties"`
	Codings    []coding.Coding   `json:"codings,omitempty"`
}

type agreementJSON struct {
	Coders [2]string `json:"coders"`
	Cause  kappaJSON `json:"cause"`
	Party  kappaJSON `json:"party"`
}

type kappaJSON struct {
	Pairs  int      `json:"pairs"` // that both judged
	Agreed int      `json:"agreed"`
	Kappa  *float64 `json:"kappa"` // null: cannot be told
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
}

type shareJSON struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Pairs int      `json:"pairs"`
	Of    int      `json:"of"`
	Share *float64 `json:"share"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

// sampled gives a sample as the command line promises it.
func (s *session) sampled(one workbench.Sampled, b coding.Book) sampledJSON {
	sum := one.Summary
	out := sampledJSON{ID: one.ID, Name: one.Name, Drawn: one.At.Format(time.RFC3339), Seed: one.Seed, By: string(one.By), Pairs: len(one.Pairs), Of: one.Of, Strata: one.Strata,
		Definition: one.Query.Definition, Selection: one.Query.Selection, Coded: sum.Coded, Disputed: append([]int{}, sum.Disputed...), Settled: sum.Settled,
		Coders: append([]coding.Coder{}, sum.Coders...), Agreement: []agreementJSON{}, Causes: []shareJSON{}, Parties: []shareJSON{}}
	for _, a := range sum.Agreements {
		out.Agreement = append(out.Agreement, agreementJSON{[2]string{a.A, a.B}, kappa(a.Cause), kappa(a.Party)})
	}
	share := func(c coding.Share, title string) shareJSON {
		return shareJSON{c.ID, title, c.Numerator, c.Denominator, finite(c.Value), finite(c.Low), finite(c.High)}
	}
	for _, c := range sum.Causes {
		out.Causes = append(out.Causes, share(c, figure.CauseTitle(b, c.ID, s.l)))
	}
	for _, c := range sum.Parties {
		out.Parties = append(out.Parties, share(c, figure.PartyTitle(coding.Party(c.ID), s.l)))
	}
	return out
}

func kappa(k association.Kappa) kappaJSON {
	return kappaJSON{k.N, k.Agreed, finite(k.Value), finite(k.Low), finite(k.High)}
}

// finite gives a figure, or nil where there is none.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
