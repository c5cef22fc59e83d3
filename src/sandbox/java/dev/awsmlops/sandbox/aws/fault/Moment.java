package dev.awsmlops.sandbox.aws.fault;

/** On which side of a call's effect something goes wrong. */
public enum Moment {
    BEFORE,
    AFTER
}
