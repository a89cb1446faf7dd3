package workspace

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// A change of the schema is one more file, numbered without gaps. A file that
// was ever released never changes.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

var migrations = sync.OnceValue(func() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic("workspace: " + err.Error())
	}
	slices.Sort(names)
	all := make([]string, len(names))
	for i, name := range names {
		if !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			panic("workspace: migrations are not numbered from 1 without gaps: " + name)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic("workspace: " + err.Error())
		}
		all[i] = string(text)
	}
	return all
})

// schemaVersion is the version this program writes, and the newest it reads.
func schemaVersion() int { return len(migrations()) }

// migrate brings a file up to the last of the steps, each in one transaction.
func migrate(ctx context.Context, c *sql.Conn, steps []string) error {
	var version int
	if err := c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for v := version; v < len(steps); v++ {
		head := ""
		if v == 0 {
			head = fmt.Sprintf("PRAGMA application_id = %d;\n", applicationID)
		}
		err := transaction(ctx, c, func() error {
			_, err := c.ExecContext(ctx, head+steps[v]+fmt.Sprintf("\nPRAGMA user_version = %d;", v+1))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// transaction does all of f or nothing of it.
func transaction(ctx context.Context, c *sql.Conn, f func() error) (err error) {
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			// Not with ctx, which may be what ended it. SQLite may have rolled back by itself.
			_, _ = c.ExecContext(context.Background(), "ROLLBACK")
		}
	}()
	if err := f(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err = c.ExecContext(context.WithoutCancel(ctx), "COMMIT")
	return err
}
