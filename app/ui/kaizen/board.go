package kaizen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// boardView shows actions as cards in a column for each status. Those that were dropped are in the list alone.
type boardView struct {
	a       *actions
	board   *kit.Board
	content fyne.CanvasObject
}

func newBoardView(a *actions) *boardView {
	l := a.sh.Locale()
	v := &boardView{a: a}
	var columns []kit.BoardColumn
	for _, s := range kaizen.Statuses {
		if s != kaizen.Dropped {
			columns = append(columns, kit.BoardColumn{ID: string(s), Title: capital(l.T("kaizen.status." + string(s))), Tip: l.T("board.column." + string(s) + ".tip")})
		}
	}
	v.board = kit.NewBoard(columns...)
	v.board.OnOpen = func(key string) {
		if v.a.panel.side.isOpen() && v.a.panel.id == keyID(key) {
			v.a.panel.enter()
			return
		}
		v.a.open(keyID(key))
	}
	v.board.OnSelect = func(key string) { v.a.follow(keyID(key)) }
	v.board.OnMove = func(key, column string) { v.a.move(keyID(key), kaizen.Status(column)) }
	v.board.OnDelete = func(key string) { v.a.move(keyID(key), kaizen.Dropped) }
	v.board.OnSecondary = func(key string, at fyne.Position) { v.a.menu(keyID(key), at) }
	v.content = v.board
	return v
}

// keyID gives the number of the action that a key stands for; what follows a slash is a part of it.
func keyID(key string) kaizen.ID {
	key, _, _ = strings.Cut(key, "/")
	n, _ := strconv.ParseInt(key, 10, 64)
	return kaizen.ID(n)
}

func (v *boardView) object() fyne.CanvasObject { return v.content }

func (v *boardView) focus() { focus(v.a.sh, v.board) }

func (v *boardView) show(n *workbench.Snapshot, list []*kaizen.Action) {
	l := v.a.sh.Locale()
	cards := make([]kit.BoardCard, len(list))
	for i, a := range list {
		c := kit.BoardCard{Key: idText(a.ID), Column: string(a.Status), Title: a.Title, Note: subjectText(a.Scope, l), Left: ownerText(n.Register, a),
			Tip: tipText(n, a, l), Fixed: n.Workspace.ReadOnly}
		c.Right, c.RightRole = stateText(n, a, l)
		cards[i] = c
	}
	v.board.SetCards(cards)
}
