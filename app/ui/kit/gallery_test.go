package kit

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// golden compares a gallery with its pictures, light and dark.
func golden(t *testing.T, name string, w, h float32, build func(win fyne.Window, host *Host) fyne.CanvasObject, then func(win fyne.Window, host *Host)) {
	for mode, suffix := range map[Mode]string{ModeLight: "light", ModeDark: "dark"} {
		t.Run(suffix, func(t *testing.T) {
			start(t, ModeLight)
			win := test.NewTempWindow(t, Spacer())
			win.SetPadded(false)
			host := NewHost(win.Canvas(), Spacer())
			t.Cleanup(host.Close)
			host = NewHost(win.Canvas(), Filled(ColorPage, build(win, host)))
			t.Cleanup(host.Close)
			win.SetContent(host)
			win.Resize(fyne.NewSize(w, h))
			if then != nil {
				then(win, host)
			}
			// the dark picture is made by switching a light window: whatever does not follow shows
			fyne.CurrentApp().Settings().SetTheme(NewTheme(mode))
			test.AssertRendersToImage(t, name+"_"+suffix+".png", win.Canvas())
		})
	}
}

type rateRow struct {
	name                           string
	contacts, repeats, rate, share string
	v                              Interval
	change                         string
	role                           Role
	frac                           float64
	tag                            string
}

var rateRows = []rateRow{
	{"Declaraties", "9.120", "3.011", "33,0 %", "21,6 %", Interval{32, 33, 34, false}, "+1,2 pt", RoleBad, 1, "proces"},
	{"Wijzigen polis", "7.404", "2.221", "30,0 %", "16,0 %", Interval{29, 30, 31, false}, "+0,4 pt", RoleMuted, .8, "proces"},
	{"Bezorging hulpmiddelen thuis en in het ziekenhuis", "4.810", "1.395", "29,0 %", "10,0 %", Interval{27.7, 29, 30.3, false}, "−1,9 pt", RoleGood, .6, "derde partij"},
	{"Betalingsregeling", "3.920", "1.019", "26,0 %", "7,3 %", Interval{24.6, 26, 27.4, false}, "+0,1 pt", RoleMuted, .5, "reden"},
	{"Opzeggen", "3.511", "843", "24,0 %", "6,1 %", Interval{22.6, 24, 25.4, false}, "−0,3 pt", RoleMuted, .3, "reden"},
	{"Machtigingen", "5.208", "1.198", "23,0 %", "8,6 %", Interval{21.9, 23, 24.2, false}, "−0,8 pt", RoleGood, .25, "proces"},
	{"Zorg in buitenland", "1.770", "266", "15,0 %", "1,9 %", Interval{13.4, 15, 16.8, false}, "−0,1 pt", RoleMuted, .1, "proces"},
	{"Overig", "9", "1", "11,1 %", "0,0 %", Interval{2, 11.1, 43.5, true}, "0 pt", RoleFaint, .02, "proces"},
}

