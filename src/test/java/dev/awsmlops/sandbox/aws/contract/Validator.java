package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.awsmlops.sandbox.aws.contract.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Compares a value with its model and finds all that is wrong with it, in the order of the model.
 *
 * <p>The words are AWS's: of members NixOS/nixops#328 has them, of maps boto/boto3#2601,
 * of types aarondfrancis/sidecar#148 and aws-amplify/amplify-js#13265. That lists of scalars have the form of maps is an assumption.
 */
final class Validator {

    private final Wire wire;
    private final List<Violation> violations = new ArrayList<>();

    private Validator(Wire wire) {
        this.wire = wire;
    }

    /** What is wrong with the input, or the output, of an operation. */
    static List<Violation> check(Shape.Structure shape, ObjectNode value, Wire wire) {
        ObjectNode members = value.deepCopy();
        wire.beside().stream()
                .filter(name -> !shape.members().containsKey(name))
                .forEach(members::remove);
        Validator validator = new Validator(wire);
        validator.structure("", shape, members);
        return List.copyOf(validator.violations);
    }

    private void value(String path, Shape shape, JsonNode value) {
        if (shape instanceof Shape.Scalar scalar) {
            scalar(path, scalar, value);
        } else if (shape instanceof Shape.ListOf list) {
            list(path, list, value);
        } else if (shape instanceof Shape.MapOf map) {
            map(path, map, value);
        } else if (shape instanceof Shape.Structure structure) {
            structure(path, structure, value);
        }
    }

    private void structure(String path, Shape.Structure shape, JsonNode value) {
        if (isEmptyText(value)) {
            return;
        }
        if (!value.isObject()) {
            unreadable(path, value, "a structure");
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        shape.members().forEach((name, member) -> member(prefix + decapitalised(name), shape, name, member, value));
        value.properties().stream()
                .filter(property -> !shape.members().containsKey(property.getKey()))
                .forEach(unknown -> add(
                        Kind.UNKNOWN_MEMBER,
                        prefix + decapitalised(unknown.getKey()),
                        unknown.getValue(),
                        "%s must have a member %s".formatted(shape.name(), unknown.getKey())));
        long given = value.properties().stream()
                .filter(property -> !property.getValue().isNull())
                .count();
        if (shape.union() && given != 1) {
            add(Kind.TYPE, path, value, "Exactly one member of the union %s must be set".formatted(shape.name()));
        }
    }

    private void member(String path, Shape.Structure shape, String name, Supplier<Shape> member, JsonNode within) {
        JsonNode value = within.get(name);
        if (value != null && !value.isNull()) {
            value(path, member.get(), value);
        } else if (shape.required().contains(name)) {
            violations.add(new Violation(Kind.MISSING, path, "null", "Member must not be null"));
        }
    }

    private void list(String path, Shape.ListOf shape, JsonNode value) {
        if (!value.isArray() && !isEmptyText(value)) {
            unreadable(path, value, "a list");
            return;
        }
        broken(shape.rules(), value).forEach(rule -> add(rule.kind(), path, value, "Member must " + rule.must()));
        if (shape.member().get() instanceof Shape.Scalar scalar) {
            all(path, value, scalar, value, "Member must satisfy constraint");
        } else {
            for (int i = 0; i < value.size(); i++) {
                value("%s.%d.member".formatted(path, i + 1), shape.member().get(), value.get(i));
            }
        }
    }

    private void map(String path, Shape.MapOf shape, JsonNode value) {
        if (!value.isObject() && !isEmptyText(value)) {
            unreadable(path, value, "a map");
            return;
        }
        broken(shape.rules(), value).forEach(rule -> add(rule.kind(), path, value, "Member must " + rule.must()));
        List<JsonNode> keys = value.properties().stream()
                .map(entry -> (JsonNode) TextNode.valueOf(entry.getKey()))
                .toList();
        if (shape.key().get() instanceof Shape.Scalar key) {
            all(path, value, key, keys, "Map keys must satisfy constraint");
        }
        if (shape.value().get() instanceof Shape.Scalar scalar) {
            all(path, value, scalar, value, "Map value must satisfy constraint");
        } else {
            value.properties()
                    .forEach(entry -> value(
                            path + "." + entry.getKey() + ".member",
                            shape.value().get(),
                            entry.getValue()));
        }
    }

    /** One sentence with all constraints, whichever of them is broken and however often. */
    private void all(String path, JsonNode whole, Shape.Scalar shape, Iterable<JsonNode> values, String what) {
        for (JsonNode value : values) {
            if (!shape.type().fits(value, wire == Wire.QUERY)) {
                unreadable(path, value, "a " + shape.type().javaName());
                return;
            }
        }
        StreamSupport.stream(values.spliterator(), false)
                .flatMap(value -> broken(shape.rules(), value).stream())
                .findFirst()
                .ifPresent(rule -> add(rule.kind(), path, whole, what + ": " + sentences(shape.rules())));
    }

    private void scalar(String path, Shape.Scalar shape, JsonNode value) {
        if (!shape.type().fits(value, wire == Wire.QUERY)) {
            unreadable(path, value, "a " + shape.type().javaName());
        } else {
            broken(shape.rules(), value).forEach(rule -> add(rule.kind(), path, value, "Member must " + rule.must()));
        }
    }

    private static List<Rule> broken(List<Rule> rules, JsonNode value) {
        return rules.stream().filter(rule -> !rule.holds().test(value)).toList();
    }

    private static String sentences(List<Rule> rules) {
        return rules.stream().map(rule -> "Member must " + rule.must()).collect(Collectors.joining(", ", "[", "]"));
    }

    /** An empty list or structure is an empty text in the query protocol (Smithy, "AWS query protocol"). */
    private boolean isEmptyText(JsonNode value) {
        return wire == Wire.QUERY && value.isTextual() && value.asText().isEmpty();
    }

    private void unreadable(String path, JsonNode value, String expected) {
        String words =
                switch (value.getNodeType()) {
                    case OBJECT -> "Start of structure or map found where not expected.";
                    case ARRAY -> "Start of list found where not expected";
                    case BOOLEAN ->
                        value.asText().toUpperCase(Locale.ROOT) + "_VALUE can not be converted to " + expected;
                    default -> value.getNodeType() + "_VALUE can not be converted to " + expected;
                };
        add(Kind.TYPE, path, value, words);
    }

    private void add(Kind kind, String path, JsonNode value, String constraint) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        violations.add(new Violation(kind, path, "'" + text + "'", constraint));
    }

    private static String decapitalised(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
