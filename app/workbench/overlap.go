package workbench

import (
	"context"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/workspace"
)

// earlier is what was imported before a file, by source: batches of the workspace,
// and files of the same import.
type earlier struct {
	ws      *workspace.Workspace // nil: none
	sources map[string]*before
}

// before is the batches of a source, oldest first, with the names of their files.
type before struct {
	batches []*contact.Batch
	names   []string
}

// add says what a batch brings beside the earlier ones of its source, nil when there
// are none, and takes it among them.
func (e *earlier) add(ctx context.Context, batch *contact.Batch, name string) (*ingest.Overlap, error) {
	of := e.sources[batch.Source]
	if of == nil {
		of = &before{}
		if e.ws != nil {
			batches, infos, err := e.ws.LoadSource(ctx, batch.Source)
			if err != nil && !isDamagedBatch(err) { // what is damaged can be compared with nothing
				return nil, err
			}
			of.batches = batches
			for _, b := range infos {
				of.names = append(of.names, b.Name)
			}
		}
		if e.sources == nil {
			e.sources = map[string]*before{}
		}
		e.sources[batch.Source] = of
	}
	var told *ingest.Overlap
	if len(of.batches) > 0 {
		o := contact.Compare(of.batches, batch)
		told = &ingest.Overlap{
			Source: batch.Source, Against: append([]string{}, of.names...),
			New: o.New, Changed: o.Changed, Unchanged: o.Unchanged, Gone: o.Gone,
		}
	}
	of.batches, of.names = append(of.batches, batch), append(of.names, name)
	return told, nil
}
