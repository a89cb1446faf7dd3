package workbench

import (
	"context"
	"time"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

// The sample's register: what an improvement team at the insurer of the sample wrote down. The actions that its generator
// gave an effect (sample.Changes) are there with their real dates, so that what the program finds can be held against what
// was put in: two that worked, one that did nothing, and one that began too late in the data to tell.

// Names of the actions of the sample that have begun, for tests.
const (
	sampleLetter  = "Afwijzingsbrief in gewone taal"
	sampleTrack   = "Track & trace-sms bij pakketten van Pakketdienst Oost"
	sampleScript  = "Nieuw gespreksscript betalingsregeling"
	sampleAccount = "Status van de machtiging in Mijn-omgeving"
)

// sampleDay is a day of the sample.
func sampleDay(year int, month time.Month, day int) repeat.Date {
	return repeat.DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// scribe writes a register as people do: change after change, each by someone at a moment.
type scribe struct {
	ctx context.Context
	ws  *workspace.Workspace
	e   *repeat.Engine
	r   *kaizen.Register
	err error
}

// at gives a moment of a day, in the afternoon.
func at(d repeat.Date) time.Time { return d.Time().Add(14*time.Hour + 30*time.Minute) }

func (s *scribe) do(day repeat.Date, by, what string, f func(e *kaizen.Edit)) {
	if s.err != nil {
		return
	}
	next, commit, err := s.r.Change(what, by, at(day), func(e *kaizen.Edit) error { f(e); return nil })
	if err == nil && commit != nil {
		err = s.ws.Commit(s.ctx, commit)
	}
	if s.r, s.err = next, err; err != nil {
		s.r = kaizen.Empty()
	}
}

// baseline freezes a selection as it stood on a day.
func (s *scribe) baseline(day repeat.Date, by string, sel repeat.Selection) *kaizen.Baseline {
	b, err := Baseline(s.ctx, s.e, repeat.Default, sel, by, at(day))
	if err != nil && s.err == nil {
		s.err = err
	}
	if end := at(day).Truncate(24 * time.Hour); b != nil && end.Before(b.DataTo) { // what came after was not there yet
		b.DataTo = end
	}
	return b
}

// pairs draws a sample of pairs, has two people code it, and gives what that says as evidence. What they say is invented; that
// they differ on some and settle those together is as it goes.
func (s *scribe) pairs(day repeat.Date, sel repeat.Selection, a, b string) kaizen.Evidence {
	if s.err != nil {
		return kaizen.Evidence{}
	}
	const name = "Afgewezen declaraties, mei tot en met juli 2025"
	drawn, err := s.e.Pairs(s.ctx, repeat.Query{Definition: repeat.Default, Selection: sel}, repeat.PairOptions{})
	if err != nil {
		s.err = err
		return kaizen.Evidence{}
	}
	batches, err := s.ws.Batches(s.ctx)
	if err != nil {
		s.err = err
		return kaizen.Evidence{}
	}
	one, err := Draw(drawn, batches, SampleAsked{Name: name, N: 20, Seed: 815})
	if err != nil {
		s.err = err
		return kaizen.Evidence{}
	}
	one.At = at(day)
	id, err := s.ws.AddSample(s.ctx, one)
	if err != nil {
		s.err = err
		return kaizen.Evidence{}
	}
	type said struct {
		cause string
		party coding.Party
	}
	letter, rule, note, late := said{"unclear_communication", coding.Process}, said{"expectation", coding.Customer}, said{"mandate", coding.Employee}, said{"backlog", coding.Process}
	first := []said{letter, letter, rule, letter, note, letter, letter, late, letter, rule, letter, note, letter, letter, rule, letter, late, letter, note, letter}
	other := map[int]said{3: letter, 8: note, 17: letter} // on which the second coder says otherwise, and what they made of it together
	var all []coding.Coding
	put := func(pair int, coder string, x said) {
		c := coding.Coding{Pair: pair, Coder: coder, Cause: x.cause, Party: x.party, At: at(day)}
		if err := s.ws.PutCoding(s.ctx, id, c); err != nil && s.err == nil {
			s.err = err
		}
		all = append(all, c)
	}
	for i := range one.Pairs {
		pair, x := i+1, first[i%len(first)]
		put(pair, a, x)
		y, differs := other[pair]
		if differs {
			put(pair, b, y)
			put(pair, coding.Agreed, x)
			continue
		}
		put(pair, b, x)
	}
	ev := kaizen.Evidence{ID: 19, Proof: kaizen.ByPairs, Text: name, Sample: id, At: at(day)}
	for _, c := range coding.Sum(len(one.Pairs), all).Causes {
		ev.Split = append(ev.Split, kaizen.Share{Code: c.ID, N: c.Numerator, Of: c.Denominator})
	}
	return ev
}

// check takes a check of an action as its day came.
func (s *scribe) check(title string, days int, by string) {
	if s.err != nil {
		return
	}
	var a *kaizen.Action
	for _, x := range s.r.Actions {
		if x.Title == title {
			a = x
		}
	}
	for _, c := range a.Checks {
		if c.Days != days {
			continue
		}
		day := c.Due.AddDays(8) // the last contacts must be ripe
		found, err := Finding(s.ctx, s.e, repeat.Default, s.r, a, c.ID, nil, DefaultSpread, by, at(day))
		if err != nil {
			s.err = err
			return
		}
		found.DataTo = at(day).Truncate(24 * time.Hour)
		s.do(day, by, DidCheck, func(e *kaizen.Edit) { s.err = KeepFinding(e, a.ID, c.ID, found) })
	}
}

// sampleRegister writes the register of the sample. today is when it is made: what is still to be done is due around it.
func sampleRegister(ctx context.Context, ws *workspace.Workspace, e *repeat.Engine, today repeat.Date) error {
	const noor, femke, sanne = "Noor Jansen", "Femke Bakker", "Sanne de Wit"
	s := &scribe{ctx: ctx, ws: ws, e: e, r: kaizen.Empty()}
	if end := sampleDay(2026, 6, 29); today.Time().Before(end.Time()) {
		today = end
	}
	number := func(x float64) *float64 { return &x }
	only := func(by contact.Dimension, values ...string) repeat.Filter {
		return repeat.Filter{{By: by, Values: values}}
	}
	during := func(f repeat.Filter, from, to repeat.Date) repeat.Selection {
		return repeat.Selection{From: from, To: to, Filter: f}
	}
	letter, track, script := sample.Changes[0], sample.Changes[1], sample.Changes[2]
	declined := only(contact.Reason, letter.Reasons...)
	parcels := only(contact.Third, track.ThirdParty)
	arrears := only(contact.Reason, script.Reasons...)

	people := map[string]kaizen.ID{}
	s.do(sampleDay(2025, 7, 28), noor, "kaizen.did.add", func(e *kaizen.Edit) {
		for _, p := range []kaizen.Person{
			{Name: noor, Team: "Verbeterteam", Email: "noor.jansen@voorbeeld.example"},
			{Name: femke, Team: "Declaraties", Email: "femke.bakker@voorbeeld.example"},
			{Name: "Joost Mulder", Team: "Hulpmiddelen", Email: "joost.mulder@voorbeeld.example"},
			{Name: sanne, Team: "Premie", Email: "sanne.dewit@voorbeeld.example"},
			{Name: "Bilal Aydin", Team: "Mijn-omgeving", Email: "bilal.aydin@voorbeeld.example"},
			{Name: "Karin Hofstra", Team: "Directie klantcontact", Email: "karin.hofstra@voorbeeld.example"},
		} {
			people[p.Name] = e.AddPerson(p)
		}
	})

	// Twenty pairs that two of them read before the session, with what they made of each.
	pairs := s.pairs(sampleDay(2025, 8, 5), during(declined, sampleDay(2025, 5, 1), sampleDay(2025, 7, 31)), noor, femke)

	// The session on declined claims, with where it stood: the spring, in which the subject was picked.
	spring := during(declined, sampleDay(2025, 5, 1), sampleDay(2025, 7, 31))
	var session kaizen.ID
	made := sampleDay(2025, 8, 8)
	base := s.baseline(made, noor, spring)
	s.do(made, noor, "kaizen.did.add", func(e *kaizen.Edit) {
		session = e.AddSession(kaizen.Session{
			Title: "Afgewezen declaraties: waarom bellen klanten nog eens?", Scope: spring,
			Problem: "Na een afwijzing belt bijna de helft van de klanten binnen een week opnieuw. De brief noemt een artikelnummer en geen reden.",
			Goal:    "Wie een afwijzing krijgt, begrijpt in één keer waarom en wat hij kan doen.", Target: number(0.30),
			Sponsor: people["Karin Hofstra"], Facilitator: people[noor], Participants: []kaizen.ID{people[femke], people["Joost Mulder"], people["Bilal Aydin"]},
			Date: sampleDay(2025, 8, 21), From: "09:00", To: "12:00", Place: "Zaal Wadden", Stage: kaizen.Preparing, Baseline: base,
		})
	})
	s.do(sampleDay(2025, 8, 21), noor, "kaizen.did.change", func(e *kaizen.Edit) {
		x := e.Session(session)
		if x == nil {
			return
		}
		x.Stage = kaizen.Following
		x.Bones = []kaizen.Bone{{ID: 1, Code: "unclear_communication"}, {ID: 2, Code: "mandate"}, {ID: 3, Code: "expectation"}}
		x.Causes = []kaizen.Cause{
			{ID: 4, Bone: 1, Root: true, Text: "De brief zegt niet waarom er is afgewezen", Whys: []kaizen.Why{
				{ID: 5, Text: "De tekst komt uit het polissysteem en noemt alleen het artikel"},
				{ID: 6, Text: "De standaardteksten zijn in 2019 voor juristen geschreven"},
				{ID: 7, Text: "Niemand is eigenaar van de brieven"},
			}, Evidence: []kaizen.Evidence{
				{ID: 8, Proof: kaizen.ByFigure, Text: "Gevolgd binnen 7 dagen, mei tot en met juli", Figure: base, At: at(made)}, pairs,
			}},
			{ID: 9, Bone: 2, Text: "De medewerker ziet niet wat de beoordelaar schreef", Whys: []kaizen.Why{{ID: 10, Text: "De notitie staat in een ander systeem, zonder leesrecht"}}},
			{ID: 11, Bone: 3, Text: "Klanten denken dat bellen de afwijzing versnelt of omdraait"},
		}
		x.Ideas = []kaizen.Idea{
			{ID: 12, Text: "Brief in gewone taal: reden, bedrag en wat u kunt doen", Cause: 4, Measure: kaizen.Prevent, Impact: number(8), Effort: number(4)},
			{ID: 13, Text: "Leesrecht op de notitie van de beoordelaar", Cause: 9, Measure: kaizen.Talk, Impact: number(5), Effort: number(6)},
			{ID: 14, Text: "Afwijzing met uitleg in Mijn-omgeving", Cause: 4, Measure: kaizen.Shift, Impact: number(6), Effort: number(8)},
		}
		x.Ballots = []kaizen.Ballot{
			{ID: 15, Dots: []kaizen.Dot{{On: 12, N: 3}, {On: 13, N: 2}}},
			{ID: 16, Dots: []kaizen.Dot{{On: 12, N: 4}, {On: 14, N: 1}}},
			{ID: 17, Dots: []kaizen.Dot{{On: 12, N: 2}, {On: 13, N: 1}, {On: 14, N: 2}}},
		}
		x.Decisions = []kaizen.Decision{{ID: 18, Text: "Femke is eigenaar van alle brieven over declaraties"}}
		x.Idea(12).Action = e.AddAction(kaizen.Action{
			Title: sampleLetter, Scope: spring, Cause: "De brief zegt niet waarom er is afgewezen", Measure: kaizen.Prevent,
			Session: session, Idea: 12, Owner: people[femke], Helper: people[noor], Due: sampleDay(2025, 9, 12), Start: repeat.DateOf(letter.Date),
			Status: kaizen.Agreed, Expected: number(-10), Text: "Drie alinea's: wat is afgewezen, waarom, wat u nu kunt doen. Voorgelegd aan acht klanten.",
		})
	})
	find := func(title string) kaizen.ID {
		for _, a := range s.r.Actions {
			if a.Title == title {
				return a.ID
			}
		}
		return 0
	}
	done := func(title string, day repeat.Date, by string) {
		s.do(day, by, "kaizen.did.move", func(e *kaizen.Edit) { e.Action(find(title)).Move(kaizen.Done, day) })
	}
	done(sampleLetter, repeat.DateOf(letter.Date), femke)
	for _, days := range []int{30, 60, 90} {
		s.check(sampleLetter, days, noor)
	}
	s.do(sampleDay(2026, 1, 12), femke, "kaizen.did.change", func(e *kaizen.Edit) {
		a := e.Action(find(sampleLetter))
		for i := range a.Checklist {
			n := &a.Checklist[i]
			switch n.What {
			case "knowledge", "training", "letter":
				n.Done, n.Day = true, sampleDay(2026, 1, 9)
			default:
				n.Skip = true
			}
		}
		a.Keeper = people[femke]
		a.Move(kaizen.Standard, sampleDay(2026, 1, 12))
	})

	// The parcels: picked in the summer, by the messages a customer gets before the parcel comes.
	s.do(sampleDay(2025, 10, 6), "Joost Mulder", "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddAction(kaizen.Action{
			Title: sampleTrack, Scope: during(parcels, sampleDay(2025, 7, 1), sampleDay(2025, 9, 30)), Cause: "De klant weet niet wanneer het pakket komt",
			Measure: kaizen.Prevent, Owner: people["Joost Mulder"], Helper: people["Bilal Aydin"], Due: sampleDay(2025, 10, 31), Start: repeat.DateOf(track.Date),
			Status: kaizen.Agreed, Expected: number(-12), Text: "De vervoerder stuurt een sms bij het laden en een uur voor de bezorging.",
		})
	})
	done(sampleTrack, repeat.DateOf(track.Date), "Joost Mulder")
	for _, days := range []int{30, 60, 90} {
		s.check(sampleTrack, days, noor)
	}

	// The script that made no difference.
	s.do(sampleDay(2026, 1, 8), sanne, "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddAction(kaizen.Action{
			Title: sampleScript, Scope: during(arrears, sampleDay(2025, 10, 1), sampleDay(2025, 11, 30)), Cause: "Aan het eind van het gesprek is niet duidelijk wat er is afgesproken",
			Measure: kaizen.Talk, Owner: people[sanne], Due: sampleDay(2026, 1, 30), Start: repeat.DateOf(script.Date),
			Status: kaizen.Agreed, Expected: number(-8), Text: "Drie afsluitende vragen: is alles duidelijk, wat gebeurt er nu, wanneer hoort u van ons?",
		})
	})
	done(sampleScript, repeat.DateOf(script.Date), sanne)
	for _, days := range []int{30, 60, 90} {
		s.check(sampleScript, days, noor)
	}

	// The one that began just before the data end.
	s.do(sampleDay(2026, 5, 18), "Bilal Aydin", "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddAction(kaizen.Action{
			Title: sampleAccount, Scope: during(only(contact.Reason, "Status machtiging"), sampleDay(2026, 3, 1), sampleDay(2026, 4, 30)),
			Cause: "De klant kan niet zien hoe ver zijn aanvraag is", Measure: kaizen.Shift, Owner: people["Bilal Aydin"], Due: sampleDay(2026, 6, 8),
			Start: sampleDay(2026, 6, 8), Status: kaizen.Doing, Expected: number(-12),
		})
	})
	done(sampleAccount, sampleDay(2026, 6, 8), "Bilal Aydin")

	// What is still to be done, around the day on which the sample is made, and the next session.
	lately := today.AddDays(-9)
	s.do(lately, noor, "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddAction(kaizen.Action{
			Title: "Inlogpagina: zeg wat er misgaat in plaats van ‘er ging iets mis’", Scope: repeat.Selection{Filter: only(contact.Reason, "Inloggen lukt niet")},
			Measure: kaizen.Prevent, Owner: people["Bilal Aydin"], Due: today.AddDays(-4), Status: kaizen.Doing, Expected: number(-5),
		})
		e.AddAction(kaizen.Action{
			Title: "Terugbelafspraken met dag en dagdeel vastleggen", Scope: repeat.Selection{Filter: only(contact.Outcome, "Terugbellen")},
			Cause: "Er is beloofd te bellen, maar niet wanneer", Measure: kaizen.Talk, Owner: people[femke], Helper: people[sanne], Due: today.AddDays(3), Status: kaizen.Agreed, Expected: number(-6),
		})
		e.AddAction(kaizen.Action{
			Title: "Met Zorgboulevard afspreken wie de klant belt bij een verkeerde levering", Scope: repeat.Selection{Filter: only(contact.Third, "Zorgboulevard BV")},
			Measure: kaizen.Prevent, Owner: people["Joost Mulder"], Due: today.AddDays(18), Status: kaizen.Agreed,
		})
		e.AddAction(kaizen.Action{Title: "Aanmaning en betalingsregeling in één brief", Scope: repeat.Selection{Filter: only(contact.Reason, "Aanmaning ontvangen")}, Measure: kaizen.Prevent, Status: kaizen.Proposed})
		e.AddAction(kaizen.Action{
			Title: "Chatbot voor een nieuwe zorgpas", Scope: repeat.Selection{Filter: only(contact.Reason, "Zorgpas kwijt")}, Measure: kaizen.Automate,
			Status: kaizen.Dropped, Why: "Er bellen te weinig klanten over om het te bouwen; de pas kan al in de app worden aangevraagd.",
		})
	})
	delivery := repeat.Selection{Filter: only(contact.Process, "Hulpmiddelen")}
	now := s.baseline(lately, noor, delivery)
	premium := repeat.Selection{Filter: only(contact.Process, "Premie")}
	then := s.baseline(lately, sanne, premium)
	s.do(lately.AddDays(1), noor, "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddSession(kaizen.Session{
			Title: "Hulpmiddelen: één keer goed geleverd", Scope: delivery, Problem: "Klanten bellen om te vragen waar hun hulpmiddel blijft, en bellen nog eens als het verkeerd is.",
			Sponsor: people["Karin Hofstra"], Facilitator: people[noor], Participants: []kaizen.ID{people["Joost Mulder"], people[femke]},
			Date: today.AddDays(9), From: "13:00", To: "16:30", Place: "Zaal Veluwe", Stage: kaizen.Preparing, Baseline: now,
			Bones: Bones(coding.DefaultBook()),
		})
		monday, _ := kaizen.Week(today)
		first := monday.AddDays(-21)
		t := kaizen.Theme{
			Title: "De 6 weken van: ieder gesprek eindigt met een afspraak", Scope: premium, Start: first, Owner: people[sanne],
			Lead: "Aandeel beluisterde gesprekken waarin de drie afsluitende vragen zijn gesteld", LeadGoal: "80 %", Baseline: then,
		}
		for i, v := range []float64{41, 58, 66} {
			t.Weekly = append(t.Weekly, kaizen.LeadWeek{ID: kaizen.ID(i + 1), Week: first.AddDays(7 * i), Value: v})
		}
		e.AddTheme(t)
		e.AddSignal(kaizen.Signal{Day: today.AddDays(-2), From: people["Joost Mulder"], Reason: "Reparatie hulpmiddel", Process: "Hulpmiddelen",
			Text: "Klant had een leenmiddel nodig tijdens de reparatie. Ik kon nergens zien of dat mag."})
		e.AddSignal(kaizen.Signal{Day: today.AddDays(-1), From: people[femke], Reason: "Bijlage ontbreekt", Process: "Declaraties",
			Text: "De app zegt dat de nota is ontvangen, wij zien hem pas twee dagen later."})
		e.AddSignal(kaizen.Signal{Day: today.AddDays(-8), From: people[sanne], Reason: "Aanmaning ontvangen", Process: "Premie", Owner: people[noor], State: kaizen.TakenUp,
			Text: "De aanmaning kruist de betaling. De klant had al betaald en belde drie keer."})
		answered := kaizen.Signal{Day: today.AddDays(-15), From: people["Bilal Aydin"], Reason: "Status machtiging", Process: "Machtigingen", Owner: people["Bilal Aydin"],
			Text: "Wie zijn status wil weten moet bellen: in Mijn-omgeving staat alleen ‘in behandeling’.", Action: find(sampleAccount)}
		answered.Reply("Sinds 8 juni staan de stappen en de verwachte datum in Mijn-omgeving.", today.AddDays(-3))
		e.AddSignal(answered)
	})
	s.do(lately.AddDays(1), noor, "kaizen.did.add", func(e *kaizen.Edit) {
		e.AddNote(kaizen.Note{On: kaizen.Ref{Kind: kaizen.OfAction, ID: find(sampleScript)}, Decision: true,
			Text: "Het script laten we staan, de klanten vinden het prettig. Voor minder herhaling zoeken we het in de brief: zie het idee over de aanmaning."})
	})
	return s.err
}
