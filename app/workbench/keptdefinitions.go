package workbench

import (
	"context"
	"encoding/json"
	"slices"

	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
)

// SaveDefinition keeps the present definition under a name.
func (w *Workbench) SaveDefinition(name string) {
	d := w.Snapshot().Question.Definition
	d.Name = name
	w.onOpen("", func(ctx context.Context) error { return w.keepDefinition(ctx, d) })
	w.SetDefinition(d)
}

// KeepDefinition keeps a definition under its name, in place of the one there was.
func (w *Workbench) KeepDefinition(d repeat.Definition) {
	if d.Name != "" && d.Check() == nil {
		w.onOpen("", func(ctx context.Context) error { return w.keepDefinition(ctx, d) })
	}
}

// DeleteDefinition forgets a saved definition; the note lets it be undone.
func (w *Workbench) DeleteDefinition(name string) {
	w.onOpen("", func(ctx context.Context) error {
		i := slices.IndexFunc(w.Snapshot().Definitions, func(d repeat.Definition) bool { return d.Name == name })
		if i < 0 {
			return nil
		}
		gone := w.Snapshot().Definitions[i]
		if err := w.ws.DeleteDefinition(ctx, name); err != nil {
			return err
		}
		w.note(Note{ID: "note.definition_deleted", Args: []any{"name", name}}, w.undo("", func(ctx context.Context) error { return w.keepDefinition(ctx, gone) }))
		return w.redefine(ctx)
	})
}

// keepDefinition keeps a definition under its name.
func (w *Workbench) keepDefinition(ctx context.Context, d repeat.Definition) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := w.ws.SaveDefinition(ctx, d.Name, data); err != nil {
		return err
	}
	return w.redefine(ctx)
}

func (w *Workbench) redefine(ctx context.Context) error {
	definitions, err := Definitions(ctx, w.ws)
	if err == nil {
		w.change(func(s *Snapshot) { s.Definitions = definitions })
	}
	return err
}

// Definitions lists the definitions saved in a workspace, by name; those that
// make no sense are left out.
func Definitions(ctx context.Context, ws *workspace.Workspace) ([]repeat.Definition, error) {
	named, err := ws.Definitions(ctx)
	if err != nil {
		return nil, err
	}
	var all []repeat.Definition
	for _, n := range named {
		var d repeat.Definition
		if json.Unmarshal(n.Definition, &d) == nil && d.Check() == nil {
			d.Name = n.Name
			all = append(all, d)
		}
	}
	return all, nil
}
