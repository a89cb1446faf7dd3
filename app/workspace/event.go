package workspace

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/contact"
)

// The kinds of events.
const (
	Mailing    = "mailing"
	Outage     = "outage"
	Changed    = "change"
	Holiday    = "holiday"
	OtherEvent = "other"
)

// EventKinds lists the kinds of events, as a person is offered them.
var EventKinds = []string{Mailing, Outage, Changed, Holiday, OtherEvent}

// Event is something that happened which a trend may show: a mailing, an outage.
type Event struct {
	ID       int64     // 0: not kept yet
	Kind     string    // one of EventKinds
	From, To time.Time // first and last day, at midnight of the workspace's clock; the same for one day
	Title    string
	By       contact.Dimension // what it is about, with Value; empty: everything
	Value    string
}

// Check says what is wrong with an event, if anything: the id of a text.
func (e Event) Check() string {
	switch {
	case !slices.Contains(EventKinds, e.Kind):
		return "event.bad.kind"
	case strings.TrimSpace(e.Title) == "":
		return "event.bad.title"
	case e.From.IsZero():
		return "event.bad.day"
	case e.To.Before(e.From):
		return "event.bad.order"
	case e.By != "" && (contact.StoredIndex(e.By) < 0 || e.By == contact.Agent):
		return "event.bad.scope"
	}
	return ""
}

// Events lists the events of the calendar, the earliest first.
func (w *Workspace) Events(ctx context.Context) (all []Event, err error) {
	err = w.read(ctx, func(c *sql.Conn) error {
		all = nil
		return eachRow(ctx, c, `SELECT id, kind, first_day, last_day, title, dimension, value FROM event ORDER BY first_day, last_day, id`, func(scan func(...any) error) error {
			var e Event
			var from, to, by string
			if err := scan(&e.ID, &e.Kind, &from, &to, &e.Title, &by, &e.Value); err != nil {
				return err
			}
			e.By = contact.Dimension(by)
			e.From, _ = time.Parse(time.DateOnly, from) // written by PutEvent: a day
			e.To, _ = time.Parse(time.DateOnly, to)
			all = append(all, e)
			return nil
		})
	})
	return all, err
}

// PutEvent keeps an event, in place of the one with its number if it has one, and
// gives its number.
func (w *Workspace) PutEvent(ctx context.Context, e Event) (id int64, err error) {
	if why := e.Check(); why != "" {
		return 0, mistaken("%s", why)
	}
	err = w.write(ctx, func(c *sql.Conn) error {
		var number any
		if e.ID != 0 {
			number = e.ID
		}
		result, err := c.ExecContext(ctx, `INSERT INTO event (id, kind, first_day, last_day, title, dimension, value, changed_at) VALUES (?,?,?,?,?,?,?,?)
			ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, first_day = excluded.first_day, last_day = excluded.last_day, title = excluded.title,
			dimension = excluded.dimension, value = excluded.value, changed_at = excluded.changed_at`,
			number, e.Kind, e.From.Format(time.DateOnly), e.To.Format(time.DateOnly), strings.TrimSpace(e.Title), string(e.By), e.Value, time.Now().UnixMilli())
		if err != nil {
			return err
		}
		if id = e.ID; id == 0 {
			id, err = result.LastInsertId()
		}
		return err
	})
	return id, err
}

// DeleteEvent takes an event off the calendar. One that is not on it is no error.
func (w *Workspace) DeleteEvent(ctx context.Context, id int64) error {
	return w.write(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, `DELETE FROM event WHERE id = ?`, id)
		return err
	})
}
