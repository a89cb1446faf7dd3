// Package contact says what a contact is and keeps many of them by column.
//
// A [Batch] is what one import brought in, in the order of its source. A [Log]
// is the whole workspace: all batches together, one contact per contact id,
// ordered by customer, time and source row, so that linking is one pass.
//
// Times are wall-clock milliseconds since 1970-01-01 00:00 in the workspace's
// zone: no zone is kept, and gaps are differences of wall-clock times.
//
// Nothing here reads files, knows a definition or computes a rate.
package contact
