package workspace

import (
	"errors"
	"syscall"
)

// noLocks reports whether a file system says that it has no locks at all:
// ERROR_INVALID_FUNCTION or ERROR_NOT_SUPPORTED.
func noLocks(err error) bool {
	return errors.Is(err, syscall.Errno(1)) || errors.Is(err, syscall.Errno(50))
}
