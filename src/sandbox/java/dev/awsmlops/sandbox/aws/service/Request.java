package dev.awsmlops.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One call of an operation. Its accessors check the constraints that the API's model states, and refuse with the
 * {@code ValidationException} that AWS's services share.
 *
 * @param mutating whether the operation may change anything; reads do not see what was only just created
 * @param path where in the call's input this input stands, such as {@code tableInput.}; empty for the whole
 */
public record Request(
        String account, String region, String caller, Instant now, boolean mutating, ObjectNode input, String path) {

    public Request(String account, String region, String caller, Instant now, boolean mutating, ObjectNode input) {
        this(account, region, caller, now, mutating, input, "");
    }

    /** The same call with another input, such as one that was completed. */
    public Request with(ObjectNode other) {
        return new Request(account, region, caller, now, mutating, other, path);
    }

    /** A structure within the input; an empty one where there is none. */
    public Request within(String field) {
        ObjectNode structure = input.get(field) instanceof ObjectNode given ? given : Output.empty();
        return new Request(account, region, caller, now, mutating, structure, path + member(field) + ".");
    }

    /** The structures of a list within the input. */
    public List<Request> each(String field) {
        List<Request> structures = new ArrayList<>();
        for (JsonNode element : input.path(field)) {
            if (element instanceof ObjectNode structure) {
                String at = "%s%s.%d.member.".formatted(path, member(field), structures.size() + 1);
                structures.add(new Request(account, region, caller, now, mutating, structure, at));
            }
        }
        return structures;
    }

    /** A role that the caller's process has assumed, as it would have on EKS; or that AWS itself has, for {@code role/NAME}. */
    public String callerArn() {
        return "arn:aws:sts::%s:assumed-role/%s/simulated"
                .formatted(account, caller.substring(caller.indexOf('/') + 1));
    }

    /** The same call, as if made in another region: for services that are one for all regions. */
    public Request in(String elsewhere) {
        return new Request(account, elsewhere, caller, now, mutating, input, path);
    }

    public boolean has(String field) {
        return input.hasNonNull(field);
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(input.get(field))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }

    public String required(String field) {
        return text(field).orElseThrow(() -> refused(field, "null", "not be null"));
    }

    public Optional<String> text(String field, Pattern pattern, int longest) {
        return has(field) ? Optional.of(required(field, pattern, longest)) : Optional.empty();
    }

    public String required(String field, Pattern pattern, int longest) {
        String value = required(field);
        if (value.length() > longest) {
            throw refused(field, "'" + value + "'", "have length less than or equal to " + longest);
        }
        if (!pattern.matcher(value).matches()) {
            throw refused(field, "'" + value + "'", "satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    /** One of the values that the API's model lists. */
    public Optional<String> oneOf(String field, Set<String> allowed) {
        Optional<String> value = text(field);
        value.filter(given -> !allowed.contains(given)).ifPresent(given -> {
            throw refused(field, "'" + given + "'", "satisfy enum value set: " + new TreeSet<>(allowed));
        });
        return value;
    }

    /** Text of at most this length. */
    public Optional<String> text(String field, int longest) {
        Optional<String> value = text(field);
        value.filter(given -> given.length() > longest).ifPresent(given -> {
            throw refused(field, "'" + given + "'", "have length less than or equal to " + longest);
        });
        return value;
    }

    public Optional<Integer> integer(String field) {
        return Optional.ofNullable(input.get(field))
                .filter(value -> !value.isNull())
                .map(JsonNode::asInt);
    }

    public Optional<Integer> integer(String field, int least, int most) {
        Optional<Integer> value = integer(field);
        value.filter(number -> number < least).ifPresent(number -> {
            throw refused(field, "'" + number + "'", "have value greater than or equal to " + least);
        });
        value.filter(number -> number > most).ifPresent(number -> {
            throw refused(field, "'" + number + "'", "have value less than or equal to " + most);
        });
        return value;
    }

    public Optional<Double> decimal(String field) {
        return Optional.ofNullable(input.get(field))
                .filter(value -> !value.isNull())
                .map(JsonNode::asDouble);
    }

    public boolean flag(String field) {
        return input.path(field).asBoolean(false);
    }

    public List<String> strings(String field) {
        List<String> values = new ArrayList<>();
        input.path(field).forEach(value -> values.add(value.asText()));
        return values;
    }

    public List<String> strings(String field, int most) {
        List<String> values = strings(field);
        if (values.size() > most) {
            throw refused(field, values.toString(), "have length less than or equal to " + most);
        }
        return values;
    }

    public Map<String, String> map(String field) {
        Map<String, String> values = new LinkedHashMap<>();
        input.path(field)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    public Map<String, String> map(String field, int most) {
        Map<String, String> values = map(field);
        if (values.size() > most) {
            throw refused(field, values.toString(), "have length less than or equal to " + most);
        }
        return values;
    }

    /** The refusal of a value that the API's model does not allow. */
    public static ServiceFailure violation(String field, String value, String must) {
        return ServiceFailure.refused(
                "ValidationException",
                "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
                        .formatted(value, member(field), must));
    }

    /** The same, of a value in this input. */
    public ServiceFailure refused(String field, String value, String must) {
        return violation(path + member(field), value, must);
    }

    private static String member(String field) {
        return field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
    }
}
