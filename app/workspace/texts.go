package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sort"
	"sync"

	"eenkeer/analysis/contact"
)

// Texts reads the contact ids or notes ([contact.FieldID], [contact.FieldNote])
// of some rows of a batch from the disk, in the order of rows. A batch that has
// no such column gives empty texts.
func (w *Workspace) Texts(ctx context.Context, batchID int64, field contact.Field, rows []int) ([]string, error) {
	if field != contact.FieldID && field != contact.FieldNote {
		return nil, mistaken("%s is not a column of texts", field)
	}
	texts := make([]string, len(rows))
	err := w.read(ctx, func(c *sql.Conn) error {
		var name string
		var contacts int
		err := c.QueryRowContext(ctx, `SELECT name, contacts FROM batch WHERE id = ?`, batchID).Scan(&name, &contacts)
		if errors.Is(err, sql.ErrNoRows) {
			return &Error{ID: ErrNoBatch, File: w.path}
		} else if err != nil {
			return err
		}
		for _, row := range rows {
			if row < 0 || row >= contacts {
				return mistaken("row %d of a batch of %d", row, contacts)
			}
		}
		if err := w.texts(ctx, c, batchID, string(field), rows, texts); err != nil {
			return w.damaged(Batch{Name: name}, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return texts, nil
}

func (w *Workspace) texts(ctx context.Context, c *sql.Conn, batch int64, field string, rows []int, texts []string) error {
	chunks, err := w.cache.list(ctx, c, batch, field)
	if err != nil || len(chunks) == 0 {
		return err
	}
	order := make([]int, len(rows)) // so that every chunk is read once
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return rows[order[i]] < rows[order[j]] })
	var unpacker *unpacker
	defer func() {
		if unpacker != nil {
			unpacker.close()
		}
	}()
	var current *contact.Texts
	var k chunkInfo
	for _, i := range order {
		row := rows[i]
		if current == nil || row >= k.span.start+k.span.count {
			at := sort.Search(len(chunks), func(n int) bool { return row < chunks[n].span.start+chunks[n].span.count })
			if at == len(chunks) {
				return errBlob
			}
			k = chunks[at]
			key := textKey{batch, k.id}
			if current = w.cache.get(key); current == nil {
				if unpacker == nil {
					unpacker = newUnpacker()
				}
				if current, err = readTexts(ctx, c, unpacker, k); err != nil {
					return err
				}
				w.cache.put(key, current)
			}
		}
		texts[i] = current.Text(row - k.span.start)
	}
	return nil
}

func readTexts(ctx context.Context, c *sql.Conn, u *unpacker, k chunkInfo) (*contact.Texts, error) {
	var blob []byte
	if err := c.QueryRowContext(ctx, `SELECT data FROM column_chunk WHERE id = ?`, k.id).Scan(&blob); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil, errBlob
		}
		return nil, err
	}
	if checksum(blob) != k.sum || k.codec != codecTexts {
		return nil, errBlob
	}
	t := &contact.Texts{Data: make([]byte, k.span.size), Ends: make([]uint64, k.span.count)}
	return t, unpackTexts(u, t.Data, t.Ends, 0, blob)
}

// textCache keeps the chunks of texts that were read last, a few megabytes, and
// where the chunks of a column lie. The chunks of a batch never change; a batch
// that is removed may leave the number of a chunk to another one.
type textCache struct {
	mu     sync.Mutex
	chunks map[textKey]*contact.Texts
	age    []textKey
	lists  map[string][]chunkInfo
}

type textKey struct{ batch, chunk int64 }

const textCacheChunks = 16

func (t *textCache) get(key textKey) *contact.Texts {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.chunks[key]
}

func (t *textCache) put(key textKey, texts *contact.Texts) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.chunks == nil {
		t.chunks = map[textKey]*contact.Texts{}
	}
	if _, there := t.chunks[key]; !there {
		t.age = append(t.age, key)
	}
	t.chunks[key] = texts
	if len(t.age) > textCacheChunks {
		delete(t.chunks, t.age[0])
		t.age = t.age[1:]
	}
}

func (t *textCache) list(ctx context.Context, c *sql.Conn, batch int64, field string) ([]chunkInfo, error) {
	key := fmt.Sprint(batch, field)
	t.mu.Lock()
	list, ok := t.lists[key]
	t.mu.Unlock()
	if ok {
		return list, nil
	}
	all, err := chunkList(ctx, c, batch)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lists == nil {
		t.lists = map[string][]chunkInfo{}
	}
	t.lists[key] = all[field]
	return all[field], nil
}

func (t *textCache) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.chunks, t.age, t.lists = nil, nil, nil
}
