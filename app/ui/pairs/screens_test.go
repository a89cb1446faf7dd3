package pairs

import (
	"context"
	"math/rand/v2"
	"testing"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
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
	sampled := withSamples(t)
	again, err := figuretest.Sample().Again(context.Background(), workbench.DefaultQuestion.Query(""), repeat.PairOptions{})
	if err != nil {
		t.Fatal(err)
	}
	back := snapshot(t, workbench.PairsView{})
	back.Looked.Again = &again
	states := map[string]*workbench.Snapshot{
		"again":   back,
		"samples": hold(sampled, workbench.InHand{Sample: 1}), "fresh": hold(sampled, workbench.InHand{Sample: 2}), "unsampled": snapshot(t, workbench.PairsView{}),
		"work": hold(sampled, workbench.InHand{Sample: 1, Pair: 3}), "differ": hold(sampled, workbench.InHand{Sample: 1, Pair: sampled.Samples[0].Summary.Contested[0], Differ: true}),
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
						if name == "again" {
							scr.tabs.SetSelected(string(workbench.PairsAgain))
						}
						if len(n.Samples) > 0 || name == "unsampled" {
							scr.tabs.SetSelected(string(workbench.PairsSamples))
						}
						sh.Put(t, scr, s.Width, s.Height)
						scr.Show(n)
						sh.Save(t, "pairs_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}

// withSamples is a snapshot with two samples, one of them coded by two people who do not always agree.
func withSamples(t testing.TB) *workbench.Snapshot {
	t.Helper()
	n := snapshot(t, workbench.PairsView{})
	n.CodeBook, n.Coder = coding.DefaultBook(), "Anouk"
	for i, name := range []string{"Voorjaar, declaraties", "Hulpmiddelen te laat"} {
		s, err := workbench.Draw(n.Looked.Pairs, []workspace.Batch{{ID: 1}}, workbench.SampleAsked{Name: name, N: 50 - 20*i, By: contact.Reason, Seed: uint64(7 + i)})
		if err != nil {
			t.Fatal(err)
		}
		s.ID = int64(i + 1)
		one := workbench.Sampled{Sample: s}
		random := rand.New(rand.NewPCG(1, 2))
		for _, p := range s.Pairs[:len(s.Pairs)-4] {
			if i > 0 {
				break
			}
			cause, party := n.CodeBook[random.IntN(6)*random.IntN(6)/4].ID, coding.Parties[random.IntN(4)]
			for k, who := range []string{"Anouk", "Bas"} {
				c := coding.Coding{Pair: p.Number, Coder: who, Cause: cause, Party: party, At: s.At}
				if k == 1 && random.IntN(4) == 0 {
					c.Cause = n.CodeBook[random.IntN(8)].ID
				}
				if p.Number%9 == 3 {
					c.Note = "Brief noemt geen datum"
				}
				one.Codings = append(one.Codings, c)
			}
		}
		one.Summary = coding.Sum(len(s.Pairs), one.Codings)
		n.Samples = append(n.Samples, one)
	}
	return n
}

// hold gives a snapshot with a sample in hand, and its pair read.
func hold(n *workbench.Snapshot, h workbench.InHand) *workbench.Snapshot {
	out := *n
	out.InHand = h
	if h.Pair > 0 {
		out.Pair = &workbench.PairDetail{First: 1, Second: 2, Sample: h.Sample, Pair: h.Pair, Agents: [2]string{"M012", "M063"}, Details: [2]workbench.ContactDetail{
			{ID: "T-104233", Note: "Klant vraagt waar de vergoeding voor de bril blijft. Verteld dat verwerking tien werkdagen duurt, nog niet nagekeken of de nota binnen is."},
			{ID: "T-104871", Note: "Belt weer over de bril. Nota blijkt niet binnen, klant moet hem opnieuw insturen. Boos: had dat de vorige keer willen horen."}}}
	}
	return &out
}

// TestDialogs draws the dialogs for looking at.
func TestDialogs(t *testing.T) {
	figuretest.Wanted(t)
	for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
		for _, lang := range []string{"nl", "en"} {
			n := withSamples(t)
			for name, ask := range map[string]func(sh *figuretest.Shell, scr *Pairs){
				"draw":   func(sh *figuretest.Shell, scr *Pairs) { askSample(sh, n.Looked.Pairs, func(workbench.SampleAsked) {}) },
				"book":   func(sh *figuretest.Shell, scr *Pairs) { askBook(sh, n.CodeBook, func(coding.Book) {}) },
				"form":   func(sh *figuretest.Shell, scr *Pairs) { scr.pages[1].Tab.(*samples).askForm(&n.Samples[0]) },
				"export": func(sh *figuretest.Shell, scr *Pairs) { scr.pages[0].Tab.(*list).save() },
			} {
				sh := figuretest.NewShell(t, lang, kind)
				scr := New(sh).(*Pairs)
				sh.Put(t, scr, 1040, 740)
				scr.Show(n)
				ask(sh, scr)
				sh.Save(t, "pairs_dialog_"+name+"_"+mode+"_"+lang)
			}
		}
	}
}
