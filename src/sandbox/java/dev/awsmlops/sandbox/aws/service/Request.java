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
import java.util.regex.Pattern;

/**
 * One call of an operation. Its accessors check the constraints that the API's model states, and refuse with the
 * {@code ValidationException} that AWS's services share.
 *
 * @param mutating whether the operation may change anything; reads do not see what was only just created
 */
public record Request(String account, String region, String caller, Instant now, boolean mutating, ObjectNode input) {

    /** A role that the caller's process has assumed, as it would have on EKS. */
    public String callerArn() {
        return "arn:aws:sts::%s:assumed-role/%s/simulated".formatted(account, caller);
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
        return text(field).orElseThrow(() -> violation(field, "null", "not be null"));
    }

    public String required(String field, Pattern pattern, int longest) {
        String value = required(field);
        if (value.length() > longest) {
            throw violation(field, "'" + value + "'", "have length less than or equal to " + longest);
        }
        if (!pattern.matcher(value).matches()) {
            throw violation(field, "'" + value + "'", "satisfy regular expression pattern: " + pattern);
        }
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
            throw violation(field, "'" + number + "'", "have value greater than or equal to " + least);
        });
        value.filter(number -> number > most).ifPresent(number -> {
            throw violation(field, "'" + number + "'", "have value less than or equal to " + most);
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
            throw violation(field, values.toString(), "have length less than or equal to " + most);
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
            throw violation(field, values.toString(), "have length less than or equal to " + most);
        }
        return values;
    }

    /** The refusal of a value that the API's model does not allow. */
    public static ServiceFailure violation(String field, String value, String must) {
        String member = field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
        return ServiceFailure.refused(
                "ValidationException",
                "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
                        .formatted(value, member, must));
    }
}