func rateTable() *Table[rateRow] {
	greyed := func(r rateRow) Role {
		if r.v.Faint {
			return RoleFaint
		}
		return RoleBody
	}
	t := NewTable(
		Column[rateRow]{ID: "name", Title: "proces", Text: func(r rateRow) string { return r.name },
			Role: func(r rateRow) Role { return RoleStrong }, Less: func(a, b rateRow) bool { return a.name < b.name }},
		Column[rateRow]{ID: "contacts", Title: "contacten", Width: 86, Align: fyne.TextAlignTrailing, Role: greyed,
			Text: func(r rateRow) string { return r.contacts }, Tip: "alle contacten",
			Less: func(a, b rateRow) bool {
				return len(a.contacts) < len(b.contacts) || len(a.contacts) == len(b.contacts) && a.contacts < b.contacts
			}, DescFirst: true},
		Column[rateRow]{ID: "repeats", Title: "herhaald", Width: 76, Align: fyne.TextAlignTrailing, Role: greyed, Text: func(r rateRow) string { return r.repeats }},
		Column[rateRow]{ID: "rate", Title: "HHV", Width: 78, Align: fyne.TextAlignTrailing,
			Role: func(r rateRow) Role {
				if r.v.Faint {
					return RoleFaint
				}
				return RoleStrong
			}, Text: func(r rateRow) string { return r.rate },
			Less: func(a, b rateRow) bool { return a.v.Point < b.v.Point }, DescFirst: true},
		Column[rateRow]{ID: "interval", Title: "95 %-interval", Width: 160, Text: func(r rateRow) string { return r.rate },
			Interval: func(r rateRow) (Interval, bool) { return r.v, true }, Scale: Scale{Reference: 23.1, HasReference: true}},
		Column[rateRow]{ID: "change", Title: "t.o.v. vorig", Width: 96, Align: fyne.TextAlignTrailing,
			Role: func(r rateRow) Role { return r.role }, Text: func(r rateRow) string { return r.change }},
		Column[rateRow]{ID: "bar", Title: "aandeel", Width: 90, Bar: func(r rateRow) float64 { return r.frac }, Text: func(r rateRow) string { return r.share }},
	)
	t.Key = func(r rateRow) string { return r.name }
	t.SetSort("rate", true)
	t.SetRows(rateRows)
	return t
}

func TestGalleryTable(t *testing.T) {
	golden(t, "table", 900, 560, func(fyne.Window, *Host) fyne.CanvasObject {
		tb := rateTable()
		tb.Select(2)
		small := NewTable(
			Column[rateRow]{ID: "w", Title: "waar", Text: func(r rateRow) string { return r.name },
				Role: func(rateRow) Role { return RoleStrong }, Tag: func(r rateRow) string { return r.tag }},
			Column[rateRow]{ID: "m", Title: "meer dan verwacht", Width: 130, Align: fyne.TextAlignTrailing, Text: func(r rateRow) string { return r.change }})
		small.SetRows(rateRows[:4])
		empty := NewTable(Column[rateRow]{ID: "w", Title: "waar"}, Column[rateRow]{ID: "x", Title: "maand", Width: 80})
		empty.SetEmptyText("Nog geen rijen")
		return Pad(GapPage, GapPage, VBoxFill(Gap, NewCard("", nil, MinSize(0, 290, tb)),
			Columns(Gap, []float32{3, 2}, NewCard("Waar te beginnen", nil, small).SetNote("· herhaling boven verwacht"),
				NewCard("Leeg", nil, empty))))
	}, nil)
	var tb *Table[rateRow]
	golden(t, "table_narrow", 760, 330, func(fyne.Window, *Host) fyne.CanvasObject {
		tb = rateTable()
		return Pad(GapPage, GapPage, NewCard("", nil, tb))
	}, func(win fyne.Window, _ *Host) {
		win.Canvas().Focus(tb)
		key(tb, fyne.KeyDown)
		test.MoveMouse(win.Canvas(), fyne.NewPos(100, 150))
	})
}

func TestGalleryCards(t *testing.T) {
	golden(t, "cards", 1100, 470, func(fyne.Window, *Host) fyne.CanvasObject {
		focused := NewFigure(FigureState{Label: "Contacten per episode", Value: "1,31", Basis: "langste keten 14 · 3,2 % boven 3", Note: "gelijk"}, func() {})
		return Pad(GapPage, GapPage, VBoxFill(Gap,
			HBox(8, NewText("Goedemorgen. Dit veranderde er.", RoleHeading), NewTag("per proces")),
			Columns(Gap, nil,
				NewFigure(FigureState{Label: "Herhaalpercentage", Value: "23,1 %", Basis: "22,8 – 23,5 · 13.912 van 60.214", Note: "−2,9 pt t.o.v. vorig halfjaar", NoteRole: RoleGood}, nil),
				NewFigure(FigureState{Label: "In één keer goed (FTF)", Value: "77,6 %", Basis: "77,2 – 78,0 · 46.020 van 59.301 rijp", Note: "+2,7 pt", NoteRole: RoleBad}, nil),
				NewFigure(FigureState{Label: "Medewerker M-041", Withheld: "minder dan 10 rijpe contacten", Basis: "7 rijp"}, nil),
				focused),
			NewNotice(KindInfo, "De laatste 7 dagen zijn nog niet rijp.", "Toon", func() {}, func() {}),
			NewNotice(KindGood, "12.402 contacten toegevoegd.", "", nil, func() {}),
			NewNotice(KindWarn, "4,1 % van de contacten heeft geen klantsleutel; die tellen in geen enkel percentage mee. Kijk bij Gegevens welke kolom de sleutel geeft.", "", nil, nil),
			Columns(Gap, []float32{2, 1},
				NewCard("Herhaalpercentage per week", NewButton("Beoordelingsblad", nil), NewParagraph("Samen 38 % van de overtollige herhaling; de andere 62 % zit in 74 kleinere redenen.", RoleMuted)).SetTag("P-kaart"),
				NewCard("Acties", nil, VBox(4, NewText("body", RoleBody), NewText("beter", RoleGood), NewText("slechter", RoleBad), NewText("let op", RoleWarn), NewText("klein", RoleSmall))))))
	}, nil)
}

