// Package survival estimates how long it takes until something happens when part of those who are watched had not yet had
// it by the time the watching ended: the product-limit estimator of Kaplan and Meier with Greenwood's variance, its
// quantiles, and the log-rank test between groups.
//
// It works on plain numbers and knows no contacts, dates or words. A [Table] says for each time how many had the event and
// how many were watched no longer; [Estimate] makes a [Curve] of it, [LogRank] compares several tables.
package survival
