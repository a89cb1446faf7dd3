// Package pollute makes damaged CSV files with a known right reading, and scores
// what a reader made of them. Its kinds of damage, its ten measures and its weights
// are those of the Pollock benchmark (Vitagliano, Hameed, Jiang, Reisener, Wu and
// Naumann: Pollock, a Data Loading Benchmark, PVLDB 16(8), 2023, and the
// repository HPI-Information-Systems/Pollock); the table it damages is its own.
// Only tests import it.
package pollute
