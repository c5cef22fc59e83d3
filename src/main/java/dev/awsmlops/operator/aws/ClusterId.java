package dev.awsmlops.operator.aws;

/**
 * What tells this cluster's resources in AWS from another's, by a tag. It must never change: what was tagged before would
 * no longer be ours.
 */
public record ClusterId(String value) {}
