package workbench

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/report"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// catalogue puts a catalogue and the reasons of the log it was applied to in the snapshot.
func (s *Snapshot) catalogue(c *contact.Catalogue, reasons []contact.Seen) {
	s.Catalogue, s.Reasons, s.Unfiled = c, reasons, c.Unfiled(reasons)
}

// latestImport tells the batches of the latest import from those before by their place among the live ones; nil when
// there are none before, for then nothing is new. last is what that import brought, if it was in this sitting.
func latestImport(batches []workspace.Batch, last *Outcome) func(batch int) bool {
	var live []int64
	for _, b := range batches {
		if !b.TakenBack {
			live = append(live, b.ID)
		}
	}
	if len(live) < 2 {
		return nil
	}
	latest := live[len(live)-1:]
	if last != nil {
		var brought []int64
		for _, f := range last.Files {
			if slices.Contains(live, f.BatchID) {
				brought = append(brought, f.BatchID)
			}
		}
		if len(brought) > 0 {
			latest = brought
		}
	}
	if len(latest) == len(live) {
		return nil
	}
	return func(batch int) bool { return slices.Contains(latest, live[batch]) }
}

// editCatalogue changes the catalogue, and tells so under a text with a way back.
func (w *Workbench) editCatalogue(n Note, edit func(c *contact.Catalogue) *contact.Catalogue) {
	w.onOpen("", func(ctx context.Context) error {
		before := w.Snapshot().Catalogue
		after := edit(before)
		if before.ChangesTo(after).None() {
			return nil
		}
		return w.changeCatalogue(ctx, n, before, after)
	})
}

func (w *Workbench) changeCatalogue(ctx context.Context, n Note, before, after *contact.Catalogue) error {
	if err := w.keepCatalogue(ctx, after); err != nil {
		return err
	}
	if err := w.EditRegister("kaizen.did.rename", func(e *kaizen.Edit) error { FollowRenames(e, before, after); return nil }); err != nil {
		return err
	}
	w.note(n, w.undo("", func(ctx context.Context) error {
		return w.keepCatalogue(ctx, w.Snapshot().Catalogue.Revert(before, after))
	}))
	return nil
}

// FollowRenames lets the scopes of the register follow the reasons that go by another
// name since a catalogue became another.
func FollowRenames(e *kaizen.Edit, before, after *contact.Catalogue) {
	for _, r := range after.Renames {
		if !slices.Contains(before.Renames, r) {
			e.Rename(contact.Reason, r.From, r.To)
		}
	}
}

// keepCatalogue saves a catalogue; figures follow when it files contacts otherwise than before.
func (w *Workbench) keepCatalogue(ctx context.Context, c *contact.Catalogue) error {
	if err := w.ws.SaveCatalogue(ctx, c); err != nil {
		return err
	}
	now := w.Snapshot()
	if sameFiling(now.Catalogue, c) {
		w.change(func(s *Snapshot) { s.Catalogue, s.Sheet = c, nil })
		return nil
	}
	log := w.engine.Log().With(c)
	reasons := log.Seen(latestImport(now.Batches, now.Last)) // looks at every contact: not while others wait for the snapshot
	w.engine, w.computed = repeat.New(log), false
	w.change(func(s *Snapshot) {
		s.Computing, s.Workspace.Values, s.Sheet = true, w.engine.Values, nil
		s.catalogue(c, reasons)
	})
	return nil
}

// sameFiling reports whether two catalogues do the same to every contact.
func sameFiling(a, b *contact.Catalogue) bool {
	return slices.Equal(a.Renames, b.Renames) && slices.EqualFunc(a.Reasons, b.Reasons, func(x, y contact.ReasonEntry) bool {
		return x.Reason == y.Reason && x.Process == y.Process && x.ThirdParty == y.ThirdParty
	})
}

