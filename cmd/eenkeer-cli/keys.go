package main

import (
	"context"
	"strconv"

	"eenkeer/analysis/contact"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// keysCommand shows how contacts became customers, and keeps what a person decides
// about a customer key. It prints keys: that is what it is asked for.
func (s *session) keysCommand() *cobra.Command {
	var shared, joins, auto []string
	c := &cobra.Command{
		Use: "keys WORKSPACE", Short: s.l.T("cli.keys.short"), Long: s.l.T("cli.keys.long"),
		Example: "  eenkeer-cli keys week.eenkeer\n  eenkeer-cli keys week.eenkeer --shared info@example.nl --joins 030-1234567",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().StringArrayVar(&shared, "shared", nil, s.l.T("cli.keys.shared"))
	c.Flags().StringArrayVar(&joins, "joins", nil, s.l.T("cli.keys.joins"))
	c.Flags().StringArrayVar(&auto, "auto", nil, s.l.T("cli.keys.auto"))
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		path := args[0]
		if looksLikeExport(c.Context(), path) {
			return s.usage(c, "cli.usage.not_workspace", "file", path)
		}
		open := workspace.View
		if len(shared)+len(joins)+len(auto) > 0 {
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
		yes, no := true, false
		for _, d := range []struct {
			keys []string
			word *bool
		}{{shared, &yes}, {joins, &no}, {auto, nil}} {
			if err := decideKeys(c.Context(), ws, d.keys, d.word); err != nil {
				return err
			}
		}
		e, err := workbench.LoadEngine(c.Context(), ws, nil)
		if err != nil {
			return err
		}
		return s.keys(path, e.Log())
	}
	return c
}

// decideKeys keeps a decision about some keys.
func decideKeys(ctx context.Context, ws *workspace.Workspace, keys []string, word *bool) error {
	for _, text := range keys {
		key, err := workbench.FindKey(ctx, ws, text)
		if err == nil {
			err = workbench.DecideKey(ctx, ws, key, word)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type keysJSON struct {
	Workspace       string         `json:"workspace"`
	Contacts        int            `json:"contacts"`
	WithoutCustomer int            `json:"without_customer"`
	Customers       int            `json:"customers"`
	Joined          int            `json:"joined"` // customers known by more than one key
	Columns         []coverageJSON `json:"columns"`
	Shared          []sharedJSON   `json:"shared"`
	Largest         []largestJSON  `json:"largest"`
}

type coverageJSON struct {
	Column   string `json:"column"`
	Kind     string `json:"kind"`
	Contacts int    `json:"contacts"`
	Filled   int    `json:"filled"`
	Distinct int    `json:"distinct"`
}

type sharedJSON struct {
	Key      string `json:"key"`
	Kind     string `json:"kind"`
	Contacts int    `json:"contacts"`
	Leading  int    `json:"leading"` // different stronger keys that it stands beside
	Proposed bool   `json:"proposed"`
	ByPerson bool   `json:"by_person"`
	Shared   bool   `json:"shared"`
}

type largestJSON struct {
	Key      string `json:"key"`
	Contacts int    `json:"contacts"`
	From     string `json:"from"`
	To       string `json:"to"`
}

// keys prints how the contacts of a log became customers.
func (s *session) keys(path string, log *contact.Log) error {
	id := log.Identity
	out := keysJSON{
		Workspace: path, Contacts: id.Contacts, WithoutCustomer: id.WithoutCustomer, Customers: id.Customers, Joined: id.Joined,
		Columns: []coverageJSON{}, Shared: []sharedJSON{}, Largest: []largestJSON{},
	}
	for _, c := range id.Columns {
		out.Columns = append(out.Columns, coverageJSON{c.Name, c.Kind, c.Contacts, c.Filled, c.Distinct})
	}
	for _, k := range id.Shared {
		out.Shared = append(out.Shared, sharedJSON(k))
	}
	for _, c := range log.Largest(workbench.LargestShown) {
		out.Largest = append(out.Largest, largestJSON{c.Key, c.Contacts, wallClock(contact.When(c.First)), wallClock(contact.When(c.Last))})
	}
	switch s.format {
	case formatJSON:
		return s.json(out)
	case formatCSV:
		return s.keysCSV(out)
	}
	head := func(ids ...string) (texts []string) {
		for _, id := range ids {
			texts = append(texts, s.l.T("cli.keys.head."+id))
		}
		return texts
	}
	columns := grid{title: s.l.T("cli.keys.columns"), head: head("column", "kind", "contacts", "filled", "distinct"), numbers: 3}
	for _, c := range out.Columns {
		columns.rows = append(columns.rows, []string{c.Column, s.l.T("key.kind." + c.Kind), s.l.Int(c.Contacts),
			s.l.Percent(float64(c.Filled) / float64(max(1, c.Contacts))), s.l.Int(c.Distinct)})
	}
	s.print(columns)
	s.line(s.l.T("cli.keys.total", "customers", out.Customers, "contacts", out.Contacts, "joined", out.Joined, "without", out.WithoutCustomer))
	s.line("")
	keys := grid{title: s.l.T("cli.keys.of_many"), head: head("key", "kind", "state", "contacts", "leading"), numbers: 2}
	for _, k := range out.Shared {
		keys.rows = append(keys.rows, []string{k.Key, s.l.T("key.kind." + k.Kind), s.l.T("cli.keys.state." + state(k)), s.l.Int(k.Contacts), s.l.Int(k.Leading)})
	}
	s.print(keys)
	largest := grid{title: s.l.T("cli.keys.largest"), head: head("key", "from", "to", "contacts"), numbers: 1}
	for i, c := range log.Largest(workbench.LargestShown) {
		largest.rows = append(largest.rows, []string{c.Key, s.l.DateTime(contact.When(c.First)), s.l.DateTime(contact.When(c.Last)), s.l.Int(out.Largest[i].Contacts)})
	}
	s.print(largest)
	return nil // a failed write is remembered by s.out
}

// state names whether a key joins, and who says so.
func state(k sharedJSON) string {
	switch {
	case k.ByPerson && k.Shared:
		return "said_shared"
	case k.ByPerson:
		return "said_joins"
	}
	return "shared"
}

// keysCSV writes all three lists as one, told apart by their first column.
func (s *session) keysCSV(out keysJSON) error {
	var rows [][]string
	for _, c := range out.Columns {
		rows = append(rows, []string{"column", c.Column, c.Kind, strconv.Itoa(c.Contacts), strconv.Itoa(c.Filled), strconv.Itoa(c.Distinct), "", ""})
	}
	for _, k := range out.Shared {
		rows = append(rows, []string{"shared", k.Key, k.Kind, strconv.Itoa(k.Contacts), "", "", strconv.Itoa(k.Leading), state(k)})
	}
	for _, c := range out.Largest {
		rows = append(rows, []string{"largest", c.Key, "", strconv.Itoa(c.Contacts), "", "", "", ""})
	}
	return s.csv([]string{"part", "name", "kind", "contacts", "filled", "distinct", "leading", "state"}, rows)
}
