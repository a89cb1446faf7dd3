package kaizen

import (
	"testing"
	"time"

	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
)

// TestScreens draws every tab in every state into the folder EENKEER_SCREENS, for looking at.
func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	for size, s := range figuretest.Sizes {
		for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
			for _, lang := range []string{"nl", "en"} {
				t.Run(size+"/"+mode+"/"+lang, func(t *testing.T) {
					f := open(t, lang, kind, s.Width, s.Height)
					save := func(name string) {
						f.show()
						f.Save(t, "kaizen_"+name+"_"+size+"_"+mode+"_"+lang)
					}
					for _, p := range f.scr.pages {
						f.scr.Choose(p.id)
						save(p.id + "_none")
					}
					f.fill()
					for _, p := range f.scr.pages {
						f.scr.Choose(p.id)
						save(p.id)
					}
					f.scr.Choose(tabSignals)
					f.tab(tabSignals).(*signals).show(1)
					save("signal")
					f.scr.Choose(tabPeople)
					f.tab(tabPeople).(*people).show(2)
					save("person")
					f.scr.Choose(tabThemes)
					f.tab(tabThemes).(*themes).show(1)
					save("theme")
					f.scr.Choose(tabActions)
					a := f.actions()
					a.open(3)
					save("panel")
					a.open(6)
					a.panel.history.toggle()
					figuretest.Eventually(t, "history", func() bool { return f.Bench().Snapshot().History != nil })
					f.show()
					a.panel.form.Follow(a.panel.note, a.panel.note)
					focus(f, a.panel.note)
					save("panel_below")
					a.panel.side.close()
					for _, as := range []string{asList, asCalendar} {
						a.as.SetSelected(as)
						a.draw()
						save(as)
					}
					a.as.SetSelected(asList)
					a.list.group.Choose(byOwner)
					save("list_grouped")
					a.as.SetSelected(asBoard)
					a.move(2, "agreed")
					save("agree")
				})
			}
		}
	}
}

// TestSampleScreens draws the register of the sample, with its effects.
func TestSampleScreens(t *testing.T) {
	figuretest.Wanted(t)
	for _, c := range []struct {
		size, lang, mode string
		kind             kit.Mode
	}{{"small", "nl", "light", kit.ModeLight}, {"large", "en", "dark", kit.ModeDark}} {
		t.Run(c.size, func(t *testing.T) {
			s := figuretest.Sizes[c.size]
			f := open(t, c.lang, c.kind, s.Width, s.Height)
			f.Bench().OpenSample()
			for n := f.Bench().Snapshot(); !n.Workspace.Sample || n.Figures == nil || n.Register == nil; n = f.Bench().Snapshot() {
				time.Sleep(20 * time.Millisecond)
			}
			save := func(name string) {
				f.show()
				f.Save(t, "sample_"+name+"_"+c.size+"_"+c.mode+"_"+c.lang)
			}
			f.show()
			figuretest.Eventually(t, "effects", func() bool { return len(f.Bench().Snapshot().Effects) >= 4 })
			for _, p := range f.scr.pages {
				f.scr.Choose(p.id)
				save(p.id)
			}
			f.scr.Choose(tabActions)
			a := f.actions()
			done := a.board.board.Keys("checked")[0]
			a.board.board.Select(done)
			a.open(keyID(done))
			figuretest.Eventually(t, "detail", func() bool { return f.Bench().Snapshot().Detail != nil })
			f.show()
			save("panel")
			focus(f, a.panel.effect.link)
			save("panel_effect")
			a.panel.effect.showWeeks()
			save("weeks")
			a.as.SetSelected(asList)
			a.list.group.SetSelected(byProcess)
			a.draw()
			save("list")
		})
	}
}
