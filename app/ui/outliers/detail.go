package outliers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/assets/locale"
)

// detail is what was found of one, and how all were compared.
type detail struct {
	sh     screen.Shell
	card   *kit.Card
	box    *fyne.Container
	scroll *container.Scroll
	see    *kit.LinkButton
	pairs  *kit.LinkButton
	unit   string
	shown  *outlier.Result
}

func newDetail(sh screen.Shell) *detail {
	l := sh.Locale()
	d := &detail{sh: sh, box: kit.VBox(kit.GapSmall)}
	d.scroll = container.NewVScroll(container.New(&besideBar{}, d.box))
	d.see = kit.NewLinkButton(l.T("outliers.contacts"), func() { contactsOf(sh, d.shown.Dimension, d.unit) })
	d.see.SetTip(l.T("outliers.contacts.tip"))
	d.pairs = kit.NewLinkButton(l.T("outliers.pairs"), func() {
		sh.Bench().ShowPairs(repeat.Filter{{By: d.shown.Dimension, Values: []string{d.unit}}}, nil, true)
	})
	d.pairs.SetTip(l.T("outliers.pairs.tip"))
	d.card = kit.NewCard("", nil, kit.MinSize(220, 200, d.scroll))
	return d
}

func (d *detail) show(r *outlier.Result, key string) {
	l := d.sh.Locale()
	other := d.unit != key || d.shown == nil || d.shown.Dimension != r.Dimension
	d.shown, d.unit = r, ""
	var parts []fyne.CanvasObject
	add := func(o ...fyne.CanvasObject) { parts = append(parts, o...) }
	d.card.SetTitle("")
	for _, row := range r.Rows {
		if row.Key[0] == key {
			d.unit = key
			d.card.SetTitle(figure.Value(r.Dimension, key, l))
			add(unit(r, row, l)...)
			add(kit.Flow(kit.Gap, d.see, d.pairs))
		}
	}
	if d.unit == "" {
		add(kit.NewParagraph(l.T("outliers.detail.choose"), kit.RoleMuted))
	}
	add(kit.MinSize(0, 2, kit.Spacer()), kit.Line(), kit.NewParagraph(l.T("outliers.detail.method"), kit.RoleStrong))
	for _, m := range figure.OutliersMethod(*r, l) {
		if m.ID == "appraisal" { // it stands above, with the unit
			if d.unit == "" {
				add(kit.NewNotice(kit.KindWarn, m.Text, "", nil, nil))
			}
			continue
		}
		add(kit.NewParagraph(m.Label+": "+m.Text, kit.RoleSmall))
	}
	d.box.Objects = parts
	d.box.Refresh()
	if other {
		d.scroll.ScrollToTop()
	}
	d.scroll.Refresh()
}

// unit is what was found of one.
func unit(r *outlier.Result, row outlier.Row, l *locale.Locale) []fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewParagraph(figure.JudgedText(row, l), roleOf(row.Flag))}
	if r.Dimension == contact.Agent {
		out = append(out, kit.NewNotice(kit.KindWarn, l.T("figure.appraisal"), "", nil, nil))
	}
	if row.State != outlier.Few {
		out = append(out, kit.Columns(kit.Gap, nil,
			figures(l.T("outliers.detail.rate"), l.Percent(row.Rate), l.T("outliers.detail.ripe", "interval", l.Interval(row.Low, row.High), "n", row.Ripe)),
			figures(l.T("outliers.detail.crude"), l.Percent(row.Crude.Value),
				l.T("outliers.detail.expected", "expected", l.Int(int(row.Expected+0.5)), "x", l.Int(row.Followed)))))
		if text := figure.ChanceText(row.Q, l); text != "" {
			out = append(out, kit.NewParagraph(text, kit.RoleBody))
		}
		if text := figure.UnitEuros(row, l); text != "" {
			out = append(out, kit.NewParagraph(l.T("outliers.unit.euros", "text", text), kit.RoleBody))
		}
	}
	if row.Flag == outlier.Inside {
		return append(out, kit.NewParagraph(l.T("outliers.detail.why"), kit.RoleStrong), kit.NewParagraph(figure.WhyText(*r, row, l), kit.RoleBody))
	}
	title := "outliers.detail.explained"
	if row.Flag == outlier.Low {
		title = "outliers.detail.explained.low"
	}
	out = append(out, kit.NewParagraph(l.T(title), kit.RoleStrong))
	by := ""
	parts, alone := figure.Telling(row)
	for _, c := range parts {
		if c.By != by {
			by = c.By
			out = append(out, kit.NewParagraph(l.T("outliers.part.by."+by), kit.RoleSmall))
		}
		role := kit.RoleSmall
		if c.Goes {
			role = kit.RoleAccent
		}
		out = append(out, kit.VBox(0,
			container.NewBorder(nil, nil, nil, kit.NewText(figure.Signed(c.Excess, l), kit.RoleStrong), kit.NewTruncatedText(figure.ContributionName(c, l), kit.RoleBody)),
			kit.NewParagraph(figure.ContributionText(c, l), role)))
	}
	if alone {
		out = append(out, kit.NewParagraph(l.T("outliers.part.by.customer"), kit.RoleSmall), kit.NewParagraph(l.T("outliers.part.nobody"), kit.RoleBody))
	}
	return out
}

// figures is a figure with its name above it and what it rests on below.
func figures(name, value, rests string) fyne.CanvasObject {
	return kit.VBox(2, kit.NewParagraph(name, kit.RoleSmall), kit.NewText(value, kit.RoleHeading), kit.NewParagraph(rests, kit.RoleSmall))
}
