package dev.awsmlops.operator.sweep;

/** What is done about what belongs to no object any more. */
public enum SweepMode {
    /** It is not looked for. */
    Off,
    /** It is told of, and left as it is. */
    Report,
    /** It is told of, and taken down. */
    Delete
}
