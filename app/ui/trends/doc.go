// Package trends is the screen of how the rates move: per day, week or month, as
// one chart of the selection or as small charts of its groups, with the table of
// the figures beneath.
package trends
