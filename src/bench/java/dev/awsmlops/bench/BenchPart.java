package dev.awsmlops.bench;

/** The parts of the benchmark, each with a cluster, an account and an operator of its own. */
enum BenchPart {
    START,
    STEADY,
    STORM,
    EXPIRY
}
