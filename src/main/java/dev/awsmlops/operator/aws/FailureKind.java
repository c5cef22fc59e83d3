package dev.awsmlops.operator.aws;

/** What a failed AWS call means for the one who made it. */
public enum FailureKind {
    /** What was asked for does not exist. */
    NOT_FOUND,
    /** What was to be created exists. */
    ALREADY_EXISTS,
    /** It exists and is busy changing; the same call will do later. */
    IN_TRANSITION,
    /** Too many calls. */
    THROTTLED,
    /** A right is missing, or the credentials are no good. */
    ACCESS_DENIED,
    /** The request itself is wrong and will be so again. */
    INVALID,
    /** Something it needs was made too recently, most often a role that can't be assumed yet. */
    NOT_YET_CONSISTENT,
    /** A quota of the account is used up. */
    QUOTA,
    /** AWS failed, or was not reached. */
    SERVICE_FAULT,
    /** The operator itself failed, before or after the call. */
    INTERNAL
}
