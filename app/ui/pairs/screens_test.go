package pairs

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// snapshot gives what the workbench has for a view of pairs.
func snapshot(t testing.TB, v workbench.PairsView) *workbench.Snapshot {
	t.Helper()
	n := figuretest.Snapshot(t, figuretest.Sample(), workbench.DefaultQuestion)
	p, err := figuretest.Sample().Pairs(context.Background(), n.Question.PairsQuery(v), v.PairOptions)
	if err != nil {
		t.Fatal(err)
	}
	n.PairsView = v
	n.Looked = &workbench.Looked{Question: n.Question, Pairs: p}
	return n
}

// reading adds the pair that is chosen, with notes.
func reading(n *workbench.Snapshot, i int) *workbench.Snapshot {
	first, second := n.Looked.Pairs.Places(i)
	n.Pair = &workbench.PairDetail{First: first, Second: second, Details: [2]workbench.ContactDetail{
		{Place: first, ID: "T-104233", Note: "Klant vraagt waar de vergoeding voor de bril blijft. Verteld dat verwerking tien werkdagen duurt, nog niet nagekeken of de nota binnen is."},
		{Place: second, ID: "T-104871", Note: "Belt weer over de bril. Nota blijkt niet binnen, klant moet hem opnieuw insturen. Boos: had dat de vorige keer willen horen."}}}
	return n
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	reason := func(v string) repeat.Filter { return repeat.Filter{{By: contact.Reason, Values: []string{v}}} }
	log := figuretest.Sample().Log()
	some := log.Column(contact.Reason).Dict.Text(2)
	states := map[string]*workbench.Snapshot{
		"none":    {Question: workbench.DefaultQuestion},
		"all":     reading(snapshot(t, workbench.PairsView{}), 3),
		"chosen":  snapshot(t, workbench.PairsView{Filter: reason(some), PairOptions: repeat.PairOptions{Other: reason(some), Alike: []repeat.Likeness{{By: contact.Agent}}, Search: "tel"}}),
		"nothing": snapshot(t, workbench.PairsView{PairOptions: repeat.PairOptions{Search: "dit heeft niets"}}),
	}
	for name, n := range states {
		for size, s := range figuretest.Sizes {
			for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
				for _, lang := range []string{"nl", "en"} {
					t.Run(name+"/"+size+"/"+mode+"/"+lang, func(t *testing.T) {
						sh := figuretest.NewShell(t, lang, kind)
						scr := New(sh).(*Pairs)
						sh.Put(t, scr, s.Width, s.Height)
						scr.Show(n)
						sh.Save(t, "pairs_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}
