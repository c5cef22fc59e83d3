package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Splits a flow into the branches of a Parallel state or the iterations of a Map state. */
record Forks(Flow flow, Surroundings around, Variables variables) {

    Fork of(Visit visit, Instant now) {
        return visit.type() == StateType.PARALLEL ? branches(visit, now) : iterations(visit, now);
    }

    private Fork branches(Visit visit, Instant now) {
        JsonNode input = visit.state().has("Arguments") ? flow.evaluate("Arguments", Results.NONE, now) : visit.input();
        List<Function<Instant, Flow>> starts = new ArrayList<>();
        for (JsonNode branch : visit.state().path("Branches")) {
            starts.add(at -> new Flow(around, branch, input, variables.inner(), Optional.empty(), at));
        }
        return new Fork(starts, Integer.MAX_VALUE, now);
    }

    /** Without Items, the state's input is the array (developer guide, "Using Map state in Inline mode"). */
    private Fork iterations(Visit visit, Instant now) {
        JsonNode state = visit.state();
        JsonNode items = state.has("Items") ? flow.evaluate("Items", Results.NONE, now) : visit.input();
        if (!items.isArray()) {
            throw StateFailure.query("The field 'Items' must be an array, but was: " + items);
        }
        List<Function<Instant, Flow>> starts = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            ObjectNode item = new Output()
                    .put("Index", index)
                    .put("Value", items.get(index))
                    .json();
            JsonNode input = state.has("ItemSelector")
                    ? flow.evaluate(state.get("ItemSelector"), "ItemSelector", Results.selecting(item), now)
                    : items.get(index);
            starts.add(at ->
                    new Flow(around, state.path("ItemProcessor"), input, variables.inner(), Optional.of(item), at));
        }
        return new Fork(starts, atOnce(visit, now), now);
    }

    /** Zero is no limit. */
    private int atOnce(Visit visit, Instant now) {
        if (!visit.state().has("MaxConcurrency")) {
            return Integer.MAX_VALUE;
        }
        JsonNode most = flow.evaluate("MaxConcurrency", Results.NONE, now);
        if (!most.isIntegralNumber() || most.asInt() < 0) {
            throw StateFailure.query("The field 'MaxConcurrency' must be an integer of 0 or more, but was: " + most);
        }
        return most.asInt() == 0 ? Integer.MAX_VALUE : most.asInt();
    }
}
