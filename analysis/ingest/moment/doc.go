// Package moment reads what people and systems write for a time, a date or a
// duration. A column is decided on as a whole ([DecideOrder]) and then read by
// one [Reader]; every way of writing has a file of its own. A zoned time becomes a
// wall-clock time of the workspace's zone.
package moment
