package main

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// sessionsCommand is about the kaizen sessions; by itself it lists them.
func (s *session) sessionsCommand() *cobra.Command {
	c := s.sessionsListCommand("sessions WORKSPACE")
	c.Example = "  eenkeer-cli sessions week.eenkeer\n  eenkeer-cli sessions add week.eenkeer --title \"Derde partij Pakketdienst\" --where third_party=Pakketdienst --date 2026-07-03 --target 33%\n  eenkeer-cli sessions print week.eenkeer 1 sessie.pdf --paper A3"
	c.AddCommand(s.sessionsListCommand("list WORKSPACE"), s.sessionsAddCommand(), s.sessionsPrintCommand())
	return c
}

type figureJSON struct {
	Numerator   int     `json:"numerator"`
	Denominator int     `json:"denominator"`
	Rate        float64 `json:"rate"`
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
}

type baselineJSON struct {
	At         string            `json:"at"`
	Definition repeat.Definition `json:"definition"`
	Selection  repeat.Selection  `json:"selection"`
	Followed   *figureJSON       `json:"followed"` // null: nothing to divide by
	Repeat     *figureJSON       `json:"repeat"`
	Contacts   int               `json:"contacts"`
	DataFrom   string            `json:"data_from"`
	DataTo     string            `json:"data_to"`
}

func figureOf(f kaizen.Figure) *figureJSON {
	r := f.Rate()
	if !r.Known() {
		return nil
	}
	return &figureJSON{r.Numerator, r.Denominator, r.Value, r.Low, r.High}
}

type sessionJSON struct {
	ID           kaizen.ID         `json:"id"`
	Title        string            `json:"title"`
	Stage        string            `json:"stage"`
	Date         string            `json:"date"`
	Scope        repeat.Selection  `json:"scope"`
	Problem      string            `json:"problem,omitempty"`
	Goal         string            `json:"goal,omitempty"`
	Measure      string            `json:"measure"`
	Target       *float64          `json:"target"`
	Sponsor      string            `json:"sponsor,omitempty"`
	Facilitator  string            `json:"facilitator,omitempty"`
	Participants []string          `json:"participants"`
	Baseline     *baselineJSON     `json:"baseline"`
	Causes       []kaizen.Cause    `json:"causes"`
	Ideas        []kaizen.Idea     `json:"ideas"`
	Votes        []voteJSON        `json:"votes"`
	Decisions    []kaizen.Decision `json:"decisions"`
	Actions      []kaizen.ID       `json:"actions"`
}

type voteJSON struct {
	On    kaizen.ID `json:"on"`
	Dots  int       `json:"dots"`
	Place int       `json:"place"`
	Tied  bool      `json:"tied"`
}

func sessionOf(r *kaizen.Register, x *kaizen.Session) sessionJSON {
	out := sessionJSON{
		ID: x.ID, Title: x.Title, Stage: string(x.Stage), Date: x.Date.String(), Scope: x.Scope, Problem: x.Problem, Goal: x.Goal, Measure: string(x.Measure), Target: x.Target,
		Sponsor: r.Name(x.Sponsor), Facilitator: r.Name(x.Facilitator), Participants: []string{}, Causes: append([]kaizen.Cause{}, x.Causes...), Ideas: append([]kaizen.Idea{}, x.Ideas...),
		Votes: []voteJSON{}, Decisions: append([]kaizen.Decision{}, x.Decisions...), Actions: []kaizen.ID{},
	}
	for _, id := range x.Participants {
		out.Participants = append(out.Participants, r.Name(id))
	}
	for _, v := range x.Votes() {
		out.Votes = append(out.Votes, voteJSON{v.On, v.Dots, v.Place, v.Tied})
	}
	for _, a := range r.ActionsOf(x.ID) {
		out.Actions = append(out.Actions, a.ID)
	}
	if b := x.Baseline; b != nil {
		out.Baseline = &baselineJSON{b.At.Format(time.RFC3339), b.Definition, b.Selection, figureOf(b.Followed), figureOf(b.Repeat), b.Contacts, b.DataFrom.Format("2006-01-02T15:04:05"), b.DataTo.Format("2006-01-02T15:04:05")}
	}
	return out
}

func (s *session) sessionsListCommand(use string) *cobra.Command {
	c := &cobra.Command{Use: use, Short: s.l.T("cli.sessions.short"), Long: s.l.T("cli.sessions.long"), Args: s.exactly(1, "WORKSPACE")}
	c.RunE = func(c *cobra.Command, args []string) error {
		return s.onShelf(c, args[0], false, func(k *shelf) error { return s.sessions(k.register, k.register.Sessions) })
	}
	return c
}

