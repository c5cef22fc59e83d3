package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A service's model as the SDKs are made from it. Only those shapes are read that somebody asks for. */
final class PublishedModel implements ServiceModel {

    private final String service;
    private final JsonNode model;
    private final List<Amendment> amendments;
    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    /**
     * A model.
     *
     * @param model the whole document
     */
    PublishedModel(String service, JsonNode model, List<Amendment> amendments) {
        this.service = service;
        this.model = model;
        this.amendments = amendments.stream()
                .filter(each -> each.service().equals(service))
                .toList();
    }

    @Override
    public Wire wire() {
        return Wire.of(model.at("/metadata/protocol").asText());
    }

    @Override
    public boolean has(String operation) {
        return model.path("operations").has(operation);
    }

    @Override
    public Shape.Structure input(String operation) {
        return structure(operation, "input");
    }

    @Override
    public Shape.Structure output(String operation) {
        return structure(operation, "output");
    }

    /** A value without parts, by the name of its shape. */
    Shape.Scalar scalar(String name) {
        return (Shape.Scalar) shape(name);
    }

    private JsonNode operation(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("The model of %s has no operation %s".formatted(service, name));
        }
        return model.path("operations").path(name);
    }

    private Shape.Structure structure(String operation, String which) {
        JsonNode reference = operation(operation).path(which).path("shape");
        return reference.isMissingNode() ? Shape.Structure.EMPTY : (Shape.Structure) shape(reference.asText());
    }

    private Shape shape(String name) {
        Shape known = shapes.get(name);
        if (known == null) {
            known = read(name);
            shapes.put(name, known);
        }
        return known;
    }

    private Supplier<Shape> reference(JsonNode member) {
        String name = member.path("shape").asText();
        return () -> shape(name);
    }

    private Shape read(String name) {
        JsonNode shape = model.path("shapes").path(name);
        String type = shape.path("type").asText();
        return switch (type) {
            case "structure" -> shape.path("document").asBoolean() ? new Shape.Document() : structure(name, shape);
            case "list" -> new Shape.ListOf(reference(shape.path("member")), Rules.ofSize(shape, JsonNode::size));
            case "map" ->
                new Shape.MapOf(
                        reference(shape.path("key")),
                        reference(shape.path("value")),
                        Rules.ofSize(shape, JsonNode::size));
            default -> scalar(name, ScalarType.of(type), shape);
        };
    }

    private Shape scalar(String name, ScalarType type, JsonNode shape) {
        Set<String> newer = new HashSet<>();
        amendments.stream().filter(each -> each.shape().equals(name)).forEach(each -> newer.addAll(each.taken()));
        List<Rule> rules =
                Rules.of(type, shape).stream().map(rule -> rule.except(newer)).toList();
        return new Shape.Scalar(type, rules, Rules.values(shape));
    }

    private Shape structure(String name, JsonNode shape) {
        Map<String, Supplier<Shape>> members = new LinkedHashMap<>();
        Set<String> required = new HashSet<>();
        shape.path("members")
                .properties()
                .forEach(member -> members.put(member.getKey(), reference(member.getValue())));
        shape.path("required").forEach(member -> required.add(member.asText()));
        return new Shape.Structure(name, members, required, shape.path("union").asBoolean());
    }
}
