package kaizen

import (
	"testing"

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
