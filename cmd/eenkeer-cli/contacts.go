package main

import (
	"math"
	"slices"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workbench"

	"github.com/spf13/cobra"
)

// contactsCommand prints the contacts behind a figure: as many as rates counts for
// the same selection. Customers go by number, and notes stay where they are, unless
// they are asked for.
func (s *session) contactsCommand() *cobra.Command {
	var question questionFlags
	var mapping mappingFlags
	var only string
	var o report.ContactsOptions
	c := &cobra.Command{
		Use: "contacts WORKSPACE", Short: s.l.T("cli.contacts.short"), Long: s.l.T("cli.contacts.long"),
		Example: "  eenkeer-cli contacts week.eenkeer --where reason=Nota --where week=2026-W23 --only repeats\n  eenkeer-cli contacts week.eenkeer --only followed --with-notes --format csv",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	c.Flags().StringVar(&only, "only", "", s.l.T("cli.contacts.only"))
	c.Flags().BoolVar(&o.Keys, "with-keys", false, s.l.T("cli.pairs.keys"))
	c.Flags().BoolVar(&o.Notes, "with-notes", false, s.l.T("cli.contacts.with_notes"))
	question.add(c, s)
	mapping.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		q, err := question.query(c, s)
		if err != nil {
			return err
		}
		if !slices.Contains(repeat.Onlys, repeat.Only(only)) {
			var choices []string
			for _, one := range repeat.Onlys[1:] {
				choices = append(choices, string(one))
			}
			return s.usage(c, "cli.usage.choice", "flag", "only", "value", only, "choices", s.choice(choices...))
		}
		src, err := s.open(c, args[0], &mapping, question.definition, &q)
		if err != nil {
			return err
		}
		defer src.close()
		if o.Notes && src.ws == nil {
			return s.usage(c, "cli.usage.notes_of_file")
		}
		list, err := src.engine.List(c.Context(), q, repeat.ListOptions{Only: repeat.Only(only)})
		if err != nil {
			return err
		}
		if s.format != formatJSON {
			t, err := workbench.ContactsTable(c.Context(), src.ws, list, o, s.l)
			if err != nil {
				return err
			}
			return s.table(t)
		}
		notes, err := notesOf(c, src, list, o)
		if err != nil {
			return err
		}
		return s.json(listed(list, o, notes))
	}
	return c
}

// notesOf reads the notes of a list, if they are asked for.
func notesOf(c *cobra.Command, src *source, list *repeat.List, o report.ContactsOptions) ([]string, error) {
	if !o.Notes {
		return nil, nil
	}
	places := make([]int, list.Len())
	for i := range places {
		places[i] = list.Place(i)
	}
	return workbench.ContactTexts(c.Context(), src.ws, list.Log(), contact.FieldNote, places)
}

type contactsJSON struct {
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection"`
	Only       repeat.Only       `json:"only"`
	Contacts   int               `json:"contacts"` // in rows
	Rows       []contactJSON     `json:"rows"`
}

type contactJSON struct {
	Index       int      `json:"index"` // in the log, by which first and second refer to it
	Time        string   `json:"time"`
	Customer    uint32   `json:"customer"` // a number within these data
	Key         string   `json:"key,omitempty"`
	Process     string   `json:"process"`
	Reason      string   `json:"reason"`
	ThirdParty  string   `json:"third_party"`
	Team        string   `json:"team"`
	Agent       string   `json:"agent"`
	Channel     string   `json:"channel"`
	Repeats     bool     `json:"repeats"`
	First       *int     `json:"first"` // the contact it repeats
	HoursAfter  *float64 `json:"hours_after"`
	Ripe        bool     `json:"ripe"`
	Followed    bool     `json:"followed"`
	Second      *int     `json:"second"` // the contact that follows, also where this one is not ripe
	HoursBefore *float64 `json:"hours_before"`
	Note        string   `json:"note,omitempty"`
}

func listed(list *repeat.List, o report.ContactsOptions, notes []string) contactsJSON {
	out := contactsJSON{list.Query.Definition, list.Query.Selection, list.Options.Only, list.Len(), make([]contactJSON, list.Len())}
	gap := func(place int, d time.Duration) (*int, *float64) {
		if place < 0 {
			return nil, nil
		}
		hours := math.Round(d.Hours()*1e4) / 1e4
		return &place, &hours
	}
	for i := range out.Rows {
		c := list.At(i)
		row := contactJSON{Index: c.Place, Time: wallClock(c.Time), Customer: c.Customer, Process: c.Value(contact.Process), Reason: c.Value(contact.Reason),
			ThirdParty: c.Value(contact.Third), Team: c.Value(contact.Team), Agent: c.Value(contact.Agent), Channel: c.Value(contact.Channel),
			Repeats: c.Repeats, Ripe: c.Ripe, Followed: c.Followed}
		row.First, row.HoursAfter = gap(c.First, c.After)
		row.Second, row.HoursBefore = gap(c.Second, c.Before)
		if o.Keys {
			row.Key = list.Key(c)
		}
		if notes != nil {
			row.Note = notes[i]
		}
		out.Rows[i] = row
	}
	return out
}
