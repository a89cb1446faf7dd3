package main

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// definitionsCommand lists, compares, saves and deletes definitions.
func (s *session) definitionsCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "definitions COMMAND", Short: s.l.T("cli.definitions.short"), Long: s.l.T("cli.definitions.long"),
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return s.usage(c, "cli.usage.command", "command", args[0])
			}
			return c.Help()
		},
	}
	c.AddCommand(s.definitionsList(), s.definitionsCompare(), s.definitionsCurve(), s.definitionsSave(), s.definitionsDelete())
	return c
}

// definitionsList prints the saved and the ready made definitions.
func (s *session) definitionsList() *cobra.Command {
	c := &cobra.Command{
		Use: "list [WORKSPACE]", Short: s.l.T("cli.definitions.list.short"), Long: s.l.T("cli.definitions.list.long"),
		Example: "  eenkeer-cli definitions list week.eenkeer",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return s.usage(c, "cli.usage.many_arguments", "argument", args[1])
			}
			return nil
		},
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		var saved []repeat.Definition
		if len(args) == 1 {
			if looksLikeExport(c.Context(), args[0]) {
				return s.usage(c, "cli.usage.not_workspace", "file", args[0])
			}
			ws, err := workspace.View(args[0])
			if err != nil {
				return err
			}
			defer ws.Close() // only read from
			if saved, err = workbench.Definitions(c.Context(), ws); err != nil {
				return err
			}
		}
		return s.listDefinitions(saved)
	}
	return c
}

type definitionJSON struct {
	ID         string            `json:"id,omitempty"` // of a ready made one
	Name       string            `json:"name"`
	Sentence   string            `json:"sentence"`
	Definition repeat.Definition `json:"definition"`
}

func (s *session) listDefinitions(saved []repeat.Definition) error {
	all := struct {
		Saved []definitionJSON `json:"saved"`
		Ready []definitionJSON `json:"ready"`
	}{[]definitionJSON{}, nil}
	for _, d := range saved {
		all.Saved = append(all.Saved, definitionJSON{"", d.Name, d.Sentence(s.l), d})
	}
	for _, r := range repeat.ReadyMade {
		all.Ready = append(all.Ready, definitionJSON{r.ID, r.Name(s.l), r.Sentence(s.l), r.Definition})
	}
	if s.format == formatJSON {
		return s.json(all)
	}
	var rows [][]string
	for _, d := range slices.Concat(all.Saved, all.Ready) {
		rows = append(rows, []string{d.ID, d.Name, d.Definition.Short(s.l), d.Sentence})
	}
	if s.format == formatCSV {
		return s.csv(s.heads("id", "name", "short", "sentence"), rows)
	}
	for i, row := range rows {
		kind := s.l.T("cli.definitions.saved")
		if i >= len(saved) {
			kind = s.l.T("cli.definitions.ready", "id", row[0])
		}
		rows[i] = []string{row[1], kind, row[2]}
	}
	s.print(grid{title: s.l.T("cli.definitions.title"), head: []string{s.l.T("cli.definitions.head.name"), s.l.T("cli.definitions.head.kind"), s.l.T("cli.definitions.head.short")}, rows: rows})
	return nil // a failed write is remembered by s.out
}

// compareFlags are what definitions are set side by side on.
type compareFlags struct {
	names    []string
	question questionFlags
	mapping  mappingFlags
}

func (f *compareFlags) add(c *cobra.Command, s *session) {
	c.Flags().StringArrayVar(&f.names, "definition", nil, s.l.T("cli.definitions.definition"))
	f.question.addSpelled(c, s, true)
	f.question.addSelection(c, s)
	f.mapping.add(c, s)
}

// open reads the contacts and the definitions: those that are named, or the one that
// is spelled out, once for each of its windows.
func (f *compareFlags) open(c *cobra.Command, s *session, path string) (*source, []repeat.Definition, repeat.Selection, error) {
	selection, err := f.question.selection(c, s)
	if err != nil {
		return nil, nil, selection, err
	}
	definitions, err := f.definitions(c, s)
	if err != nil {
		return nil, nil, selection, err
	}
	q := repeat.Query{Definition: repeat.Default, Selection: selection}
	o, err := s.open(c, path, &f.mapping, "", &q)
	if err != nil {
		return nil, nil, selection, err
	}
	for _, name := range f.names {
		d, err := named(c.Context(), o.ws, name, s.l)
		if err != nil {
			o.close()
			return nil, nil, selection, err
		}
		definitions = append(definitions, d)
	}
	for _, d := range definitions {
		if err := s.checkMarks(o.engine, d); err != nil {
			o.close()
			return nil, nil, selection, err
		}
	}
	return o, definitions, selection, nil
}

