package dev.awsmlops.sandbox.aws.s3;

/** Whether a bucket keeps what is overwritten or deleted. Once on, it can be suspended but never undone. */
enum Versioning {
    /** Every object is its only version. */
    NEVER,
    ENABLED,
    /** Older versions stay, new ones overwrite each other. */
    SUSPENDED
}
