package dev.awsmlops.sandbox.aws.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a service's model says of a value. Shapes may contain themselves, so that their parts are found when asked for. */
sealed interface Shape {

    /**
     * A structure.
     *
     * @param union whether exactly one of its members must be there
     */
    record Structure(String name, Map<String, Supplier<Shape>> members, Set<String> required, boolean union)
            implements Shape {

        /** Of an operation that takes, or answers, nothing. */
        static final Structure EMPTY = new Structure("(nothing)", Map.of(), Set.of(), false);
    }

    /** Any JSON (Smithy, "document"). */
    record Document() implements Shape {}

    record ListOf(Supplier<Shape> member, List<Rule> rules) implements Shape {}

    record MapOf(Supplier<Shape> key, Supplier<Shape> value, List<Rule> rules) implements Shape {}

    /**
     * A value without parts.
     *
     * @param values of an enum; none for what is no enum
     */
    record Scalar(ScalarType type, List<Rule> rules, List<String> values) implements Shape {

        /** An enum, or any text when there are no values. */
        static Scalar text(List<String> values) {
            return new Scalar(
                    ScalarType.TEXT, values.isEmpty() ? List.of() : List.of(Rule.oneOf(values)), List.copyOf(values));
        }
    }
}
