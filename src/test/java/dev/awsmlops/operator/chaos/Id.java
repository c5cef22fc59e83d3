package dev.awsmlops.operator.chaos;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which object. All are in one namespace. */
record Id(Kind kind, String name) {

    static Id of(HasMetadata object) {
        return new Id(Kind.of(object), object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
}
