package workbench

import (
	"context"
	"reflect"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Story is one customer's contacts, while they are looked at. It follows the definition.
type Story struct {
	Number int // another one each time that a story is asked for
	Place  int // in the log, of the contact that it was asked of
	Told   *repeat.Story
	Detail *ContactDetail // of the contact that is chosen
}

// ShowStory looks at the story of the customer whose contact stands at a place in the log.
func (w *Workbench) ShowStory(place int) {
	w.onOpen("", func(ctx context.Context) error {
		w.lists++
		story := &Story{Number: w.lists, Place: place}
		var err error
		if story.Told, err = w.engine.Story(ctx, w.Snapshot().Question.Definition, place); err != nil {
			return err
		}
		w.change(func(s *Snapshot) { s.Story = story })
		return nil
	})
}

// HideStory ends the look at a story.
func (w *Workbench) HideStory() {
	w.do("", func(context.Context) error {
		if w.Snapshot().Story != nil {
			w.change(func(s *Snapshot) { s.Story = nil })
		}
		return nil
	})
}

// followStory tells the story that is looked at anew when the definition is another. When the contacts are others it
// ends: places in the log are no longer the same.
func (w *Workbench) followStory(ctx context.Context, q Question) {
	old := w.Snapshot().Story
	if old == nil || old.Told.Log() == w.engine.Log() && reflect.DeepEqual(old.Told.Definition, q.Definition) {
		return
	}
	var next *Story
	if old.Told.Log() == w.engine.Log() {
		told, err := w.engine.Story(ctx, q.Definition, old.Place)
		if err != nil {
			w.computed = w.computed && ctx.Err() == nil // told again with the figures
			return
		}
		next = &Story{old.Number, old.Place, told, old.Detail}
	}
	w.change(func(s *Snapshot) { s.Story = next })
}

// ReadStory reads what of one contact of the story is kept on disk.
func (w *Workbench) ReadStory(place int) {
	w.onOpen("", func(ctx context.Context) error {
		story := w.Snapshot().Story
		if story == nil {
			return nil
		}
		d := w.detail(ctx, story.Told.Log(), place)
		w.change(func(s *Snapshot) {
			if s.Story == nil || s.Story.Number != story.Number {
				return
			}
			next := *s.Story
			next.Detail = &d
			s.Story = &next
		})
		return nil
	})
}

// detail reads what of a contact is kept on disk.
func (w *Workbench) detail(ctx context.Context, log *contact.Log, place int) ContactDetail {
	d := ContactDetail{Place: place}
	ids, err := ContactTexts(ctx, w.ws, log, contact.FieldID, []int{place})
	if err == nil {
		d.ID = ids[0]
		var notes []string
		if notes, err = ContactTexts(ctx, w.ws, log, contact.FieldNote, []int{place}); err == nil {
			d.Note = notes[0]
		}
	}
	d.Err = err
	return d
}
