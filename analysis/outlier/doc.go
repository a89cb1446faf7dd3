// Package outlier compares agents, teams, third parties, reasons and processes fairly, and says which of them differ by
// more than chance.
//
// The rate judged is the followed rate of ripe contacts. What a unit may be expected to have follows from its case mix
// (indirect standardisation over reason, channel and hour band); how far it lies from that is tested against chance and the
// common spread between units (overdispersion), over all units at once (Benjamini and Hochberg). [Assess] does so on plain
// counts; [Compare] and [Excess] take the counts from a repeat.Engine. Formulas bear their sources.
//
// There is no order of merit here: rows come by key. Nothing here reads files, stores anything, draws or writes sentences,
// and no customer key comes out.
package outlier
