package dev.awsmlops.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Where a request names the resource that it is about. */
    public record Subject(Optional<ResourceType> type, String field) {

        public static final Subject NONE = new Subject(Optional.empty(), "");

        public static Subject named(ResourceType type, String field) {
            return new Subject(Optional.of(type), field);
        }

        public static Subject arn(String field) {
            return new Subject(Optional.empty(), field);
        }

        /** The name or ARN, as the request has it. */
        public Optional<String> of(ObjectNode input) {
            return Optional.ofNullable(input.get(field)).map(value -> value.asText());
        }

        /** What an IAM policy would call it: {@code *} for what is about no resource in particular. */
        public String arn(ObjectNode input, String region, String account) {
            return of(input)
                    .map(value ->
                            type.map(known -> known.arn(region, account, value)).orElse(value))
                    .orElse("*");
        }
    }

    /**
     * A row of the table.
     *
     * @param mutating whether it changes, or may change, anything
     */
    public record Operation(String name, boolean mutating, Subject subject, Handler handler) {}

    private final Map<String, Operation> byName = new LinkedHashMap<>();

    public Operations read(String name, Subject subject, Handler handler) {
        byName.put(name, new Operation(name, false, subject, handler));
        return this;
    }

    public Operations write(String name, Subject subject, Handler handler) {
        byName.put(name, new Operation(name, true, subject, handler));
        return this;
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
