package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"eenkeer/analysis/ingest"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// presetsCommand lists the presets there are, or saves one.
func (s *session) presetsCommand() *cobra.Command {
	var mapping mappingFlags
	var name string
	c := &cobra.Command{
		Use: "presets [--save NAME FILE]", Short: s.l.T("cli.presets.short"), Long: s.l.T("cli.presets.long"),
		Example: "  eenkeer-cli presets\n  eenkeer-cli presets --save \"Our phones\" calls.csv --map customer=client --map time=date+start",
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case name != "" && len(args) == 0:
				return s.usage(c, "cli.usage.few_arguments", "names", "FILE")
			case name == "" && len(args) > 0:
				return s.usage(c, "cli.usage.many_arguments", "argument", args[0])
			case len(args) > 1:
				return s.usage(c, "cli.usage.many_arguments", "argument", args[1])
			}
			return nil
		},
	}
	c.Flags().StringVar(&name, "save", "", s.l.T("cli.flag.save_preset"))
	mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if name == "" {
			if flag := mapping.given(); flag != "" {
				return s.usage(c, "cli.usage.only_save", "flag", flag)
			}
			return s.listPresets()
		}
		options, err := mapping.options(c, s)
		if err != nil {
			return err
		}
		p, err := workbench.Prepare(c.Context(), nil, args[0], options)
		if err != nil {
			return err
		}
		defer p.Table.Close()
		saved, path, err := workbench.SavePreset(name, p.Mapping, p.Table)
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(presetOf(saved))
		}
		fmt.Fprintln(s.out, s.l.T("cli.presets.saved", "name", saved.Name, "id", saved.ID, "file", path))
		return nil
	}
	return c
}

type presetJSON struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Own     bool     `json:"own"`
	Columns []string `json:"columns"`
	Notes   []string `json:"notes"`
}

func presetOf(p ingest.Preset) presetJSON {
	return presetJSON{ID: p.ID, Name: p.Name, Own: p.Own, Columns: p.Headers(), Notes: []string{}}
}

// listPresets lists the presets, and says which own files cannot be used.
func (s *session) listPresets() error {
	all, broken := workbench.ListPresets()
	for _, err := range broken {
		s.say(s.sentence(err))
	}
	switch s.format {
	case formatJSON:
		out := []presetJSON{}
		for _, p := range all {
			o := presetOf(p)
			o.Notes = append(o.Notes, p.NotesIn(s.l)...)
			out = append(out, o)
		}
		return s.json(out)
	case formatCSV:
		w := csv.NewWriter(s.out)
		w.UseCRLF = true
		if s.l.Language == "nl" {
			fmt.Fprint(s.out, "\ufeff")
			w.Comma = ';'
		}
		w.Write(strings.Split(s.l.T("cli.presets.csv_header"), ";"))
		for _, p := range all {
			w.Write([]string{p.ID, report.Guard(p.Name), strconv.FormatBool(p.Own), report.Guard(strings.Join(p.Headers(), ", "))})
		}
		w.Flush()
		return w.Error()
	}
	for _, p := range all {
		fmt.Fprintf(s.out, "%s  %s\n  %s\n", p.ID, p.Name, strings.Join(p.Headers(), ", "))
		for _, note := range p.NotesIn(s.l) {
			fmt.Fprintln(s.out, "  - "+note)
		}
	}
	return nil
}
