package main

import (
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/report"

	"github.com/spf13/cobra"
)

// episodesFlags ask for episodes.
type episodesFlags struct {
	question questionFlags
	mapping  mappingFlags
}

func (f *episodesFlags) add(c *cobra.Command, s *session) {
	f.question.addWithoutMeasure(c, s)
	f.mapping.add(c, s)
}

// chains works the episodes out.
func (f *episodesFlags) chains(c *cobra.Command, s *session, path string, o repeat.ChainOptions) (*repeat.Chains, error) {
	if c.Flags().Changed("measure") {
		return nil, s.usage(c, "cli.usage.no_measure")
	}
	q, err := f.question.query(c, s)
	if err != nil {
		return nil, err
	}
	src, err := s.open(c, path, &f.mapping, f.question.definition, &q)
	if err != nil {
		return nil, err
	}
	defer src.close()
	return src.engine.Chains(c.Context(), q, o)
}

// mostOpen is how many open chains are listed.
const mostOpen = 10_000

// episodesCommand prints the lengths of episodes, or the open ones.
func (s *session) episodesCommand() *cobra.Command {
	var flags episodesFlags
	var open, keys bool
	least := 3
	c := &cobra.Command{
		Use: "episodes WORKSPACE [--open]", Short: s.l.T("cli.episodes.short"), Long: s.l.T("cli.episodes.long"),
		Example: "  eenkeer-cli episodes week.eenkeer --format json\n  eenkeer-cli episodes week.eenkeer --open --least 4 --format csv",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().BoolVar(&open, "open", false, s.l.T("cli.flag.open"))
	c.Flags().IntVar(&least, "least", least, s.l.T("cli.flag.least"))
	c.Flags().BoolVar(&keys, "with-keys", false, s.l.T("cli.flag.open_keys"))
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case least < 2:
			return s.usage(c, "cli.usage.least")
		case keys && !open:
			return s.usage(c, "cli.usage.open_keys")
		}
		o := repeat.ChainOptions{Least: least}
		if open || s.format == formatJSON {
			o.Most = mostOpen
		}
		chains, err := flags.chains(c, s, args[0], o)
		if err != nil {
			return err
		}
		switch {
		case s.format == formatJSON && !open:
			return s.json(chains.WithoutOpen())
		case s.format == formatJSON:
			return s.json(chains.WithKeys(keys))
		case open:
			return s.table(report.OpenChains(chains, least, keys, s.l))
		}
		return s.table(report.Episodes(chains, s.l))
	}
	return c
}

// chartChainsCommand draws the lengths of episodes to a file.
func (s *session) chartChainsCommand() *cobra.Command {
	var flags episodesFlags
	var to drawing
	c := &cobra.Command{
		Use: "chains WORKSPACE -o FILE", Short: s.l.T("cli.chart.chains.short"), Long: s.l.T("cli.chart.chains.long"),
		Example: "  eenkeer-cli chart chains week.eenkeer --window 14d -o episodes.png",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	to.add(c, s)
	flags.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := to.check(c, s); err != nil {
			return err
		}
		chains, err := flags.chains(c, s, args[0], repeat.ChainOptions{})
		if err != nil {
			return err
		}
		return to.save(figure.EpisodesPicture(chains, s.l), s)
	}
	return c
}
