package dev.awsmlops.operator.datalake.bucket;

/** One thing that a bucket can be set to. */
interface BucketSetting {

    /** What a person would call it. */
    String name();

    /** Whether S3 has it as the spec says; true also when the spec says nothing. */
    boolean isSet();

    /** Asks S3 for what the spec says. */
    void set();
}
