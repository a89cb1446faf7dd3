package book

import (
	"errors"
	"fmt"
)

// What may be wrong with a workbook.
var (
	ErrDamaged   = errors.New("the workbook is damaged")
	ErrTooBig    = errors.New("the workbook unpacks to too much")
	ErrEncrypted = errors.New("the workbook is protected with a password")

	// errUnusual means that the fast path leaves a sheet to excelize.
	errUnusual = errors.New("XML that the fast path does not read")
)

// damaged wraps what was found as damage.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrDamaged, fmt.Errorf(format, args...))
}
