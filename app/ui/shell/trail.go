package shell

import (
	"reflect"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// place is where a person was: a screen, the selection it showed, and by what.
type place struct {
	screen    screen.ID
	selection repeat.Selection
	rates     workbench.RatesView
}

// same reports whether two places are one to a person: another grouping of the
// same contacts on the same screen is no step.
func (p place) same(o place) bool {
	return p.screen == o.screen && reflect.DeepEqual(p.selection, o.selection)
}

// trail remembers the places a person came through, so that one key leads back.
type trail struct {
	at    *place
	past  []place
	going bool // on the way back: not to be remembered
}

const longestTrail = 50

// step is told where the person is now.
func (t *trail) step(id screen.ID, s *workbench.Snapshot) {
	if s.Phase != workbench.Ready || overlay(id) { // overlays lead back by themselves
		return
	}
	now := place{id, s.Question.Selection, s.Question.Rates}
	if t.at != nil && !t.at.same(now) && !t.going {
		t.past = append(t.past, *t.at)
		if len(t.past) > longestTrail {
			t.past = t.past[1:]
		}
	}
	t.at = &now
}

func (t *trail) clear() { t.at, t.past = nil, nil }

// back takes the last place off the trail; false when there is none.
func (t *trail) back() (place, bool) {
	if len(t.past) == 0 {
		return place{}, false
	}
	p := t.past[len(t.past)-1]
	t.past = t.past[:len(t.past)-1]
	return p, true
}

// back leads to the place before this one.
func (s *Shell) back() {
	if overlay(s.current) {
		s.Go(s.beneath())
		return
	}
	p, ok := s.trail.back()
	if !ok {
		return
	}
	s.trail.going = true
	if !reflect.DeepEqual(p.selection, s.bench.Snapshot().Question.Selection) {
		s.bench.SetSelection(p.selection)
	}
	s.bench.SetRates(p.rates)
	s.Go(p.screen)
	s.trail.step(s.current, s.bench.Snapshot())
	s.trail.going = false
}
