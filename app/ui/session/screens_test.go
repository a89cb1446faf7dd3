package session

import (
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// held fills the register with a session as a group would.
func held(t testing.TB, b *fakeBench, lang string) kaizen.ID {
	t.Helper()
	l := locale.New(lang)
	third := b.n.Figures.Top[contact.Third].Rows[0].Key[0]
	if third == "" {
		third = b.n.Figures.Top[contact.Third].Rows[1].Key[0]
	}
	share := func(x float64) *float64 { return &x }
	var id kaizen.ID
	err := b.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error {
		s := kaizen.Session{
			Title: l.T("session.about.one", "dimension", l.T("session.bone.third"), "value", third), Scope: repeat.Selection{Filter: repeat.Filter{{By: contact.Third, Values: []string{third}}}},
			Problem: "Klanten bellen terug omdat zij niet weten wanneer het pakket komt.", Goal: "De klant weet na één gesprek waar zijn pakket is.",
			Target: share(0.33), Bones: workbench.Bones(b.n.CodeBook), Place: "Zaal 4", From: "09:00", To: "12:30",
			Sponsor: e.PersonNamed("Anna de Vries"), Facilitator: e.PersonNamed("Iris Bakker"), Stage: kaizen.Running,
		}
		s.Date, _ = repeat.ParseDate("2026-07-03")
		for _, name := range []string{"Bram", "Carla", "Dirk", "Eva", "Anna de Vries"} {
			s.Participants = append(s.Participants, e.PersonNamed(name))
		}
		split := []kaizen.Share{{Code: figure.BoneThird, N: 9, Of: 20}, {Code: "unclear_communication", N: 6, Of: 20}, {Code: "backlog", N: 3, Of: 20}, {Code: "expectation", N: 2, Of: 20}}
		s.Causes = []kaizen.Cause{
			{ID: 21, Bone: 1, Text: "Geen bericht als het pakket later komt", Root: true,
				Whys:     []kaizen.Why{{ID: 41, Text: "De vervoerder stuurt geen status door"}, {ID: 42, Text: "Het staat niet in het contract"}, {ID: 43, Text: "Inkoop vroeg er nooit naar"}},
				Evidence: []kaizen.Evidence{{ID: 51, Proof: kaizen.ByPairs, Sample: 1, Split: split, Text: "20 paren · 2 lezers · κ 0,71"}}},
			{ID: 22, Bone: 1, Text: "Bezorger belt niet aan"},
			{ID: 23, Bone: 4, Text: "“Binnen enkele dagen” zegt niets", Root: true, Evidence: []kaizen.Evidence{{ID: 52, Proof: kaizen.ByText, Text: "gehoord in drie gesprekken"}}},
			{ID: 24, Bone: 5, Text: "Zoekopdracht ligt vijf dagen", Whys: []kaizen.Why{{ID: 44, Text: "Eén iemand doet ze allemaal"}}},
		}
		for i, x := range []struct {
			text           string
			cause          kaizen.ID
			impact, effort float64
		}{{"Sms met de nieuwe bezorgdag", 21, 9, 2}, {"Bezorger belt vooraf", 22, 5, 8}, {"Brief met een dag in plaats van “enkele dagen”", 23, 6, 1}, {"Zoekopdracht binnen twee dagen", 24, 3, 4}, {"Nieuw contract", 21, 9, 9}} {
			one := kaizen.Idea{ID: kaizen.ID(61 + i), Text: x.text, Cause: x.cause, Impact: share(x.impact), Effort: share(x.effort), Worth: &kaizen.Worth{Repeats: 40 * x.impact, Euros: 300 * x.impact}}
			s.Ideas = append(s.Ideas, one)
		}
		s.Ideas = append(s.Ideas, kaizen.Idea{ID: 66, Text: "Statuspagina"})
		for i, give := range [][3]int{{2, 2, 1}, {3, 1, 1}, {1, 0, 4}, {2, 1, 2}} {
			ballot := kaizen.Ballot{ID: kaizen.ID(71 + i)}
			ballot.Give(61, give[0])
			ballot.Give(62, give[1])
			ballot.Give(63, give[2])
			s.Ballots = append(s.Ballots, ballot)
		}
		s.Decisions = []kaizen.Decision{{ID: 81, Text: "Vanaf maandag staat de bezorgdag in de app"}}
		id = e.AddSession(s)
		due, _ := repeat.ParseDate("2026-07-18")
		number := e.AddAction(kaizen.Action{Title: "Sms met de nieuwe bezorgdag", Session: id, Idea: 61, Owner: e.PersonNamed("Bram"), Due: due, Status: kaizen.Agreed, Expected: share(-4), Cause: "Geen bericht als het pakket later komt"})
		e.AddAction(kaizen.Action{Title: "Brief met een dag", Session: id, Idea: 63, Owner: e.PersonNamed("Carla"), Due: due.AddDays(10), Status: kaizen.Agreed})
		e.AddAction(kaizen.Action{Title: "Bezorger belt vooraf", Session: id, Idea: 62, Status: kaizen.Proposed})
		e.Session(id).Ideas[0].Action = number
		e.AddSession(kaizen.Session{Title: "Declaraties: brief bij afwijzing", Stage: kaizen.Closed})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.n.Register.Session(id).Stage = kaizen.Preparing // only so is a baseline frozen
	b.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfSession, ID: id})
	b.n.Register.Session(id).Stage = kaizen.Running
	return id
}

