package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// catalogueFlags are the changes that a call makes, in the order in which they are made.
type catalogueFlags struct {
	into, from                                 string // workbooks
	file, rename, owner, manager, target, cost []string
}

// catalogueCommand shows the catalogue of a workspace and changes it.
func (s *session) catalogueCommand() *cobra.Command {
	var f catalogueFlags
	c := &cobra.Command{
		Use: "catalogue WORKSPACE", Short: s.l.T("cli.catalogue.short"), Long: s.l.T("cli.catalogue.long"),
		Example: "  eenkeer-cli catalogue week.eenkeer --export catalogue.xlsx\n  eenkeer-cli catalogue week.eenkeer --file \"Where is my money=Claims\" --rename \"Invoice=Bill@2026-03-01\"",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags := c.Flags()
	flags.StringVar(&f.into, "export", "", s.l.T("cli.catalogue.export"))
	flags.StringVar(&f.from, "import", "", s.l.T("cli.catalogue.import"))
	flags.StringArrayVar(&f.file, "file", nil, s.l.T("cli.catalogue.file"))
	flags.StringArrayVar(&f.rename, "rename", nil, s.l.T("cli.catalogue.rename"))
	flags.StringArrayVar(&f.owner, "owner", nil, s.l.T("cli.catalogue.owner"))
	flags.StringArrayVar(&f.manager, "manager", nil, s.l.T("cli.catalogue.manager"))
	flags.StringArrayVar(&f.target, "target", nil, s.l.T("cli.catalogue.target"))
	flags.StringArrayVar(&f.cost, "cost", nil, s.l.T("cli.catalogue.cost"))
	c.RunE = func(c *cobra.Command, args []string) error {
		edits, err := s.catalogueEdits(c, &f)
		if err != nil {
			return err
		}
		return s.catalogue(c, args[0], &f, edits)
	}
	return c
}

// catalogueEdits understands the flags that change the catalogue.
func (s *session) catalogueEdits(c *cobra.Command, f *catalogueFlags) ([]func(*contact.Catalogue) *contact.Catalogue, error) {
	var edits []func(*contact.Catalogue) *contact.Catalogue
	var wrong error
	each := func(flag string, values []string, edit func(name, value string) (func(*contact.Catalogue) *contact.Catalogue, bool)) {
		for _, v := range values {
			i := strings.LastIndexByte(v, '=')
			if i <= 0 {
				wrong = s.usage(c, "cli.catalogue.usage", "flag", flag, "value", v)
				return
			}
			do, ok := edit(strings.TrimSpace(v[:i]), strings.TrimSpace(v[i+1:]))
			if !ok {
				wrong = s.usage(c, "cli.catalogue.usage", "flag", flag, "value", v)
				return
			}
			edits = append(edits, do)
		}
	}
	type edit = func(*contact.Catalogue) *contact.Catalogue
	each("rename", f.rename, func(from, value string) (edit, bool) {
		to, day := value, ""
		if i := strings.LastIndexByte(value, '@'); i > 0 {
			to, day = strings.TrimSpace(value[:i]), value[i+1:]
		}
		since, ok := report.ParseDay(day)
		return func(c *contact.Catalogue) *contact.Catalogue {
			return c.WithRename(contact.Rename{From: from, To: to, Since: since})
		}, ok && to != ""
	})
	each("file", f.file, func(reason, process string) (edit, bool) {
		return func(c *contact.Catalogue) *contact.Catalogue { return c.Filed(process, reason) }, true
	})
	process := func(change func(e *contact.ProcessEntry, value string) bool) func(name, value string) (edit, bool) {
		return func(name, value string) (edit, bool) {
			ok := change(&contact.ProcessEntry{}, value)
			return func(c *contact.Catalogue) *contact.Catalogue {
				e, known := c.Process(name)
				if !known {
					e.Process = name
				}
				change(&e, value)
				return c.WithProcess("", e)
			}, ok
		}
	}
	each("owner", f.owner, process(func(e *contact.ProcessEntry, value string) bool { e.Owner = value; return true }))
	each("target", f.target, process(func(e *contact.ProcessEntry, value string) (ok bool) {
		e.Target, ok = report.ParsePercent(value)
		return ok
	}))
	each("cost", f.cost, process(func(e *contact.ProcessEntry, value string) (ok bool) { e.Cost, ok = report.ParseEuro(value); return ok }))
	each("manager", f.manager, func(team, manager string) (edit, bool) {
		return func(c *contact.Catalogue) *contact.Catalogue {
			return c.WithTeam(contact.TeamEntry{Team: team, Manager: manager})
		}, true
	})
	return edits, wrong
}

// catalogue does what the flags ask, and prints the catalogue when they ask for no file.
func (s *session) catalogue(c *cobra.Command, path string, f *catalogueFlags, edits []func(*contact.Catalogue) *contact.Catalogue) (err error) {
	if looksLikeExport(c.Context(), path) {
		return s.usage(c, "cli.usage.not_workspace", "file", path)
	}
	open := workspace.View
	if f.from != "" || len(edits) > 0 {
		open = workspace.Open
	}
	ws, err := open(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := ws.Close(); err == nil {
			err = e
		}
	}()
	before, err := ws.Catalogue(c.Context())
	if err != nil {
		return err
	}
	after := before
	if f.from != "" {
		if after, err = report.ReadCatalogue(f.from, before); err != nil {
			return err
		}
	}
	for _, edit := range edits {
		after = edit(after)
	}
	d := before.ChangesTo(after)
	if !d.None() {
		if err := ws.SaveCatalogue(c.Context(), after); err != nil {
			return err
		}
		if err := followRenames(c, ws, before, after); err != nil {
			return err
		}
	}
	if f.from != "" || len(edits) > 0 {
		s.say(s.l.T("cli.catalogue.changed", "added", d.Added, "changed", d.Changed, "removed", d.Removed))
	}
	if f.into == "" && f.from == "" && len(edits) == 0 || f.into != "" {
		engine, err := workbench.LoadEngine(c.Context(), ws, nil)
		if err != nil {
			return err
		}
		if f.into == "" {
			return s.printCatalogue(path, after, engine)
		}
		sheet := report.CatalogueSheet{Catalogue: after, Seen: engine.Log().Seen(nil), Processes: engine.Values(contact.Process), Teams: engine.Values(contact.Team)}
		if err := report.Save(f.into, func(w io.Writer) error { return report.WriteCatalogue(w, sheet, s.l) }); err != nil {
			return err
		}
		s.say(s.l.T("cli.catalogue.exported", "file", filepath.Base(f.into)))
	}
	return nil
}

// reasonJSON is a reason, with what its process gives it.
type reasonJSON struct {
	Reason     string   `json:"reason"`
	Process    string   `json:"process"`
	Owner      string   `json:"owner"`
	ThirdParty string   `json:"third_party"`
	Target     *float64 `json:"target"`
	Cost       *float64 `json:"cost"`
	Contacts   int      `json:"contacts"`
	Filed      bool     `json:"filed"`
}

type processJSON struct {
	Process string   `json:"process"`
	Owner   string   `json:"owner"`
	Target  *float64 `json:"target"`
	Cost    *float64 `json:"cost"`
}

type teamJSON struct {
	Team    string `json:"team"`
	Manager string `json:"manager"`
}

type renameJSON struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Since string `json:"since"` // a day; empty: always
}

