package workspace

import (
	"context"
	"database/sql"
	"errors"
	"runtime"
	"sync"

	"eenkeer/analysis/contact"
)

// workers is how many goroutines pack and unpack beside the one that talks to
// SQLite.
func workers() int { return max(1, min(4, runtime.GOMAXPROCS(0))) }

// chunkJob is one chunk to be packed and stored.
type chunkJob struct {
	batch  int64
	column column
	chunk  int
	span   span
}

// storeChunks packs the chunks on some goroutines and writes them, in order, on
// this one.
func storeChunks(ctx context.Context, c *sql.Conn, jobs []chunkJob, total int64, progress func(done, total int64)) error {
	insert, err := c.PrepareContext(ctx, `INSERT INTO column_chunk (batch, field, chunk, start, count, size, codec, crc, data)
		VALUES (?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	defer insert.Close()

	n := workers()
	type packed struct {
		data []byte
		sum  int64
		high int64
	}
	spare := make(chan []byte, 5*n) // written, to be filled again
	done := make([]chan packed, len(jobs))
	for i := range done {
		done[i] = make(chan packed, 1)
	}
	ahead := make(chan struct{}, 4*n) // packed and not yet written
	next := make(chan int)
	stop := make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	group.Go(func() {
		defer close(next)
		for i := range jobs {
			select {
			case ahead <- struct{}{}:
			case <-stop:
				return
			}
			select {
			case next <- i:
			case <-stop:
				return
			}
		}
	})
	for range n {
		group.Go(func() {
			p := newPacker()
			defer p.zstd.Close()
			for i := range next {
				var buffer []byte
				select {
				case buffer = <-spare:
				default:
				}
				data, high := jobs[i].column.pack(p, buffer[:0], jobs[i].span)
				done[i] <- packed{data, checksum(data), high}
			}
		})
	}
	var written int64
	for i, job := range jobs {
		var chunk packed
		select {
		case chunk = <-done[i]:
		case <-ctx.Done():
			return ctx.Err()
		}
		<-ahead
		if limit := job.column.limit; limit > 0 && chunk.high >= limit {
			return mistaken("a code of %d in column %s, whose dictionary has %d", chunk.high, job.column.name, limit)
		}
		_, err := insert.ExecContext(ctx, job.batch, job.column.name, job.chunk, job.span.start, job.span.count,
			job.span.size, job.column.codec, chunk.sum, chunk.data)
		if err != nil {
			return err
		}
		select {
		case spare <- chunk.data:
		default:
		}
		written += job.column.bytes / int64(len(job.column.spans))
		if i == len(jobs)-1 {
			written = total // what rounding left
		}
		if progress != nil {
			progress(written, total)
		}
	}
	return nil
}

// chunkInfo is what stands beside the data of a chunk.
type chunkInfo struct {
	id    int64
	span  span
	codec int
	sum   int64
}

// chunkList gives the chunks of a batch by column and in order, and says so
// when they do not follow on one another.
func chunkList(ctx context.Context, c *sql.Conn, batch int64) (map[string][]chunkInfo, error) {
	rows, err := c.QueryContext(ctx, `SELECT id, field, start, count, size, codec, crc FROM column_chunk
		WHERE batch = ? ORDER BY field, chunk`, batch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string][]chunkInfo{}
	for rows.Next() {
		var field string
		var k chunkInfo
		if err := rows.Scan(&k.id, &field, &k.span.start, &k.span.count, &k.span.size, &k.codec, &k.sum); err != nil {
			return nil, err
		}
		start := 0
		if before := all[field]; len(before) > 0 {
			last := before[len(before)-1].span
			start = last.start + last.count
			if k.codec != before[0].codec {
				return nil, errBlob
			}
		}
		if k.span.start != start || k.span.count < 0 || k.span.count > chunkRows || k.span.size < 0 || k.span.size > textLength {
			return nil, errBlob
		}
		all[field] = append(all[field], k)
	}
	return all, rows.Err()
}

func totalOf(chunks []chunkInfo) (rows int, bytes uint64) {
	for _, k := range chunks {
		rows += k.span.count
		bytes += uint64(k.span.size)
	}
	return rows, bytes
}

// unpackJob is one chunk to be read and unpacked.
type unpackJob struct {
	chunk  chunkInfo
	unpack func(u *unpacker, data []byte) error
	bytes  int64
}

// unpackChunks reads the chunks here, in order, and unpacks them on some
// goroutines.
func unpackChunks(ctx context.Context, c *sql.Conn, jobs []unpackJob, told func(bytes int64)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	query, err := c.PrepareContext(ctx, `SELECT data FROM column_chunk WHERE id = ?`)
	if err != nil {
		return err
	}
	defer query.Close()
	type blob struct {
		job  int
		data []byte
	}
	blobs := make(chan blob, workers())
	var group sync.WaitGroup
	for range min(workers(), max(1, len(jobs))) {
		group.Go(func() {
			u := newUnpacker()
			defer u.close()
			for b := range blobs {
				job := jobs[b.job]
				if ctx.Err() != nil {
					continue
				}
				if checksum(b.data) != job.chunk.sum {
					cancel(errBlob)
					continue
				}
				if err := job.unpack(u, b.data); err != nil {
					cancel(err)
				}
			}
		})
	}
	err = func() error {
		defer close(blobs)
		for i, job := range jobs {
			var data []byte
			if err := query.QueryRowContext(ctx, job.chunk.id).Scan(&data); err != nil {
				if errors.Is(err, sql.ErrNoRows) {
					return errBlob
				}
				return err
			}
			select {
			case blobs <- blob{i, data}:
			case <-ctx.Done():
				return ctx.Err()
			}
			if told != nil {
				told(job.bytes)
			}
		}
		return nil
	}()
	group.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// targets makes the jobs that fill b from the chunks of a batch. Only the
// columns that want says are filled; the columns of customer keys are those b has.
func targets(b *contact.Batch, chunks map[string][]chunkInfo, want func(name string) bool) (jobs []unpackJob, err error) {
	add := func(name string, make func(chunks []chunkInfo) ([]unpackJob, error)) {
		list := chunks[name]
		if err != nil || len(list) == 0 || !want(name) {
			return
		}
		var more []unpackJob
		if more, err = make(list); err == nil {
			jobs = append(jobs, more...)
		}
	}
	intoCodes := func(name string, to *contact.Codes) func([]chunkInfo) ([]unpackJob, error) {
		return func(list []chunkInfo) ([]unpackJob, error) {
			known, _ := totalOf(chunks[name+textsOf])
			switch list[0].codec {
			case codecU8:
				return intoBelow(list, codecU8, &to.U8, known+1)
			case codecU16:
				return intoBelow(list, codecU16, &to.U16, known+1)
			}
			return intoBelow(list, codecU32, &to.U32, known+1)
		}
	}
	intoDict := func(to *contact.Dict) func([]chunkInfo) ([]unpackJob, error) {
		return func(list []chunkInfo) ([]unpackJob, error) { return intoTexts(list, &to.Data, &to.Ends) }
	}
	add(columnTime, func(l []chunkInfo) ([]unpackJob, error) { return into(l, codecI64, &b.Time) })
	for k := range b.Keys {
		add(keyName(k), intoCodes(keyName(k), &b.Keys[k].Codes))
		add(keyName(k)+textsOf, intoDict(&b.Keys[k].Dict))
	}
	for i, d := range contact.Stored {
		add(string(d), intoCodes(string(d), &b.Columns[i].Codes))
		add(string(d)+textsOf, intoDict(&b.Columns[i].Dict))
	}
	for name, to := range map[string]*[]int32{
		columnLength: &b.Length, string(contact.FieldHandle): &b.Handle,
		string(contact.FieldWait): &b.Wait, string(contact.FieldTransfers): &b.Transfers,
	} {
		add(name, func(l []chunkInfo) ([]unpackJob, error) { return into(l, codecI32, to) })
	}
	add(columnLine, func(l []chunkInfo) ([]unpackJob, error) { return into(l, codecU32, &b.Line) })
	for name, to := range map[string]**contact.Texts{string(contact.FieldID): &b.ID, string(contact.FieldNote): &b.Note} {
		add(name, func(l []chunkInfo) ([]unpackJob, error) {
			*to = &contact.Texts{}
			return intoTexts(l, &(*to).Data, &(*to).Ends)
		})
	}
	return jobs, err
}

func into[T number](chunks []chunkInfo, codec int, to *[]T) ([]unpackJob, error) {
	if chunks[0].codec != codec {
		return nil, errBlob
	}
	rows, _ := totalOf(chunks)
	values := make([]T, rows)
	*to = values
	var one T
	var jobs []unpackJob
	for _, k := range chunks {
		jobs = append(jobs, unpackJob{
			chunk: k,
			bytes: int64(k.span.count * sizeOf(one)),
			unpack: func(u *unpacker, data []byte) error {
				return unpackNumbers(u, values[k.span.start:][:k.span.count], data)
			},
		})
	}
	return jobs, nil
}

// intoBelow is into for codes, none of which may lie outside its dictionary: a
// file made by something else must not make the program fall over.
func intoBelow[T uint8 | uint16 | uint32](chunks []chunkInfo, codec int, to *[]T, limit int) ([]unpackJob, error) {
	jobs, err := into(chunks, codec, to)
	if err != nil || uint64(limit) > uint64(^T(0)) { // the width alone keeps them below
		return jobs, err
	}
	values := *to
	for i, job := range jobs {
		jobs[i].unpack = func(u *unpacker, data []byte) error {
			err := job.unpack(u, data)
			if err == nil && uint64(highest(values[job.chunk.span.start:][:job.chunk.span.count])) >= uint64(limit) {
				return errBlob
			}
			return err
		}
	}
	return jobs, nil
}

func intoTexts[E end](chunks []chunkInfo, toData *[]byte, toEnds *[]E) ([]unpackJob, error) {
	if chunks[0].codec != codecTexts {
		return nil, errBlob
	}
	rows, size := totalOf(chunks)
	if uint64(E(size)) != size {
		return nil, errBlob
	}
	data, ends := make([]byte, size), make([]E, rows)
	*toData, *toEnds = data, ends
	var jobs []unpackJob
	at := 0
	for _, k := range chunks {
		from := at
		at += k.span.size
		jobs = append(jobs, unpackJob{
			chunk: k,
			bytes: int64(k.span.size + 4*k.span.count),
			unpack: func(u *unpacker, blob []byte) error {
				return unpackTexts(u, data[from:from+k.span.size], ends[k.span.start:][:k.span.count], E(from), blob)
			},
		})
	}
	return jobs, nil
}
