package shell

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kaizen"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// TestScreens draws every screen in every state into the folder EENKEER_SCREENS,
// for looking at (make screens). Without the folder it draws one of each kind, to
// see that all can be drawn.
func TestScreens(t *testing.T) {
	if testing.Short() {
		t.Skip("slow; the full run has it")
	}
	folder := os.Getenv("EENKEER_SCREENS")
	sizes := []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080)}
	languages, themes := []string{"nl", "en"}, []string{"light", "dark"}
	if folder == "" {
		sizes, languages, themes = sizes[:1], languages[:1], themes[1:]
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, language := range languages {
		for _, theme := range themes {
			for _, size := range sizes {
				name := fmt.Sprintf("%s-%s-%.0f", language, theme, size.Width)
				t.Run(name, func(t *testing.T) {
					w := open(t, screen.Preferences{Language: language, Theme: theme}, size)
					w.drawAll(func(state string) { w.save(folder, state+"-"+name) })
				})
			}
		}
	}
}

var allScreens = railScreens

// drawAll leads through the states of the program, as a person meets them.
func (w *window) drawAll(save func(state string)) {
	for _, id := range allScreens {
		w.Go(id)
		save("empty-" + string(id))
	}
	w.Go(screen.Data)
	w.bench.Drop([]string{w.write("export.csv", strange)})
	w.until("mapping", func(s *workbench.Snapshot) bool { return s.Draft != nil && s.Task == nil })
	save("mapping-data")
	w.bench.ForgetDraft()
	w.until("no mapping", func(s *workbench.Snapshot) bool { return s.Draft == nil })
	w.Go(screen.Start)
	w.bench.OpenSample()
	w.until("the sample", func(s *workbench.Snapshot) bool { return s.Workspace.Sample })
	w.settled()
	for _, id := range allScreens {
		w.Go(id)
		w.waitCharts()
		save("sample-" + string(id))
	}
	w.pairs(save)
	w.Go(screen.Kaizen)
	k := w.screens[screen.Kaizen].(*kaizen.Kaizen)
	for _, tab := range k.Tabs() {
		k.Choose(tab)
		w.waitCharts()
		save("sample-kaizen-" + tab)
	}
	w.ShowAction(w.shown.Register.Actions[0].ID)
	w.waitCharts()
	save("sample-kaizen-action")
	w.sessions(save)
	w.Go(screen.Trends)
	v := w.shown.Question.Trends
	v.By = contact.Process
	w.bench.SetTrends(v)
	w.settled()
	w.waitCharts()
	save("sample-trends-multiples")
	w.Go(screen.Rates)
	w.toggleDefinition()
	w.bench.SetFilter(contact.Process, w.shown.Figures.Top[contact.Process].Rows[0].Key[0])
	w.bench.SetRates(workbench.RatesView{By: []contact.Dimension{contact.Reason}, Measure: "repeat"})
	w.settled()
	w.waitCharts()
	save("definition-rates")
	w.bench.SetRates(workbench.RatesView{By: []contact.Dimension{contact.Reason, contact.Third}, Measure: "followed"})
	w.settled()
	w.waitCharts()
	save("drilled-rates")
	w.Go(screen.Start)
	w.waitCharts()
	save("drilled-start")
	w.toggleDefinition()
	w.drawDefinitions(save)
	w.bench.SetFilter(contact.Team, "no such team")
	w.settled()
	for _, id := range []screen.ID{screen.Start, screen.Rates, screen.Trends} {
		w.Go(id)
		w.waitCharts()
		save("nothing-" + string(id))
	}
	w.clearFilters()
	w.settled()
	w.bench.Open(w.write("brief.eenkeer", "this is no workspace"))
	w.until("refusal", func(s *workbench.Snapshot) bool { return len(s.Notes) > 0 && s.Notes[len(s.Notes)-1].Err != nil })
	save("error")
}

// pairs leads along the pairs: one is read, its customer's story told, a sample drawn and read.
func (w *window) pairs(save func(state string)) {
	w.Go(screen.Pairs)
	w.until("pairs", func(s *workbench.Snapshot) bool { return s.Looked != nil && s.Looked.Pairs != nil })
	first, second := w.shown.Looked.Pairs.Places(5)
	w.bench.ReadPair(first, second)
	w.until("a pair in hand", func(s *workbench.Snapshot) bool { return s.Pair != nil })
	w.waitCharts()
	save("read-pairs")
	w.commands.Run("story")
	w.until("story", func(s *workbench.Snapshot) bool { return s.Story != nil })
	w.waitCharts()
	save("story")
	w.Run("back")
	w.until("no story", func(s *workbench.Snapshot) bool { return s.Story == nil })
	before := len(w.shown.Samples)
	w.bench.DrawSample(workbench.SampleAsked{Name: "Voorjaar", N: 20, By: contact.Reason, Seed: 7})
	w.until("sample", func(s *workbench.Snapshot) bool { return len(s.Samples) > before })
	w.waitCharts()
	save("sample-of-pairs")
	id := w.shown.Samples[0].ID // the latest comes first
	w.bench.TakeSample(workbench.InHand{Sample: id, Pair: 1})
	w.until("a pair to code", func(s *workbench.Snapshot) bool { return s.Pair != nil && s.Pair.Sample == id })
	w.waitCharts()
	save("work-of-pairs")
	w.bench.TakeSample(workbench.InHand{Sample: id})
	w.bench.RemoveSample(id)
	w.until("no sample", func(s *workbench.Snapshot) bool { return s.Sample(id) == nil })
}

