// Package effect says whether a change helped: the followed rate of the contacts it was about, before and after its date.
//
//	d, _ := effect.Prepare(ctx, engine, definition) // once for a log and a definition
//	r, _ := d.Measure(ctx, effect.Study{Scope: filter, Start: day})
//
// [Newcombe], [DiD], [Fit], [SampleSize] and [Detectable] are the textbook formulas on plain numbers. [Data.Measure] puts
// them to work on a log: it compares only ripe contacts, holds the mix of reasons still, sets the change against what
// happened in the same weeks to contacts that nobody touched, does not take the weeks on which the scope was picked for its
// normal, and widens every interval by as much as contacts of one customer hang together or weeks differ.
//
// It knows no actions, texts or files. An effect here is a difference in time, never a proof of cause.
package effect
