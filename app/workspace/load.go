package workspace

import (
	"context"
	"database/sql"
	"errors"

	"eenkeer/analysis/contact"
)

// Load reads the contacts of all batches that were not taken back, oldest
// first, with the numbers of the batches beside them. Notes stay on disk, see
// [Workspace.Texts]; contact ids come along only where there is more than one
// batch of a source, for then the later version of a contact must be known. Progress is
// told in bytes of memory, from the calling goroutine; it may be nil.
func (w *Workspace) Load(ctx context.Context, progress func(done, total int64)) ([]*contact.Batch, []int64, error) {
	loaded, infos, err := w.load(ctx, func(live []Batch) (picked []Batch, ids bool) { return live, false }, progress)
	if err != nil {
		return nil, nil, err
	}
	var ids []int64
	for _, b := range infos {
		ids = append(ids, b.ID)
	}
	return loaded, ids, nil
}

// LoadSource reads the contacts of the batches of one source that were not taken
// back, oldest first, contact ids and all but notes, with what is known of each.
func (w *Workspace) LoadSource(ctx context.Context, source string) ([]*contact.Batch, []Batch, error) {
	return w.load(ctx, func(live []Batch) (picked []Batch, ids bool) {
		for _, b := range live {
			if b.Source == source {
				picked = append(picked, b)
			}
		}
		return picked, true
	}, nil)
}

// load reads the batches that pick chooses among the live ones. Contact ids come
// along where it says so, and wherever several of the batches are of one source.
func (w *Workspace) load(ctx context.Context, pick func(live []Batch) (picked []Batch, ids bool), progress func(done, total int64)) ([]*contact.Batch, []Batch, error) {
	var loaded []*contact.Batch
	var infos []Batch
	err := w.read(ctx, func(c *sql.Conn) error {
		loaded, infos = nil, nil
		all, err := batches(ctx, c)
		if err != nil {
			return err
		}
		var live []Batch
		for _, b := range all {
			if !b.TakenBack {
				live = append(live, b)
			}
		}
		live, withIDs := pick(live)
		sources := map[string]int{}
		for _, b := range live {
			sources[b.Source]++
		}
		jobs := make([][]unpackJob, len(live))
		var done, total int64
		for i, info := range live {
			b := info.empty()
			want := func(name string) bool {
				switch name {
				case string(contact.FieldNote):
					return false
				case string(contact.FieldID):
					return withIDs || sources[info.Source] > 1
				}
				return true
			}
			chunks, err := chunkList(ctx, c, info.ID)
			if err == nil {
				jobs[i], err = targets(b, chunks, want)
			}
			if err == nil {
				err = whole(b, info.Contacts)
			}
			if err != nil {
				return w.damaged(info, err)
			}
			for _, job := range jobs[i] {
				total += job.bytes
			}
			loaded, infos = append(loaded, b), append(infos, info)
		}
		for i, info := range live {
			err := unpackChunks(ctx, c, jobs[i], func(bytes int64) {
				if done += bytes; progress != nil {
					progress(done, total)
				}
			})
			if err != nil {
				return w.damaged(info, err)
			}
			if info.Keys == nil {
				normalise(loaded[i], info)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return loaded, infos, nil
}

// damaged names the batch whose chunks cannot be read. Other errors stay.
func (w *Workspace) damaged(b Batch, err error) error {
	if errors.Is(err, errBlob) || explainID(err) == ErrDamaged {
		return &Error{ID: ErrDamagedBatch, File: w.path, Args: []any{"batch", b.Name}, Err: err}
	}
	return err
}

// whole makes sure that every column of a batch holds all its contacts.
func whole(b *contact.Batch, contacts int) error {
	if len(b.Time) != contacts {
		return errBlob
	}
	counts := []int{len(b.Length), len(b.Handle), len(b.Wait), len(b.Transfers), len(b.Line)}
	for _, k := range b.Keys {
		counts = append(counts, k.Codes.Len())
	}
	for _, c := range b.Columns {
		counts = append(counts, c.Codes.Len())
	}
	if b.ID != nil {
		counts = append(counts, b.ID.Len())
	}
	for _, n := range counts {
		if n != 0 && n != contacts {
			return errBlob
		}
	}
	return nil
}
