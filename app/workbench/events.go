package workbench

import (
	"context"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/holiday"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// Event is something that happened: one of the calendar of the workspace, a public
// holiday, which is worked out and not kept, or the start of an action.
type Event struct {
	workspace.Event
	Holiday string         // the id of a public holiday; empty for others
	Action  kaizen.ID      // whose start it is; 0 for others
	Effect  *figure.Effect // of the action, when it is known
}

// Name is what the event is called.
func (e Event) Name(l *locale.Locale) string {
	if e.Holiday != "" {
		return l.T("holiday." + e.Holiday)
	}
	return e.Title
}

// calendar is what a workspace holds of events.
type calendar struct {
	events   []workspace.Event
	holidays bool
}

// settingHolidays is the setting that leaves public holidays out; they are shown unless it is "off".
const settingHolidays = "holidays"

func readCalendar(ctx context.Context, ws *workspace.Workspace) (c calendar, err error) {
	if c.events, err = ws.Events(ctx); err != nil {
		return c, err
	}
	value, _, err := ws.Setting(ctx, settingHolidays)
	c.holidays = value != "off"
	return c, err
}

// Events lists the events of a workspace, the earliest first; with the public
// holidays within the data of a log, unless they are switched off.
func Events(ctx context.Context, ws *workspace.Workspace, log *contact.Log) ([]Event, error) {
	c, err := readCalendar(ctx, ws)
	if err != nil {
		return nil, err
	}
	return c.during(log), nil
}

func (c calendar) during(log *contact.Log) []Event {
	var all []Event
	for _, e := range c.events {
		all = append(all, Event{Event: e})
	}
	if c.holidays && log != nil && log.Len() > 0 {
		for _, d := range holiday.Between(contact.When(log.Start), contact.When(log.End)) {
			all = append(all, Event{Event: workspace.Event{Kind: workspace.Holiday, From: d.Date, To: d.Date}, Holiday: d.ID})
		}
	}
	slices.SortStableFunc(all, func(a, b Event) int { return a.From.Compare(b.From) })
	return all
}

func (s *Snapshot) calendar(c calendar, log *contact.Log) {
	s.Events, s.Holidays = c.during(log), c.holidays
}

func (w *Workbench) recalendar(ctx context.Context) error {
	c, err := readCalendar(ctx, w.ws)
	if err == nil {
		w.change(func(s *Snapshot) { s.calendar(c, w.engine.Log()) })
	}
	return err
}

// PutEvent keeps an event of the calendar: a new one when it has no number, else
// in place of the one with its number. The note lets it be undone.
func (w *Workbench) PutEvent(e workspace.Event) {
	w.onOpen("", func(ctx context.Context) error {
		before, known := w.eventOf(e.ID)
		id, err := w.ws.PutEvent(ctx, e)
		if err != nil {
			return err
		}
		w.note(Note{ID: "note.event", Args: []any{"title", e.Title}}, w.undo("", func(ctx context.Context) error {
			if !known {
				return w.dropEvent(ctx, id)
			}
			return w.keepEvent(ctx, before)
		}))
		return w.recalendar(ctx)
	})
}

// RemoveEvent takes an event off the calendar; the note lets it be undone.
func (w *Workbench) RemoveEvent(id int64) {
	w.onOpen("", func(ctx context.Context) error {
		gone, known := w.eventOf(id)
		if !known {
			return nil
		}
		if err := w.dropEvent(ctx, id); err != nil {
			return err
		}
		w.note(Note{ID: "note.event_removed", Args: []any{"title", gone.Title}}, w.undo("", func(ctx context.Context) error { return w.keepEvent(ctx, gone) }))
		return nil
	})
}

// SetHolidays puts the public holidays among the events, or leaves them out.
func (w *Workbench) SetHolidays(on bool) {
	w.onOpen("", func(ctx context.Context) error {
		if err := SetHolidays(ctx, w.ws, on); err != nil {
			return err
		}
		return w.recalendar(ctx)
	})
}

// SetHolidays keeps in a workspace whether public holidays are among its events.
func SetHolidays(ctx context.Context, ws *workspace.Workspace, on bool) error {
	value := "on"
	if !on {
		value = "off"
	}
	return ws.SetSetting(ctx, settingHolidays, value)
}

func (w *Workbench) eventOf(id int64) (workspace.Event, bool) {
	all := w.Snapshot().Events
	i := slices.IndexFunc(all, func(e Event) bool { return id != 0 && e.ID == id })
	if i < 0 {
		return workspace.Event{}, false
	}
	return all[i].Event, true
}

func (w *Workbench) keepEvent(ctx context.Context, e workspace.Event) error {
	if _, err := w.ws.PutEvent(ctx, e); err != nil {
		return err
	}
	return w.recalendar(ctx)
}

func (w *Workbench) dropEvent(ctx context.Context, id int64) error {
	if err := w.ws.DeleteEvent(ctx, id); err != nil {
		return err
	}
	return w.recalendar(ctx)
}
