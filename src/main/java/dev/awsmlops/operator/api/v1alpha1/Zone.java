package dev.awsmlops.operator.api.v1alpha1;

/** A zone of a lake, as its spec names it. */
public enum Zone {
    raw,
    curated,
    features
}
