package main

import (
	"slices"
	"strings"

	"eenkeer/assets/locale"

	"github.com/spf13/cobra"
)

// Formats of results.
const (
	formatTable = "table"
	formatCSV   = "csv"
	formatJSON  = "json"
)

// root makes the command that all others stand under.
func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use: "eenkeer-cli COMMAND", Short: s.l.T("cli.short"), Long: s.l.T("cli.long"),
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return s.usage(c, "cli.usage.command", "command", args[0])
			}
			return c.Help()
		},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return s.checkCommon(c) },
	}
	root.PersistentFlags().StringVar(&s.format, "format", formatTable, s.l.T("cli.flag.format"))
	root.PersistentFlags().StringVar(&s.lang, "lang", s.l.Language, s.l.T("cli.flag.lang"))
	root.SetFlagErrorFunc(s.flagError)
	root.AddCommand(s.importCommand(), s.ratesCommand(), s.trendCommand(), s.outliersCommand(), s.beginCommand(), s.survivalCommand(), s.flowsCommand(), s.episodesCommand(), s.chartCommand(), s.readCommand(), s.presetsCommand(), s.catalogueCommand(), s.keysCommand(), s.contactsCommand(), s.eventsCommand(), s.actionsCommand(), s.sessionsCommand(), s.signalsCommand(), s.weeklyCommand(), s.batchesCommand(), s.sampleCommand())
	root.AddCommand(s.definitionsCommand())
	root.AddCommand(s.pairsCommand(), s.samplesCommand(), s.againCommand())
	root.SetHelpCommand(s.helpCommand(root))
	root.SetUsageTemplate(s.usageTemplate())
	commands := append(root.Commands(), root)
	for _, c := range root.Commands() {
		commands = append(commands, c.Commands()...)
	}
	for _, c := range commands {
		c.Flags().BoolP("help", "h", false, s.l.T("cli.flag.help"))
		c.Flags().SortFlags = false
		c.DisableFlagsInUseLine = true
	}
	return root
}

// checkCommon checks the flags that every command has.
func (s *session) checkCommon(c *cobra.Command) error {
	if !slices.Contains(locale.Languages, s.lang) {
		return s.usage(c, "cli.usage.choice", "flag", "lang", "value", s.lang, "choices", s.choice(locale.Languages...))
	}
	if formats := []string{formatTable, formatCSV, formatJSON}; !slices.Contains(formats, s.format) {
		return s.usage(c, "cli.usage.choice", "flag", "format", "value", s.format, "choices", s.choice(formats...))
	}
	return nil
}

// atLeast makes a check that there are n arguments or more, named as in the use line.
func (s *session) atLeast(n int, names string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return s.usage(c, "cli.usage.few_arguments", "names", names)
		}
		return nil
	}
}

// exactly makes a check that there are n arguments, named as in the use line.
func (s *session) exactly(n int, names string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return s.usage(c, "cli.usage.few_arguments", "names", names)
		}
		if len(args) > n && c.HasSubCommands() && !strings.ContainsAny(args[0], `./\`) { // a slip of a command beneath this one
			return s.usage(c, "cli.usage.command", "command", c.Name()+" "+args[0])
		}
		if len(args) > n {
			return s.usage(c, "cli.usage.many_arguments", "argument", args[n])
		}
		return nil
	}
}