func (f *compareFlags) definitions(c *cobra.Command, s *session) ([]repeat.Definition, error) {
	if len(f.names) > 0 {
		for _, name := range definitionFlags {
			if c.Flags().Changed(name) {
				return nil, s.usage(c, "cli.usage.both", "flag", name)
			}
		}
		if len(f.names) > repeat.MostCompared {
			return nil, s.usage(c, "cli.usage.most_compared", "n", repeat.MostCompared)
		}
		return nil, nil
	}
	var all []repeat.Definition
	windows := strings.Split(f.question.window, ",")
	if len(windows) > repeat.MostCompared {
		return nil, s.usage(c, "cli.usage.most_compared", "n", repeat.MostCompared)
	}
	for _, window := range windows {
		f.question.window = window
		d, err := f.question.spelled(c, s)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// definitionsCompare sets definitions side by side.
func (s *session) definitionsCompare() *cobra.Command {
	var f compareFlags
	var touches bool
	c := &cobra.Command{
		Use: "compare WORKSPACE", Short: s.l.T("cli.definitions.compare.short"), Long: s.l.T("cli.definitions.compare.long"),
		Example: "  eenkeer-cli definitions compare week.eenkeer --definition 7d-reason --definition ohra --definition Directierapport\n" +
			"  eenkeer-cli definitions compare export.csv --window 1h,24h,3d,7d,14d --eligible outcome=AGENT --redial 10m",
		Args: s.exactly(1, "WORKSPACE"),
	}
	f.add(c, s)
	c.Flags().BoolVar(&touches, "touches", true, s.l.T("cli.definitions.touches"))
	c.RunE = func(c *cobra.Command, args []string) error {
		o, definitions, selection, err := f.open(c, s, args[0])
		if err != nil {
			return err
		}
		defer o.close()
		result, err := o.engine.Compare(c.Context(), definitions, selection, repeat.CompareOptions{Touches: touches})
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(result)
		}
		return s.compared(result)
	}
	return c
}

func (s *session) compared(c repeat.Comparison) error {
	if s.format == formatCSV {
		var rows [][]string
		for _, i := range c.Items {
			rows = append(rows, append([]string{i.Definition.Name, i.Definition.Sentence(s.l)}, s.countTexts(i.Total, []string{
				strconv.Itoa(i.Data.NotEligible), strconv.Itoa(i.Episodes.Episodes), strconv.Itoa(i.Episodes.OneAndDone), strconv.Itoa(i.Episodes.Longest)})...))
		}
		return s.csv(s.heads(append(append([]string{"name", "definition"}, countHeads...), "not_eligible", "episodes", "one_and_done", "longest")...), rows)
	}
	var rows [][]string
	for n, i := range c.Items {
		repeats, follow := i.Total.Repeat(), i.Total.Follow()
		one := repeat.NewRate(i.Episodes.OneAndDone, i.Episodes.Episodes)
		rows = append(rows, []string{strconv.Itoa(n+1) + " " + figure.DefinitionName(i.Definition, s.l), s.rateText(repeats), s.rateText(follow),
			s.l.Int(i.Episodes.Episodes), s.percent(one), s.l.Int(i.Data.NotEligible)})
	}
	var head []string
	for _, id := range []string{"definition", "repeat", "followed", "episodes", "one", "not_eligible"} {
		head = append(head, s.l.T("cli.definitions.head."+id))
	}
	s.print(grid{title: s.l.T("cli.definitions.compare.title"), head: head, numbers: 5, rows: rows})
	for n, i := range c.Items {
		s.line(strconv.Itoa(n+1) + " " + i.Definition.Sentence(s.l))
		for _, t := range i.Touches {
			s.line("  - " + figure.TouchText(t, i.Total, s.l))
		}
	}
	s.line(s.l.T("cli.definitions.coverage", "share", s.l.Percent(c.Data.Coverage()), "n", c.Data.Contacts, "without", c.Data.WithoutCustomer))
	return nil // a failed write is remembered by s.out
}

// rateText says a rate with what it is made of: "38,6 % (4.365 / 11.301)".
func (s *session) rateText(r repeat.Rate) string {
	if !r.Known() {
		return "–"
	}
	return s.l.T("cli.definitions.rate", "rate", s.l.PercentN(r.Value, 2), "x", r.Numerator, "of", r.Denominator)
}

func (s *session) percent(r repeat.Rate) string {
	if !r.Known() {
		return "–"
	}
	return s.l.Percent(r.Value)
}

var countHeads = []string{"contacts", "repeats", "repeat_rate", "repeat_low", "repeat_high", "ripe", "followed", "followed_rate", "followed_low", "followed_high"}

// countTexts writes counts and both rates as columns of a CSV.
func (s *session) countTexts(c repeat.Counts, more []string) []string {
	fraction := func(x float64, known bool) string {
		if !known {
			return ""
		}
		if s.l.Language == "nl" { // as in every other file for a Dutch Excel
			return s.csvNumber(100*x, 2) + "%"
		}
		return s.csvNumber(x, 6)
	}
	r, f := c.Repeat(), c.Follow()
	return append([]string{
		strconv.Itoa(c.Contacts), strconv.Itoa(c.Repeats), fraction(r.Value, r.Known()), fraction(r.Low, r.Known()), fraction(r.High, r.Known()),
		strconv.Itoa(c.Ripe), strconv.Itoa(c.Followed), fraction(f.Value, f.Known()), fraction(f.Low, f.Known()), fraction(f.High, f.Known()),
	}, more...)
}

// definitionsCurve prints the rates at every window.
func (s *session) definitionsCurve() *cobra.Command {
	var f compareFlags
	c := &cobra.Command{
		Use: "curve WORKSPACE", Short: s.l.T("cli.definitions.curve.short"), Long: s.l.T("cli.definitions.curve.long"),
		Example: "  eenkeer-cli definitions curve week.eenkeer --definition 7d-reason --definition ohra --format csv",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		o, definitions, selection, err := f.open(c, s, args[0])
		if err != nil {
			return err
		}
		defer o.close()
		result, err := o.engine.Compare(c.Context(), definitions, selection, repeat.CompareOptions{Curve: true})
		if err != nil {
			return err
		}
		if s.format == formatJSON {
			return s.json(result)
		}
		return s.curves(result)
	}
	return c
}

func (s *session) curves(c repeat.Comparison) error {
	if s.format == formatCSV {
		var rows [][]string
		for n, i := range c.Items {
			for _, p := range i.Curve {
				rows = append(rows, append([]string{strconv.Itoa(n + 1), i.Definition.Name, i.Definition.Sentence(s.l), p.Window.String(), s.csvNumber(p.Days, 4)}, s.countTexts(p.Counts, nil)...))
			}
		}
		return s.csv(s.heads(append([]string{"number", "name", "definition", "window", "days"}, countHeads...)...), rows)
	}
	for _, i := range c.Items {
		var rows [][]string
		for _, p := range i.Curve {
			rows = append(rows, []string{i.Definition.SpanText(p.Window, s.l), s.rateText(p.Repeat()), s.rateText(p.Follow())})
		}
		d := i.Definition
		s.print(grid{title: figure.DefinitionText(d, s.l), head: []string{s.l.T("cli.definitions.head.window"), s.l.T("cli.definitions.head.repeat"),
			s.l.T("cli.definitions.head.followed")}, numbers: 2, rows: rows})
	}
	return nil // a failed write is remembered by s.out
}

// definitionsSave saves a definition that is spelled out or named under a name.
func (s *session) definitionsSave() *cobra.Command {
	var question questionFlags
	c := &cobra.Command{
		Use: "save WORKSPACE NAME", Short: s.l.T("cli.definitions.save.short"), Long: s.l.T("cli.definitions.save.long"),
		Example: "  eenkeer-cli definitions save week.eenkeer Directierapport --window 14d --same reason --redial 10m\n  eenkeer-cli definitions save week.eenkeer Kopie --definition Directierapport",
		Args:    s.exactly(2, "WORKSPACE NAME"),
	}
	c.Flags().StringVar(&question.definition, "definition", "", s.l.T("cli.flag.definition"))
	question.addSpelled(c, s, true)
	c.RunE = func(c *cobra.Command, args []string) error {
		name := strings.TrimSpace(args[1])
		if name == "" || strings.HasPrefix(name, "{") {
			return s.usage(c, "cli.usage.definition_name")
		}
		d, err := question.spelled(c, s)
		if err != nil {
			return err
		}
		return s.change(c, args[0], func(ctx context.Context, ws *workspace.Workspace) error {
			if question.definition != "" {
				if d, err = named(ctx, ws, question.definition, s.l); err != nil {
					return err
				}
			}
			d.Name = name
			data, err := json.Marshal(d)
			if err != nil {
				return err
			}
			return ws.SaveDefinition(ctx, name, data)
		})
	}
	return c
}

// definitionsDelete forgets a definition.
func (s *session) definitionsDelete() *cobra.Command {
	return &cobra.Command{
		Use: "delete WORKSPACE NAME", Short: s.l.T("cli.definitions.delete.short"), Long: s.l.T("cli.definitions.delete.long"),
		Example: "  eenkeer-cli definitions delete week.eenkeer Directierapport",
		Args:    s.exactly(2, "WORKSPACE NAME"),
		RunE: func(c *cobra.Command, args []string) error {
			return s.change(c, args[0], func(ctx context.Context, ws *workspace.Workspace) error {
				all, err := ws.Definitions(ctx)
				if err != nil {
					return err
				}
				var names []string
				for _, n := range all {
					if n.Name == args[1] {
						return ws.DeleteDefinition(ctx, n.Name)
					}
					names = append(names, n.Name)
				}
				return &workbench.Message{ID: "cli.error.no_definition", Args: []any{"name", args[1], "names", strings.Join(names, ", ")}}
			})
		},
	}
}

// change opens a workspace to change its definitions, and lists them after.
func (s *session) change(c *cobra.Command, path string, f func(ctx context.Context, ws *workspace.Workspace) error) (err error) {
	if looksLikeExport(c.Context(), path) {
		return s.usage(c, "cli.usage.not_workspace", "file", path)
	}
	ws, err := workspace.Open(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := ws.Close(); err == nil {
			err = e
		}
	}()
	if err := f(c.Context(), ws); err != nil {
		return err
	}
	saved, err := workbench.Definitions(c.Context(), ws)
	if err != nil {
		return err
	}
	return s.listDefinitions(saved)
}