func (s *session) sessions(r *kaizen.Register, all []*kaizen.Session) error {
	if s.format == formatJSON {
		rows := []sessionJSON{}
		for _, x := range all {
			rows = append(rows, sessionOf(r, x))
		}
		return s.json(struct {
			Sessions []sessionJSON `json:"sessions"`
		}{rows})
	}
	if len(all) == 0 && s.format == formatTable {
		s.line(s.l.T("cli.sessions.none"))
		return nil
	}
	var rows [][]string
	for _, x := range all {
		baseline, target := "", ""
		if x.Baseline != nil {
			if rate := x.Baseline.Of(x.Measure); rate.Known() {
				baseline = s.l.Percent(rate.Value) + " (" + s.l.Int(rate.Numerator) + "/" + s.l.Int(rate.Denominator) + ")"
			}
		}
		if x.Target != nil {
			target = s.l.Percent(*x.Target)
		}
		day := kaizen.DayText(x.Date, s.l)
		if s.format == formatCSV {
			day = s.csvDay(x.Date)
		}
		rows = append(rows, []string{number(x.ID), x.Title, day, s.l.T("kaizen.stage." + string(x.Stage)), kaizen.ScopeText(x.Scope, s.l), baseline, target, s.l.Int(len(x.Causes)), s.l.Int(len(r.ActionsOf(x.ID)))})
	}
	var head []string
	for _, id := range []string{"number", "title", "date", "stage", "scope", "baseline", "target", "causes", "actions"} {
		head = append(head, s.l.T("cli.sessions.head."+id))
	}
	if s.format == formatCSV {
		return s.csv(head, rows)
	}
	s.print(grid{title: s.l.T("cli.sessions.title"), head: head, rows: rows, numbers: 2})
	return nil
}

// sessionsAddCommand adds a session, and freezes where its scope stands.
func (s *session) sessionsAddCommand() *cobra.Command {
	var title, date, target, problem, goal, sponsor, facilitator, place, from, to, measure, definition string
	var participants []string
	var scope scopeFlags
	c := &cobra.Command{
		Use: "add WORKSPACE --title TITLE", Short: s.l.T("cli.sessions.add.short"), Long: s.l.T("cli.sessions.add.long"),
		Example: "  eenkeer-cli sessions add week.eenkeer --title \"Eigen risico\" --where process=\"Eigen risico\" --date 2026-07-03 --target 20% --participant Anna --participant Bram",
		Args:    s.exactly(1, "WORKSPACE"),
	}
	flags := c.Flags()
	flags.StringVar(&title, "title", "", s.l.T("cli.sessions.add.title"))
	flags.StringVar(&date, "date", "", s.l.T("cli.sessions.add.date"))
	flags.StringVar(&from, "starts", "", s.l.T("cli.sessions.add.starts"))
	flags.StringVar(&to, "ends", "", s.l.T("cli.sessions.add.ends"))
	flags.StringVar(&place, "place", "", s.l.T("cli.sessions.add.place"))
	flags.StringVar(&target, "target", "", s.l.T("cli.sessions.add.target"))
	flags.StringVar(&measure, "measure", string(repeat.FollowedRate), s.l.T("cli.sessions.add.measure"))
	flags.StringVar(&problem, "problem", "", s.l.T("cli.sessions.add.problem"))
	flags.StringVar(&goal, "goal", "", s.l.T("cli.sessions.add.goal"))
	flags.StringVar(&sponsor, "sponsor", "", s.l.T("cli.sessions.add.sponsor"))
	flags.StringVar(&facilitator, "facilitator", "", s.l.T("cli.sessions.add.facilitator"))
	flags.StringArrayVar(&participants, "participant", nil, s.l.T("cli.sessions.add.participant"))
	flags.StringVar(&definition, "definition", "", s.l.T("cli.flag.definition"))
	scope.add(c, s)
	c.RunE = func(c *cobra.Command, args []string) error {
		if title == "" {
			return s.usage(c, "cli.usage.give", "flag", "title")
		}
		x := kaizen.Session{Title: title, Problem: problem, Goal: goal, Place: place, From: from, To: to, Measure: repeat.Measure(measure)}
		var err error
		if date != "" {
			value, ok := exchange.Parse(exchange.Due, date)
			if !ok {
				return s.usage(c, "cli.usage.date", "flag", "date", "value", date)
			}
			if x.Date, err = repeat.ParseDate(value); err != nil {
				return err
			}
		}
		if x.Target, err = s.percentFlag(c, "target", target); err != nil {
			return err
		}
		if x.Scope, err = scope.selection(c, s); err != nil {
			return err
		}
		return s.onShelf(c, args[0], true, func(k *shelf) error {
			d := repeat.Default
			if definition != "" {
				if d, err = named(c.Context(), k.ws, definition, s.l); err != nil {
					return err
				}
			}
			engine, err := workbench.LoadEngine(c.Context(), k.ws, nil)
			if err != nil {
				return err
			}
			if err := scope.known(c, s, k); err != nil {
				return err
			}
			if x.Baseline, err = workbench.Baseline(c.Context(), engine, d, x.Scope, workspace.Me(), k.now); err != nil {
				return err
			}
			var id kaizen.ID
			err = k.change(c, "kaizen.did.add", func(e *kaizen.Edit) error {
				x.Sponsor, x.Facilitator = e.PersonNamed(sponsor), e.PersonNamed(facilitator)
				for _, name := range participants {
					if p := e.PersonNamed(name); p != 0 {
						x.Participants = append(x.Participants, p)
					}
				}
				id = e.AddSession(x)
				return nil
			})
			if err != nil {
				return err
			}
			return s.sessions(k.register, []*kaizen.Session{k.register.Session(id)})
		})
	}
	return c
}

