package report

import (
	"math"
	"strconv"

	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
)

// Effects makes the table of what actions brought: those that have an effect, in the order of the register. Data is of the log,
// d the definition that all were measured by.
func Effects(r *kaizen.Register, effects map[kaizen.ID]*figure.Effect, d repeat.Definition, data repeat.Data, l *locale.Locale) Table {
	t := Table{Title: l.T("effect.table"), Measure: repeat.FollowedRate}
	for _, c := range []Column{
		{ID: "id", Kind: Words}, {ID: "title", Kind: Words}, {ID: "start", Kind: Day}, {ID: "before", Kind: Percent}, {ID: "before_of", Kind: Words},
		{ID: "after", Kind: Percent}, {ID: "after_of", Kind: Words}, {ID: "difference", Kind: Decimal}, {ID: "low", Kind: Decimal}, {ID: "high", Kind: Decimal},
		{ID: "verdict", Kind: Words}, {ID: "saved", Kind: Words},
	} {
		c.Title = l.T("effect.column." + c.ID)
		t.Columns = append(t.Columns, c)
	}
	for _, a := range r.Actions {
		e := effects[a.ID]
		if e == nil {
			continue
		}
		rate := func(x, n int) (Cell, Cell) {
			r := repeat.NewRate(x, n)
			c := Cell{Number: r.Value}
			if r.Few() {
				c.Mark = Few
			}
			return c, words(figure.Of(r, l))
		}
		points := func(x float64) Cell { return Cell{Number: math.Round(1000*x) / 10} }
		before, beforeOf := rate(e.Before.Followed, e.Before.Ripe)
		after, afterOf := rate(e.After.Followed, e.After.Ripe)
		diff := e.Result.Effect
		saved := "–"
		if text := e.SavedText(l); text != "" && e.Verdict != effect.TooEarly {
			saved = text
		}
		id := strconv.FormatInt(int64(a.ID), 10)
		t.Rows = append(t.Rows, Row{Key: []string{id}, Cells: []Cell{
			words(id), words(a.Title), words(a.Start.String()), before, beforeOf, after, afterOf, points(diff.Value), points(diff.Low), points(diff.High),
			words(e.VerdictText(l)), words(saved),
		}})
	}
	for _, n := range notes(repeat.Result{Query: repeat.Query{Definition: d, Measure: repeat.FollowedRate}, Data: data}, l) {
		if n.ID == NoteDefinition || n.ID == NoteData || n.ID == NoteCoverage { // each action has its own selection and period
			t.Notes = append(t.Notes, n)
		}
	}
	t.Notes = append(t.Notes, Note{"effect", l.T("effect.note"), l.T("effect.note.text")}, Note{"caution", l.T("effect.fact.doubt"), l.T("effect.caution")})
	return t
}
