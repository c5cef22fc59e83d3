package dev.awsmlops.sandbox.aws.contract;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.utils.Lazy;

/**
 * A service's model with the members and the values that a newer one has beside them. The published models are older than
 * the SDK's classes, which are made from the same models, but keep no lengths, ranges and patterns.
 *
 * <p>Thread-safe.
 */
final class NewerModel implements ServiceModel {

    private final ServiceModel older;
    private final ServiceModel newer;
    private final Map<String, Shape.Structure> inputs = new ConcurrentHashMap<>();
    private final Map<String, Shape.Structure> outputs = new ConcurrentHashMap<>();

    NewerModel(ServiceModel older, ServiceModel newer) {
        this.older = older;
        this.newer = newer;
    }

    @Override
    public Wire wire() {
        return older.wire();
    }

    @Override
    public boolean has(String operation) {
        return older.has(operation) || newer.has(operation);
    }

    @Override
    public Shape.Structure input(String operation) {
        return inputs.computeIfAbsent(operation, name -> merged(name, ServiceModel::input));
    }

    @Override
    public Shape.Structure output(String operation) {
        return outputs.computeIfAbsent(operation, name -> merged(name, ServiceModel::output));
    }

    private Shape.Structure merged(String operation, BiFunction<ServiceModel, String, Shape.Structure> which) {
        if (!newer.has(operation)) {
            return which.apply(older, operation);
        }
        Shape.Structure current = which.apply(newer, operation);
        return older.has(operation) ? merged(which.apply(older, operation), current) : current;
    }

    private static Shape merged(Shape old, Shape current) {
        if (old instanceof Shape.Structure was && current instanceof Shape.Structure is) {
            return merged(was, is);
        }
        if (old instanceof Shape.ListOf was && current instanceof Shape.ListOf is) {
            return new Shape.ListOf(both(was.member(), is.member()), was.rules());
        }
        if (old instanceof Shape.MapOf was && current instanceof Shape.MapOf is) {
            return new Shape.MapOf(was.key(), both(was.value(), is.value()), was.rules());
        }
        if (old instanceof Shape.Scalar was && current instanceof Shape.Scalar is) {
            return merged(was, is);
        }
        return current instanceof Shape.Document ? current : old;
    }

    private static Shape.Structure merged(Shape.Structure was, Shape.Structure is) {
        Map<String, Supplier<Shape>> members = new LinkedHashMap<>(is.members());
        was.members().forEach((name, member) -> members.merge(name, member, (current, old) -> both(old, current)));
        Set<String> required = new HashSet<>(was.required());
        is.required().stream().filter(name -> !was.members().containsKey(name)).forEach(required::add);
        return new Shape.Structure(was.name(), members, required, was.union());
    }

    /** An enum may have grown. What only the newer model knows for an enum keeps to the rules of the older. */
    private static Shape merged(Shape.Scalar was, Shape.Scalar is) {
        List<String> values = is.values();
        List<Rule> rules = was.rules().stream()
                .map(rule -> rule.kind() == Violation.Kind.ENUM ? rule.except(values) : rule)
                .toList();
        return new Shape.Scalar(was.type(), rules, was.values());
    }

    private static Supplier<Shape> both(Supplier<Shape> old, Supplier<Shape> current) {
        return new Lazy<>(() -> merged(old.get(), current.get()))::getValue;
    }
}
