// Package workspace keeps a workspace: one .eenkeer file with everything that
// was imported, mapped, named and set.
//
// The file is an SQLite database with a rollback journal. Ordinary things lie
// in ordinary tables; contacts lie by column, a column of a batch cut into
// chunks, each packed, compressed and summed (see codec.go), because rows in a
// table are ten times too slow. Every change is one transaction: killing the
// program loses the change under way and nothing else.
//
// One program at a time may write (see lock.go); a second one opens the file
// read-only and can say who has it. A file that is damaged, newer than the
// program or not a workspace is refused before a byte of it is touched.
//
// Nothing here draws, counts or knows what a definition means, and nothing that
// does may come in. Errors name files and batches, never a customer.
package workspace