func TestGalleryControls(t *testing.T) {
	golden(t, "controls", 1100, 420, func(fyne.Window, *Host) fyne.CanvasObject {
		off := NewButton("Uit", nil)
		off.Disable()
		chips := NewChipGroup([]Option{{ID: "p", Title: "proces"}, {ID: "r", Title: "reden"}, {ID: "d", Title: "derde partij"},
			{ID: "t", Title: "team"}, {ID: "m", Title: "medewerker", Disabled: true}}, "p", nil)
		bar := Filled(ColorSurface, Pad(18, 9, HBox(10, NewText("Zorgverzekeraar Noord", RoleStrong),
			NewPillButton("7 dagen", " · elke reden · alle kanalen", true, nil), NewPillButton("1 jan – 28 jun 2026", "", false, nil),
			NewFilterChip("team: Zuid", nil, func() {}), Spacer(), NewButton("Exporteren", nil), NewPrimaryButton("Importeren", nil))))
		sl := NewSlider(1, 30, 1, 7, nil)
		progress := NewProgressPanel("Importeren van week26.xlsx", "Stop", nil)
		progress.Set(0.42, "12.000 van 28.400 rijen")
		entry := NewEntry("zoeken…")
		return VBox(0, bar, Line(), Pad(GapPage, GapPage, VBox(Gap, chips,
			HBox(8, off, NewButtonOf(ButtonDanger, "Verwijderen", nil), NewButtonOf(ButtonQuiet, "Stil", nil),
				NewLinkButton("Toon de lange staart", nil), NewSelect("kies eigenaar", []Option{{ID: "a", Title: "PM Bezorging"}}, "a", nil),
				NewSelect("kies eigenaar", nil, "", nil), NewCheck("alleen rijpe contacten", true, nil)),
			Columns(Gap, nil, NewCard("Venster", nil, VBox(6, HBox(0, NewText("7 dagen", RoleStrong), Spacer(), NewText("sleep: alles beweegt mee", RoleMuted)), sl)),
				NewCard("", nil, progress)), MinWidth(200, entry))))
	}, func(win fyne.Window, _ *Host) {
		win.Canvas().FocusNext()
		win.Canvas().FocusNext()
		win.Canvas().FocusNext()
	})
}

func TestGalleryShell(t *testing.T) {
	golden(t, "shell", 1280, 800, func(win fyne.Window, _ *Host) fyne.CanvasObject {
		rail := NewRail("een", "keer", []RailItem{{ID: "start", Title: "Start"}, {ID: "data", Title: "Gegevens"}, {ID: "rates", Title: "Herhaalpercentages"},
			{ID: "trends", Title: "Trends"}, {ID: "kaizen", Title: "Kaizen", Badge: "3 te laat"}, {ID: "set", Title: "Instellingen", Bottom: true}, {ID: "help", Title: "Help", Bottom: true}}, nil)
		rail.Select("data")
		empty := NewEmptyState("Nog geen gegevens", "Sleep een export op dit venster, of kies een bestand. Eenkeer herkent de kolommen en zegt wat er niet klopt; er verlaat niets deze laptop.",
			NewPrimaryButton("Bestand kiezen", nil), NewButton("Voorbeeld openen", nil))
		return Split(rail, empty)
	}, func(win fyne.Window, host *Host) {
		host.Toasts().Post(KindInfo, "Import van week 26 opgeslagen", "", nil)
		host.Toasts().Post(KindGood, "Actie naar Gedaan verplaatst", "Ongedaan maken", func() {})
	})
}