type catalogueJSON struct {
	Workspace string        `json:"workspace"`
	Reasons   []reasonJSON  `json:"reasons"`
	Processes []processJSON `json:"processes"`
	Teams     []teamJSON    `json:"teams"`
	Renames   []renameJSON  `json:"renames"`
}

func known(a contact.Amount) *float64 {
	if !a.Known {
		return nil
	}
	return &a.Value
}

// catalogueOf gathers what is known of a workspace: reasons of the data first, most contacts first, then the others.
func catalogueOf(path string, c *contact.Catalogue, engine *repeat.Engine) catalogueJSON {
	out := catalogueJSON{path, []reasonJSON{}, []processJSON{}, []teamJSON{}, []renameJSON{}}
	listed := map[string]bool{}
	look := c.Lookup()
	add := func(name string, contacts int) {
		if listed[contact.Fold(name)] {
			return
		}
		listed[contact.Fold(name)] = true
		e := look.Reason(name)
		target, cost := look.Amounts(e)
		out.Reasons = append(out.Reasons, reasonJSON{name, e.Process, look.Process(e.Process).Owner, e.ThirdParty, known(target), known(cost), contacts, e.Process != ""})
	}
	for _, seen := range engine.Log().Seen(nil) {
		add(seen.Reason, seen.Contacts)
	}
	for _, e := range c.Reasons {
		add(e.Reason, 0)
	}
	for _, name := range c.ProcessNames() {
		p := look.Process(name)
		out.Processes = append(out.Processes, processJSON{name, p.Owner, known(p.Target), known(p.Cost)})
	}
	for _, t := range c.Teams {
		out.Teams = append(out.Teams, teamJSON(t))
	}
	for _, r := range c.Renames {
		since := ""
		if r.Since != 0 {
			since = contact.When(r.Since).Format("2006-01-02")
		}
		out.Renames = append(out.Renames, renameJSON{r.From, r.To, since})
	}
	return out
}

