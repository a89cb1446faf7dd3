package report

import (
	"io"
	"strconv"
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/assets/locale"
)

// WriteActionsPDF writes a list of actions to print: A4 across, as many pages as it takes.
func WriteActionsPDF(w io.Writer, a ActionList, l *locale.Locale) error {
	today := repeat.DateOf(a.At)
	title := l.T("page.actions", "workspace", a.Workspace)
	p := newPage(title, A4, a.At, l, l.T("page.foot", "workspace", a.Workspace, "when", l.DateTime(a.At)))
	y := pageMargin
	p.text(pageMargin, y+15, 17, "B", inkText, p.fit(17, "B", title, pageWidth-2*pageMargin))
	y += 24
	p.text(pageMargin, y+9, 9.5, "", inkMuted, a.counts(today, l))
	y += 22
	p.table(pageMargin, y, p.actionColumns(), p.actionRows(a, today), 9)
	return p.write(w)
}

// counts says how the list stands: "12 acties · 3 te laat · 2 zonder eigenaar".
func (a ActionList) counts(today repeat.Date, l *locale.Locale) string {
	late, lacking := 0, 0
	for _, x := range a.Actions {
		if x.Late(today) {
			late++
		}
		if x.Owner == 0 && x.Status != kaizen.Dropped {
			lacking++
		}
	}
	parts := []string{l.T("page.actions.n", "n", len(a.Actions))}
	if late > 0 {
		parts = append(parts, l.T("page.actions.late", "n", late))
	}
	if lacking > 0 {
		parts = append(parts, l.T("page.actions.lacking", "n", lacking))
	}
	return strings.Join(parts, " · ")
}

func (p *page) actionColumns() []column {
	l := p.l
	return []column{
		{l.T("exchange.field.number"), 40, false}, {l.T("page.column.action"), 300, false}, {exchange.Owner.Name(l), 110, false},
		{exchange.Due.Name(l), 92, false}, {exchange.Status.Name(l), 80, false}, {exchange.Effect.Name(l), pageWidth - 2*pageMargin - 622, false},
	}
}

func (p *page) actionRows(a ActionList, today repeat.Date) [][]cellOf {
	var rows [][]cellOf
	for _, x := range a.Actions {
		effect := a.value(x, exchange.Effect, p.l)
		tone := inkText
		if strings.HasPrefix(effect, p.l.T("kaizen.verdict.lower")) {
			tone = inkGood
		} else if strings.HasPrefix(effect, p.l.T("kaizen.verdict.higher")) {
			tone = inkBad
		}
		rows = append(rows, []cellOf{
			{text: strconv.FormatInt(int64(x.ID), 10), color: inkMuted},
			{text: x.Title, style: "B", color: inkText, small: kaizen.ScopeText(x.Scope, p.l)},
			p.owner(a.Register, x), p.due(x, today),
			{text: p.l.T("kaizen.status." + string(x.Status)), color: inkText, small: x.Why},
			{text: effect, color: tone, most: 3},
		})
	}
	return rows
}

func (p *page) owner(r *kaizen.Register, x *kaizen.Action) cellOf {
	name := r.Name(x.Owner)
	if name == "" && x.Status != kaizen.Dropped {
		return cellOf{text: p.l.T("page.choose_owner"), style: "B", color: inkWarn}
	}
	c := cellOf{text: name, color: inkText}
	if helper := r.Name(x.Helper); helper != "" {
		c.small = p.l.T("page.with", "name", helper)
	}
	return c
}

// due says when an action is due, or how late it is.
func (p *page) due(x *kaizen.Action, today repeat.Date) cellOf {
	c := cellOf{text: kaizen.DayText(x.Due, p.l), color: inkText}
	if n := x.DaysLate(today); n > 0 {
		c = cellOf{text: c.text, style: "B", color: inkBad, small: p.l.T("page.late", "n", n)}
	}
	if x.Status.Finished() && !x.Finished.IsZero() {
		c.small = p.l.T("page.done", "day", kaizen.DayText(x.Finished, p.l))
	}
	return c
}
