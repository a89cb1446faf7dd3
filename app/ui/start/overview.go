package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// overview is the screen with figures. Figures of an earlier question stay until
// the next are there.
type overview struct {
	content *fyne.Container
	page    *fyne.Container
	shown   *workbench.Figures
	looked  *workbench.Looked // that the list is of
	behind  bool              // the list is of earlier figures

	sh    screen.Shell
	title *kit.Paragraph
	rests *kit.Text // what the figures rest on
	late  *late
	cards *cards
	weeks *weeks
	where *where
}

// wideEnough is the width from which all cards stand side by side. Under it, as
// beside an open panel in a small window, their texts would be cut.
const wideEnough = 860

func newOverview(sh screen.Shell) *overview {
	o := &overview{sh: sh, title: kit.NewParagraph("", kit.RoleHeading), rests: kit.NewTruncatedText("", kit.RoleMuted),
		late: newLate(sh), cards: newCards(sh), weeks: newWeeks(sh), where: newWhere(sh)}
	scroll := container.NewVScroll(nil)
	c := o.cards
	o.page = kit.VBoxFill(kit.Gap,
		kit.VBox(4, o.title, o.rests), o.late.card,
		fold(wideEnough, 2, nil, c.hhv, c.ftf, c.episodes, c.coverage),
		fold(wideEnough, 1, []float32{9, 10}, o.weeks.card, o.where.card))
	scroll.Content = watchHeight(kit.Pad(kit.GapPage, kit.GapPage, o.page), scroll.Refresh)
	o.where.grown = scroll.Refresh
	o.content = container.NewStack(scroll)
	return o
}

func (o *overview) show(n *workbench.Snapshot) {
	f := n.Figures
	if o.late.show(n) {
		o.page.Refresh()
	}
	// While figures are made the list stays: the excess that orders it comes last.
	if (o.shown != f || o.looked != n.Looked) && (o.shown == nil || !n.Computing) || o.behind && !n.Computing {
		o.looked, o.behind = n.Looked, false
		o.where.show(n)
	} else if n.Computing {
		o.behind = true
	}
	if o.shown == f {
		return
	}
	o.shown = f
	l := o.sh.Locale()
	o.title.SetText(headline(f, l))
	o.rests.SetText(figure.Join(l.T("start.contacts", "n", f.Total.Data.Contacts), figure.Coverage(f.Total.Data, l),
		figure.Unripe(f.Total, l), figure.NotEligible(f.Total.Data, l)))
	o.cards.show(f)
	o.weeks.show(f)
}
