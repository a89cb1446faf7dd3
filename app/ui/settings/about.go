package settings

import (
	"runtime/debug"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/licences"
	"eenkeer/assets/locale"
)

// aboutPage says which version this is, and what it is made of.
type aboutPage struct {
	v       *view
	content fyne.CanvasObject
	modules *kit.Table[licences.Module]
	text    *kit.Table[string] // the licence, a line a row: long texts do not belong in one widget
	reading *kit.Card
}

func newAbout(v *view) *aboutPage {
	p := &aboutPage{v: v}
	build, _ := debug.ReadBuildInfo()
	program := kit.NewCard("", nil, kit.VBox(6,
		kit.HBox(kit.GapSmall, kit.NewText("Eenkeer", kit.RoleHeading), kit.NewText(version(build, v.sh.Locale()), kit.RoleMuted)),
		kit.NewParagraph(v.t("settings.about.what"), kit.RoleBody),
		kit.NewParagraph(v.t("settings.about.licence"), kit.RoleMuted)))

	p.modules = kit.NewTable(
		kit.Column[licences.Module]{ID: "module", Title: v.t("settings.about.module"), MinWidth: 180, Text: func(m licences.Module) string { return m.Path },
			Less: func(a, b licences.Module) bool { return strings.ToLower(a.Path) < strings.ToLower(b.Path) }},
		kit.Column[licences.Module]{ID: "version", Title: v.t("settings.about.version"), Width: 78, Role: func(licences.Module) kit.Role { return kit.RoleMuted },
			Text: func(m licences.Module) string { return shortVersion(m.Version) }},
		kit.Column[licences.Module]{ID: "licence", Title: v.t("settings.about.licence_column"), Width: 156, Text: func(m licences.Module) string { return m.Licence },
			Less: func(a, b licences.Module) bool { return a.Licence < b.Licence }})
	p.modules.Key = func(m licences.Module) string { return m.Path }
	p.modules.SetRowHeight(27)
	p.modules.OnSelect = p.read
	p.modules.OnActivate = p.read
	p.modules.OnCopy = v.sh.Copy

	p.text = kit.NewTable(kit.Column[string]{ID: "text", Title: v.t("settings.about.text"), Text: func(line string) string { return line }})
	p.text.SetRowHeight(19)
	p.text.OnCopy = v.sh.Copy
	p.reading = kit.NewCard("", nil, p.text)
	list := kit.NewCard(v.t("settings.about.modules"), nil, p.modules).SetNote("· " + strconv.Itoa(len(licences.Modules())))
	p.content = container.NewBorder(container.NewVBox(program, kit.MinSize(0, kit.Gap-4, kit.Spacer())), nil, nil, nil, kit.Columns(kit.Gap, []float32{1, 1.15}, list, p.reading))
	return p
}

func (p *aboutPage) object() fyne.CanvasObject { return p.content }

func (p *aboutPage) show(*workbench.Snapshot) {
	if p.modules.Len() == 0 {
		p.modules.SetRows(licences.Modules())
		p.modules.Select(0)
		p.read(p.modules.Row(0))
	}
}

// read shows the licence of a module.
func (p *aboutPage) read(m licences.Module) {
	p.reading.SetTitle(m.Path)
	p.reading.SetNote("· " + m.Licence)
	p.text.SetRows(lines(reflow(licences.Text(m)), 70))
	p.text.Select(-1)
}

// lines cuts a text into lines of at most so many letters, at words where it can.
// A capital takes the room of a letter and a third.
func lines(text string, most int) []string {
	var all []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n") {
		r := []rune(strings.TrimRight(line, " \r"))
		for {
			fit := fitting(r, most)
			if fit == len(r) {
				break
			}
			cut := fit
			for i := fit; i > fit/2; i-- {
				if r[i] == ' ' {
					cut = i
					break
				}
			}
			all = append(all, string(r[:cut]))
			r = []rune(strings.TrimLeft(string(r[cut:]), " "))
		}
		all = append(all, string(r))
	}
	return all
}

// reflow joins the lines of a paragraph, which were cut for another width. A
// line that is short, or set in, ends one.
func reflow(text string) string {
	const full = 50
	var b strings.Builder
	last := 0
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		setIn := line == "" || strings.ContainsRune(" \t*-•0123456789(", rune(line[0]))
		switch {
		case i == 0:
		case last >= full && !setIn:
			b.WriteByte(' ')
		default:
			b.WriteByte('\n')
		}
		b.WriteString(line)
		last = len(line)
	}
	return b.String()
}

// fitting counts the letters that fit on a line.
func fitting(r []rune, most int) int {
	room := 3 * most
	for i, c := range r {
		if room -= 3; unicode.IsUpper(c) {
			room--
		}
		if room < 0 {
			return i
		}
	}
	return len(r)
}

// version says which build this is: its version, or what it was made from.
func version(build *debug.BuildInfo, l *locale.Locale) string {
	if build == nil {
		return l.T("settings.about.development")
	}
	text := build.Main.Version
	if text == "" || text == "(devel)" {
		text = l.T("settings.about.development")
	}
	var revision, day string
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(8, len(s.Value))]
		case "vcs.time":
			if t, err := time.Parse(time.RFC3339, s.Value); err == nil {
				day = l.Date(t)
			}
		}
	}
	if revision != "" && !strings.Contains(text, revision) {
		text += " · " + revision
	}
	if day != "" {
		text += " · " + day
	}
	return text
}

// shortVersion leaves out the time and revision of a version that is none.
func shortVersion(v string) string {
	short, _, _ := strings.Cut(v, "-")
	return short
}
