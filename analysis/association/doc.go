// Package association measures how far two things go together, on plain counts: whether two people judge the same
// ([CohenKappa]), and whether something happens more often in one group than in another ([Odds], [MantelHaenszel]). It
// knows nothing of contacts. What it finds is association; none of it says that one thing brings the other about.
package association
