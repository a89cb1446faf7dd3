package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTabs(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(ModeLight))
	var chosen []string
	tabs := NewTabs([]Option{{ID: "a", Title: "Imports"}, {ID: "b", Title: "Keys", Disabled: true}, {ID: "c", Title: "Catalogue"}}, "a",
		func(id string) { chosen = append(chosen, id) })
	win := test.NewTempWindow(t, tabs)
	win.Resize(fyne.NewSize(400, 60))
	test.Tap(tabs.tabs[1])
	test.Tap(tabs.tabs[0])
	if len(chosen) != 0 {
		t.Fatal("one that cannot be chosen, or the one chosen already, was told:", chosen)
	}
	tabs.tabs[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if tabs.Selected() != "c" || len(chosen) != 1 {
		t.Fatal("the right arrow goes to the next that can be chosen:", tabs.Selected(), chosen)
	}
	width := tabs.MinSize().Width
	tabs.SetSelected("a")
	if len(chosen) != 1 || tabs.MinSize().Width != width {
		t.Fatal("choosing from code is told, or moves the tabs")
	}
	tabs.SetOptions([]Option{{ID: "a", Title: "Imports"}, {ID: "d", Title: "More"}})
	tabs.Choose("d")
	if tabs.Selected() != "d" || chosen[1] != "d" {
		t.Fatal(tabs.Selected(), chosen)
	}
}
