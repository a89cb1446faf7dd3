package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// eventsCommand lists the calendar of a workspace, and puts events on it or takes them off.
func (s *session) eventsCommand() *cobra.Command {
	var adds []string
	var removes []int64
	var kind, about, holidays string
	c := &cobra.Command{
		Use: "events WORKSPACE", Short: s.l.T("cli.events.short"), Long: s.l.T("cli.events.long"),
		Example: "  eenkeer-cli events week.eenkeer --add 2026-03-02=Jaarnota --kind mailing\n  eenkeer-cli events week.eenkeer --add 2026-05-04..2026-05-06=\"Storing portaal\" --kind outage --about channel=Chat",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().StringArrayVar(&adds, "add", nil, s.l.T("cli.events.add"))
	c.Flags().StringVar(&kind, "kind", workspace.OtherEvent, s.l.T("cli.events.kind"))
	c.Flags().StringVar(&about, "about", "", s.l.T("cli.events.about"))
	c.Flags().Int64SliceVar(&removes, "remove", nil, s.l.T("cli.events.remove"))
	c.Flags().Lookup("remove").DefValue = "" // "[]" says nothing
	c.Flags().StringVar(&holidays, "holidays", "", s.l.T("cli.events.holidays"))
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		path := args[0]
		if looksLikeExport(c.Context(), path) {
			return s.usage(c, "cli.usage.not_workspace", "file", path)
		}
		if holidays != "" && holidays != "on" && holidays != "off" {
			return s.usage(c, "cli.usage.choice", "flag", "holidays", "value", holidays, "choices", s.choice("on", "off"))
		}
		var events []workspace.Event
		for _, text := range adds {
			e, err := s.event(c, text, kind, about)
			if err != nil {
				return err
			}
			events = append(events, e)
		}
		open := workspace.View
		if len(events)+len(removes) > 0 || holidays != "" {
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
		if err := changeEvents(c, ws, events, removes, holidays); err != nil {
			return err
		}
		engine, err := workbench.LoadEngine(c.Context(), ws, nil)
		if err != nil {
			return err
		}
		all, err := workbench.Events(c.Context(), ws, engine.Log())
		if err != nil {
			return err
		}
		return s.events(all)
	}
	return c
}

func changeEvents(c *cobra.Command, ws *workspace.Workspace, add []workspace.Event, remove []int64, holidays string) error {
	known, err := ws.Events(c.Context())
	if err != nil {
		return err
	}
	for _, id := range remove {
		if !slices.ContainsFunc(known, func(e workspace.Event) bool { return e.ID == id }) {
			return &workbench.Message{ID: "cli.error.no_event", Args: []any{"id", strconv.FormatInt(id, 10)}}
		}
	}
	for _, id := range remove {
		if err := ws.DeleteEvent(c.Context(), id); err != nil {
			return err
		}
	}
	for _, e := range add {
		if _, err := ws.PutEvent(c.Context(), e); err != nil {
			return err
		}
	}
	if holidays != "" {
		return workbench.SetHolidays(c.Context(), ws, holidays == "on")
	}
	return nil
}

// event reads DATE[..DATE]=TITLE.
func (s *session) event(c *cobra.Command, text, kind, about string) (e workspace.Event, err error) {
	days, title, ok := strings.Cut(text, "=")
	if !ok {
		return e, s.usage(c, "cli.usage.event", "value", text)
	}
	if !slices.Contains(workspace.EventKinds, kind) {
		return e, s.usage(c, "cli.usage.choice", "flag", "kind", "value", kind, "choices", s.choice(workspace.EventKinds...))
	}
	first, last, ranged := strings.Cut(days, "..")
	if !ranged {
		last = first
	}
	e = workspace.Event{Kind: kind, Title: strings.TrimSpace(title)}
	for _, d := range []struct {
		text string
		to   *time.Time
	}{{first, &e.From}, {last, &e.To}} {
		date, err := repeat.ParseDate(strings.TrimSpace(d.text))
		if err != nil {
			return e, s.usage(c, "cli.usage.event", "value", text)
		}
		*d.to = date.Time()
	}
	if about != "" {
		name, value, ok := strings.Cut(about, "=")
		if !ok {
			return e, s.usage(c, "cli.usage.pair", "flag", "about", "value", about)
		}
		e.By, e.Value = contact.Dimension(strings.TrimSpace(name)), value
	}
	if why := e.Check(); why != "" {
		return e, s.usage(c, why)
	}
	return e, nil
}

type eventJSON struct {
	ID        int64  `json:"id"` // 0: a public holiday, which is worked out
	Kind      string `json:"kind"`
	From      string `json:"from"`
	To        string `json:"to"`
	Title     string `json:"title"`
	Dimension string `json:"dimension,omitempty"`
	Value     string `json:"value,omitempty"`
}

func (s *session) events(all []workbench.Event) error {
	rows := []eventJSON{}
	for _, e := range all {
		rows = append(rows, eventJSON{e.ID, e.Kind, e.From.Format(time.DateOnly), e.To.Format(time.DateOnly), e.Name(s.l), string(e.By), e.Value})
	}
	if s.format == formatJSON {
		return s.json(struct {
			Events []eventJSON `json:"events"`
		}{rows})
	}
	var texts [][]string
	for i, r := range rows {
		id, about := "", ""
		if r.ID != 0 {
			id = strconv.FormatInt(r.ID, 10)
		}
		if r.Dimension != "" {
			about = s.l.T("dimension."+r.Dimension) + ": " + r.Value
		}
		if s.format == formatCSV {
			texts = append(texts, []string{id, r.Kind, r.From, r.To, r.Title, r.Dimension, r.Value})
			continue
		}
		texts = append(texts, []string{id, s.l.T("event.kind." + r.Kind), s.l.Period(all[i].From, all[i].To), r.Title, about})
	}
	if s.format == formatCSV {
		return s.csv([]string{"id", "kind", "from", "to", "title", "dimension", "value"}, texts)
	}
	if len(texts) == 0 {
		s.line(s.l.T("cli.events.none"))
		return nil
	}
	var head []string
	for _, id := range []string{"id", "kind", "days", "title", "about"} {
		head = append(head, s.l.T("cli.events.head."+id))
	}
	s.print(grid{title: s.l.T("cli.events.title"), head: head, rows: texts})
	return nil // a failed write is remembered by s.out
}
