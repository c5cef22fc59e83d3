/** Measures the packaged operator against its targets, from outside: see {@code docs/benchmarks.md}. */
package dev.awsmlops.bench;