// drawDefinitions sets definitions side by side and turns rules on in the panel.
func (w *window) drawDefinitions(save func(state string)) {
	w.clearFilters()
	for _, r := range repeat.ReadyMade[:3] {
		d := r.Definition
		d.Name = r.Name(w.locale)
		w.bench.PutBeside(d)
	}
	working := repeat.Definition{Window: 5 * repeat.Day, Same: repeat.SameReason, Channels: repeat.AnyChannel, Chain: repeat.FromPrevious,
		CalendarDays: true, Opening: repeat.OfficeHours, Redial: 10 * repeat.Minute, Heavy: repeat.Heavy{AtLeast: 6, Per: repeat.PerMonth}}
	w.bench.PutBeside(working)
	w.Go(screen.Definitions)
	w.until("side by side", func(s *workbench.Snapshot) bool {
		return s.Looked != nil && s.Looked.Beside != nil && len(s.Looked.Beside.Items) == 5
	})
	w.settled()
	w.waitCharts()
	save("sample-definitions")
	before := w.shown.Question.Definition
	w.bench.SetDefinition(working)
	w.toggleDefinition()
	w.until("touches", func(s *workbench.Snapshot) bool { return s.Looked != nil && len(s.Looked.Touches) == 4 })
	w.settled()
	w.waitCharts()
	save("rules-definitions")
	w.define.rules.hoursDialog()
	w.waitCharts()
	save("hours-dialog")
	w.closeDialogs()
	w.define.rules.pairsDialog()
	w.waitCharts()
	save("pairs-dialog")
	w.closeDialogs()
	w.define.rules.alikeDialog()
	w.waitCharts()
	save("alike-dialog")
	w.closeDialogs()
	w.define.rules.abandonedDialog()
	w.waitCharts()
	save("abandoned-dialog")
	w.closeDialogs()
	w.toggleDefinition()
	w.bench.SetDefinition(before)
	w.bench.SetBeside(nil)
	w.settled()
}

// closeDialogs closes what lies over the window, as Escape does.
func (w *window) closeDialogs() {
	for w.win.Canvas().Overlays().Top() != nil {
		w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	}
}

// strange is a small export in which not everything is clear.
const strange = "Nummer;Klant;Datum;Tijd;Soort;Behandelaar;Duur\r\n" +
	"00017;0012345;03-04-2026;09:15;Declaratie;M014;312\r\n" +
	"00018;0;04-04-2026;10:02;Polis;M020;95\r\n" +
	"00019;0012345;05-04-2026;16:40;Declaratie;M014;?\r\n" +
	"00020;?;geen datum;11:00;Polis;M007;120\r\n"

// waitCharts paints until no drawing is under way: a chart asks for its picture
// when it is painted, and the picture comes later.
func (w *window) waitCharts() {
	for quiet := 0; quiet < 2; {
		w.win.Canvas().Capture()
		select {
		case <-w.pump.news:
			quiet = 0
		case <-time.After(150 * time.Millisecond): // only for pictures: nothing is asserted on it
			quiet++
		}
		w.pump.drain()
	}
}

func (w *window) save(folder, name string) {
	w.t.Helper()
	picture := w.win.Canvas().Capture()
	if folder == "" {
		if b := picture.Bounds(); b.Dx() < 100 || b.Dy() < 100 {
			w.t.Errorf("%s: picture of %v", name, b)
		}
		return
	}
	file, err := os.Create(filepath.Join(folder, strings.ReplaceAll(name, "/", "-")+".png"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		w.t.Fatal(err)
	}
}

// sessions leads through a kaizen session of the sample: the list, its page, and session mode.
func (w *window) sessions(save func(state string)) {
	w.Go(screen.Kaizen)
	k := w.screens[screen.Kaizen].(*kaizen.Kaizen)
	k.Choose("sessions")
	id := w.shown.Register.Sessions[0].ID
	k.OpenSession(id)
	w.until("facts", func(s *workbench.Snapshot) bool {
		return s.Looked != nil && s.Looked.Facts != nil && s.Looked.Facts.Key.ID == id && !s.Computing
	})
	save("sample-session-charter")
	k.StartSession()
	for i := range 6 {
		w.type_(string(rune('1' + i)))
		w.waitCharts()
		save("sample-session-mode-" + string(rune('1'+i)))
	}
	w.key(fyne.KeyEscape)
	k.Choose("actions")
}
