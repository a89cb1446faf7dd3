package ingest

import (
	"context"
	"iter"
)

type bookSource struct{ date1904 bool }

func openBook(ctx context.Context, t *Table, sheet string) error {
	return &Error{ID: ErrDamaged, File: t.Path}
}
func (b *bookSource) rows(ctx context.Context, t *Table) iter.Seq2[Row, error] { return nil }
func (b *bookSource) close() error                                             { return nil }
func (r *run) readBook(ctx context.Context) error                              { return nil }
