//go:build !windows

package workspace

import (
	"errors"
	"syscall"
)

// noLocks reports whether a file system says that it has no locks at all.
func noLocks(err error) bool {
	return errors.Is(err, syscall.ENOLCK) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS)
}