// sessionsPrintCommand writes a session as a page, or as an invitation.
func (s *session) sessionsPrintCommand() *cobra.Command {
	var paper string
	c := &cobra.Command{
		Use: "print WORKSPACE NUMBER FILE", Short: s.l.T("cli.sessions.print.short"),
		Example: "  eenkeer-cli sessions print week.eenkeer 1 sessie.pdf --paper A3 --lang nl\n  eenkeer-cli sessions print week.eenkeer 1 uitnodiging.ics",
		Args:    s.exactly(3, "WORKSPACE NUMBER FILE"),
	}
	c.Flags().StringVar(&paper, "paper", string(report.A4), s.l.T("cli.sessions.print.paper"))
	c.RunE = func(c *cobra.Command, args []string) error {
		size := report.Paper(strings.ToUpper(paper))
		if size != report.A4 && size != report.A3 {
			return s.usage(c, "cli.usage.choice", "flag", "paper", "value", paper, "choices", s.choice(string(report.A4), string(report.A3)))
		}
		id, err := s.idOf(c, args[1])
		if err != nil {
			return err
		}
		return s.onShelf(c, args[0], false, func(k *shelf) error {
			x := k.register.Session(id)
			if x == nil {
				return noItem(kaizen.OfSession, id)
			}
			switch strings.ToLower(filepath.Ext(args[2])) {
			case ".ics":
				return s.calendar(c, k, args[2], "", args[1])
			case ".pdf":
			default:
				return s.usage(c, "cli.usage.page", "file", filepath.Base(args[2]))
			}
			p := report.SessionPage{Register: k.register, Session: x, Workspace: k.ws.Name(), At: k.now, Paper: size}
			if err := s.picture(c, k, &p); err != nil {
				return err
			}
			if err := report.Save(args[2], func(w io.Writer) error { return p.Write(w, s.l) }); err != nil {
				return err
			}
			s.say(s.l.T("cli.written", "file", filepath.Base(args[2])))
			return nil
		})
	}
	return c
}

// picture puts the pictures on the page of a session that its screen would.
func (s *session) picture(c *cobra.Command, k *shelf, p *report.SessionPage) error {
	engine, err := workbench.LoadEngine(c.Context(), k.ws, nil)
	if err != nil {
		return err
	}
	catalogue, err := k.ws.Catalogue(c.Context())
	if err != nil {
		return err
	}
	book, err := k.ws.CodeBook(c.Context())
	if err != nil {
		return err
	}
	events, err := workbench.Events(c.Context(), k.ws, engine.Log())
	if err != nil {
		return err
	}
	var facts *workbench.SessionFacts
	if engine.Log().Len() > 0 {
		if facts, err = workbench.FactsOfSession(c.Context(), engine, p.Session, catalogue); err != nil {
			return err
		}
	}
	p.Bones = func(code string) string { return figure.CodeName(book, code, s.l) }
	p.Charts = workbench.SessionCharts(p.Session, facts, book, workbench.WithActions(workbench.Concerning(events, p.Session.Scope.Filter), k.register, nil, p.Session.Scope.Filter), s.l.T("session.grid.impact"), s.l)
	return nil
}
