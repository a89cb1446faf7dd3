package charts

import (
	"context"
	"fmt"
	"testing"
)

// sampleStory is a customer with a chain of three and one contact months later.
func sampleStory() Story {
	return Story{
		Lanes: []string{"Telefoon", "E-mail"},
		Marks: []StoryMark{
			{X: 0.03, Lane: 0, Key: "a", Label: "Status declaratie", Text: "1 · 3 jun 2026 09:12"},
			{X: 0.24, Lane: 1, Key: "b", Label: "Status declaratie", Text: "2 · 5 jun 2026 14:40"},
			{X: 0.55, Lane: 0, Key: "c", Label: "Klacht", Tone: Bad, Chosen: true, Text: "3 · 9 jun 2026 11:05"},
			{X: 0.80, Lane: 0, Key: "d", Label: "Adres wijzigen", Tone: Faint, Text: "4 · 2 okt 2026 10:00"},
			{X: 0.97, Lane: 1, Key: "e", Label: "Adres wijzigen", Text: "5 · 4 okt 2026 10:00"},
		},
		Arcs:    []StoryArc{{From: 0, To: 1, Label: "2 d 5 u", Text: "2 herhaalt 1"}, {From: 1, To: 2, Label: "3 d 20 u", Text: "3 herhaalt 2"}},
		Ticks:   []StoryTick{{0.03, "3 jun 2026"}, {0.24, "5 jun"}, {0.55, "9 jun"}, {0.80, "2 okt"}, {0.97, "4 okt"}},
		Breaks:  []StoryBreak{{0.62, 0.73, "115 dagen"}},
		Message: "Geen contacten.",
	}
}

// longStory is a heavy caller.
func longStory() Story {
	s := Story{Lanes: []string{"Telefoon", "Chat", "E-mail"}}
	for i := range 160 {
		s.Marks = append(s.Marks, StoryMark{X: float64(i) / 159, Lane: i * i % 3, Label: "Reden"})
		if i%3 == 1 {
			s.Arcs = append(s.Arcs, StoryArc{From: i - 1, To: i, Label: "1 d"})
		}
	}
	return s
}

func ExampleStory() {
	marks("story", sampleStory(), 640, 220)
	// Output:
	// -11 0 2 herhaalt 1
	// -11 1 3 herhaalt 2
	// 0 0 1 · 3 jun 2026 09:12
	// 0 1 2 · 5 jun 2026 14:40
	// 0 2 3 · 9 jun 2026 11:05
	// 0 3 4 · 2 okt 2026 10:00
	// 0 4 5 · 4 okt 2026 10:00
}

// A mark is found where its time is, also at sizes too small for anything else.
func TestStoryPlaces(t *testing.T) {
	s := sampleStory()
	d, err := s.Draw(context.Background(), 640, s.Height(Style{}), Style{})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range s.Marks {
		h := d.Hits[len(s.Arcs)+i]
		mid := float64(h.Rect.Min.X+h.Rect.Max.X) / 2
		if got := d.X.Value(mid); got < m.X-0.01 || got > m.X+0.01 {
			t.Errorf("mark %d stands at %.3f, want %.3f", i, got, m.X)
		}
	}
	if d.Hits[2].Rect.Min.Y >= d.Hits[3].Rect.Min.Y {
		t.Error("the first lane is not above the second")
	}
	for _, size := range [][2]int{{1, 1}, {50, 40}, {200, 90}, {900, 120}} {
		for _, c := range []Story{s, longStory(), {}, {Marks: []StoryMark{{X: 0.5}}, Arcs: []StoryArc{{From: 0, To: 7}}}} {
			if _, err := c.Draw(context.Background(), size[0], size[1], Style{}); err != nil {
				t.Error(fmt.Sprint(size), err)
			}
		}
	}
}
