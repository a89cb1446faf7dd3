package main

import (
	"errors"
	"strings"

	"eenkeer/analysis/repeat"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a command line that is not understood.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// usage makes a usage error out of a text, with where to find help.
func (s *session) usage(c *cobra.Command, id string, pairs ...any) error {
	return &usageError{s.l.T(id, pairs...) + " " + s.l.T("cli.usage.help", "command", c.CommandPath())}
}

// choice lists words of which one is to be chosen: day, week or month.
func (s *session) choice(words ...string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return s.l.T("cli.or", "first", strings.Join(words[:last], ", "), "last", words[last])
}

// flagError says in the chosen language what is wrong with a flag.
func (s *session) flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return s.usage(c, "cli.usage.flag", "flag", name)
	case errors.As(err, &bare):
		return s.usage(c, "cli.usage.no_value", "flag", bare.GetSpecifiedName())
	}
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		if id, ok := badValues[value.GetFlag().Value.Type()]; ok {
			return s.usage(c, id, "flag", value.GetFlag().Name, "value", value.GetValue())
		}
		return s.usage(c, "cli.usage.flag_value", "flag", value.GetFlag().Name, "value", value.GetValue())
	}
	return s.usage(c, "cli.usage.bad_flag", "error", err.Error())
}

// badValues says of each type of flag that is no text what it should have been.
var badValues = map[string]string{
	"int": "cli.usage.whole", "int64": "cli.usage.whole", "int64Slice": "cli.usage.whole", "uint64": "cli.usage.natural",
	"float64": "cli.usage.fraction", "bool": "cli.usage.switch",
}

// badSpan says what is wrong with a duration.
func (s *session) badSpan(c *cobra.Command, flag, text string, err error) error {
	id := "cli.usage.span"
	if repeat.TooLong(err) {
		id = "cli.usage.span_long"
	}
	return s.usage(c, id, "flag", flag, "value", text)
}

// helpCommand is "help [command]".
func (s *session) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: s.l.T("cli.help.short"),
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return s.usage(root, "cli.usage.command", "command", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}

// usageTemplate is the layout of help, in the chosen language.
func (s *session) usageTemplate() string {
	return strings.NewReplacer("USAGE", s.l.T("cli.help.usage"), "COMMANDS", s.l.T("cli.help.commands"), "FLAGS", s.l.T("cli.help.flags"),
		"COMMON", s.l.T("cli.help.common"), "EXAMPLES", s.l.T("cli.help.examples")).Replace(
		`USAGE:
  {{if .Runnable}}{{.UseLine}}{{end}}
{{- if .HasExample}}

EXAMPLES:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

COMMANDS:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

FLAGS:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

COMMON:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`)
}
