package dev.awsmlops.operator.api.v1alpha1;

/** What carries a session in AWS Glue. */
public enum Backend {
    /** A Glue dev endpoint: Glue 0.9 and 1.0. AWS never stops it. */
    DevEndpoint,
    /** A Glue interactive session: Glue 2.0 and later. AWS stops it at its own time-outs. */
    InteractiveSession
}
