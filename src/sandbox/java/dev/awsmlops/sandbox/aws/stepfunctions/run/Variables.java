package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a machine, of one branch of a Parallel state or of one iteration of a Map state: an inner scope sees
 * those of the outer ones and assigns only its own (developer guide, "Passing data between states with variables").
 */
final class Variables {

    private final Optional<Variables> outer;
    private final Map<String, JsonNode> own = new LinkedHashMap<>();

    private Variables(Optional<Variables> outer) {
        this.outer = outer;
    }

    static Variables none() {
        return new Variables(Optional.empty());
    }

    Variables inner() {
        return new Variables(Optional.of(this));
    }

    Map<String, JsonNode> visible() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        outer.ifPresent(scope -> all.putAll(scope.visible()));
        all.putAll(own);
        return all;
    }

    void assign(JsonNode values) {
        values.properties().forEach(value -> own.put(value.getKey(), value.getValue()));
    }
}
