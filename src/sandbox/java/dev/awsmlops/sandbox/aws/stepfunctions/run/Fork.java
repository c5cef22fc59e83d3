package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The branches of a Parallel state or the iterations of a Map state. The first that fails, fails them all. */
final class Fork {

    private final List<Function<Instant, Flow>> starts;
    private final int atOnce;
    private final List<Flow> started = new ArrayList<>();

    /**
     * Flows that begin as soon as they may.
     *
     * @param atOnce how many may run at the same time
     */
    Fork(List<Function<Instant, Flow>> starts, int atOnce, Instant now) {
        this.starts = starts;
        this.atOnce = atOnce;
        startMore(now);
    }

    Optional<Instant> due() {
        return next().flatMap(Flow::due);
    }

    /** Lets the flow that is due go one step. */
    void step(Instant now) {
        Flow flow = next().orElseThrow();
        flow.step(now);
        flow.failure().ifPresent(failure -> {
            throw failure;
        });
        startMore(now);
    }

    boolean done() {
        return started.size() == starts.size() && next().isEmpty();
    }

    /** In the order of the branches or items, whichever ended first. */
    ArrayNode results() {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        started.forEach(flow -> results.add(flow.output().orElseThrow()));
        return results;
    }

    private Optional<Flow> next() {
        return started.stream().filter(flow -> flow.due().isPresent()).min(Comparator.comparing(flow -> flow.due()
                .orElseThrow()));
    }

    private void startMore(Instant now) {
        long running = started.stream().filter(flow -> flow.due().isPresent()).count();
        for (; running < atOnce && started.size() < starts.size(); running++) {
            started.add(starts.get(started.size()).apply(now));
        }
    }
}