// FileReasons files reasons under a process; an empty one takes them out of theirs.
func (w *Workbench) FileReasons(process string, reasons ...string) {
	n := Note{ID: "note.filed", Args: []any{"n", len(reasons), "process", process, "reason", first(reasons)}}
	if process == "" {
		n.ID = "note.unfiled"
	}
	w.editCatalogue(n, func(c *contact.Catalogue) *contact.Catalogue { return c.Filed(process, reasons...) })
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// FileAsRead files every unfiled reason whose contacts all name one process under that process.
func (w *Workbench) FileAsRead() {
	unfiled := w.Snapshot().Unfiled
	n := 0
	for _, s := range unfiled {
		if s.Process != "" {
			n++
		}
	}
	w.editCatalogue(Note{ID: "note.filed_as_read", Args: []any{"n", n}}, func(c *contact.Catalogue) *contact.Catalogue {
		return FiledAsRead(c, unfiled)
	})
}

// FiledAsRead files reasons under the process that all of their contacts name.
func FiledAsRead(c *contact.Catalogue, unfiled []contact.Seen) *contact.Catalogue {
	under := map[string][]string{}
	for _, s := range unfiled {
		if s.Process != "" {
			under[s.Process] = append(under[s.Process], s.Reason)
		}
	}
	for process, reasons := range under {
		c = c.Filed(process, reasons...)
	}
	return c
}

// PutReason changes what is known of a reason.
func (w *Workbench) PutReason(e contact.ReasonEntry) {
	w.editCatalogue(Note{ID: "note.reason", Args: []any{"name", e.Reason}}, func(c *contact.Catalogue) *contact.Catalogue { return c.WithReason(e) })
}

// PutProcess changes what is known of a process, its name included; an empty old name adds one.
func (w *Workbench) PutProcess(old string, e contact.ProcessEntry) {
	w.editCatalogue(Note{ID: "note.process", Args: []any{"name", e.Process}}, func(c *contact.Catalogue) *contact.Catalogue { return c.WithProcess(old, e) })
	if old != "" && old != e.Process && e.Process != "" {
		w.onOpen("", func(context.Context) error {
			return w.EditRegister("kaizen.did.rename", func(edit *kaizen.Edit) error { edit.Rename(contact.Process, old, e.Process); return nil })
		})
	}
}

// RemoveProcess takes a process out; its reasons are filed under none.
func (w *Workbench) RemoveProcess(name string) {
	w.editCatalogue(Note{ID: "note.process_removed", Args: []any{"name", name}}, func(c *contact.Catalogue) *contact.Catalogue { return c.WithoutProcess(name) })
}

// PutTeam says who leads a team; an empty manager takes that back.
func (w *Workbench) PutTeam(e contact.TeamEntry) {
	w.editCatalogue(Note{ID: "note.team", Args: []any{"name", e.Team}}, func(c *contact.Catalogue) *contact.Catalogue { return c.WithTeam(e) })
}

// PutRename gives a reason another name; old, unless it is the zero value, is the rename it takes the place of.
func (w *Workbench) PutRename(old, r contact.Rename) {
	w.editCatalogue(Note{ID: "note.renamed", Args: []any{"from", r.From, "to", r.To}}, func(c *contact.Catalogue) *contact.Catalogue {
		if old != (contact.Rename{}) {
			c = c.WithoutRename(old)
		}
		return c.WithRename(r)
	})
}

// RemoveRename gives a reason its own name back.
func (w *Workbench) RemoveRename(r contact.Rename) {
	w.editCatalogue(Note{ID: "note.rename_removed", Args: []any{"from", r.From}}, func(c *contact.Catalogue) *contact.Catalogue { return c.WithoutRename(r) })
}

// ExportCatalogue writes the catalogue as a workbook, with all reasons of the data for filling in.
func (w *Workbench) ExportCatalogue(path string, l *locale.Locale) {
	s := w.Snapshot()
	if s.Catalogue == nil {
		return
	}
	sheet := report.CatalogueSheet{Catalogue: s.Catalogue, Seen: s.Reasons}
	if s.Workspace.Values != nil {
		sheet.Processes, sheet.Teams = s.Workspace.Values(contact.Process), s.Workspace.Values(contact.Team)
	}
	w.Export(path, func(path string) error {
		return report.Save(path, func(out io.Writer) error { return report.WriteCatalogue(out, sheet, l) })
	})
}

// ImportCatalogue takes over a catalogue from a workbook, all of it or nothing; why not is in the snapshot.
func (w *Workbench) ImportCatalogue(path string) {
	w.onOpen("", func(ctx context.Context) error {
		before := w.Snapshot().Catalogue
		after, err := report.ReadCatalogue(path, before)
		if err != nil {
			w.change(func(s *Snapshot) { s.Sheet = err })
			return nil
		}
		d, file := before.ChangesTo(after), filepath.Base(path)
		if d.None() {
			w.change(func(s *Snapshot) { s.Sheet = nil })
			w.note(Note{ID: "note.catalogue_same", Args: []any{"file", file}}, nil)
			return nil
		}
		n := Note{ID: "note.catalogue", Args: []any{"file", file, "added", d.Added, "changed", d.Changed, "removed", d.Removed}}
		return w.changeCatalogue(ctx, n, before, after)
	})
}

// DropSheet forgets why the last catalogue from Excel was not taken over.
func (w *Workbench) DropSheet() { w.change(func(s *Snapshot) { s.Sheet = nil }) }
