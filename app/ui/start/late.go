package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// late is the card of actions that are late: what wants attention first. It is not there when there are none.
type late struct {
	sh    screen.Shell
	card  *kit.Card
	rows  *fyne.Container
	shown *kaizen.Register
	today repeat.Date
}

// mostLate is how many are named; the others are counted.
const mostLate = 4

func newLate(sh screen.Shell) *late {
	l := &late{sh: sh, rows: kit.VBox(2)}
	all := kit.NewLinkButton(sh.Locale().T("start.late.all"), func() { sh.Go(screen.Kaizen) })
	l.card = kit.NewCard("", all, l.rows)
	l.card.Hide()
	return l
}

// show draws the card; it reports whether it came or went.
func (x *late) show(n *workbench.Snapshot) bool {
	if x.shown == n.Register && x.today == n.Today {
		return false
	}
	x.shown, x.today = n.Register, n.Today
	was := x.card.Visible()
	var list []*kaizen.Action
	if n.Register != nil {
		list = n.Register.Late(n.Today)
	}
	if len(list) == 0 {
		x.card.Hide()
		return was
	}
	l := x.sh.Locale()
	x.card.SetTitle(l.T("start.late", "n", len(list)))
	x.rows.Objects = nil
	for _, a := range list[:min(mostLate, len(list))] {
		see := kit.NewLinkButton(a.Title, func() { x.sh.ShowAction(a.ID) })
		see.SetTip(l.T("start.late.tip"))
		who := kit.HBox(kit.Gap, kit.NewText(n.Register.Name(a.Owner), kit.RoleMuted), kit.NewText(l.T("board.state.late", "n", a.DaysLate(n.Today)), kit.RoleBad))
		x.rows.Add(container.NewBorder(nil, nil, nil, who, see))
	}
	if rest := len(list) - mostLate; rest > 0 {
		x.rows.Add(kit.NewParagraph(l.T("start.late.more", "n", rest), kit.RoleMuted))
	}
	x.rows.Refresh()
	x.card.Show()
	return true
}
