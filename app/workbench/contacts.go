package workbench

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// ContactsView says which contacts are looked at: those behind one figure.
type ContactsView struct {
	Filter repeat.Filter // on top of the selection: a group, a week, or both
	Only   repeat.Only
	Sort   string
	Desc   bool
}

// Contacts is the contacts behind a figure. They follow the question: with another
// definition or selection they are worked out anew.
type Contacts struct {
	Number int // another one each time that contacts are asked for
	View   ContactsView
	List   *repeat.List // nil until there is one
	Detail *ContactDetail
}

// ContactDetail is what of one contact is kept on disk, read when it is asked for.
type ContactDetail struct {
	Place    int // in the log
	ID, Note string
	Err      error // why they could not be read
}

// ContactsQuery is the query behind a list of contacts.
func (q Question) ContactsQuery(v ContactsView) repeat.Query {
	query := q.Query("")
	for _, c := range v.Filter {
		query.Selection.Filter = narrowed(query.Selection.Filter, c)
	}
	return query
}

// narrowed adds a condition to a filter; of a dimension that has one already, the
// values that both let through stay.
func narrowed(f repeat.Filter, c repeat.Condition) repeat.Filter {
	for _, old := range f {
		if old.By == c.By {
			c.Values = slices.DeleteFunc(slices.Clone(c.Values), func(v string) bool { return !slices.Contains(old.Values, v) })
		}
	}
	return f.With(c)
}

// ShowContacts looks at the contacts behind a figure: those of the selection that
// pass a further filter, and of them those that only names.
func (w *Workbench) ShowContacts(filter repeat.Filter, only repeat.Only) {
	w.onOpen("", func(ctx context.Context) error {
		w.lists++
		n := w.lists
		w.change(func(s *Snapshot) { s.Contacts = &Contacts{Number: n, View: ContactsView{Filter: filter, Only: only}} })
		return w.list(ctx)
	})
}

// SetContacts changes what is looked at, such as the order, without asking anew.
func (w *Workbench) SetContacts(v ContactsView) {
	w.onOpen("", func(ctx context.Context) error {
		if w.Snapshot().Contacts == nil {
			return nil
		}
		w.change(func(s *Snapshot) {
			c := *s.Contacts
			c.View, c.Detail = v, nil
			s.Contacts = &c
		})
		return w.list(ctx)
	})
}

// HideContacts ends the look at contacts.
func (w *Workbench) HideContacts() {
	w.do("", func(context.Context) error {
		if w.Snapshot().Contacts != nil {
			w.change(func(s *Snapshot) { s.Contacts = nil })
		}
		return nil
	})
}

// list works out the contacts that are looked at, for the present question.
func (w *Workbench) list(ctx context.Context) error {
	s := w.Snapshot()
	if s.Contacts == nil || w.engine == nil {
		return nil
	}
	v := s.Contacts.View
	list, err := w.engine.List(ctx, s.Question.ContactsQuery(v), repeat.ListOptions{Only: v.Only, Sort: v.Sort, Desc: v.Desc})
	if err != nil {
		return err
	}
	w.change(func(s *Snapshot) {
		if s.Contacts == nil {
			return
		}
		c := *s.Contacts
		c.List, c.Detail = list, nil
		s.Contacts = &c
	})
	return nil
}

// follow makes the contacts that are looked at those of a question, if they are not.
func (w *Workbench) follow(ctx context.Context, q Question) {
	c := w.Snapshot().Contacts
	if c == nil || c.List != nil && c.List.Log() == w.engine.Log() && reflect.DeepEqual(c.List.Query, q.ContactsQuery(c.View)) {
		return
	}
	if err := w.list(ctx); errors.Is(err, context.Canceled) {
		w.computed = false // figures and contacts are made again together
	} else if err != nil {
		w.note(Note{Err: err}, nil)
	}
}

// ReadContact reads what of one contact of the list is kept on disk: its id and
// its note.
func (w *Workbench) ReadContact(place int) {
	w.onOpen("", func(ctx context.Context) error {
		c := w.Snapshot().Contacts
		if c == nil || c.List == nil {
			return nil
		}
		d := w.detail(ctx, c.List.Log(), place)
		w.change(func(s *Snapshot) {
			if s.Contacts == nil || s.Contacts.List != c.List {
				return
			}
			next := *s.Contacts
			next.Detail = &d
			s.Contacts = &next
		})
		return nil
	})
}

// ContactTexts reads the ids or the notes ([contact.FieldID], [contact.FieldNote])
// of contacts of a log, by their places in it, from the workspace it was loaded of.
func ContactTexts(ctx context.Context, ws *workspace.Workspace, log *contact.Log, field contact.Field, places []int) ([]string, error) {
	batches, err := ws.Batches(ctx)
	if err != nil {
		return nil, err
	}
	var live []int64
	for _, b := range batches {
		if !b.TakenBack {
			live = append(live, b.ID)
		}
	}
	rows, at := map[int][]int{}, map[int][]int{}
	for i, place := range places {
		batch, row := log.Origin(place)
		rows[batch], at[batch] = append(rows[batch], row), append(at[batch], i)
	}
	texts := make([]string, len(places))
	for batch, list := range rows {
		if batch >= len(live) {
			return nil, errLogChanged
		}
		found, err := ws.Texts(ctx, live[batch], field, list)
		if err != nil {
			return nil, err
		}
		for k, i := range at[batch] {
			texts[i] = found[k]
		}
	}
	return texts, nil
}

var errLogChanged = &Message{ID: "error.log_changed", Err: errors.New("the workspace holds other imports than when it was read")}

// ExportContacts writes the contacts that are looked at to a file, CSV or XLSX by
// its name; customer keys and notes only when asked.
func (w *Workbench) ExportContacts(path string, o report.ContactsOptions, l *locale.Locale) {
	w.onOpen("task.exporting", func(ctx context.Context) error {
		c := w.Snapshot().Contacts
		if c == nil || c.List == nil {
			return nil
		}
		t, err := ContactsTable(ctx, w.ws, c.List, o, l)
		if err != nil {
			return err
		}
		return w.saveTable(path, t, l)
	})
}

// ContactsTable makes the table of a list, with what of it is on disk where that is
// asked for. Without a workspace there are no notes.
func ContactsTable(ctx context.Context, ws *workspace.Workspace, list *repeat.List, o report.ContactsOptions, l *locale.Locale) (report.Table, error) {
	if o.Notes && ws != nil {
		places := make([]int, list.Len())
		for i := range places {
			places[i] = list.Place(i)
		}
		notes, err := ContactTexts(ctx, ws, list.Log(), contact.FieldNote, places)
		if err != nil {
			return report.Table{}, err
		}
		o.NoteOf = func(i int) string { return notes[i] }
	}
	return report.Contacts(list, o, l), nil
}

// Behind gives the filter on the contacts of one period of a trend, of a group of
// it by its place in the series or, with -1, of all groups together: what a mark of
// its chart stands for.
func Behind(t repeat.Trend, series, period int) repeat.Filter {
	var f repeat.Filter
	if period >= 0 && period < len(t.Periods) {
		f = f.With(repeat.Condition{By: t.Per, Values: []string{t.Periods[period].Key}})
	}
	if series >= 0 && series < len(t.Series) {
		for i, d := range t.Query.By {
			f = f.With(repeat.Condition{By: d, Values: []string{t.Series[series].Key[i]}})
		}
	}
	return f
}
