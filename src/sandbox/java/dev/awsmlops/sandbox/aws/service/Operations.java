package dev.awsmlops.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations of one service, by name: a table of what reads, what changes, and on which resource. */
public final class Operations {

    /** Carries out one operation: JSON in, JSON out, both named as in the API reference. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Has the effect and answers.
         *
         * @throws ServiceFailure what AWS would answer; nothing has changed then
         */
        ObjectNode handle(Request request);
    }

    /**
     * Where a request names the resource that it is about.
     *
     * @param fields whose values, joined by slashes, are the name; a field within a structure is written {@code A/B}
     * @param inner names what it is about within the resource, such as an object of a bucket
     */
    public record Subject(Optional<ResourceType> type, List<String> fields, Optional<String> inner) {

        public static final Subject NONE = new Subject(Optional.empty(), List.of(), Optional.empty());

        public static Subject named(ResourceType type, String... fields) {
            return new Subject(Optional.of(type), List.of(fields), Optional.empty());
        }

        public static Subject arn(String field) {
            return new Subject(Optional.empty(), List.of(field), Optional.empty());
        }

        public Subject within(String innerField) {
            return new Subject(type, fields, Optional.of(innerField));
        }

        /** The name or ARN, as the request has it. */
        public Optional<String> of(ObjectNode input) {
            List<String> values = fields.stream()
                    .map(field -> input.at("/" + field))
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .toList();
            return fields.isEmpty() || values.size() < fields.size()
                    ? Optional.empty()
                    : Optional.of(String.join("/", values));
        }

        /** What an IAM policy would call it: {@code *} for what is about no resource in particular. */
        public String arn(ObjectNode input, String region, String account) {
            String within = inner.map(part -> "/" + input.path(part).asText()).orElse("");
            return of(input)
                    .map(value ->
                            type.map(known -> known.arn(region, account, value)).orElse(value) + within)
                    .orElse("*");
        }
    }

    /**
     * A row of the table.
     *
     * @param action what an IAM policy allows it as, without the service's prefix
     * @param mutating whether it changes, or may change, anything
     */
    public record Operation(String name, String action, boolean mutating, Subject subject, Handler handler) {}

    private final Map<String, Operation> byName = new LinkedHashMap<>();

    public Operations read(String name, Subject subject, Handler handler) {
        return read(name, name, subject, handler);
    }

    /** A row for an operation that IAM knows by another name. */
    public Operations read(String name, String action, Subject subject, Handler handler) {
        byName.put(name, new Operation(name, action, false, subject, handler));
        return this;
    }

    public Operations write(String name, Subject subject, Handler handler) {
        return write(name, name, subject, handler);
    }

    /** A row for an operation that IAM knows by another name. */
    public Operations write(String name, String action, Subject subject, Handler handler) {
        byName.put(name, new Operation(name, action, true, subject, handler));
        return this;
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * Finds an operation.
     *
     * @throws ServiceFailure {@code UnknownOperationException} for what is not simulated
     */
    public Operation named(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> ServiceFailure.refused(
                        "UnknownOperationException", "The operation " + name + " is not simulated"));
    }
}
