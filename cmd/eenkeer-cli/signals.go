package main

import (
	"slices"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"

	"github.com/spf13/cobra"
)

// signalsCommand is about what staff could not solve in one go; by itself it lists it.
func (s *session) signalsCommand() *cobra.Command {
	c := s.signalsListCommand("signals WORKSPACE")
	c.Example = "  eenkeer-cli signals week.eenkeer --state new\n  eenkeer-cli signals add week.eenkeer --text \"brief noemt een nummer dat niet bestaat\" --from Carla --reason \"Vraag over brief\"\n  eenkeer-cli signals set week.eenkeer 3 --answer \"nummer is hersteld\""
	c.AddCommand(s.signalsListCommand("list WORKSPACE"), s.signalsAddCommand(), s.signalsSetCommand())
	return c
}

type signalJSON struct {
	ID       kaizen.ID `json:"id"`
	Day      string    `json:"day"`
	From     string    `json:"from"`
	Process  string    `json:"process,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Text     string    `json:"text"`
	State    string    `json:"state"`
	Owner    string    `json:"owner,omitempty"`
	Action   kaizen.ID `json:"action,omitempty"`
	Answer   string    `json:"answer,omitempty"`
	Answered string    `json:"answered,omitempty"`
}

func (s *session) signalsListCommand(use string) *cobra.Command {
	var state string
	c := &cobra.Command{Use: use, Short: s.l.T("cli.signals.short"), Long: s.l.T("cli.signals.long"), Args: s.exactly(1, "WORKSPACE")}
	c.Flags().StringVar(&state, "state", "", s.l.T("cli.signals.state"))
	c.RunE = func(c *cobra.Command, args []string) error {
		var words []string
		for _, x := range kaizen.Answers {
			words = append(words, string(x))
		}
		if state != "" && !slices.Contains(words, state) {
			return s.usage(c, "cli.usage.choice", "flag", "state", "value", state, "choices", s.choice(words...))
		}
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			var all []*kaizen.Signal
			for _, x := range k.register.Signals {
				if state == "" || string(x.State) == state {
					all = append(all, x)
				}
			}
			return s.signals(k.register, all)
		})
	}
	return c
}

func (s *session) signals(r *kaizen.Register, all []*kaizen.Signal) error {
	rows := []signalJSON{}
	for _, x := range all {
		rows = append(rows, signalJSON{x.ID, x.Day.String(), r.Name(x.From), x.Process, x.Reason, x.Text, string(x.State), r.Name(x.Owner), x.Action, x.Answer, x.Answered.String()})
	}
	if s.format == formatJSON {
		return s.json(struct {
			Signals []signalJSON `json:"signals"`
		}{rows})
	}
	if len(rows) == 0 && s.format == formatTable {
		s.line(s.l.T("cli.signals.none"))
		return nil
	}
	var texts [][]string
	for i, x := range rows {
		action := ""
		if x.Action != 0 {
			action = number(x.Action)
		}
		day := kaizen.DayText(all[i].Day, s.l)
		if s.format == formatCSV {
			day = s.csvDay(all[i].Day)
		}
		texts = append(texts, []string{number(x.ID), day, x.From, x.Process, x.Reason, x.Text, s.l.T("kaizen.answer." + x.State), action, x.Answer})
	}
	var head []string
	for _, id := range []string{"number", "day", "from", "process", "reason", "text", "state", "action", "answer"} {
		head = append(head, s.l.T("cli.signals.head."+id))
	}
	if s.format == formatCSV {
		return s.csv(head, texts)
	}
	s.print(grid{title: s.l.T("cli.signals.title"), head: head, rows: texts})
	return nil
}

// signalFlags are the fields of a signal, as typed.
type signalFlags struct {
	text, from, reason, process, day, answer, action, owner string
}

func (f *signalFlags) add(c *cobra.Command, s *session) {
	flags := c.Flags()
	flags.StringVar(&f.text, "text", "", s.l.T("cli.signals.set.text"))
	flags.StringVar(&f.from, "from", "", s.l.T("cli.signals.set.from"))
	flags.StringVar(&f.reason, "reason", "", s.l.T("cli.signals.set.reason"))
	flags.StringVar(&f.process, "process", "", s.l.T("cli.signals.set.process"))
	flags.StringVar(&f.day, "day", "", s.l.T("cli.signals.set.day"))
	flags.StringVar(&f.owner, "owner", "", s.l.T("cli.signals.set.owner"))
	flags.StringVar(&f.action, "action", "", s.l.T("cli.signals.set.action"))
	flags.StringVar(&f.answer, "answer", "", s.l.T("cli.signals.set.answer"))
}

// given reports whether there is anything to set.
func (f *signalFlags) given(c *cobra.Command) bool {
	return slices.ContainsFunc([]string{"text", "from", "reason", "process", "day", "owner", "action", "answer"}, c.Flags().Changed)
}

// known says that an action that was named is not there.
func (f *signalFlags) known(c *cobra.Command, s *session, k *shelf) error {
	if f.action == "" {
		return nil
	}
	if id, err := s.idOf(c, f.action); err != nil || k.register.Action(id) == nil {
		return noItem(kaizen.OfAction, id)
	}
	return nil
}

// edit understands the flags that were given.
func (f *signalFlags) edit(c *cobra.Command, s *session) (func(e *kaizen.Edit, x *kaizen.Signal), error) {
	given := c.Flags().Changed
	var day repeat.Date
	var action kaizen.ID
	var err error
	if f.day != "" {
		if day, err = repeat.ParseDate(f.day); err != nil {
			return nil, s.usage(c, "cli.usage.date", "flag", "day", "value", f.day)
		}
	}
	if f.action != "" {
		if action, err = s.idOf(c, f.action); err != nil {
			return nil, err
		}
	}
	return func(e *kaizen.Edit, x *kaizen.Signal) {
		for _, t := range []struct {
			flag, text string
			to         *string
		}{{"text", f.text, &x.Text}, {"reason", f.reason, &x.Reason}, {"process", f.process, &x.Process}} {
			if given(t.flag) {
				*t.to = t.text
			}
		}
		if given("from") {
			x.From = e.PersonNamed(f.from)
		}
		if given("owner") {
			x.Owner = e.PersonNamed(f.owner)
			if x.Owner != 0 && x.State == kaizen.Raised {
				x.State = kaizen.TakenUp
			}
		}
		if given("day") {
			x.Day = day
		}
		if given("action") {
			x.Action = action
			if action != 0 && x.State == kaizen.Raised {
				x.State = kaizen.TakenUp
			}
		}
		if given("answer") {
			x.Reply(f.answer, repeat.DateOf(e.Now()))
		}
	}, nil
}

func (s *session) signalsAddCommand() *cobra.Command {
	var f signalFlags
	c := &cobra.Command{Use: "add WORKSPACE --text TEXT", Short: s.l.T("cli.signals.add.short"), Args: s.exactly(1, "WORKSPACE")}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		edit, err := f.edit(c, s)
		switch {
		case err != nil:
			return err
		case f.text == "":
			return s.usage(c, "cli.usage.give", "flag", "text")
		}
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			if err := f.known(c, s, k); err != nil {
				return err
			}
			var id kaizen.ID
			err := k.change(c, "kaizen.did.add", func(e *kaizen.Edit) error {
				id = e.AddSignal(kaizen.Signal{Day: repeat.DateOf(time.Now()), State: kaizen.Raised})
				edit(e, e.Signal(id))
				return nil
			})
			if err != nil {
				return err
			}
			return s.signals(k.register, []*kaizen.Signal{k.register.Signal(id)})
		})
	}
	return c
}

func (s *session) signalsSetCommand() *cobra.Command {
	var f signalFlags
	c := &cobra.Command{Use: "set WORKSPACE NUMBER", Short: s.l.T("cli.signals.set.short"), Args: s.exactly(2, "WORKSPACE NUMBER")}
	f.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		id, err := s.idOf(c, args[1])
		if err != nil {
			return err
		}
		edit, err := f.edit(c, s)
		if err != nil {
			return err
		}
		if !f.given(c) {
			return s.usage(c, "cli.usage.nothing_to_set")
		}
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			if k.register.Signal(id) == nil {
				return noItem(kaizen.OfSignal, id)
			}
			if err := f.known(c, s, k); err != nil {
				return err
			}
			if err := k.change(c, "kaizen.did.change", func(e *kaizen.Edit) error { edit(e, e.Signal(id)); return nil }); err != nil {
				return err
			}
			return s.signals(k.register, []*kaizen.Signal{k.register.Signal(id)})
		})
	}
	return c
}
