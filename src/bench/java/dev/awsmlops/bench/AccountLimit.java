package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import java.util.stream.Stream;

/** How many calls a second the simulated account lets through for each service, and the operator a little less. */
record AccountLimit(BenchOptions options) {

    /** "A few calls a second per account": see {@code docs/configuration.md}. */
    private static final double USUAL = 5;

    private static final double OWN_SHARE = 0.95;

    double perSecond() {
        return USUAL * options.limitScale();
    }

    double ownPerSecond() {
        return perSecond() * OWN_SHARE;
    }

    /** From now on. What is over the limit is throttled. */
    void impose(SimulatedAws aws) {
        int burst = (int) (2 * perSecond());
        Stream.of("glue", "sagemaker", "iam", "states")
                .forEach(service -> aws.faults().rateLimit(service, perSecond(), burst));
    }
}