func (s *session) printCatalogue(path string, c *contact.Catalogue, engine *repeat.Engine) error {
	all := catalogueOf(path, c, engine)
	switch s.format {
	case formatJSON:
		return s.json(all)
	case formatCSV:
		return s.catalogueCSV(all)
	}
	percent := func(x *float64) string {
		if x == nil {
			return ""
		}
		return s.l.Percent(*x)
	}
	euro := func(x *float64) string {
		if x == nil {
			return ""
		}
		return s.l.Decimal(*x, 2)
	}
	var rows [][]string
	for _, r := range all.Reasons {
		process := r.Process
		if !r.Filed {
			process = "– " + s.l.T("catalogue.state.unfiled")
		}
		rows = append(rows, []string{r.Reason, process, r.ThirdParty, percent(r.Target), euro(r.Cost), s.l.Int(r.Contacts)})
	}
	s.columns("reasons", rows, "reason", "process", "third_party", "target", "cost", "contacts")
	rows = nil
	for _, p := range all.Processes {
		rows = append(rows, []string{p.Process, p.Owner, percent(p.Target), euro(p.Cost)})
	}
	s.columns("processes", rows, "process", "owner", "target", "cost")
	rows = nil
	for _, t := range all.Teams {
		rows = append(rows, []string{t.Team, t.Manager})
	}
	s.columns("teams", rows, "team", "manager")
	rows = nil
	for _, r := range c.Renames {
		since := s.l.T("cli.catalogue.always")
		if r.Since != 0 {
			since = s.l.Date(contact.When(r.Since))
		}
		rows = append(rows, []string{r.From, r.To, since})
	}
	s.columns("renamed", rows, "from", "to", "since")
	return nil // a failed write is remembered by s.out
}

// columns prints a part of the catalogue with its headings aligned; nothing when it is empty.
func (s *session) columns(part string, rows [][]string, headings ...string) {
	if len(rows) == 0 {
		return
	}
	header := make([]string, len(headings))
	for i, id := range headings {
		header[i] = s.l.T("catalogue.heading." + id)
	}
	widths := make([]int, len(headings))
	for _, r := range append([][]string{header}, rows...) {
		for i, text := range r {
			widths[i] = max(widths[i], len([]rune(text)))
		}
	}
	fmt.Fprintf(s.out, "%s\n\n", s.l.T("catalogue.sheet."+part))
	for _, r := range append([][]string{header}, rows...) {
		line := ""
		for i, text := range r {
			line += text + strings.Repeat(" ", widths[i]-len([]rune(text))+2)
		}
		fmt.Fprintln(s.out, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(s.out)
}

// catalogueCSV prints the reasons.
func (s *session) catalogueCSV(all catalogueJSON) error {
	out := csv.NewWriter(s.out)
	out.UseCRLF = true
	header := []string{"reason", "process", "owner", "third_party", "target", "cost", "contacts", "filed"}
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(math.Round(*x*1e6)/1e6, 'f', -1, 64)
	}
	if s.l.Language == "nl" {
		fmt.Fprint(s.out, "\ufeff")
		out.Comma = ';'
		for i, id := range header[:len(header)-1] {
			header[i] = s.l.T("catalogue.heading." + id)
		}
		header[len(header)-1] = s.l.T("catalogue.heading.state")
		english := number
		number = func(x *float64) string { return strings.Replace(english(x), ".", ",", 1) }
	}
	out.Write(header)
	for _, r := range all.Reasons {
		filed := strconv.FormatBool(r.Filed)
		if s.l.Language == "nl" {
			if filed = ""; !r.Filed {
				filed = s.l.T("catalogue.state.unfiled")
			}
		}
		out.Write([]string{report.Guard(r.Reason), report.Guard(r.Process), report.Guard(r.Owner), report.Guard(r.ThirdParty), number(r.Target), number(r.Cost),
			strconv.Itoa(r.Contacts), filed})
	}
	out.Flush()
	return out.Error()
}