func TestGalleryFloating(t *testing.T) {
	var anchor *PillButton
	golden(t, "popover", 760, 420, func(win fyne.Window, _ *Host) fyne.CanvasObject {
		anchor = NewPillButton("7 dagen", " · elke reden", true, nil)
		return Pad(18, 18, VBox(Gap, HBox(8, anchor), NewParagraph("Onder het venster.", RoleBody)))
	}, func(win fyne.Window, _ *Host) {
		ShowPopover(anchor, MinWidth(300, VBox(10, NewText("Definitie", RoleStrong), NewParagraph("Een volgend contact telt als herhaling binnen 7 dagen, over welke reden en via welk kanaal ook.", RoleMuted),
			NewSlider(1, 30, 1, 7, nil), NewChipGroup([]Option{{ID: "a", Title: "alle"}, {ID: "b", Title: "zelfde kanaal"}}, "a", nil))))
	})
	golden(t, "dialog", 760, 420, func(win fyne.Window, _ *Host) fyne.CanvasObject {
		anchor = NewPillButton("7 dagen", " · elke reden", true, nil)
		return Pad(18, 18, VBox(Gap, HBox(8, anchor), NewParagraph("Onder het venster.", RoleBody)))
	}, func(win fyne.Window, _ *Host) {
		e := NewEntry("naam van de definitie")
		ShowDialog(win.Canvas(), DialogOptions{Title: "Bewaar definitie", Focus: e,
			Content: VBox(8, NewParagraph("Onder deze naam staat de definitie voortaan op elk cijfer, elke grafiek en elke export van deze werkmap.", RoleMuted), e),
			Buttons: []DialogButton{{Text: "Annuleren", Cancel: true}, {Text: "Bewaren", Default: true}}})
	})
	golden(t, "menu", 420, 260, func(win fyne.Window, _ *Host) fyne.CanvasObject {
		anchor = NewPillButton("eigenaar: ", "alle", false, nil)
		return Pad(18, 18, VBox(Gap, HBox(8, anchor)))
	}, func(win fyne.Window, _ *Host) {
		ShowMenu(anchor, []MenuItem{{Text: "Kopieer rij", Hint: "Ctrl+C"}, {Text: "PM Bezorging", Checked: true}, {}, {Text: "Uit", Disabled: true}})
	})
}

func TestGalleryTips(t *testing.T) {
	golden(t, "chart", 560, 300, func(win fyne.Window, _ *Host) fyne.CanvasObject {
		v := NewChartView(stripes)
		v.OnHover = func(x, y int) Mark {
			return Mark{Area: image.Rect(x-4, y-4, x+4, y+4), Text: "wk 17 · 22,0 %\n512 van 2.327 contacten"}
		}
		return Pad(18, 18, NewCard("Per week", nil, v))
	}, func(win fyne.Window, _ *Host) {
		win.Canvas().Capture()
		test.MoveMouse(win.Canvas(), fyne.NewPos(200, 160))
	})
}

// stripes is a picture whose columns alternate, so that blur would show.
func stripes(_ context.Context, w, h int, scale float64, dark bool) (*image.RGBA, error) {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	c := color.RGBA{0xdd, 0xe8, 0xf4, 0xff}
	if dark {
		c = color.RGBA{0x22, 0x33, 0x44, 0xff}
	}
	for x := 0; x < w; x += 2 {
		draw.Draw(img, image.Rect(x, 0, x+1, h), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img, nil
}