// TestScreens draws the tab in every step, and session mode as a beamer shows it.
func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
		for _, lang := range []string{"nl", "en"} {
			for size, s := range map[string]fyne.Size{"small": fyne.NewSize(1040, 660), "large": fyne.NewSize(1680, 920)} {
				name := size + "_" + mode + "_" + lang
				t.Run("page_"+name, func(t *testing.T) {
					sh, b, v := open(t, lang, kind, s)
					sh.Save(t, "session_empty_"+name)
					v.list.ask()
					sh.Save(t, "session_new_"+name)
					hands{t, sh}.key(fyne.KeyEscape)
					id := held(t, b, lang)
					v.Show(b.n)
					sh.Save(t, "session_list_"+name)
					v.Open(id)
					v.page.d.at.cause, v.page.d.at.idea = 21, 61
					for _, step := range steps {
						v.page.d.at.step = step
						v.page.d.at.revealed = step == stepVotes
						v.Show(b.n)
						sh.Save(t, "session_"+step+"_"+name)
					}
				})
			}
			for size, s := range map[string]fyne.Size{"720": fyne.NewSize(1280, 720), "1080": fyne.NewSize(1920, 1080)} {
				name := size + "_" + mode + "_" + lang
				t.Run("mode_"+name, func(t *testing.T) {
					sh, b, v := open(t, lang, kind, s)
					id := held(t, b, lang)
					v.Open(id)
					v.page.d.at.cause, v.page.d.at.idea = 21, 61
					v.Start()
					m := v.page.mode
					for _, step := range steps {
						m.goTo(step)
						sh.Save(t, "mode_"+step+"_"+name)
					}
					m.goTo(stepFacts)
					for i := range 3 {
						m.d.at.fact = i + 1
						m.draw()
						sh.Save(t, "mode_facts"+string(rune('2'+i))+"_"+name)
					}
					h := hands{t, sh}
					m.goTo(stepCauses)
					h.types(v.page.d.t("session.key.evidence"))
					sh.Save(t, "mode_ask_"+name)
					h.key(fyne.KeyEscape)
					m.goTo(stepVotes)
					h.key(fyne.KeyReturn, fyne.KeySpace, fyne.KeySpace)
					sh.Save(t, "mode_voting_"+name)
					h.key(fyne.KeyReturn)
					m.press("reveal")
					sh.Save(t, "mode_result_"+name)
				})
			}
		}
	}
}
